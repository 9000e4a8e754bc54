"""Plates are a cache: whatever the page and the row, the file is that of a full layout."""

import gc
import random
import sys
import weakref
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib.tables import _h_e_a_d as head

from generator.channels import pdf
from generator.channels.pdf import presses
from generator.channels.pdf.layout import engine, full
from generator.channels.pdf.layout.plain import Plain
from generator.channels.pdf.objects.recent import Recent
from generator.channels.pdf.plates import plate
from generator.channels.pdf.plates.family import Family
from generator.channels.pdf.plates.press import Press
from generator.channels.pdf.plates.sheet import Sheet
from generator.channels.pdf.plates.slots import Cut, Unfit, Why
from generator.documents import Artifact
from tests.classmates import (
    documents,
    documents_to_write_on,
    guides_for_other_questions,
    sheets_without_a_number,
)
from tests.conftest import THEMES
from tests.pages import PICTURE
from tests.values import loaded

KINDS = ["question-sheet", "day-of-checklist", "debrief-sheet", "phone-script", "thank-you-note"]
SMALL = [*((kind, theme) for kind in KINDS for theme in THEMES), ("envelope", "grid")]
CSS = "h1, p { margin: 0 } .lines { margin-top: 4pt } [data-slot] { }"
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Sheet: {0}</title></head><body>'
    '<h1>Questions for <span data-slot>{0}</span></h1><p class="work"><span data-slot>{1}</span>'
    '</p><p class="day"><b>On</b> <span data-slot>{2}</span></p><ul class="checks">'
    "<li>Ask <span data-slot>{0}</span></li></ul>"
    '<div class="lines" id="lines-1" data-lines="1 9"></div></body></html>'
)
"""The first text stands in a heading, a bookmark, the title, a box to tick and the name of that."""
ROWS = [
    ("Bo Larch", "Museum registrar, Pier 9", "March 4"),
    ("Zoë Šimek", "Hydrologist, Tern River Council", "April 11"),
    ("Ana-María García-López", "Policy analyst, Acme", "May 2"),
    ("Wei Tan", "Nurse educator, Béton Frères", "March 30"),
    ("Priya O’Neil", "Data engineer, Łódź Transit", "June 17"),
    ("Jordan Rivera", "Museum registrar, Acme", "July 1"),
]
SAME = [name for name in full.Print._fields if name != "apart"]
CELL = f'<td><img src="{PICTURE}" alt="A dot"> <span data-slot>{{2}}</span></td>'
LONG = "International Association of Very Long Names and Titles of every Kind, in " * 4


def pair(css: str = "") -> tuple[Press, Plain]:
    """A press, and what it must not differ from."""
    theme = loaded()[1].themes["grid"]
    edition = next(each for each in theme.editions if each.name == "standard")
    case = engine.case(theme, edition._replace(print_css=f"{CSS}\n{css}"), "letter", archive=False)
    return Press(case, None), Plain(case, None)


def printed(press: Press, plain: Plain, html: str) -> str:
    """Why a page was laid out by itself. Its file and all that is said of it are the same."""
    made, wanted = press.print(html), plain.print(html)
    unlike = [name for name in SAME if getattr(made, name) != getattr(wanted, name)]
    assert unlike == []  # their names alone: to show how two files differ takes half a minute
    return made.apart


@pytest.mark.parametrize(("kind", "theme"), SMALL)
def test_a_class_is_printed_from_plates(kind: str, theme: str) -> None:
    """Sheets of students who have only their questions in common come from plates, all of them.

    The last is the file of a full layout, to the byte.
    """
    pdf.forget()  # what other tests printed has spent what this skeleton may
    made = [(pdf.typeset(document), document) for document in documents(kind, theme, 12)]
    assert {artifact.apart for artifact, _ in made} - {Why.FIRST} == {""}
    artifact, document = [each for each in made if not each[0].apart][-1]
    with pdf.in_full():
        assert artifact == pdf.typeset(document)


def test_a_class_that_meets_in_many_ways_is_printed_from_plates() -> None:
    """By video, by telephone, or at a place: each way soon has its plate."""
    pdf.forget()  # as above
    modes = ("video", "in_person", "phone")
    made = [pdf.typeset(each) for each in documents("question-sheet", "grid", 18, modes)]
    assert {artifact.apart for artifact in made} - {Why.FIRST} == {""}
    assert [artifact.apart for artifact in made][-3:] == ["", "", ""]


@pytest.mark.parametrize("kind", KINDS)
def test_a_class_without_contacts_is_printed_from_plates(kind: str) -> None:
    """Papers to write on differ in nothing but the name of the student on them."""
    pages = [each.parts["body.html"] for each in documents_to_write_on(kind, "grid", 3)]
    assert len({Cut.of(page).skeleton for page in pages}) == 1
    assert all(Cut.of(page).raw for page in pages)


def test_a_paper_to_write_on_is_that_of_a_full_layout() -> None:
    """With the student's name in its head, and its plate's page is the same to the byte."""
    *_, document = documents_to_write_on("question-sheet", "grid", 4)
    artifact = [pdf.typeset(each) for each in documents_to_write_on("question-sheet", "grid", 4)][
        -1
    ]
    assert artifact.apart == ""
    with pdf.in_full():
        assert artifact == pdf.typeset(document)


def test_pages_of_several_leaves_come_from_plates() -> None:
    """A guide of four pages, with links inside, is one plate; every student gets their own."""
    made = [(pdf.typeset(document), document) for document in documents("guide", "grid", 6)]
    artifact, document = [each for each in made if not each[0].apart][-1]
    with pdf.in_full():
        assert pdf.typeset(document) == artifact


TEMPLATES = {
    "as it is": "",
    "centered": "p { text-align: center }",
    "right": ".day { text-align: right }",
    "underlined": "[data-slot] { text-decoration: underline }",
    "uppercase": "[data-slot] { text-transform: uppercase }",
    "letter spacing": "[data-slot] { letter-spacing: .1em }",
    "word spacing": "[data-slot] { word-spacing: .3em }",
    "small caps": "[data-slot] { font-variant: small-caps }",
    "one line": "[data-slot] { white-space: nowrap }",
    "as written": "[data-slot] { white-space: pre-wrap }",
    "ellipsis": ".work { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }",
    "background": "[data-slot] { background: #eee }",
    "border": "[data-slot] { border-bottom: 1pt solid }",
    "inline block": "[data-slot] { display: inline-block; border: 1pt solid }",
    "fixed box": ".work span { display: inline-block; width: 60mm; border: 1pt solid }",
    "flex": ".day { display: flex; gap: 5mm }",
    "float": ".day { float: right }",
    "fixed float": ".day { float: right; width: 50mm }",
    "beside a float": ".day { float: right; width: 50mm; height: 30mm }",
    "absolute": ".day { position: absolute; right: 0; top: 0 }",
    "rotated": ".day { transform: rotate(2deg) }",
    "see-through": ".day { opacity: .5 }",
    "justified": ".work { text-align: justify; width: 40mm }",
    "narrow": ".work { width: 25mm }",
    "hyphens": ".work { hyphens: auto; width: 25mm }",
    "running head": "h1 { string-set: t content() } @page { @top-left { content: string(t) } }",
    "right to left": "p { direction: rtl }",
    "columns": ".work { columns: 2 }",
    "first letter": "h1 span::first-letter { font-size: 2em }",
    "before": "h1 span::before { content: '1. ' }",
    "after": "h1 span::after { content: ', thank you' }",
    "hidden": ".work { visibility: hidden }",
    "not there": ".work { display: none }",
    "tiny": ".work { font-size: 4.3px }",
    "big": "h1 { font-size: 37.7px }",
    "no ligatures": "[data-slot] { font-variant-ligatures: none; font-kerning: none }",
}
FROM_PLATES = {"as it is", "centered", "right", "narrow", "fixed float", "before"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_odd_templates_make_no_difference(name: str) -> None:
    """However a theme sets a text, rows that follow are the same; one much too long is, too."""
    press, plain = pair(TEMPLATES[name])
    for row in ROWS[:3]:
        press.print(PAGE.format(*row))
    apart = [printed(press, plain, PAGE.format(*row)) for row in ROWS[3:]]
    printed(press, plain, PAGE.format(LONG, *ROWS[0][1:]))
    printed(press, plain, PAGE.format(ROWS[0][0], LONG, "May 3"))
    if name in FROM_PLATES:
        assert apart[-1] == ""


ODD = {
    "markup": "A &amp; B &lt;i&gt; (x) \\ ]",
    "no-break space": "Bo\N{NO-BREAK SPACE}Larch",
    "soft hyphen": "Bo\N{SOFT HYPHEN}Larch",
    "zero width": "Bo\N{ZERO WIDTH SPACE}Larch",
    "spaces": "  Bo \n  Larch ",
    "foreign entity": "Bo&nbsp;Larch",
    "Chinese": "王小明",
    "Arabic": "ليلى",
    "Greek": "Ελένη",
    "emoji": "Zoë 🙂",
    "combining": "Zoe\u0308",
    "ligatures": "Office of fjords, waffles ½ 1/2",
    "a mark": "Qz1z\N{NO-BREAK SPACE}z",
    "one letter": "I",
    "empty": "",
}


@pytest.fixture(scope="module")
def both() -> tuple[Press, Plain]:
    """A press that has a plate for the page, and the plain one."""
    press, plain = pair()
    for row in ROWS:
        press.print(PAGE.format(*row))
    return press, plain


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_make_no_difference(name: str, both: tuple[Press, Plain]) -> None:
    """Whatever a person is called, and wherever they work."""
    printed(*both, PAGE.format(ODD[name], *ROWS[0][1:]))
    printed(*both, PAGE.format(ROWS[0][0], ODD[name], "May 3"))


def test_texts_by_chance_make_no_difference(both: tuple[Press, Plain]) -> None:
    """Fifty rows of letters, marks and spaces by chance; some need a full layout, most do not."""
    chance = random.Random(7)  # noqa: S311 - the same on each run
    letters = [chr(i) for i in (*range(0x20, 0x7F), *range(0xC0, 0x100), 0x2019, 0xA0)]

    def text() -> str:
        made = "".join(chance.choice(letters) for _ in range(chance.choice((1, 3, 8, 14, 20))))
        return made.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") or "x"

    apart = [printed(*both, PAGE.format(text(), text(), text())) for _ in range(50)]
    assert apart.count("") > 15


@pytest.mark.parametrize(
    ("markup", "apart"),
    [
        ('<p><a href="https://example.org/"><span data-slot>{1}</span></a></p>', {Why.AROUND}),
        (f"<table><tr><th>On</th>{CELL}</tr></table>", {Why.FIRST, ""}),
    ],
)
def test_a_table_a_link_and_a_picture_are_right(markup: str, apart: set[str]) -> None:
    """Slots in links, which have no plate, and in cells, after a picture: the same."""
    html = PAGE.replace("<ul", f"{markup}<ul")
    press, plain = pair("table { table-layout: fixed; width: 100% }")
    assert {printed(press, plain, html.format(*row)) for row in ROWS} == apart


def test_without_its_proof_a_plate_would_be_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """A box as wide as its text moves what is in it: only the proof finds that out."""
    css = ".day { float: right }"
    press, plain = pair(css)
    assert Why.FLOWS in {printed(press, plain, PAGE.format(*row)) for row in ROWS}
    monkeypatch.setattr(plate.Plate, "_prove", lambda *_: None)
    press, plain = pair(css)
    with pytest.raises(AssertionError):
        all(printed(press, plain, PAGE.format(*row)) or True for row in ROWS)


def test_without_its_shape_a_row_would_be_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that takes another line moves all below it: the shape tells."""
    monkeypatch.setattr(Family, "key", lambda *_: ())
    press, plain = pair(".work { width: 40mm }")
    rows = [*ROWS, ("Bo Larch", LONG[:90], "May 3")]
    with pytest.raises((AssertionError, LookupError)):
        all(printed(press, plain, PAGE.format(*row)) or True for row in rows)


def test_without_the_check_of_fonts_a_name_would_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters of another font need that in the file, also where they stand as ours would."""
    monkeypatch.setattr("generator.channels.pdf.plates.paragraphs._shape", lambda _: ())
    press, plain = pair()
    for row in ROWS[:3]:
        press.print(PAGE.format(*row))
    for name in ("王小明", "Νίκος Ηλίας"):
        assert printed(press, plain, PAGE.format("Bo", name, "May 3")) == Why.SCRIPT
    monkeypatch.setattr("generator.channels.pdf.plates.paragraphs.Pens._check", lambda *_: None)
    with pytest.raises(AssertionError):
        printed(press, plain, PAGE.format("Bo", "Νίκος Αλεξίου", "May 3"))


def test_a_switch_turns_plates_off() -> None:
    """The same files, and nothing to say of plates."""
    rows = list(documents("envelope", "folio", 6))
    with_plates = [pdf.typeset(row) for row in rows]
    with pdf.in_full():
        without = [pdf.typeset(row) for row in rows]
    assert [artifact.apart for artifact in with_plates][-1] == ""
    assert [a._replace(apart="") for a in with_plates] == without


def test_the_engine_is_the_one_that_plates_know() -> None:
    """Every private name is there: this fails when a release of the engine has changed them."""
    assert presses._usual() is Press


@pytest.fixture
def changed_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An engine without one of the private names."""
    monkeypatch.setitem(sys.modules, "generator.channels.pdf.plates.press", None)
    monkeypatch.setattr(presses.Changed, "unsaid", True)
    presses._usual.cache_clear()
    yield
    presses._usual.cache_clear()


@pytest.mark.usefixtures("changed_engine")
def test_another_engine_prints_in_full_and_says_so_once() -> None:
    """The files are the same; the first has a warning, and each a reason for the tally."""
    rows = list(documents("envelope", "fair", 5))
    made: list[Artifact] = [pdf.typeset(row) for row in rows]
    assert {artifact.apart for artifact in made} == {Why.RELEASE}
    assert [len(artifact.warnings) for artifact in made] == [1, 0, 0, 0, 0]
    assert "not the release that askwell knows" in made[0].warnings[0].message
    with pdf.in_full():
        assert [pdf.typeset(row).data for row in rows] == [artifact.data for artifact in made]


def test_what_is_equal_for_all_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page without slots is remembered whole; slots of other pages do not touch it."""
    press, _ = pair()
    page = "<!DOCTYPE html><html lang='en'><body><h1>For everyone</h1></body></html>"
    first = press.print(page)
    monkeypatch.setattr(full.Laid, "__init__", None)  # none can be made any more
    assert press.print(page) == first


def test_files_are_remembered_as_long_as_there_is_room() -> None:
    """The oldest are forgotten, by bytes; and of other things, by number."""
    made = full.Print(b"x" * 400, 1, 0, frozenset())
    memo: Recent[full.Print] = Recent(1_000, lambda each: len(each.data))
    calls = list[str]()

    def make() -> full.Print:
        calls.append("made")
        return made

    for name in ("a", "b", "a", "c", "a", "b"):
        memo.get(name, make)
    assert len(calls) == 4
    recent: Recent[int] = Recent(2)
    assert [recent.get(key, lambda: len(recent.kept)) for key in "abacb"] == [0, 1, 0, 2, 2]


def test_a_plate_costs_no_more_than_the_page_that_it_is_made_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first page of a shape proves it: the second takes one layout, and the third none."""
    laid = list[int]()
    original = full.Laid.__init__

    def counting(*arguments: Any) -> None:  # noqa: ANN401
        laid.append(1)
        original(*arguments)

    press, _ = pair(".work { width: 70mm }")
    monkeypatch.setattr(full.Laid, "__init__", counting)
    counts = []
    for work in ("Museum registrar, Pier 9", "Hydrologist, Tern River Council, " * 3 + "Acme"):
        for name in ("Bo Larch", "Wei Tan", "Ana Tan"):
            before = len(laid)
            press.print(PAGE.format(name, work, "May 3"))
            counts.append(len(laid) - before)
    assert counts == [1, 1, 0, 1, 1, 0]


def test_plates_that_fail_are_not_tried_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """After two of a skeleton, its pages are laid out at once."""
    tried = list[int]()

    def failing(*_: object) -> None:
        tried.append(1)
        raise Unfit(Why.FLOWS)

    monkeypatch.setattr(plate.Plate, "__init__", failing)
    press, plain = pair(".work { width: 30mm }")
    for words in range(3, 9):
        for name in ("Bo Larch", "Wei Tan"):
            printed(press, plain, PAGE.format(name, "mmmmm " * words + "m", "May 3"))
    assert len(tried) == 2


def test_what_is_learned_of_a_page_does_not_keep_the_page() -> None:
    """The styles of all its elements are let go; they take megabytes for each page of a class."""
    press, _ = pair()
    page = Cut.of(PAGE.format(*ROWS[0]))
    sheet = Sheet(press.case, None, page.filled(page.texts), page.texts)
    contexts = {
        id(a.context): a.context for each in sheet.recorder.layouts.values() for a in each.values()
    }
    styles = [weakref.ref(context.style_for) for context in contexts.values()]
    family = Family(page, sheet)
    del sheet, contexts
    gc.collect()
    assert [style() for style in styles] == [None] * len(styles)
    assert family.key(Cut.of(PAGE.format(*ROWS[4])).texts)


def test_the_reason_is_told_and_no_name() -> None:
    """What an artifact says of itself are words for a tally, the same for all such rows."""
    assert {each.isascii() and each.islower() for each in Why} == {True}
    press, _ = pair()
    assert press.print(PAGE.format(*ROWS[0])).apart == Why.FIRST


def test_pages_with_the_same_letters_have_the_same_fonts(
    both: tuple[Press, Plain],
) -> None:
    """In whatever order they stand on the page; a page with others has other fonts."""
    names = "Bo Tern", "Ben Tro", "Ben Trof"
    one, same, other = (
        fonts_of(both[1].print(PAGE.format(name, *ROWS[0][1:])).data) for name in names
    )
    assert one == same != other


def fonts_of(data: bytes) -> list[bytes]:
    """The fonts of a file, and what it says that their glyphs mean."""
    with pikepdf.open(BytesIO(data)) as file:
        streams = [each for each in file.objects if isinstance(each, pikepdf.Stream)]
        found = [(each, each.read_bytes()) for each in streams]
    return [data for each, data in found if "/Length1" in each or b"begincmap" in data]


def test_letters_of_the_second_typeface_are_the_same_bytes_later(
    both: tuple[Press, Plain], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An instance of a variable font carries no time of day."""
    html, made = PAGE.format("Νίκος", *ROWS[0][1:]), []
    for now in (3_800_000_000, 3_900_000_000):
        monkeypatch.setattr(head, "timestampNow", lambda now=now: now)
        made.append(both[1].print(html).data)
    assert made[0] == made[1]


def test_two_students_whose_ticks_differ_share_a_plate() -> None:
    """The marks of a guide's questions are texts in slots, and those that are not there, too.

    So a guide for other questions, in another mode, is printed from the same plate.
    """
    pdf.forget()  # as above
    made = [(pdf.typeset(each), each) for each in guides_for_other_questions("grid")]
    assert len({Cut.of(each.parts["body.html"]).skeleton for _, each in made}) == 1
    assert [artifact.apart for artifact, _ in made][2:] == ["", ""]
    for artifact, document in made[2:]:
        with pdf.in_full():
            assert pdf.typeset(document).data == artifact.data


def test_a_blank_keeps_its_place() -> None:
    """Who has no telephone, or calls without one, has the sheet of one plate with the others."""
    pdf.forget()  # as above
    made = [(pdf.typeset(each), each) for each in sheets_without_a_number("grid")]
    assert len({Cut.of(each.parts["body.html"]).skeleton for _, each in made}) == 1
    assert [artifact.apart for artifact, _ in made][2:] == ["", ""]
    for artifact, document in made[2:]:
        with pdf.in_full():
            assert pdf.typeset(document).data == artifact.data
