"""Tables in workbooks: XLSX and ODS. Only this module knows calamine."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from generator.errors import InputError, Place, Problem
from generator.spelling import nearest
from generator.tables.packed import NAMED
from generator.tables.table import LOCKED, UNLOCK, Record, Table, table_of

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read(path: Path, sheet: str, broken: list[str]) -> Table:
    """A table in a workbook: its first sheet that can be seen, unless one is named.

    ``broken`` are the cells of the workbook whose formulas cannot be computed.

    Raises:
        InputError: it cannot be read, or there is no such sheet, or no table in it.
    """
    remarks = [*_broken(path, list(dict.fromkeys(broken)))]
    try:
        with CalamineWorkbook.from_path(path) as book:
            name = sheet or _first(book, path, remarks)
            if name not in book.sheet_names:
                hint = nearest(name, book.sheet_names, "the sheets are")
                problem = Problem(path, Place(), f"There is no sheet “{name}”.", hint)
                raise InputError([problem])
            found = book.get_sheet_by_name(name)
    except PasswordError:
        raise InputError([Problem(path, Place(), LOCKED, UNLOCK)]) from None
    except CalamineError:
        hint = "Open it in your spreadsheet program, and save it again as .xlsx."
        raise InputError([Problem(path, Place(), "This workbook is damaged.", hint)]) from None
    remarks += _merged(found, path)
    try:
        table = table_of(path, lambda: _records(found), remarks)
        return table._replace(in_workbook=True)
    except InputError as error:  # perhaps the table is on another sheet
        raise InputError([*error.problems, *remarks]) from None


def _broken(path: Path, cells: list[str]) -> Iterator[Problem]:
    if cells:
        more = f" and {len(cells) - NAMED} more" if len(cells) > NAMED else ""
        message = f"These cells cannot be computed, and count as empty: {', '.join(cells[:NAMED])}"
        hint = "Mend their formulas, or type the texts."
        yield Problem(path, Place(), f"{message}{more}.", hint, "warning")


def _first(book: CalamineWorkbook, path: Path, remarks: list[Problem]) -> str:
    seen = [
        each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible
    ] or book.sheet_names
    if len(seen) > 1:
        message = f"Only the first of {len(seen)} sheets was read: “{seen[0]}”."
        hint = "Another one is read with --sheet and its name."
        remarks.append(Problem(path, Place(), message, hint, "warning"))
    return seen[0]


def _merged(sheet: CalamineSheet, path: Path) -> Iterator[Problem]:
    """Cells that were made one: only the first of them has the text."""
    for (row, column), (last, _) in sheet.merged_cell_ranges or ():
        if last > row:
            message = (
                f"The rows {row + 1} to {last + 1} share this cell; only the first has its text."
            )
            hint = "Take it apart, and write the text into each row."
            yield Problem(path, Place(row + 1, column + 1), message, hint, "warning")


def _records(sheet: CalamineSheet) -> Iterator[Record]:
    """Each row from the first of the sheet on, and its cells from the first column on."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield Record(number, left + [written(cell) for cell in row])


def written(cell: Cell) -> str:
    """A cell as a person would write it: dates as ISO 8601 has them, ``20`` and not ``20.0``."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
        case dt.datetime():
            return f"{cell:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
        case dt.time():
            return f"{cell:%H:%M}"
    return str(cell)
