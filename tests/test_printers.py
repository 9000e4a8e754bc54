"""PDFs of a build that other processes lay out: the same files, and nobody left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from generator.builds import Wanted
from generator.errors import InputError
from generator.pipeline import make
from generator.printers import FEW, PDF, hired
from generator.project import Project
from tests.classmates import documents
from tests.conftest import ROOT, TODAY, Files, silent
from tests.crew import workers

CARDS = ("thank-you-note", "grid")
"""The kind and the theme of what is laid out soonest."""


def test_every_file_is_the_same_with_two_processes(project: Files) -> None:
    """All that is in them, in the same order, with the same remarks."""
    ours = Project.at(project(), day=TODAY)
    editions = ("standard", "large-print")
    wanted = Wanted(kinds=("thank-you-note", "outreach-email"), editions=editions)
    alone, together = make(ours, wanted, silent), make(ours, wanted, silent, jobs=2)
    assert len([name for name in alone.files if name.endswith(".pdf")]) > FEW
    assert list(together.files) == list(alone.files)
    for made in (alone, together):  # what was printed before is nobody's business
        made.files = {name: each._replace(apart="") for name, each in made.files.items()}
    assert together == alone


def test_few_pages_need_no_other_process() -> None:
    """They are there before another one is."""
    before = workers()
    with hired(2) as typeset:
        ordered = [typeset(each, PDF) for each in documents(*CARDS, FEW - 1)]
        made = [artifact for files in ordered for artifact in files]
        assert workers() <= before
    assert len(made) == FEW - 1


def test_nobody_works_on_when_no_more_is_wanted() -> None:
    """Also where a build ends in the middle: of those who print none is left."""
    before = workers()
    with hired(2) as typeset:
        first, *_ = [typeset(each, PDF) for each in documents(*CARDS, 9)]
        assert list(first)
        crew = workers() - before
    _, left = psutil.wait_procs([*crew], timeout=20)
    assert crew
    assert not left


def test_pages_of_a_killed_process_are_printed_here() -> None:
    """A killed worker stops nobody."""
    cards = list(documents(*CARDS, 12))
    with hired(1) as typeset:
        alone = [artifact.data for each in cards for artifact in typeset(each, PDF)]
    before = workers()
    with hired(2) as typeset:
        ordered = [iter(typeset(each, PDF)) for each in cards]
        made = [next(ordered[0]).data]
        killed = workers() - before
        for each in killed:
            each.kill()
        made += [artifact.data for files in ordered[1:] for artifact in files]
    assert killed
    assert made == alone


def test_what_a_template_lacks_is_told_by_whoever_prints(project: Files) -> None:
    """A problem comes back from another process with its file and its hint."""
    kind = "title: Card\nabout: Ours.\nchannels: [pdf]\nmade_for: [handout]\n"
    names = [f"card-{i}" for i in range(FEW)]
    root = project({f"templates/kinds/{name}/kind.yaml": kind for name in names})
    wanted = Wanted(kinds=tuple(names))
    said = []
    for jobs in (1, 2):
        with pytest.raises(InputError) as caught:
            make(Project.at(root, day=TODAY), wanted, silent, jobs)
        said.append(caught.value.problems)
    assert len(said[0]) == FEW
    assert said[0] == said[1]


@pytest.fixture
def building(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A build of the repository's own content, in a terminal of its own."""
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "generator", "build", f"{root}", "--jobs", "2", "--output"]
    with subprocess.Popen(
        [*command, f"{tmp_path}"], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        yield process
        process.kill()


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_is_told_in_a_word(building: subprocess.Popen[str], tmp_path: Path) -> None:
    """Ctrl-C reaches all processes of a terminal; none complains, and nothing is written."""
    assert building.stderr
    line = building.stderr.readline()  # so it has begun
    os.killpg(building.pid, signal.SIGINT)
    rest = building.stderr.read()
    assert line.startswith("… ")  # which document that is depends on how fast the machine is
    assert "Traceback" not in rest
    assert rest.strip().endswith("Aborted!")
    assert building.wait() == 1
    assert not list(tmp_path.iterdir())


INTERRUPTED = """
import os, signal
from generator.workers import processes
from generator.workers.executor import Worker
begin = Worker.begin
def interrupted(worker):
    begin(worker)
    os.kill(os.getpid(), signal.SIGINT)
Worker.begin = interrupted
try:
    processes(2)()
except KeyboardInterrupt:
    print("interrupted")
Worker.begin = begin
executor = processes(2)()
print(executor.submit(abs, -1).result())
executor.shutdown()
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_while_workers_are_hired_is_not_lost() -> None:
    """It comes as soon as there are some, who have not heard of it and can work."""
    command = [sys.executable, "-c", INTERRUPTED]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout.split() == ["interrupted", "1"], done.stderr


def test_nobody_outlives_a_build_that_is_killed(building: subprocess.Popen[str]) -> None:
    """Those who print end with it, though it had no time to tell them."""
    until = time.monotonic() + 60
    crew = workers(building.pid)
    while not crew and time.monotonic() < until:
        time.sleep(0.01)  # they need the processor
        crew = workers(building.pid)
    building.kill()
    _, left = psutil.wait_procs([*crew], timeout=30)
    assert crew
    assert not left


LACKING = """
import os, sys
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
sys.path.insert(0, "")
def no(*_, **__): raise OSError(38, "Function not implemented")
{}.{} = no
from generator.__main__ import main
main()
"""


@pytest.mark.parametrize("what", [("BaseContext", "Pipe"), ("BaseProcess", "start")])
def test_where_no_process_can_be_had_one_does_it_all(project: Files, what: tuple[str, str]) -> None:
    """A machine without them, or without lines to them, stops no build."""
    words = ["build", f"{project()}", "--kind", "day-of-checklist", "--kind", "thank-you-note"]
    done = subprocess.run(
        [sys.executable, "-c", LACKING.format(*what), *words, "--jobs", "99999999"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Made 8 files" in done.stderr


WITHOUT = """
import os, sys
here = sys.path[0]
class Missing:
    def find_spec(self, name, *_):
        if name == "weasyprint" or name.startswith("weasyprint."):
            raise OSError("cannot load library 'libpango-1.0-0'")
sys.meta_path.insert(0, Missing())
"""


def test_without_the_engine_processes_tell_the_same(project: Files, tmp_path: Path) -> None:
    """Everything else is made, and the command that mends it is told, once."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "sitecustomize.py").write_text(WITHOUT, encoding="utf-8")
    command = [sys.executable, "-m", "generator", "build", f"{project()}", "--jobs", "2"]
    paths = os.pathsep.join([f"{tmp_path / 'lib'}", f"{ROOT}"])
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": paths},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("No PDF was made: the PDF engine cannot start") == 1
    assert "outreach-email.eml" in done.stderr
