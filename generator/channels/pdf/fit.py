"""Fit a document to its pages: measure once on very tall pages, compute, lay out once more.

A page has writing lines in blocks, ``<div id="lines-…" data-lines="1 6">``: at least one line, at
most six. Their number and their pitch take up the room that is left, so that each page ends at its
foot. Where even the fewest lines do not fit, the type shrinks in small steps; where the smallest
does not fit either, the layout tells by how many millimetres.

An element ``<span id="end-…">`` stands at the end of what belongs to one page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from generator.model import Fit

POINT = 96 / 72
"""CSS pixels in a point: the engine measures in pixels."""
MILLIMETRE = 96 / 25.4
SPARE = 1.0
"""Pixels left free at the foot, against rounding."""
LABEL = 8
"""Points: the smallest type for labels, which do not shrink with the text."""
BLOCK = re.compile(r'id="(?P<name>lines-[\w-]+)" data-lines="(?P<fewest>\d+) (?P<most>\d+)"')


class Layout(Protocol):
    """What is needed of the engine's document."""

    pages: Sequence[Any]


class Page(Protocol):
    """Something that can be laid out with more CSS."""

    source: str
    height: float
    """Of the paper, in pixels."""

    def lay(self, css: str = "", *, tall: bool = False) -> Layout: ...


@dataclass(frozen=True)
class Block:
    """A block of writing lines."""

    name: str
    fewest: int
    most: int

    @property
    def group(self) -> str:
        """The blocks that should look alike: ``lines-ask`` of ``lines-ask-3``."""
        return self.name.rstrip("0123456789")


Row = tuple[Block, ...]
"""Blocks that stand side by side, and so have the same number of lines."""


@dataclass(frozen=True)
class Measured:
    """One page on endless paper: where its content ends, where it must, and its blocks; pixels."""

    end: float
    room: float
    rows: tuple[Row, ...]

    @property
    def over(self) -> float:
        """How much of it does not fit."""
        return max(0.0, self.end - self.room)


@dataclass(frozen=True)
class Fitted:
    """The layout to keep, or one that is ``overflow`` millimetres too long."""

    layout: Layout
    overflow: float = 0


def fit(page: Page, bounds: Fit, promised: int | None) -> Fitted:
    """Lay out a document so that its pages are full.

    ``promised`` is the number of pages that it must not exceed; without one the type never shrinks.
    """
    blocks = [Block(m["name"], int(m["fewest"]), int(m["most"])) for m in BLOCK.finditer(page.source)]
    if not blocks:
        layout = page.lay()
        over = promised is not None and len(layout.pages) > promised
        return Fitted(layout, _overflow(_measure(page, [], bounds, 0)) if over else 0)
    size, measured = _largest(page, blocks, bounds, promised)
    overflow = _overflow(measured)
    if overflow and promised:
        return Fitted(page.lay(_type(size, bounds)), overflow)
    layout = page.lay(_type(size, bounds) + "".join(_lines(each, bounds) for each in measured))
    return Fitted(layout)


def _largest(
    page: Page, blocks: list[Block], bounds: Fit, promised: int | None
) -> tuple[int, list[Measured]]:
    """The first size, or else the largest at which everything fits, by bisection."""
    measured = _measure(page, blocks, bounds, 0)
    if promised is None or not _overflow(measured):
        return 0, measured
    low, high = 1, len(bounds.sizes) - 1
    smallest = measured = _measure(page, blocks, bounds, high)
    if _overflow(smallest):
        return high, smallest
    while low < high:
        middle = (low + high) // 2
        tried = _measure(page, blocks, bounds, middle)
        if _overflow(tried):
            low = middle + 1
        else:
            high, measured = middle, tried
    return high, measured


def _measure(page: Page, blocks: list[Block], bounds: Fit, size: int) -> list[Measured]:
    """How long each page is with the fewest lines, as close together as they may be."""
    css = "".join(_block(block, block.fewest, bounds.pitch[0]) for block in blocks)
    layout = page.lay(_type(size, bounds) + css, tall=True)
    found = []
    for tall in layout.pages:
        ends = [place[1] for name, place in tall.anchors.items() if name.startswith("end")]
        below = tall.height - _foot(tall)
        found.append(Measured(max(ends, default=0), page.height - below, _rows(tall, blocks)))
    return found


def _rows(page: Any, blocks: list[Block]) -> tuple[Row, ...]:  # noqa: ANN401
    """The blocks of a page, those at one height together."""
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        if block.name in page.anchors:
            rows.setdefault(round(page.anchors[block.name][1]), []).append(block)
    return tuple(tuple(row) for row in rows.values())


def _foot(page: Any) -> float:  # noqa: ANN401 - the engine has no types
    """Where the content area of a page ends. The engine keeps its boxes to itself."""
    box = page._page_box  # noqa: SLF001 - pinned to WeasyPrint 70, and test_fit would notice
    return float(box.content_box_y() + box.height)


def _overflow(measured: list[Measured]) -> float:
    """Millimetres by which the longest page is too long."""
    return round(max(each.over for each in measured) / MILLIMETRE, 1)


def _lines(page: Measured, bounds: Fit) -> str:
    """CSS that gives a page's blocks as many lines as fill it, at an even pitch."""
    closest, widest = bounds.pitch
    share = {row: row[0].fewest for row in page.rows}
    pitch = closest
    if page.rows and not page.over:
        area = (page.room - page.end - SPARE) / POINT + sum(share.values()) * closest
        shares = _shares(page.rows, int(area / closest))
        share = min(shares, key=lambda share: _merit(share, area, bounds))
        pitch = min(widest, area / sum(share.values()))
    return "".join(_block(block, share[row], pitch) for row in share for block in row)


def _shares(rows: tuple[Row, ...], most: int) -> Iterator[dict[Row, int]]:
    """Ever more lines, each to the row that has fewest, and to the first of equals."""
    share = {row: row[0].fewest for row in rows}
    yield dict(share)
    while sum(share.values()) < most:
        growing = [row for row, lines in share.items() if lines < row[0].most]
        if not growing:
            return
        share[min(growing, key=lambda row: share[row])] += 1
        yield dict(share)


def _merit(share: dict[Row, int], area: float, bounds: Fit) -> tuple[bool, int, float]:
    """Less is better: lines too far apart, neighbours unlike each other, an unusual pitch."""
    closest, widest = bounds.pitch
    pitch = area / sum(share.values())
    groups: dict[str, set[int]] = {}
    for row, lines in share.items():
        if row[0].fewest != row[0].most:
            groups.setdefault(row[0].group, set()).add(lines)
    unlike = sum(len(lines) - 1 for lines in groups.values())
    return pitch > widest, unlike, abs(pitch - (closest + widest) / 2)


def _block(block: Block, lines: int, pitch: float) -> str:
    return (
        f"#{block.name}{{--pitch:{pitch:.3f}pt !important}}"
        f"#{block.name}>div:nth-child(n+{lines + 1}){{display:none !important}}"
    )


def _type(size: int, bounds: Fit) -> str:
    """CSS for a step of the type's size; the first step is the theme's own."""
    if size == 0:
        return ""
    return f":root{{--fs:{bounds.sizes[size]}pt !important;--t-small:{LABEL}pt !important}}"
