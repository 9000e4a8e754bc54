"""A font cut down to some letters or glyphs, by HarfBuzz's own subsetter."""

from collections import OrderedDict
from collections.abc import Collection
from io import BytesIO
from pathlib import Path

DROPPED = ("DSIG", "meta")
"""Tables that say nothing of letters: a signature that no longer holds, and remarks."""
LAYOUT = ("GDEF", "GPOS", "GSUB")
"""Tables of features."""
UNPRINTED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
"""Tables of what is done before glyphs are placed, or instead of drawing their outlines."""
CUTS, SMALL = 256, 64_000
"""Files that are remembered of a font, and the most bytes of one that is."""


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


class Whole:
    """A font as a whole, from which files with some of its glyphs are cut."""

    def __init__(self, data: bytes, index: int = 0) -> None:
        """``index`` is that of the font in a collection."""
        import uharfbuzz  # noqa: PLC0415 - as above

        self.face = uharfbuzz.Face(data, index)
        self.kept: OrderedDict[tuple[frozenset[int], bool], bytes] = OrderedDict()

    def cut(self, glyphs: frozenset[int], *, blank: bool = False) -> bytes:
        """The font file with these glyphs, each under the number that it had: as PDFs refer to it.

        ``blank``: the box that stands for a missing letter is kept, too. Small files are
        remembered, since most pages have the same letters.

        Raises:
            RuntimeError: HarfBuzz cannot cut it.
        """
        key = glyphs, blank
        if key not in self.kept:
            found = self._cut(glyphs, blank=blank)
            if len(found) > SMALL:
                return found
            self.kept[key] = found
            if len(self.kept) > CUTS:
                self.kept.popitem(last=False)
        self.kept.move_to_end(key)
        return self.kept[key]

    def _cut(self, glyphs: frozenset[int], *, blank: bool) -> bytes:
        import uharfbuzz  # noqa: PLC0415 - as above

        flags, wanted = uharfbuzz.SubsetFlags, uharfbuzz.SubsetInput()
        wanted.flags = flags.RETAIN_GIDS | flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE
        wanted.flags |= flags.NO_HINTING
        if blank:
            wanted.flags |= flags.NOTDEF_OUTLINE
        wanted.glyph_set.update(glyphs)
        wanted.drop_table_tag_set.update(map(_tag, UNPRINTED))
        found: bytes = uharfbuzz.subset(self.face, wanted).blob.data
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
