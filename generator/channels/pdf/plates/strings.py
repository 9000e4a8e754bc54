"""The strings of a file in which the texts of slots stand.

In the objects of a plate a mark takes the place of each, so that they are serialised once:

    <</S /Span/ActualText @s3>>  →  b"<</S /Span/ActualText ", b"@s3", b">>"
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pydyf

from generator.channels.pdf.plates.slots import Phrase

MARK = re.compile(rb"\((?:\\.|[^\\()])*\)|(@\w+)")
"""A mark; or a string, in which nothing is taken for one."""


class Strings:
    """The strings of one plate that change, by the marks that stand for them."""

    def __init__(self, forms: Mapping[str, int]) -> None:
        """``forms``: each text that stands for a slot, in every form that it may have."""
        self.forms = forms
        self.phrases: dict[bytes, Phrase] = {}

    def marked(self, value: Any) -> Any:  # noqa: ANN401
        """The value with marks in place of the strings that change; itself, where none does."""
        if isinstance(value, pydyf.String):
            return self._mark(value)
        if isinstance(value, pydyf.Dictionary):
            entries = {key: self.marked(each) for key, each in value.items()}
            made = pydyf.Dictionary(entries)
            changes = any(entries[key] is not value[key] for key in entries)
        elif isinstance(value, pydyf.Array):
            made = pydyf.Array(map(self.marked, value))
            changes = any(new is not old for new, old in zip(made, value, strict=True))
        else:
            return value
        made.number = value.number
        return made if changes else value

    def _mark(self, value: pydyf.String) -> Any:  # noqa: ANN401
        phrase = Phrase(value.string, self.forms) if isinstance(value.string, str) else None
        if phrase is None or not phrase.changes:
            return value
        mark = b"@s%d" % len(self.phrases)
        self.phrases[mark] = phrase
        return mark

    def filled(self, texts: Sequence[str]) -> dict[bytes, bytes]:
        """What stands for each mark, with the texts of a row."""
        return {mark: string(phrase.filled(texts)) for mark, phrase in self.phrases.items()}


@lru_cache(1024)  # most labels are the same in each file
def string(text: str) -> bytes:
    """A string as it stands in a file."""
    data: bytes = pydyf.String(text).data
    return data


def filled(pieces: Sequence[Any], said: Mapping[Any, bytes]) -> bytes:
    """The pieces of an object in one, with what is ``said`` in the place of each mark."""
    return b"".join([said.get(piece, piece) for piece in pieces])


def cut_at_marks(data: bytes) -> list[bytes]:
    """A serialised object, cut before and after each mark."""
    pieces: list[bytes] = []
    at = 0
    for found in MARK.finditer(data):
        if found[1]:
            pieces += data[at : found.start()], found[1]
            at = found.end()
    return [*pieces, data[at:]]
