"""One row → a member of the cohort, or every fault of its cells."""

from itertools import chain
from typing import NamedTuple

from pydantic import ValidationError

from generator.cohort import cells
from generator.cohort.columns import Columns
from generator.cohort.folders import folder_of
from generator.errors import InputError, Problem, Source
from generator.load.gather import Gather
from generator.load.references import References
from generator.model import Interview, Seeker
from generator.model.cohort import Entry, key_of
from generator.reading.tree import Tree
from generator.tables import Row

YES = {"yes", "y", "true", "1", "x", "optout", "optedout"}
NO = {"no", "n", "false", "0", ""}


class OptedOut(Exception):
    """This row's person wants no packet."""


class Member(NamedTuple):
    """Who one row is about."""

    number: int
    """Of the row, as the spreadsheet shows it."""
    folder: str
    """The safe name of the packet's folder."""
    seeker: Seeker
    interview: Interview | None
    """``None``: a row without a contact."""
    seeker_source: Source
    source: Source
    """In which cells the values of the seeker and of the interview stand."""
    folder_column: int
    """The column, from 1, that the folder is called after."""
    asked: bool
    """Whether that is a column for folders."""


class Reader:
    """The columns of one table and what they may name, ready for any number of rows."""

    def __init__(self, columns: Columns, references: References) -> None:
        self.columns = columns
        self.references = references

    def read(self, row: Row) -> Member:
        """The member that a row is about.

        Raises:
            InputError: every fault of the row, each at its cell.
            OptedOut: the row says that it wants no packet.
        """
        tree = self.columns.tree(row)
        data = tree.data if isinstance(tree.data, dict) else {}
        self._consent(data.pop("opt_out", None), tree)
        if isinstance(data.get("interview"), dict):
            data["interview"]["id"] = "row"  # type: ignore[index,call-overload]
        broken = [*row.faults, *cells.broken(row, self.columns)]
        found = [*cells.untied(row, tree, self.columns)]
        try:
            entry = Entry.model_validate(data)
        except ValidationError as error:
            found += cells.faults(error, row, tree, self.columns)
            raise InputError(_once(broken, found)) from None
        if broken or found:
            raise InputError(_once(broken, found))
        return self._member(entry, row, tree)

    def _consent(self, said: object, tree: Tree) -> None:
        answer = key_of(str(said or ""))
        if answer in YES:
            raise OptedOut
        if answer not in NO:
            hint = "Write yes or no."
            message = f"It is not clear whether this row opts out: “{said}”."
            raise InputError([tree.source.problem(message, ("opt_out",), hint)])

    def _member(self, entry: Entry, row: Row, tree: Tree) -> Member:
        gather = Gather()
        source, asked = tree.source, entry.folder is not None
        folder = gather.trying(folder_of, entry, source)
        interview = entry.interview
        if interview:
            below = source.below("interview")
            interview = interview.model_copy(update={"id": folder})
            interview = self.references.resolved(interview, below, gather)
        if gather.problems or folder is None:
            raise InputError(gather.problems)
        return Member(
            number=row.number,
            folder=folder,
            seeker=entry.seeker,
            interview=interview,
            seeker_source=source.below("seeker"),
            source=source.below("interview"),
            folder_column=source.place(("folder",) if asked else ("seeker", "name")).column,
            asked=asked,
        )


def _once(first: list[Problem], then: list[Problem]) -> list[Problem]:
    """The faults of a row: what is wrong with a cell itself comes before what follows from it."""
    places = {problem.place for problem in first if problem.place.column}
    return list(chain(first, (each for each in then if each.place not in places)))
