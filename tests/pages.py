"""PDFs of small pages, made by the engine as every document is."""

from pathlib import Path

from generator.channels.pdf import engine
from generator.documents import Composition
from generator.model import Paper
from tests.values import loaded

PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12NgYGAAAAAEAAEn"
    "NCcKAAAAAElFTkSuQmCC"
)
"""One dark pixel."""


def pdf_of(
    body: str, *, archive: bool = False, paper: Paper = "letter", css: str = "", flat: bool = False
) -> bytes:
    """The PDF of the body of a page, in the theme grid."""
    theme = loaded()[1].themes["grid"]
    edition = next(each for each in theme.editions if each.name == "standard")
    edition = edition._replace(type_in=not flat, print_css=css)
    html = f'<!DOCTYPE html><html lang="en"><head><title>A page</title></head><body>{body}</body>'
    page = engine.case(theme, edition, paper, archive=archive).page(f"{html}</html>")
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
