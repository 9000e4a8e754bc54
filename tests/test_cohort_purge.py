"""What runs wrote is removed when that is asked for, and nothing else is."""

from pathlib import Path

import pytest

from generator.builds import Wanted
from generator.cohort.records.ledger import NAME, Announced, Ledger
from generator.cohort.records.purge import purge
from generator.documents import Artifact
from generator.project import Project
from tests.cohorts import cohort, contents, rows, run, table

HALF_DONE = ".askwell-0123456789abcdef"
"""The name of a file that a killed run did not finish."""


def test_purge_removes_what_was_written_and_nothing_else(office: Project, tmp_path: Path) -> None:
    """What others put there stays, and what they changed stays and is named."""
    path = table(tmp_path / "roster.csv", rows(3))
    assert cohort(path, office.root, "--channel", "text").exit_code == 0
    one, other, _ = sorted(each for each in office.output.iterdir() if each.name[0] not in ".c")
    mine, changed = one / "my-notes.txt", other / "linkedin-note.txt"
    mine.write_text("mine", encoding="utf-8")
    changed.write_text("better words", encoding="utf-8")
    result = cohort("purge", office.root)
    assert result.exit_code == 0, result.output
    assert "linkedin-note.txt was changed since, and stays." in result.output
    left = {each for each in office.output.rglob("*") if each.is_file()}
    assert left == {mine, changed}
    assert cohort("purge", office.root).exit_code == 1


def test_purge_of_one_packet(office: Project, tmp_path: Path) -> None:
    """Only that folder goes; the next run makes only that."""
    path = table(tmp_path / "roster.csv", rows(3))
    told = run(office, path)[2]
    purged = purge(office.output, [told[0].member.folder])
    assert purged.removed > 1
    assert not (office.output / told[0].member.folder).exists()
    outcome, _, _ = run(office, path)
    assert (outcome.made, outcome.unchanged) == (1, 2)


@pytest.mark.parametrize("named", ["{}", "{}S"])
def test_purge_of_a_name(named: str, office: Project, tmp_path: Path) -> None:
    """Capitals are taken for small letters; a folder that is not there is wrong usage."""
    told = run(office, table(tmp_path / "roster.csv", rows(2)))[2]
    folder = told[0].member.folder
    result = cohort("purge", office.root, "--only", named.format(folder.upper()))
    assert (result.exit_code, (office.output / folder).exists()) in {(0, False), (2, True)}
    assert ("There is no packet" in result.output) is (result.exit_code == 2) is ("S" in named)


@pytest.mark.parametrize("option", ["--report", "--merged"])
@pytest.mark.parametrize("name", ["roster.csv", "link.csv", "office/content/organization.yaml"])
def test_no_file_takes_the_place_of_what_it_is_made_of(
    option: str, name: str, office: Project, tmp_path: Path
) -> None:
    """The table itself, by whatever name, and the project's own files; before anything is done."""
    path = table(tmp_path / "roster.csv", rows(1))
    (tmp_path / "link.csv").symlink_to(path)
    (office.content / "organization.yaml").write_text("name: Wrenfield\n", encoding="utf-8")
    before = contents(tmp_path)
    result = cohort(path, office.root, option, tmp_path / name)
    assert result.exit_code == 2
    assert f"{option}: " in result.output
    assert "is what the documents are made of." in result.output
    assert contents(tmp_path) == before


def test_what_a_run_has_written_may_be_written_again(office: Project, tmp_path: Path) -> None:
    """The file for the print shop takes the place of the one before."""
    path, file = table(tmp_path / "roster.csv", rows(1)), tmp_path / "print.pdf"
    file.write_text("another", encoding="utf-8")
    done = cohort(path, office.root, "--merged", file, "--kind", "question-sheet")
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(b"%PDF")


def test_purge_follows_no_link(office: Project, tmp_path: Path) -> None:
    """A folder that was replaced by a link to another place is left alone."""
    told = run(office, table(tmp_path / "roster.csv", rows(1)))[2]
    home = office.output / told[0].member.folder
    elsewhere = tmp_path / "elsewhere"
    home.rename(elsewhere)
    home.symlink_to(elsewhere)
    (elsewhere / HALF_DONE).write_text("half", encoding="utf-8")
    before = contents(elsewhere), [*elsewhere.iterdir()]
    for _ in range(2):
        result = cohort("purge", office.root)
        assert result.exit_code == 1, result.output
        assert f"{told[0].member.folder} leads elsewhere" in result.output
        assert (contents(elsewhere), [*elsewhere.iterdir()]) == before
    home.unlink()
    assert cohort("purge", office.root).exit_code == 0
    assert not (office.output / NAME).exists()


def test_purge_bears_a_link_to_nothing_of_ours(office: Project, tmp_path: Path) -> None:
    """A folder that was replaced by a link to an empty one: there is nothing to remove."""
    told = run(office, table(tmp_path / "roster.csv", rows(1)))[2]
    home, empty = office.output / told[0].member.folder, tmp_path / "empty"
    home.rename(tmp_path / "away")
    empty.mkdir()
    home.symlink_to(empty)
    assert cohort("purge", office.root).exit_code == 0
    assert empty.is_dir()
    assert home.is_symlink()


def test_purge_believes_no_ledger_that_leads_elsewhere(office: Project, tmp_path: Path) -> None:
    """Names in a ledger that somebody has put there: nothing outside is removed, not even half."""
    told = run(office, table(tmp_path / "roster.csv", rows(1)))[2]
    other = tmp_path / "other"
    empty = other / "empty"
    empty.mkdir(parents=True)
    for name in (HALF_DONE, "letter.txt"):
        (other / name).write_text("mine", encoding="utf-8")
    before = [*other.iterdir()]
    with Ledger(office.output) as ledger:
        for folder in ("../../other", str(other), "../../other/empty"):
            ledger.announce(Announced(folder, {"letter.txt": Artifact("", b"mine")}))
        files = {"../../../other/letter.txt": Artifact("", b"mine")}
        ledger.announce(Announced(told[0].member.folder, files))
    assert len(purge(office.output).linked) == 3
    assert [*other.iterdir()] == before
    assert not (office.output / told[0].member.folder).exists()


def test_a_run_tidies_up_after_itself_alone(office: Project, tmp_path: Path) -> None:
    """What a killed run left half done goes, and nothing else: no ledger, nothing behind a link."""
    path = table(tmp_path / "roster.csv", rows(2))
    one, two = (each.member.folder for each in run(office, path)[2])
    half, ledger = office.output / one / HALF_DONE, office.output / one / ".askwell-site.json"
    other = tmp_path / "other"
    (office.output / two).rename(other)
    (office.output / two).symlink_to(other)
    for each in (half, ledger, other / HALF_DONE, other / NAME):
        each.write_text("mine", encoding="utf-8")
    run(office, path, Wanted(channels=("text",), kinds=("voicemail",)))
    assert not half.exists()
    assert ledger.exists()
    assert {HALF_DONE, NAME} <= {each.name for each in other.iterdir()}


def test_a_run_clears_nothing_behind_a_link(office: Project, tmp_path: Path) -> None:
    """A file that a packet has no longer stays where a link leads to it."""
    path = table(tmp_path / "roster.csv", rows(1))
    folder = run(office, path)[2][0].member.folder
    away = tmp_path / "away.txt"
    away.write_bytes(b"mine")
    with Ledger(office.output) as ledger:
        ledger.announce(Announced(folder, {"../../../away.txt": Artifact("", b"mine")}))
        ledger.clear(folder, ())
    assert away.exists()
