"""Tool: one spreadsheet file → a header, and rows of text; and CSV that is safe to open."""

from pathlib import Path

from generator.errors import InputError, Place, Problem, unreadable
from generator.tables import text
from generator.tables.safe import write_csv
from generator.tables.table import EXPORT, LOCKED, UNLOCK, Row, Table

__all__ = ["Row", "Table", "open_table", "write_csv"]

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0"
"""How Excel's files before 2007 begin, and today's with a password."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NO_TABLE = {
    b"%PDF": ("This is a PDF file, not a table.", "Ask for the table that it was made from."),
    b"{\\rtf": ("This is a document with formatting (RTF), not a table.", EXPORT),
    b"<": ("This is a web page or another file with tags, not a table.", EXPORT),
    b"\x89PNG": ("This is a picture, not a table.", "Ask for the table that it shows."),
    b"\xff\xd8\xff": ("This is a picture, not a table.", "Ask for the table that it shows."),
    b"SQLite": ("This is a database, not a table.", "Export its table as CSV."),
    b"\x1f\x8b": ("This is a packed file, not a table.", "Unpack it first."),
}
"""What files begin with that are something else."""


def open_table(path: Path, sheet: str = "") -> Table:
    """The table in a file, whatever its name ends in: CSV, TSV, XLSX or ODS.

    ``sheet`` names one of a workbook's; without it the first is read.

    Raises:
        InputError: the file cannot be read, is something else, or has no table in it.
    """
    start = _start(path)
    if start.startswith(b"PK\x03\x04"):
        from generator.tables import packed, workbook  # noqa: PLC0415 - most tables are text

        return workbook.read(path, sheet, packed.check(path))
    if start.startswith(OLE):
        raise InputError([_old(path)])
    for mark, (message, hint) in NO_TABLE.items():
        if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(mark):
            raise InputError([Problem(path, Place(), message, hint)])
    if sheet:
        message = "This file is text, and has no sheets."
        raise InputError([Problem(path, Place(), message, "Leave out --sheet.")])
    return text.read(path)


def _start(path: Path) -> bytes:
    """How a file begins; what is no file of its own could not be read twice."""
    try:
        if path.exists() and not path.is_file():
            message = (
                "This is not a file." if not path.is_dir() else "This is a folder, not a file."
            )
            raise InputError([Problem(path, Place(), message, "Name the table in it.")])
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise InputError([unreadable(path, error)]) from None


def _old(path: Path) -> Problem:
    """What Excel has written in the way of its old files."""
    with path.open("rb") as file:
        locked = any(ENCRYPTED in chunk for chunk in iter(lambda: file.read(1024 * 1024), b""))
    if locked:
        return Problem(path, Place(), LOCKED, UNLOCK)
    message = "This is an Excel workbook of the old sort (.xls), or another old Office file."
    return Problem(path, Place(), message, EXPORT)
