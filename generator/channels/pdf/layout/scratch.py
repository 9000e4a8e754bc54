"""Where the engine has copies of fonts while it works: in one place for all processes of a run."""

import os
from multiprocessing.util import get_temp_dir


def scratch() -> str | None:
    """A temporary folder, which is removed when the process that first asked for it ends.

    A process asks before it hires workers: they are killed, and could not remove one of their own.
    On Windows no file is removed that is open, so there is none, and the engine takes its own.
    """
    return None if os.name == "nt" else get_temp_dir()
