"""What bad input gets: each folder of ``bad/`` is a broken project with the answer it must get.

``expected.txt`` is what ``askwell check`` says, to the letter; ``--update-golden`` rewrites it.
"""

import os
import re
import shutil
from pathlib import Path
from typing import get_origin

import pytest
from click.testing import CliRunner, Result
from pydantic import BaseModel, ValidationError

from generator.cli import main, progress
from generator.model import Interview, Kind, Overlay
from generator.model.cohort import Cohort, Profile
from generator.reading import Outline, tree_of
from generator.reading.explain import WORDS, problems
from generator.reading.shape import Shape

BAD = Path(__file__).parent / "bad"
CASES = sorted(path.name for path in BAD.iterdir() if path.is_dir())
SORTS = {name.partition("-")[0]: name for name in CASES}
"""One of each sort: the first words of their names say what is wrong."""
JARGON = ("Traceback", "NoneType", "mapping", "scalar", "pydantic", "Jinja", "YAML", "dict", "None")


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a broken project to stand in; returns the folder with what is expected."""
    folder = BAD / str(request.param)
    project = tmp_path / "project"
    shutil.copytree(folder, project, ignore=shutil.ignore_patterns("expected.txt"))
    monkeypatch.chdir(project)
    monkeypatch.setattr(progress, "PATIENCE", 3600.0)
    return folder


def run(*args: str) -> Result:
    """What a command says and how it ends, without a terminal."""
    return CliRunner().invoke(main, list(args))


def test_bad_input_is_explained(case: Path, update_golden: bool) -> None:  # noqa: FBT001 - a fixture
    """All problems are shown at once, with place, line, caret and hint; the exit code is 1."""
    result = run("check", ".")
    said = result.stderr.replace(os.sep, "/")
    assert isinstance(result.exception, SystemExit)
    assert (result.exit_code, result.stdout) == (1, "")
    expected = case / "expected.txt"
    if update_golden and (not expected.exists() or expected.read_text(encoding="utf-8") != said):
        expected.write_text(said, encoding="utf-8")
        pytest.fail(f"{expected} was rewritten")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", sorted(SORTS.values()), indirect=True)
def test_bad_input_writes_nothing(case: Path) -> None:
    """A build that finds a problem leaves no output behind, not even a folder."""
    before = {path: path.stat().st_mtime_ns for path in Path().rglob("*")}
    result = run("build", ".", "--channel", "text")
    assert result.exit_code == 1, case.name
    assert {path: path.stat().st_mtime_ns for path in Path().rglob("*")} == before


@pytest.mark.parametrize("name", CASES)
def test_answers_are_plain(name: str) -> None:
    """No answer speaks the language of the libraries, and each points into the project."""
    said = (BAD / name / "expected.txt").read_text(encoding="utf-8")
    ours = [line for line in said.splitlines() if ": error: " in line or "hint: " in line]
    for line in ours:
        assert not [word for word in JARGON if word in line]
        assert str(Path.home()) not in line
        assert str(BAD) not in line


@pytest.mark.parametrize("model", [Overlay, Kind, Profile, Cohort, Interview])
def test_no_hint_has_a_name_in_braces(model: type[BaseModel]) -> None:
    """A list where names of one's own are wanted: the hint says what to write, and is filled."""
    assert not [hint for _, hint in WORDS.values() if re.search(r"\{\w*\}", hint)]
    fields = model.model_fields.items()
    for name in [name for name, field in fields if get_origin(field.annotation) is dict]:
        tree = tree_of(f"{name}:\n  - one\n", Path("a.yaml"), Outline())
        with pytest.raises(ValidationError) as error:
            model.model_validate(tree.data)
        said = [each for each in problems(error.value, Shape(model), tree) if each.place.line == 2]
        assert [each.message for each in said] == [f"“{name}” needs keys below it."]
        assert "Write" in said[0].hint
        assert not re.search(r"\{\w*\}", said[0].hint), said
