"""Workbooks are zip files: what is in one, and whether it may be opened without harm."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from generator.errors import InputError, Place, Problem
from generator.tables.table import EXPORT

MOST_BYTES = 512 * 1024 * 1024
"""Of a workbook when it is unpacked; 100,000 rows of twenty columns have some 120 million."""
MOST_CELLS = 20_000_000
"""Between the first and the last cell of a sheet: they are all kept in memory, empty ones too."""
CHUNK = 1024 * 1024
OVERLAP = 200
"""Bytes in which an element's name and its place fit."""
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
ROW = re.compile(rb"""<row\s[^<>]{0,150}?\br\s*=\s*["'](\d{1,7})["']""")
PREFIX = re.compile(rb"<\w+:")
"""Of a namespace: some programs put it before each name."""
UNPLACED = re.compile(
    rb"""<c(?=[\s/>])(?!\sr="[A-Z])(?![^<>]{0,150}?\br\s*=\s*["'][A-Za-z])[^<>]*>"""
)
"""A cell that does not say where it is: it is in its row, which may be any."""
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
    open_document = "content.xml" in packed.namelist()
    for member in packed.infolist():
        # Any member of a workbook may be a sheet: only its relationships tell, and they may lie.
        sheet = _OpenSheet() if open_document else _Sheet()
        looked_at = not open_document or member.filename == "content.xml"
        for text, more in _chunks(packed, member):
            if looked_at:
                sheet.read(text, more)
            if sheet.cells > MOST_CELLS:
                return "there are cells far away from each other in it"
        broken += sheet.broken
    return ""


def _chunks(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """A member bit by bit: each with the end of the one before it, and alone."""
    end = b""
    with packed.open(member) as file:
        while chunk := file.read(CHUNK):
            yield end + chunk, chunk
            end = chunk[-OVERLAP:]


class _Sheet:
    """How far the cells of a sheet reach, and which of them are broken."""

    def __init__(self) -> None:
        self.broken: list[str] = []
        self.row = self.column = self.named_row = 0
        self.all_placed = True

    @property
    def cells(self) -> int:
        """Between the first and the last."""
        return self.column * (self.row if self.all_placed else max(self.row, self.named_row))

    def read(self, text: bytes, _: bytes) -> None:
        """Look at more of it; the text begins with the end of what was seen before."""
        if b't="e"' in text or b"t='e'" in text:  # most have none, and need no closer look
            self.broken += [cell.decode() for cell in BROKEN.findall(text)]
        if b":row" in text:
            text = PREFIX.sub(b"<", text)
        self.all_placed = self.all_placed and not UNPLACED.search(text)
        self.named_row = max(self.named_row, 0, *map(int, ROW.findall(text)))
        if found := PLACE.findall(text):
            names = {name.upper() for name, _ in found}
            longest = max(names, key=lambda name: (len(name), name))
            self.column = max(self.column, _number(longest))
            self.row = max(self.row, *map(int, {row for _, row in found}))


def _number(letters: bytes) -> int:
    """Of a column."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


class _OpenSheet:
    """The same of an OpenDocument; a cell that is written once may stand for many."""

    def __init__(self) -> None:
        self.broken: list[str] = []
        self.cells = 0
        self.rows = self.columns = self.widest = 0
        self.repeated = 1
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def read(self, _: bytes, more: bytes) -> None:
        """Look at more of it."""
        self.parser.Parse(more)

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
        self.cells = max(self.cells, self.rows * self.widest)
