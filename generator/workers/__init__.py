"""Tool: processes of this machine that work for this one, as standard executors."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar

from generator.workers.executor import Processes
from generator.workers.here import HereAndNow
from generator.workers.inside import Begin, at_once, clear_up_seldom

MOST = 61
"""Processes, whatever is asked for: each has a place in memory for all that it loads."""
QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""Microseconds of work in each period of so many, or “max”."""
CANNOT = (OSError, ImportError, NotImplementedError)
"""What is raised where no process can be had, or no line to one."""
Item = TypeVar("Item")
Hire = Callable[[], Executor]
"""Gives an executor, and a new one in the place of one that broke."""

__all__ = [
    "Begin",
    "HereAndNow",
    "Hire",
    "Processes",
    "at_once",
    "batches",
    "clear_up_seldom",
    "cores",
    "processes",
]


def processes(jobs: int, begin: Begin = at_once) -> Hire:
    """So many processes of this machine, or as many as may be.

    With one job, or where no process can be had, it is this one itself. ``begin`` is what each of
    them does before it has work.
    """

    def hire() -> Executor:
        try:
            return Processes(min(jobs, MOST), begin) if jobs > 1 else HereAndNow()
        except CANNOT:
            return HereAndNow()

    return hire


def cores() -> int:
    """How many jobs this machine has room for, or the container that this is in."""
    usable = getattr(os, "sched_getaffinity", None)
    return min(len(usable(0)) if usable else os.cpu_count() or 1, _granted())


def _granted() -> int:
    """How many cores’ time a container has: its quota by its period (Linux, control groups v2)."""
    with suppress(OSError, ValueError):  # “max”, or no such thing
        quota, period = map(int, QUOTA.read_text().split())
        return max(1, round(quota / period))
    return MOST


def batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """The items in groups of ``size``; the last group may be smaller."""
    left = iter(items)
    while batch := tuple(islice(left, size)):
        yield batch
