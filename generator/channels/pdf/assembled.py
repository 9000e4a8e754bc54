"""Puts serialised objects together to a file: the bytes of ``pydyf.PDF.write``, much sooner.

That function asks each object again what it is; here all is known. The proof of each plate compares
the two, so a release of pydyf that writes in another way only means that there are no plates.
"""

from hashlib import md5
from typing import Any

import pydyf

from generator.channels.pdf.ready import Ready

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
PACKED = 2


def assembled(objects: list[Any], catalog: bytes, info: pydyf.Dictionary) -> bytes:
    """A file with an identifier and its small objects packed. ``catalog`` refers to one of them."""
    known = Ready(info, len(objects))
    objects = [*objects, known]
    parts, places, small = [HEADER], list[tuple[int, int, int]](), list[Ready]()
    at = len(HEADER)
    store = len(objects)
    for each in objects:
        if each.compressible:
            places.append((PACKED, store, len(small)))
            small.append(each)
        elif each.free == "f":
            places.append((0, 0, each.generation))
        else:
            places.append((1, at, each.generation))
            at = _add(parts, at, each.number, each.data)
    packed = _packed(small)
    places += [(1, at, 0), (1, after := _add(parts, at, store, packed), 0)]
    whole = b"".join(each.data for each in objects if each.free != "f") + packed
    name = pydyf.String(md5(whole, usedforsecurity=False).hexdigest()).data
    table, lengths = _table(places, max(65535, len(small)))
    entries = {
        "Type": "/XRef",
        "Index": pydyf.Array((0, len(places))),
        "W": pydyf.Array(lengths),
        "Size": len(places),
        "Root": catalog,
        "Info": known.reference,
        "ID": pydyf.Array((name, name)),
    }
    _add(parts, after, store + 1, pydyf.Stream([table], entries, compress=True).data)
    parts.append(b"startxref\n%d\n%%%%EOF\n" % after)
    return b"".join(parts)


def _add(parts: list[bytes], at: int, number: int, data: bytes) -> int:
    """Add an object, and say where the next one will be."""
    head = b"%d 0 obj\n" % number
    parts += head, data, b"\nendobj\n"
    return at + len(head) + len(data) + len(b"\nendobj\n")


def _packed(small: list[Ready]) -> bytes:
    heads, position = [], 0
    for each in small:
        heads.append(f"{each.number} {position}")
        position += len(each.data) + 1
    head = " ".join(heads).encode()
    entries = {"Type": "/ObjStm", "N": len(small), "First": len(head) + 1}
    content = b"\n".join([head, *(each.data for each in small)])
    data: bytes = pydyf.Stream([content], entries, compress=True).data
    return data


def _table(places: list[tuple[int, int, int]], most: int) -> tuple[bytes, tuple[int, int, int]]:
    """Where each object is, in as few bytes as the last place needs; and how many those are."""
    second, third = _length(places[-1][1]), _length(most)
    shift, size = 8 * third, 1 + second + third
    rows = (((a << 8 * second | b) << shift | c).to_bytes(size, "big") for a, b, c in places)
    return b"".join(rows), (1, second, third)


def _length(number: int) -> int:
    return (number.bit_length() + 7) // 8
