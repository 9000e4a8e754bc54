"""Who does the work: batches go out to an executor, packets come back in the order of the rows.

    members ─▶ batch, batch, batch ─submit─▶ executor ─▶ packets
               └── at most WINDOW for each worker are under way, so memory stays flat ──┘

Any ``concurrent.futures.Executor`` will do. Where one breaks (a worker was killed, or ended itself
over a hanging document), the batches under way are done again by a new one, row by row; a row that
breaks that one, too, has failed, and the rest goes on.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any

from generator.cohort.members import Member
from generator.cohort.work import Order, Packet, make_packets
from generator.errors import AskwellError, Place, Problem

BATCH = 8
"""Members that are handed out together: a batch of drafts is ready in some milliseconds."""
WINDOW = 3
"""Batches under way for each worker."""
ALONE = 300
"""Packets without print that this process has made by the time that others are ready."""
TASKS = 500
"""Batches after which a worker is replaced by a new one, and its memory given back."""
Batch = tuple[Member, ...]
Hire = Callable[[], Executor]
"""Gives an executor, and a new one in the place of one that broke."""
Under = deque[tuple[Batch, "Future[list[Packet]]"]]


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


def jobs_for(packets: int, *, prints: bool) -> int:
    """How many jobs make so many packets soonest, with PDFs or without."""
    return 1 if packets <= ALONE and not prints else cores()


def processes(jobs: int, preload: Iterable[str] = ()) -> Hire:
    """So many processes of this machine; with one job, this process itself.

    ``preload`` are modules that each of them will need.
    """
    if jobs == 1:
        return HereAndNow
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["generator.cohort.work", *preload])
    return lambda: ProcessPoolExecutor(jobs, context, max_tasks_per_child=TASKS)


def cores() -> int:
    """How many jobs this machine has room for."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


class Crew:
    """An executor, and another one when it breaks."""

    def __init__(self, hire: Hire, order: Order, jobs: int) -> None:
        self.hire = hire
        self.order = order
        self.window = WINDOW * jobs
        self.executor = hire()

    def packets(self, members: Iterable[Member]) -> Iterator[Packet]:
        """The packets of all members, in their order.

        Raises:
            AskwellError: the project can no longer be read.
        """
        under: Under = deque()
        try:
            for batch in _batches(members):
                under.append((batch, self._submit(batch)))
                if len(under) >= self.window:
                    yield from self._next(under)
            while under:
                yield from self._next(under)
        finally:
            for _, future in under:
                future.cancel()
            self.executor.shutdown(wait=False)

    def _submit(self, batch: Batch) -> "Future[list[Packet]]":
        try:
            return self.executor.submit(make_packets, self.order, batch)
        except RuntimeError as error:  # it broke over an earlier batch
            lost: Future[list[Packet]] = Future()
            lost.set_exception(error)
            return lost

    def _next(self, under: Under) -> Iterator[Packet]:
        batch, future = under.popleft()
        try:
            packets = future.result()
        except AskwellError:
            raise
        except Exception:  # noqa: BLE001 - each executor has errors of its own for a lost worker
            lost = [batch, *(each for each, _ in under)]
            under.clear()
            self._replace()
            for member in (member for each in lost for member in each):
                yield self._alone(member)
        else:
            yield from packets

    def _alone(self, member: Member) -> Packet:
        """One row by itself, so that it is known which one the worker dies of."""
        try:
            return self._submit((member,)).result()[0]
        except AskwellError:
            raise
        except Exception:  # noqa: BLE001 - as above
            self._replace()
            message = "The process that made this row’s packet ended, twice."
            hint = "Perhaps a document took too long or needed too much memory. Try the row alone."
            problem = Problem(member.source.path, Place(member.number), message, hint)
            return Packet(member, problems=(problem,))

    def _replace(self) -> None:
        self.executor.shutdown(wait=False)
        self.executor = self.hire()


def _batches(members: Iterable[Member]) -> Iterator[Batch]:
    batch: list[Member] = []
    for member in members:
        batch.append(member)
        if len(batch) == BATCH:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)
