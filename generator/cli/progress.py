"""What is being made just now, for work that takes longer than a second."""

from __future__ import annotations

import gc
import sys
import time
from threading import Lock, Timer
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.status import Status

    from generator.cohort.outcome import Done

CLEAR_AFTER = 20
"""Documents; each leaves three or four megabytes of garbage."""
LISTED = 5_000
"""Rows; a browser takes some seconds for a page with more links."""
MINUTE = 60.0
LEARNED = 10.0
"""Seconds after which one knows how long a row takes."""
OFTEN = 0.25
"""Seconds from one number to the next on a terminal."""
PATIENCE = 1.0
"""Seconds in which nothing needs to be said."""


class _Line:
    """A line on a terminal that moves while there is work, and is gone afterward.

    After a second it tells what there is to tell, though what comes next may take long.
    """

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.status: Status | None = None
        self.is_over = False
        self.one_at_a_time = Lock()
        self.alarm = Timer(PATIENCE, self._tell)
        self.alarm.daemon = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Take it away; an alarm that comes just now has nothing to tell any more."""
        self.alarm.cancel()
        with self.one_at_a_time:
            self.is_over = True
            if self.status:
                self.status.stop()

    @property
    def is_early(self) -> bool:
        """Whether nothing needs to be said yet."""
        return time.monotonic() - self.start < PATIENCE

    def _tell(self) -> None:
        raise NotImplementedError

    def _show(self, words: str) -> None:
        """Put other words on the line."""
        with self.one_at_a_time:
            if self.is_over:
                return
            if self.status is None:
                from rich.console import Console  # noqa: PLC0415 - only slow work pays for it

                self.status = Console(stderr=True).status(words)
                self.status.start()
            else:
                self.status.update(words)


class Progress(_Line):
    """Called with the name of each document: a moving line on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.documents = 0
        self.name = ""
        self.told: set[str] = set()

    def __enter__(self) -> Self:
        self.alarm.start()
        return self

    def __call__(self, name: str) -> None:
        """Tell what is made next, each once, and clear up after the documents before it."""
        self.documents += 1
        if self.documents % CLEAR_AFTER == 0:
            gc.collect()
        self.name = name
        if not self.is_early:
            self._tell()

    def _tell(self) -> None:
        name = self.name
        if name and sys.stderr.isatty():
            self._show(name)
        elif name and name not in self.told:
            self.told.add(name)
            click.echo(f"… {name}", err=True)


class Counting(_Line):
    """Called with rows that are done: how many there are, and how long the rest may take."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self.total = total
        self.told = self.start
        self.done = self.made = 0
        self.first: list[Done] = []
        """As many as a report lists."""

    def __call__(self, done: Sequence[Done]) -> None:
        """Take down rows that were done together, and tell now and then; with none it begins.

        They are counted together: one of a batch, in the time that the whole of it took, would
        make the rest seem to take as many times longer.
        """
        if not done:  # by now the processes are born, which could not be copies beside a thread
            self.alarm.start()
        self.done += len(done)
        self.made += sum(each.state == "made" for each in done)
        self.first += done[: LISTED - len(self.first)]
        if not self.is_early and time.monotonic() - self.told >= OFTEN:
            self._tell()

    def _tell(self) -> None:
        now = time.monotonic()
        if sys.stderr.isatty():
            self.told = now
            self._show(self._words(now))
        elif now - self.told >= MINUTE:
            self.told = now
            click.echo(f"… {self._words(now)}", err=True)

    def _words(self, now: float) -> str:
        words = f"{self.done:,} of {self.total:,} rows"
        took = now - self.start
        if took < LEARNED or not self.made:
            return words
        minutes = round(took / self.done * (self.total - self.done) / MINUTE)
        left = f"about {minutes:,} minutes" if minutes > 1 else "about a minute"
        return f"{words}, {left} left"
