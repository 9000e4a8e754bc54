"""Make the tag tree right for readers, and not only valid (PDF/UA-1, ISO 14289-1).

Each cure is a small function of one tag; together they say all that is changed in the tree that
the engine makes.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pydyf

from generator.channels.pdf.tagging.structure import Marked, Structure, Tag, Widget

POINT = 0.75
"""Points in a CSS pixel."""
NUMBERINGS = {
    "decimal": "Decimal",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}
GROUPS = {"Document", "Part", "Art", "Sect", "Div", "NonStruct", "BlockQuote"}
"""Tags that hold others, and no text of their own."""
STRICT = {"L", "LI", "Table", "TR", "THead", "TBody", "TFoot"}
"""Tags that hold certain others only."""
WRAPPERS = {"Span", "NonStruct"}
MEANING = {"Lang", "Alt", "ActualText", "A", "ID"}
"""Entries for which a wrapper is kept."""
PRINT = 4
"""The flag of an annotation that is printed (ISO 32000-1, table 165)."""


class Paragraph(Tag):
    """One that the page has no element for."""


def cure(structure: Structure) -> None:
    """Change the tree of a file, from the top of each branch down and then from below."""
    for from_top in (_mark_language, _drop_decoration, _scope, _number):
        for tag in structure.document.walk():
            from_top(tag)
    for tag in list(structure.document.walk()):
        _place_figure(tag, structure)
        _describe_link(tag)
    for from_below in (_shape_item, _shape_list, _flatten, _drop_empty, _wrap_text):
        _from_below(structure.document, from_below)


def join_pages(structure: Structure) -> None:
    """Make one tag of what the engine had to cut at the foot of a page: a list, an item, a table.

    A part that was floating goes on anywhere on the next page, so all that came before is known.
    The head of a table, which is printed on each page, is read once.
    """
    document = structure.document
    document.kids = list(_whole(document.kids, {}))


def _whole(kids: list[Any], first: dict[tuple[int, str], Tag]) -> Iterator[Any]:
    for kid in kids:
        if isinstance(kid, Tag) and kid.html is not None:
            begun = first.setdefault((id(kid.html), kid.name), kid)
            if begun is not kid and kid.page > max(begun.pages):
                if kid.name != "THead":
                    begun.kids += list(_whole(kid.kids, first))
                continue
        if isinstance(kid, Tag):
            kid.kids = list(_whole(kid.kids, first))
        yield kid


def _from_below(tag: Tag, cure_one: Callable[[Tag], None]) -> None:
    for kid in tag.tags:
        _from_below(kid, cure_one)
    cure_one(tag)


def words(element: Any) -> str:  # noqa: ANN401 - an element of the page
    """What an element says it should be called by, else its words, else those of its pictures."""
    label = element.get("aria-label") or element.get("title") or "".join(element.itertext())
    if not label.strip():
        label = " ".join(each.get("alt", "") for each in element.iter("img"))
    return " ".join(label.split())


def _mark_language(tag: Tag) -> None:
    """A part in another language says so (WCAG 3.1.2); the engine says it of the whole only."""
    if tag.html is not None and (language := tag.html.get("lang")):
        tag.entries["Lang"] = pydyf.String(language)


def _drop_decoration(tag: Tag) -> None:
    """A picture with an empty alternative text is there for the eye alone (WCAG 1.1.1)."""
    tag.kids = [kid for kid in tag.kids if not (isinstance(kid, Tag) and _is_decoration(kid))]


def _is_decoration(tag: Tag) -> bool:
    if tag.name != "Figure" or tag.html is None:
        return False
    if label := tag.html.get("aria-label"):
        tag.entries.setdefault("Alt", pydyf.String(label))
    hidden = tag.html.get("alt") == "" or tag.html.get("aria-hidden") == "true"
    return hidden and "Alt" not in tag.entries


def _scope(tag: Tag) -> None:
    """A header says what it is the header of; lists of headers for each cell are not needed then.

    PDF/UA-1, 7.5. The engine's lists are wrong where cells span others.
    """
    if tag.name == "TH" and "A" in tag.entries:
        row = tag.html is not None and tag.html.get("scope") in {"row", "rowgroup"}
        tag.entries["A"]["Scope"] = "/Row" if row else "/Column"
        tag.entries.pop("ID", None)
    if tag.name == "TD" and "A" in tag.entries:
        tag.entries["A"].pop("Headers", None)


def _number(tag: Tag) -> None:
    """A list says how it is numbered (ISO 32000-1, table 347)."""
    if tag.name == "L" and tag.box is not None:
        style = str(tag.box.style["list_style_type"])
        counted = tag.html is not None and "counted" in (tag.html.get("class") or "").split()
        numbering = "Decimal" if counted else NUMBERINGS.get(style, "None")
        entries = {"O": "/List", "ListNumbering": f"/{numbering}"}
        tag.entries["A"] = pydyf.Dictionary(entries)


def _place_figure(tag: Tag, structure: Structure) -> None:
    """Points from the lower left corner, as ISO 32000-1 has it; the engine counts pixels."""
    if tag.name == "Figure" and "A" in tag.entries:
        left, top, right, bottom = tag.entries["A"]["BBox"]
        height = structure.pages[tag.page]["MediaBox"][3]
        corners = left * POINT, height - bottom * POINT, right * POINT, height - top * POINT
        tag.entries["A"]["BBox"] = pydyf.Array(round(each, 2) for each in corners)


def _describe_link(tag: Tag) -> None:
    """A link is called by its words and is printed; that of a picture belongs to its link."""
    if tag.name != "Link":
        return
    for figure in [each for each in tag.walk() if each.name == "Figure"]:
        tag.kids += [kid for kid in figure.kids if isinstance(kid, Widget)]
        figure.kids = [kid for kid in figure.kids if not isinstance(kid, Widget)]
    for kid in tag.kids:
        if isinstance(kid, Widget):
            kid.annotation["F"] = PRINT
            if text := words(tag.html):
                kid.annotation["Contents"] = pydyf.String(text)


def _shape_item(tag: Tag) -> None:
    """An item holds a label and a body, and nothing else (PDF/UA-1, 7.2)."""
    if tag.name != "LI":
        return
    labels = [kid for kid in tag.tags if kid.name == "Lbl"]
    rest = [kid for kid in tag.kids if not (isinstance(kid, Tag) and kid.name == "Lbl")]
    inner = list(_spliced(rest))
    while inner and isinstance(inner[0], Tag) and inner[0].name == "Lbl":
        labels.append(inner.pop(0))  # list-style-position: inside
    body = next((kid for kid in tag.tags if kid.name == "LBody"), None) or Tag("LBody", tag.page)
    body.kids = inner
    tag.kids = [*labels, *([body] if inner else [])]


def _spliced(kids: list[Any]) -> Iterator[Any]:
    for kid in kids:
        if isinstance(kid, Tag) and kid.name == "LBody":
            yield from kid.kids
        else:
            yield kid


def _shape_list(tag: Tag) -> None:
    """A list inside a list belongs to the item before it; a term has its explanation beside it."""
    if tag.name != "L":
        return
    items: list[Any] = []
    for kid in tag.kids:
        before = _body(items[-1]) if items else None
        if isinstance(kid, Tag) and kid.name == "L" and before:
            before.kids.append(kid)
        elif isinstance(kid, Tag) and _html_name(kid) == "dd" and before:
            before.kids += [each for body in kid.tags for each in body.kids]
        else:
            items.append(kid)
    tag.kids = items


def _body(item: Any) -> Tag | None:  # noqa: ANN401
    return next((kid for kid in item.tags if kid.name == "LBody"), None)


def _html_name(tag: Tag) -> str:
    """The name of the HTML element of an item or of its body."""
    each = next((one for one in (tag, *tag.tags) if one.html is not None), None)
    return str(each.html.tag) if each else ""


def _flatten(tag: Tag) -> None:
    """Take out wrappers that say nothing: P, not P with a Span with a Span."""
    tag.kids = [each for kid in tag.kids for each in _unwrapped(kid, tag)]


def _unwrapped(kid: Any, tag: Tag) -> Iterator[Any]:  # noqa: ANN401 - whatever a tag can hold
    if isinstance(kid, Tag) and _says_nothing(kid, tag) and _may_hold(tag, kid):
        for each in kid.kids:
            yield from _unwrapped(each, tag)
    else:
        yield kid


def _says_nothing(kid: Tag, tag: Tag) -> bool:
    """Whether it is a bare wrapper, or a box that the engine needed inside another of the same."""
    bare = not MEANING & kid.entries.keys()
    again = kid.name == tag.name and kid.html is not None and kid.html is tag.html
    around = kid.name == "Div" and all(isinstance(k, Tag) and k.name == "Form" for k in kid.kids)
    return bare and (kid.name in WRAPPERS or again or around)


def _may_hold(tag: Tag, wrapper: Tag) -> bool:
    """Whether what is in a wrapper can stand directly in a tag."""
    if tag.name in STRICT:
        return False
    return tag.name not in GROUPS or not any(isinstance(kid, Marked) for kid in wrapper.kids)


def _drop_empty(tag: Tag) -> None:
    """A tag with nothing in it says nothing; only a cell may be empty."""
    kept = {"TD", "TH", "Document"}
    tag.kids = [kid for kid in tag.kids if not isinstance(kid, Tag) or kid.kids or kid.name in kept]


def _wrap_text(tag: Tag) -> None:
    """Text that stands directly in a group is a paragraph, however many lines it has."""
    if tag.name not in GROUPS - {"NonStruct"}:
        return
    kids: list[Any] = []
    for kid in tag.kids:
        loose = isinstance(kid, Tag) and kid.name in WRAPPERS
        if loose and kids and isinstance(kids[-1], Paragraph):
            kids[-1].kids.append(kid)
        else:
            kids.append(Paragraph("P", kid.page, [kid]) if loose else kid)
    for paragraph in (kid for kid in kids if isinstance(kid, Paragraph)):
        _flatten(paragraph)
    tag.kids = kids
