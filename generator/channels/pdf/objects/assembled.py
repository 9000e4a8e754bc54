"""Puts serialised objects together to a file: the bytes of ``pydyf.PDF.write``, much sooner.

That function asks each object again what it is; here all is known but the contents of a few. The
proof of each plate compares the two, so a release of pydyf that writes in another way only means
that there are no plates.
"""

from collections.abc import Collection, Mapping, Sequence
from hashlib import md5
from itertools import accumulate
from typing import Any

import pydyf

from generator.channels.pdf.objects.writer import HEADER, PACKED, PLAIN

Entry = tuple[int, int, int]
"""Of that table: the sort, a place or the number of the store, and the place in the store."""


class Assembly:
    """The objects of one plate: those that stay, and where the others go."""

    def __init__(self, objects: Sequence[Any], changing: Collection[int], catalog: bytes) -> None:
        """``changing`` are the numbers of those that do not stay; ``catalog`` is a reference.

        What the file says of itself is no object here yet: it comes after all others.
        """
        self.catalog = catalog
        self.info = len(objects)
        self.data = [
            b"" if i in changing or each.free == "f" else each.data
            for i, each in enumerate(objects)
        ]
        self.large = [i for i, each in enumerate(objects) if each.free != "f" and not _small(each)]
        self.small = [i for i, each in enumerate(objects) if each.free != "f" and _small(each)]
        self.small.append(self.info)
        self.numbers = [b"%d " % i for i in self.small]
        self.kept: list[Entry] = [(0, 0, each.generation) for each in objects] + [(0, 0, 0)] * 3
        for at, i in enumerate(self.small):
            self.kept[i] = PACKED, self.info + 1, at
        self.rows: dict[int, list[bytes]] = {}
        """The same as rows of the table, by the bytes that a place takes."""

    def file(self, changing: Mapping[int, bytes], info: bytes) -> bytes:
        """A file with an identifier and its small objects packed."""
        data = [*self.data, info]
        for i, each in changing.items():
            data[i] = each
        packed = self._packed([data[i] for i in self.small])
        parts, at, places = [HEADER], len(HEADER), dict[int, int]()
        store = self.info + 1
        for i, each in (*((i, data[i]) for i in self.large), (store, packed)):
            places[i] = at
            at += _add(parts, i, each)
        places[store + 1] = at
        digest = md5(b"".join([*data, packed]), usedforsecurity=False).hexdigest()
        name = b"(%b)" % digest.encode()
        table, lengths = self._table(places)
        entries = {
            "Type": "/XRef",
            "Index": pydyf.Array((0, store + 2)),
            "W": pydyf.Array(lengths),
            "Size": store + 2,
            "Root": self.catalog,
            "Info": b"%d 0 R" % self.info,
            "ID": pydyf.Array((name, name)),
        }
        _add(parts, store + 1, pydyf.Stream([table], entries, compress=True).data)
        parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(parts)

    def _packed(self, small: list[bytes]) -> bytes:
        """The store of small objects, with the place of each in front."""
        places = accumulate((len(each) + 1 for each in small[:-1]), initial=0)
        head = b" ".join([b"%b%d" % each for each in zip(self.numbers, places, strict=True)])
        entries = {"Type": "/ObjStm", "N": len(small), "First": len(head) + 1}
        data: bytes = pydyf.Stream([b"\n".join([head, *small])], entries, compress=True).data
        return data

    def _table(self, places: Mapping[int, int]) -> tuple[bytes, Entry]:
        """Where each object is, in as few bytes as the last place needs; and how many those are."""
        second, third = _length(max(places.values())), _length(max(65535, len(self.small)))
        if second not in self.rows:
            self.rows[second] = [_row(each, second, third) for each in self.kept]
        rows = self.rows[second][:]
        for i, at in places.items():
            rows[i] = _row((PLAIN, at, 0), second, third)
        return b"".join(rows), (1, second, third)


def _small(thing: Any) -> bool:  # noqa: ANN401
    return bool(thing.compressible)


def _add(parts: list[bytes], number: int, data: bytes) -> int:
    """Add an object, and say how long it is."""
    head = b"%d 0 obj\n" % number
    parts += head, data, b"\nendobj\n"
    return len(head) + len(data) + len(b"\nendobj\n")


def _row(entry: Entry, second: int, third: int) -> bytes:
    """An entry as that many bytes for its second and third number."""
    a, b, c = entry
    return bytes([a]) + b.to_bytes(second, "big") + c.to_bytes(third, "big")


def _length(number: int) -> int:
    return (number.bit_length() + 7) // 8
