"""What goes on in a process that works for another one."""

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

YOUNG = 10_000
"""New objects until Python looks for garbage: its usual 700 take a sixth of a sheet's time."""
Begin = Callable[[], object]
"""What a worker does before it has work; another process, a copy or not, can be told of it."""


def at_once() -> None:
    """Begin without any preparation."""


def work(line: Any, begin: Begin) -> None:  # noqa: ANN401 - multiprocessing's own
    """Do what comes on a line, until nothing more is to be done.

    A worker is deaf to interrupts, and ends with the process that the work is for, however that
    ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=[multiprocessing.parent_process()], daemon=True).start()
    begin()
    with suppress(EOFError, OSError):  # nobody is there any more
        while call := line.recv_bytes():
            line.send_bytes(_done(call))


def _done(call: bytes) -> bytes:
    """What came of a call: a result or an error, to be raised where the result is wanted."""
    try:
        fn, args, kwargs = pickle.loads(call)  # noqa: S301 - of our own process
        return pickle.dumps((fn(*args, **kwargs), None))
    except Exception as error:  # noqa: BLE001 - whatever it is
        return _handed_over(error)


def _handed_over(error: Exception) -> bytes:
    """An error; or its words, where it could not be put together again."""
    try:
        packed = pickle.dumps((None, error))
        pickle.loads(packed)  # noqa: S301 - as above
    except Exception:  # noqa: BLE001 - whatever it is
        return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
    return packed


def _end_with(process: Any) -> None:  # noqa: ANN401 - multiprocessing's own
    process.join()
    os._exit(1)


def clear_up_seldom() -> None:
    """Have Python look for garbage, but seldom, and never among what is there already.

    The command line does without a collector, and workers may begin as it does.
    """
    gc.freeze()
    gc.set_threshold(YOUNG)
    gc.enable()
