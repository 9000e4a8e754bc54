"""The documentation is the design: what it lists is what there is, and growing edits no Python."""

import re
import shutil
from pathlib import Path

import pytest

from generator.builds import Wanted
from generator.channels import names
from generator.cli import main
from generator.load import load_catalog
from generator.model import (
    Audience,
    Contact,
    Interview,
    Meeting,
    Outcome,
    Policy,
    Printing,
    Question,
    Revision,
    Seeker,
    Site,
)
from generator.model.base import Content
from generator.model.cohort import Cohort, Profile, Sensitive
from generator.pipeline import make
from generator.project import Project
from tests.conftest import ROOT, Files, silent

DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the table whose first column has this heading."""
    rows = DESIGN.partition(f"\n| {heading} |")[2].splitlines()[2:]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    end = next((i for i, row in enumerate(rows) if not row.startswith("|")), len(rows))
    return {row[0].strip("`*"): row[1:] for row in cells[:end]}


def test_every_module_has_its_line() -> None:
    """The table of modules is the folder, no more and no less."""
    folder = ROOT / "generator"
    modules = {
        path.stem
        for path in folder.iterdir()
        if (path.suffix == ".py" and path.stem[0] != "_") or (path / "__init__.py").is_file()
    }
    assert len(modules) > 10
    assert set(table("module")) == modules


def test_every_kind_has_its_line() -> None:
    """The table of kinds is the folder, with channels and what they are made for."""
    catalog = load_catalog(Project.at(ROOT), names())
    assert table("kind") == {
        name: [", ".join(kind.channels), ", ".join(kind.made_for)]
        for name, kind in catalog.kinds.items()
    }
    assert set(table("theme")) == set(catalog.themes)


def test_a_table_that_lacks_a_row_is_seen() -> None:
    """The reader of tables finds rows, so the tests above compare something."""
    assert "pipeline" in table("module")
    assert table("no such heading") == {}


def test_every_command_is_in_the_readme() -> None:
    """Whoever reads the README has met every command."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in main.commands if f"askwell {name}" not in readme] == []


def test_every_dependency_has_a_reason() -> None:
    """docs/dependencies.md and pyproject.toml list the same packages."""
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = pyproject.partition("\ndependencies = [")[2].partition("]")[0]
    wanted = set(re.findall(r'"([\w.-]+?)[><=]', block))
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert len(wanted) > 5
    assert set(re.findall(r"^\| ([\w.-]+)", text, re.MULTILINE)) - {"package"} == wanted


def test_every_filter_is_documented() -> None:
    """A template's author can look up each filter."""
    from generator.compose.sandbox import FILTERS  # noqa: PLC0415

    text = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert [name for name in FILTERS if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    "model",
    [
        *(Policy, Printing, Interview, Meeting, Contact, Outcome, Seeker, Question),
        *(Cohort, Profile, Sensitive),
        *(Site, Audience, Revision),
    ],
)
def test_every_key_is_documented(model: type[Content]) -> None:
    """Whoever writes a file can look up each of its keys."""
    text = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
    assert [key for key in model.model_fields if f"`{key}`" not in text and key != "id"] == []


def test_the_documented_policy_is_the_one_that_holds() -> None:
    """The defaults in the table are those of the program."""
    text = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| ([^|]+) \|", text, re.MULTILINE)
    said = {
        key: value.strip("` ")
        for keys, values in rows
        for key, value in zip(re.findall(r"\w+", keys), values.split(","), strict=False)
    }
    for key, value in Policy():
        assert said[key] == ("none" if value == () else str(value)), key


KIND = (
    "title: Name tag\nabout: A name to pin on.\nchannels: [text, pdf]\nlimits: {characters: 40}\n"
)
PAGE = (
    '{% extends "shared/page.html.j2" %}{% block title %}Tag{% endblock %}'
    "{% block head %}<h1>{{ seeker.name }}</h1>{% endblock %}"
)


def test_a_kind_is_a_folder(project: Files) -> None:
    """A new kind is two or three files, in a project, and no Python."""
    root = project(
        {
            "templates/kinds/name-tag/kind.yaml": KIND,
            "templates/kinds/name-tag/body.txt.j2": "{{ seeker.name }}",
            "templates/kinds/name-tag/body.html.j2": PAGE,
        }
    )
    made = make(Project.at(root), Wanted(kinds=("name-tag",)), silent)
    assert made.files["bo/name-tag.txt"].data == b"Ada Quill\n"
    assert made.files["bo/name-tag.pdf"].pages == 1


def test_a_theme_is_a_folder(project: Files) -> None:
    """A new theme is its tokens and a style sheet; the rest comes from the shared ones."""
    theme = (
        'about: Plain.\nbrand: "#333333"\nprint: [base.css, own.css]\nbrowser: []\nscreen: []\n'
        "fonts:\n  - {family: Plain, package: fontpkg_noto_sans, "
        'file: "NotoSans[wdth,wght].ttf"}\n'
    )
    root = project(
        {
            "templates/themes/plain/theme.yaml": theme,
            "templates/themes/plain/own.css": '@page { margin: 20mm } :root { --text: "Plain" }',
            "content/organization.yaml": "name: Marrow College\ntheme: plain\n",
        }
    )
    wanted = Wanted(kinds=("guide",), channels=("pdf",))
    made = make(Project.at(root), wanted, silent)
    assert made.files["bo/guide.pdf"].data != b""


def test_a_channel_is_a_file(
    project: Files, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A module in the folder of channels is a channel; nothing else lists it."""
    import generator.channels  # noqa: PLC0415

    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "shout.py").write_text(
        "from generator.documents import Artifact\n"
        'PART = "body.txt"\n'
        "def typeset(composition):\n"
        '    return Artifact(".loud", composition.parts[PART].upper().encode())\n'
    )
    monkeypatch.setattr(generator.channels, "__path__", [*generator.channels.__path__, str(folder)])
    source = ROOT / "templates" / "kinds" / "linkedin-note"
    root = project()
    target = root / "templates" / "kinds" / "loud-note"
    shutil.copytree(source, target)
    (target / "kind.yaml").write_text("title: Loud\nabout: Loud.\nchannels: [shout]\n")
    made = make(Project.at(root), Wanted(kinds=("loud-note",)), silent)
    assert made.files["bo/loud-note.loud"].data.isupper()
