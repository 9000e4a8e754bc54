"""A plate: pages laid out once, whose slots take the texts of other rows.

A plate is used only after it has made, byte for byte, what a full layout makes of texts that almost
fill their slots. What it prints is then assembled from what never changes, from paragraphs that the
engine lays out and draws, and from fonts that the engine cuts to the letters of the row.
"""

import io
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf.fonts import build_fonts_dictionary

from generator.channels.pdf.fields import Field, called
from generator.channels.pdf.paragraphs import (
    SCRIPT,
    Glyph,
    Glyphs,
    Paragraph,
    Pens,
    Set,
    all_texts,
    texts_of,
)
from generator.channels.pdf.ready import Ready, closure, joined, number
from generator.channels.pdf.sheet import Sheet
from generator.channels.pdf.slots import Cut, Phrase, Unfit, mark, words

VERSION = "1.7"
FULL = 240
"""Letters: more than any slot takes before it has another line."""
NAMES = ("T", "TU", "Contents")
UNKNOWN = "drawn in an unknown way"
Ink = dict[str, Glyphs]
"""The glyphs of each font that a file uses, in the order in which they are drawn."""


class Family:
    """The pages of one skeleton, as far as the first of them that was laid out tells."""

    def __init__(self, page: Cut, sheet: Sheet) -> None:
        self.page = page
        self.pens = Pens(sheet.layout.fonts)
        by_size: dict[tuple[float, ...], list[Paragraph]] = {}
        for asked in sheet.recorder.layouts.values():
            paragraphs = [Paragraph(asked[key], self.pens) for key in sorted(asked)]
            sizes = tuple(paragraph.size for paragraph in paragraphs)
            by_size.pop(sizes, None)
            by_size[sizes] = paragraphs
        *self.tried, self.paragraphs = by_size.values() or [[]]
        """The paragraphs in the sizes of type that did not do, and in the one that did."""
        self.sizes = list(by_size)
        shown = {each for paragraph in self.paragraphs for each in paragraph.numbers}
        if shown | sheet.titles != set(range(len(page.raw))):
            raise Unfit("of a page that shows not all of its texts")

    def key(self, texts: Sequence[str]) -> tuple[Any, ...]:
        """The shape of a row: all of its texts that the rest of the page depends on."""
        return tuple(
            paragraph.with_texts(texts).shape
            for paragraphs in (*self.tried, self.paragraphs)
            for paragraph in paragraphs
        )

    def settings(self, texts: Sequence[str]) -> list[Set]:
        """The paragraphs with the texts of a row."""
        return [paragraph.with_texts(texts) for paragraph in self.paragraphs]

    def marks(self, texts: Sequence[str]) -> list[str]:
        """Texts of the same shape that can be told from all others."""
        made = list(texts)
        key = self.key(texts)
        for i, text in enumerate(texts):
            tails = [text[start:] for start in (7, 6, 8, 5, 9, 4, 10, 12, 14, 20, 30, len(text))]
            for tail in tails:
                made[i] = mark(i, tail)
                if self.key(made) == key:
                    break
            else:
                raise Unfit("too short to be told from others")
        return made

    def stretched(self, texts: Sequence[str]) -> list[str]:
        """Texts of the same shape that almost fill their slots."""
        made = list(texts)
        key = self.key(texts)
        for i, text in enumerate(texts):

            def too_long(count: int, i: int = i, text: str = text) -> bool:
                return self.key([*made[:i], text + " m" * count, *made[i + 1 :]]) != key

            count = bisect_left(range(FULL), x=True, key=too_long) - 1
            made[i] = text + " m" * max(0, min(count, 9 if i in self.titles else count))
        return made

    @property
    def titles(self) -> set[int]:
        """The slots that are not drawn."""
        shown = {each for paragraph in self.paragraphs for each in paragraph.numbers}
        return set(range(len(self.page.raw))) - shown


class Gap(NamedTuple):
    """A place in the content of a page: which piece of which paragraph goes there."""

    paragraph: int
    piece: int
    right: float
    down: float
    """Pixels from where the family has it."""


class Stretch(NamedTuple):
    """Content of a page that stays, and what it draws."""

    content: bytes
    glyphs: Ink


class Plate:
    """Pages of one shape, with gaps for texts."""

    def __init__(self, family: Family, texts: Sequence[str], lay: Callable[[Sequence[str]], Sheet]) -> None:
        """Lay out two sheets in order to make and to prove it.

        Raises:
            Unfit: the layout depends on the texts in more than their shape.
        """
        self.family = family
        marks = family.marks(texts)
        sheet = lay(marks)
        self.pages, self.said = len(sheet.layout.pages), sheet.said
        self._keep(sheet, marks)
        self.contents = [_cut(family, sheet, marks, i) for i in range(self.pages)]
        gaps = [piece for pieces in self.contents for piece in pieces if isinstance(piece, Gap)]
        drawn = sum(bool(each.operators) for one in family.settings(marks) for each in one.drawn)
        if len(gaps) != drawn:
            raise Unfit(UNKNOWN)
        self._prove(marks, sheet)
        full = family.stretched(marks)
        self._prove(full, lay(full))

    def _prove(self, texts: Sequence[str], sheet: Sheet) -> None:
        alike = len(sheet.layout.pages) == self.pages and sheet.said == self.said
        if not alike or self.print(texts) != sheet.data:
            raise Unfit("of a page whose layout depends on its texts")

    def _keep(self, sheet: Sheet, marks: Sequence[str]) -> None:
        """Keep the objects of a file, serialised where they never change."""
        self.objects, self.catalog = sheet.objects, sheet.catalog
        objects = self.objects
        forms = {text: i for i, text in enumerate(marks)} | {words(t): i for i, t in enumerate(marks)}
        self.info = _phrased(sheet.info, forms) or sheet.info
        self.fields = [
            (field.widget, _phrase(field.words, forms), field.sort) for field in sheet.fields
        ]
        widgets = {field.widget.number for field in sheet.fields}
        self.phrases = {
            each.number: found
            for each in objects
            if each.number not in widgets and (found := _phrased(each, forms))
        }
        self.metadata = number(self.catalog["Metadata"])
        text = joined(objects[self.metadata].stream).decode()
        self.xml = Phrase(text, {escape(form): i for form, i in forms.items()})
        self.leaves = [number(reference) for reference in sheet.page_references]
        self.streams = [number(objects[leaf]["Contents"]) for leaf in self.leaves]
        resources = objects[number(objects[self.leaves[0]]["Resources"])]
        last = number(resources["Font"])
        self.fonts = range(min(closure(objects, [last])), last + 1)
        changing = {0, self.metadata, *self.streams, *self.fonts, *self.phrases}
        self.ready = [
            each if i in changing or each.number is None else Ready(each, i)
            for i, each in enumerate(objects)
        ]

    def print(self, texts: Sequence[str]) -> bytes:
        """The file with the texts of a row.

        Raises:
            Unfit: the row needs fonts in another order than the page has them.
        """
        settings = self.family.settings(texts)
        ink: Ink = {}
        pdf = pydyf.PDF()
        pdf.catalog, pdf.objects = self.catalog, self.ready[:]
        pdf.info = _filled(self.info, texts)
        for stream, pieces in zip(self.streams, self.contents, strict=True):
            content = b"\n".join(content for content, _ in self.compose(pieces, settings, ink))
            self._put(pdf, stream, pydyf.Stream([content], self.objects[stream].extra, compress=True))
        for i, each in zip(self.fonts, self.font_objects(ink), strict=True):
            self._put(pdf, i, each)
        for i, found in self.changed(texts):
            self._put(pdf, i, found)
        out = io.BytesIO()
        pdf.write(out, VERSION.encode(), identifier=True, compress=True)
        return out.getvalue()

    def _put(self, pdf: pydyf.PDF, i: int, thing: pydyf.Object) -> None:
        pdf.objects[i] = Ready(thing, i)

    def compose(
        self, pieces: Sequence[Gap | Stretch], settings: Sequence[Set], ink: Ink
    ) -> Iterator[tuple[bytes, bool]]:
        """The content of a page in pieces, each with whether it stays; ``ink`` takes what they use."""
        for piece in pieces:
            if isinstance(piece, Stretch):
                _take(ink, piece.glyphs)
                yield piece.content, True
            else:
                drawn = settings[piece.paragraph].drawn[piece.piece]
                _take(ink, drawn.glyphs)
                place = self.family.pens.place(drawn.left + piece.right, drawn.base + piece.down)
                yield b"\n".join((place, *drawn.operators[1:])), False

    def font_objects(self, ink: Ink) -> list[pydyf.Object]:
        """The fonts with just these glyphs, as the engine makes them."""
        return font_objects(self.family.pens, ink, self.fonts[0])

    def changed(self, texts: Sequence[str]) -> Iterator[tuple[int, pydyf.Object]]:
        """The objects whose strings change, with their numbers."""
        for i, phrased in self.phrases.items():
            yield i, _filled(phrased, texts)
        if self.xml.changes:
            old = self.objects[self.metadata]
            xml = self.xml.filled([escape(text) for text in texts]).encode()
            yield self.metadata, pydyf.Stream([xml], old.extra, old.compress)
        else:
            yield self.metadata, self.objects[self.metadata]
        if any(phrase.changes for _, phrase, _ in self.fields):
            fields = [Field(widget, phrase.filled(texts), sort) for widget, phrase, sort in self.fields]
            for field, names in zip(fields, called(fields), strict=True):
                yield field.widget.number, pydyf.Dictionary(field.widget | names)


def font_objects(pens: Pens, ink: Ink, first: int) -> list[pydyf.Object]:
    """The fonts with just these glyphs, numbered from ``first``, as the engine makes them."""
    if list(ink) != list(pens.by_name):
        raise Unfit(SCRIPT)
    for name, font in pens.by_name.items():
        font.to_unicode = {glyph: each.text for glyph, each in ink[name].items()}
        font.widths = {glyph: each.width for glyph, each in ink[name].items()}
    pdf = pydyf.PDF()
    pdf.objects = [None] * first
    options = {**DEFAULT_OPTIONS, "pdf_version": VERSION}
    fonts = build_fonts_dictionary(pdf, pens.by_name, compress=True, subset=True, options=options)
    pdf.add_object(fonts)
    found: list[pydyf.Object] = pdf.objects[first:]
    return found


def _take(ink: Ink, used: Ink) -> None:
    """Add what is drawn to what was drawn before; of a glyph, the first text that it stood for."""
    for name, glyphs in used.items():
        known = ink.setdefault(name, {})
        for glyph, each in glyphs.items():
            if known.setdefault(glyph, each).width != each.width:
                raise Unfit("of a page whose glyphs are rounded in two ways")


def _cut(family: Family, sheet: Sheet, marks: Sequence[str], page: int) -> list[Gap | Stretch]:
    """The content of a page, cut at each piece of text of the paragraphs that change."""
    content = sheet.objects[number(sheet.objects[number(sheet.page_references[page])]["Contents"])]
    operators = content.stream
    gaps = {id(box): gap for box, gap in _gaps(family, sheet, marks)}
    found: list[tuple[int, int, Gap | None, Ink]] = []
    for box in all_texts(sheet.layout.pages[page]._page_box):  # noqa: SLF001
        drawn = family.pens.draw(box)
        if drawn.operators:
            start = _where(operators, drawn.operators)
            found.append((start, start + len(drawn.operators), gaps.get(id(box)), drawn.glyphs))
    shown = sum(_shows(operators[start:end]) for start, end, *_ in found)
    if shown != _shows(operators):
        raise Unfit(UNKNOWN)
    return list(_pieces(operators, sorted(found, key=lambda each: each[0])))


def _pieces(
    operators: list[Any], found: list[tuple[int, int, Gap | None, Ink]]
) -> Iterator[Gap | Stretch]:
    begin, ink = 0, {}
    seen: dict[str, dict[int, Glyph]] = {}
    for start, end, gap, glyphs in found:
        if gap is None:
            _add(ink, glyphs, seen)
        else:
            yield Stretch(joined(operators[begin:start]), ink)
            yield gap
            begin, ink = end, {}
    yield Stretch(joined(operators[begin:]), ink)


def _add(ink: Ink, glyphs: Ink, seen: Ink) -> None:
    """Add what no piece before has drawn."""
    for name, each in glyphs.items():
        known = seen.setdefault(name, {})
        new = {glyph: one for glyph, one in each.items() if known.get(glyph) is None}
        if any(known[g].width != one.width for g, one in each.items() if g not in new):
            raise Unfit("of a page whose glyphs are rounded in two ways")
        known |= new
        ink.setdefault(name, {}).update(new)


def _gaps(family: Family, sheet: Sheet, marks: Sequence[str]) -> Iterator[tuple[Any, Gap]]:
    """The boxes of the texts that change, each with its place in the family."""
    *_, last = sheet.recorder.layouts.values() or [{}]
    sizes = tuple(last[key].line.style["font_size"] for key in sorted(last))
    if sizes != (family.sizes[-1] if family.sizes else ()):
        raise Unfit("in another size of type")
    for i, (paragraph, one) in enumerate(zip(family.paragraphs, family.settings(marks), strict=True)):
        boxes = list(texts_of(last[paragraph.numbers].lines)) if paragraph.numbers in last else []
        if len(boxes) != len(one.drawn):
            raise Unfit(UNKNOWN)
        for j, (box, drawn) in enumerate(zip(boxes, one.drawn, strict=True)):
            right, down = box.position_x - drawn.left, box.position_y + box.baseline - drawn.base
            yield box, Gap(i, j, right, down)


def _where(operators: list[Any], wanted: Sequence[bytes]) -> int:
    """Where these operators stand; they must be there once."""
    places = [
        i
        for i, each in enumerate(operators)
        if each == wanted[0] and operators[i : i + len(wanted)] == list(wanted)
    ]
    if len(places) != 1:
        raise Unfit(UNKNOWN)
    return places[0]


def _shows(operators: Sequence[Any]) -> int:
    return sum(isinstance(each, bytes) and each.endswith(b" TJ") for each in operators)


def _phrase(string: str, forms: Mapping[str, int]) -> Phrase:
    return Phrase(string, forms)


def _phrased(value: Any, forms: Mapping[str, int]) -> Any:  # noqa: ANN401
    """A value with phrases in place of strings that change; ``None`` where none does."""
    if isinstance(value, pydyf.String):
        phrase = Phrase(str(value.string), forms) if isinstance(value.string, str) else None
        return phrase if phrase and phrase.changes else None
    if isinstance(value, pydyf.Dictionary):
        found = {key: new for key, each in value.items() if (new := _phrased(each, forms))}
        return pydyf.Dictionary(value | found) if found else None
    if isinstance(value, pydyf.Array):
        made = [_phrased(each, forms) for each in value]
        if any(each is not None for each in made):
            pairs = zip(made, value, strict=True)
            return pydyf.Array(old if new is None else new for new, old in pairs)
    return None


def _filled(value: Any, texts: Sequence[str]) -> Any:  # noqa: ANN401
    if isinstance(value, Phrase):
        return pydyf.String(value.filled(texts))
    if isinstance(value, pydyf.Dictionary):
        return pydyf.Dictionary({key: _filled(each, texts) for key, each in value.items()})
    if isinstance(value, pydyf.Array):
        return pydyf.Array(_filled(each, texts) for each in value)
    return value
