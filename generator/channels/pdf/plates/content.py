"""The content of a page, cut where its texts change, and the glyphs that it draws."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.channels.pdf.objects.ink import Ink
from generator.channels.pdf.objects.ready import joined
from generator.channels.pdf.plates.family import Family
from generator.channels.pdf.plates.paragraphs import Set, all_texts, texts_of
from generator.channels.pdf.plates.sheet import Sheet
from generator.channels.pdf.plates.slots import Unfit, Why


class Gap(NamedTuple):
    """A place in the content of a page: which piece of which paragraph goes there."""

    paragraph: int
    piece: int
    right: float
    down: float
    """Pixels, from where it was when the paragraph was laid out alone."""


class Stretch(NamedTuple):
    """Content of a page that stays, and what it draws."""

    content: bytes
    glyphs: Ink


def cut_pages(family: Family, sheet: Sheet, marks: Sequence[str]) -> list[list[Gap | Stretch]]:
    """The content of each page, cut at each piece of text of the paragraphs that change.

    Raises:
        Unfit: something is drawn that none of the texts explains.
    """
    cut = [_cut(family, sheet, marks, page) for page in range(len(sheet.layout.pages))]
    gaps = sum(isinstance(piece, Gap) for pieces in cut for piece in pieces)
    wanted = sum(bool(each.operators) for one in family.settings(marks) for each in one.drawn)
    if gaps != wanted:
        raise Unfit(Why.UNKNOWN)
    return cut


def compose(
    family: Family, pieces: Sequence[Gap | Stretch], settings: Sequence[Set], ink: Ink
) -> Iterator[tuple[bytes, bool]]:
    """The content of a page in pieces, each with whether it stays; ``ink`` takes what is drawn."""
    for piece in pieces:
        if isinstance(piece, Stretch):
            _take(ink, piece.glyphs)
            yield piece.content, True
        else:
            drawn = settings[piece.paragraph].drawn[piece.piece]
            _take(ink, drawn.glyphs)
            if drawn.operators:  # there are none for a blank
                place = family.pens.place(drawn.left + piece.right, drawn.base + piece.down)
                yield b"\n".join((place, *drawn.operators[1:])), False


def _take(ink: Ink, used: Ink) -> None:
    """Add what is drawn to what was drawn before; of a glyph, the first text that it stood for."""
    for name, glyphs in used.items():
        known = ink.setdefault(name, {})
        for glyph, each in glyphs.items():
            if known.setdefault(glyph, each).width != each.width:
                raise Unfit(Why.WIDTHS)


def _cut(family: Family, sheet: Sheet, marks: Sequence[str], page: int) -> list[Gap | Stretch]:
    """The content of a page, cut at each piece of text of the paragraphs that change."""
    operators = sheet.anatomy.objects[sheet.anatomy.streams[page]].stream
    places: dict[Any, list[int]] = {}
    for i, operator in enumerate(operators):
        places.setdefault(operator if isinstance(operator, bytes) else None, []).append(i)
    gaps = {id(box): gap for box, gap in _gaps(family, sheet, marks)}
    found: list[tuple[int, int, Gap | None, Ink]] = []
    for box in all_texts(sheet.layout.pages[page]._page_box):  # noqa: SLF001
        drawn = family.pens.draw(box)
        if drawn.operators:
            start = _where(operators, places, drawn.operators)
            found.append((start, start + len(drawn.operators), gaps.get(id(box)), drawn.glyphs))
    shown = sum(_shows(operators[start:end]) for start, end, *_ in found)
    if shown != _shows(operators):
        raise Unfit(Why.UNKNOWN)
    return list(_pieces(operators, sorted(found, key=lambda each: each[0])))


def _pieces(
    operators: list[Any], found: list[tuple[int, int, Gap | None, Ink]]
) -> Iterator[Gap | Stretch]:
    begin = 0
    ink: Ink = {}
    seen: Ink = {}
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
            raise Unfit(Why.WIDTHS)
        known |= new
        ink.setdefault(name, {}).update(new)


def _gaps(family: Family, sheet: Sheet, marks: Sequence[str]) -> Iterator[tuple[Any, Gap]]:
    """The boxes of the texts that change, each with its place in the family."""
    *_, last = sheet.recorder.layouts.values() or [{}]
    sizes = tuple(last[key].line.style["font_size"] for key in sorted(last))
    if sizes != (family.sizes[-1] if family.sizes else ()):
        raise Unfit(Why.SIZE)
    for i, (paragraph, one) in enumerate(
        zip(family.paragraphs, family.settings(marks), strict=True)
    ):
        boxes = list(texts_of(last[paragraph.numbers].lines)) if paragraph.numbers in last else []
        if len(boxes) != len(one.drawn):
            raise Unfit(Why.UNKNOWN)
        for j, (box, drawn) in enumerate(zip(boxes, one.drawn, strict=True)):
            right, down = box.position_x - drawn.left, box.position_y + box.baseline - drawn.base
            yield box, Gap(i, j, right, down)


def _where(
    operators: list[Any], places: Mapping[Any, Sequence[int]], wanted: Sequence[bytes]
) -> int:
    """Where these operators stand; they must be there once. ``places`` are those of each."""
    found = [i for i in places.get(wanted[0], ()) if operators[i : i + len(wanted)] == list(wanted)]
    if len(found) != 1:
        raise Unfit(Why.UNKNOWN)
    return found[0]


def _shows(operators: Sequence[Any]) -> int:
    return sum(isinstance(each, bytes) and each.endswith(b" TJ") for each in operators)
