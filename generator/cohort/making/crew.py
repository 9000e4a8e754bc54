"""Who does the work: batches go out to an executor, packets come back in the order of the rows.

    members ─▶ batch, batch, batch ─submit─▶ executor ─▶ packets
               └── at most WINDOW for each worker are under way, so memory stays flat ──┘

It may begin while rows are still looked over, and keep what it has made until that is over.

Any ``concurrent.futures.Executor`` will do. Where one breaks (a worker was killed, or ended itself
over a hanging document), the batches under way are done again by a new one, row by row; a row that
breaks that one, too, has failed, and the rest goes on.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import Self

from generator.cohort.making.work import Order, Packet, make_packets
from generator.cohort.rows.members import Member
from generator.errors import AskwellError, Place, Problem
from generator.workers import Hire, batches, cores

BATCH, DRAFTS = 8, 32
"""Members that are handed out together, with print and without. To make them takes some hundredths
of a second, beside which it is little to hand them over.
"""
WINDOW = 3
"""Batches under way for each worker."""
EARLY = 6
"""Batches for each worker that are begun while rows are looked over; it has no time for more."""
SHIFT = 2_500
"""Batches for each worker until new ones take their places, and memory is given back.

A worker grows by some kilobytes in ten sheets; a new one has to learn all over, for seconds.
"""
ALONE = 500
"""Packets without print that this process has made by the time that others are ready."""
Batch = tuple[Member, ...]
Ready = tuple[Member, Packet]
Under = deque[tuple[Batch, "Future[list[Packet]]"]]
Hires = Callable[[int], Hire]
"""How to get so many workers."""


def jobs_for(packets: int, *, prints: bool) -> int:
    """How many jobs make so many packets soonest, with PDFs or without.

    There are no more than batches; but PDFs are made where a process may be ended over one.
    """
    few = -(-packets // (BATCH if prints else DRAFTS))
    return 1 if packets <= ALONE and not prints else min(cores(), max(2, few))


class Crew:
    """An executor, and another one when it breaks."""

    def __init__(self, order: Order, hire: Hire, jobs: int) -> None:
        self.order = order
        self.hire = hire
        self.batch = BATCH if order.wanted.prints else DRAFTS
        self.window = WINDOW * jobs
        self.shift = SHIFT * jobs
        self.early = EARLY * jobs if jobs > 1 else 0
        """Batches that are begun before they are asked for, where there are others to work."""
        self.met: list[Member] = []
        """Members that are no batch yet."""
        self.begun: Under = deque()
        """What was begun before it was asked for."""
        self.executor = hire()

    def dismiss(self) -> None:
        """Let all go, whatever they are at."""
        self.executor.shutdown(wait=False)

    def meet(self, member: Member) -> None:
        """Begin with a member whose row may still turn out to clash with another one."""
        if len(self.begun) == self.early:
            return
        self.met.append(member)
        if len(self.met) == self.batch:
            batch = tuple(self.met)
            self.begun.append((batch, self._submit(batch)))
            self.met.clear()

    def packets(self, members: Iterable[Member]) -> Iterator[list[Ready]]:
        """The packets of all members, in their order, some at a time.

        Raises:
            AskwellError: the project can no longer be read.
        """
        under: Under = deque()
        try:
            for number, batch in enumerate(batches(members, self.batch), 1):
                under.append((batch, self._begun(batch) or self._submit(batch)))
                if number % self.shift == 0:
                    # Only a process that ends gives all its memory back.
                    while under:
                        yield from self._next(under)
                    self._replace()
                if len(under) >= self.window:
                    yield from self._next(under)
            while under:
                yield from self._next(under)
        finally:
            for _, future in under:
                future.cancel()

    def _begun(self, batch: Batch) -> "Future[list[Packet]] | None":
        """The packets of a batch that was begun early; from where another one is wanted on, none.

        A row that has its fault only beside other rows is not wanted, and shifts all behind it.
        """
        while self.begun:
            early, future = self.begun.popleft()
            if early == batch:
                return future
            future.cancel()
        return None

    def _submit(self, batch: Batch) -> "Future[list[Packet]]":
        try:
            return self.executor.submit(make_packets, self.order, batch)
        except RuntimeError as error:  # it broke over an earlier batch
            lost: Future[list[Packet]] = Future()
            lost.set_exception(error)
            return lost

    def _next(self, under: Under) -> Iterator[list[Ready]]:
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
                yield [(member, self._alone(member))]
        else:
            yield [*zip(batch, packets, strict=True)]

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
            return Packet(problems=(problem,))

    def _replace(self) -> None:
        self.executor.shutdown(wait=False)
        self.executor = self.hire()


class Hiring:
    """Makes the crew when it is first asked for, and gives the same one from then on."""

    def __init__(self, order: Order, hires: Hires, jobs: int | None = None) -> None:
        self.order = order
        self.hires = hires
        self.jobs = jobs
        self.crew: Crew | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.crew:
            self.crew.dismiss()

    def crew_for(self, packets: int) -> Crew:
        """Who makes so many packets."""
        if self.crew is None:
            jobs = self.jobs or jobs_for(packets, prints=self.order.wanted.prints)
            self.crew = Crew(self.order, self.hires(jobs), jobs)
        return self.crew
