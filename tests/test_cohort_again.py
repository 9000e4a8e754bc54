"""A second run makes what is new or changed, and leaves alone what is somebody else’s."""

import re
import shlex
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.builds import Wanted
from generator.cohort.records.ledger import NAME, Announced, Ledger
from generator.cohort.records.purge import purge
from generator.cohort.run import Chosen
from generator.documents import Artifact, Receipt
from generator.errors import InputError
from generator.project import Project
from generator.write import write
from tests.cohorts import cohort, contents, rows, run, table
from tests.conftest import INTERVIEW, SEEKER, TODAY, empty_project


def test_a_second_run_writes_nothing(office: Project, tmp_path: Path) -> None:
    """Nothing is touched where nothing changed; one changed row makes one packet."""
    people = rows(4)
    path = table(tmp_path / "roster.csv", people)
    run(office, path)
    before = {each: each.stat().st_mtime_ns for each in office.output.rglob("*.eml")}
    outcome, _, _ = run(office, path)
    assert (outcome.made, outcome.unchanged, outcome.files) == (0, 4, 0)
    assert {each: each.stat().st_mtime_ns for each in office.output.rglob("*.eml")} == before

    people[1][6] = "Your other report made me wonder how such a year looks."
    outcome, _, told = run(office, table(path, people))
    assert (outcome.made, outcome.unchanged) == (1, 3)
    assert [done.member.number for done in told if done.state == "made"] == [3]


def test_what_all_have_in_common_makes_all_anew(office: Project, tmp_path: Path) -> None:
    """A new organization, another day and other options change every packet's fingerprint."""
    path = table(tmp_path / "roster.csv", rows(2))
    run(office, path)
    (office.content / "organization.yaml").write_text("name: Marrow College\n", encoding="utf-8")
    assert run(office, path)[0].made == 2
    assert run(office._replace(today=TODAY.replace(day=23)), path)[0].made == 2
    assert run(office, path, Wanted(channels=("text",)))[0].made == 2


def test_a_file_that_is_gone_is_made_again(office: Project, tmp_path: Path) -> None:
    """A packet is done only while each of its files is there."""
    path = table(tmp_path / "roster.csv", rows(3))
    run(office, path)
    whole = contents(office.output)
    one, *_ = sorted(office.output.glob("*/outreach-email.txt"))
    one.unlink()
    assert run(office, path)[0].made == 1
    assert contents(office.output) == whole


def test_what_somebody_has_changed_stays(office: Project, tmp_path: Path) -> None:
    """Also where the packet is made again, on another day; each run names it, a purge leaves it."""
    path = table(tmp_path / "roster.csv", rows(3))
    run(office, path)
    mine, *_ = sorted(office.output.glob("*/outreach-email.txt"))
    mine.write_text("my own words", encoding="utf-8")
    name = mine.relative_to(office.output).as_posix()
    for day, made in ((TODAY, 0), (TODAY.replace(day=23), 3)):
        outcome, *_ = run(office._replace(today=day), path)
        assert (outcome.made, outcome.changed, outcome.theirs) == (made, 1, [name])
        assert mine.read_text(encoding="utf-8") == "my own words"
    assert mine in purge(office.output).kept
    assert mine.is_file()


def test_a_packet_of_which_every_file_was_changed_is_not_made(
    office: Project, tmp_path: Path
) -> None:
    """Nothing of it was written: it is counted, and told in the page, as it was before."""
    path = table(tmp_path / "roster.csv", rows(2))
    wanted = Wanted(kinds=("replies",), channels=("text",))
    run(office, path, wanted)
    mine, *_ = sorted(office.output.glob("*/replies.txt"))
    mine.write_text("my own words", encoding="utf-8")
    outcome, _, told = run(office._replace(today=TODAY.replace(day=23)), path, wanted)
    assert (outcome.made, outcome.unchanged, outcome.changed) == (1, 1, 1)
    states = {done.member.folder: done.state for done in told}
    assert states.pop(mine.parent.name) == "unchanged"
    assert [*states.values()] == ["made"]


def test_names_that_differ_in_capitals_are_one_folder(office: Project, tmp_path: Path) -> None:
    """On many disks they are; so another person of another table does not get the packet."""
    (one,) = rows(1)
    run(office, table(tmp_path / "one.csv", [one]))
    with Ledger(office.output) as ledger:
        (folder,) = ledger.folders()
        assert ledger.is_others(folder.upper(), b"somebody else")
        ledger.forget(folder, [each.name for each in ledger.files(folder)])
        assert not ledger.is_others(folder.upper(), b"somebody else")


def test_what_somebody_has_put_there_stays(office: Project, tmp_path: Path) -> None:
    """A file that is called as one of a packet is not written over, and not purged."""
    people = rows(1)
    folder = people[0][0].lower().replace(" ", "-")
    mine = office.output / folder / "outreach-email.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own notes", encoding="utf-8")
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, office.root, "--kind", "outreach-email")
    assert f"1 file that is not as a run left it: {mine}." in result.output.replace("\n", " ")
    assert mine.with_suffix(".eml").is_file()
    purge(office.output)
    assert [each for each in office.output.rglob("*") if each.is_file()] == [mine]
    assert mine.read_text(encoding="utf-8") == "my own notes"


def test_what_a_killed_run_left_is_nobodys_change(office: Project, tmp_path: Path) -> None:
    """It had announced what it would write, and had written some of it."""
    path = table(tmp_path / "roster.csv", rows(1))
    run(office, path)
    one, *_ = office.output.glob("*/outreach-email.txt")
    with Ledger(office.output) as ledger:
        files = {one.name: Artifact("", b"of the killed run")}
        ledger.announce(Announced(one.parent.name, files))
    one.write_bytes(b"of the killed run")
    assert run(office, path)[0].changed == 0
    assert b"Dear" in one.read_bytes()


@pytest.mark.parametrize("at", ["a row", "the end of a batch"])
def test_a_ledger_that_cannot_be_written_fails_its_rows(
    office: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """A disk that is full is told in words, what is there is whole, and the next run goes on."""
    path = table(tmp_path / "roster.csv", rows(3))
    run(office, path, chosen=Chosen(limit=1))
    before = contents(office.output)

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
    outcome, roster, _ = run(office, path)
    assert (outcome.made, outcome.failed) == (0, 2)
    assert [each.place.line for each in roster.survey.all()] == [3, 4]
    assert "disk is full" in roster.survey.first()[0].message
    assert contents(office.output) == before
    monkeypatch.undo()
    assert run(office, path)[0].made == 2


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
    office: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody empties its folder as soon as it is written: the others are made."""
    people = rows(3)

    def unkind(folder: Path, files: Mapping[str, Artifact]) -> list[Receipt]:
        receipts = write(folder, files)
        if next(iter(files)).startswith(people[1][0].lower().replace(" ", "-")):
            receipts[0].path.unlink()
        return receipts

    monkeypatch.setattr("generator.cohort.run.write", unkind)
    outcome, roster, _ = run(office, table(tmp_path / "roster.csv", people))
    assert (outcome.made, outcome.failed) == (2, 1)
    (problem,) = roster.survey.first()
    assert problem.place.line == 3
    assert problem.message.startswith("A file of this packet is gone already: ")


def test_packets_of_rows_that_are_gone_are_told(office: Project, tmp_path: Path) -> None:
    """They stay where they are, since nobody said that they should go."""
    people = rows(3)
    run(office, table(tmp_path / "roster.csv", people), Wanted(channels=("text",)))
    outcome, _, _ = run(
        office, table(tmp_path / "roster.csv", people[:2]), Wanted(channels=("text",))
    )
    assert (outcome.left_over, len(outcome.left)) == (1, 1)
    result = cohort(tmp_path / "roster.csv", office.root, "--channel", "text")
    said = "1 packet is there that no row of this table asks for: "
    assert f"{said}{outcome.left[0]}. It was left as it is;" in result.output
    assert len([*office.output.glob("*/linkedin-note.txt")]) == 3


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
    office: Project, tmp_path: Path
) -> None:
    """A fault in the table says nothing of the packet; where it is in the name, nobody can know."""
    people, texts = rows(3), Wanted(channels=("text",))
    people[0][1] = "nobody"
    roster = table(tmp_path / "roster.csv", people)
    run(office, roster, texts)
    mended = [people[0][0], "ada@example.org", *people[0][2:]]
    run(office, table(tmp_path / "mended.csv", [mended]), texts)
    assert run(office, roster, texts)[0].left_over == 0

    people[0][0] = "[Name]"
    said = cohort(table(roster, people), office.root, "--channel", "text").output
    assert "1 packet is there that no row of this table asks for: " in said
    assert "it may be of the row with a fault in the name" in said
    assert "purge" not in said
    page = (office.output / "cohort" / "report.html").read_text(encoding="utf-8")
    assert "mended elsewhere" in page
    assert "purge" not in page


def test_a_packet_is_never_written_over_that_of_another_person(
    office: Project, tmp_path: Path
) -> None:
    """A namesake whose row was mended later gets no packet until the two are told apart."""
    one, other = rows(2)
    other[0] = one[0]
    run(office, table(tmp_path / "roster.csv", [one]))
    before = contents(office.output)
    outcome, roster, told = run(office, table(tmp_path / "later.csv", [other]))
    assert (outcome.made, outcome.failed, [each.state for each in told]) == (0, 1, ["failed"])
    (problem,) = roster.survey.all()
    assert "has the packet of another person" in problem.message
    assert contents(office.output) == before
    result = cohort(tmp_path / "later.csv", office.root)
    assert problem.message in result.output
    assert problem.message in (office.output / "cohort/failed-rows.csv").read_text("utf-8-sig")

    purge(office.output, [told[0].member.folder])
    assert run(office, table(tmp_path / "later.csv", [other]))[0].made == 1


def test_a_packet_is_never_written_over_an_interview_of_the_project(tmp_path: Path) -> None:
    """The folder of a document that ``askwell build`` makes is nobody's of a table."""
    office = empty_project(tmp_path / "office")
    (person,) = rows(1)
    for name, text in (
        ("seeker.yaml", SEEKER),
        (f"interviews/{person[0].lower().replace(' ', '-')}.yaml", INTERVIEW),
    ):
        path = office.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _, roster, _ = run(office, table(tmp_path / "roster.csv", [person]))
    (problem,) = roster.survey.all()
    assert problem.message.endswith("an interview of the project has it.")
    assert (problem.place, problem.hint) == ((2, 1), "Choose another name in a column “Folder”.")


def test_remarks_name_their_rows_in_every_run(office: Project, tmp_path: Path) -> None:
    """Also where a packet is there already, it is said again what was remarked on, and where."""
    people = rows(4)
    people[2][2] = "a student looking for a summer internship"
    path = table(tmp_path / "roster.csv", people)
    for _ in range(2):
        result = cohort(path, office.root, "--channel", "text", "--channel", "web")
        assert "warning: [job-hunt] in row 4." in result.output
        page = (office.output / "cohort" / "report.html").read_text(encoding="utf-8")
        assert "row 4" in page[page.index("job-hunt") :][:200]
    assert "job-hunt" in result.output


def test_a_packet_loses_what_it_no_longer_has(office: Project, tmp_path: Path) -> None:
    """A draft that a row needs no longer goes; what a narrowed run did not make stays."""
    (person,) = rows(1)
    path = table(tmp_path / "roster.csv", [person])
    home = office.output / run(office, path, Wanted())[2][0].member.folder
    run(office, path, Wanted(kinds=("linkedin-note",), channels=("text",)))
    assert (home / "outreach-email.eml").is_file()
    person[3:9] = [""] * 6
    run(office, table(path, [person]), Wanted())
    assert not (home / "outreach-email.eml").exists()
    assert (home / "question-sheet.pdf").is_file()


def test_two_runs_do_not_meet(office: Project, tmp_path: Path) -> None:
    """While one run writes into a folder, another is told to wait."""
    path = table(tmp_path / "roster.csv", rows(1))
    with Ledger(office.output), pytest.raises(InputError, match="Another run is at work"):
        run(office, path)
    assert run(office, path)[0].made == 1


def test_a_damaged_ledger_is_told(office: Project, tmp_path: Path) -> None:
    """With the file to delete, and no traceback."""
    office.output.mkdir(parents=True)
    (office.output / NAME).write_bytes(b"this is no ledger at all" * 400)
    path = table(tmp_path / "roster.csv", rows(1))
    result = cohort(path, office.root, "--channel", "text")
    assert result.exit_code == 1
    assert "its ledger is damaged" in result.output
