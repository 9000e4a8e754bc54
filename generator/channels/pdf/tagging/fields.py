"""Writing lines, blanks and check boxes as form fields; printed, the page looks the same.

The engine's own fields look like a web page's and cannot be archived, so these are ours: an
annotation over each place that is meant for a pen (ISO 32000-1, 12.7), with a name, a label and a
tag. Fields are visited in the order of the tags. What is typed is set in a font of the theme.
"""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple
from xml.etree.ElementTree import Element

import pydyf
from fontTools.ttLib import TTFont

from generator.channels.pdf.tagging.structure import Marked, Structure, Tag, Widget
from generator.channels.pdf.tagging.tags import POINT, PRINT, words
from generator.cutting import cut
from generator.model.slugs import slug

Sort = Literal["lines", "blank", "check"]
MULTILINE = 1 << 12
TYPED = 10
"""Points: the size of what is typed."""
LOWEST = 9.0
"""Points: a lower place would cut what is typed, so its field reaches up."""
LONGEST = 120
"""Characters of a label: a screen reader says all of it."""
LATIN = [bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)]
"""The characters of WinAnsiEncoding from 32 on; "" where it has none."""
WORDS = 6
"""Of a label, in the name of its field."""
HEADINGS = ("h1", "h2", "h3", "h4")


class Place(NamedTuple):
    """A box that is meant for a pen."""

    tag: Tag
    words: str
    sort: Sort


class Field(NamedTuple):
    """A field of a file, and the words that it is called by."""

    widget: Any
    words: str
    sort: Sort


def add_fields(structure: Structure, page: Element, font: Path) -> list[Field]:
    """Lay a field over each place of a page that is meant for a pen."""
    above = {below: element for element in page.iter() for below in element}
    form = _Form(structure, font)
    places = list(_places(structure.document, above))
    fields = [Field(form.add(place), place.words, place.sort) for place in places]
    names = called((field.words, field.sort) for field in fields)
    for field, (name, label) in zip(fields, names, strict=True):
        field.widget.update(named(pydyf.String(name), pydyf.String(label)))
    form.finish()
    return fields


def called(fields: Iterable[tuple[str, Sort]]) -> Iterator[tuple[str, str]]:
    """The name and the label of each field of a file, from its words; no two have one name."""
    names: Counter[str] = Counter()
    for said, sort in fields:
        name, label = _called(said, sort)
        names[name] += 1
        if (count := names[name]) > 1:
            name, label = f"{name}-{count}", f"{label} ({count})"
        yield name, label


@lru_cache(4096)
def _called(said: str, sort: Sort) -> tuple[str, str]:
    label = said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"
    return slug(" ".join(label.split()[:WORDS])) or sort, label


def named(name: Any, label: Any) -> dict[str, Any]:  # noqa: ANN401
    """The entries of a field that say what it is called."""
    return {"T": name, "TU": label, "Contents": label}


def _places(document: Tag, above: dict[Element, Element]) -> Iterator[Place]:
    for tag in document.walk():
        if tag.html is not None and (sort := _sort(tag, above)):
            yield Place(tag, _label(tag.html, above), sort)


def _sort(tag: Tag, above: dict[Element, Element]) -> Sort | None:
    """What sort of place a box is, if it is one."""
    element, part = tag.html, str(tag.box.element_tag)
    if part == "li::before" and "checks" in _classes(above[element]):
        return None if "ticked" in _classes(element) else "check"
    if part == "div" and "lines" in _classes(element):
        return "lines" if "id" in element.attrib else None
    return "blank" if part == "span" and "blank" in _classes(element) else None


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _label(element: Element, above: dict[Element, Element]) -> str:
    """What it says it is called; else the words around it, or the heading above them."""
    while not (found := element.get("data-label") or _said(element)) and element in above:
        element = above[element]
    return found


def _said(element: Element) -> str:
    """What is written in an element: in a section, its heading."""
    if element.tag in {"section", "main", "body"}:
        return next((words(each) for each in element.iter() if each.tag in HEADINGS), "")
    return words(element)


def _is_text(tag: Tag) -> bool:
    return any(isinstance(kid, Marked) for each in tag.walk() for kid in each.kids)


class _Form:
    """The form of a file: its fields, and what they share."""

    def __init__(self, structure: Structure, font: Path) -> None:
        self.structure = structure
        self.font = font
        self.fields = pydyf.Array()
        self.looks: dict[tuple[float, float], Any] = {}
        self.resources: Any = None

    def add(self, place: Place) -> Any:  # noqa: ANN401
        """Lay one field over its place, still without a name, and let its tag hold it."""
        tag = place.tag
        entries = self._check(tag) if place.sort == "check" else self._text(tag, place.sort)
        shared = {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "F": PRINT,
            "P": self.structure.pdf.page_references[tag.page],
            **dict.fromkeys(("T", "TU", "Contents")),
            "BS": pydyf.Dictionary({"W": 0}),
        }
        widget = self.structure.add(pydyf.Dictionary(shared | entries))
        page = self.structure.pages[tag.page]
        page.setdefault("Annots", pydyf.Array()).append(widget.reference)
        self.fields.append(widget.reference)
        # What is printed on the lines, such as their number, is read before the field.
        tag.kids = [kid for kid in tag.kids if isinstance(kid, Tag) and _is_text(kid)]
        tag.kids.append(Tag("Form", tag.page, [Widget(tag.page, widget)]))
        return widget

    def finish(self) -> None:
        """Tell the file of its form, if it has one."""
        if self.fields:
            form: dict[str, Any] = {"Fields": self.fields}
            if self.resources:
                form |= {"DR": self.resources.reference, "DA": self._appearance()}
            self.structure.pdf.catalog["AcroForm"] = pydyf.Dictionary(form)

    def _text(self, tag: Tag, sort: Sort) -> dict[str, Any]:
        left, bottom, width, height = _rectangle(tag, self.structure)
        height = max(height, LOWEST)
        # Over several lines what is typed has its own spacing, so it covers the ruled ones.
        paper = {"BG": pydyf.Array((1, 1, 1))} if sort == "lines" else {}
        return {
            "FT": "/Tx",
            "Ff": MULTILINE if sort == "lines" else 0,
            "Rect": _corners(left, bottom, width, height),
            "V": pydyf.String(""),
            "DA": self._appearance(),
            "MK": pydyf.Dictionary(paper),
            "AP": pydyf.Dictionary({"N": self._nothing(width, height).reference}),
        }

    def _check(self, tag: Tag) -> dict[str, Any]:
        left, bottom, width, height = _rectangle(tag, self.structure)
        looks = {"Yes": self._tick(width, height), "Off": self._nothing(width, height)}
        states = {state: look.reference for state, look in looks.items()}
        return {
            "FT": "/Btn",
            "Rect": _corners(left, bottom, width, height),
            "V": "/Off",
            "AS": "/Off",
            "AP": pydyf.Dictionary({"N": pydyf.Dictionary(states)}),
        }

    def _appearance(self) -> Any:  # noqa: ANN401
        """How to set what is typed; the font comes into the file with the first text field."""
        if self.resources is None:
            fonts = pydyf.Dictionary({"F0": _font(self.structure, self.font).reference})
            self.resources = self.structure.add(pydyf.Dictionary({"Font": fonts}))
        return pydyf.String(f"/F0 {TYPED} Tf 0 g")

    def _nothing(self, width: float, height: float) -> Any:  # noqa: ANN401
        size = round(width, 2), round(height, 2)
        if size not in self.looks:
            self.looks[size] = self._look([b"/Tx BMC", b"EMC"], *size)
        return self.looks[size]

    def _tick(self, width: float, height: float) -> Any:  # noqa: ANN401
        points = ((0.2, 0.5), (0.42, 0.25), (0.82, 0.8))
        (a, b), (c, d), (e, f) = ((round(x * width, 2), round(y * height, 2)) for x, y in points)
        path = f"q 1.2 w 1 J 1 j {a} {b} m {c} {d} l {e} {f} l S Q".encode()
        key = round(-width, 2), round(height, 2)
        if key not in self.looks:
            self.looks[key] = self._look([path], width, height)
        return self.looks[key]

    def _look(self, operators: list[bytes], width: float, height: float) -> Any:  # noqa: ANN401
        box = pydyf.Array((0, 0, round(width, 2), round(height, 2)))
        extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": box}
        extra["Resources"] = pydyf.Dictionary()
        return self.structure.add(pydyf.Stream(operators, extra))


def _rectangle(tag: Tag, structure: Structure) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of a box in points, from the lower left of its page."""
    box = tag.box
    width, height = box.border_width() * POINT, box.border_height() * POINT
    top = structure.pages[tag.page]["MediaBox"][3] - box.position_y * POINT
    margins = box.margin_left * POINT, box.margin_top * POINT
    return box.position_x * POINT + margins[0], top - margins[1] - height, width, height


def _corners(left: float, bottom: float, width: float, height: float) -> Any:  # noqa: ANN401
    return pydyf.Array(round(each, 2) for each in (left, bottom, left + width, bottom + height))


def _font(structure: Structure, path: Path) -> Any:  # noqa: ANN401
    """A font of the theme, cut down to the characters of Western Europe, as a simple font."""
    data, facts, widths = _cut(path)
    file = pydyf.Stream([data], {"Length1": len(data)}, compress=True)
    name = f"/TYPED+{path.stem.partition('[')[0]}"
    descriptor = {"Type": "/FontDescriptor", "FontName": name, "Flags": 32, "ItalicAngle": 0}
    descriptor |= {"StemV": 80, "FontFile2": structure.add(file).reference} | facts
    descriptor["FontBBox"] = pydyf.Array(descriptor["FontBBox"])
    font = {
        "Type": "/Font",
        "Subtype": "/TrueType",
        "BaseFont": name,
        "Encoding": "/WinAnsiEncoding",
        "FirstChar": 32,
        "LastChar": 255,
        "Widths": pydyf.Array(widths),
        "FontDescriptor": structure.add(pydyf.Dictionary(descriptor)).reference,
    }
    return structure.add(pydyf.Dictionary(font))


@cache
def _cut(path: Path) -> tuple[bytes, dict[str, Any], list[int]]:
    """The bytes of a font with WinAnsiEncoding's characters, its measures, and their widths."""
    data = cut(path, [ord(letter) for letter in LATIN if letter], features=())
    with TTFont(io.BytesIO(data)) as font:
        facts, widths = _measures(font)
    return data, facts, widths


def _measures(font: Any) -> tuple[dict[str, Any], list[int]]:  # noqa: ANN401
    """What a PDF says of a font, and the widths of WinAnsiEncoding's characters; 1000 to an em."""
    letters, head, scale = font.getBestCmap(), font["head"], 1000 / font["head"].unitsPerEm
    widths = [
        round(font["hmtx"][letters[ord(letter)]][0] * scale)
        if letter and ord(letter) in letters
        else 0
        for letter in LATIN
    ]
    facts = {
        "FontBBox": [round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax)],
        "Ascent": round(font["hhea"].ascent * scale),
        "Descent": round(font["hhea"].descent * scale),
        "CapHeight": round(getattr(font["OS/2"], "sCapHeight", 700) * scale),
    }
    return facts, widths
