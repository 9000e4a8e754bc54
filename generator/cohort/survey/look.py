"""What one row comes to by itself, and how the rows of a long table are shared out.

rows ─▶ batch, batch, batch ─submit─▶ executor ─▶ Seen, in the order of the rows

A table that is not long is read here, where its members are kept for the packets that follow. As
many batches are under way as there is work for everyone, so memory stays flat. What an executor
leaves undone when it breaks is done here.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from datetime import date
from itertools import chain, islice
from typing import NamedTuple, Protocol

from generator.builds import Wanted
from generator.cohort.rows.match import match
from generator.cohort.rows.members import KEPT, BadRow, Member, OptedOut, Person, Reader
from generator.cohort.shared import as_it_was
from generator.cohort.survey.clashes import Approach, approaches
from generator.errors import InputError, Problem
from generator.load.cohort import Settings, load_cohort
from generator.load.references import References
from generator.project import Project
from generator.tables import Row, Table
from generator.workers import Hire, batches, cores

ALONE = KEPT
"""Rows that are sooner read here than by others."""
BATCH = 100
"""Rows that are handed out together."""
WINDOW = 3
"""Batches under way for each core."""


class Seen(NamedTuple):
    """What is known of one row; of one that opted out, nothing. One with problems asks nobody."""

    problems: tuple[Problem, ...] = ()
    person: Person | None = None
    requests: tuple[Approach, ...] = ()


class Ahead(Protocol):
    """Begins packets before all rows were looked at; what it makes is held back until then."""

    def meet(self, member: Member) -> None:
        """Be told of one with no fault of its own, in the order of the rows."""


GetAhead = Callable[[int], Ahead]
"""Makes one for at most so many members."""


class Sought(NamedTuple):
    """Enough for another process to read the rows of a table as this one does."""

    project: Project
    wanted: Wanted
    digest: bytes
    """The check sum of the project, without its people."""
    head: Table
    """The table without its rows."""
    profile: str


_READERS: dict[Sought, Reader] = {}
"""The last reader; a process that is a copy of this one has it, too."""


def begin(sought: Sought, settings: Settings, references: References) -> Reader:
    """What reads the rows of a table, here and in copies of this process.

    Raises:
        InputError: its columns do not do.
    """
    _READERS.clear()
    _READERS[sought] = Reader(match(sought.head, settings, sought.profile), references)
    return _READERS[sought]


def _reader(sought: Sought) -> Reader:
    if sought not in _READERS:
        shared = as_it_was(sought.project, sought.wanted, sought.digest)
        settings = load_cohort(sought.project, shared.library, shared.catalog)
        return begin(sought, settings, References(shared.library, shared.catalog))
    return _READERS[sought]


def look(reader: Reader, row: Row, today: date) -> Seen:
    """Read one row."""
    try:
        member = reader.read(row)
    except OptedOut:
        return Seen()
    except BadRow as error:
        return Seen(tuple(error.problems), error.person)
    except InputError as error:
        return Seen(tuple(error.problems))
    interview = member.interview
    requests = approaches(member.number, interview, today) if interview else []
    return Seen(member.remarks, _person(member), tuple(requests))


def _person(member: Member) -> Person:
    return Person(
        row=member.number,
        folder_column=member.folder_column,
        email_column=member.cells.place(("seeker", "email")).column,
        folder=member.folder.casefold(),
        email=member.seeker.email.casefold(),
        asked=member.asked,
        contact=member.interview is not None,
    )


def look_at(sought: Sought, rows: Iterable[Row]) -> list[Seen]:
    """Read some rows, in any process.

    Raises:
        InputError: the project is not what it was.
    """
    reader = _reader(sought)
    return [look(reader, row, sought.project.today) for row in rows]


def all_seen(
    sought: Sought, rows: Iterator[Row], hire: Hire, ahead: GetAhead | None = None
) -> Iterator[Seen]:
    """What each row comes to, in their order.

    ``hire`` gives those who help with a long table; ``ahead`` who gets on with a short one.

    Raises:
        InputError: the file cannot be read to its end.
    """
    first = list(islice(rows, ALONE + 1))
    if len(first) <= ALONE:
        yield from _looked_at_here(sought, first, ahead)
        return
    with hire() as executor:
        yield from _shared_out(sought, chain(first, rows), executor)


def _looked_at_here(sought: Sought, rows: list[Row], ahead: GetAhead | None) -> Iterator[Seen]:
    reader, crew = _reader(sought), ahead and ahead(len(rows))
    for row in rows:
        yield look(reader, row, sought.project.today)
        if crew and row in reader.kept:
            crew.meet(reader.kept[row])


def _shared_out(sought: Sought, rows: Iterator[Row], executor: Executor) -> Iterator[Seen]:
    under: deque[tuple[tuple[Row, ...], Future[list[Seen]]]] = deque()
    for batch in batches(rows, BATCH):
        under.append((batch, executor.submit(look_at, sought, batch)))
        if len(under) > WINDOW * cores():
            yield from _result(sought, *under.popleft())
    for each in under:
        yield from _result(sought, *each)


def _result(sought: Sought, rows: Iterable[Row], future: "Future[list[Seen]]") -> list[Seen]:
    try:
        return future.result()
    except BrokenExecutor:  # a worker was killed, which costs no row
        return look_at(sought, rows)
