"""Which press prints: the one with plates, or the plain one that lays out every page in full."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache

from generator.channels.pdf.layout.engine import Case
from generator.channels.pdf.layout.full import Print
from generator.channels.pdf.layout.plain import Plain
from generator.channels.pdf.plates.slots import Why

PRESSES = 16
"""As many as are kept: one for each theme, edition, paper and number of pages."""
CHANGED = "It is not the release that askwell knows, so each page is laid out by itself: slowly."


class Changed(Plain):
    """A press without plates because the engine is not the one that they are made for."""

    unsaid = True

    def print(self, html: str) -> Print:
        """The file of a page; the first of all says why it took so long."""
        made = super().print(html)
        said = {CHANGED} if Changed.unsaid else set()
        Changed.unsaid = False
        return made._replace(said=made.said | said, apart=Why.RELEASE)


_plain: ContextVar[bool] = ContextVar("plain", default=False)


@contextmanager
def without_plates() -> Iterator[None]:
    """Lay out every page in full, as if there were no plates: the same files, later."""
    token = _plain.set(True)
    try:
        yield
    finally:
        _plain.reset(token)


def press(case: Case, promised: int | None) -> Plain:
    """The press for a page."""
    return _press(Plain if _plain.get() else _usual(), case, promised)


def forget() -> None:
    """Begin anew: what was cut off may have left something half done in a press."""
    _press.cache_clear()


@lru_cache(PRESSES)
def _press(kind: type[Plain], case: Case, promised: int | None) -> Plain:
    return kind(case, promised)


@cache
def _usual() -> type[Plain]:
    try:
        from generator.channels.pdf.plates.press import Press  # noqa: PLC0415
    except ImportError:  # a private name of the engine is gone
        return Changed
    return Press
