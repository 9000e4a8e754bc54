"""Which glyphs of which fonts are drawn."""

from collections.abc import Collection
from typing import Any, NamedTuple


class Glyph(NamedTuple):
    """What a glyph stands for, and its width in thousandths of an em."""

    text: str
    width: int


Glyphs = dict[int, Glyph]
Ink = dict[str, Glyphs]
"""The glyphs of each font that a file uses, in the order in which they are drawn."""


def ink_of(fonts: Collection[Any]) -> Ink | None:
    """The glyphs of a file's fonts; nothing where one is of a kind that cannot be shared."""
    by_name = {font.hash: glyphs_of(font) for font in fonts}
    unusual = any(map(is_unusual, fonts)) or len(by_name) != len(fonts)
    return None if unusual else by_name


def glyphs_of(font: Any) -> Glyphs:  # noqa: ANN401
    """The glyphs that were drawn with a font."""
    return {glyph: Glyph(text, font.widths[glyph]) for glyph, text in font.to_unicode.items()}


def is_unusual(font: Any) -> bool:  # noqa: ANN401
    """Whether letters were drawn that a font lacks, or that are pictures in it."""
    return bool(font.bitmap or font.missing or font.png or font.svg or font.colr)
