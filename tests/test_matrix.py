"""Every kind in every theme, on every paper, in every edition: three checkers find nothing.

The usual run takes each kind in each theme once, with papers and editions in turn. With
``ASKWELL_MATRIX=full`` it takes all of them, as the gate does.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import page as validator
import pytest

from generator.channels import typeset
from generator.documents import ALL_INTERVIEWS, EVERYONE, Artifact, Composition, Selection, Target
from generator.model import Paper
from generator.select import Selector
from tests.conftest import TODAY
from tests.pages import EDGE, archived, saved, white
from tests.values import composer, loaded
from tests.verapdf import verapdf

FULL = os.environ.get("ASKWELL_MATRIX") == "full"
PAPERS = get_args(Paper)
THEMES = sorted(loaded()[1].themes)
KINDS = sorted(name for name, kind in loaded()[1].kinds.items() if "pdf" in kind.channels)
EDITIONS = sorted(loaded()[1].editions)


class Way(NamedTuple):
    """One way to print a document."""

    kind: str
    theme: str
    paper: Paper
    edition: str

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{'-'.join(self)}.pdf"


def ways(theme: str) -> Iterator[Way]:
    """Those of a theme that this run looks at."""
    for i, kind in enumerate(KINDS):
        for j, edition in enumerate(EDITIONS):
            for k, paper in enumerate(PAPERS):
                turn = i + THEMES.index(theme)
                if FULL or (turn % len(EDITIONS), turn % len(PAPERS)) == (j, k):
                    yield Way(kind, theme, paper, edition)


def selected(name: str) -> Selection:
    """What a kind shows: of the first interview, of all of them, or for everyone."""
    library, catalog = loaded()
    kind = catalog.kinds[name]
    target = ALL_INTERVIEWS if "overview" in kind.made_for else EVERYONE
    if "interview" in kind.made_for:
        target = Target.about(library.interviews[0])
    return Selector(library, catalog, today=TODAY).select(kind, target)


def made(way: Way) -> Artifact:
    """The PDF of a kind, printed in a way; every second one as for an archive."""
    _, catalog = loaded()
    theme = catalog.themes[way.theme]
    edition = next(each for each in theme.editions if each.name == way.edition)
    selection = selected(way.kind)._replace(
        theme=theme, edition=edition, editions=(edition,), paper=way.paper
    )
    composition: Composition = composer().compose(selection)
    if KINDS.index(way.kind) % 2:
        composition = archived(composition)
    (artifact,) = typeset(composition, "pdf")
    return artifact


@pytest.mark.parametrize("theme", THEMES)
def test_no_checker_finds_a_fault(theme: str, tmp_path: Path) -> None:
    """veraPDF, page-validation and outloud; what a kind promises of its pages is kept, too.

    And 6 mm are free on all sides, so that any printer prints it whole.
    """
    faults = {}
    for way in ways(theme):
        artifact = made(way)
        saved(artifact.data, tmp_path, way.name)
        if artifact.overflow or (artifact.promised and artifact.pages != artifact.promised):
            faults[way.name] = f"{artifact.pages} pages, {artifact.overflow} mm too long"
        elif min(white(artifact.data)) < EDGE:
            faults[way.name] = "Something is near the edge, where many printers cannot print."
    files = sorted(tmp_path.glob("*.pdf"))
    assert len(files) == len(list(ways(theme)))
    assert faults == {}
    assert {name: found for name, found in verapdf(files, "ua1").items() if found} == {}
    assert [f.name for f in files if not passes(f)] == []
    assert heard(files) == {}


def passes(path: Path) -> bool:
    """Whether page-validation finds nothing."""
    return bool(validator.validate_pdf(str(path), profile="ua1").is_compliant)


def heard(files: list[Path]) -> dict[str, list[str]]:
    """The errors that outloud finds, by file."""
    program = str(Path(sys.executable).with_name("outloud"))
    command = [program, "--no-info", "--json", "-", *map(str, files)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    report = json.loads(said)
    return {
        Path(each["path"]).name: [found["message"] for found in each["findings"]]
        for each in report["results"]
        if any(found["severity"] == "error" for found in each["findings"])
    }
