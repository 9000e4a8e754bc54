"""Begins a run again and again, and kills each at a chance moment; then lets one finish.

    python -m tests.killing TABLE FOLDER TIMES

Prints how often it killed, and how often before the run was through. Run by itself, since it
forks: a run begins at once, with everything loaded.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from generator.builds import Wanted
from tests.cohorts import run
from tests.conftest import empty_project

LONGEST = 0.12
"""Seconds after which a run is killed at the latest."""


def main() -> None:
    """Kill, look for half files, go on."""
    path, root, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(7)  # noqa: S311 - moments
    project = empty_project(root)
    early = 0
    for turn in range(times):
        child = os.fork()
        if child == 0:
            run(project, path, Wanted(channels=("text",)))
            os._exit(0)
        time.sleep(chance.uniform(0.01, LONGEST) * (1 + turn % 4) / 2)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        early += os.WIFSIGNALED(status)
        for each in project.output.rglob("*.txt"):
            if not each.read_bytes().endswith(b"\n"):
                sys.exit(f"half a file: {each}")
        if turn % 10 == 9:  # begin anew now and then, so that there is something to do
            for each in project.output.rglob("*.txt"):
                if chance.random() < 1 / 2:
                    each.unlink()
    run(project, path, Wanted(channels=("text",)))
    print(times, early)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
