"""The same work on a real Dask cluster: a scheduler and two workers on loopback."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator.builds import Wanted
from tests.cohorts import contents, rows, run, table
from tests.conftest import ROOT, TODAY, empty_project

DRAFTS = Wanted(channels=("text", "email"))
PATIENCE = 60


def dask(*words: str) -> "subprocess.Popen[bytes]":
    """A program of Dask's that listens on loopback alone."""
    command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
    command += ["--host", "127.0.0.1", "--no-dashboard"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)


def end(program: "subprocess.Popen[bytes]") -> None:
    """Stop a program, and wait until it is gone."""
    program.kill()
    program.wait()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """The address of a scheduler, and its two workers."""
    file = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        scheduler = dask("dask_scheduler", "--port", "0", "--scheduler-file", str(file))
        stack.callback(end, scheduler)
        until = time.monotonic() + PATIENCE
        while not (file.is_file() and file.read_bytes().endswith(b"}")):
            assert time.monotonic() < until, "the scheduler did not start"
            time.sleep(0.02)  # it needs the processor
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        one = ("--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path))
        workers = [dask("dask_worker", address, *one) for _ in range(2)]
        for worker in workers:
            stack.callback(end, worker)
        yield address, workers


def test_a_killed_worker_loses_nothing(
    machines: tuple[str, list["subprocess.Popen[bytes]"]], tmp_path: Path
) -> None:
    """One of two workers is killed in the middle: every packet is there, once, the same bytes."""
    address, workers = machines
    path = table(tmp_path / "roster.csv", rows(60))
    alone, clustered = (empty_project(tmp_path / name) for name in ("alone", "clustered"))
    run(alone, path, DRAFTS)
    words = ["cohort", path, clustered.root, "--dask", address, "--today", f"{TODAY}"]
    words += ["--channel", "text", "--channel", "email", "--json"]
    command = [sys.executable, "-m", "generator", *map(str, words)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as running:
        until = time.monotonic() + PATIENCE
        while not any(clustered.output.glob("*/*.txt")):
            assert time.monotonic() < until, "nothing was made"
            time.sleep(0.01)  # they need the processor
        workers[0].kill()
        there = len([*clustered.output.glob("*/outreach-email.txt")])
        try:
            said, _ = running.communicate(timeout=PATIENCE)
        finally:
            running.kill()
    assert there < 60  # the control: there was work left
    outcome = json.loads(said)["outcome"]
    assert (outcome["made"], outcome["failed"]) == (60, 0)
    made = contents(clustered.output)
    made = {name: data for name, data in made.items() if not name.startswith("cohort/")}
    assert made == contents(alone.output)
