"""The engine, loaded without asking other programs where its libraries are.

It tries each library by the names that it has on several systems. For every name that is not known
here Python would run a linker and a compiler to look for it, a dozen times: that takes as long as
the layout of a page. On Linux the loader itself knows all that they could find.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module


def load() -> None:
    """Load the engine, if it is not loaded yet.

    Raises:
        OSError: a system library is missing; the message names it.
    """
    with _asking_nobody():
        import_module("weasyprint")


@contextmanager
def _asking_nobody() -> Iterator[None]:
    ask = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nobody_knows
    try:
        yield
    finally:
        ctypes.util.find_library = ask


def _nobody_knows(name: str) -> str | None:  # noqa: ARG001 - as the one in whose place it is
    return None
