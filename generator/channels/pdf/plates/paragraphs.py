"""Paragraphs with slots, laid out and drawn again by the engine itself, each alone.

While a page is laid out, this module notes how the engine was asked to break the lines of each
paragraph that has a slot. Asked again with another text, the engine tells where each piece of it
stands; drawn by the engine, each piece is a few operators:

    1 0 0 -1 72 96 Tm   /ABCDEF 13.3 Tf   [<0041004c>] TJ
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from weasyprint.draw.text import draw_first_line
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream

from generator.channels.pdf.objects.ink import Ink, glyphs_of, is_unusual
from generator.channels.pdf.plates.slots import Unfit, Why

KEPT, PLACES, SHAPES = 256, 4096, 1_000
"""What is remembered: texts of each paragraph, with what draws them; places; shapes."""
OF_PAGES = ("style_for", "get_image_from_uri", "target_collector", "current_footnote_area")
"""What the engine needs for whole pages, and not for lines: megabytes for each page."""


class Drawn(NamedTuple):
    """A piece of text as the engine draws it, and where."""

    left: float
    base: float
    """CSS pixels from the upper left of the page."""
    operators: tuple[bytes, ...]
    """None if there is nothing to see; the first says where it stands."""
    glyphs: Ink


class Pens:
    """What text is drawn with: the engine's fonts of one kind of page."""

    def __init__(self, fonts: Mapping[Any, Any]) -> None:
        self.fonts = dict(fonts)
        self.by_name = {font.hash: font for font in fonts.values()}
        self.place = lru_cache(PLACES)(self._place)
        self.widths: defaultdict[tuple[str, float], dict[int, int]] = defaultdict(dict)
        """Of glyphs, by font and size: rounded, one may have another width in another size."""
        self.stream = Stream(self.fonts, None, {}, {}, None, {}, None)
        if len(self.by_name) != len(self.fonts) or any(map(is_unusual, self.fonts.values())):
            raise Unfit(Why.FONTS)

    def draw(self, box: Any) -> Drawn:  # noqa: ANN401
        """Draw a piece of text, where its box is.

        Raises:
            Unfit: it needs a font that the page has not, or letters that none has.
        """
        left, base = box.position_x, box.position_y + box.baseline
        for name, font in self.by_name.items():
            font.to_unicode = {}
            font.widths = self.widths[name, box.style["font_size"]]
        self.stream.stream, self.stream._current_font = [], None  # noqa: SLF001
        box.pango_layout.reactivate(box.style)
        pictures = draw_first_line(self.stream, box, "clip", "none", Matrix(d=-1, e=left, f=base))
        box.pango_layout.deactivate()
        self._check(pictures)
        glyphs = {name: glyphs_of(font) for name, font in self.by_name.items() if font.to_unicode}
        return Drawn(left, base, tuple(self.stream.stream), glyphs)

    def _place(self, left: float, base: float) -> bytes:
        """The operator that sets where text stands."""
        self.stream.stream = []
        self.stream.set_text_matrix(*Matrix(d=-1, e=left, f=base).values)
        operator = self.stream.stream[0]
        assert isinstance(operator, bytes)
        return operator

    def _check(self, pictures: list[Any]) -> None:
        new = [key for key, font in self.fonts.items() if font.hash not in self.by_name]
        missing = [font for font in self.fonts.values() if font.missing]
        for key in new:
            del self.fonts[key]
        for font in missing:
            font.missing.clear()
        if new or missing or pictures:
            self.widths.clear()
            raise Unfit(Why.SCRIPT)


class Set(NamedTuple):
    """A paragraph as it is set with certain texts, and what draws it.

    Texts with one shape are alike in all that the rest of the page depends on.
    """

    shape: int
    drawn: tuple[Drawn, ...]


class Asked:
    """How the engine was asked to break the lines of one paragraph."""

    def __init__(self, slots: dict[Element, int], arguments: tuple[Any, ...]) -> None:
        self.context, line, self.top, self.bottom, self.skip, self.block, *_ = arguments
        self.first = arguments[8:]
        self.line = line.deepcopy()
        self.floats = list(self.context.excluded_shapes or ())
        self.slots = slots
        self.lines: list[Any] = []

    def forget_pages(self) -> None:
        """Keep what breaking lines needs, and nothing of the rest of the page."""
        self.context = copy(self.context)
        for name in OF_PAGES:
            setattr(self.context, name, None)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The slots in it."""
        found = (_slot(box, self.slots) for box in leaves(self.line))
        return tuple(number for number in found if number is not None)

    def again(self, texts: Mapping[int, str]) -> list[Any]:
        """The lines with other texts."""
        line, context = self.line.deepcopy(), self.context
        for box in leaves(line):
            if (number := _slot(box, self.slots)) is not None:
                box.text = texts[number]
        context.create_block_formatting_context()
        context.excluded_shapes = list(self.floats)
        try:
            place = self.top, self.bottom, self.skip, self.block
            lines = block.iter_line_boxes(context, line, *place, [], [], *self.first)
            return [each for each, _ in lines]
        finally:
            context.excluded_shapes = []
            context.finish_block_formatting_context()


class Paragraph:
    """One paragraph that can be set with other texts."""

    def __init__(self, asked: Asked, pens: Pens) -> None:
        asked.forget_pages()
        self.asked = asked
        self.pens = pens
        self.numbers = asked.numbers
        self.size = asked.line.style["font_size"]
        if asked.skip is not None:
            raise Unfit(Why.PARTED)
        for box in (asked.line, *asked.line.descendants()):
            if _draws_around(box):
                raise Unfit(Why.AROUND)
        self.shapes: dict[tuple[Any, ...], int] = {}
        self.set = lru_cache(KEPT)(self._set)

    def with_texts(self, texts: Sequence[str]) -> Set:
        """The paragraph with the texts of a page."""
        return self.set(tuple(texts[number] for number in self.numbers))

    def _set(self, texts: tuple[str, ...]) -> Set:
        lines = self.asked.again(dict(zip(self.numbers, texts, strict=True)))
        drawn = tuple(self.pens.draw(box) for box in texts_of(lines))
        shape = tuple(map(_shape, lines))
        if len(self.shapes) > SHAPES:  # nearly each text has its own
            raise Unfit(Why.FLOWS)
        return Set(self.shapes.setdefault(shape, len(self.shapes)), drawn)


class LineRecorder:
    """Takes down how the engine is asked to break lines: a hook into a function of the engine."""

    def __init__(self, slots: dict[Element, int]) -> None:
        self.slots = slots
        self.layouts: dict[int, dict[tuple[int, ...], Asked]] = {}
        """For each time that the page was laid out, its paragraphs by the slots in them."""

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While a page is laid out. The function is private: WeasyPrint is pinned, and tested."""
        original = block.iter_line_boxes

        def listen(*arguments: Any) -> Iterator[Any]:  # noqa: ANN401
            lines = original(*arguments)
            if not any(_slot(box, self.slots) is not None for box in leaves(arguments[1])):
                yield from lines
                return
            asked = Asked(self.slots, arguments)
            known = self.layouts.setdefault(id(asked.context), {})
            known[asked.numbers] = asked  # asked again, the engine had been trying
            for line in lines:
                asked.lines.append(line[0])
                yield line

        block.iter_line_boxes = listen
        try:
            yield
        finally:
            block.iter_line_boxes = original


def leaves(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """The pieces of text in a box, and the boxes between them that are not text."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.InlineBox):
            yield from leaves(child)
        else:
            yield child


def texts_of(lines: Sequence[Any]) -> Iterator[Any]:
    """The pieces of text of a paragraph."""
    return (box for line in lines for box in leaves(line) if isinstance(box, boxes.TextBox))


def all_texts(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Every piece of text of a page that can be seen."""
    for child in getattr(box, "children", ()):
        if not isinstance(child, boxes.TextBox):
            yield from all_texts(child)
        elif child.style["visibility"] == "visible":
            yield child


def _slot(box: Any, slots: Mapping[Element, int]) -> int | None:  # noqa: ANN401
    """The number of the slot whose text a box has."""
    own = isinstance(box, boxes.TextBox) and box.element_tag == "span"
    return slots.get(box.element) if own else None


def _shape(line: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Of a line, all that is not text: its height, and what else is where on it."""
    if line.text_overflow != "clip" or line.block_ellipsis != "none":
        raise Unfit(Why.CLIPPED)
    pieces = tuple(
        (id(box.element), box.element_tag, box.baseline)
        if isinstance(box, boxes.TextBox)
        else (box.element_tag, box.position_x, box.width, box.height)
        for box in leaves(line)
    )
    return round(line.height, 6), pieces


def _draws_around(box: Any) -> bool:  # noqa: ANN401
    """Whether something is drawn that depends on how long the text is."""
    style = box.style
    if isinstance(box, boxes.TextBox):
        return bool(style["text_decoration_line"] != "none")
    if not isinstance(box, boxes.InlineBox):
        return False
    edges = any(style[f"border_{side}_width"] for side in ("top", "right", "bottom", "left"))
    filled = style["background_color"].alpha or any(
        kind != "none" for kind, _ in style["background_image"]
    )
    return bool(edges or filled or box.link or style["outline_width"])
