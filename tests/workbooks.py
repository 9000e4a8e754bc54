"""Files that are no text, made anew for each run: workbooks, and what is no table at all."""

import codecs
import datetime as dt
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADER = ("Name", "Email", "Introduction", "Contact", "Contact email", "Reason", "Topic")
ADA = (
    "Ada Quill",
    "ada.quill@example.org",
    "a first-year history student",
    "Bo Larch",
    "bo.larch@example.org",
    "Your exhibit on ferries made me curious.",
    "museum work",
)
ZOE = (
    "Zoë Ibarra",
    "zoe.ibarra@example.org",
    "a second-year art student",
    "Noor Haddad",
    "noor.haddad@example.org",
    "Your talk on glazes stayed with me.",
    "ceramics",
)
MEGA = 1024 * 1024


def book(path: Path, fill: Callable[[Worksheet], Any] = id) -> Path:
    """A workbook with two good rows, and what ``fill`` makes of them."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in (HEADER, ADA, ZOE):
        sheet.append(row)
    fill(sheet)
    workbook.save(path)
    return path


def _dated(sheet: Worksheet) -> None:
    for column, texts in enumerate(
        (
            ("Date", dt.datetime(2027, 3, 11), dt.date(2027, 3, 12)),  # noqa: DTZ001 - as in Excel
            ("Time", dt.time(14, 30), dt.time(9, 0)),
            ("Minutes", 20.0, 30),
            ("Contact phone", 5550123, "555-0142"),
        ),
        8,
    ):
        for row, text in enumerate(texts, 1):
            sheet.cell(row, column).value = text  # type: ignore[assignment]


def _merged(sheet: Worksheet) -> None:
    sheet.merge_cells("G2:G3")


def _two_sheets(sheet: Worksheet) -> None:
    assert sheet.parent
    sheet.parent.create_sheet("Old roster").append(["Name"])


def _notes_first(sheet: Worksheet) -> None:
    assert sheet.parent
    sheet.parent.copy_worksheet(sheet).title = "Roster"
    sheet.delete_rows(1, 3)
    sheet["A1"] = "For the spring class"


def _far(sheet: Worksheet) -> None:
    sheet["XFD1048576"] = "far"


def _broken(sheet: Worksheet) -> None:
    sheet["G2"] = "#N/A"
    sheet["G2"].data_type = "e"
    sheet["H1"] = "Opt out"
    sheet["H3"] = True


def _hidden_first(sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"
    assert sheet.parent
    other = sheet.parent.create_sheet("Roster")
    for row in (HEADER, ZOE):
        other.append(row)
    sheet.parent.active = 1


def _indented(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 2)
    sheet.insert_cols(1)


def _computed(path: Path) -> Path:
    """A formula with the value that the spreadsheet program has kept."""
    book(path, lambda sheet: sheet.cell(2, 7, "=A1"))
    cell = b"<v></v>" if b"<v></v>" in _part(path) else b"<v />"
    return _patched(path, cell, b"<v>museum work</v>", b'r="G2"', b'r="G2" t="str"')


SHEET = "xl/worksheets/sheet1.xml"


def _part(path: Path) -> bytes:
    with zipfile.ZipFile(path) as packed:
        return packed.read(SHEET)


def _patched(path: Path, *pairs: bytes) -> Path:
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


FAR = b'<row r="1048576"><c><v>1</v></c></row></sheetData>'


def _elsewhere(path: Path) -> Path:
    """A workbook whose sheet lies in another folder, as its relationships may say."""
    with zipfile.ZipFile(book(path, _far)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            moved = data.replace(b"worksheets/sheet1", b"other/sheet1")
            packed.writestr(name.replace("worksheets/sheet1", "other/sheet1"), moved)
    return path


def _prefixed(path: Path) -> Path:
    """A workbook whose elements have the prefix of their namespace, and an empty last row."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    end = b'<row r="1048576" hidden="1"/></sheetData>'
    _patched(book(path, lambda sheet: sheet.cell(1, 40, " ")), b"</sheetData>", end)
    names = (b"worksheet", b"sheetData", b"row", b"c", b"v", b"is", b"t")
    pairs = [
        (start + name + stop, start + b"x:" + name + stop)
        for name in names
        for start in (b"<", b"</")
        for stop in (b" ", b">", b"/>")
    ]
    part = _part(path)
    used = [each for pair in pairs for each in pair if pair[0] in part]
    return _patched(path, *used, b'xmlns="' + main, b'xmlns:x="' + main)


def _saying(path: Path, size: int) -> Path:
    """A workbook with a part of a million bytes that says of itself that it has so many."""
    _patched(book(path), b"</sheetData>", b" " * MEGA + b"</sheetData>")
    raw, at = bytearray(path.read_bytes()), -1
    while (at := raw.find(b"PK\x01\x02", at + 1)) >= 0:
        if struct.unpack_from("<I", raw, at + 24)[0] > MEGA:
            struct.pack_into("<I", raw, at + 24, size)
    path.write_bytes(raw)
    return path


def _cut(path: Path) -> Path:
    path.write_bytes(book(path).read_bytes()[:3000])
    return path


def _packed(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return path


def open_document(path: Path, rows: str) -> Path:
    """An OpenDocument spreadsheet with these rows."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Roster">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def _row(*texts: str, cells: int = 1, rows: int = 1) -> str:
    each = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{cells}">'
        f"<text:p>{text}</text:p></table:table-cell>"
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{rows}">{each}</table:table-row>'


def _ods(path: Path) -> Path:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    end = f'<table:table-row table:number-rows-repeated="1048573">{empty}</table:table-row>'
    return open_document(path, _row(*HEADER) + _row(*ADA) + _row(*ZOE) + end)


def _ods_bomb(path: Path) -> Path:
    return open_document(path, _row(*HEADER) + _row("A", cells=16384, rows=1048573))


def _bytes(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
LONG = ",".join([*HEADER[:6], "Topic"])
MADE: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "workbook": ("table.xlsx", book),
    "workbook-dates": ("table.xlsx", lambda path: book(path, _dated)),
    "workbook-merged-cells": ("table.xlsx", lambda path: book(path, _merged)),
    "workbook-merged-headings": (
        "table.xlsx",
        lambda path: book(path, lambda sheet: sheet.merge_cells("D1:E1")),
    ),
    "workbook-two-sheets": ("table.xlsx", lambda path: book(path, _two_sheets)),
    "workbook-notes-first": ("table.xlsx", lambda path: book(path, _notes_first)),
    "workbook-broken-formulas": ("table.xlsx", lambda path: book(path, _broken)),
    "workbook-hidden-sheet": ("table.xlsx", lambda path: book(path, _hidden_first)),
    "workbook-not-at-the-corner": ("table.xlsx", lambda path: book(path, _indented)),
    "workbook-formulas": ("table.xlsx", _computed),
    "workbook-far-cell": ("table.xlsx", lambda path: book(path, _far)),
    "workbook-far-cell-elsewhere": ("table.xlsx", _elsewhere),
    "workbook-far-cell-unplaced": (
        "table.xlsx",
        lambda path: _patched(
            book(path, lambda sheet: sheet.cell(1, 16384, "far")), b"</sheetData>", FAR
        ),
    ),
    "workbook-with-prefixes": ("table.xlsx", _prefixed),
    "workbook-bomb": ("table.xlsx", lambda path: _saying(path, 600 * MEGA)),
    "workbook-that-lies": ("table.xlsx", lambda path: _saying(path, 1000)),
    "workbook-cut-off": ("table.xlsx", _cut),
    "workbook-open-document": ("table.ods", _ods),
    "workbook-open-document-bomb": ("table.ods", _ods_bomb),
    "workbook-with-a-password": (
        "table.xlsx",
        _bytes(OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 64),
    ),
    "not-a-table-old-excel": ("table.xls", _bytes(OLE)),
    "not-a-table-pdf": ("table.pdf", _bytes(b"%PDF-1.7\n")),
    "not-a-table-word": ("table.docx", lambda path: _packed(path, "word/document.xml")),
    "not-a-table-numbers": ("table.numbers", lambda path: _packed(path, "Index/Document.iwa")),
    "not-a-table-zip": ("table.zip", lambda path: _packed(path, "roster.csv")),
    "not-a-table-web-page": ("table.xls", _bytes(b"\xef\xbb\xbf\n<html><table>")),
    "not-a-table-picture": ("table.csv", _bytes(b"\x89PNG\r\n\x1a\n\0\0")),
    "marked-utf-8-that-ends-otherwise": (
        "table.csv",
        _bytes(codecs.BOM_UTF8 + f"{LONG}\n".encode() + ",".join(ZOE).encode("cp1252")),
    ),
    "marked-utf-16-cut-within-a-letter": (
        "table.csv",
        _bytes(codecs.BOM_UTF16_LE + f"{LONG}\n🖤".encode("utf-16-le")[:-2]),
    ),
    "too-long-cell": (
        "table.csv",
        _bytes(f"{LONG}\nAda Quill,{'a' * 40_000}@example.org,a student,,,,\n".encode()),
    ),
    "far-too-long-cell": (
        "table.csv",
        _bytes(f"{LONG}\nAda Quill,{'a' * 200_000},a student\n{','.join(ZOE)}\n".encode()),
    ),
    "too-many-columns": (
        "table.csv",
        _bytes(f"{LONG},{','.join(f'More {i}' for i in range(1000))}\n{','.join(ADA)}\n".encode()),
    ),
    "fifty-thousand-rows": (
        "table.csv",
        _bytes(
            f"{LONG}\n".encode()
            + b"".join(
                f"Person {i},p{i}@example{'.org' if i % 5000 else ''},a student,,,,\n".encode()
                for i in range(50_000)
            )
        ),
    ),
}
"""The name of a case, that of its file, and how it is made."""
