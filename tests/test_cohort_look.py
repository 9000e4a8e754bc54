"""The rows of a long table are shared out, and nobody can tell."""

from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path

import pytest

from generator.cohort import Roster, look_over
from generator.cohort.shared import ALL, read
from generator.cohort.survey import look
from generator.errors import InputError, Problem
from generator.load.cohort import load_cohort
from generator.load.references import References
from generator.project import Project
from generator.tables import open_table
from generator.workers import HereAndNow, processes
from tests.cohorts import rows, table

Told = tuple[list[Problem], int, int, list[str]]


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A table that counts as long: with faults, people who opted out, and a crowded employer."""
    monkeypatch.setattr(look, "ALONE", 20)
    monkeypatch.setattr(look, "BATCH", 7)
    people = rows(150)
    for i in range(0, 150, 9):
        people[i][1] = "nobody"
    for i in range(4, 150, 20):
        people[i][5] = "Tern River Museum"
    people[77][1] = people[78][1]
    return table(tmp_path / "roster.csv", people)


def told(roster: Roster) -> Told:
    """All that the survey says."""
    found = roster.survey
    return list(found.all()), found.rows, found.good, [each.text for each in found.clashes]


def test_shared_out_or_not_the_same_is_found(office: Project, long: Path) -> None:
    """By copies of this process: every fault, in its order, and who is asked by too many."""
    alone, together = (
        look_over(read(office), long),
        look_over(read(office), long, hire=processes(2)),
    )
    assert told(together) == told(alone)
    assert len(told(alone)[0]) > 17
    assert told(alone)[3]


class Fragile(HereAndNow):
    """Breaks over its third task, and does no more."""

    def __init__(self) -> None:
        self.tasks = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN201
        """A future that is done, or broken."""
        self.tasks += 1
        if self.tasks < 3:
            return super().submit(fn, *args, **kwargs)
        lost: Future[object] = Future()
        lost.set_exception(BrokenExecutor())
        return lost


def test_what_a_broken_executor_leaves_undone_is_done_here(office: Project, long: Path) -> None:
    """A killed process costs no row."""
    assert told(look_over(read(office), long, hire=Fragile)) == told(look_over(read(office), long))


def test_a_short_table_needs_nobody(office: Project, tmp_path: Path) -> None:
    """Then members are kept for the packets, and no process is begun."""
    hired: list[Executor] = []

    def hire() -> Executor:
        hired.append(HereAndNow())
        return hired[-1]

    roster = look_over(read(office), table(tmp_path / "roster.csv", rows(30)), hire=hire)
    assert len(roster.reader.kept) == 30
    assert not hired


def test_a_process_that_is_no_copy_reads_the_project_itself(
    office: Project, long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It finds the same; and it goes no further with a project that was changed meanwhile."""
    shared, opened = read(office, ALL), open_table(long)
    sought = look.Sought(office, ALL, shared.digest, opened.head, "")
    settings = load_cohort(office, shared.library, shared.catalog)
    reader = look.begin(sought, settings, References(shared.library, shared.catalog))
    first = list(opened.rows(reader.columns.used))[:30]
    here = look.look_at(sought, first)
    monkeypatch.setattr(look, "_READERS", {})
    assert look.look_at(sought, first) == here
    monkeypatch.setattr(look, "_READERS", {})
    (office.content / "policy.yaml").write_text("follow_up_days: 9\n", encoding="utf-8")
    with pytest.raises(InputError, match="changed"):
        look.look_at(sought, first)
