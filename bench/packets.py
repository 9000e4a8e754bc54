"""What the packets of a cohort cost: whole commands, as an office would run them."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from bench.cohort import table

DRAFTS = ("--kind", "outreach-email", "--channel", "email", "--channel", "text")
SHEET = ("--kind", "question-sheet", "--channel", "pdf")
RUNS = 3
MADE = re.compile(r"Made ([\d,]+), unchanged ([\d,]+)")
MEMORY = """
import resource, sys
from datetime import date
from pathlib import Path
from generator.builds import Wanted
from generator.cohort import look_over
from generator.cohort.making.crew import Crew
from generator.cohort.run import Chosen, Run
from generator.cohort.shared import read
from generator.cohort.making.work import Order, Packet
from generator.documents import Artifact
from generator.project import Project
import generator.cohort.making.crew as crew
from generator.workers import HereAndNow

def stand_in(order, members):
    return [Packet({"note.txt": Artifact(".txt", b"A note.")}) for _ in members]

crew.make_packets = stand_in
project = Project.at(Path(sys.argv[1]), Path(sys.argv[3]), date(2027, 2, 22))
roster = look_over(read(project), Path(sys.argv[2]))
order = Order(project, Wanted(), 60, b"")
run = Run(roster, Chosen(), order)
outcome = run.go(Crew(order, HereAndNow, 1), lambda done: None)
print(outcome.made, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def good(folder: Path, count: int) -> Path:
    """A table of so many good rows; the first of all is a bad one."""
    return table(folder, count + 1, 10**9)


def cohort(path: Path, output: Path, *words: str) -> tuple[float, int, int]:
    """One run as a process of its own: seconds, packets made, and packets unchanged."""
    root = path.parent / "office"
    (root / "content").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "generator", "cohort", str(path), str(root)]
    command += ["--output", str(output), "--today", "2027-02-22", *words]
    start = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    took = time.perf_counter() - start
    found = MADE.search(done.stderr)
    assert found, done.stderr
    made, unchanged = (int(number.replace(",", "")) for number in found.groups())
    return took, made, unchanged


def anew(path: Path, output: Path, *words: str) -> float:
    """The middle of some runs, in seconds, each into a folder of its own.

    A folder that was just emptied would be measured with what the disk then has to do.
    """
    return median(cohort(path, output / str(i), *words)[0] for i in range(RUNS))


def bare(output: Path, copy: Path) -> float:
    """How long the disk alone takes for the same files, in seconds."""
    files = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    start = time.perf_counter()
    for path, data in files.items():
        target = copy / path.relative_to(output)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return time.perf_counter() - start


def apart(path: Path, output: Path, *words: str) -> float:
    """How long two runs take at the same time that share nothing but the machine, in seconds."""
    with ThreadPoolExecutor(2) as both:
        start = time.perf_counter()
        runs = [both.submit(cohort, path, output / name, *words) for name in "ab"]
        for run in runs:
            run.result()
    return time.perf_counter() - start


def shared_out(folder: Path, *sizes: int) -> Iterator[str]:
    """What a second process is good for, and what it could be good for at the most.

    That is what two runs take at once, each over half as many rows, that share nothing but the
    machine: each begins with what it has to learn by itself, too.
    """
    for size in sizes:
        whole, half = good(folder, size), good(folder, size // 2)
        rounds = []
        for i in range(RUNS):  # in turn, so that a busy minute is in each of them
            output = folder / f"shared-{size}" / str(i)
            runs = [cohort(whole, output / jobs, *SHEET, "--jobs", jobs)[0] for jobs in "12"]
            rounds.append((*runs, apart(half, output / "apart", *SHEET, "--jobs", "1")))
        one, two, both = (median(each) for each in zip(*rounds, strict=True))
        gain, most = (median(each[0] / each[i] for each in rounds) for i in (1, 2))
        label = f"{size:,} sheets, seconds: one process | two"
        yield f"{label:70}{one:8.2f} {two:8.2f} {gain:8.2f}{1.8:8.2f}"
        label = f"{size:,} sheets, seconds: one run | two halves at once"
        yield f"{label:70}{one:8.2f} {both:8.2f} {most:8.2f}"


def peak(path: Path, output: Path) -> float:
    """The most memory of the process that hands out the work and writes, in MiB."""
    words = [sys.executable, "-c", MEMORY, str(path.parent / "office"), str(path), str(output)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return int(done.stdout.split()[1]) / 1024


def lines(folder: Path) -> Iterator[str]:
    """The lines of the table that ``bench`` prints."""
    thousand = good(folder, 1_000)
    drafts = anew(thousand, folder / "drafts", *DRAFTS)
    disk = bare(folder / "drafts" / "0", folder / "bare")
    label = "1,000 outreach drafts (.eml, .txt), seconds | the disk alone, same files"
    yield f"{label:70}{drafts:8.2f} {disk:8.2f} {'':8}{2:8.2f}"

    thirty = good(folder, 30)
    one, two = (anew(thirty, folder / f"few-{jobs}", *DRAFTS, "--jobs", jobs) for jobs in "12")
    label = "30 outreach drafts, seconds: one process, as the program chooses | two"
    yield f"{label:70}{one:8.2f} {two:8.2f} {one / two:8.2f}"
    yield from shared_out(folder, 1_000, 10_000)
    output = folder / "shared-1000" / "0" / "2"
    again, made, kept = cohort(thousand, output, *SHEET)
    assert (made, kept) == (0, 1_000)
    yield f"{'1,000 packets again, nothing changed, seconds':70}{again:8.2f} {'':8} {'':8}{2:8.2f}"
    text = thousand.read_text(encoding="utf-8").replace("number 500 ", "number five hundred ")
    thousand.write_text(text, encoding="utf-8")
    changed, made, _ = cohort(thousand, output, *SHEET)
    yield f"{f'one row changed, {made} packet made, seconds':70}{changed:8.2f}"

    few, many = (good(folder, count) for count in (10_000, 100_000))
    small, large = peak(few, folder / "few"), peak(many, folder / "many")
    label = "100,000 packets written, MiB of the main process | 10,000 packets"
    yield f"{label:70}{large:8.0f} {small:8.0f} {large / small:8.2f}{1.1:8.2f}"
