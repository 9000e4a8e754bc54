"""Workbooks are zip files: what is in one, and whether it may be opened without harm."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from generator.errors import InputError, Place, Problem

MOST_BYTES = 512 * 1024 * 1024
"""Of a workbook when it is unpacked; 100,000 rows of twenty columns have some 120 million."""
MOST_CELLS = 20_000_000
"""Between the first and the last cell of a sheet: they are all kept in memory, empty ones too."""
CHUNK = 1024 * 1024
OVERLAP = 200
"""Bytes in which an element's name and its place fit."""
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
BROKEN = re.compile(
    rb"""<c\s(?=[^<>]{0,200}?\bt=["']e["'])[^<>]{0,200}?\br=["']([A-Z]{1,3}\d{1,7})["']"""
)
"""A cell whose formula cannot be computed; the library takes it for an empty one."""
NAMED = 12
"""Such cells that a remark names."""
ELSE = {
    "word/": "This is a Word document, not a table.",
    "ppt/": "This is a presentation, not a table.",
    "xl/workbook.bin": "This is a binary workbook (.xlsb).",
    "Index/": "This is a Numbers document.",
}
"""What else is packed in a zip file."""
EXPORT = "Save it as .xlsx or as CSV."
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""What reading a damaged zip file ends in."""
HARM = "This workbook would take too much memory: {what}."
SMALLER = "Copy the rows alone into a new workbook, or save it as CSV."


def check(path: Path) -> list[str]:
    """See whether a zip file is a workbook of a size that can be read; the cells that are broken.

    Raises:
        InputError: it is something else, or damaged, or made to fill the memory.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            if message := _something_else(names, packed):
                raise InputError([Problem(path, Place(), message, EXPORT)])
            broken: list[str] = []
            if what := _harm(packed, broken):
                raise InputError([Problem(path, Place(), HARM.format(what=what), SMALLER)])
    except DAMAGE:
        message = "This workbook is damaged: it ends too soon, or a part of it is not as it says."
        raise InputError([Problem(path, Place(), message, "Open and save it again.")]) from None
    return broken


def _something_else(names: list[str], packed: zipfile.ZipFile) -> str:
    for start, message in ELSE.items():
        if any(name.startswith(start) for name in names):
            return message
    if "xl/workbook.xml" in names:
        return ""
    if "content.xml" in names and "mimetype" in names:
        with packed.open("mimetype") as file:
            sort = file.read(100)
        return "" if b"spreadsheet" in sort else "This is an OpenDocument file, but no spreadsheet."
    return "This is a packed file, not a table."


def _harm(packed: zipfile.ZipFile, broken: list[str]) -> str:
    """What of a workbook would fill the memory; cells with an error are noted besides.

    What a zip file says of its sizes need not be true. So each part is unpacked once, bit by bit:
    ``zipfile`` stops at the size that was said, and then its check sum is wrong.
    """
    said = sum(member.file_size for member in packed.infolist())
    if said > MOST_BYTES:
        return f"unpacked it has {said / 1e6:,.0f} million bytes"
    for member in packed.infolist():
        last_row = last_column = 0
        extent = _Extent()
        for text, more in _chunks(packed, member):
            if member.filename.startswith("xl/worksheets/"):
                row, column = _last(text)
                broken += _broken(text)
                last_row, last_column = max(last_row, row), max(last_column, column)
            elif member.filename == "content.xml":
                extent.parser.Parse(more)
            if max(last_row * last_column, extent.most) > MOST_CELLS:
                return "there are cells far away from each other in it"
    return ""


def _chunks(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """A member bit by bit: each with the end of the one before it, and alone."""
    end = b""
    with packed.open(member) as file:
        while chunk := file.read(CHUNK):
            yield end + chunk, chunk
            end = chunk[-OVERLAP:]


def _broken(text: bytes) -> list[str]:
    """The cells with an error; most sheets have none, and need no closer look."""
    if b't="e"' not in text and b"t='e'" not in text:
        return []
    return [cell.decode() for cell in BROKEN.findall(text)]


def _last(text: bytes) -> tuple[int, int]:
    """The last row and the last column of which there is a cell."""
    found = PLACE.findall(text)
    if not found:
        return 0, 0
    letters = max({name.upper() for name, _ in found}, key=lambda name: (len(name), name))
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return max(map(int, {row for _, row in found})), column


class _Extent:
    """How far the cells of an OpenDocument sheet reach; one that is written may stand for many."""

    def __init__(self) -> None:
        self.most = 0
        self.rows = self.columns = self.widest = 0
        self.repeated = 1
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.rows = self.widest = 0
        elif name == "table:table-row":
            self.rows += int(attributes.get("table:number-rows-repeated", 1))
            self.columns = 0
        elif name == "table:table-cell":
            self.repeated = int(attributes.get("table:number-columns-repeated", 1))
            self.columns += self.repeated
            if "office:value-type" in attributes:
                self._reach()

    def _end(self, name: str) -> None:
        if name == "text:p":
            self._reach()

    def _reach(self) -> None:
        """There is a text here, so all that is before it is kept, too."""
        self.widest = max(self.widest, self.columns)
        self.most = max(self.most, self.rows * self.widest)
