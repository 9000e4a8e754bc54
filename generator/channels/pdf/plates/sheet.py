"""One full layout that is watched: what a plate is made from, and what it is proved by."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import NamedTuple

from generator.channels.pdf.layout.engine import Case, Page
from generator.channels.pdf.layout.full import Laid
from generator.channels.pdf.plates.paragraphs import LineRecorder
from generator.channels.pdf.plates.slots import Unfit, Why, numbered


class Known(NamedTuple):
    """What was made of certain texts in full, as far as a plate must make it again."""

    texts: Sequence[str]
    pages: int
    said: frozenset[str]
    digest: bytes


class Sheet(Laid):
    """A page laid out in full, with all that is known of how it was done."""

    def __init__(self, case: Case, promised: int | None, html: str, texts: Sequence[str]) -> None:
        self.texts = texts
        self.apart = Why.FIRST
        super().__init__(case, promised, html)
        if self.overflow:
            raise Unfit(Why.LONG)

    @property
    def known(self) -> Known:
        """What is kept of it."""
        return Known(self.texts, len(self.layout.pages), self.said, digest(self.data))

    @contextmanager
    def watching(self, page: Page) -> Iterator[None]:
        """Take down how its paragraphs are set."""
        slots = numbered(page.html.etree_element, self.texts)
        self.titles = {i for element, i in slots.items() if element.tag == "title"}
        self.recorder = LineRecorder(slots)
        with self.recorder.listening():
            yield


def digest(data: bytes) -> bytes:
    """What tells a file from all others."""
    return blake2b(data, digest_size=32).digest()
