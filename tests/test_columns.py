"""Columns: which heading fills which field, what is ignored, and what is never read."""

import re
from collections import Counter
from pathlib import Path

import pytest

from generator.cohort.rows.columns import Columns
from generator.cohort.rows.match import match
from generator.cohort.rows.names import contact_name, may_be_turned, student_name
from generator.cohort.rows.starter import starter
from generator.errors import InputError
from generator.load.cohort import Settings, load_cohort
from generator.model.cohort import Sensitive, key_of
from generator.project import Project
from generator.tables import open_table, write_csv
from tests.conftest import ROOT, Files
from tests.rosters import ADA, HEADER, faults, looked_over, opened, settings, write
from tests.values import loaded


def columns_of(folder: Path, header: str, used: Settings | None = None) -> Columns:
    """The columns of a table with this header and one row of the same texts."""
    return opened(write(folder, f"{header}\n{header}\n"), used)[1]


def own(project: Files, **files: str) -> Settings:
    """The settings of a project with these files in its content folder."""
    texts = {f"content/{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    return load_cohort(Project.at(project(texts, people=False)), *loaded())


def said(project: Files, **files: str) -> list[str]:
    """What is wrong with such files: message and hint."""
    with pytest.raises(InputError) as caught:
        own(project, **files)
    return [f"{each.message} {each.hint}".strip() for each in caught.value.problems]


@pytest.mark.parametrize("name", ["plain", "handshake"])
def test_a_heading_means_one_thing(name: str) -> None:
    """No heading of a profile is that of two columns, unless the profile says so on purpose."""
    profile = settings().profiles[name]
    counts = Counter(
        key for headings in profile.columns.values() for key in {key_of(each) for each in headings}
    )
    assert {key for key, count in counts.items() if count > 1} <= {"schoolyearname"}


@pytest.mark.parametrize("name", ["plain", "handshake"])
def test_every_column_is_used(name: str) -> None:
    """A profile has no column that fills nothing."""
    profile = settings().profiles[name]
    texts = " ".join(text for texts in profile.fields.values() for text in texts)
    assert [column for column in profile.columns if f"{{{column}}}" not in texts] == []


def test_a_column_that_no_field_uses_is_refused(project: Files) -> None:
    """Its headings would be read for nothing, and the table would be blamed for it."""
    ours = "title: Ours\nabout: Ours.\nextends: plain\ncolumns:\n  {}: [Whom I ask]\n"
    (wrong,) = said(project, profiles__ours=ours.format("contact"))
    assert wrong.startswith("No field uses the column “contact”. Did you mean “contact_name”")
    (other,) = said(project, profiles__ours=ours.format("zebra"))
    assert other.endswith("Name it in a text below “fields:”.")
    more = "fields: {goal: '{zebra}'}\n"
    assert (
        "zebra" in own(project, profiles__ours=ours.format("zebra") + more).profiles["ours"].columns
    )


def test_the_columns_of_the_plain_profile_are_listed() -> None:
    """docs/content.md has the name of each, in the order of the file."""
    text = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
    listed = text.partition("The columns of `plain`")[2].partition(": ")[2].partition(".\n")[0]
    assert re.findall(r"`(\w+)`", listed) == [*settings().profiles["plain"].columns]


@pytest.mark.parametrize(
    "heading", ["E-mail address", "email_address", "EMAIL ADDRESS:", "eMailAddress"]
)
def test_headings_are_matched_by_their_letters(heading: str, tmp_path: Path) -> None:
    """Case, spaces and punctuation do not count."""
    columns = columns_of(tmp_path, f"Name,{heading},Introduction")
    assert columns.used == (0, 1, 2)


def test_the_profile_that_fits_is_taken(tmp_path: Path) -> None:
    """The one that knows most of the headings; the plain one where two know as many."""
    assert columns_of(tmp_path, "Name,Email,Introduction").profile.id == "plain"
    header = "email_address,first_name,last_name,school_year_name"
    assert columns_of(tmp_path, header).profile.id == "handshake"
    table = open_table(write(tmp_path, f"{HEADER}\n{ADA}\n"))
    assert match(table, settings(), "handshake").profile.id == "handshake"
    with pytest.raises(InputError, match="There is no profile “handshak”"):
        match(table, settings(), "handshak")


def test_the_rest_is_ignored_and_named(tmp_path: Path) -> None:
    """What no field knows is not used; what is sensitive stands apart."""
    columns = columns_of(tmp_path, "Name,Email,Introduction,Shoe size,Student ID,GPA")
    assert columns.ignored == ("Shoe size",)
    assert columns.sensitive == ("Student ID", "GPA")
    assert columns.used == (0, 1, 2)


def test_an_address_that_was_a_link_is_an_address(tmp_path: Path) -> None:
    """Spreadsheets leave “mailto:” in front of it."""
    path = write(tmp_path, "Name,Email,Introduction\nAda Quill,mailto:ada@example.org,a student\n")
    table, columns, reader = opened(path)
    (row,) = table.rows(columns.used)
    assert reader.read(row).seeker.email == "ada@example.org"


@pytest.mark.parametrize(("year", "said"), [("Sr", "fourth"), ("So", "second"), ("fr.", "first")])
def test_years_may_be_short(year: str, said: str, tmp_path: Path) -> None:
    """As offices write them in a column “Class level”."""
    path = write(tmp_path, f"Name,Email,Class level,Major\nAda Quill,ada@example.org,{year},Law\n")
    table, columns, reader = opened(path)
    (row,) = table.rows(columns.used)
    introduction = reader.read(row).seeker.introduction
    assert introduction == f"a {said}-year student majoring in law"


def test_an_introduction_that_is_missing_may_be_said_for_all(tmp_path: Path) -> None:
    """Nobody wants to fill in the same words in forty rows."""
    path = write(tmp_path, "Name,Email,Introduction\nAda Quill,ada@example.org,\n")
    (problem,) = faults(path)
    assert problem.hint.endswith(
        "Or say in content/cohort.yaml what holds where a row says nothing."
    )


def test_a_heading_with_a_slip_is_asked_about(tmp_path: Path) -> None:
    """One that may stand for a column that the table lacks; the slip of one that it has may not."""
    columns = columns_of(
        tmp_path, "Name,Email,Introduction,Contact emial,Emall,Mobile numbr,Hat size"
    )
    assert columns.ignored == ("Contact emial", "Emall", "Mobile numbr", "Hat size")
    assert columns.unused[0] == "Contact emial (did you mean “Contact email”?)"
    assert [text for text in columns.unused if "did you mean" in text] == [
        columns.unused[0],
        "Mobile numbr (did you mean “Mobile number”?)",
    ]


NEVER = (
    *("GPA", "Cumulative GPA", "primary_education:cumulative_gpa", "departmentGpa", "Ethnicity"),
    *("Race/Ethnicity", "Gender", "gender_identity", "Sex", "disabled", "Disability status"),
    *("Veteran?", "veteran", "Athlete", "first_generation", "First-Gen", "work_study_eligible"),
    *("opt_cpt_eligible", "eu_gdpr_subject", "SSN", "Social Security Number", "Date of Birth"),
    *("DOB", "Birthdate", "dateofbirth", "Citizenship", "Visa status", "Pronouns", "Age"),
    *(
        "Student ID",
        "StudentID",
        "studentid",
        "ID",
        "ID#",
        "card_id",
        "username",
        "auth_identifier",
    ),
    *("NetID", "EMPLID", "Financial Aid", "Pell eligible", "Religion", "Academic probation"),
)
HARMLESS = (
    "Email",
    "Average",
    "Teacher",
    "Engineering",
    "Candidate",
    "Ideas",
    "Video link",
    "Stage",
)


@pytest.mark.parametrize("heading", NEVER)
def test_sensitive_headings_are_known(heading: str) -> None:
    """Each of them, as people and systems write it."""
    assert settings().sensitive.hides(heading)


@pytest.mark.parametrize("heading", HARMLESS)
def test_words_are_whole(heading: str) -> None:
    """A word that only has a sensitive one in it is none."""
    assert not settings().sensitive.hides(heading)


def test_no_built_in_heading_is_sensitive() -> None:
    """Else its column would never be read."""
    profiles = settings().profiles.values()
    headings = {each for profile in profiles for many in profile.columns.values() for each in many}
    assert [each for each in headings if settings().sensitive.hides(each)] == []


def test_a_folder_may_be_called_after_an_id_where_that_is_asked_for() -> None:
    """And after nothing else that is sensitive."""
    sensitive = settings().sensitive
    assert not sensitive.hides("Student ID", folder="student id")
    assert sensitive.hides("Student ID", folder="Card ID")
    assert sensitive.hides("GPA", folder="GPA")


def test_a_project_adds_to_the_sensitive_words(project: Files) -> None:
    """Its own file takes none of the built-in ones away."""
    sensitive = own(project, sensitive="personal: [advisor notes]\n").sensitive
    assert sensitive.hides("Advisor notes")
    assert sensitive.hides("GPA")
    assert not Sensitive(personal=("advisor notes",)).hides("GPA")


MINE = """\
title: Our roster
about: What our office exports.
extends: plain
columns:
  email: [Adresse]
  cohort: [Cohort]
fields:
  seeker.introduction: ["{introduction}", "a member of {cohort}"]
"""


def test_a_project_has_profiles_of_its_own(project: Files, tmp_path: Path) -> None:
    """A file in content/profiles is one, beside the built-in ones."""
    used = own(project, profiles__ours=MINE)
    columns = columns_of(tmp_path, "Name,Adresse,Cohort", used)
    assert (columns.profile.id, columns.used) == ("ours", (0, 1, 2))
    assert set(used.profiles) == {"ours", "plain", "handshake"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[Adresse]", "[Adresse, GPA]"), "Columns with the heading “GPA” are never read."),
        (("seeker.introduction", "seeker.intro"), "There is no field “seeker.intro”."),
        (
            ("{cohort}", "{cohrt}"),
            "There is no column “cohrt” in this profile. Did you mean “cohort”?",
        ),
        (("about: What", "within: [topc]\nabout: What"), "There is no column “topc”"),
        (("extends: plain", "extends: plane"), "The profile “ours” cannot extend “plane”."),
        (("about: What", "abuot: What"), "Unknown key “abuot”. Did you mean “about”?"),
    ],
)
def test_a_broken_profile_is_explained(
    change: tuple[str, str], message: str, project: Files
) -> None:
    """At its place, with a hint."""
    assert any(
        each.startswith(message) for each in said(project, profiles__ours=MINE.replace(*change))
    )


FOR_ALL = """\
interview:
  topic: museum work
  meeting: {mode: phone, minutes: 15}
  contact: {relationship: alumni, alumni: {school: Marrow College}}
  preset: first-talk-20
seeker:
  introduction: a student of Marrow College
"""


def test_what_holds_for_all_needs_no_column(project: Files, tmp_path: Path) -> None:
    """Cells win over it, and what a cell does not say is taken from it."""
    used = own(project, cohort=FOR_ALL)
    path = write(
        tmp_path,
        "Name,Email,Contact,Topic,Relationship,Reason\n"
        "Ada Quill,ada@example.org,Bo Larch,,,\n"
        "Eda Quill,eda@example.org,Bo Larch,ferries,cold,Your boats.\n"
        "Ida Quill,ida@example.org,,,,\n",
    )
    table, columns, reader = opened(path, used)
    one, two, three = (reader.read(row) for row in table.rows(columns.used))
    assert one.interview
    assert two.interview
    assert (one.interview.topic, two.interview.topic) == ("museum work", "ferries")
    assert (one.interview.meeting.mode, one.interview.meeting.minutes) == ("phone", 15)
    assert one.interview.contact.alumni
    assert one.interview.contact.alumni.school == "Marrow College"
    assert two.interview.contact.relationship == "cold"
    assert one.interview.preset == "first-talk-20"
    assert three.interview is None
    assert three.seeker.introduction == "a student of Marrow College"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("profile: handshak\n", "There is no profile “handshak”. Did you mean “handshake”?"),
        ("interview: {meeting: {mode: pone}}\n", "“mode” cannot be “pone”. Did you mean “phone”?"),
        ("interview: {preset: first-talk-2}\n", "There is no preset “first-talk-2”."),
        ("interview: {questions: [pr-typical-dya]}\n", "There is no question “pr-typical-dya”"),
        ("interview: {topc: x}\n", "Unknown key “topc”. Did you mean “topic”?"),
        ("seeker: {email: nobody}\n", "“nobody” is not an email address."),
        ("dates: month first\n", "“dates” cannot be “month first”. Did you mean “month-first”"),
        ("defaults: {topic: x}\n", "Unknown key “defaults”."),
    ],
)
def test_a_broken_cohort_file_is_explained(text: str, message: str, project: Files) -> None:
    """Once, in the file, and not in each row."""
    (one,) = said(project, cohort=text)
    assert one.startswith(message)


def test_days_are_read_as_the_table_writes_them(project: Files, tmp_path: Path) -> None:
    """3/11 is in March or in November, as somebody has said."""
    path = write(tmp_path, f"{HEADER},Date\n{ADA},3/11/2027\n")
    assert [each.place.column for each in faults(path)] == [9]
    for order, day in (("month-first", "2027-03-11"), ("day-first", "2027-11-03")):
        table, columns, reader = opened(path, own(project, cohort=f"dates: {order}\n"))
        (member,) = (reader.read(row) for row in table.rows(columns.used))
        assert member.interview
        assert str(member.interview.meeting.date) == day


@pytest.mark.parametrize("day", ["13/11/2027", "11.3.2027", "3/11.2027"])
def test_a_day_in_another_order_is_quoted_as_it_was_written(
    day: str, project: Files, tmp_path: Path
) -> None:
    """There is no month 13, and full stops are those of a day that comes first."""
    path = write(tmp_path, f"{HEADER},Date\n{ADA},{day}\n")
    table, columns, reader = opened(path, own(project, cohort="dates: month-first\n"))
    (row,) = table.rows(columns.used)
    with pytest.raises(InputError) as caught:
        reader.read(row)
    (problem,) = caught.value.problems
    assert problem.message == f"“{day}” is not a date."
    assert problem.hint.endswith(
        "Or as content/cohort.yaml has it with “dates: month-first”: 3/13/2027."
    )


def test_a_day_with_full_stops_has_its_day_first(project: Files, tmp_path: Path) -> None:
    """It is read so where somebody has said so, and else the word for it is named."""
    path = write(tmp_path, f"{HEADER},Date\n{ADA},11.3.2027\n")
    assert [each.hint.endswith("dates: day-first.") for each in faults(path)] == [True]
    assert faults(path, own(project, cohort="dates: day-first\n")) == []


def test_a_cell_with_a_day_and_a_time_gives_each_field_its_own(tmp_path: Path) -> None:
    """Workbooks keep both in one cell, whichever of them is shown."""
    path = write(tmp_path, f"{HEADER},Date,Time\n{ADA},2027-03-11 00:00:00,1899-12-31 14:30\n")
    table, columns, reader = opened(path)
    (member,) = (reader.read(row) for row in table.rows(columns.used))
    assert member.interview
    meeting = member.interview.meeting
    assert (str(meeting.date), str(meeting.time)) == ("2027-03-11", "14:30:00")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Quill, Ada", "Ada Quill"),
        ("O’Neil, Siobhán", "Siobhán O’Neil"),
        ("van der Berg, Jan P.", "Jan P. van der Berg"),
        ("García-López, María José", "María José García-López"),
        ("Ada Quill, PhD", "Ada Quill, PhD"),
        ("Quill, Jr.", "Quill, Jr."),
        ("Ada Quill, Director", "Ada Quill, Director"),
        ("King, Ada, PhD", "Ada King, PhD"),
        ("Larch, Jr., Bo", "Bo Larch, Jr."),
        ("Quill III, Ed", "Ed Quill III"),
        ("García Márquez, Luis", "García Márquez, Luis"),
        ("Quill, Ada, Director", "Quill, Ada, Director"),
        ("Ada,", "Ada,"),
    ],
)
def test_names_of_a_registry_are_turned_round(written: str, name: str) -> None:
    """Drafts greet and sign as people do; what may be a title stays where it is."""
    assert contact_name(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("García Márquez, Luis", "Luis García Márquez"),
        ("Quill III, Ed", "Ed Quill III"),
        ("Ada Quill, Jr.", "Ada Quill, Jr."),
        ("Ada Quill, she/her", "Ada Quill, she/her"),
    ],
)
def test_a_student_has_no_title(written: str, name: str) -> None:
    """So what stands behind the comma is a first name, however many words are before it."""
    assert student_name(written) == name


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Ada Quill, Director", True),
        ("García Márquez, Luis", True),
        ("Ada Quill, PhD, RN", False),
        ("Ada Quill", False),
        ("Ada Quill,", False),
    ],
)
def test_a_comma_that_stays_in_a_name_is_remarked_on(
    name: str,
    left: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    """Unless it is known what stands behind it; the row is good all the same."""
    assert may_be_turned(name) == left
    line = ADA.replace("Bo Larch", f'"{name}"')
    found = looked_over(write(tmp_path, f"{HEADER}\n{line}\n"))
    assert found.good == 1
    assert [each.place.column for each in found.warnings] == [4] * left


def test_both_people_of_a_row_may_be_written_last_name_first(tmp_path: Path) -> None:
    """The seeker's name and the contact's are read alike; the folder has the usual order."""
    header = "Name,Email,Introduction,Contact,Reason,Topic,Contact email"
    line = '"Ng, Ana",ana@example.org,a student,"Larch, Bo",Your work.,law,bo@example.org'
    path = write(tmp_path, f"{header}\n{line}\n")
    table, columns, reader = opened(path)
    (member,) = (reader.read(row) for row in table.rows(columns.used))
    assert member.interview
    names = member.seeker.name, member.interview.contact.name, member.folder
    assert names == ("Ana Ng", "Bo Larch", "ana-ng")


@pytest.mark.parametrize(
    ("year", "major", "introduction"),
    [
        ("Junior", "Undeclared", "a third-year student at Marrow"),
        ("Junior", "biology", "a third-year student majoring in biology at Marrow"),
        ("PhD candidate", "biology", "a doctoral candidate majoring in biology at Marrow"),
        ("2027", "biology", "a student majoring in biology at Marrow"),
        ("2027", "undecided", None),
    ],
)
def test_who_has_no_major_yet_is_introduced_without(
    year: str, major: str, introduction: str | None, tmp_path: Path
) -> None:
    """“Undeclared” is what an empty cell says, and no field of study."""
    header = "Name,Email,Year,Major,School"
    path = write(tmp_path, f"{header}\nAda Quill,ada@example.org,{year},{major},Marrow\n")
    table, columns, reader = opened(path)
    (row,) = table.rows(columns.used)
    if introduction:
        assert reader.read(row).seeker.introduction == introduction
    else:
        with pytest.raises(InputError, match="“undecided” counts as an empty cell in “Major”"):
            reader.read(row)


HOUSES = """\
title: Our roster
about: What our office exports.
columns:
  name: [Name]
  email: [Email]
  house: [House]
  year: [Klass]
fields:
  seeker.name: "{name}"
  seeker.email: "{email}"
  seeker.introduction: "{year} of {house}"
words:
  year: {FR: a first-year student, SO: a second-year student}
empty:
  house: [none]
"""


HANDSHAKE = (
    "email_address,first_name,last_name,school_year_name,"
    "primary_education:primary_major_name,primary_education:major_names"
)


@pytest.mark.parametrize(
    ("majors", "introduction"),
    [
        ("Biology,Biology; History", "a third-year student majoring in biology"),
        (",Art History", "a third-year student majoring in art history"),
        (",", "a third-year student"),
    ],
)
def test_a_handshake_import_may_have_the_major_twice(
    majors: str, introduction: str, tmp_path: Path
) -> None:
    """The first one is taken; the list only where there is no other."""
    path = write(tmp_path, f"{HANDSHAKE}\nada@example.org,Ada,Quill,Junior,{majors}\n")
    table, columns, reader = opened(path)
    assert columns.profile.id == "handshake"
    (member,) = (reader.read(row) for row in table.rows(columns.used))
    assert member.seeker.introduction == introduction
    again = write(tmp_path, f"{HANDSHAKE},email_address\n{'x,' * 7}\n")
    assert [each.message for each in faults(again)] == ["There are two columns “email_address”."]


def test_a_year_that_is_not_known_has_the_words_of_its_profile(tmp_path: Path) -> None:
    """And not those of the field that is worked out from it."""
    path = write(tmp_path, f"{HANDSHAKE}\nada@example.org,Ada,Quill,Fifth Year,,\n")
    (problem,) = faults(path)
    assert problem.message == "“school_year_name” cannot be “Fifth Year”."
    assert "Freshman, Junior, Masters" in problem.hint
    assert "career_changer" not in problem.hint


@pytest.mark.parametrize(
    ("house", "year", "column", "message"),
    [
        ("Oak House", "JR", 4, "“JR” is not among the words of the profile “ours”."),
        ("Oak House", "", 4, "“Klass” is empty."),
        ("", "FR", 3, "“House” is empty."),
        ("none", "FR", 3, "“none” counts as an empty cell in “House”."),
    ],
)
def test_a_text_that_lacks_a_part_names_its_cell(
    house: str, year: str, column: int, message: str, project: Files, tmp_path: Path
) -> None:
    """A cell that is filled is not called empty: what it says may not be among the words."""
    path = write(tmp_path, f"Name,Email,House,Klass\nAda Quill,a@example.org,{house},{year}\n")
    (problem,) = faults(path, own(project, profiles__ours=HOUSES, cohort="profile: ours\n"))
    assert (problem.place.column, problem.message) == (column, message)
    assert ("Known here: FR, SO." in problem.hint) == (year == "JR")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Marketing", "marketing"),
        ("Data Science", "data science"),
        ("Human-Computer Interaction", "human-computer interaction"),
        ("Women’s Studies", "women’s studies"),
        ("Pediatric Nursing", "pediatric nursing"),
        ("Diesel Technology", "diesel technology"),
        ("Marketing and Sales at Acme", "marketing and sales at Acme"),
        ("UX Research", "UX research"),
        ("Food law in the EU", "food law in the EU"),
        ("Tern River", "Tern River"),
        ("Public Health Council", "Public Health Council"),
        ("Museum of Modern Art", "Museum of Modern Art"),
        ("English Literature", "English Literature"),
        ("Work at LinkedIn", "work at LinkedIn"),
        ("LinkedIn Marketing", "LinkedIn Marketing"),
        ("Écologie", "Écologie"),
    ],
)
def test_a_topic_has_the_capitals_of_a_sentence(cell: str, said: str, tmp_path: Path) -> None:
    """Cells begin with a capital, and drafts say “to learn about …”; names keep theirs."""
    header = "Name,Email,Year,Major,School,Contact,Reason,Topic,Contact email"
    line = f"Ana Ng,ana@example.org,Junior,{cell},Marrow,Bo Larch,Your work.,{cell},bo@example.org"
    table, columns, reader = opened(write(tmp_path, f"{header}\n{line}\n"))
    (member,) = (reader.read(row) for row in table.rows(columns.used))
    assert member.interview
    assert member.interview.topic == said
    assert member.seeker.introduction == f"a third-year student majoring in {said} at Marrow"


def test_a_profile_has_small_words_of_its_own(project: Files) -> None:
    """They come on top of those of the profile that it extends."""
    ours = "title: Ours\nabout: Ours.\nextends: plain\nsmall: Bookbinding calligraphy\n"
    small = own(project, profiles__ours=ours).profiles["ours"].small
    assert {"bookbinding", "calligraphy", "publishing"} <= small


def test_a_folder_column_that_is_not_there(project: Files, tmp_path: Path) -> None:
    """What the coordinator named must be in the table."""
    used = own(project, cohort="folder: Stduent ID\n")
    (problem,) = faults(write(tmp_path, f"{HEADER},Student ID\n{ADA},7\n"), used)
    assert problem.message == "There is no column “Stduent ID” to call the folders after."
    assert problem.hint == "Did you mean “Student ID”?"


def test_an_id_names_the_folder_and_nothing_else(project: Files, tmp_path: Path) -> None:
    """Where it was asked for, and only there."""
    path = write(tmp_path, f"{HEADER},Student ID\n{ADA},S-4711\n")
    assert opened(path)[1].sensitive == ("Student ID",)
    table, columns, reader = opened(path, own(project, cohort="folder: Student ID\n"))
    (member,) = (reader.read(row) for row in table.rows(columns.used))
    assert member.folder == "S-4711"
    assert "4711" not in repr((member.seeker, member.interview and member.interview.contact))


@pytest.mark.parametrize("profile", ["plain", "handshake"])
def test_the_starter_table_is_good(profile: str, tmp_path: Path) -> None:
    """It has what every kind requires, and its example row has no fault."""
    _, catalog = loaded()
    path = tmp_path / "template.csv"
    path.write_bytes(write_csv(starter(catalog.kinds.values(), settings(), profile)))
    found = looked_over(path)
    assert (found.rows, found.good, found.without_contact) == (1, 1, 0), found.first()
    assert opened(path)[1].ignored == ()


def test_the_starter_table_has_what_the_kinds_require(project: Files) -> None:
    """Another kind needs other columns; what holds for all needs none."""
    _, catalog = loaded()
    sheet = starter([catalog.kinds["question-sheet"]], settings())[0]
    assert sheet == ["Name", "Email", "Introduction", "Contact", "Reason", "Topic"]
    mail = starter([catalog.kinds["outreach-email"]], settings())[0]
    assert set(mail) - set(sheet) == {"Contact email"}
    used = own(project, cohort=FOR_ALL)
    assert starter([catalog.kinds["question-sheet"]], used)[0] == ["Name", "Email", "Contact"]


def test_what_the_documentation_shows_can_be_used(project: Files, tmp_path: Path) -> None:
    """Both files of the page on content are read, and do what is said beside them."""
    text = (ROOT / "docs" / "content.md").read_text(encoding="utf-8").partition("## A cohort")[2]
    cohort, profile = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    used = own(
        project,
        cohort=cohort.replace("profile: handshake", "profile: ours"),
        profiles__ours=profile,
    )
    path = write(
        tmp_path,
        "Name,Campus mail,Klass,House,Student ID,Contact,Date\n"
        "Ada Quill,ada@example.org,FR,Elm House,S-1,Bo Larch,3/11/2027\n"
        "Eda Quill,eda@example.org,XX,Elm House,S-2,,\n",
    )
    table, columns, reader = opened(path, used)
    one, two = (reader.read(row) for row in table.rows(columns.used))
    assert (one.folder, two.folder) == ("S-1", "S-2")
    assert one.seeker.introduction == "a first-year student of Elm House"
    assert two.seeker.introduction == "a student of Marrow College"
    assert one.interview
    assert (one.interview.topic, str(one.interview.meeting.date)) == ("museum work", "2027-03-11")


def test_the_documented_headings_are_known() -> None:
    """Each heading of the page on content is one of the plain profile."""
    text = (
        (ROOT / "docs" / "content.md")
        .read_text(encoding="utf-8")
        .partition("| headings | fill |")[2]
    )
    cells = re.findall(r"^\| (.*?) \|", text.partition("\n\n")[0], re.MULTILINE)
    words = re.split(
        r", and |, or |, | and | \(|\)", " , ".join(re.sub(r"\(video.*?\)", "", c) for c in cells)
    )
    known = {key_of(h) for many in settings().profiles["plain"].columns.values() for h in many}
    parts = {"relation", "permission", "email", "when", "said"}
    said = [word.strip() for word in words if word.strip(" -|") and word.strip() not in parts]
    assert len(said) > 40
    assert [word for word in said if key_of(word) not in known] == []
