"""Texts as cells that no spreadsheet computes, and back again; and CSV made of them (RFC 4180).

The file begins with a byte order mark: without it Excel takes UTF-8 for the code page of the
machine, and “Zoë” comes out broken. Other programs skip it.
"""

import csv
import re
from collections.abc import Iterable
from io import StringIO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would compute (OWASP, CSV injection)."""
FIRST = rf"'*[{re.escape(''.join(FORMULA))}]"
LATER = r"'*[=+\-@＝＋－＠]"
"""Where a cell would begin in a spreadsheet that splits lines at another sign than the file does;
it then takes no quotes for such, and a line break for the next row."""
FREE = re.compile(rf"^(?={FIRST})|(?<=[,;\t\r\n])(?={LATER})")
GUARDED = re.compile(rf"^'(?={FIRST})|(?<=[,;\t\r\n])'(?={LATER})")
AS_TEXT = re.compile(r'="([^"]*)"')
"""How many programs write figures that shall stay a text: ``="00420"``."""


def guarded(text: str) -> str:
    """The text of a cell; an apostrophe keeps what looks like a formula a text."""
    return FREE.sub("'", text)


def unguarded(cell: str) -> str:
    """The text of which ``guarded`` made this cell."""
    if cell[:1] == "=" and (match := AS_TEXT.fullmatch(cell)):
        return match[1]
    return GUARDED.sub("", cell) if "'" in cell else cell


def write_csv(rows: Iterable[Iterable[str]], separator: str = ",") -> bytes:
    """A table for a spreadsheet, its header first."""
    text = StringIO(newline="")
    table = csv.writer(text, delimiter=separator)
    for row in rows:
        table.writerow([guarded(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")
