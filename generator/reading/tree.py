"""The one shape that YAML and Markdown both become: plain text, lists and mappings, with places.

No scalar is given a type here. ``no``, ``10:30`` and ``07`` stay the words that were written,
and the field that receives them decides what they mean.
"""

from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import InputError, Loc, Place, Source

Data = str | None | list["Data"] | dict[str, "Data"]


@dataclass
class Tree:
    """The text of one file as data, and the place of each part of it."""

    path: Path
    data: Data = None
    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """What a later stage needs in order to point into the file."""
        return Source(self.path, self.values, self.keys)

    def under(self, *prefix: str | int) -> "Tree":
        """The same tree, one or more levels deeper: ``{title: x}`` as ``{steps: [{title: x}]}``."""
        data = self.data
        for step in reversed(prefix):
            data = [data] if isinstance(step, int) else {step: data}
        values = {(*prefix, *loc): place for loc, place in self.values.items()}
        keys = {(*prefix, *loc): place for loc, place in self.keys.items()}
        return Tree(self.path, data, {(): Place(1, 1)} | values, keys)


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = Place(before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        problem = Source(path, {(): place}).problem(
            "This file is not UTF-8 text.", hint="Save it again with the encoding UTF-8."
        )
        raise InputError([problem]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
