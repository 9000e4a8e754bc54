"""The full layout of a page: parsed, fitted to its pages, and written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from pydyf import PDF

from generator.channels.pdf.layout.engine import Case, Page
from generator.channels.pdf.layout.fit import fit
from generator.channels.pdf.layout.flow import flow
from generator.channels.pdf.objects.ink import Ink, ink_of
from generator.channels.pdf.objects.ready import Anatomy
from generator.channels.pdf.tagging.fields import Field


class Print(NamedTuple):
    """A file, and what is to be said of it."""

    data: bytes
    pages: int
    overflow: float
    said: frozenset[str]
    apart: str = ""
    """Why it was laid out by itself."""


class Laid:
    """A page that was laid out in full. What does not fit has no file, and no objects."""

    anatomy: Anatomy
    fields: list[Field]
    ink: Ink | None
    """The glyphs that it draws, if its fonts are such that others could have the same."""

    def __init__(self, case: Case, promised: int | None, html: str) -> None:
        """On ``promised`` pages at most, where that is given."""
        page = Page(case, html)
        with self.watching(page):
            fitted = flow(page, case.fit) if case.runs_on else fit(page, case.fit, promised)
        self.layout: Any = fitted.layout
        self.overflow = fitted.overflow
        self.data = b"" if fitted.overflow else page.write(self.layout, self._keep)
        self.said = frozenset(page.said)

    @contextmanager
    def watching(self, page: Page) -> Iterator[None]:  # noqa: ARG002 - for those who watch
        """A place for those who watch the engine while it lays the page out."""
        yield

    @property
    def print(self) -> Print:
        """The file."""
        return Print(self.data, len(self.layout.pages), self.overflow, self.said)

    def _keep(self, pdf: PDF, fields: list[Field]) -> None:
        self.anatomy = Anatomy(pdf)
        self.ink = ink_of(self.layout.fonts.values())
        self.fields = fields
