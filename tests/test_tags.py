"""The tag tree: what a screen reader meets, whatever a person or a template can write."""

import re
from io import BytesIO
from pathlib import Path

import page as validator
import pytest
from pypdf import PdfReader
from weasyprint.pdf import tags as engine

from generator import markup
from tests.pages import PICTURE, pdf_of, saved
from tests.readers import Tag, annotations, pdf_tags
from tests.verapdf import rules, verapdf

WRITTEN = {
    "loose list": "- one\n\n- two\n\n    more of two\n",
    "nested list": "- one\n    - inner\n    - second\n- two\n",
    "numbered list": "1. one\n2. two\n\n    with a paragraph\n",
    "list in a quotation": "> - one\n> - two\n",
    "block quotation": "> Said *once*.\n>\n> Said twice.\n",
    "code": "Write `askwell build`:\n\n    askwell build\n    askwell check\n",
    "link": "See [the career center](https://example.org/careers) or <mailto:a@example.org>.",
    "another language": 'They say <span lang="es">buena suerte</span> there.',
    "headings": "### A part\n\nText.\n\n#### A smaller part\n\nMore.\n",
    "rule": "Above.\n\n---\n\nBelow.\n",
    "abbreviation": '<abbr title="Bureau of Land Management">BLM</abbr> land, H<sub>2</sub>O.',
}
"""Markdown of users."""
TABLE = (
    "<table><caption>Days</caption><thead><tr><th>Day</th><th>Task</th></tr></thead><tbody>"
    "{rows}</tbody></table>"
)
ROWS = "".join(f'<tr><th scope="row">Day {n}</th><td>Task {n}</td></tr>' for n in range(1, 90))
DRAWN = {
    "picture": f'<p><img src="{PICTURE}" alt="A pixel" width="40" height="20"></p>',
    "decorative picture": f'<p>Text <img src="{PICTURE}" alt="" width="40"></p>',
    "linked picture": f'<p><a href="https://example.org"><img src="{PICTURE}" alt="Home"></a></p>',
    "table": TABLE.format(rows=ROWS[:300].rpartition("<tr>")[0]),
    "table on three pages": TABLE.format(rows=ROWS),
    "spans": '<table><tr><th colspan="2">A</th></tr><tr><td>1</td><td>2</td></tr></table>',
    "terms": "<dl><dt>Seeker</dt><dd>Who asks.</dd><dt>Contact</dt><dd>Who is asked.</dd></dl>",
    "inside markers": '<ul style="list-style: disc inside"><li>one</li><li>two</li></ul>',
    "long list": f"<ul style='list-style: disc outside'>{'<li>An item.</li>' * 130}</ul>",
    "loose text": "<div>Loose text, <b>bold</b> and <i>not</i>, in a group.</div>",
    "vector": '<svg width="9" height="9"><title>Line</title><path d="M0 0L9" stroke="red"/></svg>',
}
"""What a template can have besides."""


def tree(body: str, css: str = "") -> Tag:
    """The tags of a page."""
    return pdf_tags(pdf_of(f"<h1>A page</h1>{body}", css=css)).all("Document")[0]


def names(tag: Tag) -> list[str]:
    """The names of the tags directly below."""
    return [each.name for each in tag.below]


@pytest.mark.parametrize("name", [*WRITTEN, *DRAWN])
def test_whatever_is_written_keeps_the_rules(name: str, tmp_path: Path) -> None:
    """VeraPDF and page-validation find no rule of PDF/UA-1 broken."""
    body = DRAWN.get(name) or f"<h2>Part</h2>{markup.to_html(WRITTEN[name])}"
    path = saved(pdf_of(f"<h1>A page</h1>{body}"), tmp_path)
    assert verapdf([path], "ua1")[str(path)] == []
    assert [str(each) for each in validator.validate_pdf(str(path), profile="ua1").failures] == []


def test_verapdf_finds_faults(tmp_path: Path) -> None:
    """The validator knows all its rules, and the bare engine's output breaks those it should."""
    from weasyprint import HTML  # noqa: PLC0415 - bare, for once

    faults = {
        "7.2-20": "<ul style='list-style: disc'><li><p>a loose item</p></li></ul>",
        "7.3-1": f'<img src="{PICTURE}" alt="">',
        "7.4.2-1": "<h3>skipped</h3>",
    }
    for rule, body in faults.items():
        html = f"<html lang=en><title>T</title><body><h1>T</h1>{body}"
        path = saved(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"), tmp_path)
        assert [each.partition(":")[0] for each in verapdf([path], "ua1")[str(path)]] == [rule]
    assert (rules("ua1"), rules("2a")) == (106, 153)


def test_the_hook_into_the_engine_fires(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one private function is where it was, and without it no language would be known."""
    spanish = '<p>They say <span lang="es">buena suerte</span>.</p>'
    assert [
        tag.entries["/Lang"] for tag in tree(spanish).all("Span") if "/Lang" in tag.entries
    ] == ["es"]
    monkeypatch.delattr(engine, "_build_box_tree")
    with pytest.raises(AttributeError):
        tree(spanish)


def test_a_list_item_has_a_label_and_a_body() -> None:
    """Whatever is in an item is in its body; the list says how it is numbered."""
    (numbered,) = tree(markup.to_html(WRITTEN["numbered list"])).all("L")
    style = "<ol style='list-style: decimal'><li>one</li><li><p>two</p><p>more</p></li></ol>"
    (drawn,) = tree(style).all("L")
    assert drawn.entries["/A"]["/ListNumbering"] == "/Decimal"
    assert [names(item) for item in drawn.below] == [["Lbl", "LBody"]] * 2
    assert names(drawn.below[1].below[1]) == ["P", "P"]
    assert [names(item)[-1] for item in numbered.below] == ["LBody", "LBody"]


def test_a_list_inside_a_list_belongs_to_its_item() -> None:
    """The inner list is in the body of the item before it."""
    outer = tree(markup.to_html(WRITTEN["nested list"])).all("L")[0]
    assert names(outer) == ["LI", "LI"]
    assert [len(item.all("L")) for item in outer.below] == [1, 0]


def test_a_list_over_two_pages_is_one_list() -> None:
    """What the engine cuts at the foot of a page is read as one thing."""
    (whole,) = tree(DRAWN["long list"]).all("L")
    assert names(whole) == ["LI"] * 130
    assert all(names(item) == ["Lbl", "LBody"] for item in whole.below)


def test_a_table_over_three_pages_is_one_table() -> None:
    """One head, all rows; each header says what it is the header of."""
    (table,) = tree(DRAWN["table on three pages"]).all("Table")
    assert names(table) == ["Caption", "THead", "TBody"]
    assert len(table.all("TR")) == 90
    scopes = [tag.entries["/A"]["/Scope"] for tag in table.all("TH")]
    assert scopes == ["/Column"] * 2 + ["/Row"] * 89
    assert not any("/Headers" in tag.entries["/A"] for tag in table.all("TD"))


def test_a_term_has_its_explanation_beside_it() -> None:
    """A list of terms has an item for each, not one for every line."""
    (terms,) = tree(DRAWN["terms"]).all("L")
    assert names(terms) == ["LI", "LI"]


def test_a_link_says_where_it_goes_and_is_printed() -> None:
    """The annotation is called by the link's words, and its tag is Link, also around a picture."""
    for name in ("link", "linked picture"):
        body = DRAWN.get(name) or markup.to_html(WRITTEN[name])
        data = pdf_of(f"<h1>A page</h1>{body}")
        assert pdf_tags(data).all("Link")
        assert [each["/F"] for each in annotations(data)] == [4] * len(annotations(data)) != []
    labeled = pdf_of('<h1>A</h1><p><a href="https://example.org" aria-label="Our home">x</a></p>')
    assert [each["/Contents"] for each in annotations(labeled)] == ["Our home"]


def test_a_picture_stands_where_it_stands() -> None:
    """A figure has its words and its place in points from the lower left; decoration has no tag."""
    style = "width: 96px; height: 48px"
    (figure,) = tree(f'<p><img src="{PICTURE}" alt="A pixel" style="{style}"></p>').all("Figure")
    left, bottom, right, top = (float(each) for each in figure.entries["/A"]["/BBox"])
    assert figure.entries["/Alt"] == "A pixel"
    assert (round(right - left), round(top - bottom)) == (72, 36)
    assert 400 < bottom < 792
    assert tree(DRAWN["decorative picture"]).all("Figure") == []


def test_page_furniture_is_not_read() -> None:
    """A page number in the margin is an artifact of pagination, and outside the tree."""
    css = '@page { @bottom-center { content: "Page " counter(page) } }'
    data = pdf_of("<h1>A page</h1><p>Text.</p>", css=css)
    content = PdfReader(BytesIO(data)).pages[0].get_contents()
    assert content is not None
    marks = re.findall(rb"/Artifact\s<</Type /(\w+)>>\sBDC", content.get_data())
    assert marks == [b"Pagination"]
    assert names(pdf_tags(data).all("Document")[0]) == ["H1", "P"]


def test_text_has_no_needless_wrappers() -> None:
    """A paragraph is a paragraph, however many lines and spans it is made of; loose text is one."""
    long = "word " * 200
    document = tree(f"<p><span><span>{long}</span></span></p>{DRAWN['loose text']}")
    assert names(document) == ["H1", "P", "Div"]
    paragraph, group = document.below[1:]
    assert paragraph.below == []
    assert names(group) == ["P"]
