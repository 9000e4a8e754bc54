"""The file for the print shop: what printers, readers and screen readers find in it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from generator.channels import pdf
from generator.documents import Composition, Entry
from generator.errors import InputError
from tests.classmates import documents
from tests.conftest import THEMES
from tests.pages import saved
from tests.readers import pdf_tags
from tests.values import composer, composition, loaded
from tests.verapdf import verapdf

COUNT = 5


def cover(first: Composition, documents: list[Composition]) -> Composition:
    """The separator sheet of a packet."""
    kind = loaded()[1].kinds["separator"]
    entries = tuple(
        Entry(each.selection.kind, (), None, each.selection.bounds) for each in documents
    )
    bounds = first.selection.bounds._replace(pages=1)
    selection = first.selection._replace(kind=kind, entries=entries, bounds=bounds)
    return composer().compose(selection, ("body.html",))


@pytest.fixture(scope="module")
def packets() -> list[pdf.Packet]:
    """Students with a sheet, a card and an envelope each, and one with a guide as well."""
    kinds = ("question-sheet", "thank-you-note", "envelope")
    rows = zip(*(documents(kind, "grid", COUNT) for kind in kinds), strict=True)
    made = [list(row) for row in rows]
    made[1].append(composition("guide"))
    names = [f"Student {i} (A & B)" for i in range(COUNT)]
    return [
        pdf.Packet(name, row, cover(row[0], row)) for name, row in zip(names, made, strict=True)
    ]


@pytest.fixture(scope="module")
def bound(packets: list[pdf.Packet]) -> tuple[bytes, pdf.Bound]:
    """All of them in one file."""
    file = BytesIO()
    told = pdf.bind(packets, file, "The class of 2027 & more")
    return file.getvalue(), told


def titles(data: bytes) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """The bookmarks, each with the page it leads to, and those below it."""
    with pikepdf.open(BytesIO(data)) as file:
        pages = {page.obj.objgen: i for i, page in enumerate(file.pages)}

        def of(items: Any) -> list[Any]:  # noqa: ANN401 - an item of pikepdf
            return [
                (item.title, pages[item.destination[0].objgen], of(item.children)) for item in items
            ]

        with file.open_outline() as outline:
            found = of(outline.root)
    return [(title, page, [each[:2] for each in below]) for title, page, below in found]


def words(data: bytes) -> list[str]:
    """The words on each page."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_a_bound_file_keeps_the_rules_of_pdf_ua(
    bound: tuple[bytes, pdf.Bound], tmp_path: Path
) -> None:
    """VeraPDF finds no rule of PDF/UA-1 broken, and a reader of syntax no fault."""
    path = saved(bound[0], tmp_path)
    assert verapdf([path], "ua1")[str(path)] == []
    with pikepdf.open(path) as file:
        assert file.check_pdf_syntax() == []
        assert file.docinfo["/Title"] == "The class of 2027 & more"


def test_each_document_begins_on_a_right_hand_page(
    bound: tuple[bytes, pdf.Bound], packets: list[pdf.Packet]
) -> None:
    """The separator and each document are leaves of their own, each document with a bookmark."""
    data, told = bound
    marks = titles(data)
    assert [title for title, *_ in marks] == [packet.title for packet in packets]
    starts = {page for _, first, below in marks for page in (first, *(each[1] for each in below))}
    assert {page % 2 for page in starts} == {0}
    assert [below[0][1] - page for _, page, below in marks] == [2] * COUNT
    assert [len(below) for *_, below in marks] == [3, 4, 3, 3, 3]
    pages = words(data)
    assert told.pages == len(pages)
    empty = [i for i, text in enumerate(pages) if not text.strip()]
    assert {i % 2 for i in empty} == {1}
    assert {i + 1 for i in empty} <= starts
    assert "What follows" in pages[0]


@pytest.mark.parametrize("theme", THEMES)
def test_a_separator_has_its_foot_at_the_foot(theme: str) -> None:
    """Where it is on every other page, and not below the last word of a short list."""
    (one,) = documents("question-sheet", theme, 1)
    made = pdf.typeset(cover(one, [one]))
    assert made.pages == 1
    with pypdfium2.PdfDocument(made.data) as document:
        text = document[0].get_textpage()
        place = text.search("Other formats").get_next()
        assert place
        assert text.get_charbox(place[0])[1] < 45


def test_the_pages_are_those_of_the_single_files(
    bound: tuple[bytes, pdf.Bound], packets: list[pdf.Packet]
) -> None:
    """Words and picture of a bound page are those of the flat file of that document."""
    data, _ = bound
    pages = words(data)
    (_, _, below) = titles(data)[-1]
    for document, (_, page) in zip(packets[-1].documents, below, strict=True):
        edition = document.selection.edition._replace(type_in=False)
        flat = document._replace(selection=document.selection._replace(edition=edition))
        alone = pdf.typeset(flat).data
        assert words(alone)[0] == pages[page]
        with pypdfium2.PdfDocument(data) as one, pypdfium2.PdfDocument(alone) as other:
            pictures = [file[n].render(scale=1).to_numpy() for file, n in ((one, page), (other, 0))]
        assert (pictures[0] == pictures[1]).all()


def test_each_font_is_there_once_and_there_are_no_fields(bound: tuple[bytes, pdf.Bound]) -> None:
    """What is for paper has no form; two weights of one typeface are two fonts, and no more."""
    with pikepdf.open(BytesIO(bound[0])) as file:
        fonts = [each for each in file.objects if isinstance(each, pikepdf.Dictionary)]
        fonts = [each for each in fonts if each.get("/Type") == "/FontDescriptor"]
        assert len({str(each["/FontName"]) for each in fonts}) == len(fonts) == 2
        assert "/AcroForm" not in file.Root
        assert not any(
            str(a.get("/Subtype")) == "/Widget" for p in file.pages for a in p.get("/Annots", [])
        )


def test_tags_are_by_packet_and_document(bound: tuple[bytes, pdf.Bound]) -> None:
    """A document, a part for each packet, in it one for each document with one title."""
    (document,) = pdf_tags(bound[0]).below
    assert [part.name for part in document.below] == ["Part"] * COUNT
    inner = [part.below for part in document.below]
    assert [len(each) for each in inner] == [4, 5, 4, 4, 4]
    assert [len(part.all("H1")) for part in inner[0]] == [1, 1, 1, 0]  # none on the envelope


def test_links_lead_on_inside_a_bound_file(bound: tuple[bytes, pdf.Bound]) -> None:
    """The numbers of a guide's lists lead to its questions, by place and not by a name."""
    with pikepdf.open(BytesIO(bound[0])) as file:
        pages = {page.obj.objgen for page in file.pages}
        links = [a for page in file.pages for a in page.get("/Annots", []) if "/Dest" in a]
        assert len(links) > 10
        assert {link["/Dest"][0].objgen for link in links} <= pages
        assert "/Names" not in file.Root


def test_the_same_packets_are_the_same_bytes(
    bound: tuple[bytes, pdf.Bound], packets: list[pdf.Packet]
) -> None:
    """Bound again, now that there are plates, a file says the same on every page."""
    files = []
    for _ in range(2):
        file = BytesIO()
        pdf.bind(packets, file, "The class of 2027 & more")
        files.append(file.getvalue())
    assert words(files[0]) == words(bound[0])
    assert files[0] == files[1]


def test_one_document_is_in_memory_at_a_time() -> None:
    """Packets and documents are asked for as they are written."""
    file, seen = BytesIO(), list[int]()

    def some() -> Iterator[Composition]:
        for document in documents("envelope", "folio", 40):
            seen.append(file.tell())
            yield document

    # Each is a leaf of its own, and the last one needs no empty back.
    assert pdf.bind([pdf.Packet("All", some())], file, "Envelopes").pages == 2 * 40 - 1
    assert len(seen) == 40
    # On one side of the paper it is one in any case.
    again = [pdf.Packet("All", documents("envelope", "folio", 40))]
    assert pdf.bind(again, BytesIO(), "Envelopes", sides=1).pages == 40
    assert seen[-1] > seen[10] > seen[0]


def test_what_does_not_fit_is_not_bound() -> None:
    """A page that is too long for its promise is refused by its name, before the printer has it."""
    (long,) = documents("envelope", "grid", 1)
    html = long.parts["body.html"].replace("</main>", "<p>Again</p>" * 90 + "</main>")
    long = long._replace(parts={"body.html": html})
    with pytest.raises(InputError, match="The envelope does not fit its pages"):
        pdf.bind([pdf.Packet("A", [long])], BytesIO(), "Title")


def test_nothing_cannot_be_bound() -> None:
    """A file without pages is no PDF; a packet without documents is left out."""
    with pytest.raises(ValueError, match="nothing to bind"):
        pdf.bind([pdf.Packet("Nobody", [])], BytesIO(), "Title")
    file = BytesIO()
    (one,) = documents("envelope", "grid", 1)
    pdf.bind([pdf.Packet("Nobody", []), pdf.Packet("One", [one])], file, "Title")
    assert [title for title, *_ in titles(file.getvalue())] == ["One"]


def test_letters_of_no_font_keep_their_own_fonts(tmp_path: Path) -> None:
    """A document with letters that no typeface has is bound with a warning, and stays valid."""
    (one,) = documents("envelope", "grid", 1)
    html = one.parts["body.html"].replace("Main Street", "王 Street")
    odd = one._replace(parts={"body.html": html})
    file = BytesIO()
    told = pdf.bind([pdf.Packet("A", [one, odd])], file, "Title")
    assert [warning.severity for warning in told.warnings] == ["warning"]
    path = saved(file.getvalue(), tmp_path)
    with pikepdf.open(path) as opened:
        assert opened.check_pdf_syntax() == []
