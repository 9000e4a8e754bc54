"""The one shape that YAML and Markdown both become: plain text, lists and keys, with places.

No text is given a type here. ``no``, ``10:30`` and ``07`` stay the words that were written,
and the field that receives them decides what they mean.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.errors import InputError, Loc, Place, Problem, Source, unreadable

Data = str | None | list["Data"] | dict[str, "Data"]

SAVE = "Save it again as plain text, with the encoding UTF-8."
NOT_TEXT = {
    b"\xff\xfe": "This file is saved in the encoding UTF-16.",
    b"\xfe\xff": "This file is saved in the encoding UTF-16.",
    b"PK\x03\x04": "This is a Word document or another packed file, not plain text.",
    b"\xd0\xcf\x11\xe0": "This is a Word document, not plain text.",
    b"{\\rtf": "This is a document with formatting (RTF), not plain text.",
    b"%PDF": "This is a PDF file, not plain text.",
}
"""What files begin with that are something else."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
BREAKS = "\x85\u2028\u2029"
"""Line breaks for some programs and none for others; lines would be counted in two ways."""


@dataclass
class Tree:
    """The text of one file as data, and the place of each part of it."""

    path: Path
    data: Data = None
    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    headings: dict[Loc, str] = field(default_factory=dict)
    """The words of the headings that stand for keys."""
    is_list: bool = False
    """Whether items are listed in it, be it only one: the file is not the item itself."""

    @property
    def source(self) -> Source:
        """What a later stage needs in order to point into the file."""
        return Source(self.path, self.values, self.keys)

    @property
    def keyed(self) -> dict[str, Data]:
        """The data by their keys; nothing where they have none."""
        return self.data if isinstance(self.data, dict) else {}

    def under(self, *prefix: str | int) -> "Tree":
        """The same tree, one or more levels deeper: ``{title: x}`` as ``{steps: [{title: x}]}``."""
        data = self.data
        for step in reversed(prefix):
            data = [data] if isinstance(step, int) else {step: data}
        values = {(*prefix, *loc): place for loc, place in self.values.items()}
        keys = {(*prefix, *loc): place for loc, place in self.keys.items()}
        root = self.values.get((), Place(1, 1))
        above = {prefix[:end]: root for end in range(len(prefix) + 1)}
        named = {loc: root for loc in above if loc and isinstance(loc[-1], str)}
        return Tree(self.path, data, above | values, named | keys)


class Outline(NamedTuple):
    """Which keys the parts of a Markdown file stand for; empty where there is no such part."""

    prose: str = ""
    bullets: str = ""
    tasks: str = ""
    probes: str = ""
    items: str = ""
    """The key of the list that holds the file's items; empty where the file is one thing."""
    named: bool = False
    """Whether its texts may name numbers, such as {arrive_minutes}."""
    own_ids: bool = False
    """Whether an item in a list has no id from the file's name, even if it is the only one."""


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    Raises:
        InputError: the file is no such text, or may not be read.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError([unreadable(path, error)]) from None
    for start, message in NOT_TEXT.items():
        if raw.startswith(start):
            raise InputError([Problem(path, Place(), message, SAVE)])
    text = in_lines(_decoded(raw, path))
    if found := [_control(text, match.start(), path) for match in CONTROL.finditer(text)][:3]:
        raise InputError(found)
    return text


def in_lines(text: str) -> str:
    """A text whose lines end in line feeds and in nothing else, as many of them as before."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for odd in BREAKS:
        text = text.replace(odd, " ")
    return text


def _decoded(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        place = Place.at(before, len(before))
        message = "This character cannot be read: the file is not saved in the encoding UTF-8."
        raise InputError([Problem(path, place, message, SAVE)]) from None


def _control(text: str, at: int, path: Path) -> Problem:
    message = "There is an invisible control character here."
    return Problem(path, Place.at(text, at), message, "Delete it, or type the line anew.")
