"""Data: what is sent for an address."""

from typing import NamedTuple


class Answer(NamedTuple):
    """A status of HTTP, a type of content, and the content."""

    status: int
    type: str
    body: bytes
    state: int = 0
    """How many changes there had been when it was made."""


NOTHING = Answer(404, "text/plain", b"There is nothing here.")
