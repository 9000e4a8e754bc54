"""The rows of which no packet was made, each with the reason: to be mended and given back."""

from collections.abc import Collection, Iterator

from generator.cohort import Roster
from generator.cohort.rows.columns import REASON
from generator.cohort.survey import Survey
from generator.spelling import brief
from generator.tables import Table, write_csv


def failed_rows(roster: Roster) -> bytes:
    """The table of failed rows as CSV. Of columns that are not used it has nothing.

    Its separator is that of the table: the same spreadsheet program opens both.
    """
    rows = _rows(roster.table, roster.columns.used, roster.survey)
    return write_csv(rows, roster.table.separator)


def _rows(table: Table, used: Collection[int], survey: Survey) -> Iterator[list[str]]:
    yield [*(table.header[i] for i in used), REASON]
    for row in table.rows(used, survey.bad_rows()):
        yield [*(row.cells[i] for i in used), _reason(table, survey, row.number)]


def _reason(table: Table, survey: Survey, number: int) -> str:
    """All that is wrong with a row, in one cell; columns by their headings: some are left out."""
    said = []
    for problem in survey.problems(number):
        column = problem.place.column
        where = f"{brief(table.header[column - 1])}: " if 0 < column <= len(table.header) else ""
        said.append(f"{where}{problem.message} {problem.hint}".strip())
    return " ".join(said)
