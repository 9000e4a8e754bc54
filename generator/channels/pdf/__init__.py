"""Print: a tagged PDF (PDF/UA-1), fitted to its pages. Only this package knows WeasyPrint.

html ─cut─▶ skeleton, texts ─press─┬▶ the first page of a skeleton: a Sheet, laid out in full,
                                   │  of which the Family learns how its paragraphs are set
                                   ├▶ the second of a shape: a Sheet more, and a Plate of both
                                   └▶ each further one: Plate ─┬▶ print: the bytes of a file
                                                               └▶ Impression ─▶ Imprint ─▶ Book
A page that suits no plate is laid out in full, too. docs/performance.md has the whole of it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, NamedTuple

from generator.documents import Artifact, Composition, Selection
from generator.errors import AskwellError, EngineMissing, InputError, Problem

PART = "body.html"
IN_EDITIONS = True
OWN = "Look at what was changed last in your own templates and style sheets."


class Packet(NamedTuple):
    """What is bound together, and the name of its bookmark."""

    title: str
    documents: Iterable[Composition]
    cover: Composition | None = None
    """A leaf in front, to tell the packets of a pile apart."""


class Bound(NamedTuple):
    """What became of a bound file."""

    pages: int
    warnings: tuple[Problem, ...]


def typeset(composition: Composition) -> Artifact:
    """A ``.pdf`` file. What does not fit is told by ``overflow``, and the file is not to be kept.

    Raises:
        EngineMissing: Pango or another system library of the engine is not there.
        InputError: the engine fails over something in a template or a theme of the project's own.
    """
    # The engine's import takes longer than all the rest of a build: only print pays for it.
    try:
        from generator.channels.pdf.layout import libraries  # noqa: PLC0415

        libraries.load()
        from generator.channels.pdf import presses  # noqa: PLC0415
        from generator.channels.pdf.layout import engine, remarks  # noqa: PLC0415
    except OSError as error:  # a system library is missing; the message names it
        raise EngineMissing(str(error)) from None

    selection = composition.selection
    edition, organization = selection.edition, selection.organization
    archive = organization is not None and organization.archive
    try:
        case = engine.case(selection.theme, edition, selection.paper, archive=archive)
        press = presses.press(case, promised(selection))
        made = press.print(composition.parts[PART])
    except Exception as error:
        if not composition.own or isinstance(error, AskwellError):
            raise
        message = f"{selection.kind.title}: the PDF engine fails ({type(error).__name__})."
        raise InputError([selection.source.problem(message, hint=OWN)]) from error
    return again(composition, made.data, made.pages)._replace(
        overflow=made.overflow,
        warnings=remarks.warnings(made.said, composition),
        apart=made.apart,
    )


def again(composition: Composition, data: bytes, pages: int) -> Artifact:
    """The ``.pdf`` file of a document, of bytes that were printed now or before."""
    selection, edition = composition.selection, composition.selection.edition
    return Artifact(
        suffix=f"{edition.suffix}.pdf",
        data=data,
        pages=pages,
        promised=promised(selection),
        edition=edition.title if edition.suffix else "",
    )


def promised(selection: Selection) -> int | None:
    """The number of pages that a document must not exceed, if there is one."""
    return selection.bounds.pages if selection.edition.keeps_pages else None


@contextmanager
def in_full() -> Iterator[None]:
    """Within this, every document is laid out in full: the same files as with plates, later."""
    try:
        from generator.channels.pdf import presses  # noqa: PLC0415 - as above
    except OSError:  # then nothing is laid out at all, which is said elsewhere
        yield
        return
    with presses.without_plates():
        yield


def forget() -> None:
    """Forget all pages that were printed: the last of them may have been cut off."""
    with suppress(OSError):  # as above
        from generator.channels.pdf import presses  # noqa: PLC0415 - as above

        presses.forget()


def bind(packets: Iterable[Packet], file: BinaryIO, title: str, sides: int = 2) -> Bound:
    """Write packets into one tagged PDF for the print shop, in their order; none has form fields.

    Each document begins on a leaf of its own, of which so many ``sides`` are printed. Each packet
    has a bookmark, with one for each of its documents below.
    Only one document is in memory at a time, so packets and documents may come from generators.

    Raises:
        EngineMissing: Pango or another system library of the engine is not there.
        InputError: a document does not fit its pages. What was written so far is no PDF.
        ValueError: there is no document.
    """
    try:
        from generator.channels.pdf.layout import libraries  # noqa: PLC0415 - as above

        libraries.load()
        from generator.channels.pdf import binding  # noqa: PLC0415 - as above
    except OSError as error:
        raise EngineMissing(str(error)) from None

    return binding.bind(packets, file, title, sides)
