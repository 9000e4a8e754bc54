"""What is being made just now, for work that takes longer than a second."""

from __future__ import annotations

import gc
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.status import Status

CLEAR_AFTER = 20
"""Documents; each leaves three or four megabytes of garbage."""
PATIENCE = 1.0
"""Seconds in which nothing needs to be said."""


class Progress:
    """Called with the name of each document: a moving line on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.documents = 0
        self.status: Status | None = None

    def __call__(self, name: str) -> None:
        """Tell what is made next, and clear up after the documents before it."""
        self.documents += 1
        if self.documents % CLEAR_AFTER == 0:
            gc.collect()
        if time.monotonic() - self.start < PATIENCE:
            return
        if not sys.stderr.isatty():
            click.echo(f"… {name}", err=True)
        elif self.status is None:
            from rich.console import Console  # noqa: PLC0415 - only a slow build pays for it

            self.status = Console(stderr=True).status(name)
            self.status.start()
        else:
            self.status.update(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.status:
            self.status.stop()
