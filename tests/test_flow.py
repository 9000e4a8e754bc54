"""Large print: documents that run on over as many pages as they take, and fill them."""

import re
from collections import Counter
from functools import cache
from html import unescape

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.channels import typeset
from generator.channels.pdf.layout import engine
from generator.channels.pdf.layout.engine import Page
from generator.channels.pdf.layout.flow import LEAST_MOST, ROOMY, flow
from generator.documents import Artifact
from generator.model import Fit
from tests.conftest import THEMES
from tests.test_look import CARDS, KEPT, Sheet, pictures_of, selected, sheets, unnumbered
from tests.values import composer, loaded

LARGE = Fit(pitch=(34, 42), sizes=(18,))
LONG = "guide"
"""A dozen pages, which take a second each time: looked at in the matrix."""
TABLES = {"comparison-grid", "tracker"}
"""Their heads are said again on each page."""


@cache
def large(sheet: Sheet) -> Artifact:
    """A sheet in large print."""
    edition = next(
        each for each in loaded()[1].themes[sheet.theme].editions if each.name == "large-print"
    )
    selection = selected(sheet)._replace(edition=edition, editions=(edition,))
    (artifact,) = typeset(composer().compose(selection), "pdf")
    return artifact


def letters(text: str) -> Counter[str]:
    """How often each letter is in a text; figures are left out, as style sheets number lists."""
    return Counter(letter for letter in text.casefold() if letter.isalpha())


def said(data: bytes) -> str:
    """What is on the pages of a PDF, without their numbers."""
    with pypdfium2.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return "".join(text.replace(f"{i} of {len(texts)}", "", 1) for i, text in enumerate(texts, 1))


def composed(sheet: Sheet) -> str:
    """What the body of its page says before it is laid out."""
    body = composer().compose(selected(sheet)).parts["body.html"].partition("<body")[2]
    return unescape(re.sub(r"<[^>]*>", "", f"<body{body}"))


def looked_at(theme: str) -> list[Sheet]:
    """The sheets of a theme that are short."""
    return [each for each in sheets(theme) if each.kind != LONG]


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_lost_and_nothing_said_twice(theme: str) -> None:
    """Large print says what was composed, and as often."""
    for each in looked_at(theme):
        if each.kind not in TABLES:
            assert letters(said(large(each).data)) == letters(composed(each)), each


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_has_only_a_remainder(theme: str) -> None:
    """Each page of large print is filled to two fifths at least; most have lines that fill it."""
    for each in looked_at(theme):
        if each.kind != CARDS and each.scope != "seeker":  # its last page may have the band alone
            for i, numbered in enumerate(pictures_of(large(each).data)):
                picture = unnumbered(numbered, KEPT[theme].foot)
                rows = picture.convert("L").resize((1, picture.height)).tobytes()
                last = max(row for row, gray in enumerate(rows) if gray < 255)
                assert last > 0.4 * picture.height, (each, i)


def page_of(body: str) -> Page:
    """A page in the theme grid, as the engine has it."""
    theme = loaded()[1].themes["grid"]
    edition = next(each for each in theme.editions if each.name == "standard")
    edition = edition._replace(print_css="* { break-inside: auto } .lines { break-inside: avoid }")
    html = f'<!DOCTYPE html><html lang="en"><head><title>A page</title></head><body>{body}</body>'
    case = engine.case(theme, edition, "letter", archive=False)
    return engine.Page(case, f"{html}</html>")


def lines(name: str, fewest: int, most: int) -> str:
    """A block of writing lines."""
    return f'<div class="lines" id="lines-{name}" data-lines="{fewest} {most}"></div>'


def ruled(page: Page) -> list[int]:
    """How many lines each block was given."""
    return [len(element) for element in page.elements.values()]


def test_a_page_is_filled_with_lines() -> None:
    """What is left of a page goes to its blocks, up to twice their most; what is fixed stays."""
    page = page_of("<p>Notes</p>" + lines("a", 1, 4) + lines("b", 1, 2) + lines("c", 1, 1))
    flow(page, LARGE)
    assert ruled(page) == [8, LEAST_MOST, 1]


def test_each_page_is_filled_by_itself() -> None:
    """The lines of a page that is full stay few, whatever there is room for on the next."""
    full = "<p style='height: 650pt'>Much</p>" + lines("a", 1, 9)
    page = page_of(full + "<p style='break-before: page'>Little</p>" + lines("b", 1, 9))
    layout = flow(page, LARGE).layout
    assert len(layout.pages) == 2
    assert ruled(page)[0] in {1, 2}
    assert ruled(page)[1] > 2 * ROOMY


def test_few_lines_rather_than_another_page() -> None:
    """Blocks begin with two lines, but with one where that saves a page."""
    page = page_of("<p style='height: 660pt'>Much</p>" + lines("a", 1, 9) + "<p>End</p>")
    assert len(flow(page, LARGE).layout.pages) == 1
    assert ruled(page) == [1]


@settings(max_examples=15)
@example([(10, 2), (203, 2), (10, 0)])  # the last stands out of its box by less than a line
@given(st.lists(st.tuples(st.integers(10, 300), st.integers(0, 4)), min_size=1, max_size=8))
def test_filling_takes_no_page_more(parts: list[tuple[int, int]]) -> None:
    """However tall the parts are, and however many lines they have."""
    body = "".join(
        f"<p style='height: {height}pt'>Part</p>" + (lines(f"a-{i}", 1, most) if most else "")
        for i, (height, most) in enumerate(parts)
    )
    page = page_of(body)
    for block in page.blocks:
        page.rule(block, 1, LARGE.pitch[0])
    fewest = len(page.lay().pages)
    assert len(flow(page, LARGE).layout.pages) == fewest
