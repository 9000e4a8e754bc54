"""The fonts of a file, cut by the engine to the glyphs that it uses."""

import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf.fonts import build_fonts_dictionary

from generator.channels.pdf.content import Ink
from generator.channels.pdf.paragraphs import Pens
from generator.channels.pdf.slots import Unfit, Why

VERSION = "1.7"
"""Of PDF, as every file here is."""


def font_objects(pens: Pens, ink: Ink, first: int) -> list[pydyf.Object]:
    """The fonts with just these glyphs, numbered from ``first``, as the engine makes them."""
    if list(ink) != list(pens.by_name):
        raise Unfit(Why.SCRIPT)
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
