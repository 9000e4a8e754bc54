"""What pages look like: each kind on paper in each theme, and two web pages, beside small pictures.

``pytest --update-golden`` draws the references in ``tests/pictures`` anew. They are gray and small:
a rule that moved by a point passes, a block that moved or a style sheet that is missing does not.
"""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser

from generator.channels import typeset
from tests.browser import blank, window
from tests.conftest import ROOT, THEMES
from tests.test_look import KINDS, Sheet, made, selected
from tests.values import composer, loaded

PICTURES = ROOT / "tests" / "pictures"
DPI = 40
TILE = 20
"""Pixels: half an inch of paper."""
MEAN = 1.0
"""Of 255: the most by which a page may differ on the whole. One word more makes 0.1."""
WORST = 20
"""Of 255: the most by which any tile may. A heading that moves by 4 mm makes 25."""
GREYS = 16
WEB = {"guide": "grid", "question-sheet": "grid"}
"""Web pages, and the theme in which each is looked at."""
LARGEST = 600_000
"""Bytes of all references together."""


class Difference(NamedTuple):
    """How unlike two pictures are, in steps of gray."""

    mean: float
    worst: float

    @property
    def seen(self) -> bool:
        """Whether it is more than another version of a rasterizer makes."""
        return self.mean > MEAN or self.worst > WORST


def difference(one: Image.Image, other: Image.Image) -> Difference:
    """How unlike they are on the whole, and in the tile where they are most unlike."""
    if one.size != other.size:
        return Difference(255, 255)
    apart = ImageChops.difference(one, other)
    tiles = apart.reduce(TILE)
    return Difference(ImageStat.Stat(apart).mean[0], max(tiles.tobytes()))


def drawn(data: bytes) -> Image.Image:
    """The first page of a PDF, as poppler draws it, small and gray."""
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-singlefile", "-"]
    found = subprocess.run(command, input=data, capture_output=True, check=True)
    return few(Image.open(BytesIO(found.stdout)))


def few(picture: Image.Image) -> Image.Image:
    """A picture with few greys, as the references have them."""
    step = 255 // (GREYS - 1)
    return picture.convert("L").point([round(gray / step) * step for gray in range(256)])


def photographed(data: bytes, chromium: Browser, folder: Path) -> Image.Image:
    """What a small window shows of a web page."""
    path = folder / "page.html"
    path.write_bytes(data)
    with blank(chromium, **window(900, 1100)) as page:
        page.goto(path.as_uri())
        shown = Image.open(BytesIO(page.screenshot()))
    return few(shown.convert("L").reduce(3))


def compare(name: str, picture: Image.Image, *, update: bool) -> Difference:
    """How unlike its reference a picture is; or the reference, drawn anew."""
    path = PICTURES / f"{name}.png"
    if update:
        PICTURES.mkdir(exist_ok=True)
        picture.quantize(GREYS).save(path, optimize=True)
        pytest.fail("the reference was drawn anew: look at it")
    assert path.is_file(), f"{path} is missing: pytest --update-golden draws it"
    return difference(few(Image.open(path)), picture)


def sheet(kind: str, theme: str) -> Sheet:
    """How a kind is looked at: for an interview if it is made for any, on Letter."""
    scopes = loaded()[1].kinds[kind].made_for
    return Sheet(kind, "interview" if "interview" in scopes else scopes[0], theme, "letter")


def styled(one: Sheet, css: str) -> bytes:
    """The PDF of a sheet in the theme as it is, but with this style sheet."""
    selection = selected(one)
    theme = selection.theme._replace(print_css=css)
    (artifact,) = typeset(composer().compose(selection._replace(theme=theme)), "pdf")
    return artifact.data


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_looks_as_it_did(kind: str, theme: str, *, update_golden: bool) -> None:
    """The first page of each kind on paper looks like the picture that a person has approved."""
    picture = drawn(made(sheet(kind, theme)).data)
    found = compare(f"{theme}-{kind}", picture, update=update_golden)
    assert not found.seen, found


@pytest.mark.parametrize(("kind", "theme"), WEB.items())
def test_a_web_page_looks_as_it_did(
    kind: str, theme: str, chromium: Browser, tmp_path: Path, *, update_golden: bool
) -> None:
    """So does what a window shows of two pages in a browser."""
    one = sheet(kind, theme)
    (artifact,) = typeset(composer().compose(selected(one)), "web")
    picture = photographed(artifact.data, chromium, tmp_path)
    found = compare(f"web-{theme}-{kind}", picture, update=update_golden)
    assert not found.seen, found


@pytest.mark.parametrize("theme", THEMES)
def test_a_broken_page_would_be_seen(theme: str) -> None:
    """Without its style sheet, with a block that moved, or with one that is gone, a page fails."""
    one = sheet("question-sheet", theme)
    css = selected(one).theme.print_css
    reference = few(Image.open(PICTURES / f"{theme}-question-sheet.png"))
    base = (ROOT / "templates" / "shared" / "base.css").read_text(encoding="utf-8")
    for broken in (
        base,
        f"{css} h1 {{ padding-left: 12pt !important }}",
        f"{css} .band {{ display: none }}",
    ):
        assert difference(reference, drawn(styled(one, broken))).seen, broken
    assert not difference(reference, drawn(styled(one, css))).seen


def test_the_references_are_all_looked_at_and_small() -> None:
    """There is no picture that no test looks at; the folder stays small."""
    names = {f"{theme}-{kind}" for theme in THEMES for kind in KINDS}
    names |= {f"web-{theme}-{kind}" for kind, theme in WEB.items()}
    kept = list(PICTURES.iterdir())
    assert {path.stem for path in kept} == names
    assert sum(path.stat().st_size for path in kept) < LARGEST


def test_the_gallery_shows_what_is_in_its_folder() -> None:
    """Every picture of the gallery is shown, with words for who cannot see it; all are small."""
    text = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^\]]{30,})\]\((?:docs/)?gallery/([\w-]+\.png)\)", text + readme)
    kept = list((ROOT / "docs" / "gallery").iterdir())
    assert sorted(name for _, name in shown) == sorted(path.name for path in kept)
    assert sum(path.stat().st_size for path in kept) < 4 * LARGEST
