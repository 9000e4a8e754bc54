"""Fonts are cut without the time of day, so that the same page is the same bytes at any time."""

from collections.abc import Iterator
from contextlib import contextmanager

from fontTools.ttLib.tables import _h_e_a_d as head

NEVER = 0
"""Seconds since 1904, as fonts count."""


@contextmanager
def stopped() -> Iterator[None]:
    """While the engine writes: of a variable font it saves an instance, which is dated."""
    original = head.timestampNow
    head.timestampNow = lambda: NEVER
    try:
        yield
    finally:
        head.timestampNow = original
