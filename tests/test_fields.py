"""Type-in: the same page, with a field over each place for a pen."""

import io
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdfium2 import raw

from generator.builds import Wanted
from generator.pipeline import make
from generator.project import Project
from tests.conftest import ROOT, TODAY, silent
from tests.pages import pdf_of, saved
from tests.readers import annotations, pdf_tags
from tests.verapdf import verapdf

SHEET = "marcus-oyelaran/question-sheet.pdf"
WORDS = "Café, “naïve” – 20 €"
"""What keyboards of Western Europe type."""


def rectangles(data: bytes) -> dict[str, list[float]]:
    """Where each field is: left, bottom, right, top, in points."""
    found = [each for each in annotations(data) if each["/Subtype"] == "/Widget"]
    return {str(each["/T"]): [float(corner) for corner in each["/Rect"]] for each in found}


@pytest.fixture(scope="module")
def sheet(sample: Path) -> bytes:
    """The sample's question sheet."""
    return (sample / SHEET).read_bytes()


def fields(data: bytes) -> dict[str, Any]:
    """The fields of a PDF by their names."""
    return dict(pypdf.PdfReader(BytesIO(data)).get_fields() or {})


def picture(data: bytes) -> Image.Image:
    """The first page as it is printed, fields included."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    drawn: Image.Image = document[0].render(scale=1.5, may_draw_forms=True).to_pil()
    return drawn.convert("L")


def test_every_place_for_a_pen_is_a_field(sheet: bytes) -> None:
    """Writing lines, check boxes and blanks: each once, named after what is written beside it."""
    found = fields(sheet)
    texts = [name for name, field in found.items() if field["/FT"] == "/Tx"]
    assert [found[name]["/TU"] for name in texts][:2] == [
        "Notes: What drew you to this career?",
        "Notes: What do you do on a typical day?",
    ]
    assert texts[0] == "notes-what-drew-you-to-this"
    assert len(texts) == 6
    assert len(found) == 11


def test_a_field_is_read_where_it_stands(sheet: bytes) -> None:
    """Each field has a tag in the tree, next to what it belongs to; tabs follow the tags."""
    assert len(pdf_tags(sheet).all("Form")) == len(fields(sheet))
    question = pdf_tags(sheet).all("L")[3].below[0]
    assert [tag.name for tag in question.below[0].below] == ["P", "P", "Form"]
    assert str(pypdf.PdfReader(BytesIO(sheet)).pages[0]["/Tabs"]) == "/S"
    widgets = [each for each in annotations(sheet) if each["/Subtype"] == "/Widget"]
    assert all(each["/F"] == 4 and each["/Contents"] for each in widgets)


def test_a_field_lies_on_its_lines(sheet: bytes) -> None:
    """The field of a question lies below its words and above the next question's."""
    found = [corners for name, corners in rectangles(sheet).items() if name.startswith("notes")]
    lows, tops = ([corners[side] for corners in found] for side in (1, 3))
    assert all(low < top for low, top in zip(lows, tops, strict=True))
    assert all(low > top for low, top in zip(lows, tops[1:], strict=False))


def test_printed_it_looks_the_same(sheet: bytes, tmp_path: Path) -> None:
    """To the pixel, the empty form is the flat page."""
    made = make(
        Project.at(ROOT, tmp_path, TODAY),
        Wanted(interviews=("marcus-oyelaran",), kinds=("question-sheet",), flat=True),
        silent,
    )
    flat = made.files[SHEET].data
    assert fields(flat) == {}
    assert ImageChops.difference(picture(sheet), picture(flat)).getbbox() is None
    assert len(flat) < len(sheet) < 60_000


def by_pypdf(data: bytes, name: str, check: str) -> bytes:
    """Filled by pypdf, appearances and all."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    values = {name: WORDS, check: "/Yes"}
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_pikepdf(data: bytes, name: str, check: str) -> bytes:
    """Filled by pikepdf."""
    from pikepdf.form import DefaultAppearanceStreamGenerator, Form  # noqa: PLC0415

    pdf = pikepdf.open(BytesIO(data))
    form: Any = Form(pdf, DefaultAppearanceStreamGenerator)  # fields of one name have no type
    form[name].value = WORDS
    form[check].checked = True
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("fill", [by_pypdf, by_pikepdf])
def test_what_is_filled_in_is_read_back(fill: object, sheet: bytes, tmp_path: Path) -> None:
    """Two libraries fill in a text and a check; both are read back, and the file is still valid."""
    assert callable(fill)
    name, check = "notes-what-drew-you-to-this", "three-things-i-learned"
    data = fill(sheet, name, check)
    assert fields(data)[name]["/V"] == WORDS
    assert fields(data)[check]["/V"] == "/Yes"
    path = saved(data, tmp_path)
    assert verapdf([path], "ua1")[str(path)] == []
    assert ImageChops.difference(picture(sheet), picture(data)).getbbox() is not None


def test_a_viewer_can_type_into_it(sheet: bytes) -> None:
    """PDFium, which is Chrome's viewer, finds the field under the pointer and takes the letters."""
    document = pypdfium2.PdfDocument(sheet)
    document.init_forms()
    page, form = document[0], document.formenv
    left, _, _, top = rectangles(sheet)["notes-what-drew-you-to-this"]
    x, y = left + 8, top - 8
    assert raw.FPDFPage_HasFormFieldAtPoint(form, page, x, y) == raw.FPDF_FORMFIELD_TEXTFIELD
    raw.FORM_OnLButtonDown(form, page, 0, x, y)
    raw.FORM_OnLButtonUp(form, page, 0, x, y)
    for letter in "Rivers":
        raw.FORM_OnChar(form, page, ord(letter), 0)
    raw.FORM_ForceToKillFocus(form)
    out = io.BytesIO()
    document.save(out)
    assert fields(out.getvalue())["notes-what-drew-you-to-this"]["/V"] == "Rivers"


def test_labels_come_from_the_page() -> None:
    """What a place is called: what it says, the words around it, or the heading above it."""
    body = (
        "<h1>A page</h1>"
        '<p>Dear <span class="blank"></span></p>'
        '<section><h2>Notes</h2><div class="lines" id="lines-1"><div></div></div></section>'
        '<p>Own <span class="blank" data-label="A name"></span><span class="blank"></span></p>'
        '<ul class="checks"><li>Call</li><li class="ticked">Wrote</li><li>Call</li></ul>'
    )
    found = [(name, field["/TU"]) for name, field in fields(pdf_of(body)).items()]
    assert found == [
        ("dear", "Dear"),
        ("notes", "Notes"),
        ("a-name", "A name"),
        ("own", "Own"),
        ("call", "Call"),
        ("call-2", "Call (2)"),
    ]


def test_a_page_without_places_has_no_form(tmp_path: Path) -> None:
    """Nothing is added where nothing is to be written."""
    data = pdf_of("<h1>A page</h1><p>Text.</p>")
    assert "/AcroForm" not in pypdf.PdfReader(BytesIO(data)).trailer["/Root"]  # type: ignore[operator]
    assert data == pdf_of("<h1>A page</h1><p>Text.</p>", flat=True)
    assert validator.validate_pdf(str(saved(data, tmp_path)), profile="ua1").is_compliant
