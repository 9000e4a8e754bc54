"""The same work on a Dask cluster that is there already; packets are still written here alone.

Its workers need the same askwell, and see the project at the same place. How long a document may
take is theirs to say: they have no alarms of ours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.errors import InputError, Place, Problem
from generator.workers import Hire

PATIENCE = 5
"""Seconds in which a scheduler answers, if it is there."""


@contextmanager
def cluster(address: str) -> Iterator[tuple[Hire, int]]:
    """The workers of a scheduler (``tcp://host:8786``), and how many they are.

    Raises:
        InputError: askwell[dask] is not installed, or nobody answers there.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        hint = "Add it: pip install 'askwell[dask]'"
        raise InputError([_problem("Dask is not installed.", hint)]) from None
    connect: Any = Client
    try:
        client = connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        said = str(error).partition("\n")[0]
        message = f"No Dask scheduler answers at {address} ({said})."
        hint = "Start one there, or look at its address: tcp://host:8786"
        raise InputError([_problem(message, hint)]) from None
    with client:
        jobs = sum(client.nthreads().values())
        yield lambda: client.get_executor(pure=False), max(1, jobs)


def _problem(message: str, hint: str) -> Problem:
    return Problem(Path(), Place(), message, hint)
