"""How fonts of a PDF are cut: stands in for what the engine does with a library of the system.

So the same page has the same fonts on every machine, also where that library is missing.
"""

from collections.abc import Collection
from hashlib import blake2b
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from weasyprint.pdf.fonts import Font

from generator.channels.pdf.objects.recent import Recent
from generator.cutting import Whole

KEPT, LARGE = 16, 2_000_000
"""Fonts that are kept from page to page, and the bytes of one that is not."""


class Uncut(NamedTuple):
    """A font of the engine before it was cut; a plate has its fonts cut again and again."""

    data: bytes
    whole: Whole


UNCUT: WeakKeyDictionary[Any, Uncut] = WeakKeyDictionary()
SAME: Recent[Uncut] = Recent(KEPT)
"""The engine reads each font anew for each page; here is one of each, by its check sum."""
by_the_engine = Font.subset


def subset(font: Any, glyphs: Collection[int], hinting: bool) -> None:  # noqa: ANN401, FBT001 - the engine's
    """Cut a font of the engine to some glyphs; what HarfBuzz refuses is left to the engine.

    What its glyphs mean is listed in their order, and not in that of the page: so pages with the
    same letters have the same fonts.
    """
    font.to_unicode = dict(sorted(font.to_unicode.items()))
    if font not in UNCUT:
        UNCUT[font] = _uncut(font.file_content, font.index)
    if not glyphs:
        return
    uncut = UNCUT[font]
    try:
        font.file_content = uncut.whole.cut(frozenset(glyphs), blank=bool(font.missing))
    except RuntimeError:
        font.file_content = uncut.data
        by_the_engine(font, glyphs, hinting)


def _uncut(data: bytes, index: int) -> Uncut:
    if len(data) > LARGE:
        return Uncut(data, Whole(data, index))
    key = blake2b(data, digest_size=16).digest(), index
    return SAME.get(key, lambda: Uncut(data, Whole(data, index)))
