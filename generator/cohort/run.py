"""Pass 2: a packet for each good row that is new or changed; the others stay as they are.

members ─chosen?─done already?─▶ crew ─▶ packet ─announce─write─confirm─▶ ledger
"""

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.census import State
from generator.cohort.crew import Crew
from generator.cohort.fingerprint import fingerprint, owner_of
from generator.cohort.ledger import TEMPORARY, Ledger, Notes
from generator.cohort.members import Member, OptedOut, Reader
from generator.cohort.survey import Survey
from generator.cohort.work import Order, Packet
from generator.errors import InputError, Place, Problem
from generator.tables import Row, Table
from generator.workers import Hire
from generator.write import remove, write

LATE = 20
"""Faults that are kept to be shown."""
NAMED = 10
"""Rows that a remark names; more are counted."""
ODD = "Something is odd in print, such as letters that no typeface has"
"""What the PDF engine remarks on, for all rows alike: its own words have letters of names."""
LEFT = 3
"""Folders that are named of what is left over."""
ANOTHER = (
    "Tell them apart in a column “Folder”. If it is one person, whose address has changed, "
    "remove the old packet first: askwell cohort purge --only {}"
)


class Chosen(NamedTuple):
    """Which rows a run is for; without a word, all of them."""

    first: int = 0
    last: int | None = None
    """Numbers of rows as the spreadsheet shows them, both included."""
    only: frozenset[str] = frozenset()
    """Folders of packets, in small letters."""
    limit: int | None = None
    """How many packets at the most."""

    def has_row(self, number: int) -> bool:
        """Whether a row is among them, by its number."""
        return self.first <= number and (self.last is None or number <= self.last)

    def has(self, member: Member) -> bool:
        """Whether a member is among them, by the folder."""
        return not self.only or member.folder.casefold() in self.only


class Done(NamedTuple):
    """What a run tells of one row as soon as it is known."""

    member: Member
    state: State


@dataclass
class Outcome:
    """What became of all rows."""

    made: int = 0
    unchanged: int = 0
    skipped: int = 0
    """Rows that opted out or were not chosen."""
    failed: int = 0
    files: int = 0
    """That were written."""
    waiting: Counter[str] = field(default_factory=Counter)
    """How many packets wait for a kind of document."""
    warnings: Counter[str] = field(default_factory=Counter)
    """By the rule that says so."""
    rows: dict[str, list[int]] = field(default_factory=dict)
    """The first rows with a warning or a kind that waits, by the same words."""
    apart: Counter[str] = field(default_factory=Counter)
    """How many PDFs were laid out one by one, by the reason."""
    engine: str = ""
    """What the PDF engine said when it could not start."""
    empty: int = 0
    """Packets that have nothing in them yet."""
    without_contact: int = 0
    """Packets that were made with lines to write on."""
    left_over: int = 0
    """Packets of rows that have failed or opted out now, or that the table no longer has."""
    left: list[str] = field(default_factory=list)
    """The first of their folders."""

    changed: int = 0
    """Files that are not as a run left them, and that stay as they are."""
    theirs: list[str] = field(default_factory=list)
    """The first of them, with their folders."""

    def keep(self, folder: str, names: Sequence[str]) -> None:
        """Count files of a packet that somebody has changed, or has put there."""
        self.changed += len(names)
        self.theirs += [f"{folder}/{name}" for name in names[: LEFT - len(self.theirs)]]

    def note(self, row: int, notes: Notes) -> None:
        """Count what was remarked on in a row."""
        for counter, said in ((self.warnings, notes.warnings), (self.waiting, notes.waiting)):
            counter.update(said)
            for each in dict.fromkeys(said):
                rows = self.rows.setdefault(each, [])
                if len(rows) < NAMED:
                    insort(rows, row)


class Run:
    """One run over one table."""

    def __init__(
        self, table: Table, reader: Reader, survey: Survey, chosen: Chosen, order: Order
    ) -> None:
        self.table = table
        self.reader = reader
        self.survey = survey
        self.chosen = chosen
        self.order = order
        self.outcome = Outcome()
        self.under_way: dict[str, bytes] = {}
        """What the packets that are being made are made of, by their folders."""
        self.late: list[Problem] = []
        """The first faults that showed only when packets were made."""

    @property
    def output(self) -> Path:
        """The folder that everything is written into."""
        return self.order.project.output

    def go(
        self, hire: Hire, jobs: int, tell: Callable[[Done], None], *, anew: bool = False
    ) -> Outcome:
        """Make what is to be made; ``anew`` takes nothing that is there for done.

        Raises:
            InputError: the table or the project can no longer be read, or nothing can be written.
        """
        with Ledger(self.output) as ledger:
            crew = Crew(hire, self.order, jobs)
            for packet in crew.packets(self._wanted(ledger, tell, anew=anew)):
                tell(self._keep(packet, ledger))
            if self.chosen == Chosen() and not self.reader.columns.mends:
                self.outcome.left_over, self.outcome.left = ledger.left_over(LEFT)
        outcome = self.outcome
        outcome.failed = sum(map(self.chosen.has_row, self.survey.bad_rows()))
        outcome.skipped = self.survey.rows - outcome.made - outcome.unchanged - outcome.failed
        return outcome

    def members(self) -> Iterator[Member]:
        """The good rows that were chosen, in the order of the table."""
        bad, left = self.survey.bad_rows(), self.chosen.limit
        for row in self.table.rows(self.reader.columns.used):
            if left == 0:
                return
            if not self.chosen.has_row(row.number) or row.number in bad:
                continue
            member = self._member(row)
            if member and self.chosen.has(member):
                left = left and left - 1
                yield member

    def _member(self, row: Row) -> Member | None:
        try:
            return self.reader.read(row)
        except OptedOut:
            return None

    def _wanted(
        self, ledger: Ledger, tell: Callable[[Done], None], *, anew: bool
    ) -> Iterator[Member]:
        """Those whose packet is not there yet as it should be."""
        for member in self.members():
            ledger.meet(member.folder)
            if ledger.is_others(member.folder, owner_of(member)):
                self._fail([self._another(member)])
                tell(Done(member, "failed"))
                continue
            self.outcome.without_contact += member.interview is None
            made_of = fingerprint(member, self.order.shared)
            if not anew and ledger.is_done(member.folder, made_of):
                self.outcome.unchanged += 1
                self.outcome.empty += not ledger.files(member.folder)
                self.outcome.keep(member.folder, ledger.changed(member.folder))
                self.outcome.note(member.number, ledger.notes(member.folder))
                tell(Done(member, "unchanged"))
            else:
                self.under_way[member.folder] = made_of
                yield member

    def _keep(self, packet: Packet, ledger: Ledger) -> Done:
        """Write a packet, or keep the reason why there is none.

        Raises:
            InputError: what is wrong is in no row: every one would fail for it.
        """
        made_of = self.under_way.pop(packet.member.folder)
        try:
            if not packet.problems:
                self._write(packet, made_of, ledger)
        except InputError as error:
            place = Place(packet.member.number)
            ours = [each._replace(path=self.table.path, place=place) for each in error.problems]
            packet = packet._replace(problems=tuple(ours))
        if elsewhere := [each for each in packet.problems if each.path != self.table.path]:
            raise InputError(elsewhere)
        if packet.problems:
            self._fail(packet.problems)
            return Done(packet.member, "failed")
        self._count(packet)
        return Done(packet.member, "made")

    def _another(self, member: Member) -> Problem:
        """That a folder has somebody else's packet, of this table or of an earlier one."""
        message = f"The folder “{member.folder}” has the packet of another person."
        place = Place(member.number, member.folder_column)
        return Problem(self.table.path, place, message, ANOTHER.format(member.folder))

    def _fail(self, problems: Sequence[Problem]) -> None:
        self.survey.findings.add(problems)
        self.late += problems[: LATE - len(self.late)]

    def _count(self, packet: Packet) -> None:
        self.outcome.made += 1
        self.outcome.empty += not packet.files and not packet.engine
        self.outcome.note(packet.member.number, _notes(packet))
        self.outcome.engine = self.outcome.engine or packet.engine
        reasons = (artifact.apart for artifact in packet.files.values() if artifact.apart)
        self.outcome.apart.update(reasons)

    def _write(self, packet: Packet, made_of: bytes, ledger: Ledger) -> None:
        """Every file of a packet, and then the word that it is complete."""
        folder = packet.member.folder
        _sweep(self.output / folder)
        theirs = ledger.theirs(folder, packet.files)
        self.outcome.keep(folder, theirs)
        files = {name: each for name, each in packet.files.items() if name not in theirs}
        ledger.announce(folder, files, owner_of(packet.member))
        receipts = write(self.output, {f"{folder}/{name}": each for name, each in files.items()})
        self.outcome.files += sum(receipt.state == "made" for receipt in receipts)
        if packet.engine:
            return  # there are no PDFs, so it is not complete
        ledger.confirm(folder, made_of, files, _notes(packet))
        if not self.order.wanted.is_narrowed:
            ledger.clear(folder, packet.files)


def _notes(packet: Packet) -> Notes:
    return Notes(tuple(problem.rule or ODD for problem in packet.warnings), packet.waiting)


def _sweep(folder: Path) -> None:
    """Take away what a killed run left half done."""
    for path in folder.glob(TEMPORARY) if folder.is_dir() else ():
        if path.is_file():
            remove(path)
