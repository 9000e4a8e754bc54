"""Let a document run on over as many pages as it takes, and fill each of them with writing lines.

In large type nothing is promised of the number of pages, and what stands on which is known only
once they are laid out. So they are, with few lines; the room that is left below what is on a page
goes to the lines on it, and as nothing is moved to another page by that, it is laid out once more.
"""

from typing import Any, NamedTuple

from generator.channels.pdf.layout.fit import (
    Block,
    Fitted,
    Layout,
    Measured,
    Page,
    fill,
    foot_of,
    rows_of,
)
from generator.model import Fit

ROOMY = 2
"""Lines that a block has at least, if that takes no page more than the fewest would."""
LEAST_MOST = 6
"""Lines that any block may have: what a kind allows is meant for a page that holds everything."""


class _Tried(NamedTuple):
    """A layout, and the blocks with the lines that they have in it as their fewest."""

    layout: Layout
    blocks: list[Block]


def flow(page: Page, bounds: Fit) -> Fitted:
    """Lay out a document on pages that end at their foot where they have lines to do so."""
    if not page.blocks:
        return Fitted(page.lay())
    tight, roomy = (_lay(page, bounds, lines) for lines in (1, ROOMY))
    kept = roomy if len(roomy.layout.pages) <= len(tight.layout.pages) else tight
    _rule(page, kept.blocks, bounds)
    for each in kept.layout.pages:
        foot = foot_of(each)
        end = _end(each._page_box.children[0], foot)  # noqa: SLF001 - as in foot_of
        fill(page, Measured(end, foot, rows_of(each, kept.blocks)), bounds)
    filled = page.lay()
    if len(filled.pages) > len(kept.layout.pages):
        # Something reached below its box, and so below what was taken for the end of a page.
        _rule(page, kept.blocks, bounds)
        filled = page.lay()
    return Fitted(filled)


def _lay(page: Page, bounds: Fit, lines: int) -> _Tried:
    """Lay it out with so many lines in each block, or more where it has more in any case."""
    blocks = [_grown(block, lines) for block in page.blocks]
    _rule(page, blocks, bounds)
    return _Tried(page.lay(), blocks)


def _rule(page: Page, blocks: list[Block], bounds: Fit) -> None:
    """Give each block its fewest lines, as close together as they may be."""
    for block in blocks:
        page.rule(block, block.fewest, bounds.pitch[0])


def _grown(block: Block, lines: int) -> Block:
    """A block that begins with so many lines, and may have more than usual; a fixed one stays."""
    if block.fewest == block.most:
        return block
    return Block(block.name, max(block.fewest, lines), max(block.most * 2, LEAST_MOST))


def _end(box: Any, foot: float) -> float:  # noqa: ANN401 - the engine has no types
    """Where what is on a page ends. A box that goes on over the page reaches to the foot of it."""
    bottom = float(box.position_y + box.margin_height())
    children = getattr(box, "children", ())
    if bottom < foot - 1 or not children:
        return bottom
    return max(_end(child, foot) for child in children)
