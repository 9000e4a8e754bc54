"""The rows of which no packet was made, each with the reason: to be mended and given back."""

from collections.abc import Iterator
from pathlib import Path

from generator.cohort.members import Reader
from generator.cohort.survey import Survey
from generator.documents import Artifact, Receipt
from generator.tables import Table
from generator.tables.safe import write_csv
from generator.tables.table import letters_of
from generator.write import write

FOLDER = "cohort"
"""Of the output folder; no packet can be called so."""
REASON = "What is wrong"
"""The heading of the last column; a table that is given back may still have it."""


def write_failed(table: Table, reader: Reader, survey: Survey, path: Path) -> Receipt:
    """Write the table of failed rows. Of columns that are not used it has nothing.

    Raises:
        InputError: it cannot be written there.
    """
    data = write_csv(_rows(table, reader, survey))
    return write(path.parent, path.name, Artifact("", data))


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
