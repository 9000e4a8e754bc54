"""What is being made just now, for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 1.0
"""Seconds in which nothing needs to be said."""


class Progress:
    """Called with the name of each document: a moving line on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.status: Status | None = None

    def __call__(self, name: str) -> None:
        """Tell what is made next."""
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
