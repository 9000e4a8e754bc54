"""Members: one row becomes a person and whom they ask, or every fault of its cells."""

import pickle
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cohort.rows.members import Member, OptedOut
from generator.errors import InputError, Place
from generator.load.cohort import load_cohort
from generator.model.bank import Relationship
from generator.project import Project
from tests.conftest import Files
from tests.rosters import ADA, HEADER, faults, opened, write
from tests.values import loaded

TIES = {
    "cold": ({"Reason": "Your exhibit on ferries."}, "Reason"),
    "alumni": ({"Shared school": "Marrow College"}, "Shared school"),
    "referral": ({"Referrer": "Ines Duarte", "Referrer relation": "my adviser"}, "Referrer"),
    "family_friend": (
        {"Family friend": "Ines Duarte", "Family friend relation": "my aunt"},
        "Family friend",
    ),
    "former_colleague": (
        {"Worked together at": "Elm Works", "Worked together when": "in 2024"},
        "Worked together at",
    ),
    "linkedin": ({"Found via": "the museum group"}, "Found via"),
    "faculty_staff": ({"Contact course": "Museums"}, "Contact course"),
    "event": ({"Event": "the ferry day"}, "Event"),
    "mentor_platform": ({"Platform": "Guild"}, "Platform"),
}
"""What each relationship needs, and the column that is asked for first."""
BASE = {
    "Name": "Ada Quill",
    "Email": "ada.quill@example.org",
    "Introduction": "a first-year history student",
    "Contact": "Bo Larch",
    "Topic": "museum work",
}


def members(folder: Path, *rows: dict[str, str]) -> list[Member]:
    """The members of a table with these rows; all of them must be good."""
    table, columns, reader = opened(table_of(folder, *rows))
    return [reader.read(row) for row in table.rows(columns.used)]


def table_of(folder: Path, *rows: dict[str, str]) -> Path:
    """A table with a column for each key, semicolons between them."""
    header = list(dict.fromkeys(key for row in rows for key in row))
    lines = [header, *([row.get(key, "") for key in header] for row in rows)]
    return write(folder, "".join(f"{';'.join(line)}\n" for line in lines))


def test_every_relationship_is_tried() -> None:
    """The table above has each of them."""
    assert set(TIES) == set(get_args(Relationship))


@pytest.mark.parametrize("relationship", TIES)
def test_a_relationship_needs_its_tie(relationship: str, tmp_path: Path) -> None:
    """With it the row is good; without it the cell to fill in is named."""
    tie, first = TIES[relationship]
    row = {**BASE, "Relationship": relationship, **tie}
    (member,) = members(tmp_path, row)
    assert member.interview
    assert member.interview.contact.relationship == relationship
    problems = faults(table_of(tmp_path, {**row, **dict.fromkeys(tie, "")}))
    assert problems[0].message == f"“{first}” is empty."
    assert problems[0].hint.startswith(f"The relationship “{relationship}” needs it. Fill it in")
    assert [each.place.column for each in problems] == [7 + i for i in range(len(problems))]


@pytest.mark.parametrize("written", ["Family friend", "FAMILY_FRIEND", "family-friend"])
def test_closed_lists_are_read_as_people_write_them(written: str, tmp_path: Path) -> None:
    """Case and punctuation do not count."""
    (member,) = members(
        tmp_path, {**BASE, **TIES["family_friend"][0], "Relationship": written, "Mode": "In person"}
    )
    assert member.interview
    assert member.interview.contact.relationship == "family_friend"
    assert member.interview.meeting.mode == "in_person"


def test_a_member_knows_its_cells(tmp_path: Path) -> None:
    """Later stages can point at the cell of each value."""
    (member,) = members(
        tmp_path, {**BASE, "Reason": "Your boats.", "Contact email": "bo@example.org"}
    )
    assert member.number == 2
    assert member.seeker_source.place(("email",)) == Place(2, 2)
    assert member.source.place(("contact", "email")) == Place(2, 7)
    assert member.source.place(("topic",)) == Place(2, 5)
    assert member.source.path.name == "table.csv"


def test_a_member_can_be_sent_to_another_process(tmp_path: Path) -> None:
    """Whole, with its cells."""
    (member,) = members(tmp_path, {**BASE, "Reason": "Your boats."})
    assert pickle.loads(pickle.dumps(member)) == member  # noqa: S301 - our own


def test_several_in_one_cell(tmp_path: Path) -> None:
    """Questions have a semicolon or a line break between them; ids may have commas."""
    header = f"{HEADER},Questions,Documents,Availability\n"
    line = f'{ADA},pr-typical-day; What surprised you?,"guide, question-sheet","Monday, 9;Friday"\n'
    table, columns, reader = opened(write(tmp_path, header + line))
    (member,) = (reader.read(row) for row in table.rows(columns.used))
    assert member.interview
    assert [each.id or each.text for each in member.interview.questions] == [
        "pr-typical-day",
        "What surprised you?",
    ]
    assert member.interview.documents == ("guide", "question-sheet")
    assert member.seeker.availability == ("Monday, 9", "Friday")


@pytest.mark.parametrize("word", ["yes", "Y", "TRUE", "x", "1", "Opted out"])
def test_who_opted_out_is_not_even_looked_at(word: str, tmp_path: Path) -> None:
    """Whatever else is wrong with the row."""
    path = write(tmp_path, f"{HEADER},Opt out\nAda,nobody,,,,,,,{word}\n")
    table, columns, reader = opened(path)
    (row,) = table.rows(columns.used)
    with pytest.raises(OptedOut):
        reader.read(row)


@pytest.mark.parametrize("word", ["no", "N", "false", "0", ""])
def test_who_did_not_opt_out_is_in(word: str, tmp_path: Path) -> None:
    """A word that says no says no."""
    table, columns, reader = opened(write(tmp_path, f"{HEADER},Opt out\n{ADA},{word}\n"))
    assert [reader.read(row).folder for row in table.rows(columns.used)] == ["ada-quill"]


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Ada Quill", "ada-quill"),
        ("Zoë Ibarra-Łuczak", "zoe-ibarra-luczak"),
        ("../../etc/passwd", "etc-passwd"),
        ("Con", "con_"),
        ("محمد علي", "محمد-علي"),
        ("李小龍", "李小龍"),
        ("A" * 300, None),
        ("山" * 300, None),
    ],
)
def test_folders_are_called_after_people(name: str, folder: str | None, tmp_path: Path) -> None:
    """In letters that every file system can have, and never too many."""
    (member,) = members(tmp_path, {**BASE, "Name": name, "Reason": "Your boats."})
    assert len(member.folder.encode()) <= 240
    if folder:
        assert member.folder == folder


@pytest.mark.parametrize("name", ["../up", "a/b", "C:\\x", "..", "nul", "a" * 400, "=x"])
def test_a_folder_of_the_table_stays_in_its_place(name: str, tmp_path: Path) -> None:
    """Whatever the cell says, it is one name of a folder."""
    (member,) = members(tmp_path, {**BASE, "Reason": "Your boats.", "Folder": name})
    assert Path(member.folder).name == member.folder
    assert member.folder not in {"", ".", ".."}
    assert not {*member.folder} & {*'/\\:*?"<>|'}
    assert len(member.folder) <= 100


@pytest.mark.parametrize("name", ["Ada\u202eQuill", "Ada Quill\u2069", "\u200fAda Quill"])
def test_no_folder_has_what_cannot_be_seen_in_its_name(name: str, tmp_path: Path) -> None:
    """Nothing that turns its direction, and no space but the plain one."""
    (one,) = members(tmp_path, BASE | TIES["cold"][0] | {"Folder": name})
    assert one.folder in {"AdaQuill", "Ada Quill"}
    (one,) = members(tmp_path, BASE | TIES["cold"][0] | {"Folder": "Ada\u00a0\u2028Quill"})
    assert one.folder == "Ada Quill"


def test_a_wrong_cell_is_told_for_a_spreadsheet(tmp_path: Path) -> None:
    """Nothing is said of lines, keys or colons, which are a file's."""
    (problem,) = faults(
        table_of(tmp_path, {**BASE, "Reason": "Your boats.", "Time": "14:30", "Contact": "Bo"})
    )
    assert problem.message == "A meeting with a time needs a date."
    assert problem.hint == "Fill in the day as well: 2027-03-11."


@pytest.mark.parametrize("cells", [{"Date": "46092"}, {"Date": "2027-03-11", "Time": "0.6041667"}])
def test_a_number_where_a_day_should_be(cells: dict[str, str], tmp_path: Path) -> None:
    """What a column without a format leaves is told as what it is."""
    row = {**BASE, "Reason": "Your boats.", "Contact": "Bo", **cells}
    (problem,) = faults(table_of(tmp_path, row))
    assert problem.hint.startswith("Spreadsheets count days so: format the column")


CANARY = "9171375"
SENSITIVE = ("GPA", "Student ID", "Ethnicity", "Date of birth", "Veteran status", "card_id")
NOISE = st.text("abc ,;@[]{}#", max_size=8)


@given(
    heading=st.sampled_from(SENSITIVE),
    at=st.integers(0, 8),
    before=NOISE,
    after=NOISE,
    spoiled=st.integers(0, 7),
)
def test_a_sensitive_cell_goes_nowhere(
    tmp_path_factory: pytest.TempPathFactory,
    heading: str,
    at: int,
    before: str,
    after: str,
    spoiled: int,
) -> None:
    """Its text is in no row, tree, member or problem, be the row good or bad."""
    cells, headings = ADA.split(","), HEADER.split(",")
    cells[spoiled] = before
    headings.insert(at, heading)
    cells.insert(at, f"{after}{CANARY}".replace(",", " "))
    path = tmp_path_factory.mktemp("table") / "table.csv"
    quoted = ",".join('"' + cell.replace('"', "") + '"' for cell in cells)
    path.write_text(f"{','.join(headings)}\n{quoted}\n", encoding="utf-8")
    table, columns, reader = opened(path)
    assert columns.sensitive == (heading,)
    seen = [repr((table.header, table.remarks, vars(columns)))]
    for row in table.rows(columns.used):
        seen += [repr(row), repr(columns.tree(row))]
        try:
            seen.append(repr(reader.read(row)))
        except InputError as error:
            seen.append(repr(error.problems))
    assert len(seen) == 4
    assert CANARY not in "".join(seen)


def test_the_canary_is_seen_where_it_may_be(tmp_path: Path) -> None:
    """In a column that is read, the same text is found; so its absence above proves something."""
    (member,) = members(tmp_path, {**BASE, "Reason": CANARY})
    assert CANARY in repr(member)


@pytest.mark.parametrize(
    "word", ["N/A", "-", "?", "none", "n.a.", "TBD", "To be determined", "not yet", " – "]
)
def test_what_says_nothing_is_an_empty_cell(word: str, tmp_path: Path) -> None:
    """A row with such a contact is that of a row without one; a student is called as written."""
    keys = ("Contact", "Contact email", "Employer", "Reason", "Relationship", "Phone", "Topic")
    some = {"Name": "Ada Quill", "Email": "ada@example.org", "Introduction": "a student"}
    one, none = members(tmp_path, some | dict.fromkeys(keys, word), some)
    assert one.interview is None
    assert (one.seeker, one.agenda) == (none.seeker, none.agenda)


def test_a_name_that_looks_like_an_abbreviation_is_one(tmp_path: Path) -> None:
    """Na is a name of people."""
    (one,) = members(tmp_path, BASE | TIES["cold"][0] | {"Contact": "Na"})
    assert one.interview
    assert one.interview.contact.name == "Na"


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("Date", "31-02-2027", "There is no day “31-02-2027” in the calendar."),
        ("Date", "11.3.1799", "“11.3.1799” is too far away."),
        ("Minutes", "20 min", "“Minutes” must be a whole number; “20 min” is not."),
        ("Minutes", "120", "“Minutes” must be at most 90; “120” is not."),
    ],
)
def test_a_wrong_cell_is_quoted_as_it_is_written(
    heading: str, cell: str, said: str, tmp_path: Path, project: Files
) -> None:
    """Who looks for it in the spreadsheet finds it, whatever order the day was read in."""
    root = project({"content/cohort.yaml": "dates: day-first\n"}, people=False)
    used = load_cohort(Project.at(root), *loaded())
    row = {**BASE, "Relationship": "cold", "Reason": "Your ferries.", heading: cell}
    (problem,) = faults(table_of(tmp_path, row), used)
    assert problem.message == said
