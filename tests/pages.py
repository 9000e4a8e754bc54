"""PDFs of small pages, made by the engine as every document is."""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from generator.channels.pdf.layout import engine
from generator.documents import Composition
from generator.model import Paper
from tests.values import loaded

PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12NgYGAAAAAEAAEn"
    "NCcKAAAAAElFTkSuQmCC"
)
"""One dark pixel."""
EDGE = 6 / 25.4 * 72
"""Points: nearer to its edge many printers cannot print."""


def pdf_of(
    body: str, *, archive: bool = False, paper: Paper = "letter", css: str = "", flat: bool = False
) -> bytes:
    """The PDF of the body of a page, in the theme grid."""
    theme = loaded()[1].themes["grid"]
    edition = next(each for each in theme.editions if each.name == "standard")
    edition = edition._replace(type_in=not flat, print_css=css)
    html = f'<!DOCTYPE html><html lang="en"><head><title>A page</title></head><body>{body}</body>'
    case = engine.case(theme, edition, paper, archive=archive)
    page = engine.Page(case, f"{html}</html>")
    return page.write(page.lay())


def saved(data: bytes, folder: Path, name: str = "page.pdf") -> Path:
    """The same in a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def archived(composition: Composition) -> Composition:
    """A document of an organization that keeps archives."""
    organization = composition.selection.organization
    assert organization
    kept = organization.model_copy(update={"archive": True})
    return composition._replace(selection=composition.selection._replace(organization=kept))


def white(data: bytes) -> list[float]:
    """The least distance of anything from the edge of each page, in points."""
    with pypdfium2.PdfDocument(data) as document:
        return [margin(page.render(scale=2).to_pil(), 2) for page in document]


def margin(picture: Image.Image, scale: float) -> float:
    """The least distance of anything from the edge of a picture; of nothing, all of it."""
    box = ImageOps.invert(picture.convert("L")).getbbox()
    if box is None:
        return min(picture.size) / scale
    right, bottom = picture.width - box[2], picture.height - box[3]
    return min(box[0], box[1], right, bottom) / scale
