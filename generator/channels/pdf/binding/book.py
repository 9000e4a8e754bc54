"""A bound file: packets one after the other, tagged, with bookmarks, and each font in it once.

Document ─┬ Part (packet) ─┬ Part (document) ─ H1, P …
│                └ Part (document) …
└ Part (packet) …
"""

from collections.abc import Sequence
from itertools import count
from typing import Any, BinaryIO, NamedTuple

import pydyf

from generator.channels.pdf.binding.imprint import Imprint
from generator.channels.pdf.layout.impression import Impression
from generator.channels.pdf.objects.ink import Ink
from generator.channels.pdf.objects.ready import Anatomy, joined, reference
from generator.channels.pdf.objects.recent import Recent
from generator.channels.pdf.objects.writer import Writer, stream

CATALOG, PAGES, ROOT, DOCUMENT, PARENTS, INFO, METADATA, OUTLINE, FONTS, FIRST = range(1, 11)
BRANCH = 64
"""Entries of a node of the trees of pages and of parents."""
IMPRINTS = 64
"""Plates whose common objects are remembered."""


class Mark(NamedTuple):
    """A bookmark: where it leads is the first of its pages."""

    title: str
    page: int


class Book:
    """A bound file that is being written. Only numbers and glyphs are kept of what is in it."""

    def __init__(self, file: BinaryIO, sides: int = 2) -> None:
        """``sides`` are those of a leaf that are printed on."""
        self.sides = sides
        self.out = Writer(file, FIRST)
        self.imprints: Recent[Imprint] = Recent(IMPRINTS)
        self.ink: Ink = {}
        self.fonts: dict[str, Any] = {}
        self.size: Any = None
        self.pages = 0
        self.node = self.out.reserve()
        """The node of the tree of pages that the next pages go into."""
        self.leaves: list[int] = []
        """The pages in it so far."""
        self.nodes: list[int] = []
        """The nodes that are full and written."""
        self.keys = 0
        """How many keys of the tree of parents are taken."""
        self.owners: list[int] = []
        """What owns the last of these keys, whose span is not written yet."""
        self.spans: list[int] = []
        """The spans of keys that are written."""
        self.part = 0
        """The tag of the packet that is being added to; 0 between two packets."""
        self.below: list[int] = []
        """The tags of its documents."""
        self.parts: list[int] = []
        """The tags of the packets that are closed."""
        self.first = 0
        """The first page of the packet."""
        self.marks: list[Mark] = []
        """The bookmarks of its documents."""
        self.item = self.out.reserve()
        """The number of the bookmark of the next packet to be closed."""
        self.items: list[int] = []
        """The bookmarks of the packets that are closed."""
        self.waiting = b""
        """The last of these, not yet written: it still lacks what comes next."""

    def begin_packet(self) -> None:
        """What is added now belongs to a new packet."""
        self.part, self.below, self.marks, self.first = self.out.reserve(), [], [], 0

    def add(self, impression: Impression, *, is_cover: bool = False) -> None:
        """Bind one document, on leaves of its own: nobody wants a card on the back of a sheet.

        A cover has the bookmark of its packet.
        """
        self.turn()
        added = self._imprint(impression).add(impression, self.keys, self.part, self.node)
        for page in added.pages:
            self._leaf(page)
        for owner in added.owners:
            self._own(owner)
        self.size = impression.anatomy.objects[impression.anatomy.pages[-1]]["MediaBox"]
        self.below.append(added.part)
        self.first = self.first or added.pages[0]
        if not is_cover:
            self.marks.append(Mark(impression.title, added.pages[0]))
        for name, glyphs in (impression.ink or {}).items():
            self.fonts.setdefault(name, impression.fonts[name])
            known = self.ink.setdefault(name, {})
            known |= glyphs | known

    def turn(self) -> None:
        """Leave the back of a leaf empty, if it is one that comes next."""
        if self.pages % self.sides:
            page = {"Type": "/Page", "Parent": reference(self.node), "MediaBox": self.size}
            page |= {"Resources": pydyf.Dictionary(), "Tabs": "/S"}
            number = self.out.reserve()
            self.out.pack([(number, pydyf.Dictionary(page).data)])
            self._leaf(number)

    def end_packet(self, title: str) -> None:
        """Close a packet: its tag, and its bookmark with those of its documents below."""
        name, first = pydyf.String(title).data, self.out.reserve(len(self.marks))
        last, kids = first + len(self.marks) - 1, _array(self.below)
        tag = b"<</Type/StructElem/S/Part/P %d 0 R/T%b/K%b>>" % (DOCUMENT, name, kids)
        below = (
            (first + i, self._bookmark(mark, first + i, first, last))
            for i, mark in enumerate(self.marks)
        )
        self.out.pack([(self.part, tag), *below])
        self.parts.append(self.part)
        self._close_item(b"/Next %d 0 R" % self.item)
        before = b"/Prev %d 0 R" % self.items[-1] if self.items else b""
        inner = b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, -len(self.marks))
        inner = inner if self.marks else b""
        place = b"/Parent %d 0 R/Dest[%d 0 R/Fit]" % (OUTLINE, self.first)
        self.waiting = b"<</Title%b" % name + place + before + inner
        self.items.append(self.item)
        self.item, self.part = self.out.reserve(), 0

    def end(self, title_page: Anatomy) -> None:
        """Write what is known only now: all that lists others, and the fonts."""
        self._close_node()
        self._close_span()
        self._close_item(b"")
        self._put_fonts()
        text = joined(title_page.objects[title_page.metadata].stream)
        self.out.put(stream(text, b"/Type/Metadata/Subtype/XML", packed=False), METADATA)
        own = {"Pages": PAGES, "StructTreeRoot": ROOT, "Metadata": METADATA, "Outlines": OUTLINE}
        entries = title_page.catalog | {key: reference(number) for key, number in own.items()}
        catalog = pydyf.Dictionary(entries | {"PageMode": "/UseOutlines"})
        self.out.pack(
            [
                (CATALOG, catalog.data),
                (INFO, title_page.info.data),
                (PAGES, b"<</Type/Pages/Count %d/Kids%b>>" % (self.pages, _array(self.nodes))),
                (ROOT, b"<</Type/StructTreeRoot/ParentTree %d 0 R/ParentTreeNextKey %d/K[%d 0 R]>>"
                    % (PARENTS, self.keys, DOCUMENT)),
                (DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/K%b>>"
                    % (ROOT, _array(self.parts))),
                (PARENTS, b"<</Kids%b>>" % _array(self.spans)),
                (OUTLINE, b"<</Type/Outlines/Count %d/First %d 0 R/Last %d 0 R>>"
                    % (len(self.items), self.items[0], self.items[-1])),
            ]
        )  # fmt: skip
        self.out.end(CATALOG, INFO)

    def _imprint(self, impression: Impression) -> Imprint:
        key = id(impression.anatomy)  # which an imprint keeps, so that no other gets its number
        return self.imprints.get(key, lambda: Imprint(impression, self.out, FONTS))

    def _leaf(self, page: int) -> None:
        self.pages += 1
        self.leaves.append(page)
        if len(self.leaves) == BRANCH:
            self._close_node()

    def _close_node(self) -> None:
        entries = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids%b>>"
        self.out.pack([(self.node, entries % (PAGES, len(self.leaves), _array(self.leaves)))])
        self.nodes.append(self.node)
        self.node, self.leaves = self.out.reserve(), []

    def _own(self, owner: int) -> None:
        self.keys += 1
        self.owners.append(owner)
        if len(self.owners) == BRANCH:
            self._close_span()

    def _close_span(self) -> None:
        first, number = self.keys - len(self.owners), self.out.reserve()
        pairs = b" ".join(b"%d %d 0 R" % pair for pair in enumerate(self.owners, first))
        limits = first, self.keys - 1
        self.out.pack([(number, b"<</Limits[%d %d]/Nums[%b]>>" % (*limits, pairs))])
        self.spans.append(number)
        self.owners = []

    def _bookmark(self, mark: Mark, number: int, first: int, last: int) -> bytes:
        around = b"/Prev %d 0 R" % (number - 1) if number > first else b""
        around += b"/Next %d 0 R" % (number + 1) if number < last else b""
        name = pydyf.String(mark.title).data
        place = b"/Parent %d 0 R/Dest[%d 0 R/Fit]" % (self.item, mark.page)
        return b"<</Title%b" % name + place + around + b">>"

    def _close_item(self, following: bytes) -> None:
        if self.waiting:
            self.out.pack([(self.items[-1], self.waiting + following + b">>")])

    def _put_fonts(self) -> None:
        from generator.channels.pdf.plates.fonts import built  # noqa: PLC0415 - leans on the engine

        *objects, listed = built(self.fonts, self.ink, count(self.out.next))
        self.out.reserve(len(objects))
        for each in objects:
            self.out.put(each.data, each.number)
        self.out.put(listed.data, FONTS)


def _array(numbers: Sequence[int]) -> bytes:
    return b"[%b]" % b" ".join(map(reference, numbers))
