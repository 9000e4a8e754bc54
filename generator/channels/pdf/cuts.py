"""How fonts of a PDF are cut: stands in for what the engine does with a library of the system.

So the same page has the same fonts on every machine, also where that library is missing.
"""

from collections.abc import Collection
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.pdf.fonts import Font

from generator.cutting import cut_glyphs

WHOLE: WeakKeyDictionary[Any, bytes] = WeakKeyDictionary()
"""The files of fonts before they were cut; a plate has its fonts cut again and again."""
by_the_engine = Font.subset


def subset(font: Any, glyphs: Collection[int], hinting: bool) -> None:  # noqa: ANN401, FBT001 - the engine's
    """Cut a font of the engine to some glyphs; what HarfBuzz refuses is left to the engine."""
    whole = WHOLE.setdefault(font, font.file_content)
    if not glyphs:
        return
    try:
        font.file_content = cut_glyphs(
            whole, font.index, frozenset(glyphs), blank=bool(font.missing)
        )
    except RuntimeError:
        by_the_engine(font, glyphs, hinting)
