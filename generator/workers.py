"""Tool: processes of this machine that work for this one, as standard executors."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any

YOUNG = 10_000
"""New objects until Python looks for garbage: its usual 700 take a sixth of a sheet's time."""
FIRST = 2
"""Processes that are born before there is work for them."""
MOST = 61
"""Processes: more than Windows can wait for."""
CANNOT = (OSError, ImportError, NotImplementedError)
"""What is raised where there are no semaphores, no sockets, or no room for the names of them."""
Hire = Callable[[], Executor]
"""Gives an executor, and a new one in the place of one that broke."""


class HereAndNow(Executor):
    """Does everything in this process, at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":  # noqa: ANN401
        """A future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is raised again where the result is wanted
            future.set_exception(error)
        return future


class Processes(ProcessPoolExecutor):
    """Processes of this machine. An interrupt is for this one, which then ends them.

    On Linux they are copies of this one, which costs nothing, as long as it has no other thread: a
    copy of a lock that another one holds would never be let go. Else they begin from nothing. The
    first are born at once, and load what they will need while there is nothing to do.
    """

    def __init__(self, jobs: int, modules: Iterable[str] = ()) -> None:
        copies = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if copies else "spawn")
        super().__init__(jobs, context, initializer=partial(_begin, *modules))
        self.others = set(multiprocessing.active_children())
        for _ in range(min(jobs, FIRST)):
            self.submit(int)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":  # noqa: ANN401
        """Hand out a task, and be interrupted afterward: a process is born whole or not at all."""
        with _interrupted_later(), _held_back():  # which those who are born now inherit
            return super().submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """End all; without waiting, what is under way is given up."""
        super().shutdown(wait, cancel_futures=cancel_futures or not wait)
        for process in () if wait else {*multiprocessing.active_children()} - self.others:
            process.terminate()


def processes(jobs: int, modules: Iterable[str] = ()) -> Hire:
    """So many processes of this machine, or as many as may be.

    With one job, or where no process can be had, it is this one itself. ``modules`` are what each
    of them will need.
    """

    def hire() -> Executor:
        try:
            return Processes(min(jobs, MOST), modules) if jobs > 1 else HereAndNow()
        except CANNOT:
            return HereAndNow()

    return hire


def cores() -> int:
    """How many jobs this machine has room for."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


@contextmanager
def _interrupted_later() -> Iterator[None]:
    """An interrupt comes afterward; only the main thread has a say in it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt


@contextmanager
def _held_back() -> Iterator[None]:
    """No interrupt reaches this thread; to ignore them would lose one that is meant for us."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(*modules: str) -> None:
    """Be deaf to interrupts, and end with the process that the work is for, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_with, args=[parent], daemon=True).start()
    for name in modules:
        import_module(name)


def _end_with(process: Any) -> None:  # noqa: ANN401 - multiprocessing's own
    process.join()
    os._exit(1)


def clear_up_seldom() -> None:
    """Let Python look for garbage as suits much work: not at what is there now, and seldom.

    The command line does without a collector, and workers may begin as it does.
    """
    gc.freeze()
    gc.set_threshold(YOUNG)
    gc.enable()
