"""What is told while work goes on: how many rows are done, and how long the rest may take."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.cli import progress
from generator.cli.progress import Counting, Progress, _Line
from generator.cohort import look_over
from generator.cohort.outcome import Done
from generator.cohort.shared import read
from tests.cohorts import rows, table
from tests.conftest import empty_project

Clock = Callable[[float], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that goes on when it is told to, and by no other way."""
    now = [0.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: now[0]))

    def wait(seconds: float) -> None:
        now[0] += seconds

    return wait


@pytest.fixture
def done(tmp_path: Path) -> Done:
    """A row whose packet was made."""
    roster = look_over(
        read(empty_project(tmp_path / "office")), table(tmp_path / "roster.csv", rows(1))
    )
    (row,) = roster.table.rows(roster.reader.columns.used)
    return Done(roster.reader.read(row), "made")


def test_the_rest_is_projected_from_the_first_minute(
    clock: Clock, done: Done, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a minute a log has how many rows are done, and how long the rest may take."""
    with Counting(1_000) as counting:
        counting([])
        for _ in range(10):
            clock(6.5)
            counting([done] * 8)
    assert capsys.readouterr().err == "… 80 of 1,000 rows, about 12 minutes left\n"


def test_a_batch_is_counted_as_a_whole(
    clock: Clock, done: Done, capsys: pytest.CaptureFixture[str]
) -> None:
    """One row of a batch that took long does not stand for how long every row takes."""
    with Counting(30) as counting:
        counting([])
        clock(60)
        counting([done] * 8)
    assert capsys.readouterr().err == "… 8 of 30 rows, about 3 minutes left\n"


def test_what_was_there_already_projects_nothing(
    clock: Clock, done: Done, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows that are only looked at go by so quickly that nothing follows for those to be made."""
    with Counting(30) as counting:
        counting([])
        clock(60)
        counting([done._replace(state="unchanged")])
    assert capsys.readouterr().err == "… 1 of 30 rows\n"


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the line of a terminal says, one after the other."""
    said: list[str] = []
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(_Line, "_show", lambda _, words: said.append(words))
    return said


def test_a_terminal_has_a_number_before_the_first_row_is_done(
    clock: Clock, done: Done, line: list[str]
) -> None:
    """After a second it says that none is done yet: the first sheets are learned from, and slow."""
    with Counting(30) as counting:
        counting([])
        counting.alarm.function()
        clock(1)
        counting([done])
    assert line == ["0 of 30 rows", "1 of 30 rows"]


def test_what_is_quick_needs_no_line(clock: Clock, done: Done, line: list[str]) -> None:
    """A run that is over within a second says nothing of its rows; then a few times in a second."""
    with Counting(30) as counting:
        counting([])
        for _ in range(11):
            clock(0.125)
            counting([done])
    assert line == ["8 of 30 rows", "10 of 30 rows"]


def test_an_alarm_that_comes_late_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is over has no line any more."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress() as telling:
        telling("bo-larch: Guide")
    telling.alarm.function()
    assert telling.status is None
