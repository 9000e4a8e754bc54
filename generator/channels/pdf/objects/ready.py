"""Objects of a PDF that are serialised once, and what they refer to."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pydyf

TOKEN = re.compile(rb"(\((?:\\.|[^\\()])*\)|\b\d+ 0 R\b)")
"""Strings, so that nothing in them is taken for a reference; and references."""


def joined(operators: Sequence[Any]) -> bytes:
    """Operators as they stand in a stream."""
    data: bytes = pydyf.Stream(list(operators)).data
    return data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")


def reference(number: int) -> bytes:
    """What refers to the object of this number."""
    return b"%d 0 R" % number


def number(reference: bytes) -> int:
    """The number of the object that a reference names."""
    return int(reference.split()[0])


def references(thing: Any) -> list[int]:  # noqa: ANN401
    """The objects that an object refers to."""
    data = pydyf.Dictionary(thing.extra).data if isinstance(thing, pydyf.Stream) else thing.data
    return [number(token) for token in TOKEN.findall(data) if token.endswith(b" 0 R")]


def closure(objects: Sequence[Any], start: Iterable[int], stop: Iterable[int] = ()) -> list[int]:
    """The objects that can be reached from some without going through others, from the top."""
    found: dict[int, None] = {}
    ends, todo = set(stop), list(start)[::-1]
    while todo:
        at = todo.pop()
        if at not in ends and at not in found:
            found[at] = None
            todo += references(objects[at])[::-1]
    return list(found)


class Anatomy:
    """The objects of a file that is about to be written, and what stands where in it."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.objects: list[Any] = list(pdf.objects)
        self.catalog, self.info = pdf.catalog, pdf.info
        self.pages = [number(reference) for reference in pdf.page_references]
        self.streams = [number(self.objects[page]["Contents"]) for page in self.pages]
        self.resources = number(self.objects[self.pages[0]]["Resources"])
        self.metadata = number(self.catalog["Metadata"])
        fonts = number(self.objects[self.resources]["Font"])
        self.fonts = range(min(closure(self.objects, [fonts])), fonts + 1)
        """The engine adds them in one run, and what lists them last."""
