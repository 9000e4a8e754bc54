"""A font cut down to some letters, by HarfBuzz's own subsetter."""

from collections.abc import Collection
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
    found: bytes = uharfbuzz.subset(uharfbuzz.Face(path.read_bytes()), wanted).blob.data
    return found


def _tag(name: str) -> int:
    """A name of four letters as OpenType counts it."""
    return int.from_bytes(name.encode("ascii"), "big")
