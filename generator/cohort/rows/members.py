"""One row → a member of the cohort, or every fault of its cells."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from pydantic import ValidationError

from generator.cohort.rows import cells
from generator.cohort.rows.columns import Columns
from generator.cohort.rows.folders import folder_of
from generator.cohort.rows.match import value
from generator.errors import InputError, Loc, Problem, Source
from generator.load.gather import Gather
from generator.load.references import References
from generator.model import Agenda, Interview, Seeker
from generator.model.cohort import Entry, key_of
from generator.reading.tree import Tree
from generator.spelling import brief
from generator.tables import Row

KEPT = 2_000
"""Rows that are kept once they are read, since a run reads each twice: a table of most years."""
YES = {"yes", "y", "true", "1", "x", "optout", "optedout"}
NO = {"no", "n", "false", "0", ""}


class OptedOut(Exception):
    """This row's person wants no packet."""


class Person(NamedTuple):
    """What of a row is compared with other rows: of one with a fault, what has none itself."""

    row: int
    folder_column: int
    email_column: int
    folder: str
    """As file systems compare names that take capitals for small letters; ``""``: not known."""
    email: str
    """``""``: not known."""
    asked: bool
    """Whether the folder was named in the table."""
    contact: bool


class BadRow(InputError):
    """What is wrong with a row, and what of it can be compared with other rows all the same."""

    def __init__(self, problems: Iterable[Problem], person: Person) -> None:
        super().__init__(problems)
        self.person = person


class Member(NamedTuple):
    """Who one row is about."""

    number: int
    """Of the row, as the spreadsheet shows it."""
    folder: str
    """The safe name of the packet's folder."""
    seeker: Seeker
    interview: Interview | None
    """``None``: a row without a contact."""
    agenda: Agenda | None
    """What is to be asked, where there is no contact yet."""
    cells: Source
    """Where each value stands: what is below ``seeker`` and below ``interview``."""
    folder_column: int
    """The column, from 1, that the folder is called after."""
    asked: bool
    """Whether that is a column for folders."""
    remarks: tuple[Problem, ...] = ()
    """What does not stop the row."""

    @property
    def seeker_source(self) -> Source:
        """Where the seeker's values stand."""
        return self.cells.below("seeker")

    @property
    def source(self) -> Source:
        """Where the interview's values stand."""
        return self.cells.below("interview")


class Reader:
    """The columns of one table and what they may name, ready for any number of rows."""

    def __init__(self, columns: Columns, references: References) -> None:
        self.columns = columns
        self.references = references
        self.taken = {each.id.casefold() for each in references.library.interviews}
        self.kept: dict[Row, Member] = {}

    def keeps(self, rows: int) -> bool:
        """Whether all good rows are kept of a table with so many."""
        return rows <= KEPT

    def read(self, row: Row) -> Member:
        """The member that a row is about.

        Raises:
            InputError: every fault of the row, each at its cell.
            OptedOut: the row says that it wants no packet.
        """
        if row in self.kept:
            return self.kept[row]
        member = self._read(row)
        if len(self.kept) < KEPT:
            self.kept[row] = member
        return member

    def _read(self, row: Row) -> Member:
        tree = self.columns.tree(row)
        data = tree.keyed
        self._consent(data.pop("opt_out", None), tree)
        if row.faults:
            raise InputError(row.faults)  # what its cells say is not to be trusted
        gather = Gather()
        gather.problems += cells.broken(row, self.columns)
        itself = len(gather.problems)
        gather.problems += cells.untied(row, tree, self.columns)
        folder = gather.trying(folder_of, data, tree.source, self.taken) or ""
        if isinstance(interview := data.get("interview"), dict):
            interview["id"] = folder
        entry = gather.trying(self._entry, row, tree)
        member = self._member(entry, folder, row, tree, gather) if entry else None
        if gather.problems or member is None:
            problems = _once(gather.problems[:itself], gather.problems[itself:])
            raise BadRow(problems, _known(row, folder, tree, problems))
        return member

    def _entry(self, row: Row, tree: Tree) -> Entry:
        try:
            return Entry.model_validate(tree.data)
        except ValidationError as error:
            raise InputError(cells.faults(error, row, tree, self.columns)) from None

    def _consent(self, said: object, tree: Tree) -> None:
        answer = key_of(str(said or ""))
        if answer in YES:
            raise OptedOut
        if answer not in NO:
            hint = "Write yes or no."
            message = f"It is not clear whether this row opts out: “{brief(said)}”."
            raise InputError([tree.source.problem(message, ("opt_out",), hint)])

    def _member(self, entry: Entry, folder: str, row: Row, tree: Tree, gather: Gather) -> Member:
        source, asked = tree.source, entry.folder is not None
        return Member(
            number=row.number,
            folder=folder,
            seeker=entry.seeker,
            interview=self._resolved(entry.interview, source, gather),
            agenda=self._agenda(entry.agenda, source, gather),
            cells=source,
            folder_column=source.place(("folder",) if asked else ("seeker", "name")).column,
            asked=asked,
            remarks=(*cells.commas(tree, self.columns), *cells.unmet(tree, self.columns)),
        )

    def _resolved(
        self, interview: Interview | None, source: Source, gather: Gather
    ) -> Interview | None:
        """The interview with what it names looked up; places are worked out only for a problem."""
        if interview is None:
            return None
        trial = Gather()
        found = self.references.resolved(interview, source, trial)
        if trial.problems:
            self.references.resolved(interview, source.below("interview"), gather)
        return found

    def _agenda(self, agenda: Agenda | None, source: Source, gather: Gather) -> Agenda | None:
        """The agenda of a row without a contact, with what it names found."""
        if agenda is None:
            return None
        return self.references.planned(agenda, source.below("agenda"), gather)


def _known(row: Row, folder: str, tree: Tree, problems: list[Problem]) -> Person:
    """What a row with faults says without a fault of who it is about."""
    wrong = {problem.place for problem in problems}
    data = tree.keyed
    called: Loc = ("folder",) if data.get("folder") else ("seeker", "name")
    address: Loc = ("seeker", "email")
    at, email = tree.source.place(called), tree.source.place(address)
    return Person(
        row=row.number,
        folder_column=at.column,
        email_column=email.column,
        folder=folder.casefold() if value(data, called) and at not in wrong else "",
        email=str(value(data, address) or "").casefold() if email not in wrong else "",
        asked="folder" in data,
        contact="interview" in data,
    )


def _once(first: list[Problem], then: list[Problem]) -> list[Problem]:
    """The faults of a row: what is wrong with a cell itself comes before what follows from it."""
    places = {problem.place for problem in first if problem.place.column}
    return list(chain(first, (each for each in then if each.place not in places)))
