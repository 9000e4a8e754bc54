"""A packet for every row: whole, once, for nobody else, and again only where something changed."""

import csv
import email
import email.policy
import gc
import hashlib
import os
import re
import shlex
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import psutil
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from generator.builds import Wanted
from generator.channels.pdf.layout.full import Print
from generator.channels.pdf.plates.press import Press
from generator.cli import main
from generator.cohort import crew, look_over
from generator.cohort.crew import jobs_for
from generator.cohort.fingerprint import digest_of_shared
from generator.cohort.ledger import NAME, Announced, Ledger
from generator.cohort.members import Member
from generator.cohort.patience import Patience, TimeUp
from generator.cohort.purge import purge
from generator.cohort.run import ODD, Chosen, Run
from generator.cohort.shared import read
from generator.cohort.work import Order, make_packets
from generator.documents import Artifact, Receipt
from generator.errors import InputError
from generator.project import Project
from generator.tables import write_csv
from generator.workers import cores, processes
from generator.write import write
from tests.cohorts import DRAFTS, HEADER, Shaky, contents, empty_project, rows, run, table
from tests.conftest import INTERVIEW, ROOT, SEEKER, TODAY
from tests.crew import workers

HALF_DONE = ".askwell-0123456789abcdef"
"""The name of a file that a killed run did not finish."""
SHEET = Wanted(kinds=("question-sheet",), channels=("pdf",))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A coordinator's empty project."""
    return empty_project(tmp_path / "office")


def cohort(*words: str | Path) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(main, ["cohort", *map(str, words)])


def test_every_good_row_gets_a_packet(project: Project, tmp_path: Path) -> None:
    """A row with a fault gets none, and keeps no other from theirs."""
    people = rows(5)
    people[2][1] = "not-an-address"
    outcome, roster, told = run(project, table(tmp_path / "roster.csv", people))
    assert (outcome.made, outcome.failed, outcome.skipped) == (4, 1, 0)
    assert [done.state for done in told] == ["made"] * 4
    folders = {path.name for path in project.output.iterdir() if path.is_dir()}
    assert len(folders) == 4
    assert people[2][0].lower().replace(" ", "-") not in folders
    for folder in folders:
        assert (project.output / folder / "outreach-email.eml").is_file()
    assert roster.survey.faults == 1


def test_a_second_run_writes_nothing(project: Project, tmp_path: Path) -> None:
    """Nothing is touched where nothing changed; one changed row makes one packet."""
    people = rows(4)
    path = table(tmp_path / "roster.csv", people)
    run(project, path)
    before = {each: each.stat().st_mtime_ns for each in project.output.rglob("*.eml")}
    outcome, _, _ = run(project, path)
    assert (outcome.made, outcome.unchanged, outcome.files) == (0, 4, 0)
    assert {each: each.stat().st_mtime_ns for each in project.output.rglob("*.eml")} == before

    people[1][6] = "Your other report made me wonder how such a year looks."
    outcome, _, told = run(project, table(path, people))
    assert (outcome.made, outcome.unchanged) == (1, 3)
    assert [done.member.number for done in told if done.state == "made"] == [3]


def test_what_all_have_in_common_makes_all_anew(project: Project, tmp_path: Path) -> None:
    """A new organization, another day and other options change every packet's fingerprint."""
    path = table(tmp_path / "roster.csv", rows(2))
    run(project, path)
    (project.content / "organization.yaml").write_text("name: Marrow College\n", encoding="utf-8")
    assert run(project, path)[0].made == 2
    assert run(project._replace(today=TODAY.replace(day=23)), path)[0].made == 2
    assert run(project, path, Wanted(channels=("text",)))[0].made == 2


def test_a_file_that_is_gone_is_made_again(project: Project, tmp_path: Path) -> None:
    """A packet is done only while each of its files is there."""
    path = table(tmp_path / "roster.csv", rows(3))
    run(project, path)
    whole = contents(project.output)
    one, *_ = sorted(project.output.glob("*/outreach-email.txt"))
    one.unlink()
    assert run(project, path)[0].made == 1
    assert contents(project.output) == whole


def test_what_somebody_has_changed_stays(project: Project, tmp_path: Path) -> None:
    """Also where the packet is made again, on another day; each run names it, a purge leaves it."""
    path = table(tmp_path / "roster.csv", rows(3))
    run(project, path)
    mine, *_ = sorted(project.output.glob("*/outreach-email.txt"))
    mine.write_text("my own words", encoding="utf-8")
    name = mine.relative_to(project.output).as_posix()
    for day, made in ((TODAY, 0), (TODAY.replace(day=23), 3)):
        outcome, *_ = run(project._replace(today=day), path)
        assert (outcome.made, outcome.changed, outcome.theirs) == (made, 1, [name])
        assert mine.read_text(encoding="utf-8") == "my own words"
    assert mine in purge(project.output).kept
    assert mine.is_file()


def test_a_packet_of_which_every_file_was_changed_is_not_made(
    project: Project, tmp_path: Path
) -> None:
    """Nothing of it was written: it is counted, and told in the page, as it was before."""
    path = table(tmp_path / "roster.csv", rows(2))
    wanted = Wanted(kinds=("replies",), channels=("text",))
    run(project, path, wanted)
    mine, *_ = sorted(project.output.glob("*/replies.txt"))
    mine.write_text("my own words", encoding="utf-8")
    outcome, _, told = run(project._replace(today=TODAY.replace(day=23)), path, wanted)
    assert (outcome.made, outcome.unchanged, outcome.changed) == (1, 1, 1)
    states = {done.member.folder: done.state for done in told}
    assert states.pop(mine.parent.name) == "unchanged"
    assert [*states.values()] == ["made"]


def test_names_that_differ_in_capitals_are_one_folder(project: Project, tmp_path: Path) -> None:
    """On many disks they are; so another person of another table does not get the packet."""
    (one,) = rows(1)
    run(project, table(tmp_path / "one.csv", [one]))
    with Ledger(project.output) as ledger:
        (folder,) = ledger.folders()
        assert ledger.is_others(folder.upper(), b"somebody else")
        ledger.forget(folder, [each.name for each in ledger.files(folder)])
        assert not ledger.is_others(folder.upper(), b"somebody else")


def test_what_somebody_has_put_there_stays(project: Project, tmp_path: Path) -> None:
    """A file that is called as one of a packet is not written over, and not purged."""
    people = rows(1)
    folder = people[0][0].lower().replace(" ", "-")
    mine = project.output / folder / "outreach-email.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own notes", encoding="utf-8")
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, project.root, "--kind", "outreach-email")
    assert f"1 file that is not as a run left it: {mine}." in result.output.replace("\n", " ")
    assert mine.with_suffix(".eml").is_file()
    purge(project.output)
    assert [each for each in project.output.rglob("*") if each.is_file()] == [mine]
    assert mine.read_text(encoding="utf-8") == "my own notes"


def test_what_a_killed_run_left_is_nobodys_change(project: Project, tmp_path: Path) -> None:
    """It had announced what it would write, and had written some of it."""
    path = table(tmp_path / "roster.csv", rows(1))
    run(project, path)
    one, *_ = project.output.glob("*/outreach-email.txt")
    with Ledger(project.output) as ledger:
        files = {one.name: Artifact("", b"of the killed run")}
        ledger.announce(Announced(one.parent.name, files))
    one.write_bytes(b"of the killed run")
    assert run(project, path)[0].changed == 0
    assert b"Dear" in one.read_bytes()


@pytest.mark.parametrize("at", ["a row", "the end of a batch"])
def test_a_ledger_that_cannot_be_written_fails_its_rows(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """A disk that is full is told in words, what is there is whole, and the next run goes on."""
    path = table(tmp_path / "roster.csv", rows(3))
    run(project, path, chosen=Chosen(limit=1))
    before = contents(project.output)

    error, connect = sqlite3.OperationalError("database or disk is full"), sqlite3.connect

    class Full(sqlite3.Connection):
        began = False

        def execute(self, words: str, *more: Any) -> sqlite3.Cursor:  # noqa: ANN401
            self.began = self.began or words == "begin"
            if at != "a row" and words == "commit" and self.began:
                raise error
            return super().execute(words, *more)

        def executemany(self, words: str, *more: Any) -> sqlite3.Cursor:  # noqa: ANN401
            if at == "a row":
                raise error
            return super().executemany(words, *more)

    def connected(path: str | Path, **more: Any) -> sqlite3.Connection:  # noqa: ANN401
        factory = Full if Path(path).name == NAME else sqlite3.Connection
        return connect(path, factory=factory, **more)

    monkeypatch.setattr(sqlite3, "connect", connected)
    outcome, roster, _ = run(project, path)
    assert (outcome.made, outcome.failed) == (0, 2)
    assert [each.place.line for each in roster.survey.all()] == [3, 4]
    assert "disk is full" in roster.survey.first()[0].message
    assert contents(project.output) == before
    monkeypatch.undo()
    assert run(project, path)[0].made == 2


def test_a_disk_that_is_full_undoes_a_whole_batch(tmp_path: Path) -> None:
    """None of its packets counts as written down, and the next batch is."""
    with Ledger(tmp_path) as ledger:
        (pages,) = ledger.base.execute("pragma page_count").fetchone()
        ledger.base.execute(f"pragma max_page_count = {pages + 3}")
        files = {f"{'n' * 200}-{i}.txt": Artifact("", b"") for i in range(5)}
        with pytest.raises(InputError, match="is full"):
            ledger.announce(*(Announced(f"packet-{i}", files) for i in range(40)))
        assert ledger.is_empty
        ledger.announce(Announced("packet", {"one.txt": Artifact("", b"")}))
        assert not ledger.is_empty


def test_a_packet_that_is_removed_meanwhile_fails_alone(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody empties its folder as soon as it is written: the others are made."""
    people = rows(3)

    def unkind(folder: Path, files: Mapping[str, Artifact]) -> list[Receipt]:
        receipts = write(folder, files)
        if next(iter(files)).startswith(people[1][0].lower().replace(" ", "-")):
            receipts[0].path.unlink()
        return receipts

    monkeypatch.setattr("generator.cohort.run.write", unkind)
    outcome, roster, _ = run(project, table(tmp_path / "roster.csv", people))
    assert (outcome.made, outcome.failed) == (2, 1)
    (problem,) = roster.survey.first()
    assert problem.place.line == 3
    assert problem.message.startswith("A file of this packet is gone already: ")


def test_what_stands_in_a_table_moves_no_cursor(project: Project, tmp_path: Path) -> None:
    """Headings and cells are shown without what a terminal would take for orders."""
    path = table(tmp_path / "roster.csv", rows(1))
    lines = path.read_text(encoding="utf-8").splitlines()
    more = "\x1b]0;pwn\x07Odd,Opt out", "x,\x1b[31mmaybe"
    text = "\n".join(",".join(pair) for pair in zip(lines, more, strict=True))
    path.write_text(text, encoding="utf-8")
    said = cohort(path, project.root, "--check").output
    assert "Odd" in said
    assert "maybe" in said
    assert "\x1b]" not in said
    assert "\x1b[31mmaybe" not in said


def test_the_order_of_rows_changes_no_byte(project: Project, tmp_path: Path) -> None:
    """A shuffled table makes the same packets."""
    people = rows(6)
    run(project, table(tmp_path / "one.csv", people))
    other = empty_project(tmp_path / "other")
    run(other, table(tmp_path / "two.csv", [*reversed(people)]))
    assert contents(project.output) == contents(other.output)


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
    project = empty_project(folder / "office")
    outcome, _, told = run(project, table(folder / "roster.csv", people))
    assert outcome.made == len(marks)
    for i, done in enumerate(told):
        others = re.compile("|".join(f"qz{j}" for j in range(len(marks)) if j != i))
        files = [*(project.output / done.member.folder).iterdir()]
        assert any(f"qz{i}" in words_in(path) for path in files)
        for path in files:
            assert not others.search(words_in(path)), path.name


def test_a_row_without_a_contact_gets_lines_to_write_on(project: Project, tmp_path: Path) -> None:
    """Sheet, script and note with room for the contact, and none of the drafts that need one."""
    (person,) = rows(1)
    person[3:9] = [""] * 6
    path = table(tmp_path / "roster.csv", [person])
    outcome, roster, told = run(project, path, Wanted(channels=("web", "email", "text")))
    assert (outcome.made, outcome.without_contact, roster.survey.without_contact) == (1, 1, 1)
    files = {each.name for each in (project.output / told[0].member.folder).iterdir()}
    assert {"question-sheet.html", "phone-script.html", "thank-you-note.html"} <= files
    assert not [name for name in files if name.endswith(".eml") or "outreach" in name]
    sheet = words_in(project.output / told[0].member.folder / "question-sheet.html")
    assert f"Question sheet · {person[0]}" in sheet
    assert f"Me in one sentence: {person[2]}." in " ".join(sheet.split())
    script = (project.output / told[0].member.folder / "phone-script.txt").read_text("utf-8")
    assert f"“Hello, this is {person[0]}. I am {person[2]}. Do you have" in script
    assert "I would like to learn about ____________." in script


def test_a_sheet_of_a_bank_without_closing_questions_has_a_line_for_one(
    project: Project, tmp_path: Path
) -> None:
    """An office's own bank says nothing of the end; “Close” stood there with nothing below it."""
    bank = project.root / "content/questions.md"
    bank.parent.mkdir(exist_ok=True)
    bank.write_text("# The job\n\n- What do you do all day?\n", encoding="utf-8")
    path = table(tmp_path / "roster.csv", rows(1))
    _, _, (done,) = run(project, path, SHEET._replace(channels=("web",)))
    page = (project.output / done.member.folder / "question-sheet.html").read_text("utf-8")
    close = page.partition('id="h-close"')[2].partition("</section>")[0]
    assert 'class="blank" data-label="Question"' in close
    assert "<b>17</b>" in close


def test_each_sheet_says_whose_it_is(project: Project, tmp_path: Path) -> None:
    """In a pile of a class, and handed in; also where its title has the name of a contact."""
    path = table(tmp_path / "roster.csv", rows(1))
    kinds = ("question-sheet", "phone-script", "day-of-checklist", "debrief-sheet")
    _, _, told = run(project, path, Wanted(channels=("web",), kinds=kinds))
    folder = project.output / told[0].member.folder
    name = rows(1)[0][0]
    assert {f" · {name}" in words_in(folder / f"{kind}.html") for kind in kinds} == {True}


def test_a_class_gets_its_questions_before_anyone_has_a_contact(
    project: Project, tmp_path: Path
) -> None:
    """What holds for every interview is asked on the sheet, although nobody is named yet."""
    said = "interview:\n  preset: first-talk-20\n"
    (project.content / "cohort.yaml").write_text(said, encoding="utf-8")
    (person,) = rows(1)
    person[3:9] = [""] * 6
    path = table(tmp_path / "roster.csv", [person])
    _, _, told = run(project, path, Wanted(channels=("web",), kinds=("question-sheet",)))
    sheet = words_in(project.output / told[0].member.folder / "question-sheet.html")
    assert "What do you do on a typical day?" in sheet
    assert "choose the questions from" not in sheet


def test_a_preset_that_is_not_there(project: Project, tmp_path: Path) -> None:
    """It is looked up for a row without a contact, too."""
    path = tmp_path / "roster.csv"
    path.write_text(
        "Name,Email,Introduction,Preset\nAda Quill,ada@example.org,a student,first-tolk-20\n",
        encoding="utf-8",
    )
    _, roster, _ = run(project, path)
    (problem,) = roster.survey.problems(2)
    assert problem.message == "There is no preset “first-tolk-20”."
    assert problem.place == (2, 4)


def test_no_row_is_shown_with_a_fault_of_the_whole_table(project: Project, tmp_path: Path) -> None:
    """A quotation mark that is never closed is told by its row, whose cells are not shown."""
    path = tmp_path / "roster.csv"
    path.write_text('Name,Email,GPA\nAda,"ada@example.org,3.877\nBo,bo@x,3.1\n', encoding="utf-8")
    result = cohort(path, project.root)
    assert result.exit_code == 1
    assert "row 2" in result.output
    assert "3.877" not in result.output


def test_who_opted_out_gets_nothing(project: Project, tmp_path: Path) -> None:
    """Not a folder, not a name anywhere."""
    path = tmp_path / "roster.csv"
    table(path, rows(2))
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    lines = [f"{lines[0]},Opt out", f"{lines[1]},yes", f"{lines[2]},"]
    path.write_text("\n".join(lines), encoding="utf-8")
    outcome, _, told = run(project, path)
    assert (outcome.made, outcome.skipped) == (1, 1)
    assert [each.name for each in project.output.iterdir() if each.is_dir()] == [
        told[0].member.folder
    ]


def test_sensitive_cells_are_in_no_output(project: Project, tmp_path: Path) -> None:
    """A grade stands in no file, no ledger and no line, not even of a row that failed."""
    people = rows(3)
    people[0][1] = "not-an-address"
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, project.root, "--channel", "text", "--verbose", "--today", "2027-02-22")
    assert result.exit_code == 1, result.output
    assert "GPA" in result.output
    written = b"".join(each.read_bytes() for each in project.output.rglob("*") if each.is_file())
    for person in people:
        assert person[9] not in result.output
        assert person[9].encode() not in written
    assert people[0][0].encode() in written  # the control: the failed row's name is there


def test_failed_rows_can_be_mended_and_given_back(project: Project, tmp_path: Path) -> None:
    """The table of failed rows says why; mended, it makes the packets that were missing."""
    people = rows(3)
    people[1][1] = "not-an-address"
    path = table(tmp_path / "roster.csv", people)
    assert cohort(path, project.root, "--channel", "text").exit_code == 1
    failed = project.output / "cohort" / "failed-rows.csv"
    text = failed.read_text(encoding="utf-8-sig")
    assert "Email: “not-an-address” is not an email address." in text
    assert len(text.splitlines()) == 2
    back = tmp_path / "mended.csv"
    back.write_text(text.replace("not-an-address", "mended@example.org", 1), encoding="utf-8")
    result = cohort(back, project.root, "--channel", "text")
    assert result.exit_code == 0, result.output
    assert "Made 1, unchanged 0, skipped 0, failed 0" in result.output
    assert "no row of this table" not in result.output  # the class is in another one
    assert not failed.exists()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_failed_rows_are_separated_as_the_table_was(
    separator: str, project: Project, tmp_path: Path
) -> None:
    """A spreadsheet program opens them as it opened the table; also where they were asked for."""
    people = rows(3)
    people[1][1], people[1][6] = "not-an-address", f"Why{separator}=1+1, you know; well."
    path = tmp_path / "roster.csv"
    path.write_bytes(write_csv([HEADER, *people], separator))
    report = tmp_path / "faults.csv"
    cohort(path, project.root, "--channel", "text", "--report", report)
    text = report.read_text(encoding="utf-8-sig")
    assert text.startswith(separator.join(["Name", "Email", "Introduction"]))
    (row,) = csv.DictReader(StringIO(text), delimiter=separator)
    assert row["Reason"] == f"Why{separator}'=1+1, you know; well."
    assert report.read_bytes() == (project.output / "cohort/failed-rows.csv").read_bytes()


def test_a_report_may_quote_a_placeholder(project: Project, tmp_path: Path) -> None:
    """It shows cells, headings and the table's name as they are, and is there whatever they say."""
    people = [[*row, "x"] for row in rows(3)]
    people[0][6], people[1][0] = "[TBD] or so", "Makoto Todo"
    path = tmp_path / "spring TBD.csv"
    path.write_bytes(write_csv([[*HEADER, "Room (TBD)"], *people]))
    done = cohort(path, project.root, "--channel", "text", "--jobs", "1")
    assert done.exit_code == 1
    assert "Made 2, unchanged 0, skipped 0, failed 1" in done.output
    page = (project.output / "cohort" / "report.html").read_text(encoding="utf-8")
    assert "The placeholder “TBD” was never filled in." in page
    assert "Room (TBD)" in page
    assert "Makoto Todo" in page
    assert (project.output / "cohort" / "failed-rows.csv").is_file()


def test_plates_change_no_byte(project: Project, tmp_path: Path) -> None:
    """The same folder with plates and without; with them, most sheets are not laid out."""
    path = table(tmp_path / "roster.csv", rows(9))
    words = ["--kind", "question-sheet", "--channel", "pdf", "--jobs", "1", "--verbose"]
    words += ["--today", "2027-02-22"]
    other = empty_project(tmp_path / "other")
    plated = cohort(path, project.root, *words)
    in_full = cohort(path, other.root, *words, "--in-full")
    assert plated.exit_code == in_full.exit_code == 0, plated.output
    assert contents(project.output) == contents(other.output)
    told = re.findall(r"([\d,]+) PDFs? laid out one by one", plated.output)
    assert sum(map(int, told)) < 9


def test_the_file_for_the_print_shop(project: Project, tmp_path: Path) -> None:
    """In the order of the table, each packet with its separator; a row that failed has none."""
    people = rows(4)
    people[1][1] = "not-an-address"
    path, merged = table(tmp_path / "roster.csv", people), tmp_path / "print.pdf"
    words = ["--kind", "question-sheet", "--channel", "pdf", "--merged", str(merged)]
    result = cohort(path, project.root, *words)
    assert result.exit_code == 1, result.output
    assert "print.pdf, 11 pages" in result.output
    with pypdfium2.PdfDocument(merged) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        marks = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
    good = [person[0] for person in (people[0], *people[2:])]
    assert marks == good
    assert [name in page for name, page in zip(good, pages[::4], strict=True)] == [True] * 3
    assert not any(people[1][0] in page for page in pages)
    assert "print.pdf, 6 pages" in cohort(path, project.root, *words, "--one-sided").output
    alone = cohort(path, project.root, "--one-sided")
    assert alone.exit_code == 2
    assert "--one-sided is about the file of --merged" in alone.output


def test_check_writes_nothing(project: Project, tmp_path: Path) -> None:
    """Not a file, not a folder; the faults are told, with cell and remedy."""
    people = rows(3)
    people[1][1] = "not-an-address"
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, project.root, "--check")
    assert result.exit_code == 1
    assert not project.output.exists()
    assert "roster.csv, row 3, column B (Email): error: “not-an-address”" in result.output
    assert "1 fault in 1 row of 3." in result.output
    assert people[1][0] not in result.output


def test_twenty_faults_are_shown_and_all_are_counted(project: Project, tmp_path: Path) -> None:
    """The rest is in the table of failed rows."""
    people = rows(30)
    for person in people:
        person[1] = "nowhere"
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, project.root, "--check", "--report", tmp_path / "faults.csv")
    assert result.output.count("error:") == 20
    assert "30 faults in 30 rows of 30." in result.output
    assert len((tmp_path / "faults.csv").read_text(encoding="utf-8").splitlines()) == 31


def test_where_the_other_faults_are_is_told(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run writes them all; a check only what it is asked for, and says which of both it was."""
    monkeypatch.chdir(tmp_path)
    people = rows(30)
    for person in people:
        person[1] = "nowhere"
    path = table(tmp_path / "roster.csv", people)
    check = cohort(path, project.root, "--check").output
    assert "10 more are not shown; --report FILE writes all." in check
    assert "0 packets can be made. Nothing was written." in check
    check = cohort(path, project.root, "--check", "--report", "faults.csv").output
    assert "0 packets can be made. Only faults.csv was written." in check
    made = cohort(path, project.root, "--channel", "text").output
    table_of_all = "office/output/cohort/failed-rows.csv"
    assert f"10 more are not shown; {table_of_all} will have all." in made.replace("\\", "/")
    assert Path(table_of_all).is_file()
    good = table(tmp_path / "good.csv", rows(1))
    check = cohort(good, project.root, "--check", "--report", "none.csv").output
    assert "1 packet can be made. Nothing was written." in check
    assert not Path("none.csv").exists()


@pytest.mark.parametrize(
    ("chosen", "made"),
    [
        (Chosen(3, 4), [3, 4]),
        (Chosen(5), [5, 6]),
        (Chosen(limit=2), [2, 3]),
        (Chosen(4, limit=1), [4]),
    ],
)
def test_rows_can_be_chosen(
    chosen: Chosen, made: list[int], project: Project, tmp_path: Path
) -> None:
    """By their numbers as the spreadsheet shows them, or so many; the rest is skipped."""
    path = table(tmp_path / "roster.csv", rows(5))
    outcome, _, told = run(project, path, Wanted(channels=("text",)), chosen)
    assert [done.member.number for done in told] == made
    assert outcome.skipped == 5 - len(made)


def test_one_packet_can_be_chosen(project: Project, tmp_path: Path) -> None:
    """By its folder, on the command line."""
    people = rows(3)
    folder = people[1][0].lower().replace(" ", "-")
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, project.root, "--only", folder, "--kind", "linkedin-note")
    assert result.exit_code == 0, result.output
    assert "Made 1, unchanged 0, skipped 2, failed 0" in result.output
    assert (project.output / folder / "linkedin-note.txt").is_file()


@pytest.mark.parametrize("chosen", [("--only", "person-0"), ("--rows", "2")])
def test_rows_that_were_not_chosen_do_not_fail(
    chosen: tuple[str, str], project: Project, tmp_path: Path
) -> None:
    """A fault of another row is told, and neither counted nor a reason to stop a script."""
    header, good = "Name,Email,Introduction", "Person 0,p@example.org,a student"
    path = tmp_path / "roster.csv"
    path.write_text(f"{header}\n{good}\nPerson 1,nowhere,a student\n", encoding="utf-8")
    result = cohort(path, project.root, *chosen, "--kind", "phone-script", "--channel", "text")
    assert result.exit_code == 0, result.output
    assert "“nowhere” is not an email address" in result.output
    assert "Made 1, unchanged 0, skipped 1, failed 0" in result.output


def test_a_packet_that_no_row_is_for(project: Project, tmp_path: Path) -> None:
    """A slip in --only is wrong usage, with the folder that was meant; capitals are none."""
    people = rows(3)
    folder = people[1][0].lower().replace(" ", "-")
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, project.root, "--only", f"{folder}s", "--check")
    assert result.exit_code == 2, result.output
    assert f"There is no packet “{folder}s”. Did you mean “{folder}”?" in result.output
    assert cohort(path, project.root, "--only", folder.upper(), "--check").exit_code == 0


def test_a_packet_that_no_row_is_for_beside_rows_without_one(
    project: Project, tmp_path: Path
) -> None:
    """A slip is told, too, where a row opted out or has a fault that leaves its folder known."""
    people = rows(4)
    folder = people[1][0].lower().replace(" ", "-")
    lines = [[*people[0], "yes"], [*people[1], ""], [*people[2], ""], [*people[3], ""]]
    lines[2][1] = lines[3][1]
    path = tmp_path / "roster.csv"
    path.write_bytes(write_csv([[*HEADER, "Opt out"], *lines]))
    result = cohort(path, project.root, "--only", f"{folder}s", "--channel", "text")
    assert result.exit_code == 2, result.output
    said = f"no packet “{folder}s”. Did you mean “{folder}”? A row that opted out has none."
    assert said in " ".join(result.output.split())
    assert not project.output.exists()


def test_a_packet_of_a_row_with_a_fault(project: Project, tmp_path: Path) -> None:
    """Its folder is not known, so it is not said that there is none; the table to mend is."""
    people = rows(3)
    folder = people[1][0].lower().replace(" ", "-")
    people[1][1] = "nowhere"
    path = table(tmp_path / "roster.csv", people)
    failed = tmp_path / "failed.csv"
    result = cohort(path, project.root, "--only", folder, "--check", "--report", failed)
    assert result.exit_code == 1, result.output
    assert "nowhere" in failed.read_text(encoding="utf-8-sig")


def open_files(documents: int) -> tuple[int, int]:
    """How many files this process has open before so many documents, and after them."""
    before = psutil.Process().num_fds()
    with Patience(60) as patience:
        for i in range(documents):
            patience(f"Document {i}")
    return before, psutil.Process().num_fds()


@pytest.mark.skipif(os.name == "nt", reason="POSIX descriptors")
def test_a_worker_opens_no_file_for_each_document() -> None:
    """However many it makes; the most that may be open are a thousand or fewer on most machines."""
    with processes(2)() as executor:
        before, after = executor.submit(open_files, 200).result()
    assert after - before <= 1


def clears_up(order: Order, member: Member) -> bool:
    """Whether this process looks for garbage once it has made a packet; before, it did not."""
    gc.disable()
    make_packets(order, [member])
    return gc.isenabled()


def test_few_packets_without_print_need_no_other_process() -> None:
    """They are there before another one is; those with PDFs are made where one may be ended."""
    assert [jobs_for(500, prints=False), jobs_for(501, prints=False)] == [1, cores()]
    assert jobs_for(1, prints=True) == min(cores(), 2)


def test_a_worker_clears_up(project: Project, tmp_path: Path) -> None:
    """Also one that began as the command line does, which has no time for it."""
    roster = look_over(read(project), table(tmp_path / "roster.csv", rows(1)))
    order = Order(project, DRAFTS, 60, digest_of_shared(project, DRAFTS))
    member = next(Run(roster, Chosen(), order).members())
    with processes(2)() as executor:
        assert executor.submit(clears_up, order, member).result()


def test_workers_are_replaced_and_no_packet_waits(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a shift new ones go on; also where all of them end theirs with the last rows."""
    monkeypatch.setattr(crew, "SHIFT", 2)
    monkeypatch.setattr(crew, "DRAFTS", 8)
    hired: list[Executor] = []

    def hire() -> Executor:
        hired.append(processes(2)())
        return hired[-1]

    people = rows(8 * 8)
    outcome, _, told = run(project, table(tmp_path / "roster.csv", people), hire=hire)
    assert outcome.made == len(people)
    numbers = [done.member.number for done in told]
    assert numbers == sorted(numbers)
    assert len(hired) == 1 + 8 // 2


@pytest.mark.parametrize(
    ("chosen", "most"),
    [
        (Chosen(), 30),
        (Chosen(limit=5), 5),
        (Chosen(limit=50), 30),
        (Chosen(first=5, last=9), 5),
        (Chosen(first=28), 6),
        (Chosen(last=3), 2),
        (Chosen(only=frozenset({"ada-quill"})), 1),
        (Chosen(first=5, last=9, limit=2), 2),
    ],
)
def test_as_many_are_expected_as_were_chosen(chosen: Chosen, most: int) -> None:
    """Of 32 rows, two of them bad: who asks for five packets gets no processes for more."""
    assert chosen.most(30, range(2, 34)) == most


@pytest.mark.parametrize("words", [("--channel", "text"), ("--kind", "outreach-email")])
def test_a_print_file_of_nothing_is_refused(
    words: tuple[str, str], project: Project, tmp_path: Path
) -> None:
    """It would be separator sheets and nothing else; nothing is made before that is said."""
    path = table(tmp_path / "roster.csv", rows(2))
    result = cohort(path, project.root, *words, "--merged", tmp_path / "all.pdf")
    assert result.exit_code == 2
    assert "--merged: nothing of what you asked for is printed." in result.output
    assert not project.output.exists()
    assert not (tmp_path / "all.pdf").exists()


def test_who_stops_a_run_is_told_how_it_goes_on(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“Aborted!” alone leaves one to wonder what is there, and the next run makes what is not."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    path = table(tmp_path / "roster.csv", rows(3))
    with monkeypatch.context() as patch:
        patch.setattr(Run, "go", stopped)
        result = cohort(path, project.root, "--channel", "text")
    assert result.exit_code == 1
    assert "Stopped. All files are whole, and the same command goes on" in result.output
    assert "Made 3" in cohort(path, project.root, "--channel", "text").output


@pytest.mark.parametrize("words", ["some", "5-2x", "-3"])
def test_rows_that_are_no_rows(words: str, project: Project, tmp_path: Path) -> None:
    """A slip in --rows is wrong usage, with the way to write it."""
    path = table(tmp_path / "roster.csv", rows(1))
    result = cohort(path, project.root, "--rows", words)
    assert result.exit_code == 2
    assert "write them as 5-20, 5- or 5." in result.output
    result = cohort(path, project.root, "--rows", "9-3")
    assert result.exit_code == 2
    assert "the first of them comes first: 3-9" in result.output


def test_rows_that_are_not_there(project: Project, tmp_path: Path) -> None:
    """Whoever names rows below the last is told before anything is made, and which there are."""
    path = table(tmp_path / "roster.csv", rows(2))
    for chosen in ("4-", "99-100", "1"):
        for more in ("--check", "--channel=text"):
            result = cohort(path, project.root, "--rows", chosen, more)
            assert result.exit_code == 2, result.output
            said = "--rows: the table has none of these rows. All that it has are --rows 2-3."
            assert said in result.output
    assert not project.output.exists()
    assert cohort(path, project.root, "--rows", "3-99", "--check").exit_code == 0


def test_a_row_between_others_that_is_empty(project: Project, tmp_path: Path) -> None:
    """A row with nobody in it may be chosen where the table goes on below: that is told at last."""
    path = table(tmp_path / "roster.csv", [*rows(2), [""] * len(HEADER), *rows(3)[2:]])
    result = cohort(path, project.root, "--rows", "4", "--channel", "text")
    assert "There was nothing to make in the rows that were chosen." in result.output
    assert "nothing to make" not in cohort(path, project.root, "--channel", "text").output


def test_a_row_about_nobody_is_passed_over(project: Project, tmp_path: Path) -> None:
    """A line with totals in a column that is not read is told once, and is no fault to mend."""
    people = [[*row, "7"] for row in rows(2)]
    path = tmp_path / "roster.csv"
    path.write_bytes(write_csv([[*HEADER, "Points"], *people, [*[""] * len(HEADER), "14"]]))
    done = cohort(path, project.root, "--channel", "text", "--jobs", "1", "--report", "failed.csv")
    assert done.exit_code == 0, done.output
    assert "row 4: warning: This row has nothing in a column that is read" in done.output
    assert "Made 2, unchanged 0, skipped 0, failed 0" in done.output
    assert not Path("failed.csv").exists()


@pytest.mark.parametrize(
    "last",
    [
        ",,,60",
        "Total,,,60",
        ",,,Total: 60 min",
        "Grand total:,2,,",
        "Average,,,30.5",
        "—,,,2 / 3",
        "Total: 2 students,,,",
    ],
)
def test_a_line_with_totals_is_passed_over(project: Project, tmp_path: Path, last: str) -> None:
    """Also where the total, or the word for it, stands in a column that is read."""
    people = "Ada Quill,ada@example.org,a student,20\nBo Sum,bo@example.org,a student,40\n"
    path = tmp_path / "roster.csv"
    path.write_text(f"Name,Email,Introduction,Minutes\n{people}{last}\n", encoding="utf-8")
    done = cohort(path, project.root, "--kind", "phone-script", "--channel", "text", "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert "row 4: warning: This row has figures or totals alone, and nobody’s name" in done.output
    assert "Made 2, unchanged 0, skipped 0, failed 0" in done.output


def test_a_first_sheet_that_is_no_table_leads_to_the_others(
    project: Project, tmp_path: Path
) -> None:
    """An office's workbook begins with a sheet of remarks; it was told to save it as CSV."""
    workbook = Workbook()
    for row in (["Fall roster"], ["Call Pat"]):
        workbook.worksheets[0].append(row)
    workbook.create_sheet("Students")
    workbook.save(path := tmp_path / "roster.xlsx")
    done = cohort(path, project.root, "--check")
    assert done.exit_code == 1, done.output
    assert "None of the headings in this row is known here." in done.output
    assert "Only the first of 2 sheets was read: “Sheet”." in done.output
    assert "commas" not in done.output


@pytest.mark.parametrize("option", ["--kind", "--channel", "--edition"])
def test_a_name_that_is_not_there(option: str, project: Project, tmp_path: Path) -> None:
    """A slip in what is wanted is wrong usage, told once and before any row is tried."""
    path = table(tmp_path / "roster.csv", rows(1))
    result = cohort(path, project.root, option, "qestion-sheet")
    assert result.exit_code == 2, result.output
    assert f"There is no {option[2:]} “qestion-sheet”." in result.output
    assert not project.output.exists()


def test_packets_of_rows_that_are_gone_are_told(project: Project, tmp_path: Path) -> None:
    """They stay where they are, since nobody said that they should go."""
    people = rows(3)
    run(project, table(tmp_path / "roster.csv", people), Wanted(channels=("text",)))
    outcome, _, _ = run(
        project, table(tmp_path / "roster.csv", people[:2]), Wanted(channels=("text",))
    )
    assert (outcome.left_over, len(outcome.left)) == (1, 1)
    result = cohort(tmp_path / "roster.csv", project.root, "--channel", "text")
    said = "1 packet is there that no row of this table asks for: "
    assert f"{said}{outcome.left[0]}. It was left as it is;" in result.output
    assert len([*project.output.glob("*/linkedin-note.txt")]) == 3


@pytest.mark.parametrize("output", ["", "two words"])
@pytest.mark.parametrize("folder", [".", "an office"])
def test_a_packet_is_removed_by_the_command_as_it_is_told(
    folder: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the project and the output of the run, quoted as a shell wants them."""
    monkeypatch.chdir(tmp_path)
    empty_project(Path(folder))
    one, other, third = rows(3)
    words: list[str | Path] = [folder, *(["--output", output] if output else [])]
    cohort(table(tmp_path / "roster.csv", [one, other]), *words, "--channel", "text")
    third[0] = other[0]
    said = cohort(table(tmp_path / "roster.csv", [third]), *words, "--channel", "text").output
    told = re.findall(r"askwell cohort (purge .*?--only [\w.-]+)", said)
    names = {shlex.split(each)[-1] for each in told}
    assert len(names) == len(told) == 2
    for each in told:
        assert cohort(*shlex.split(each)).exit_code == 0, each
    assert not [*Path(output or f"{folder}/output").glob("*/linkedin-note.txt")]


def test_a_packet_of_a_row_that_was_mended_elsewhere_is_not_left_over(
    project: Project, tmp_path: Path
) -> None:
    """A fault in the table says nothing of the packet; where it is in the name, nobody can know."""
    people, texts = rows(3), Wanted(channels=("text",))
    people[0][1] = "nobody"
    roster = table(tmp_path / "roster.csv", people)
    run(project, roster, texts)
    mended = [people[0][0], "ada@example.org", *people[0][2:]]
    run(project, table(tmp_path / "mended.csv", [mended]), texts)
    assert run(project, roster, texts)[0].left_over == 0

    people[0][0] = "[Name]"
    said = cohort(table(roster, people), project.root, "--channel", "text").output
    assert "1 packet is there that no row of this table asks for: " in said
    assert "it may be of the row with a fault in the name" in said
    assert "purge" not in said
    page = (project.output / "cohort" / "report.html").read_text(encoding="utf-8")
    assert "mended elsewhere" in page
    assert "purge" not in page


def test_a_packet_is_never_written_over_that_of_another_person(
    project: Project, tmp_path: Path
) -> None:
    """A namesake whose row was mended later gets no packet until the two are told apart."""
    one, other = rows(2)
    other[0] = one[0]
    run(project, table(tmp_path / "roster.csv", [one]))
    before = contents(project.output)
    outcome, roster, told = run(project, table(tmp_path / "later.csv", [other]))
    assert (outcome.made, outcome.failed, [each.state for each in told]) == (0, 1, ["failed"])
    (problem,) = roster.survey.all()
    assert "has the packet of another person" in problem.message
    assert contents(project.output) == before
    result = cohort(tmp_path / "later.csv", project.root)
    assert problem.message in result.output
    assert problem.message in (project.output / "cohort/failed-rows.csv").read_text("utf-8-sig")

    purge(project.output, [told[0].member.folder])
    assert run(project, table(tmp_path / "later.csv", [other]))[0].made == 1


def test_a_packet_is_never_written_over_an_interview_of_the_project(tmp_path: Path) -> None:
    """The folder of a document that ``askwell build`` makes is nobody's of a table."""
    project = empty_project(tmp_path / "office")
    (person,) = rows(1)
    for name, text in (
        ("seeker.yaml", SEEKER),
        (f"interviews/{person[0].lower().replace(' ', '-')}.yaml", INTERVIEW),
    ):
        path = project.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _, roster, _ = run(project, table(tmp_path / "roster.csv", [person]))
    (problem,) = roster.survey.all()
    assert problem.message.endswith("an interview of the project has it.")
    assert (problem.place, problem.hint) == ((2, 1), "Choose another name in a column “Folder”.")


def test_a_row_with_a_warning_fails_where_it_is_to(project: Project, tmp_path: Path) -> None:
    """With --strict, what is only remarked on otherwise is what is wrong with the row."""
    people = rows(2)
    people[1][2] = "a student looking for a summer internship"
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, project.root, "--channel", "text", "--strict")
    assert result.exit_code == 1, result.output
    assert "Made 1, unchanged 0, skipped 0, failed 1" in result.output
    failed = (project.output / "cohort" / "failed-rows.csv").read_text("utf-8-sig")
    assert len(failed.splitlines()) == 2
    assert people[1][1] in failed


def test_remarks_name_their_rows_in_every_run(project: Project, tmp_path: Path) -> None:
    """Also where a packet is there already, it is said again what was remarked on, and where."""
    people = rows(4)
    people[2][2] = "a student looking for a summer internship"
    path = table(tmp_path / "roster.csv", people)
    for _ in range(2):
        result = cohort(path, project.root, "--channel", "text", "--channel", "web")
        assert "warning: [job-hunt] in row 4." in result.output
        page = (project.output / "cohort" / "report.html").read_text(encoding="utf-8")
        assert "row 4" in page[page.index("job-hunt") :][:200]
    assert "job-hunt" in result.output


def test_what_the_engine_remarks_on_is_told_without_names(project: Project, tmp_path: Path) -> None:
    """Its words have letters of a name in them, which no ledger and no summary is to have."""
    people = rows(2)
    people[0][3] = "Bo 王 Larch"
    path = table(tmp_path / "roster.csv", people)
    for _ in range(2):
        outcome, _, _ = run(project, path, SHEET)
        assert outcome.warnings == {ODD: 1}
        assert outcome.rows[ODD] == [2]
    ledger = (project.output / NAME).read_bytes()
    assert "王".encode() not in ledger
    assert ODD.encode() in ledger  # the control


def test_a_packet_loses_what_it_no_longer_has(project: Project, tmp_path: Path) -> None:
    """A draft that a row needs no longer goes; what a narrowed run did not make stays."""
    (person,) = rows(1)
    path = table(tmp_path / "roster.csv", [person])
    home = project.output / run(project, path, Wanted())[2][0].member.folder
    run(project, path, Wanted(kinds=("linkedin-note",), channels=("text",)))
    assert (home / "outreach-email.eml").is_file()
    person[3:9] = [""] * 6
    run(project, table(path, [person]), Wanted())
    assert not (home / "outreach-email.eml").exists()
    assert (home / "question-sheet.pdf").is_file()


def test_packets_with_nothing_in_them_are_told_why(project: Project, tmp_path: Path) -> None:
    """A kind may wait for something; one that has no such channel, or no such row, never comes."""
    for count, kind, said in (
        (1, "thank-you-email", "1 packet has nothing in it yet: see --verbose."),
        (2, "thank-you-email", "2 packets have nothing in them yet: see --verbose."),
        (1, "question-sheet", "1 packet has nothing of what you asked for: see askwell kinds"),
    ):
        path = table(tmp_path / "roster.csv", rows(count))
        words = ["--kind", kind, "--channel", "text", "--jobs", "1"]
        done = cohort(path, project.root, *words, "--output", tmp_path / f"{kind}-{count}")
        assert said in done.output


def test_purge_removes_what_was_written_and_nothing_else(project: Project, tmp_path: Path) -> None:
    """What others put there stays, and what they changed stays and is named."""
    path = table(tmp_path / "roster.csv", rows(3))
    assert cohort(path, project.root, "--channel", "text").exit_code == 0
    one, other, _ = sorted(each for each in project.output.iterdir() if each.name[0] not in ".c")
    mine, changed = one / "my-notes.txt", other / "linkedin-note.txt"
    mine.write_text("mine", encoding="utf-8")
    changed.write_text("better words", encoding="utf-8")
    result = cohort("purge", project.root)
    assert result.exit_code == 0, result.output
    assert "linkedin-note.txt was changed since, and stays." in result.output
    left = {each for each in project.output.rglob("*") if each.is_file()}
    assert left == {mine, changed}
    assert cohort("purge", project.root).exit_code == 1


def test_purge_of_one_packet(project: Project, tmp_path: Path) -> None:
    """Only that folder goes; the next run makes only that."""
    path = table(tmp_path / "roster.csv", rows(3))
    told = run(project, path)[2]
    purged = purge(project.output, [told[0].member.folder])
    assert purged.removed > 1
    assert not (project.output / told[0].member.folder).exists()
    outcome, _, _ = run(project, path)
    assert (outcome.made, outcome.unchanged) == (1, 2)


@pytest.mark.parametrize("named", ["{}", "{}S"])
def test_purge_of_a_name(named: str, project: Project, tmp_path: Path) -> None:
    """Capitals are taken for small letters; a folder that is not there is wrong usage."""
    told = run(project, table(tmp_path / "roster.csv", rows(2)))[2]
    folder = told[0].member.folder
    result = cohort("purge", project.root, "--only", named.format(folder.upper()))
    assert (result.exit_code, (project.output / folder).exists()) in {(0, False), (2, True)}
    assert ("There is no packet" in result.output) is (result.exit_code == 2) is ("S" in named)


@pytest.mark.parametrize("option", ["--report", "--merged"])
@pytest.mark.parametrize("name", ["roster.csv", "link.csv", "office/content/organization.yaml"])
def test_no_file_takes_the_place_of_what_it_is_made_of(
    option: str, name: str, project: Project, tmp_path: Path
) -> None:
    """The table itself, by whatever name, and the project's own files; before anything is done."""
    path = table(tmp_path / "roster.csv", rows(1))
    (tmp_path / "link.csv").symlink_to(path)
    (project.content / "organization.yaml").write_text("name: Wrenfield\n", encoding="utf-8")
    before = contents(tmp_path)
    result = cohort(path, project.root, option, tmp_path / name)
    assert result.exit_code == 2
    assert f"{option}: " in result.output
    assert "is what the documents are made of." in result.output
    assert contents(tmp_path) == before


def test_what_a_run_has_written_may_be_written_again(project: Project, tmp_path: Path) -> None:
    """The file for the print shop takes the place of the one before."""
    path, file = table(tmp_path / "roster.csv", rows(1)), tmp_path / "print.pdf"
    file.write_text("another", encoding="utf-8")
    done = cohort(path, project.root, "--merged", file, "--kind", "question-sheet")
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(b"%PDF")


def test_purge_follows_no_link(project: Project, tmp_path: Path) -> None:
    """A folder that was replaced by a link to another place is left alone."""
    told = run(project, table(tmp_path / "roster.csv", rows(1)))[2]
    home = project.output / told[0].member.folder
    elsewhere = tmp_path / "elsewhere"
    home.rename(elsewhere)
    home.symlink_to(elsewhere)
    (elsewhere / HALF_DONE).write_text("half", encoding="utf-8")
    before = contents(elsewhere), [*elsewhere.iterdir()]
    for _ in range(2):
        result = cohort("purge", project.root)
        assert result.exit_code == 1, result.output
        assert f"{told[0].member.folder} leads elsewhere" in result.output
        assert (contents(elsewhere), [*elsewhere.iterdir()]) == before
    home.unlink()
    assert cohort("purge", project.root).exit_code == 0
    assert not (project.output / NAME).exists()


def test_purge_bears_a_link_to_nothing_of_ours(project: Project, tmp_path: Path) -> None:
    """A folder that was replaced by a link to an empty one: there is nothing to remove."""
    told = run(project, table(tmp_path / "roster.csv", rows(1)))[2]
    home, empty = project.output / told[0].member.folder, tmp_path / "empty"
    home.rename(tmp_path / "away")
    empty.mkdir()
    home.symlink_to(empty)
    assert cohort("purge", project.root).exit_code == 0
    assert empty.is_dir()
    assert home.is_symlink()


def test_purge_believes_no_ledger_that_leads_elsewhere(project: Project, tmp_path: Path) -> None:
    """Names in a ledger that somebody has put there: nothing outside is removed, not even half."""
    told = run(project, table(tmp_path / "roster.csv", rows(1)))[2]
    other = tmp_path / "other"
    empty = other / "empty"
    empty.mkdir(parents=True)
    for name in (HALF_DONE, "letter.txt"):
        (other / name).write_text("mine", encoding="utf-8")
    before = [*other.iterdir()]
    with Ledger(project.output) as ledger:
        for folder in ("../../other", str(other), "../../other/empty"):
            ledger.announce(Announced(folder, {"letter.txt": Artifact("", b"mine")}))
        files = {"../../../other/letter.txt": Artifact("", b"mine")}
        ledger.announce(Announced(told[0].member.folder, files))
    assert len(purge(project.output).linked) == 3
    assert [*other.iterdir()] == before
    assert not (project.output / told[0].member.folder).exists()


def test_a_run_tidies_up_after_itself_alone(project: Project, tmp_path: Path) -> None:
    """What a killed run left half done goes, and nothing else: no ledger, nothing behind a link."""
    path = table(tmp_path / "roster.csv", rows(2))
    one, two = (each.member.folder for each in run(project, path)[2])
    half, ledger = project.output / one / HALF_DONE, project.output / one / ".askwell-site.json"
    other = tmp_path / "other"
    (project.output / two).rename(other)
    (project.output / two).symlink_to(other)
    for each in (half, ledger, other / HALF_DONE, other / NAME):
        each.write_text("mine", encoding="utf-8")
    run(project, path, Wanted(channels=("text",), kinds=("voicemail",)))
    assert not half.exists()
    assert ledger.exists()
    assert {HALF_DONE, NAME} <= {each.name for each in other.iterdir()}


def test_a_run_clears_nothing_behind_a_link(project: Project, tmp_path: Path) -> None:
    """A file that a packet has no longer stays where a link leads to it."""
    path = table(tmp_path / "roster.csv", rows(1))
    folder = run(project, path)[2][0].member.folder
    away = tmp_path / "away.txt"
    away.write_bytes(b"mine")
    with Ledger(project.output) as ledger:
        ledger.announce(Announced(folder, {"../../../away.txt": Artifact("", b"mine")}))
        ledger.clear(folder, ())
    assert away.exists()


def test_a_folder_that_cannot_be_written_fails_one_row(project: Project, tmp_path: Path) -> None:
    """Its reason is told; the rest is made."""
    people = rows(3)
    blocked = people[1][0].lower().replace(" ", "-")
    project.output.mkdir(parents=True)
    (project.output / blocked).write_text("a file", encoding="utf-8")
    outcome, roster, _ = run(project, table(tmp_path / "roster.csv", people))
    assert (outcome.made, outcome.failed) == (2, 1)
    (problem,) = roster.survey.problems(3)
    assert "cannot be written" in problem.message


def test_a_full_disk_fails_rows_and_leaves_no_half_file(project: Project, tmp_path: Path) -> None:
    """Where no file may be larger than some kilobytes, larger ones fail, whole."""
    path = table(tmp_path / "roster.csv", rows(2))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000));"
        "from generator.cli import main; main(sys.argv[1:])"
    )
    words = ["cohort", path, project.root, "--kind", "guide", "--channel", "web", "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "failed 2" in done.stderr
    assert [each.name for each in project.output.glob("*/*") if each.suffix != ".html"] == [
        "failed-rows.csv"
    ]
    assert not [*project.output.glob("*/guide.html")]


def test_a_packet_of_a_table_speaks_of_no_file(project: Project, tmp_path: Path) -> None:
    """What a student reads about a draft that waits has no key, and no file that they never had."""
    run(project, table(tmp_path / "roster.csv", rows(1)), Wanted(channels=()), seconds=600)
    (page,) = project.output.glob("*/index.html")
    text = page.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Waits for a sentence to them about what you learned." in text
    assert "Whoever prepared this packet can add it and make the packet anew." in text
    assert "→" not in text
    assert "interview file" not in text


def test_a_document_that_hangs_fails_one_row(project: Project, tmp_path: Path) -> None:
    """After the time limit the row has failed with its reason; the others are made."""
    people = rows(3)
    people[1][0] = "Endless Loop"
    kind = project.root / "templates" / "kinds" / "maze"
    kind.mkdir(parents=True)
    about = "title: Maze\nabout: A maze.\nchannels: [text]\nmade_for: [interview]\n"
    (kind / "kind.yaml").write_text(about, encoding="utf-8")
    loop = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    body = f"{{% if seeker.name == 'Endless Loop' %}}{loop}{{% endif %}}Out."
    (kind / "body.txt.j2").write_text(body, encoding="utf-8")
    path = table(tmp_path / "roster.csv", people)
    outcome, roster, _ = run(project, path, Wanted(kinds=("maze",)), seconds=4)
    assert (outcome.made, outcome.failed) == (2, 1)
    (problem,) = roster.survey.problems(3)
    assert problem.message == "A document took longer than 4 seconds (endless-loop: Maze)."


def hang() -> None:
    """Take too long, and let no one know: as the PDF engine does, while it draws a picture."""
    with suppress(BaseException):
        time.sleep(60)


def waited(patience: Patience, then: str) -> None:
    """A document that took too long, and what came of it."""
    patience("Guide")
    hang()
    if then == "an error":
        raise RuntimeError
    if then == "another":
        patience("Sheet")
        pytest.fail("It was taken for good")


@pytest.mark.skipif(os.name == "nt", reason="there are no alarms")
@pytest.mark.parametrize("then", ["another", "nothing", "an error"])
def test_no_document_hides_that_it_took_too_long(then: str) -> None:
    """The time that is up is told before the next document, in the end, or in an error's place."""
    patience = Patience(0.1)
    with pytest.raises(TimeUp), patience, patience.for_packet():
        waited(patience, then)
    assert patience.name == "Guide"


def stuck() -> None:
    """Hang where no alarm is heard."""
    with Patience(0.2) as patience, patience.for_packet():
        patience("Guide")
        hashlib.pbkdf2_hmac("sha256", b"", b"", 10**9)


def at_work(documents: int) -> int:
    """Make many documents, each within its time, but not all of them within that of three."""
    with Patience(0.5) as patience, patience.for_packet():
        for i in range(documents):
            patience(f"Document {i}")
            end = time.monotonic() + 0.1
            while time.monotonic() < end:
                pass
    return documents


@pytest.mark.skipif(os.name == "nt", reason="there are no alarms")
def test_a_worker_that_no_alarm_reaches_is_ended() -> None:
    """A document that hangs inside a library costs its worker, and not the run."""
    with processes(2)() as executor, pytest.raises(BrokenExecutor):
        executor.submit(stuck).result()


@pytest.mark.skipif(os.name == "nt", reason="there are no alarms")
def test_a_worker_that_goes_on_is_not_ended() -> None:
    """The clock that would end it begins anew while there are documents."""
    with processes(2)() as executor:
        assert executor.submit(at_work, 18).result() == 18


@pytest.mark.skipif(os.name == "nt", reason="there are no alarms")
def test_a_file_that_was_cut_off_is_not_kept(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row whose PDF is broken has failed, and no other row gets anything of that PDF."""
    printed = Press.print
    turns = iter(range(9))

    def first_hangs(press: Press, html: str) -> Print:
        made = printed(press, html)
        if next(turns) == 0:
            hang()
            made = made._replace(data=b"broken")
            press.memo.kept[html] = made
        return made

    monkeypatch.setattr(Press, "print", first_hangs)
    kind = project.root / "templates" / "kinds" / "notice"
    kind.mkdir(parents=True)
    about = "title: Notice\nabout: A notice.\nchannels: [pdf]\nmade_for: [interview]\n"
    (kind / "kind.yaml").write_text(about, encoding="utf-8")
    page = '<html lang="en"><main><h1>Notice</h1></main></html>'
    (kind / "body.html.j2").write_text(page, encoding="utf-8")
    path = table(tmp_path / "roster.csv", rows(2))
    outcome, roster, _ = run(project, path, Wanted(kinds=("notice",)), seconds=3)
    assert (outcome.made, outcome.failed) == (1, 1)
    (problem,) = roster.survey.problems(2)
    assert "took longer than 3 seconds" in problem.message
    (pdf,) = project.output.glob("*/*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_a_mistake_in_a_template_stops_the_run(project: Project, tmp_path: Path) -> None:
    """It is in no row, so it is told once and not for every one of them."""
    kind = project.root / "templates" / "kinds" / "slip"
    kind.mkdir(parents=True)
    about = "title: Slip\nabout: A slip.\nchannels: [text]\nmade_for: [interview]\n"
    (kind / "kind.yaml").write_text(about, encoding="utf-8")
    (kind / "body.txt.j2").write_text("{{ contact.nmae }}", encoding="utf-8")
    with pytest.raises(InputError) as stopped:
        run(project, table(tmp_path / "roster.csv", rows(20)), Wanted(kinds=("slip",)))
    (problem,) = stopped.value.problems
    assert problem.path.name == "body.txt.j2"


def test_a_template_that_is_too_long_for_a_row_fails_it(project: Project, tmp_path: Path) -> None:
    """How long a draft is depends on the row, so the run goes on; the reason names the template."""
    kind = project.root / "templates" / "kinds" / "slip"
    kind.mkdir(parents=True)
    about = "title: Slip\nabout: A slip.\nchannels: [text]\nlimits: {words: 4}\n"
    (kind / "kind.yaml").write_text(about, encoding="utf-8")
    body = "{{ 'Wordy ' * 9 if contact.name == 'Long Name' }}{{ seeker.name }}"
    (kind / "body.txt.j2").write_text(body, encoding="utf-8")
    people = rows(3)
    people[1][3] = "Long Name"
    outcome, roster, _ = run(project, table(tmp_path / "r.csv", people), Wanted(kinds=("slip",)))
    assert (outcome.made, outcome.failed) == (2, 1)
    (problem,) = roster.survey.problems(3)
    assert problem.hint.startswith("Write less in slip/body.txt.j2")


def test_words_of_a_template_that_not_all_get_cost_one_row(
    project: Project, tmp_path: Path
) -> None:
    """What a template says in some cases only is told of those rows; the others are made."""
    people = rows(3)
    kind = project.root / "templates" / "kinds" / "note"
    kind.mkdir(parents=True)
    about = "title: Note\nabout: A note.\nchannels: [text]\nmade_for: [interview]\n"
    (kind / "kind.yaml").write_text(about, encoding="utf-8")
    name = people[1][0]
    body = f"Dear {{% if seeker.name == '{name}' %}}[name]{{% else %}}you{{% endif %}},"
    (kind / "body.txt.j2").write_text(body, encoding="utf-8")
    path = table(tmp_path / "roster.csv", people)
    outcome, roster, _ = run(project, path, Wanted(kinds=("note",)))
    assert (outcome.made, outcome.failed) == (2, 1)
    (problem,) = roster.survey.problems(3)
    assert "“[name]” was never filled in" in problem.message
    assert problem.hint.endswith("The words are in body.txt.j2.")


def test_a_worker_that_dies_costs_one_row(project: Project, tmp_path: Path) -> None:
    """Whoever kills two workers has failed; all others of the lost batches are made, in order."""
    people = rows(30)
    folder = people[11][0].lower().replace(" ", "-")

    class Deadly(Shaky):
        deadly = frozenset({folder})

    path = table(tmp_path / "roster.csv", people)
    outcome, roster, told = run(project, path, Wanted(channels=("text",)), hire=Deadly)
    assert (outcome.made, outcome.failed, Deadly.hired) == (29, 1, 3)
    assert [done.member.number for done in told] == [*range(2, 32)]
    (problem,) = roster.survey.problems(13)
    assert problem.message == "The process that made this row’s packet ended, twice."


def test_two_runs_do_not_meet(project: Project, tmp_path: Path) -> None:
    """While one run writes into a folder, another is told to wait."""
    path = table(tmp_path / "roster.csv", rows(1))
    with Ledger(project.output), pytest.raises(InputError, match="Another run is at work"):
        run(project, path)
    assert run(project, path)[0].made == 1


def test_a_damaged_ledger_is_told(project: Project, tmp_path: Path) -> None:
    """With the file to delete, and no traceback."""
    project.output.mkdir(parents=True)
    (project.output / NAME).write_bytes(b"this is no ledger at all" * 400)
    path = table(tmp_path / "roster.csv", rows(1))
    result = cohort(path, project.root, "--channel", "text")
    assert result.exit_code == 1
    assert "its ledger is damaged" in result.output


def test_a_cluster_that_is_not_there(project: Project, tmp_path: Path) -> None:
    """An address at which no scheduler answers is told in words, and nothing is written."""
    path = table(tmp_path / "roster.csv", rows(1))
    words = ["cohort", path, project.root, "--dask", "tcp://127.0.0.1:1"]
    done = subprocess.run(
        [sys.executable, "-m", "generator", *map(str, words)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "No Dask scheduler answers at tcp://127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
    assert not project.output.exists()


KILLS = 100


def test_killed_at_any_moment_it_goes_on(tmp_path: Path) -> None:
    """A hundred times SIGKILL at a chance moment: no half file, and then the undisturbed bytes."""
    path = table(tmp_path / "roster.csv", rows(24))
    undisturbed = empty_project(tmp_path / "undisturbed")
    run(undisturbed, path, Wanted(channels=("text",)))
    whole = contents(undisturbed.output)
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", str(path), str(tmp_path / "office"), str(KILLS)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    killed, early = map(int, done.stdout.split())
    assert killed == KILLS
    assert early > KILLS // 3  # the control: many were killed before they were through
    assert contents(tmp_path / "office" / "output") == whole


def test_processes_make_the_same_bytes_and_outlive_a_kill(tmp_path: Path) -> None:
    """Two workers, one of them killed while they work: every packet is there, with equal bytes."""
    path = table(tmp_path / "roster.csv", people := rows(60))
    alone, crewed = (empty_project(tmp_path / name) for name in ("alone", "crewed"))
    run(alone, path, Wanted(channels=("text", "web")))
    command = [sys.executable, "-m", "generator", "cohort", path, crewed.root, "--jobs", "2"]
    command += ["--channel", "text", "--channel", "web", "--today", f"{TODAY}"]
    with subprocess.Popen([*map(str, command)], cwd=ROOT, stderr=subprocess.PIPE) as running:
        there = _kill_a_worker(running.pid, crewed.output)
        _, said = running.communicate()
    assert there < len(people)  # the control: there was work left
    assert running.returncode == 0, said
    made = contents(crewed.output)
    assert {name: data for name, data in made.items() if "cohort/" not in name} == contents(
        alone.output
    )


def _kill_a_worker(parent: int, output: Path) -> int:
    """End a process that works for another, once a packet is there; how many packets there are."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        there = len([*output.glob("*/outreach-email.txt")])
        with suppress(psutil.Error):
            for each in workers(parent) if there else ():
                each.kill()
                return there
        time.sleep(0.01)  # they need the processor
    pytest.fail("there was never a worker")


def test_help_leads_to_the_options_of_a_table() -> None:
    """What is asked for first has none of them: they belong to a command that nobody types."""
    told = " ".join(cohort("--help").output.split())
    assert "All of its options: askwell cohort packets --help" in told


def test_the_starter_table_makes_a_packet(project: Project, tmp_path: Path) -> None:
    """What the program writes to begin with is a table that it takes."""
    path = tmp_path / "roster.csv"
    result = cohort("template", project.root, "--to", path)
    assert result.exit_code == 0, result.output
    done = cohort(path, project.root, "--channel", "text", "--today", "2027-02-22")
    assert done.exit_code == 0, done.output
    assert "Made 1, unchanged 0, skipped 0, failed 0" in done.output
    workbook = cohort("template", project.root, "--to", path.with_suffix(".xlsx"))
    assert (workbook.exit_code, path.with_suffix(".xlsx").exists()) == (2, False)
    again = cohort("template", project.root, "--to", path)
    assert again.exit_code == 2
    assert f"The file {path} is there already" in again.output
