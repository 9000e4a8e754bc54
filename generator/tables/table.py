"""A table: a header, and below it rows of text that are read anew each time."""

import re
from collections.abc import Callable, Collection, Container, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from generator.errors import InputError, Place, Problem
from generator.tables.safe import unguarded

MOST_COLUMNS = 1_000
"""Of a roster; the longest export of a student system has some two hundred."""
LONGEST = 32_767
"""Characters of a cell, in every spreadsheet program."""
ABOVE = 10
"""Rows among which the header is looked for, and an unnamed column's first text."""
SAMPLE = 100
EDGE = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\u200b\u200e\u200f\ufeff"
"""What people cannot see at the ends of a text."""
TOTAL = re.compile(
    r"(?:(?:grand |sub-?)?totals?|sum|average|mean|median|count)?[\W\d_]*+"
    r"(?:min(?:ute)?s?\.?|students?|people|names|rows|records)?[\W\d_]*+",
    re.IGNORECASE,
)
"""What stands in a line with totals, or in rows that a column was filled too far down in."""
MENTION_COMMA = "Perhaps a text with a comma in it is not in quotation marks."
EXPORT = "Save it as .xlsx or as CSV."
LOCKED = "This workbook is protected with a password."
UNLOCK = "Save a copy without one."
Records = Callable[[], Iterator["Record"]]


class Record(NamedTuple):
    """One row of the file as it is there."""

    number: int
    """As the spreadsheet shows it."""
    cells: list[str]
    fault: str = ""
    """Why its cells cannot be read."""


class Row(NamedTuple):
    """One row below the header, as far as it was asked for."""

    number: int
    """As the spreadsheet shows it: the header is usually row 1."""
    cells: tuple[str, ...]
    """As many as the header has; ``""`` where nothing is, or where nobody asked for the column."""
    faults: tuple[Problem, ...] = ()
    """What is wrong with the row, whatever its cells mean. None has a text of the row in it."""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in any of the columns that were asked for."""
        return not any(self.cells) and not self.faults

    @property
    def is_nobodys(self) -> bool:
        """Whether it is blank, or has nothing but figures and words such as “Total”."""
        return not self.faults and all(map(TOTAL.fullmatch, filter(None, self.cells)))


class Table(NamedTuple):
    """One spreadsheet file."""

    path: Path
    header: tuple[str, ...]
    header_row: int
    remarks: tuple[Problem, ...]
    """What had to be guessed or was passed over."""
    records: Records
    separator: str = ","
    """What stands between the cells, and will in a table that is made of this one."""
    in_workbook: bool = False

    @property
    def head(self) -> "Table":
        """The same without rows, so that it can be handed to another process."""
        return self._replace(remarks=(), records=_no_records)

    def rows(self, kept: Collection[int], only: Container[int] | None = None) -> Iterator[Row]:
        """The rows below the header, with the cells of these columns (counted from 0) alone.

        ``only`` are numbers of rows, if not all are asked for. Rows without any text are left out.
        Of other columns no text leaves this method.

        Raises:
            InputError: the file cannot be read any further.
        """
        keep = [(i in kept) for i in range(len(self.header))]
        for record in self.records():
            if record.number <= self.header_row or (only is not None and record.number not in only):
                continue
            if record.fault:
                fault = Problem(self.path, Place(record.number), record.fault)
                yield Row(record.number, ("",) * len(self.header), (fault,))
            elif any(map(_stripped, record.cells)):
                faults = tuple(self._faults(record))
                cells = record.cells + [""] * (len(keep) - len(record.cells))
                texts = (text_of(cell) if k else "" for cell, k in zip(cells, keep, strict=False))
                yield Row(record.number, tuple(texts), faults)

    def _faults(self, record: Record) -> Iterator[Problem]:
        """What is wrong with the shape of a row."""
        cells, width = record.cells, len(self.header)
        for i in range(width, len(cells)):
            if _stripped(cells[i]):
                message = "This row has more cells than the table has headings."
                yield self._problem(record, i, message, MENTION_COMMA)
                break
        for i, cell in enumerate(cells[:width]):
            if cell and not self.header[i] and _stripped(cell):
                hint = "Give its column a heading, or delete it."
                yield self._problem(record, i, "This cell has no heading.", hint)
            if "\0" in cell:
                hint = "Type the text anew; it cannot be seen, and is no part of any text."
                yield self._problem(record, i, "There is a NUL character in this cell.", hint)
            if len(cell) > LONGEST:
                message = f"This cell has {len(cell):,} characters; a cell holds {LONGEST:,}."
                yield self._problem(record, i, message, "Perhaps a quotation mark is not closed.")
            elif "\n" in cell and _has_rows(cell, width):
                message = "There are whole rows in this cell: a quotation mark is not closed."
                yield self._problem(record, i, message, "Close it, or delete it.")

    def _problem(self, record: Record, column: int, message: str, hint: str) -> Problem:
        return Problem(self.path, Place(record.number, column + 1), message, hint)


def _no_records() -> Iterator[Record]:
    return iter(())


def _has_rows(cell: str, width: int) -> bool:
    """Whether a line of a cell looks like a person's row, or at least like half of one."""
    lines = (line for line in cell.split("\n")[1:] if "@" in line)
    return width > 3 and any(max(map(line.count, ",;\t")) >= width // 2 for line in lines)  # noqa: PLR2004 - a sentence may have three words with commas


def _stripped(cell: str) -> str:
    return cell.strip() if cell.isascii() else cell.strip(EDGE)


def text_of(cell: str) -> str:
    """The text of a cell: without what is invisible at its ends, one sort of line breaks."""
    text = _stripped(unguarded(cell))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def table_of(path: Path, records: Records, remarks: list[Problem]) -> Table:
    """The table whose header is the first row of several texts.

    Raises:
        InputError: there is no header, or there are no rows, or a column has no heading.
    """
    first = list(islice((r for r in records() if any(map(_stripped, r.cells))), SAMPLE))
    if not first:
        hint = "Save the sheet that has the rows: the headings first, then one row for each person."
        raise InputError([Problem(path, Place(), "There is nothing in this table.", hint)])
    head, above = _head(first)
    header = [" ".join(_stripped(cell).split()) for cell in head.cells]
    while header and not header[-1]:
        header.pop()
    table = Table(path, tuple(header), head.number, (), records)
    if problems := [*_no_header(table, first), *_unnamed(table, first)]:
        raise InputError(problems)
    if above:
        message = f"What stands above the headings in row {head.number} was not read."
        remarks.append(Problem(path, Place(above), message, severity="warning"))
    return table._replace(remarks=tuple(remarks))


def _head(first: list[Record]) -> tuple[Record, int]:
    """The row of the headings, and the row of a title above it (0 without one).

    A title may have two or three cells; headings are more than half as many as a row has usually.
    """
    counts = sorted(map(_texts, first[:ABOVE]))
    least = max(1, counts[len(counts) // 2] // 2)
    found = next((r for r in first[:ABOVE] if _texts(r) > least), first[0])
    if found is first[0] or any("@" in cell for cell in found.cells):
        return first[0], 0
    return found, first[0].number


def _texts(record: Record) -> int:
    return sum(bool(_stripped(cell)) for cell in record.cells)


def _no_header(table: Table, first: list[Record]) -> Iterator[Problem]:
    row = table.header_row
    for i, heading in enumerate(table.header):
        if "@" in heading and "." in heading:
            message = "This table has no headings: there is an email address in its first row."
            hint = "Insert a row above it that says what each column is, such as “Name”, “Email”."
            yield Problem(table.path, Place(row, i + 1), message, hint)
            return
    if len(table.header) > MOST_COLUMNS:
        message = (
            f"This table has {len(table.header):,} columns; {MOST_COLUMNS:,} are read at most."
        )
        yield Problem(table.path, Place(row, MOST_COLUMNS + 1), message, "Delete what is not used.")
    elif first[-1].number == row:
        hint = "Write one row for each person below the headings."
        yield Problem(table.path, Place(row), "There are no rows below the headings.", hint)


def _unnamed(table: Table, first: list[Record]) -> Iterator[Problem]:
    """Columns with texts and without a heading."""
    for i, heading in enumerate(table.header):
        rows = [r.number for r in first if i < len(r.cells) and _stripped(r.cells[i])]
        if not heading and (below := [row for row in rows if row > table.header_row]):
            message = f"This column has no heading, and there is something in row {below[0]}."
            hint = "Give it a heading, or delete it. Cells that are merged have to be taken apart."
            yield Problem(table.path, Place(table.header_row, i + 1), message, hint)


def letters_of(column: int) -> str:
    """What a spreadsheet calls a column, counted from 1: A, B … Z, AA."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
