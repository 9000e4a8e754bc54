"""A packet for every row: whole, for nobody else, and what is told of those without one."""

import csv
import email
import email.policy
import re
from html import unescape
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.builds import Wanted
from generator.cohort.records.ledger import NAME
from generator.cohort.run import ODD
from generator.project import Project
from generator.tables import write_csv
from tests.cohorts import HEADER, cohort, contents, rows, run, table
from tests.conftest import empty_project

SHEET = Wanted(kinds=("question-sheet",), channels=("pdf",))


def test_every_good_row_gets_a_packet(office: Project, tmp_path: Path) -> None:
    """A row with a fault gets none, and keeps no other from theirs."""
    people = rows(5)
    people[2][1] = "not-an-address"
    outcome, roster, told = run(office, table(tmp_path / "roster.csv", people))
    assert (outcome.made, outcome.failed, outcome.skipped) == (4, 1, 0)
    assert [done.state for done in told] == ["made"] * 4
    folders = {path.name for path in office.output.iterdir() if path.is_dir()}
    assert len(folders) == 4
    assert people[2][0].lower().replace(" ", "-") not in folders
    for folder in folders:
        assert (office.output / folder / "outreach-email.eml").is_file()
    assert roster.survey.faults == 1


def test_what_stands_in_a_table_moves_no_cursor(office: Project, tmp_path: Path) -> None:
    """Headings and cells are shown without what a terminal would take for orders."""
    path = table(tmp_path / "roster.csv", rows(1))
    lines = path.read_text(encoding="utf-8").splitlines()
    more = "\x1b]0;pwn\x07Odd,Opt out", "x,\x1b[31mmaybe"
    text = "\n".join(",".join(pair) for pair in zip(lines, more, strict=True))
    path.write_text(text, encoding="utf-8")
    said = cohort(path, office.root, "--check").output
    assert "Odd" in said
    assert "maybe" in said
    assert "\x1b]" not in said
    assert "\x1b[31mmaybe" not in said


def test_the_order_of_rows_changes_no_byte(office: Project, tmp_path: Path) -> None:
    """A shuffled table makes the same packets."""
    people = rows(6)
    run(office, table(tmp_path / "one.csv", people))
    other = empty_project(tmp_path / "other")
    run(other, table(tmp_path / "two.csv", [*reversed(people)]))
    assert contents(office.output) == contents(other.output)


DATA_URI = re.compile(r"data:[\w/+.-]+;base64,[\w+/=]+")
"""A font, in whose letters anything may stand."""


def words_in(path: Path) -> str:
    """What somebody reads in a file: of a mail, with its headers."""
    data = path.read_bytes()
    if path.suffix == ".eml":
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
        return " ".join([*map(str, message.values()), *parts])
    return DATA_URI.sub("", unescape(data.decode("utf-8")))


MARKED = st.lists(
    st.text(st.characters(categories=["L"], max_codepoint=0x17F), min_size=1, max_size=8),
    min_size=2,
    max_size=5,
    unique_by=str.casefold,
)


@given(MARKED)
@settings(max_examples=8, phases=[Phase.generate])
def test_no_packet_has_words_of_another_row(
    tmp_path_factory: pytest.TempPathFactory, marks: list[str]
) -> None:
    """Whatever people write, it is in their own packet alone."""
    folder = tmp_path_factory.mktemp("marked")
    people = []
    for i, mark in enumerate(marks):
        # Each mark begins and ends alike nowhere else: no mark is part of another.
        own = f"{'qz'}{i}{mark}{i}zq"
        people.append([
            f"{own} name", f"qz{i}zq@example.org", f"a student of {own}", f"{own} contact",
            f"qz{i}zq.contact@example.org", f"{own} works", f"Your book {own} made me wonder.",
            f"{own} work", "video", "4.0",
        ])  # fmt: skip
    office = empty_project(folder / "office")
    outcome, _, told = run(office, table(folder / "roster.csv", people))
    assert outcome.made == len(marks)
    for i, done in enumerate(told):
        others = re.compile("|".join(f"qz{j}" for j in range(len(marks)) if j != i))
        files = [*(office.output / done.member.folder).iterdir()]
        assert any(f"qz{i}" in words_in(path) for path in files)
        for path in files:
            assert not others.search(words_in(path)), path.name


def test_a_row_without_a_contact_gets_lines_to_write_on(office: Project, tmp_path: Path) -> None:
    """Sheet, script and note with room for the contact, and none of the drafts that need one."""
    (person,) = rows(1)
    person[3:9] = [""] * 6
    path = table(tmp_path / "roster.csv", [person])
    outcome, roster, told = run(office, path, Wanted(channels=("web", "email", "text")))
    assert (outcome.made, outcome.without_contact, roster.survey.without_contact) == (1, 1, 1)
    files = {each.name for each in (office.output / told[0].member.folder).iterdir()}
    assert {"question-sheet.html", "phone-script.html", "thank-you-note.html"} <= files
    assert not [name for name in files if name.endswith(".eml") or "outreach" in name]
    sheet = words_in(office.output / told[0].member.folder / "question-sheet.html")
    assert f"Question sheet · {person[0]}" in sheet
    assert f"Me in one sentence: {person[2]}." in " ".join(sheet.split())
    script = (office.output / told[0].member.folder / "phone-script.txt").read_text("utf-8")
    assert f"“Hello, this is {person[0]}. I am {person[2]}. Do you have" in script
    assert "I would like to learn about ____________." in script


def test_a_sheet_of_a_bank_without_closing_questions_has_a_line_for_one(
    office: Project, tmp_path: Path
) -> None:
    """An office's own bank says nothing of the end; “Close” stood there with nothing below it."""
    bank = office.root / "content/questions.md"
    bank.parent.mkdir(exist_ok=True)
    bank.write_text("# The job\n\n- What do you do all day?\n", encoding="utf-8")
    path = table(tmp_path / "roster.csv", rows(1))
    _, _, (done,) = run(office, path, SHEET._replace(channels=("web",)))
    page = (office.output / done.member.folder / "question-sheet.html").read_text("utf-8")
    close = page.partition('id="h-close"')[2].partition("</section>")[0]
    assert 'class="blank" data-label="Question"' in close
    assert "<b>17</b>" in close


def test_each_sheet_says_whose_it_is(office: Project, tmp_path: Path) -> None:
    """In a pile of a class, and handed in; also where its title has the name of a contact."""
    path = table(tmp_path / "roster.csv", rows(1))
    kinds = ("question-sheet", "phone-script", "day-of-checklist", "debrief-sheet")
    _, _, told = run(office, path, Wanted(channels=("web",), kinds=kinds))
    folder = office.output / told[0].member.folder
    name = rows(1)[0][0]
    assert {f" · {name}" in words_in(folder / f"{kind}.html") for kind in kinds} == {True}


def test_a_class_gets_its_questions_before_anyone_has_a_contact(
    office: Project, tmp_path: Path
) -> None:
    """What holds for every interview is asked on the sheet, although nobody is named yet."""
    said = "interview:\n  preset: first-talk-20\n"
    (office.content / "cohort.yaml").write_text(said, encoding="utf-8")
    (person,) = rows(1)
    person[3:9] = [""] * 6
    path = table(tmp_path / "roster.csv", [person])
    _, _, told = run(office, path, Wanted(channels=("web",), kinds=("question-sheet",)))
    sheet = words_in(office.output / told[0].member.folder / "question-sheet.html")
    assert "What do you do on a typical day?" in sheet
    assert "choose the questions from" not in sheet


def test_a_preset_that_is_not_there(office: Project, tmp_path: Path) -> None:
    """It is looked up for a row without a contact, too."""
    path = tmp_path / "roster.csv"
    path.write_text(
        "Name,Email,Introduction,Preset\nAda Quill,ada@example.org,a student,first-tolk-20\n",
        encoding="utf-8",
    )
    _, roster, _ = run(office, path)
    (problem,) = roster.survey.problems(2)
    assert problem.message == "There is no preset “first-tolk-20”."
    assert problem.place == (2, 4)


def test_no_row_is_shown_with_a_fault_of_the_whole_table(office: Project, tmp_path: Path) -> None:
    """A quotation mark that is never closed is told by its row, whose cells are not shown."""
    path = tmp_path / "roster.csv"
    path.write_text('Name,Email,GPA\nAda,"ada@example.org,3.877\nBo,bo@x,3.1\n', encoding="utf-8")
    result = cohort(path, office.root)
    assert result.exit_code == 1
    assert "row 2" in result.output
    assert "3.877" not in result.output


def test_sensitive_cells_are_in_no_output(office: Project, tmp_path: Path) -> None:
    """A grade stands in no file, no ledger and no line, not even of a row that failed."""
    people = rows(3)
    people[0][1] = "not-an-address"
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, office.root, "--channel", "text", "--verbose", "--today", "2027-02-22")
    assert result.exit_code == 1, result.output
    assert "GPA" in result.output
    written = b"".join(each.read_bytes() for each in office.output.rglob("*") if each.is_file())
    for person in people:
        assert person[9] not in result.output
        assert person[9].encode() not in written
    assert people[0][0].encode() in written  # the control: the failed row's name is there


def test_failed_rows_can_be_mended_and_given_back(office: Project, tmp_path: Path) -> None:
    """The table of failed rows says why; mended, it makes the packets that were missing."""
    people = rows(3)
    people[1][1] = "not-an-address"
    path = table(tmp_path / "roster.csv", people)
    assert cohort(path, office.root, "--channel", "text").exit_code == 1
    failed = office.output / "cohort" / "failed-rows.csv"
    text = failed.read_text(encoding="utf-8-sig")
    assert "Email: “not-an-address” is not an email address." in text
    assert len(text.splitlines()) == 2
    back = tmp_path / "mended.csv"
    back.write_text(text.replace("not-an-address", "mended@example.org", 1), encoding="utf-8")
    result = cohort(back, office.root, "--channel", "text")
    assert result.exit_code == 0, result.output
    assert "Made 1, unchanged 0, skipped 0, failed 0" in result.output
    assert "no row of this table" not in result.output  # the class is in another one
    assert not failed.exists()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_failed_rows_are_separated_as_the_table_was(
    separator: str, office: Project, tmp_path: Path
) -> None:
    """A spreadsheet program opens them as it opened the table; also where they were asked for."""
    people = rows(3)
    people[1][1], people[1][6] = "not-an-address", f"Why{separator}=1+1, you know; well."
    path = tmp_path / "roster.csv"
    path.write_bytes(write_csv([HEADER, *people], separator))
    report = tmp_path / "faults.csv"
    cohort(path, office.root, "--channel", "text", "--report", report)
    text = report.read_text(encoding="utf-8-sig")
    assert text.startswith(separator.join(["Name", "Email", "Introduction"]))
    (row,) = csv.DictReader(StringIO(text), delimiter=separator)
    assert row["Reason"] == f"Why{separator}'=1+1, you know; well."
    assert report.read_bytes() == (office.output / "cohort/failed-rows.csv").read_bytes()


def test_a_report_may_quote_a_placeholder(office: Project, tmp_path: Path) -> None:
    """It shows cells, headings and the table's name as they are, and is there whatever they say."""
    people = [[*row, "x"] for row in rows(3)]
    people[0][6], people[1][0] = "[TBD] or so", "Makoto Todo"
    path = tmp_path / "spring TBD.csv"
    path.write_bytes(write_csv([[*HEADER, "Room (TBD)"], *people]))
    done = cohort(path, office.root, "--channel", "text", "--jobs", "1")
    assert done.exit_code == 1
    assert "Made 2, unchanged 0, skipped 0, failed 1" in done.output
    page = (office.output / "cohort" / "report.html").read_text(encoding="utf-8")
    assert "The placeholder “TBD” was never filled in." in page
    assert "Room (TBD)" in page
    assert "Makoto Todo" in page
    assert (office.output / "cohort" / "failed-rows.csv").is_file()


def test_plates_change_no_byte(office: Project, tmp_path: Path) -> None:
    """The same folder with plates and without; with them, most sheets are not laid out."""
    path = table(tmp_path / "roster.csv", rows(9))
    words = ["--kind", "question-sheet", "--channel", "pdf", "--jobs", "1", "--verbose"]
    words += ["--today", "2027-02-22"]
    other = empty_project(tmp_path / "other")
    plated = cohort(path, office.root, *words)
    in_full = cohort(path, other.root, *words, "--in-full")
    assert plated.exit_code == in_full.exit_code == 0, plated.output
    assert contents(office.output) == contents(other.output)
    told = re.findall(r"([\d,]+) PDFs? laid out one by one", plated.output)
    assert sum(map(int, told)) < 9


def test_the_file_for_the_print_shop(office: Project, tmp_path: Path) -> None:
    """In the order of the table, each packet with its separator; a row that failed has none."""
    people = rows(4)
    people[1][1] = "not-an-address"
    path, merged = table(tmp_path / "roster.csv", people), tmp_path / "print.pdf"
    words = ["--kind", "question-sheet", "--channel", "pdf", "--merged", str(merged)]
    result = cohort(path, office.root, *words)
    assert result.exit_code == 1, result.output
    assert "print.pdf, 11 pages" in result.output
    with pypdfium2.PdfDocument(merged) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        marks = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
    good = [person[0] for person in (people[0], *people[2:])]
    assert marks == good
    assert [name in page for name, page in zip(good, pages[::4], strict=True)] == [True] * 3
    assert not any(people[1][0] in page for page in pages)
    assert "print.pdf, 6 pages" in cohort(path, office.root, *words, "--one-sided").output
    alone = cohort(path, office.root, "--one-sided")
    assert alone.exit_code == 2
    assert "--one-sided is about the file of --merged" in alone.output


def test_check_writes_nothing(office: Project, tmp_path: Path) -> None:
    """Not a file, not a folder; the faults are told, with cell and remedy."""
    people = rows(3)
    people[1][1] = "not-an-address"
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, office.root, "--check")
    assert result.exit_code == 1
    assert not office.output.exists()
    assert "roster.csv, row 3, column B (Email): error: “not-an-address”" in result.output
    assert "1 fault in 1 row of 3." in result.output
    assert people[1][0] not in result.output


def test_twenty_faults_are_shown_and_all_are_counted(office: Project, tmp_path: Path) -> None:
    """The rest is in the table of failed rows."""
    people = rows(30)
    for person in people:
        person[1] = "nowhere"
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, office.root, "--check", "--report", tmp_path / "faults.csv")
    assert result.output.count("error:") == 20
    assert "30 faults in 30 rows of 30." in result.output
    assert len((tmp_path / "faults.csv").read_text(encoding="utf-8").splitlines()) == 31


def test_where_the_other_faults_are_is_told(
    office: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run writes them all; a check only what it is asked for, and says which of both it was."""
    monkeypatch.chdir(tmp_path)
    people = rows(30)
    for person in people:
        person[1] = "nowhere"
    path = table(tmp_path / "roster.csv", people)
    check = cohort(path, office.root, "--check").output
    assert "10 more are not shown; --report FILE writes all." in check
    assert "0 packets can be made. Nothing was written." in check
    check = cohort(path, office.root, "--check", "--report", "faults.csv").output
    assert "0 packets can be made. Only faults.csv was written." in check
    made = cohort(path, office.root, "--channel", "text").output
    table_of_all = "office/output/cohort/failed-rows.csv"
    assert f"10 more are not shown; {table_of_all} will have all." in made.replace("\\", "/")
    assert Path(table_of_all).is_file()
    good = table(tmp_path / "good.csv", rows(1))
    check = cohort(good, office.root, "--check", "--report", "none.csv").output
    assert "1 packet can be made. Nothing was written." in check
    assert not Path("none.csv").exists()


@pytest.mark.parametrize("words", [("--channel", "text"), ("--kind", "outreach-email")])
def test_a_print_file_of_nothing_is_refused(
    words: tuple[str, str], office: Project, tmp_path: Path
) -> None:
    """It would be separator sheets and nothing else; nothing is made before that is said."""
    path = table(tmp_path / "roster.csv", rows(2))
    result = cohort(path, office.root, *words, "--merged", tmp_path / "all.pdf")
    assert result.exit_code == 2
    assert "--merged: nothing of what you asked for is printed." in result.output
    assert not office.output.exists()
    assert not (tmp_path / "all.pdf").exists()


def test_a_row_with_a_warning_fails_where_it_is_to(office: Project, tmp_path: Path) -> None:
    """With --strict, what is only remarked on otherwise is what is wrong with the row."""
    people = rows(2)
    people[1][2] = "a student looking for a summer internship"
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, office.root, "--channel", "text", "--strict")
    assert result.exit_code == 1, result.output
    assert "Made 1, unchanged 0, skipped 0, failed 1" in result.output
    failed = (office.output / "cohort" / "failed-rows.csv").read_text("utf-8-sig")
    assert len(failed.splitlines()) == 2
    assert people[1][1] in failed


def test_what_the_engine_remarks_on_is_told_without_names(office: Project, tmp_path: Path) -> None:
    """Its words have letters of a name in them, which no ledger and no summary is to have."""
    people = rows(2)
    people[0][3] = "Bo 王 Larch"
    path = table(tmp_path / "roster.csv", people)
    for _ in range(2):
        outcome, _, _ = run(office, path, SHEET)
        assert outcome.warnings == {ODD: 1}
        assert outcome.rows[ODD] == [2]
    ledger = (office.output / NAME).read_bytes()
    assert "王".encode() not in ledger
    assert ODD.encode() in ledger  # the control


def test_packets_with_nothing_in_them_are_told_why(office: Project, tmp_path: Path) -> None:
    """A kind may wait for something; one that has no such channel, or no such row, never comes."""
    for count, kind, said in (
        (1, "thank-you-email", "1 packet has nothing in it yet: see --verbose."),
        (2, "thank-you-email", "2 packets have nothing in them yet: see --verbose."),
        (1, "question-sheet", "1 packet has nothing of what you asked for: see askwell kinds"),
    ):
        path = table(tmp_path / "roster.csv", rows(count))
        words = ["--kind", kind, "--channel", "text", "--jobs", "1"]
        done = cohort(path, office.root, *words, "--output", tmp_path / f"{kind}-{count}")
        assert said in done.output


def test_a_packet_of_a_table_speaks_of_no_file(office: Project, tmp_path: Path) -> None:
    """What a student reads about a draft that waits has no key, and no file that they never had."""
    run(office, table(tmp_path / "roster.csv", rows(1)), Wanted(channels=()), seconds=600)
    (page,) = office.output.glob("*/index.html")
    text = page.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Waits for a sentence to them about what you learned." in text
    assert "Whoever prepared this packet can add it and make the packet anew." in text
    assert "→" not in text
    assert "interview file" not in text


def test_help_leads_to_the_options_of_a_table() -> None:
    """What is asked for first has none of them: they belong to a command that nobody types."""
    told = " ".join(cohort("--help").output.split())
    assert "All of its options: askwell cohort packets --help" in told


def test_the_starter_table_makes_a_packet(office: Project, tmp_path: Path) -> None:
    """What the program writes to begin with is a table that it takes."""
    path = tmp_path / "roster.csv"
    result = cohort("template", office.root, "--to", path)
    assert result.exit_code == 0, result.output
    done = cohort(path, office.root, "--channel", "text", "--today", "2027-02-22")
    assert done.exit_code == 0, done.output
    assert "Made 1, unchanged 0, skipped 0, failed 0" in done.output
    workbook = cohort("template", office.root, "--to", path.with_suffix(".xlsx"))
    assert (workbook.exit_code, path.with_suffix(".xlsx").exists()) == (2, False)
    again = cohort("template", office.root, "--to", path)
    assert again.exit_code == 2
    assert f"The file {path} is there already" in again.output
