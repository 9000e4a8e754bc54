"""Processes of this machine, as an executor."""

import multiprocessing
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from generator.workers.inside import Begin, at_once, work
from generator.workers.interrupts import held_back, interrupted_later

KILLED = "A process that works for this one was killed."
OVER = "Those who work for this process were sent home."
NOTHING = b""
"""What a worker is told when there is nothing more to do."""
FIRST = 2
"""Processes that begin before there is work for them."""


class Task(NamedTuple):
    """Something to be done, and who waits for it."""

    future: "Future[Any]"
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Worker:
    """A process, and a line to it that is no other's."""

    def __init__(self, context: BaseContext, begin: Begin) -> None:
        self.context = context
        self.first = begin
        self.line: Connection | None = None
        self.is_over = False

    def begin(self) -> Connection:
        """The line to the process, which is born now, if it was not yet: whole or not at all.

        Raises:
            OSError: there is no room for another process.
        """
        if self.line is None:
            line, end = self.context.Pipe()
            words = (end, self.first)
            self.process = self.context.Process(target=work, args=words, daemon=True)  # type: ignore[attr-defined]
            with held_back():
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

    def __init__(self, jobs: int, begin: Begin = at_once) -> None:
        copies = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if copies else "spawn")
        self.tasks: SimpleQueue[Task | None] = SimpleQueue()
        self.workers = [Worker(context, begin) for _ in range(jobs)]
        try:
            with interrupted_later():
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
