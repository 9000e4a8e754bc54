"""Tool: one spreadsheet file → a header, and rows of text; and CSV that is safe to open."""

from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.tables import text
from generator.tables.safe import write_csv
from generator.tables.table import Row, Table

__all__ = ["Row", "Table", "open_table", "write_csv"]


def open_table(path: Path, sheet: str = "") -> Table:
    """The table in a file, whatever its name ends in: CSV, TSV, XLSX or ODS.

    ``sheet`` names one of a workbook's; without it the first is read.

    Raises:
        InputError: the file cannot be read, is something else, or has no table in it.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        message = f"This file cannot be read: {(error.strerror or str(error)).lower()}."
        raise InputError([Problem(path, Place(), message)]) from None
    if start.startswith(b"PK"):
        from generator.tables import workbook  # noqa: PLC0415 - most tables are no workbooks

        return workbook.read(path, sheet)
    return text.read(path)
