"""What can be measured of the look: where pages end, and how much ink they take."""

from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageOps

from generator.builds import Wanted
from generator.pipeline import make
from generator.project import Project
from tests.conftest import ROOT, TODAY, silent

SCALE = 2
"""Pixels in a point."""
FOOT = 28
"""Points: the lower margin of the theme grid."""


DOCUMENTS = {
    *(f"handouts/{name}.pdf" for name in ("guide", "question-sheet", "phone-script")),
    *(f"handouts/{name}.pdf" for name in ("example-drafts", "day-of-checklist", "debrief-sheet")),
    *(f"marcus-oyelaran/{name}.pdf" for name in ("guide", "question-sheet", "phone-script")),
    *(f"marcus-oyelaran/{name}.pdf" for name in ("day-of-checklist", "debrief-sheet")),
    "overview/tracker.pdf",
    "overview/comparison-grid.pdf",
    "handouts/comparison-grid.pdf",
}


@cache
def pages(paper: str) -> dict[str, list[Image.Image]]:
    """Every page of the sample as a picture, but for the cards, which are cut out."""
    wanted = Wanted(channels=("pdf",), paper=paper)  # type: ignore[arg-type]  # one of two
    files = make(Project.at(ROOT, Path("unused"), TODAY), wanted, silent).files
    pictures = {
        name: pictures_of(artifact.data)
        for name, artifact in files.items()
        if "thank-you-note" not in name
    }
    assert pictures.keys() >= DOCUMENTS
    return pictures


def pictures_of(data: bytes) -> list[Image.Image]:
    """The pages of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=SCALE).to_pil() for page in document]


def below(picture: Image.Image) -> float:
    """Points from the last thing on a page to the paper's edge."""
    box = ImageOps.invert(picture.convert("L")).getbbox()
    assert box
    return (picture.height - box[3]) / SCALE


def ink(picture: Image.Image) -> float:
    """The share of a page that is covered, 0 to 1, as a grey-scale printer sees it."""
    histogram = picture.convert("L").histogram()
    return sum((255 - grey) * count for grey, count in enumerate(histogram)) / (
        255 * picture.width * picture.height
    )


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_every_page_ends_at_its_foot(paper: str) -> None:
    """Nothing is left over, and nothing hangs over: at most 14 points above the margin."""
    ends = {name: [below(page) for page in found] for name, found in pages(paper).items()}
    assert all(FOOT - 1 <= end <= FOOT + 14 for each in ends.values() for end in each), ends


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_pages_are_light_on_ink(paper: str) -> None:
    """No page covers more than 5 % of the paper, and none is empty."""
    for name, found in pages(paper).items():
        assert all(0.01 < ink(page) < 0.05 for page in found), name


def test_an_empty_page_would_be_noticed() -> None:
    """The measures above tell an empty page from a full one."""
    assert ink(Image.new("RGB", (100, 100), "white")) == 0
    assert ink(Image.new("RGB", (100, 100), "black")) == 1
