"""Which rows of a table are packets: those that were chosen, and those about somebody."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.builds import Wanted
from generator.cohort.run import Chosen
from generator.project import Project
from generator.tables import write_csv
from tests.cohorts import HEADER, cohort, rows, run, table


def test_who_opted_out_gets_nothing(office: Project, tmp_path: Path) -> None:
    """Not a folder, not a name anywhere."""
    path = tmp_path / "roster.csv"
    table(path, rows(2))
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    lines = [f"{lines[0]},Opt out", f"{lines[1]},yes", f"{lines[2]},"]
    path.write_text("\n".join(lines), encoding="utf-8")
    outcome, _, told = run(office, path)
    assert (outcome.made, outcome.skipped) == (1, 1)
    assert [each.name for each in office.output.iterdir() if each.is_dir()] == [
        told[0].member.folder
    ]


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
    chosen: Chosen, made: list[int], office: Project, tmp_path: Path
) -> None:
    """By their numbers as the spreadsheet shows them, or so many; the rest is skipped."""
    path = table(tmp_path / "roster.csv", rows(5))
    outcome, _, told = run(office, path, Wanted(channels=("text",)), chosen)
    assert [done.member.number for done in told] == made
    assert outcome.skipped == 5 - len(made)


def test_one_packet_can_be_chosen(office: Project, tmp_path: Path) -> None:
    """By its folder, on the command line."""
    people = rows(3)
    folder = people[1][0].lower().replace(" ", "-")
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, office.root, "--only", folder, "--kind", "linkedin-note")
    assert result.exit_code == 0, result.output
    assert "Made 1, unchanged 0, skipped 2, failed 0" in result.output
    assert (office.output / folder / "linkedin-note.txt").is_file()


@pytest.mark.parametrize("chosen", [("--only", "person-0"), ("--rows", "2")])
def test_rows_that_were_not_chosen_do_not_fail(
    chosen: tuple[str, str], office: Project, tmp_path: Path
) -> None:
    """A fault of another row is told, and neither counted nor a reason to stop a script."""
    header, good = "Name,Email,Introduction", "Person 0,p@example.org,a student"
    path = tmp_path / "roster.csv"
    path.write_text(f"{header}\n{good}\nPerson 1,nowhere,a student\n", encoding="utf-8")
    result = cohort(path, office.root, *chosen, "--kind", "phone-script", "--channel", "text")
    assert result.exit_code == 0, result.output
    assert "“nowhere” is not an email address" in result.output
    assert "Made 1, unchanged 0, skipped 1, failed 0" in result.output


def test_a_packet_that_no_row_is_for(office: Project, tmp_path: Path) -> None:
    """A slip in --only is wrong usage, with the folder that was meant; capitals are none."""
    people = rows(3)
    folder = people[1][0].lower().replace(" ", "-")
    path = table(tmp_path / "roster.csv", people)
    result = cohort(path, office.root, "--only", f"{folder}s", "--check")
    assert result.exit_code == 2, result.output
    assert f"There is no packet “{folder}s”. Did you mean “{folder}”?" in result.output
    assert cohort(path, office.root, "--only", folder.upper(), "--check").exit_code == 0


def test_a_packet_that_no_row_is_for_beside_rows_without_one(
    office: Project, tmp_path: Path
) -> None:
    """A slip is told, too, where a row opted out or has a fault that leaves its folder known."""
    people = rows(4)
    folder = people[1][0].lower().replace(" ", "-")
    lines = [[*people[0], "yes"], [*people[1], ""], [*people[2], ""], [*people[3], ""]]
    lines[2][1] = lines[3][1]
    path = tmp_path / "roster.csv"
    path.write_bytes(write_csv([[*HEADER, "Opt out"], *lines]))
    result = cohort(path, office.root, "--only", f"{folder}s", "--channel", "text")
    assert result.exit_code == 2, result.output
    said = f"no packet “{folder}s”. Did you mean “{folder}”? A row that opted out has none."
    assert said in " ".join(result.output.split())
    assert not office.output.exists()


def test_a_packet_of_a_row_with_a_fault(office: Project, tmp_path: Path) -> None:
    """Its folder is not known, so it is not said that there is none; the table to mend is."""
    people = rows(3)
    folder = people[1][0].lower().replace(" ", "-")
    people[1][1] = "nowhere"
    path = table(tmp_path / "roster.csv", people)
    failed = tmp_path / "failed.csv"
    result = cohort(path, office.root, "--only", folder, "--check", "--report", failed)
    assert result.exit_code == 1, result.output
    assert "nowhere" in failed.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("words", ["some", "5-2x", "-3"])
def test_rows_that_are_no_rows(words: str, office: Project, tmp_path: Path) -> None:
    """A slip in --rows is wrong usage, with the way to write it."""
    path = table(tmp_path / "roster.csv", rows(1))
    result = cohort(path, office.root, "--rows", words)
    assert result.exit_code == 2
    assert "write them as 5-20, 5- or 5." in result.output
    result = cohort(path, office.root, "--rows", "9-3")
    assert result.exit_code == 2
    assert "the first of them comes first: 3-9" in result.output


def test_rows_that_are_not_there(office: Project, tmp_path: Path) -> None:
    """Whoever names rows below the last is told before anything is made, and which there are."""
    path = table(tmp_path / "roster.csv", rows(2))
    for chosen in ("4-", "99-100", "1"):
        for more in ("--check", "--channel=text"):
            result = cohort(path, office.root, "--rows", chosen, more)
            assert result.exit_code == 2, result.output
            said = "--rows: the table has none of these rows. All that it has are --rows 2-3."
            assert said in result.output
    assert not office.output.exists()
    assert cohort(path, office.root, "--rows", "3-99", "--check").exit_code == 0


def test_a_row_between_others_that_is_empty(office: Project, tmp_path: Path) -> None:
    """A row with nobody in it may be chosen where the table goes on below: that is told at last."""
    path = table(tmp_path / "roster.csv", [*rows(2), [""] * len(HEADER), *rows(3)[2:]])
    result = cohort(path, office.root, "--rows", "4", "--channel", "text")
    assert "There was nothing to make in the rows that were chosen." in result.output
    assert "nothing to make" not in cohort(path, office.root, "--channel", "text").output


def test_a_row_about_nobody_is_passed_over(office: Project, tmp_path: Path) -> None:
    """A line with totals in a column that is not read is told once, and is no fault to mend."""
    people = [[*row, "7"] for row in rows(2)]
    path = tmp_path / "roster.csv"
    path.write_bytes(write_csv([[*HEADER, "Points"], *people, [*[""] * len(HEADER), "14"]]))
    done = cohort(path, office.root, "--channel", "text", "--jobs", "1", "--report", "failed.csv")
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
def test_a_line_with_totals_is_passed_over(office: Project, tmp_path: Path, last: str) -> None:
    """Also where the total, or the word for it, stands in a column that is read."""
    people = "Ada Quill,ada@example.org,a student,20\nBo Sum,bo@example.org,a student,40\n"
    path = tmp_path / "roster.csv"
    path.write_text(f"Name,Email,Introduction,Minutes\n{people}{last}\n", encoding="utf-8")
    done = cohort(path, office.root, "--kind", "phone-script", "--channel", "text", "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert "row 4: warning: This row has figures or totals alone, and nobody’s name" in done.output
    assert "Made 2, unchanged 0, skipped 0, failed 0" in done.output


def test_a_first_sheet_that_is_no_table_leads_to_the_others(
    office: Project, tmp_path: Path
) -> None:
    """An office's workbook begins with a sheet of remarks; it was told to save it as CSV."""
    workbook = Workbook()
    for row in (["Fall roster"], ["Call Pat"]):
        workbook.worksheets[0].append(row)
    workbook.create_sheet("Students")
    workbook.save(path := tmp_path / "roster.xlsx")
    done = cohort(path, office.root, "--check")
    assert done.exit_code == 1, done.output
    assert "None of the headings in this row is known here." in done.output
    assert "Only the first of 2 sheets was read: “Sheet”." in done.output
    assert "commas" not in done.output


@pytest.mark.parametrize("option", ["--kind", "--channel", "--edition"])
def test_a_name_that_is_not_there(option: str, office: Project, tmp_path: Path) -> None:
    """A slip in what is wanted is wrong usage, told once and before any row is tried."""
    path = table(tmp_path / "roster.csv", rows(1))
    result = cohort(path, office.root, option, "qestion-sheet")
    assert result.exit_code == 2, result.output
    assert f"There is no {option[2:]} “qestion-sheet”." in result.output
    assert not office.output.exists()
