"""Where the engine has copies of fonts while it works: in one place for all processes of a run."""

import os
from multiprocessing.util import get_temp_dir


def scratch() -> str | None:
    """A folder that is removed with the process that asked first, after those that it has begun.

    Whoever hires others asks before: these are ended at once, and cannot clear up after themselves.
    On Windows no file is removed that is open, so there is none, and the engine takes its own.
    """
    return None if os.name == "nt" else get_temp_dir()
