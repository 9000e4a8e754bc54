"""Tool: processes of this machine that work for this one, as standard executors."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

YOUNG = 10_000
"""New objects until Python looks for garbage: its usual 700 take a sixth of a sheet's time."""
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
    """Processes of this machine. An interrupt is for this one, which then ends them."""

    def __init__(self, jobs: int, context: Any) -> None:  # noqa: ANN401 - multiprocessing's own
        super().__init__(jobs, context, initializer=_begin)
        self.others = set(multiprocessing.active_children())

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":  # noqa: ANN401
        """Hand out a task, and be interrupted afterward: a process is born whole or not at all."""
        with _interrupted_later():
            return super().submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """End all; without waiting, what is under way is given up."""
        super().shutdown(wait, cancel_futures=cancel_futures or not wait)
        for process in () if wait else {*multiprocessing.active_children()} - self.others:
            process.terminate()


def processes(jobs: int, preload: Iterable[str] = ()) -> Hire:
    """So many processes of this machine, or as many as may be.

    With one job, or where no process can be had, it is this one itself. ``preload`` are modules
    that each of them will need.
    """
    try:
        return _processes(min(jobs, MOST), preload) if jobs > 1 else HereAndNow
    except CANNOT:
        return HereAndNow


def _processes(jobs: int, preload: Iterable[str]) -> Hire:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415 - not everywhere

        context.set_forkserver_preload(list(preload))
        resource_tracker.ensure_running()  # the server would, and let interrupts through again
        with _interrupted_later(), _held_back():  # which those who are started now inherit
            forkserver.ensure_running()
    Processes(jobs, context).shutdown()  # whether there can be any: nobody is born so soon
    return lambda: Processes(jobs, context)


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
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Be deaf to interrupts, and end with the process that the work is for, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_with, args=[parent], daemon=True).start()


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
