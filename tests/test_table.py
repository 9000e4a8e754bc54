"""The table of all interviews, as spreadsheets and other programs read it."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.builds import Wanted
from generator.channels.table import typeset
from generator.documents import Composition, Deadline, Row, Selection
from generator.errors import InputError
from generator.model import Interview
from generator.pipeline import make
from generator.project import Project
from generator.tables.safe import unguarded
from tests.conftest import Files, silent
from tests.values import loaded, selection

OTHER = """\
contact:
  name: Zoë Ibarra, Ph.D.
  relationship: family_friend
  family_friend: {name: Ana Ibarra, relation: my aunt}
  organization: "=Sum Partners"
topic: museum work
meeting: {mode: in_person, date: 2027-03-11}
asked: 2027-02-20
sent: {follow-up-email: 2027-03-03}
"""


def table(data: bytes) -> list[list[str]]:
    """The cells of a file, as a program reads them that knows UTF-8."""
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def tracked(root: Path, day: date) -> list[dict[str, str]]:
    """The tracker of a project: a row for each interview."""
    wanted = Wanted(kinds=("tracker",), channels=("table",))
    made = make(Project.at(root, day=day), wanted, silent)
    head, *rows = table(made.files["overview/tracker.csv"].data)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_tracker_says_how_each_interview_stands(project: Files) -> None:
    """A row for each interview: whom, when, and what to do next by which day."""
    root = project({"content/interviews/zoe.yaml": OTHER})
    bo, zoe = tracked(root, date(2027, 3, 12))
    assert bo["Contact"] == "Bo Larch"
    assert [bo[heading] for heading in ("Asked", "Meeting", "Next step", "State")] == [""] * 4
    assert zoe == {
        "Contact": "Zoë Ibarra, Ph.D.",
        "Organization": "'=Sum Partners",
        "Relationship": "family_friend",
        "Asked": "2027-02-20",
        "Followed up": "2027-03-03",
        "Meeting": "2027-03-11",
        "Mode": "in_person",
        "Thanked": "",
        "Closed": "",
        "Next step": "Send the thank-you email",
        "By": "2027-03-12",
        "State": "due",
    }


def test_a_thank_you_that_was_sent_has_its_day(project: Files) -> None:
    """What was done moves on to the next step."""
    done = OTHER.replace("{follow-up-email: 2027-03-03}", "{thank-you-email: 2027-03-12}")
    (zoe,) = tracked(project({"content/interviews/bo.yaml": done}), date(2027, 3, 13))
    assert zoe["Thanked"] == "2027-03-12"
    assert zoe["Next step"] != "Send the thank-you email"


def test_excel_is_told_the_encoding() -> None:
    """The file begins with a byte order mark and has the line ends of RFC 4180."""
    data = typeset(over({"Name": "contact.name"}, "Zoë")).data
    assert data == b"\xef\xbb\xbfName\r\nZo\xc3\xab\r\n"


def over(columns: dict[str, str], *names: str, deadlines: tuple[Deadline, ...] = ()) -> Composition:
    """A table over contacts of these names."""
    return Composition(about(columns, tuple(Row(named(name), deadlines) for name in names)), {})


def about(columns: dict[str, str], rows: tuple[Row, ...]) -> Selection:
    """The selection of a table."""
    base = selection("question-sheet")
    kind = base.kind.model_copy(update={"columns": columns})
    return base._replace(kind=kind, rows=rows)


def named(name: str) -> Interview:
    """The sample's interview with another contact."""
    sample = loaded()[0].interviews[0]
    contact = sample.contact.model_copy(update={"name": name})
    return sample.model_copy(update={"contact": contact})


@pytest.mark.parametrize("name", ["=1+1", "+15550142", "-2", "@import", "\t1", "\r1", "＝1"])
def test_no_cell_is_a_formula(name: str) -> None:
    """What a spreadsheet would compute has an apostrophe in front, and is text."""
    _, (cell,) = table(typeset(over({"Name": "contact.name"}, name)).data)
    assert cell == f"'{name}"


def test_a_heading_is_no_formula_either() -> None:
    """Headings come from kind.yaml, which may be anybody's."""
    (cell,), _ = table(typeset(over({"=1+1": "contact.name"}, "Bo")).data)
    assert cell == "'=1+1"


@given(names=st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_cells_come_out_as_they_went_in(names: list[str]) -> None:
    """Commas, quotation marks and line breaks stay in their cells, one row for each interview."""
    columns = {"Name": "contact.name", "Minutes": "meeting.minutes"}
    _, *rows = table(typeset(over(columns, *names)).data)
    found = [(unguarded(cell), minutes) for cell, minutes in rows]
    assert found == [(name, "20") for name in names]


def test_values_are_written_as_the_files_have_them() -> None:
    """Days and times as ISO 8601 has them, several values in one cell, nothing for nothing."""
    columns = {
        "Date": "meeting.date",
        "Time": "meeting.time",
        "Times": "seeker.availability",
        "Office": "organization.office",
        "Days": "policy.thank_you_days",
        "May": "contact.permitted",
        "Place": "meeting.place",
        "Next": "next.action",
    }
    deadline = Deadline("bo", "letter", "Send it", "Bo", date(2027, 3, 12), None, None, "due")
    _, row = table(typeset(over(columns, "Bo", deadlines=(deadline,))).data)
    assert row == [
        "2027-03-11",
        "14:30",
        "Thursday, March 11, after 2:00 p.m.; Friday morning",
        "Career Center",
        "1",
        "yes",
        "",
        "Send it",
    ]


def test_a_table_of_one_interview_has_one_row() -> None:
    """A kind for single interviews gets a row of its own."""
    _, *rows = table(typeset(Composition(about({"Name": "contact.name"}, ()), {})).data)
    assert rows == [["Marcus Oyelaran"]]


def test_a_table_needs_columns() -> None:
    """A kind without any is its author's mistake."""
    with pytest.raises(InputError, match="no columns"):
        typeset(over({}, "Bo"))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("contact.nmae", "There is no “nmae” in “contact.nmae”."),
        ("next.dya", "There is no “dya” in “next.dya”."),
        ("sent.thank-you", "There is no “thank-you” in “sent.thank-you”."),
        ("nxt.day", "There is no “nxt” in “nxt.day”."),
        ("next.day.year", "There is no “year” in “next.day.year”."),
    ],
)
def test_a_column_that_leads_nowhere_is_refused(project: Files, path: str, said: str) -> None:
    """A slip in a path is found when kind.yaml is read, and not as an empty column."""
    kind = "title: List\nabout: A list.\nchannels: [table]\nmade_for: [overview]\n"
    kind += f"columns: {{A: {path}}}\n"
    root = project({"templates/kinds/my-list/kind.yaml": kind})
    with pytest.raises(InputError) as caught:
        tracked(root, date(2027, 3, 1))
    assert [problem.message for problem in caught.value.problems] == [said]
