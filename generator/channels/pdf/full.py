"""The full layout of a page: parsed, fitted to its pages, and written."""

from typing import NamedTuple

from generator.channels.pdf import fit
from generator.channels.pdf.engine import Case
from generator.model import Fit


class Print(NamedTuple):
    """A file, and what is to be said of it."""

    data: bytes
    pages: int
    overflow: float
    said: frozenset[str]
    apart: str = ""
    """Why it was laid out by itself."""


def in_full(case: Case, bounds: Fit, promised: int | None, html: str) -> Print:
    """Lay out a page, fit it, and write it; on ``promised`` pages at most, where that is given."""
    page = case.page(html)
    fitted = fit.fit(page, bounds, promised)
    data = b"" if fitted.overflow else page.write(fitted.layout)
    return Print(data, len(fitted.layout.pages), fitted.overflow, frozenset(page.said))
