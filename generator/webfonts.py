"""Tool: a font for web pages. That of an installed package is packed once, and kept.

It is kept beside our compiled modules, as Python keeps those; nothing of a project is. To pack one
takes as long as a page with its fonts does without it.
"""

import hashlib
import sys
from contextlib import suppress
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path

from generator.cutting import cut
from generator.model import Face
from generator.versions import versions

LETTERS = (
    range(0x20, 0x250),  # Latin, with Extended A and B
    range(0x300, 0x370),  # marks to combine
    range(0x1E00, 0x1F00),  # Latin Extended Additional, as Vietnamese has it
    range(0x2000, 0x2070),  # punctuation
    range(0x20A0, 0x20D0),  # currencies
    range(0x2100, 0x2150),
    range(0x2190, 0x2194),  # arrows
    range(0x2212, 0x2213),
)
FEATURES = (
    *("case", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "c2sc", "smcp"),
    *("lnum", "onum", "pnum", "tnum", "frac", "numr", "dnom"),
)
"""What a theme's style sheet may ask of a font."""
KEPT = Path(__file__).parent / "__pycache__"
SUM = 16
"""Bytes of the check sum in front of a font that is kept."""


@cache
def woff(face: Face) -> bytes:
    """A font as WOFF with the letters of Latin scripts: a tenth of the file's size.

    What a page has besides, the reader's own fonts show.
    """
    if not face.package:
        return _packed(face.path)
    return _kept(face.path, KEPT / f"{face.package}.{face.path.name}.woff")


def _kept(path: Path, place: Path) -> bytes:
    """The font as it was packed before, of this very file and by the same tools; or else anew."""
    key = hashlib.blake2b(path.read_bytes())
    key.update(repr((LETTERS, FEATURES, versions())).encode())
    with suppress(OSError):
        there = place.read_bytes()
        if there[:SUM] == _sum(there[SUM:], key.digest()):
            return there[SUM:]
    font = _packed(path)
    if not sys.dont_write_bytecode:
        with suppress(OSError):  # it may not be ours to write in
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(_sum(font, key.digest()) + font)
    return font


def _sum(font: bytes, key: bytes) -> bytes:
    """It tells of a file that was cut off, too, so that nothing has to be written whole."""
    return hashlib.blake2b(font, key=key, digest_size=SUM).digest()


def _packed(path: Path) -> bytes:
    from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter  # noqa: PLC0415 - few have to be packed

    letters, out = cut(path, list(chain.from_iterable(LETTERS)), FEATURES), BytesIO()
    font = SFNTReader(BytesIO(letters))
    packed = SFNTWriter(out, len(font.tables), font.sfntVersion, "woff")
    for tag in font.tables:
        packed[tag] = font[tag]
    packed.close()
    return out.getvalue()
