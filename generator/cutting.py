"""A font cut down to some letters, by HarfBuzz's own subsetter."""

from collections.abc import Collection
from io import BytesIO
from pathlib import Path

DROPPED = ("DSIG", "meta")
"""Tables that say nothing of letters: a signature that no longer holds, and remarks."""
LAYOUT = ("GDEF", "GPOS", "GSUB")
"""Tables of features."""


def cut(path: Path, letters: Collection[int], features: Collection[str]) -> bytes:
    """The font file with these letters, by their code points, and what ``features`` set.

    Without hinting, which screens and printers of today do without.
    """
    import uharfbuzz  # noqa: PLC0415 - only what has letters needs it

    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(letters)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag, features))
    wanted.drop_table_tag_set.update(map(_tag, DROPPED if features else DROPPED + LAYOUT))
    found: bytes = uharfbuzz.subset(uharfbuzz.Face(_unpacked(path)), wanted).blob.data
    return found


def _unpacked(path: Path) -> bytes:
    """The bytes of a font as TrueType or OpenType, also of one that is packed for the web."""
    data = path.read_bytes()
    if data[:4] not in {b"wOFF", b"wOF2"}:
        return data
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    with TTFont(BytesIO(data), recalcTimestamp=False) as font:
        font.flavor, out = None, BytesIO()
        font.save(out, reorderTables=False)
    return out.getvalue()


def _tag(name: str) -> int:
    """A name of four letters as OpenType counts it."""
    return int.from_bytes(name.encode("ascii"), "big")
