"""Writes a PDF to a file object by object, so that only their places are kept in memory."""

import struct
import zlib
from collections.abc import Iterable
from hashlib import md5
from typing import BinaryIO

TOGETHER = 50_000
"""Bytes of small objects in one stream: more of them would not compress better."""
LEVEL = 5
"""Of 9, and more than for a single file: what takes twice the time is hardly smaller."""
HEADER = "%PDF-1.7\n%🖤\n".encode()
"""How a file begins. The heart is not ASCII, so that nobody takes the file for plain text."""
PLAIN, PACKED = 1, 2
"""In the table of objects: it is in the file by itself, or in a store of small ones."""
FREE = 0, 0, 65535
"""The entry of a number that no object has."""


class Writer:
    """An open file, and where each object is in it (ISO 32000-1, 7.5.7 and 7.5.8)."""

    def __init__(self, file: BinaryIO, first: int) -> None:
        """Numbers below ``first`` are the caller's."""
        self.file = file
        self.next = first
        self.at = 0
        self.table: dict[int, tuple[int, int, int]] = {}
        self.known: dict[bytes, int] = {}
        self.small: list[tuple[int, bytes]] = []
        self.bytes = 0
        self.digest = md5(usedforsecurity=False)
        self._write(HEADER)

    def reserve(self, count: int = 1) -> int:
        """The first of so many new numbers."""
        self.next += count
        return self.next - count

    def put(self, data: bytes, number: int | None = None) -> int:
        """Write an object, and return its number."""
        number = number or self.reserve()
        self.table[number] = PLAIN, self.at, 0
        self._write(b"%d 0 obj\n" % number + data + b"\nendobj\n")
        return number

    def once(self, data: bytes) -> int:
        """The number of an object that is written only if there is none like it."""
        key = md5(data, usedforsecurity=False).digest()
        if key not in self.known:
            self.known[key] = self.put(data)
        return self.known[key]

    def pack(self, objects: Iterable[tuple[int, bytes]]) -> None:
        """Write small objects, compressed together with others that come before or after."""
        for number, data in objects:
            self.small.append((number, data))
            self.bytes += len(data)
        if self.bytes > TOGETHER:
            self._flush()

    def _flush(self) -> None:
        heads, bodies, at = [], [], 0
        for number, data in self.small:
            heads.append(b"%d %d" % (number, at))
            bodies.append(data)
            at += len(data) + 1
        head = b" ".join(heads) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(heads), len(head))
        store = self.put(stream(head + b"\n".join(bodies), entries))
        self.table |= {number: (PACKED, store, i) for i, (number, _) in enumerate(self.small)}
        self.small, self.bytes = [], 0

    def end(self, catalog: int, info: int) -> None:
        """Write where everything is."""
        self._flush()
        number = self.reserve()
        self.table[number] = PLAIN, self.at, 0
        rows = (self.table.get(i, FREE) for i in range(number + 1))
        places = b"".join(struct.pack(">BQH", *row) for row in rows)
        name, at = self.digest.hexdigest().encode(), self.at
        entries = b"/Type/XRef/Size %d/W[1 8 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
        entries %= number + 1, catalog, info, name, name
        self._write(b"%d 0 obj\n" % number + stream(places, entries) + b"\nendobj\n")
        self._write(b"startxref\n%d\n%%%%EOF\n" % at)

    def _write(self, data: bytes) -> None:
        self.file.write(data)
        self.digest.update(data)
        self.at += len(data)


def stream(data: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream, and what its dictionary says besides its length."""
    if packed:
        data, entries = zlib.compress(data, LEVEL), entries + b"/Filter/FlateDecode"
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)
