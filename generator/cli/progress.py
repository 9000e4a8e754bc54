"""What is being made just now, for work that takes longer than a second."""

from __future__ import annotations

import gc
import sys
import time
from threading import Lock, Timer
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.status import Status

    from generator.cohort.outcome import Done

CLEAR_AFTER = 20
"""Documents; each leaves three or four megabytes of garbage."""
LISTED = 5_000
"""Rows; a browser takes some seconds for a page with more links."""
MINUTE = 60.0
LEARNED = 10.0
"""Seconds after which one knows how long a row takes."""
PATIENCE = 1.0
"""Seconds in which nothing needs to be said."""


class _Line:
    """A line on a terminal that moves while there is work, and is gone afterward."""

    status: Status | None = None

    def show(self, words: str) -> None:
        """Put other words on it."""
        if self.status is None:
            from rich.console import Console  # noqa: PLC0415 - only slow work pays for it

            self.status = Console(stderr=True).status(words)
            self.status.start()
        else:
            self.status.update(words)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Take it away."""
        if self.status:
            self.status.stop()


class Progress(_Line):
    """Called with the name of each document: a moving line on a terminal, plain lines elsewhere.

    After a second it tells what there is to tell, though the next document may take long to come.
    """

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.documents = 0
        self.name = ""
        self.told: set[str] = set()
        self.one_at_a_time = Lock()
        self.alarm = Timer(PATIENCE, self._tell)
        self.alarm.daemon = True

    def __call__(self, name: str) -> None:
        """Tell what is made next, each once, and clear up after the documents before it."""
        self.documents += 1
        if self.documents % CLEAR_AFTER == 0:
            gc.collect()
        self.name = name
        if time.monotonic() - self.start > PATIENCE:
            self._tell()

    def __enter__(self) -> Self:
        self.alarm.start()
        return super().__enter__()

    def end(self) -> None:
        """Take it away; an alarm that comes just now has nothing to tell any more."""
        self.alarm.cancel()
        with self.one_at_a_time:
            self.name = ""
            super().end()

    def _tell(self) -> None:
        with self.one_at_a_time:
            if self.name and sys.stderr.isatty():
                self.show(self.name)
            elif self.name and self.name not in self.told:
                self.told.add(self.name)
                click.echo(f"… {self.name}", err=True)


class Counting(_Line):
    """Called with each row that is done: how many there are, and how long the rest may take."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.start = time.monotonic()
        self.told = self.start
        self.done = self.made = 0
        self.first: list[Done] = []
        """As many as a report lists."""

    def __call__(self, done: Done) -> None:
        """Take one row down, and tell now and then."""
        self.done += 1
        self.made += done.state == "made"
        if len(self.first) < LISTED:
            self.first.append(done)
        now = time.monotonic()
        if sys.stderr.isatty():
            if now - self.told >= 1 / 4:
                self.told = now
                self.show(self._words(now))
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
