"""What the tests of cohorts share: the built-in profiles, and a table looked over as by a user."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from generator.cohort.rows.columns import Columns
from generator.cohort.rows.match import match
from generator.cohort.rows.members import Reader
from generator.cohort.survey import Survey, survey
from generator.cohort.survey.look import Seen, look
from generator.errors import InputError, Problem
from generator.load.cohort import Settings, load_cohort
from generator.load.references import References
from generator.model import Policy
from generator.project import Project
from generator.tables import Table, open_table
from generator.tables.table import letters_of
from tests.conftest import ROOT
from tests.values import loaded

TODAY = date(2027, 2, 22)
HEADER = "Name,Email,Introduction,Contact,Contact email,Employer,Reason,Topic"
ADA = (
    "Ada Quill,ada.quill@example.org,a first-year history student,Bo Larch,bo.larch@example.org,"
    "Tern River Museum,Your exhibit on ferries made me curious.,museum work"
)


@cache
def settings() -> Settings:
    """Those of the pack, with which nobody has a cohort of their own."""
    return load_cohort(Project.at(ROOT), *loaded())


def write(folder: Path, text: str, name: str = "table.csv") -> Path:
    """A table in a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def opened(path: Path, used: Settings | None = None) -> tuple[Table, Columns, Reader]:
    """A table, its columns, and what reads its rows."""
    table = open_table(path)
    columns = match(table, used or settings())
    return table, columns, Reader(columns, References(*loaded()))


def seen(table: Table, reader: Reader) -> Iterator[Seen]:
    """What each of its rows comes to."""
    return (look(reader, row, TODAY) for row in table.rows(reader.columns.used))


def looked_over(path: Path, used: Settings | None = None, policy: Policy | None = None) -> Survey:
    """A table after its first pass."""
    table, _, reader = opened(path, used)
    return survey(table.path, seen(table, reader), policy or Policy())


def faults(path: Path, used: Settings | None = None) -> list[Problem]:
    """What is wrong with a table: as a whole, or else with its rows."""
    try:
        return looked_over(path, used).first(1000)
    except InputError as error:
        return list(error.problems)


def told(path: Path) -> str:
    """All that is said about a table, with its places as a spreadsheet has them."""
    lines, table = [], None
    try:
        table = open_table(path)
        _, columns, reader = opened(path)
        found = survey(path, seen(table, reader), Policy())
    except InputError as error:
        problems = list(error.problems)
    else:
        counts = f"{found.rows} rows: {found.good} good, {found.bad} bad, "
        counts += f"{found.opted_out} opted out, {found.without_contact} without a contact"
        lines = [f"{counts}; read as “{columns.profile.id}”"]
        lines += [f"never read: {', '.join(columns.sensitive)}"] if columns.sensitive else []
        lines += [f"not used: {', '.join(columns.unused)}"] if columns.unused else []
        problems = [*table.remarks, *found.warnings, *found.first()]
        lines += _members(table, reader) if found.rows < 10 else []
    lines += [line for problem in problems for line in _said(problem, table)]
    return "\n".join(lines) + "\n"


def _members(table: Table, reader: Reader) -> list[str]:
    """Each good row: its folder, who asks, and whom."""
    found = []
    for row in table.rows(reader.columns.used):
        try:
            member = reader.read(row)
        except Exception as error:  # noqa: BLE001 - bad rows and those that opted out
            assert type(error).__name__ in {"BadRow", "InputError", "OptedOut"}, error  # noqa: PT017
            continue
        about = f"{member.seeker.name}, {member.seeker.introduction}"
        if member.interview:
            contact, meeting = member.interview.contact, member.interview.meeting
            about += f" → {contact.name}, {contact.relationship}, {member.interview.topic}"
            about += f", {meeting.mode}, {meeting.start or meeting.date or 'no day'}"
            about += f", {contact.phone}" if contact.phone else ""
        found.append(f"row {row.number} → {member.folder}/: {about}")
    return found


def _said(problem: Problem, table: Table | None) -> list[str]:
    where = problem.path.name
    if problem.place.line:
        where += f", row {problem.place.line}"
    if column := problem.place.column:
        heading = table.header[column - 1 : column] if table else ()
        where += f", column {letters_of(column)}" + (f" ({heading[0]})" if any(heading) else "")
    lines = [f"{where}: {problem.severity}: {problem.message}"]
    return [*lines, f"  hint: {problem.hint}"] if problem.hint else lines
