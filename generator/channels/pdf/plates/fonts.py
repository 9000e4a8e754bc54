"""The fonts of a file, cut by the engine to the glyphs that it uses."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain, count
from typing import Any

import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf.fonts import build_fonts_dictionary

from generator.channels.pdf.layout import clock
from generator.channels.pdf.objects.ink import Glyph, Ink
from generator.channels.pdf.objects.ready import reference
from generator.channels.pdf.plates.paragraphs import Pens
from generator.channels.pdf.plates.slots import Unfit, Why
from generator.cutting import CUTS

VERSION = "1.7"
"""Of PDF, as every file here is."""


def font_objects(pens: Pens, ink: Ink, numbers: range) -> list[bytes]:
    """The fonts of a page with just these glyphs, under their numbers, as the engine has them.

    That is: the files of all fonts, what is said of each, and what lists them by their names.

    Raises:
        Unfit: the page has them in another order.
    """
    if list(ink) != list(pens.by_name):
        raise Unfit(Why.SCRIPT)
    each = (len(numbers) - 1) // len(ink) - 1 if ink else 0
    files, others, listed = [], [], pydyf.Dictionary()
    for i, (name, glyphs) in enumerate(ink.items()):
        first = len(ink) + each * i
        places = (numbers[i], *numbers[first : first + each])
        file, *said = _serialised(pens.by_name[name], tuple(sorted(glyphs.items())), places)
        files.append(file)
        others += said
        listed[name] = reference(places[-1])
    return [*files, *others, listed.data]


@lru_cache(CUTS)
def _serialised(
    font: Any,  # noqa: ANN401 - the engine's
    glyphs: tuple[tuple[int, Glyph], ...],
    places: tuple[int, ...],
) -> tuple[bytes, ...]:
    """One font; most pages have the same letters, whatever their order is."""
    *objects, _ = built({font.hash: font}, {font.hash: dict(glyphs)}, chain(places, count()))
    if len(objects) != len(places):
        raise Unfit(Why.FONTS)
    return tuple(each.data for each in objects)


def built(fonts: Mapping[str, Any], ink: Ink, numbers: Iterable[int]) -> list[pydyf.Object]:
    """The objects of fonts with these numbers, and last what lists them by their names."""
    for name, font in fonts.items():
        font.to_unicode = {glyph: each.text for glyph, each in ink[name].items()}
        font.widths = {glyph: each.width for glyph, each in ink[name].items()}
    file = _File(numbers)
    options = {**DEFAULT_OPTIONS, "pdf_version": VERSION}
    with clock.stopped():
        listed = build_fonts_dictionary(file, fonts, compress=True, subset=True, options=options)
    return [*file.objects, listed]


class _File:
    """What the engine takes for the file that its objects go into."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self.numbers = iter(numbers)
        self.objects: list[pydyf.Object] = []

    def add_object(self, thing: pydyf.Object) -> None:
        """Give an object its number."""
        thing.number = next(self.numbers)
        self.objects.append(thing)
