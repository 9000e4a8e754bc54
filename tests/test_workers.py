"""Processes that work for this one: whatever befalls them, whoever waits is told."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from generator import workers
from generator.errors import InputError, Place, Problem
from generator.workers import inside, processes
from generator.workers.executor import KILLED
from tests.conftest import ROOT

FAULT = Problem(Path("a.yaml"), Place(3), "It is wrong.", "Mend it.")


@pytest.fixture
def two() -> Iterator[Executor]:
    """Two workers."""
    with processes(2)() as executor:
        yield executor


def is_killed() -> object:
    """End this process as another one would."""
    os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    return None


def is_killed_in_the_middle_of_its_words() -> bytes:
    """Say half of what is to be said."""

    def half(line: Connection, words: bytes) -> None:
        os.write(line.fileno(), words[: len(words) // 2])
        is_killed()

    Connection._send = half  # type: ignore[attr-defined]
    return bytes(100_000)


def is_wrong() -> None:
    """Raise an error with a place."""
    raise InputError([FAULT])


def says_what_no_other_process_can_hear() -> Callable[[], None]:
    """Give back what cannot be handed over."""
    return lambda: None


@pytest.mark.parametrize("end", [is_killed, is_killed_in_the_middle_of_its_words])
@pytest.mark.skipif(sys.platform == "win32", reason="lines are others there")
def test_who_waits_for_one_that_is_killed_is_told(end: Callable[[], object], two: Executor) -> None:
    """At once, wherever it was; and the other one goes on."""
    with pytest.raises(BrokenExecutor):
        two.submit(end).result(timeout=60)
    assert [two.submit(abs, -i).result(timeout=60) for i in range(5)] == [*range(5)]


def test_where_all_were_killed_nobody_waits(two: Executor) -> None:
    """Neither for what was ordered before nor for what is ordered now."""
    futures: list[Future[object]] = [two.submit(is_killed), two.submit(is_killed)]
    futures += [two.submit(abs, -1) for _ in range(5)]
    lost = [isinstance(each.exception(timeout=60), BrokenExecutor) for each in futures]
    assert all(lost[:2])
    assert isinstance(two.submit(abs, -1).exception(timeout=60), BrokenExecutor)


def test_an_error_comes_back_whole(two: Executor) -> None:
    """With its place and its hint, as if it had been raised here; no worker is lost."""
    for _ in range(3):
        with pytest.raises(InputError) as caught:
            two.submit(is_wrong).result(timeout=60)
        assert caught.value.problems == (FAULT,)


class Odd(Exception):
    """Cannot be put together again from what Python keeps of it."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def is_odd() -> None:
    """Raise an error that no other process can read."""
    raise Odd("one", "other")


def is_full_of_functions() -> None:
    """Raise an error that cannot be handed over."""
    raise ValueError("odd", lambda: None)


@pytest.mark.parametrize(("fail", "words"), [(is_odd, "one and"), (is_full_of_functions, "odd")])
def test_of_an_error_that_cannot_be_handed_over_the_words_are(
    fail: Callable[[], None], words: str, two: Executor
) -> None:
    """No worker is lost over it."""
    for _ in range(3):
        with pytest.raises(RuntimeError, match=words) as caught:
            two.submit(fail).result(timeout=60)
        assert not isinstance(caught.value, BrokenExecutor)


def test_who_was_sent_home_takes_no_more(two: Executor) -> None:
    """As the standard interface has it, also where one was killed before."""
    assert two.submit(is_killed).exception(timeout=60)
    two.shutdown()
    with pytest.raises(RuntimeError, match="sent home"):
        two.submit(abs, -1)


@pytest.mark.parametrize(
    ("said", "most"), [("100000 100000", 1), ("20000 100000", 1), ("max 100000", 3), ("", 3)]
)
def test_a_container_has_as_many_jobs_as_it_has_time_for(
    said: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the machine below it has; without a quota, it is the cores."""
    quota = tmp_path / "cpu.max"
    quota.write_text(f"{said}\n", encoding="utf-8")
    monkeypatch.setattr(workers, "QUOTA", quota)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert workers.cores() == most
    quota.unlink()
    assert workers.cores() == 3


def test_what_cannot_be_handed_over_fails_alone(two: Executor) -> None:
    """A call or a result."""
    with pytest.raises((AttributeError, TypeError)):
        two.submit(lambda: None).result(timeout=60)
    with pytest.raises((AttributeError, TypeError)):
        two.submit(says_what_no_other_process_can_hear).result(timeout=60)
    assert two.submit(abs, -1).result(timeout=60) == 1


COPIES = """
import threading
from generator import workers
from generator.workers import inside, processes
from tests.test_workers import (
    is_copy, is_killed, is_killed_in_the_middle_of_its_words, never
)
inside.YOUNG = 0
def begun():
    with processes(3)() as executor:
        return [executor.submit(is_copy).result(timeout=60) for _ in range(3)]
print(begun())
rest = threading.Event()
thread = threading.Thread(target=rest.wait)
thread.start()
print(begun())
rest.set()
thread.join()
print(begun())
executor = processes(3)()
executor.submit(never)
print(repr(executor.submit(is_killed).exception(timeout=60)))
executor.shutdown(wait=False)
with processes(3)() as executor:
    for end in (is_killed, is_killed_in_the_middle_of_its_words, is_killed):
        print(repr(executor.submit(end).exception(timeout=60)))
    print(repr(executor.submit(abs, -1).exception(timeout=60)))
"""


def is_copy() -> bool:
    """Whether this process knows what another one has changed."""
    return inside.YOUNG == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none is a copy")
def test_only_beside_a_thread_they_begin_from_nothing() -> None:
    """And do the same; once the thread has ended, the next are copies again.

    Of copies, too, it is noticed when they are killed: while an older one is at work, and all of
    them.
    """
    done = subprocess.run(
        [sys.executable, "-c", COPIES], capture_output=True, text=True, check=False, cwd=ROOT
    )
    said = done.stdout.splitlines()
    assert said[:3] == [f"{[True] * 3}", f"{[False] * 3}", f"{[True] * 3}"], done.stderr
    assert said[3:] == [repr(BrokenExecutor(KILLED))] * 5


def test_without_waiting_what_is_under_way_is_given_up() -> None:
    """And what nobody has begun, at once; no thread is left."""
    before = threading.active_count()
    with processes(4)() as executor:  # of whom some are just being born
        futures = [executor.submit(never) for _ in range(6)]
        executor.shutdown(wait=False)
    assert all(each.done() for each in futures)
    assert threading.active_count() == before


def never() -> None:
    """Come to no end."""
    threading.Event().wait()
