"""What the PDF engine needs while it works is gone with the program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cohorts import rows, table
from tests.conftest import ROOT, Files


def run(temporary: Path, *words: str | Path) -> None:
    """The program, in a process of its own that has its own folder for temporary files."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *map(str, words)],
        capture_output=True, text=True, cwd=ROOT, check=False,
        env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="open files stay there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_run_leaves_temporary_files(jobs: str, project: Files, tmp_path: Path) -> None:
    """Neither this process nor those that it ended at once: a build, packets, a bound file."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    root = project()
    roster, kind = table(tmp_path / "roster.csv", rows(12)), ("--kind", "question-sheet")
    run(temporary, "build", root, "--jobs", jobs, *kind, "--kind", "thank-you-note")
    assert len([*(root / "output").rglob("*.pdf")]) > 3
    bound = tmp_path / "bound.pdf"
    run(temporary, "cohort", roster, root, "--jobs", jobs, *kind, "--merged", bound)
    assert bound.is_file()
    assert [*temporary.iterdir()] == []
