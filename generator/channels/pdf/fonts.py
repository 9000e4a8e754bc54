"""The fonts of a file, cut by the engine to the glyphs that it uses."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf.fonts import build_fonts_dictionary

from generator.channels.pdf import clock
from generator.channels.pdf.ink import Ink
from generator.channels.pdf.paragraphs import Pens
from generator.channels.pdf.slots import Unfit, Why
from generator.cutting import CUTS

VERSION = "1.7"
"""Of PDF, as every file here is."""


def font_objects(pens: Pens, ink: Ink, first: int) -> list[bytes]:
    """The fonts of a page with just these glyphs, numbered from ``first``, as the engine has them.

    Raises:
        Unfit: the page has them in another order.
    """
    if list(ink) != list(pens.by_name):
        raise Unfit(Why.SCRIPT)
    return [_serialised(each) for each in built(pens.by_name, ink, first)]


def _serialised(thing: pydyf.Object) -> bytes:
    if isinstance(thing, pydyf.Stream) and len(thing.stream) == 1:
        return _packed(thing.stream[0], tuple(thing.extra.items()), thing.compress)
    data: bytes = thing.data
    return data


@lru_cache(CUTS)
def _packed(content: bytes, extra: tuple[tuple[str, Any], ...], compress: bool) -> bytes:  # noqa: FBT001
    """The file of a font; many pages have the same letters."""
    data: bytes = pydyf.Stream([content], dict(extra), compress).data
    return data


def built(fonts: Mapping[str, Any], ink: Ink, first: int) -> list[pydyf.Object]:
    """The objects of fonts, and last what lists them by their names."""
    for name, font in fonts.items():
        font.to_unicode = {glyph: each.text for glyph, each in ink[name].items()}
        font.widths = {glyph: each.width for glyph, each in ink[name].items()}
    pdf = pydyf.PDF()
    pdf.objects = [None] * first
    options = {**DEFAULT_OPTIONS, "pdf_version": VERSION}
    with clock.stopped():
        listed = build_fonts_dictionary(pdf, fonts, compress=True, subset=True, options=options)
    pdf.add_object(listed)
    found: list[pydyf.Object] = pdf.objects[first:]
    return found
