"""Pass 1: all rows are looked at before the first file is written."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.census import Clash
from generator.cohort.rows.members import Person
from generator.cohort.survey.clashes import clash
from generator.cohort.survey.findings import Findings
from generator.cohort.survey.look import Seen
from generator.errors import Place, Problem, UnknownName
from generator.model import Policy
from generator.typography import listed

NAMED = 3
"""Rows that a problem names; more are counted."""
OTHER_FOLDER = "Tell them apart in a column “Folder”, with another name in each row."
OTHER_ADDRESS = (
    "Correct or delete one of them. If one student asks two people, "
    "add a column “Folder” with another name in each row."
)


class Survey(NamedTuple):
    """What is known of a table once all of it was read."""

    findings: Findings
    rows: int
    """Rows with anything in them."""
    opted_out: int
    clashes: tuple[Clash, ...]
    """Who would be approached by too many within the same weeks."""

    @property
    def faults(self) -> int:
        """How many problems there are."""
        return self.findings.count()

    @property
    def bad(self) -> int:
        """How many rows have problems."""
        return len(self.bad_rows())

    @property
    def good(self) -> int:
        """Rows of which a packet can be made."""
        return self.rows - self.opted_out - self.bad

    @property
    def without_contact(self) -> int:
        """Of the good rows, those that ask nobody yet."""
        return self.findings.without_contact()

    @property
    def warnings(self) -> list[Problem]:
        """What does not stop a row."""
        return [*self.findings.problems("warning")]

    def first(self, number: int = 20) -> list[Problem]:
        """The first so many problems, by rows and columns."""
        return [*self.findings.problems(most=number)]

    def all(self) -> Iterator[Problem]:
        """Every problem, by rows and columns."""
        return self.findings.problems()

    def problems(self, number: int) -> list[Problem]:
        """What is wrong with one row; nothing if a packet can be made of it."""
        return [*self.findings.problems(row=number)]

    def bad_rows(self) -> frozenset[int]:
        """The numbers of the rows of which no packet can be made."""
        return frozenset(self.findings.bad_rows())

    def must_have(self, folders: Collection[str]) -> None:
        """Refuse the folder of a packet that no row is for.

        It may be of a row with a fault that hides its folder: then only the fault is told.

        Raises:
            UnknownName: with the nearest of those that there are.
        """
        if not folders or self.findings.nameless():
            return
        there = list(self.findings.folders())
        for folder in folders:
            if folder.casefold() not in there:
                more = "A row that opted out has none." if self.opted_out else ""
                raise UnknownName("packet", folder, there, more)


def survey(path: Path, seen: Iterable[Seen], policy: Policy) -> Survey:
    """Bring together what the rows of a table come to; write nothing.

    Raises:
        InputError: the file cannot be read to its end.
    """
    findings = Findings(path)
    rows = opted_out = 0
    for problems, person, requests in seen:
        rows += 1
        findings.add(problems)
        if person:
            findings.meet(person, requests)
        elif not problems:
            opted_out += 1
    findings.settle()
    findings.add([*_same_address(findings), *_same_folder(findings)])
    findings.forget_bad()
    findings.know_again()
    return Survey(findings, rows, opted_out, tuple(_clashes(findings, policy)))


def _same_address(findings: Findings) -> Iterator[Problem]:
    """Two rows of one student: a slip, unless each has a folder of its own."""
    for people in findings.alike("email"):
        apart = all(each.asked for each in people) and len({each.folder for each in people}) > 1
        for person in people:
            place = Place(person.row, person.email_column)
            message = f"{_others(people, person)} the same email address."
            problem = Problem(findings.path, place, message, OTHER_ADDRESS)
            yield problem._replace(severity="warning", hint="") if apart else problem


def _same_folder(findings: Findings) -> Iterator[Problem]:
    """Rows that would write the same files; of one student's rows that was said."""
    for people in findings.alike("folder"):
        if people[0].email and len({each.email for each in people}) == 1:
            continue
        for person in people:
            place = Place(person.row, person.folder_column)
            message = f"{_others(people, person)} the same folder, “{person.folder}”."
            yield Problem(findings.path, place, message, OTHER_FOLDER)


def _others(people: list[Person], person: Person) -> str:
    """The other rows, as the beginning of a sentence about what they have."""
    rows = [str(each.row) for each in people if each.row != person.row]
    if len(rows) == 1:
        return f"Row {rows[0]} has"
    if len(rows) > NAMED:
        rows = [*rows[:NAMED], f"{len(rows) - NAMED} more"]
    return f"Rows {listed(rows)} have"


def _clashes(findings: Findings, policy: Policy) -> Iterator[Clash]:
    for sort, most in (("contact", policy.contact_most), ("employer", policy.employer_most)):
        for requests in findings.crowded(sort, most):
            if found := clash(requests, policy):
                yield found
