"""Tool: processes of this machine that work for this one, as standard executors."""

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, TypeVar

YOUNG = 10_000
"""New objects until Python looks for garbage: its usual 700 take a sixth of a sheet's time."""
KILLED = "A process that works for this one was killed."
OVER = "Those who work for this process were sent home."
NOTHING = b""
"""What a worker is told when there is nothing more to do."""
FIRST = 2
"""Processes that begin before there is work for them."""
MOST = 61
"""Processes, whatever is asked for: each has a place in memory for all that it loads."""
CANNOT = (OSError, ImportError, NotImplementedError)
"""What is raised where no process can be had, or no line to one."""
Item = TypeVar("Item")
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


class Task(NamedTuple):
    """Something to be done, and who waits for it."""

    future: "Future[Any]"
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Worker:
    """A process, and a line to it that is no other's."""

    def __init__(self, context: BaseContext, modules: Sequence[str]) -> None:
        self.context = context
        self.modules = modules
        self.line: Connection | None = None
        self.is_over = False

    def begin(self) -> Connection:
        """The line to the process, which is born now, if it was not yet: whole or not at all.

        Raises:
            OSError: there is no room for another process.
        """
        if self.line is None:
            line, end = self.context.Pipe()
            words = (end, *self.modules)
            self.process = self.context.Process(target=_work, args=words, daemon=True)  # type: ignore[attr-defined]
            with _held_back():
                self.process.start()
            # Closed before the next process begins: that one would get a copy of this end, and the
            # line would not end together with its own process.
            end.close()
            self.line = line
            if self.is_over:  # it was killed while it began
                self.process.kill()
        return self.line

    def do(self, task: Task) -> None:
        """Have a task done.

        Raises:
            BrokenExecutor: the process was killed over it.
        """
        try:
            line = self.begin()
            call = pickle.dumps(task.call)
            line.send_bytes(call)
            result, failed = pickle.loads(line.recv_bytes())  # noqa: S301 - of our own process
        except (EOFError, OSError):
            raise BrokenExecutor(KILLED) from None
        except Exception as error:  # noqa: BLE001 - a call or a result that cannot be handed over
            result, failed = None, error
        if failed is None:
            task.future.set_result(result)
        else:
            task.future.set_exception(failed)

    def kill(self) -> None:
        """End it at once, also where it is just being born."""
        self.is_over = True
        if self.line:
            self.process.kill()

    def end(self) -> None:
        """Tell it that there is nothing more to do, and wait until it is gone."""
        if self.line:
            with suppress(OSError):  # it is gone already
                self.line.send_bytes(NOTHING)
            self.process.join()
            self.line.close()


class Processes(Executor):
    """Processes of this machine. An interrupt is for this one, which then ends them.

    They are not Python's own pool: its processes share one line, and one that is killed while it
    speaks has seized it for ever, so that everybody waits for the rest of its words.

    On Linux they are copies of this one, which costs nothing, as long as it has no other thread: a
    copy of a lock that another one holds would never be let go. Else they begin from nothing, the
    first at once, to load what they will need while there is nothing to do, and the others when
    there is work for them.
    """

    def __init__(self, jobs: int, modules: Sequence[str] = ()) -> None:
        copies = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if copies else "spawn")
        self.tasks: SimpleQueue[Task | None] = SimpleQueue()
        self.workers = [Worker(context, modules) for _ in range(jobs)]
        try:
            with _interrupted_later():
                for worker in self.workers[: jobs if copies else FIRST]:  # before any thread
                    worker.begin()
        except BaseException:
            for worker in self.workers:
                worker.kill()
                worker.end()
            raise
        self.is_over = False
        self.alive = {*self.workers}
        serving = partial(threading.Thread, target=self._serve, daemon=True)
        self.threads = [serving(args=[worker]) for worker in self.workers]
        for thread in self.threads:
            thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":  # noqa: ANN401
        """Hand out a task. It fails at once if all processes were killed by earlier ones.

        Raises:
            RuntimeError: this was shut down.
        """
        if self.is_over:
            raise RuntimeError(OVER)
        future: Future[Any] = Future()
        self.tasks.put(Task(future, (fn, args, kwargs)))
        self._fail_if_alone()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """End all; without waiting, what is under way is given up."""
        self.is_over = True
        for task in self._waiting() if cancel_futures or not wait else ():
            task.future.cancel()
        for worker in () if wait else self.workers:
            worker.kill()
        for _ in self.threads:
            self.tasks.put(None)
        for thread in self.threads:
            thread.join()

    def _serve(self, worker: Worker) -> None:
        """Give a worker one task after another, until there are no more or it is killed."""
        while task := self.tasks.get():
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                worker.do(task)
            except BrokenExecutor as error:
                self.alive.discard(worker)
                task.future.set_exception(error)
                break
        worker.end()
        self._fail_if_alone()

    def _fail_if_alone(self) -> None:
        """Nobody is left to do what waits: say so."""
        for task in () if self.alive else self._waiting():
            if task.future.set_running_or_notify_cancel():
                task.future.set_exception(BrokenExecutor(KILLED))

    def _waiting(self) -> Iterator[Task]:
        """The tasks that nobody has taken, which are then nobody's."""
        with suppress(Empty):
            while task := self.tasks.get_nowait():
                yield task


def processes(jobs: int, modules: Sequence[str] = ()) -> Hire:
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


def batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """The items in groups of ``size``; the last group may be smaller."""
    left = iter(items)
    while batch := tuple(islice(left, size)):
        yield batch


@contextmanager
def _interrupted_later() -> Iterator[None]:
    """Hold back an interrupt until the end; only the main thread can, others do nothing."""
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
    """Block interrupts in this thread: one that comes waits, and would be lost if ignored."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(line: Any, *modules: str) -> None:  # noqa: ANN401 - multiprocessing's own
    """Do what comes on a line, until nothing more is to be done.

    A worker is deaf to interrupts, and ends with the process that the work is for, however that
    ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=[multiprocessing.parent_process()], daemon=True).start()
    for name in modules:
        import_module(name)
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
