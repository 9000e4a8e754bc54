"""Packets that are begun while rows are still looked over: sooner, and with nothing given away."""

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import chain, repeat
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.cohort import look_over
from generator.cohort.making import crew
from generator.cohort.making.crew import EARLY, Crew, Hiring
from generator.cohort.making.work import Order
from generator.cohort.outcome import Outcome
from generator.cohort.run import Chosen, Run
from generator.cohort.shared import read
from generator.project import Project
from generator.workers import HereAndNow, Hire
from tests.cohorts import DRAFTS, contents, rows, run, table

BATCH = 3
Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many of them come of few rows."""
    monkeypatch.setattr(crew, "DRAFTS", BATCH)


class Watching(HereAndNow):
    """Does everything at once, and notes whether the output folder was there by then."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.there: list[bool] = []

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN201
        """A future that is done."""
        self.there.append(self.output.exists())
        return super().submit(fn, *args, **kwargs)


def early(office: Project, path: Path, hire: Hire) -> Outcome:
    """A run in which two jobs begin early."""
    shared = read(office, DRAFTS)
    order = Order(office, DRAFTS, 60, shared.digest)
    with Hiring(order, lambda _: hire, jobs=2) as hiring:
        roster = look_over(shared, path, ahead=hiring.crew_for)
        return Run(roster, Chosen(), order).go(hiring.crew_for(9), lambda _: None)


def late(office: Project, path: Path) -> Files:
    """What a run writes elsewhere that begins when all rows were looked over."""
    other = office._replace(output=office.output.with_name("other"))
    run(other, path)
    return contents(other.output)


def test_some_packets_are_made_before_all_rows_were_looked_over(
    office: Project, tmp_path: Path
) -> None:
    """A few batches for each worker, so memory stays flat; none of it is on the disk yet."""
    people = rows(BATCH * (EARLY * 2 + 3))
    path = table(tmp_path / "roster.csv", people)
    watching = Watching(office.output)
    assert early(office, path, lambda: watching).made == len(people)
    assert watching.there == [False] * EARLY * 2 + [True] * 3
    assert contents(office.output) == late(office, path)


@pytest.mark.parametrize("twice", [(1, 30), (4, 5), (0, 2)])
def test_a_row_whose_fault_shows_later_gets_no_packet(
    twice: tuple[int, int], office: Project, tmp_path: Path
) -> None:
    """Two rows have one address: what was begun for the first is thrown away, the others are made.

    Whichever batch it is that falls apart.
    """
    people = rows(BATCH * 11)
    first, second = twice
    people[second][1] = people[first][1]
    path = table(tmp_path / "roster.csv", people)
    outcome = early(office, path, lambda: Watching(office.output))
    assert (outcome.made, outcome.failed) == (len(people) - 2, 2)
    assert contents(office.output) == late(office, path)
    for name in (people[first][0], people[second][0]):
        assert not (office.output / name.lower().replace(" ", "-")).exists()


class Dying(HereAndNow):
    """Breaks over its second task, as if the worker were killed."""

    def __init__(self) -> None:
        self.tasks = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN201
        """A future that is done, or broken."""
        self.tasks += 1
        if self.tasks != 2:
            return super().submit(fn, *args, **kwargs)
        lost: Future[object] = Future()
        lost.set_exception(BrokenExecutor())
        return lost


def test_a_worker_that_dies_over_an_early_batch_costs_no_row(
    office: Project, tmp_path: Path
) -> None:
    """It is made again by the next."""
    people = rows(BATCH * 5)
    path = table(tmp_path / "roster.csv", people)
    executors: Iterator[Executor] = chain([Dying()], repeat(HereAndNow()))
    assert early(office, path, lambda: next(executors)).made == len(people)
    assert contents(office.output) == late(office, path)


@pytest.fixture
def met(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the rows that a crew was told of early."""
    numbers: list[int] = []
    monkeypatch.setattr(Crew, "meet", lambda _, member: numbers.append(member.number))
    return numbers


def test_only_a_first_run_for_all_rows_begins_early(
    met: list[int], office: Project, tmp_path: Path
) -> None:
    """Else nobody can know what is wanted, and it might be made for nothing."""
    path = table(tmp_path / "roster.csv", rows(4))

    def told(*words: str) -> list[int]:
        met.clear()
        command = ["cohort", str(path), str(office.root), "--channel", "text", *words]
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
        return list(met)

    assert told("--check") == []
    assert told("--rows", "2-3", "--output", str(tmp_path / "some")) == []
    assert told("--limit", "1", "--output", str(tmp_path / "one")) == []
    assert told("--json", "--output", str(tmp_path / "all")) == [2, 3, 4, 5]
    assert told("--output", str(tmp_path / "all")) == []
