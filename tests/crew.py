"""Who works for a process."""

from contextlib import suppress

import psutil


def workers(of: int | None = None) -> set[psutil.Process]:
    """The processes that work for one, or for this one; not the one that clears up after them."""
    return {each for each in psutil.Process(of).children() if _works(each)}


def _works(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return "resource_tracker" not in " ".join(process.cmdline())
    return False
