"""Draw docs/gallery and its page from the real program: python tools/gallery, then look at it.

It takes Chromium for the packets, and a minute or two.
"""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from generator.builds import Wanted
from generator.pipeline import make
from generator.project import Project

ROOT = Path(__file__).parent.parent.parent
GALLERY = ROOT / "docs" / "gallery"
TODAY = date(2027, 2, 22)
THEMES = ("grid", "folio", "fair")
WHO = "marcus-oyelaran"
DPI = 100
COLOURS = 64
"""Few are enough for type, and keep the files small."""
GAP = 24
WINDOW = (1100, 1420)
"""CSS pixels: as tall as a sheet of paper is for its width."""
Files = dict[str, bytes]


class Shown(NamedTuple):
    """A picture of the gallery, and where it comes from."""

    name: str
    title: str
    file: str
    page: int = 0
    text: str = ""
    """What it shows, for those who do not see it."""


SHEETS = (
    Shown(
        *("question-sheet", "Question sheet", f"{WHO}/question-sheet.pdf"),
        text="one page with facts, a goal, a plan of three parts and six questions with minutes",
    ),
    Shown(
        *("guide-front", "Guide, front", "handouts/guide.pdf"),
        text="what an informational interview is, and its six steps with boxes to tick",
    ),
    Shown(
        *("guide-back", "Guide, a page of questions", "handouts/guide.pdf", 1),
        text="numbered questions in categories, each with its minutes and a box",
    ),
    Shown(
        *("phone-script", "Phone script", f"{WHO}/phone-script.pdf"),
        text="five lines to say with their seconds, a frame for voicemail, and four notes",
    ),
    Shown(
        *("thank-you-note", "Thank-you cards", f"{WHO}/thank-you-note.pdf"),
        text="two cards with corner marks, lines to write on and room for a signature",
    ),
)
PACKET = Shown(
    *("packet", "Packet", f"{WHO}/index.html"),
    text="a page for the screen with what is due, and drafts with buttons to copy them",
)
EDITIONS = {
    "large-print": ("Large print", "the first of its pages, in type of 18 points"),
    "high-contrast": ("High contrast", "black on white with heavier rules, nothing in gray"),
}
STRIP = "sheets.png"
INTRODUCTION = (
    "Every picture is of a document that the program made from the sample in `content/`, by"
    " `python tools/gallery`.\nThe people are invented. A theme is one line in"
    " `content/organization.yaml`: `theme: folio`."
)


def main() -> None:
    """Make every picture anew, and the page that shows them."""
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir()
    text = ["# What askwell makes\n", f"{INTRODUCTION}\n"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"))
        for theme in THEMES:
            files = made(theme, "standard")
            text.append(f"## The theme {theme}\n")
            text += [line(theme, each, picture(each, files, browser)) for each in (*SHEETS, PACKET)]
        browser.close()
    text.append("## Editions\n")
    text += list(editions())
    strip()
    (GALLERY.parent / "gallery.md").write_text("\n".join(text), encoding="utf-8")


def made(theme: str, edition: str) -> Files:
    """The sample in a theme, one edition of its PDFs and its packet."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "content", root / "content")
        with (root / "content" / "organization.yaml").open("a", encoding="utf-8") as file:
            file.write(f"theme: {theme}\n")
        kinds = tuple(each.name for each in SHEETS if each.name[:5] != "guide")
        wanted = Wanted(kinds=(*kinds, "guide"), channels=("pdf",), editions=(edition,))
        project = Project.at(root, root / "output", TODAY)
        found = make(project, wanted, lambda _: None).files
        if edition == "standard":
            found |= make(project, Wanted(interviews=(WHO,)), lambda _: None).files
        return {name: artifact.data for name, artifact in found.items()}


def picture(shown: Shown, files: Files, browser: Browser) -> Image.Image:
    """A page of a PDF, or the top of a page in a browser."""
    data = files[shown.file]
    return photograph(data, browser) if shown is PACKET else sheet(data, shown.page)


def sheet(data: bytes, page: int) -> Image.Image:
    """One page of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        image: Image.Image = document[page].render(scale=DPI / 72).to_pil()
    return image.convert("RGB")


def photograph(data: bytes, browser: Browser) -> Image.Image:
    """What a window shows of a web page."""
    width, height = WINDOW
    viewport: ViewportSize = {"width": width, "height": height}
    with (
        tempfile.NamedTemporaryFile(suffix=".html") as file,
        browser.new_context(offline=True, viewport=viewport) as context,
    ):
        file.write(data)
        file.flush()
        page = context.new_page()
        page.goto(Path(file.name).as_uri())  # a file may copy; a page without an address may not
        return Image.open(BytesIO(page.screenshot())).convert("RGB")


def line(theme: str, shown: Shown, image: Image.Image) -> str:
    """Save a picture; the line of the page that shows it."""
    name = f"{theme}-{shown.name}.png"
    save(image, name)
    return f"![{shown.title} in the theme {theme}: {shown.text}](gallery/{name})\n"


def editions() -> Iterator[str]:
    """The question sheet in other editions of the first theme."""
    for name, (title, text) in EDITIONS.items():
        files = made(THEMES[0], name)
        data = next(data for file, data in files.items() if f"{WHO}/question-sheet" in file)
        save(sheet(data, 0), f"{name}.png")
        yield f"![{title}: the question sheet, {text}](gallery/{name}.png)\n"


def strip() -> None:
    """The question sheets of all themes side by side, for the README."""
    sheets = [
        Image.open(GALLERY / f"{theme}-question-sheet.png").convert("RGB") for theme in THEMES
    ]
    sheets = [each.resize((each.width * 3 // 5, each.height * 3 // 5)) for each in sheets]
    width = sum(each.width + GAP for each in sheets) + GAP
    image = Image.new("RGB", (width, sheets[0].height + 2 * GAP), "#c9cdd2")
    for i, each in enumerate(sheets):
        image.paste(each, (GAP + i * (each.width + GAP), GAP))
    save(image, STRIP)


def save(image: Image.Image, name: str) -> None:
    """Write a picture with few colors."""
    few = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE)  # which keeps what is rare
    few.save(GALLERY / name, optimize=True)


if __name__ == "__main__":
    main()
