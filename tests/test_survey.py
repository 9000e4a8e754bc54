"""The survey: all rows are looked at, and compared with each other, before anything is written."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cohort.rows import members
from generator.cohort.survey import Survey
from generator.cohort.survey.clashes import Approach, clash
from generator.errors import InputError
from generator.model import Policy
from tests.rosters import ADA, HEADER, TODAY, looked_over, opened, settings, write


def rows(folder: Path, *lines: str, header: str = HEADER) -> Path:
    """A table with these lines."""
    return write(folder, "\n".join([header, *lines, ""]))


def person(number: int, **cells: str) -> str:
    """A good line about one of many people, but for these cells."""
    keys = HEADER.split(",")
    usual = {
        "Name": f"Person {number}",
        "Email": f"p{number}@example.org",
        "Introduction": "a student",
        "Contact": f"Contact {number}",
        "Contact email": f"c{number}@example.org",
        "Employer": f"Employer {number}",
        "Reason": "Your exhibit.",
        "Topic": "museum work",
    }
    named = {key.replace("_", " "): text for key, text in cells.items()}
    return ",".join((usual | named)[key] for key in keys)


def clashing(found: Survey) -> list[tuple[str, str, tuple[int, ...]]]:
    """What stands on the clash list."""
    return [(each.sort, each.name, each.rows) for each in found.clashes]


def test_rows_are_counted(tmp_path: Path) -> None:
    """Each row is good, bad, or opted out; blank ones are none."""
    lines = (
        f"{person(1)},",
        f"{person(2, Email='nobody')},",
        f"{person(3)},yes",
        ",,,,,,,,",
        "Person 4,p4@example.org,a student,,,,,,",
        f"{person(5, Email='', Topic='')},",
    )
    found = looked_over(rows(tmp_path, *lines, header=f"{HEADER},Opt out"))
    assert (found.rows, found.good, found.bad, found.opted_out) == (5, 2, 2, 1)
    assert (found.faults, found.without_contact) == (3, 1)
    assert found.bad_rows() == {3, 7}
    assert found.problems(2) == []
    assert [each.place.column for each in found.problems(7)] == [2, 8]


def test_all_faults_are_kept_and_a_few_shown(tmp_path: Path) -> None:
    """Twenty, unless more are asked for, in the order of the rows."""
    found = looked_over(rows(tmp_path, *(person(i, Email="x") for i in range(30))))
    assert [each.place.line for each in found.first()] == list(range(2, 22))
    assert len(list(found.all())) == found.faults == 30


def test_a_bad_row_never_stops_the_rest(tmp_path: Path) -> None:
    """Good rows stay good, whatever stands between them."""
    found = looked_over(rows(tmp_path, person(1), "x" * 40_000, "a\0b,c", person(2), ",,,Bo Larch"))
    assert found.good == 2


LONG = ("<<<‹", "{{", "”a", "Ab ", "x@", "a, ", "9", "?")


@pytest.mark.parametrize("long", LONG)
def test_a_message_about_a_long_cell_is_short(long: str, tmp_path: Path) -> None:
    """Whatever is in it, and in whichever column."""
    text = settings().profiles["plain"].columns
    headings = [names[0] for name, names in text.items() if name != "opt_out"]
    header = ",".join(f'"{heading}"' for heading in headings)
    cell = f'"{long * 500}"'
    for i in range(len(headings)):
        usual = {"Name": "Ada Quill", "Email": "ada@example.org", "Contact": "Bo Larch"}
        cells = [usual.get(heading, "") for heading in headings]
        path = rows(tmp_path, ",".join([*cells[:i], cell, *cells[i + 1 :]]), header=header)
        for problem in looked_over(path).first():
            assert len(problem.message) < 200
            assert len(problem.hint) < 400


def test_one_address_is_one_student(tmp_path: Path) -> None:
    """In capitals or not; each row names the other."""
    path = rows(tmp_path, person(1), person(2), person(3, Email="P1@Example.org"))
    found = looked_over(path)
    assert [(each.place, each.message) for each in found.all()] == [
        ((2, 2), "Row 4 has the same email address."),
        ((4, 2), "Row 2 has the same email address."),
    ]


def test_one_folder_is_one_packet(tmp_path: Path) -> None:
    """Names that file systems take for one name are one."""
    header = f"{HEADER},Folder"
    lines = (f"{person(1)},Ada", f"{person(2)},ADA", f"{person(3)},ada-3")
    found = looked_over(rows(tmp_path, *lines, header=header))
    assert [(each.place, each.message) for each in found.all()] == [
        ((2, 9), "Row 3 has the same folder, “ada”."),
        ((3, 9), "Row 2 has the same folder, “ada”."),
    ]


def test_a_row_with_another_fault_has_its_name_all_the_same(tmp_path: Path) -> None:
    """Else the good row would take the folder, and the mended one could not be made."""
    kim = "Kim Adeyemi"
    found = looked_over(rows(tmp_path, person(1, Name=kim), person(2, Name=kim, Email="none@")))
    assert found.bad_rows() == {2, 3}
    assert "Row 3 has the same folder, “kim-adeyemi”." in [each.message for each in found.first()]


def test_rows_without_a_name_or_an_address_are_not_alike(tmp_path: Path) -> None:
    """What is not known is compared with nothing, and nor is what is wrong itself."""
    lines = (person(i, Name=name, Email="") for i in (1, 2) for name in ("", "[Name]"))
    found = looked_over(rows(tmp_path, *lines))
    assert not [each for each in found.first() if "the same" in each.message]


def test_many_rows_with_one_name_are_told_shortly(tmp_path: Path) -> None:
    """A few are named, the rest counted."""
    found = looked_over(rows(tmp_path, *(person(i, Name="Ada Quill") for i in range(9))))
    assert found.first(1)[0].message == "Rows 3, 4, 5 and 5 more have the same folder, “ada-quill”."


def test_two_interviews_of_one_student_are_two_folders(tmp_path: Path) -> None:
    """Where the table names both, one address is but a remark."""
    lines = (f"{person(1)},one", f"{person(2, Email='p1@example.org')},two")
    found = looked_over(rows(tmp_path, *lines, header=f"{HEADER},Folder"))
    assert (found.good, found.bad) == (2, 0)
    assert [each.message for each in found.warnings] == [
        "Row 3 has the same email address.",
        "Row 2 has the same email address.",
    ]


def test_a_contact_whom_many_ask_is_found(tmp_path: Path) -> None:
    """By the address, else by name and employer, however these are written."""
    cells = {"Contact_email": "bo@example.org", "Employer": ""}
    found = looked_over(rows(tmp_path, *(person(i, **cells) for i in range(3))))
    assert clashing(found) == [("contact", "Contact 0", (2, 3, 4))]
    names = ("Zoë Ibarra", "ZOE IBARRA", "Zoe  Ibarra.")
    lines = [
        person(i, Contact=name, Contact_email="", Employer=employer)
        for i, (name, employer) in enumerate(
            zip(names, ("Elm Inc.", "ELM", "The Elm Company"), strict=True)
        )
    ]
    assert clashing(looked_over(rows(tmp_path, *lines))) == [("contact", "Zoë Ibarra", (2, 3, 4))]


def test_who_is_named_without_an_address_is_known_again(tmp_path: Path) -> None:
    """By name and employer; not where two people of one name are there, nor by the name alone."""
    bo = {"Contact": "Bo Larch", "Employer": "Elm Inc."}
    addresses = ("bo@example.org", "", "BO@example.org")
    lines = [person(i, Contact_email=each, **bo) for i, each in enumerate(addresses)]
    assert clashing(looked_over(rows(tmp_path, *lines))) == [("contact", "Bo Larch", (2, 3, 4))]
    other = person(3, Contact_email="larch@example.org", **bo)
    assert clashing(looked_over(rows(tmp_path, *lines, other))) == []
    elsewhere = [*lines[::2], person(1, Contact_email="", **bo | {"Employer": "Oak Ltd."})]
    assert clashing(looked_over(rows(tmp_path, *elsewhere))) == []


def test_an_employer_whom_many_ask_is_found(tmp_path: Path) -> None:
    """Different people of one employer, as often as the policy has it."""
    path = rows(tmp_path, *(person(i, Employer="Tern River Museum Inc.") for i in range(6)))
    assert clashing(looked_over(path)) == [
        ("employer", "Tern River Museum Inc.", (2, 3, 4, 5, 6, 7))
    ]
    assert clashing(looked_over(path, policy=Policy(employer_most=6))) == []


def test_the_policy_has_its_say(tmp_path: Path) -> None:
    """The cap and the weeks are numbers of the organization."""
    header = f"{HEADER},Asked"
    lines = [
        f"{person(i, Contact_email='bo@example.org')},{day}"
        for i, day in enumerate(("2027-03-01", "2027-03-20", "2027-04-10"))
    ]
    path = rows(tmp_path, *lines, header=header)
    assert clashing(looked_over(path)) == []
    assert clashing(looked_over(path, policy=Policy(contact_weeks=6)))
    (found,) = looked_over(path, policy=Policy(contact_most=1)).clashes
    assert (found.rows, str(found.first), str(found.last)) == ((2, 3), "2027-03-01", "2027-03-20")


def test_a_row_that_makes_no_packet_asks_nobody(tmp_path: Path) -> None:
    """Neither a bad one nor one that opted out."""
    cells = {"Contact_email": "bo@example.org"}
    lines = [
        f"{person(1, **cells)},",
        f"{person(2, **cells)},",
        f"{person(3, **cells)},yes",
        f"{person(4, Topic='', **cells)},",
        f"{person(5, Email='p1@example.org', **cells)},",
    ]
    found = looked_over(
        rows(tmp_path, *lines, header=f"{HEADER},Opt out"), policy=Policy(contact_most=1)
    )
    assert found.bad_rows() == {2, 5, 6}
    assert found.clashes == ()


DAYS = st.integers(0, 100).map(lambda days: date.fromordinal(TODAY.toordinal() + days))


@given(
    days=st.lists(DAYS, min_size=1, max_size=12), most=st.integers(1, 4), weeks=st.integers(1, 10)
)
def test_the_fullest_weeks_are_found(days: list[date], most: int, weeks: int) -> None:
    """As a slow search over every day finds them."""
    numbers = sorted(day.toordinal() for day in days)
    requests = [Approach(i, "contact", "bo", "Bo", day) for i, day in enumerate(numbers)]
    found = clash(requests, Policy(contact_most=most, contact_weeks=weeks))
    fullest = max(
        sum(first <= day < date.fromordinal(first.toordinal() + 7 * weeks) for day in days)
        for first in days
    )
    assert (len(found.rows) if found else None) == (fullest if fullest > most else None)


def test_the_order_of_rows_changes_nobody(tmp_path: Path) -> None:
    """Shuffled rows make the same members, and the same rows clash."""
    people = [person(i, Contact_email=f"c{i % 5}@example.org") for i in range(40)]
    members = []
    for lines in (people, people[::-1], people[1::2] + people[::2]):
        table, columns, reader = opened(rows(tmp_path, *lines))
        found = [reader.read(row) for row in table.rows(columns.used)]
        members.append({each.folder: (each.seeker, each.interview) for each in found})
    assert members[0] == members[1] == members[2]


def test_memory_does_not_grow_with_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Problems, people and requests of ten times the rows are on disk, not in memory."""
    monkeypatch.setattr(members, "KEPT", 50)  # rows, however many there are
    peaks = []
    for count in (500, 5_000):
        path = rows(
            tmp_path, *(person(i, Email="x" if i % 2 else f"p{i}@x.org") for i in range(count))
        )
        tracemalloc.start()
        found = looked_over(path)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert found.faults == count // 2
    assert peaks[1] < 1.6 * peaks[0]  # some of it waits for the garbage collector


def test_a_file_that_ends_too_soon_makes_nothing(tmp_path: Path) -> None:
    """Rows may have been swallowed, so none of the others can be trusted."""
    with pytest.raises(InputError, match="is never closed"):
        looked_over(rows(tmp_path, *(person(i) for i in range(200)), person(201, Reason='"Open')))


def test_members_and_faults_do_not_mix(tmp_path: Path) -> None:
    """A row has either a member or problems, never both, and never another row's."""
    path = rows(tmp_path, person(1), person(2, Email="two@"), person(3, Email="three@"), ADA)
    found = looked_over(path)
    assert "two@" in found.problems(3)[0].message
    assert "three@" in found.problems(4)[0].message
    assert found.problems(2) == found.problems(5) == []
