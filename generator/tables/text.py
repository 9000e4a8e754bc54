"""Tables as text: CSV and TSV, in whichever encoding and with whichever separator they are."""

import codecs
import csv
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from generator.errors import InputError, Place, Problem
from generator.tables.table import Record, Table, table_of

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order marks; that of UTF-32 begins with that of UTF-16, so it comes first."""
SEPARATORS = (",", ";", "\t")
HEAD = 64 * 1024
CHUNK = 1024 * 1024
LINE = 1024 * 1024
"""Characters; a longer line is none of a table."""
SAMPLE = 50
"""Rows that tell which separator is used."""
MOSTLY = 0.3
"""Of a text in UTF-16, at least as much is zeros."""
SAVE = "Save it again as “CSV UTF-8”."
NEVER = "A quotation mark in this row is never closed."


class Format(NamedTuple):
    """How a text has to be read."""

    encoding: str
    separator: str = ","
    told: bool = False
    """Whether its first line tells the separator, as Excel has it."""


def read(path: Path) -> Table:
    """A table in a text file.

    Raises:
        InputError: it is in no known encoding, or there is no table in it.
    """
    remarks: list[Problem] = []
    form = _format(path, _encoding(path, remarks))
    table = table_of(path, lambda: _records(path, form), remarks)
    return table._replace(separator=form.separator) if form.separator in SEPARATORS else table


def _encoding(path: Path, remarks: list[Problem]) -> str:
    """The encoding, by its mark, or because all of the file can be read in it."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    marked = next((name for mark, name in MARKS.items() if head.startswith(mark)), "")
    if not marked and head.count(0) > MOSTLY * len(head):
        marked = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    if _decodes(path, marked or "utf-8"):
        return marked or "utf-8"
    if marked or not _decodes(path, "cp1252"):
        message = "This file is saved in an encoding that is not known here."
        if marked:
            name = marked.removesuffix("-sig").upper()
            message = f"This file begins as {name}, and not all of it is."
        raise InputError([Problem(path, Place(), message, SAVE)])
    message = "This file is not saved as UTF-8; it was read as Windows-1252."
    hint = "Look at names with accents; if they are wrong, save it again as “CSV UTF-8”."
    remarks.append(Problem(path, Place(), message, hint, "warning"))
    return "cp1252"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _format(path: Path, encoding: str) -> Format:
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(LINE)
        if first.lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
            return Format(encoding, first.strip()[-1], told=True)
        if first.lower() in {"sep=\t\n", "sep=\t\r\n"}:
            return Format(encoding, "\t", told=True)
    return Format(encoding, max(SEPARATORS, key=lambda mark: _fits(path, Format(encoding, mark))))


def _fits(path: Path, form: Format) -> tuple[bool, float, int]:
    """How well a separator explains the first rows: are there columns, in each row as many?"""
    rows: list[list[str]] = []
    with suppress(InputError):
        rows.extend(islice((r.cells for r in _records(path, form) if any(r.cells)), SAMPLE))
    width = max((len([cell for cell in row if cell]) for row in rows[:3]), default=0)
    alike = sum(len(row) > 1 for row in rows) / max(len(rows), 1)
    return width > 1, alike, width


def _records(path: Path, form: Format) -> Iterator[Record]:
    """Every record of the file, blank ones too, because the spreadsheet counts them."""
    with path.open(encoding=form.encoding, newline="") as file:
        if form.told:
            file.readline(LINE)
        lines = _Lines(file, path)
        reader = csv.reader(lines, delimiter=form.separator)
        while True:
            try:
                lines.number += 1
                lines.taken = 0
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                if lines.taken > 1:
                    raise InputError([lines.problem(NEVER, "Close it, or delete it.")]) from None
                yield Record(lines.number, [], "There is a cell in this row that is far too long.")
                continue
            except UnicodeDecodeError:
                raise InputError([lines.problem("This row cannot be read.", SAVE)]) from None
            if lines.over:
                raise InputError([lines.problem(NEVER, "Close it, or delete it.")])
            yield Record(lines.number, cells)


class _Lines:
    """The lines of a file, for a reader of whose progress nothing else can be seen."""

    def __init__(self, file: TextIO, path: Path) -> None:
        self.file = file
        self.path = path
        self.number = 0
        """The record that is being read."""
        self.taken = 0
        """Lines that it has taken."""
        self.over = False
        """Whether it asked for a line when there was none."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.file.readline(LINE)
        if not line:
            self.over = self.taken > 0
            raise StopIteration
        if len(line) == LINE:
            raise InputError([self.problem("This row is far too long.", "Is this a table?")])
        self.taken += 1
        return line

    def problem(self, message: str, hint: str) -> Problem:
        """A problem with the record that is being read."""
        return Problem(self.path, Place(self.number), message, hint)
