"""How long one document may take before it is given up."""

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from math import inf
from multiprocessing import parent_process
from time import monotonic
from types import FrameType
from typing import NoReturn, Self


class TimeUp(BaseException):
    """A document took too long. No ``Exception``, so that no template's error handling keeps it."""


class Patience:
    """Called before each document of a batch, with its name; then the seconds count for it.

    An alarm ends what runs in Python. What an alarm cannot interrupt (the PDF engine, while it
    draws) is noticed before the next document, or at the end. A worker process that hangs inside
    a library's own code is ended as a whole, after two to three times the seconds; its rows are
    then tried again one by one. Where there are no alarms (Windows, a thread of a cluster's worker)
    nothing is ended.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.can = hasattr(signal, "setitimer") and (
            threading.current_thread() is threading.main_thread()
        )
        self.name = ""
        self.is_up = False
        self.watched = -inf
        """Since when a clock runs that ends the process."""

    def __call__(self, name: str) -> None:
        """Begin to count for the next document.

        Raises:
            TimeUp: the one before took too long.
        """
        if self.is_up:
            raise TimeUp
        self.name = name
        if self.can:
            signal.setitimer(signal.ITIMER_REAL, self.seconds)
            if parent_process() is not None:
                self._watch()

    def _watch(self) -> None:
        """See to it that there are twice the seconds left, if this process is to be ended then.

        Each such clock is a thread: to set one for every document took a tenth of a draft's time.
        """
        now = monotonic()
        if now - self.watched > self.seconds:
            faulthandler.dump_traceback_later(3 * self.seconds, exit=True, file=_nowhere())
            self.watched = now

    def __enter__(self) -> Self:
        if self.can:
            self.before = signal.signal(signal.SIGALRM, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        if self.can:
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, self.before)

    @contextmanager
    def for_packet(self) -> Iterator[None]:
        """Count for the documents of one packet.

        Raises:
            TimeUp: one of them took too long.
        """
        self.is_up = False
        try:
            yield
        except Exception as error:
            if self.is_up:
                raise TimeUp from error
            raise
        finally:  # the alarm may go off while it is turned off
            if self.can:
                signal.setitimer(signal.ITIMER_REAL, 0)
        if self.is_up:
            raise TimeUp

    def _stop(self, _: int, __: FrameType | None) -> NoReturn:
        self.is_up = True
        raise TimeUp


@cache
def _nowhere() -> int:
    """Where nobody reads; opened once, since a worker makes thousands of documents."""
    return os.open(os.devnull, os.O_WRONLY)
