"""Fit a document to its pages: measure once on very tall pages, compute, lay out once more.

A page has writing lines in blocks, ``<div id="lines-…" data-lines="1 6">``: at least one line, at
most six. Their number and their pitch take up the room that is left, so that each page ends at its
foot. Where even the fewest lines do not fit, the type shrinks in small steps; where the smallest
does not fit either, the layout tells by how many millimetres.

An element ``<span id="end-…">`` stands at the end of what belongs to one page.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from generator.model import Fit

PIXELS = 96 / 72
"""Of CSS, in a point: the engine measures in them."""
MILLIMETRE = 96 / 25.4
HOPELESS = 25
"""Millimetres too long: where no number of pages is promised, more pages are taken instead."""
SPARE = 1.0
"""Pixels left free at the foot, against rounding."""


class Layout(Protocol):
    """What is needed of the engine's document."""

    pages: Sequence[Any]


class Page(Protocol):
    """A document whose lines and type can be changed between two layouts."""

    height: float
    """Of the paper, in pixels."""

    @property
    def blocks(self) -> "list[Block]":
        """The blocks of writing lines, in the order of the page."""

    def rule(self, block: "Block", lines: int, pitch: float) -> None:
        """Give a block so many lines, ``pitch`` points apart."""

    def set_type(self, size: float) -> None:
        """Set the text in another size, in points."""

    def lay(self, *, tall: bool = False) -> Layout:
        """Lay it out, on very tall pages if asked."""


class Block(NamedTuple):
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


class Measured(NamedTuple):
    """One page on endless paper: where its content ends, where it must, and its blocks; pixels."""

    end: float
    room: float
    rows: tuple[Row, ...]

    @property
    def over(self) -> float:
        """How much of it does not fit."""
        return max(0.0, self.end - self.room)


class Fitted(NamedTuple):
    """The layout to keep, or one that is ``overflow`` millimetres too long."""

    layout: Layout
    overflow: float = 0


def fit(page: Page, bounds: Fit, promised: int | None) -> Fitted:
    """Lay out a document so that its pages are full.

    ``promised`` is the number of pages that it must not exceed. Without one the type still shrinks
    rather than leave a few lines alone on another page.
    """
    if not page.blocks:
        layout = page.lay()
        if promised is None or len(layout.pages) <= promised:
            return Fitted(layout)
    measured = _measure(page, bounds)
    if 0 < _overflow(measured) < (HOPELESS if promised is None else math.inf):
        measured = _largest(page, bounds)
    for each in measured:
        fill(page, each, bounds)
    if promised is None:
        return Fitted(page.lay())
    surplus = sum(each.end for each in measured[promised:]) / MILLIMETRE
    return Fitted(page.lay(), round(_overflow(measured) + surplus, 1))


def _largest(page: Page, bounds: Fit) -> list[Measured]:
    """Set the type in the largest size at which everything fits, or in the smallest of all."""
    tried: dict[int, list[Measured]] = {}

    def fits(step: int) -> bool:
        page.set_type(bounds.sizes[step])
        tried[step] = _measure(page, bounds)
        return not _overflow(tried[step])

    steps = range(1, len(bounds.sizes))
    best = min(bisect_left(steps, x=True, key=fits), len(steps) - 1) + 1
    if best not in tried or best != list(tried)[-1]:
        fits(best)
    return tried[best]


def _measure(page: Page, bounds: Fit) -> list[Measured]:
    """How long each page is with the fewest lines, as close together as they may be."""
    blocks = page.blocks
    for block in blocks:
        page.rule(block, block.fewest, bounds.pitch[0])
    found = []
    for tall in page.lay(tall=True).pages:
        ends = [place[1] for name, place in tall.anchors.items() if name.startswith("end")]
        below = tall.height - foot_of(tall)
        found.append(Measured(max(ends, default=0), page.height - below, rows_of(tall, blocks)))
    return found


def rows_of(page: Any, blocks: "list[Block]") -> tuple[Row, ...]:  # noqa: ANN401
    """The blocks of a page, those at one height together."""
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        if block.name in page.anchors:
            rows.setdefault(round(page.anchors[block.name][1]), []).append(block)
    return tuple(tuple(row) for row in rows.values())


def foot_of(page: Any) -> float:  # noqa: ANN401 - the engine has no types
    """Where the content area of a page ends. The engine keeps its boxes to itself."""
    box = page._page_box  # noqa: SLF001 - pinned to WeasyPrint 70, and test_fit would notice
    return float(box.content_box_y() + box.height)


def _overflow(measured: list[Measured]) -> float:
    """Millimetres by which the longest page is too long."""
    return round(max(each.over for each in measured) / MILLIMETRE, 1)


def fill(page: Page, measured: Measured, bounds: Fit) -> None:
    """Give a page's blocks as many lines as fill it, at an even pitch."""
    if not measured.rows or measured.over:
        return
    closest, widest = bounds.pitch
    fewest = sum(row[0].fewest for row in measured.rows)
    area = (measured.room - measured.end - SPARE) / PIXELS + fewest * closest
    shares = _shares(measured.rows, int(area / closest))
    share = min(shares, key=lambda share: _merit(share, area, bounds))
    pitch = min(widest, area / sum(share.values()))
    for row, lines in share.items():
        for block in row:
            page.rule(block, lines, pitch)


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
    """Less is better: lines too far apart, neighbors unlike each other, an unusual pitch."""
    closest, widest = bounds.pitch
    pitch = area / sum(share.values())
    groups: dict[str, set[int]] = {}
    for row, lines in share.items():
        if row[0].fewest != row[0].most:
            groups.setdefault(row[0].group, set()).add(lines)
    unlike = sum(len(lines) - 1 for lines in groups.values())
    return pitch > widest, unlike, abs(pitch - (closest + widest) / 2)
