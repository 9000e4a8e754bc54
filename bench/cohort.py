"""What it costs to look over a cohort's table before the first file is written."""

import csv
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

HEADER = (
    *("Name", "Email", "Introduction", "GPA", "Contact", "Contact title", "Employer"),
    *("Contact email", "Relationship", "Reason", "Topic", "Minutes", "Date", "Time"),
)
BAR = 3.0
"""Seconds for 10,000 rows, as a whole process."""
FLAT = 1.1
"""How much more memory ten times the rows may need."""
CHECK = """
import resource, sys
from datetime import date
from pathlib import Path
from generator.cohort import look_over
from generator.cohort.shared import read
from generator.project import Project
from generator.workers import cores, processes

project = Project.at(Path(sys.argv[1]), None, date(2027, 2, 22))
hire = processes(cores())
found = look_over(read(project), Path(sys.argv[2]), hire=hire).survey
print(found.rows, found.faults, sum(1 for _ in found.all()))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def rows(count: int, bad: int) -> Iterator[tuple[str, ...]]:
    """So many made-up students; one in ``bad`` rows has three faults."""
    for i in range(count):
        good = i % bad > 0
        yield (
            f"Person {i} Quill",
            f"p{i}@example.org" if good else f"p{i}@",
            "a third-year student of something",
            "3.7",
            f"Bo {i} Larch",
            "Curator",
            f"Museum {i // 3}",
            f"bo{i // 2}@example.org",
            "cold" if good else "cald",
            f"Your exhibit number {i} on river ferries made me curious.",
            "museum work",
            "20" if good else "many",
            "2027-03-11",
            "14:30",
        )


def table(folder: Path, count: int, bad: int = 10) -> Path:
    """A file with such rows."""
    path = folder / f"cohort-{count}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(count, bad))
    return path


def check(root: Path, path: Path) -> tuple[float, int, int]:
    """Look a table over in a process of its own: seconds, faults, peak memory in KiB."""
    start = time.perf_counter()
    words = [sys.executable, "-c", CHECK, str(root), str(path)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    took = time.perf_counter() - start
    counts, peak = done.stdout.splitlines()
    _, faults, listed = map(int, counts.split())
    assert faults == listed
    return took, faults, int(peak)


def lines(root: Path, folder: Path) -> Iterator[str]:
    """The lines of the table that ``bench`` prints."""
    small, large = table(folder, 10_000), table(folder, 100_000)
    took = sorted(check(root, small)[0] for _ in range(5))[2]
    _, faults, peak = check(root, small)
    label = f"a cohort of 10,000 rows checked, {faults:,} faults listed, seconds"
    yield f"{label:70}{took:8.2f} {'':8} {'':8}{BAR:8.2f}"
    took, _, peak_of_large = check(root, large)
    label = f"100,000 rows checked in {took:.0f} s, MiB | 10,000 rows"
    ratio = peak_of_large / peak
    yield f"{label:70}{peak_of_large / 1024:8.0f} {peak / 1024:8.0f} {ratio:8.2f}{FLAT:8.2f}"
