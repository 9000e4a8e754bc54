"""Pass 2: a packet for each good row that is new or changed; the others stay as they are.

members ─chosen?─done already?─▶ crew ─▶ packets ─announce─write─confirm─▶ ledger
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.census import State
from generator.cohort import Roster
from generator.cohort.making.crew import Crew, Ready
from generator.cohort.making.work import Order, Packet
from generator.cohort.outcome import LEFT, Done, Outcome
from generator.cohort.records.fingerprint import fingerprint, owner_of
from generator.cohort.records.ledger import Announced, Confirmed, Ledger, Notes, OnDisk, on_disk
from generator.cohort.records.purge import command
from generator.cohort.rows.members import Member, OptedOut
from generator.documents import Artifact
from generator.errors import InputError, Place, Problem
from generator.tables import Row
from generator.write import sweep, write

LATE = 20
"""Faults that are kept to be shown."""
ODD = "Something is odd in print, such as letters that no typeface has"
"""What the PDF engine remarks on, for all rows alike: its own words have letters of names."""
ANOTHER = (
    "Tell them apart in a column “Folder”. If it is one person, whose address has changed, "
    "remove the old packet first: {}"
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

    def most(self, good: int, numbers: range) -> int:
        """How many packets there are at the most, of so many good rows with these numbers."""
        last = numbers.stop - 1 if self.last is None else min(self.last, numbers.stop - 1)
        some = (self.limit, len(self.only) or None, last + 1 - max(self.first, numbers.start))
        return min(good, *(each for each in some if each is not None))

    def is_among(self, numbers: range) -> bool:
        """Whether any row is among them, of all that there are."""
        return self.first <= numbers[-1] and (self.last is None or numbers[0] <= self.last)

    def has(self, member: Member) -> bool:
        """Whether a member is among them, by the folder."""
        return not self.only or member.folder.casefold() in self.only


class Parcel(NamedTuple):
    """A packet on its way to the disk."""

    member: Member
    packet: Packet
    made_of: bytes
    notes: Notes
    files: Mapping[str, Artifact] = {}
    """Those that are ours to write."""
    written: Sequence[OnDisk] = ()
    """What there is to know of them on the disk."""

    @property
    def state(self) -> State:
        """What became of its row; where every file is somebody's own, nothing was made."""
        if self.packet.problems:
            return "failed"
        return "unchanged" if self.packet.files and not self.files else "made"


Stage = Callable[[Parcel, Ledger], Parcel]
Note = Callable[[Sequence[Parcel], Ledger], None]
Tell = Callable[[Sequence[Done]], None]
"""Is told the rows that were done together."""


class Run:
    """One run over one table."""

    def __init__(self, roster: Roster, chosen: Chosen, order: Order) -> None:
        self.table = roster.table
        self.reader = roster.reader
        self.survey = roster.survey
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

    def go(self, crew: Crew, tell: Tell, *, anew: bool = False) -> Outcome:
        """Make what is to be made; ``anew`` takes nothing that is there for done.

        ``tell`` is called with none when all is ready to begin.

        Raises:
            InputError: the table or the project can no longer be read, or nothing can be written.
        """
        with Ledger(self.output) as ledger:
            tell([])
            for ready in crew.packets(self._wanted(ledger, tell, anew=anew)):
                tell([*self._keep(ready, ledger)])
            if self.chosen == Chosen() and not self.reader.columns.mends:
                self._left_over(ledger)
        outcome = self.outcome
        outcome.failed = sum(map(self.chosen.has_row, self._bad_rows()))
        outcome.skipped = self.survey.rows - outcome.made - outcome.unchanged - outcome.failed
        return outcome

    def _bad_rows(self) -> frozenset[int]:
        """Rows with faults that may be of a packet that was chosen."""
        others = self.survey.findings.claimed_by() if self.chosen.only else ()
        apart = {row for row, folder in others if folder not in self.chosen.only}
        return self.survey.bad_rows() - apart

    def _left_over(self, ledger: Ledger) -> None:
        """What is there that no row asks for; one with a fault may be mended in another table."""
        findings = self.survey.findings
        for folder in findings.claimed():
            ledger.meet(folder)
        self.outcome.nameless = findings.nameless()
        self.outcome.left_over, self.outcome.left = ledger.left_over(LEFT)

    def members(self) -> Iterator[Member]:
        """The good rows that were chosen, in the order of the table."""
        bad, left = self.survey.bad_rows(), self.chosen.limit
        for row in self._rows():
            if left == 0:
                return
            if row.is_nobodys or not self.chosen.has_row(row.number) or row.number in bad:
                continue
            member = self._member(row)
            if member and self.chosen.has(member):
                left = left and left - 1
                yield member

    def _rows(self) -> Iterable[Row]:
        """All rows of the table once more; of one that is not long, those that were kept."""
        if self.reader.keeps(self.survey.rows):
            return self.reader.kept
        return self.table.rows(self.reader.columns.used)

    def _member(self, row: Row) -> Member | None:
        try:
            return self.reader.read(row)
        except OptedOut:
            return None

    def _wanted(self, ledger: Ledger, tell: Tell, *, anew: bool) -> Iterator[Member]:
        """Those whose packet is not there yet as it should be."""
        for member in self.members():
            ledger.meet(member.folder)
            if ledger.is_others(member.folder, owner_of(member)):
                self._fail([self._another(member)])
                tell([Done(member, "failed")])
                continue
            self.outcome.without_contact += member.interview is None
            made_of = fingerprint(member, self.order.shared)
            if not anew and ledger.is_done(member.folder, made_of):
                self.outcome.unchanged += 1
                self.outcome.empty += not ledger.files(member.folder)
                self.outcome.keep(member.folder, ledger.changed(member.folder))
                self.outcome.note(member.number, ledger.notes(member.folder))
                tell([Done(member, "unchanged")])
            else:
                self.under_way[member.folder] = made_of
                yield member

    def _keep(self, ready: Sequence[Ready], ledger: Ledger) -> Iterator[Done]:
        """Write packets, or keep the reasons why there are none.

        Raises:
            InputError: what is wrong is in no row: every one would fail for it.
        """
        for _, packet in ready:
            if elsewhere := [each for each in packet.problems if each.path != self.table.path]:
                raise InputError(elsewhere)
        parcels = [self._parcel(*each) for each in ready]
        parcels = self._each(self._ours, parcels, ledger)
        parcels = self._together(self._announced, parcels, ledger)
        parcels = self._each(self._written, parcels, ledger)
        parcels = self._together(self._confirmed, parcels, ledger)
        parcels = self._each(self._cleared, parcels, ledger)
        for parcel in parcels:
            if parcel.packet.problems:
                self._fail(parcel.packet.problems)
            else:
                self._count(parcel)
            yield Done(parcel.member, parcel.state)

    def _parcel(self, member: Member, packet: Packet) -> Parcel:
        notes = Notes(tuple(each.rule or ODD for each in packet.warnings), packet.waiting)
        return Parcel(member, packet, self.under_way.pop(member.folder), notes)

    def _each(self, stage: Stage, parcels: list[Parcel], ledger: Ledger) -> list[Parcel]:
        """Packets after a stage that may fail for one of them."""
        return [self._trying(stage, each, ledger) for each in parcels]

    def _trying(self, stage: Stage, parcel: Parcel, ledger: Ledger) -> Parcel:
        try:
            return parcel if parcel.packet.problems else stage(parcel, ledger)
        except InputError as error:
            return self._refused(parcel, error)

    def _together(self, note: Note, parcels: list[Parcel], ledger: Ledger) -> list[Parcel]:
        """Packets of which the ledger was told; where it cannot be, none got further."""
        try:
            note([each for each in parcels if not each.packet.problems], ledger)
        except InputError as error:
            return [self._refused(each, error) for each in parcels]
        return parcels

    def _refused(self, parcel: Parcel, error: InputError) -> Parcel:
        """A packet with the first reason why it got no further, at its row."""
        packet, place = parcel.packet, Place(parcel.member.number)
        if packet.problems:
            return parcel
        ours = [each._replace(path=self.table.path, place=place) for each in error.problems]
        return parcel._replace(packet=packet._replace(problems=tuple(ours)))

    def _another(self, member: Member) -> Problem:
        """That a folder has somebody else's packet, of this table or of an earlier one."""
        message = f"The folder “{member.folder}” has the packet of another person."
        place = Place(member.number, member.folder_column)
        remove = command(self.order.project, member.folder)
        return Problem(self.table.path, place, message, ANOTHER.format(remove))

    def _fail(self, problems: Sequence[Problem]) -> None:
        self.survey.findings.add(problems)
        self.late += problems[: LATE - len(self.late)]

    def _count(self, parcel: Parcel) -> None:
        packet = parcel.packet
        self.outcome.made += parcel.state == "made"
        self.outcome.unchanged += parcel.state == "unchanged"
        self.outcome.empty += not packet.files and not packet.engine
        self.outcome.note(parcel.member.number, parcel.notes)
        self.outcome.engine = self.outcome.engine or packet.engine
        reasons = (artifact.apart for artifact in packet.files.values() if artifact.apart)
        self.outcome.apart.update(reasons)

    def _ours(self, parcel: Parcel, ledger: Ledger) -> Parcel:
        """With the files that are ours to write."""
        packet, folder = parcel.packet, parcel.member.folder
        sweep(self.output, self.output / folder)
        theirs = ledger.theirs(folder, packet.files)
        self.outcome.keep(folder, theirs)
        files = {name: each for name, each in packet.files.items() if name not in theirs}
        return parcel._replace(files=files)

    def _announced(self, parcels: Sequence[Parcel], ledger: Ledger) -> None:
        ledger.announce(
            *(Announced(each.member.folder, each.files, owner_of(each.member)) for each in parcels)
        )

    def _written(self, parcel: Parcel, _: Ledger) -> Parcel:
        folder = parcel.member.folder
        files = {f"{folder}/{name}": each for name, each in parcel.files.items()}
        receipts = write(self.output, files)
        self.outcome.files += sum(receipt.state == "made" for receipt in receipts)
        return parcel._replace(written=on_disk(self.output / folder, parcel.files))

    def _confirmed(self, parcels: Sequence[Parcel], ledger: Ledger) -> None:
        """A packet without its PDFs is not complete."""
        ledger.confirm(
            *(
                Confirmed(each.member.folder, each.made_of, each.written, each.notes)
                for each in parcels
                if not each.packet.engine
            )
        )

    def _cleared(self, parcel: Parcel, ledger: Ledger) -> Parcel:
        """Without the files of an earlier run that it has no longer."""
        if not parcel.packet.engine and not self.order.wanted.is_narrowed:
            ledger.clear(parcel.member.folder, parcel.packet.files)
        return parcel
