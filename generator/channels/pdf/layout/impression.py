"""One document as it goes into a bound file: its objects, before they are written anywhere."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.channels.pdf.layout.full import Laid
from generator.channels.pdf.objects.ink import Ink
from generator.channels.pdf.objects.ready import Anatomy, joined

Piece = tuple[bytes, bool]
"""A part of the content of a page, and whether other pages may have the same."""


class TooLong(Exception):
    """A document does not fit its pages, and so has no objects."""


class Impression(NamedTuple):
    """A document: what it has in common with others of its plate, and what is its own."""

    anatomy: Anatomy
    contents: list[list[Piece]]
    strings: Mapping[bytes, bytes]
    """Its own, by the marks that stand for them in the objects."""
    ink: Ink | None
    """The glyphs that it uses, or nothing where it must keep its own fonts."""
    fonts: Mapping[str, Any]
    title: str
    said: frozenset[str]

    @classmethod
    def of(cls, laid: Laid) -> "Impression":
        """The impression of a page that was laid out in full.

        Raises:
            TooLong: the page does not fit, and so has no objects.
        """
        if laid.overflow:
            raise TooLong
        anatomy = laid.anatomy
        contents = [[(joined(anatomy.objects[i].stream), True)] for i in anatomy.streams]
        fonts = {font.hash: font for font in laid.layout.fonts.values()}
        return cls(anatomy, contents, {}, laid.ink, fonts, title(anatomy.info), laid.said)


def title(info: Mapping[str, Any]) -> str:
    """What a file is called."""
    return str(info["Title"].string) if "Title" in info else ""
