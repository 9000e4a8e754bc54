"""How long one document may take before it is given up."""

import faulthandler
import os
import signal
import threading
from functools import cache
from multiprocessing import parent_process
from types import FrameType, TracebackType
from typing import NoReturn, Self


class TimeUp(BaseException):
    """A document took too long. No ``Exception``, so that no template's error handling keeps it."""


class Patience:
    """Called before each document, with its name; from then on the seconds count for it.

    An alarm ends what runs in Python. Whoever keeps that from us (the PDF engine does, while it
    draws) is found out before the next document, or in the end. A worker process that hangs inside
    a library's own code is ended as a whole, after twice the time; its rows are then tried again
    one by one. Where there are no alarms (Windows, a thread of a cluster's worker) nothing is
    ended.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.can = hasattr(signal, "setitimer") and (
            threading.current_thread() is threading.main_thread()
        )
        self.name = ""
        self.is_up = False

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
                faulthandler.dump_traceback_later(2 * self.seconds, exit=True, file=_nowhere())

    def __enter__(self) -> Self:
        if self.can:
            self.before = signal.signal(signal.SIGALRM, self._stop)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self.can:
            return
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
        finally:  # the alarm may go off while it is turned off
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, self.before)
        if self.is_up and (kind is None or issubclass(kind, Exception)):
            raise TimeUp from error

    def _stop(self, _: int, __: FrameType | None) -> NoReturn:
        self.is_up = True
        raise TimeUp


@cache
def _nowhere() -> int:
    """Where nobody reads; opened once, since a worker makes thousands of documents."""
    return os.open(os.devnull, os.O_WRONLY)
