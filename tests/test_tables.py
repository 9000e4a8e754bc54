"""Tables from spreadsheets: each folder of ``tables/`` is one, with what is said about it.

``expected.txt`` has it to the letter; ``--update-golden`` rewrites it. What is no text is made
anew by ``tests/workbooks.py``.
"""

import csv
import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import time
import tracemalloc
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import InputError
from generator.tables import Row, open_table, write_csv
from generator.tables.safe import FORMULA, guarded, unguarded
from generator.tables.table import EDGE, LONGEST, text_of
from tests.rosters import told, write
from tests.workbooks import MADE, book

TABLES = Path(__file__).parent / "tables"
CASES = sorted({path.name for path in TABLES.iterdir()} | {*MADE})


def table_of(case: str, folder: Path) -> Path:
    """The table of a case: a copy, or made anew."""
    if case in MADE:
        name, make = MADE[case]
        return make(folder / name)
    (source,) = (path for path in (TABLES / case).iterdir() if path.stem == "table")
    return Path(shutil.copy(source, folder))


@pytest.mark.parametrize("case", CASES)
def test_a_table_is_explained(case: str, tmp_path: Path, update_golden: bool) -> None:  # noqa: FBT001
    """Each table is read, or gets the message that it must get, with row, column and hint."""
    said = told(table_of(case, tmp_path))
    expected = TABLES / case / "expected.txt"
    if update_golden and (not expected.exists() or expected.read_text(encoding="utf-8") != said):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(said, encoding="utf-8")
        pytest.fail(f"{expected} was rewritten")
    assert said == expected.read_text(encoding="utf-8")


def test_a_line_of_dashes_is_nobodys_and_takes_no_time() -> None:
    """As long as a cell may be: a look at it takes as long as it is, and not its square."""
    begin = time.process_time()
    assert Row(2, ("-" * LONGEST, "Total: 3 students")).is_nobodys
    assert not Row(3, ("-" * LONGEST + "x",)).is_nobodys
    assert time.process_time() - begin < 1


JARGON = ("Traceback", "NoneType", "codec", "pydantic", "calamine", "zipfile", "None", "decode")


@pytest.mark.parametrize("case", CASES)
def test_answers_are_plain(case: str) -> None:
    """No answer speaks the language of the libraries."""
    said = (TABLES / case / "expected.txt").read_text(encoding="utf-8")
    assert [word for word in JARGON if word in said.replace("None of", "")] == []


def test_a_case_that_is_not_there_has_no_answer() -> None:
    """Each answer belongs to a table, so that none is left of a case that is gone."""
    assert {path.name for path in TABLES.iterdir()} == {*CASES}


TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)
SIGNS = st.sampled_from([*FORMULA, "'", "''", '="', " "])
BREAKS = st.sampled_from(["", ";", ";'", ",", "\t", "\n"])
SPICED = TEXTS | st.tuples(SIGNS, TEXTS, BREAKS, SIGNS, TEXTS).map("".join)
ROWS = st.lists(st.lists(SPICED, min_size=2, max_size=4), min_size=1, max_size=4)


def tidy(text: str) -> str:
    """A text as a table has it: without invisible ends, with one sort of line breaks."""
    return text.strip(EDGE).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(rows=ROWS)
@example(rows=[["=1+1", "'=1+1", "''=1", '="0042"'], ["a\r\nb", "@x", "-1", "+44"]])
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, separator: str, rows: list[list[str]]
) -> None:
    """Any texts come back from our own CSV as they were, whatever stands between the cells."""
    path = tmp_path_factory.mktemp("table") / "table.csv"
    header = ["Row", "A", "B", "C", "D"]
    path.write_bytes(write_csv([header, *(["x", *row] for row in rows)], separator))
    found = [list(row.cells) for row in open_table(path).rows(range(5))]
    assert found == [["x", *map(tidy, row), *[""] * (4 - len(row))] for row in rows]


SEEN = tuple(sign for sign in FORMULA if not sign.isspace())


@given(TEXTS | SPICED)
def test_no_cell_of_ours_is_computed(text: str) -> None:
    """No spreadsheet takes a cell that we write for a formula, and the text is not lost.

    Nor one that splits at another sign than we do, and reads no quotes then: many languages have
    semicolons where others have commas.
    """
    cell = guarded(text)
    assert not cell.startswith(FORMULA)
    assert not any(part.startswith(SEEN) for part in re.split(r"[,;\t\r\n]", cell))
    assert unguarded(cell) == text


def test_a_guard_is_needed() -> None:
    """Without it the cell would begin as a formula: what the test above looks for is there."""
    assert "=cmd|' /C calc'!A0".startswith(FORMULA)
    (row,) = csv.reader(StringIO(write_csv([["=cmd|' /C calc'!A0"]]).decode("utf-8-sig")))
    assert row == ["'=cmd|' /C calc'!A0"]
    assert unguarded('="O\'Neil"') == "O'Neil"  # as exports wrap what shall stay a text
    assert guarded("why;=cmd, then\n@it; - well") == "why;'=cmd, then\n'@it; - well"
    assert unguarded("why;'=cmd, then\n'@it; - well") == "why;=cmd, then\n@it; - well"
    assert guarded("why,=cmd") == "why,'=cmd"


WORDS = st.text("abcdefghij äöüßéñ,;.'\"\n", max_size=15)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@given(rows=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=5))
def test_separators_and_encodings_are_found(
    tmp_path_factory: pytest.TempPathFactory,
    separator: str,
    encoding: str,
    rows: list[tuple[str, str, str]],
) -> None:
    """Whatever program has saved it, a table with headings is read as it was."""
    path = tmp_path_factory.mktemp("table") / "table.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        table = csv.writer(file, delimiter=separator)
        table.writerow(["Name", "Email", "Major", "Row"])
        table.writerows([*row, str(i)] for i, row in enumerate(rows))
    found = [row.cells for row in open_table(path).rows(range(4)) if not row.faults]
    wanted = [(*map(text_of, row), str(i)) for i, row in enumerate(rows)]
    assert found == wanted


def test_only_what_is_asked_for_leaves_the_table(tmp_path: Path) -> None:
    """Cells of other columns are dropped before anybody sees a row."""
    path = write(tmp_path, "Name,GPA,Email\nAda,3.917,ada@example.org\n")
    table = open_table(path)
    assert [row.cells for row in table.rows({0, 2})] == [("Ada", "", "ada@example.org")]
    assert "3.917" not in repr(list(table.rows({0, 2})))
    assert "3.917" in repr(list(table.rows({1}))), "or the line above would prove nothing"


def test_a_table_is_read_anew_each_time(tmp_path: Path) -> None:
    """Two passes over one table see the same rows."""
    table = open_table(book(tmp_path / "table.xlsx"))
    assert list(table.rows(range(7))) == list(table.rows(range(7)))


def test_memory_does_not_grow_with_a_table(tmp_path: Path) -> None:
    """Ten times the rows need no more memory."""
    peaks = []
    for count in (2_000, 20_000):
        lines = "".join(f"Person {i},p{i}@example.org\n" for i in range(count))
        table = open_table(write(tmp_path, f"Name,Email\n{lines}"))
        tracemalloc.start()
        assert sum(1 for _ in table.rows({0, 1})) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


def test_a_sheet_is_found_by_its_name(tmp_path: Path) -> None:
    """Another sheet than the first is read where it is named; a slip is answered."""

    def two(sheet: object) -> None:
        other = sheet.parent.create_sheet("Spring roster")  # type: ignore[attr-defined]
        other.append(["Name"])
        other.append(["Zoë"])

    path = book(tmp_path / "table.xlsx", two)
    table = open_table(path, "Spring roster")
    assert [row.cells for row in table.rows({0})] == [("Zoë",)]
    assert table.remarks == ()
    with pytest.raises(InputError, match="There is no sheet “spring”") as caught:
        open_table(path, "spring")
    assert "Spring roster" in caught.value.problems[0].hint
    with pytest.raises(InputError, match="has no sheets"):
        open_table(write(tmp_path, "Name\nAda\n"), "Spring")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (20.0, "20"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (5550123.0, "5550123"),
        (7, "7"),
        (True, "yes"),
        (dt.date(2027, 3, 11), "2027-03-11"),
        (dt.datetime(2027, 3, 11), "2027-03-11"),  # noqa: DTZ001 - as in a workbook
        (dt.datetime(2027, 3, 11, 14, 30), "2027-03-11 14:30"),  # noqa: DTZ001
        (dt.time(14, 30), "14:30"),
        ("007", "007"),
    ],
)
def test_cells_of_workbooks_are_written_as_people_write(cell: object, text: str) -> None:
    """Dates as ISO 8601 has them, whole numbers without a point."""
    from generator.tables.workbook import written  # noqa: PLC0415

    assert written(cell) == text  # type: ignore[arg-type]


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    """A folder, a pipe, or nothing at all is no table."""
    with pytest.raises(InputError, match="cannot be read: no such file"):
        open_table(tmp_path / "roster.csv")
    with pytest.raises(InputError, match="This is a folder"):
        open_table(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="This is not a file"):
        open_table(tmp_path / "pipe")


def test_text_needs_nothing_of_workbooks(tmp_path: Path) -> None:
    """What reads workbooks is not loaded for CSV."""
    path = write(tmp_path, "Name,Email\nAda,ada@example.org\n")
    code = (
        "import sys; from pathlib import Path; from generator.tables import open_table\n"
        f"assert len(list(open_table(Path({str(path)!r})).rows([0]))) == 1\n"
        "print([name for name in sys.modules if 'calamine' in name])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
