"""The rows of which no packet was made, each with the reason: to be mended and given back."""

from collections.abc import Iterator

from generator.cohort import Roster
from generator.cohort.members import Reader
from generator.cohort.survey import Survey
from generator.tables import Table
from generator.tables.safe import write_csv
from generator.tables.table import letters_of

REASON = "What is wrong"
"""The heading of the last column; a table that is given back may still have it."""


def failed_rows(roster: Roster) -> bytes:
    """The table of failed rows as CSV. Of columns that are not used it has nothing."""
    return write_csv(_rows(roster.table, roster.reader, roster.survey))


def _rows(table: Table, reader: Reader, survey: Survey) -> Iterator[list[str]]:
    used, bad = reader.columns.used, survey.bad_rows()
    yield [*(table.header[i] for i in used), REASON]
    for row in table.rows(used):
        if row.number in bad:
            yield [*(row.cells[i] for i in used), _reason(survey, row.number)]


def _reason(survey: Survey, number: int) -> str:
    """All that is wrong with a row, in one cell."""
    said = []
    for problem in survey.problems(number):
        column = problem.place.column
        where = f"Column {letters_of(column)}: " if column else ""
        said.append(f"{where}{problem.message} {problem.hint}".strip())
    return " ".join(said)
