"""The Makefile and its script, on machines that lack something."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("awk", "grep", "id", "rm", "sed", "sh", "touch", "uname")
Run = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout without an environment: the Makefile, its script, the package's doctor."""
    for name in ("Makefile", "pyproject.toml", "tools/system-packages"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "generator").mkdir()
    for name in ("__init__.py", "doctor.py"):
        shutil.copy(ROOT / "generator" / name, tmp_path / "generator" / name)
    return tmp_path


@pytest.fixture
def run(copy: Path) -> Run:
    """Run a command in the copy, on a PATH with a few tools: no Python, no package manager."""
    path = copy / "path"
    path.mkdir()
    for name in TOOLS:
        (path / name).symlink_to(str(shutil.which(name)))

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [str(shutil.which(words[0]) or copy / words[0]), *words[1:]]
        return subprocess.run(
            command,
            cwd=copy,
            env={"PATH": str(path)},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    return run


def _program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_make_alone_lists_every_target(run: Run) -> None:
    """Without a target, make says what there is and does nothing."""
    done = run("make")
    assert done.returncode == 0, done.stderr
    for target in ("help", "build", "test", "golden", "bench", "clean"):
        assert f"make {target} " in done.stdout


def test_a_python_that_does_not_run_is_passed_over(run: Run, copy: Path) -> None:
    """A shim that fails and a Python that is too old are no Python; the message says what helps."""
    _program(copy / "path" / "python3", "exit 127")
    _program(copy / "path" / "python3.12", "exit 1")
    done = run("make", "build")
    assert done.returncode != 0
    assert "needs Python 3.11 or newer; tried: python3 " in done.stderr
    assert "make build PYTHON=" in done.stderr
    assert not (copy / ".venv" / ".made").exists()


def test_the_named_python_is_the_only_one_tried(run: Run, copy: Path) -> None:
    """A Python that is asked for by name is not silently replaced by another."""
    (copy / "path" / "python3").symlink_to(sys.executable)
    done = run("make", "build", "PYTHON=python3.99")
    assert "tried: python3.99." in done.stderr


def test_nothing_is_installed_where_nothing_is_missing(run: Run, copy: Path) -> None:
    """Libraries that load need no package manager, no root and no network."""
    _lists(copy, "()")
    done = run("tools/system-packages", "libraries", sys.executable)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_only_what_is_missing_is_installed(run: Run, copy: Path) -> None:
    """Each missing library's package is asked of apt; the lists are fetched if that fails once."""
    if sys.platform == "darwin":
        pytest.skip("Homebrew has one package for all")
    _lists(copy, '(Finding("a", "", False, "liba0"), Finding("b", "", True, "libb0"))')
    for name in ("env", "sleep"):
        (copy / "path" / name).symlink_to(str(shutil.which(name)))
    _program(copy / "path" / "sudo", 'exec "$@"')
    _program(
        copy / "path" / "apt-get",
        'echo "$@" >>calls; case "$*" in *liba0) grep -q upd calls;; esac',
    )
    done = run("tools/system-packages", "libraries", sys.executable)
    assert done.returncode == 0, done.stderr
    calls = [line.split()[-2:] for line in (copy / "calls").read_text("utf-8").splitlines()]
    assert [call[-1] for call in calls] == ["liba0", "update", "liba0"]
    assert "installing liba0" in done.stderr


def test_where_nothing_can_be_installed_the_need_is_named(run: Run, copy: Path) -> None:
    """Without a package manager the script says what to install, and lets the build go on."""
    _lists(copy, '(Finding("a", "", False, "liba0"),)')
    done = run("tools/system-packages", "libraries", sys.executable)
    assert done.returncode == 0
    assert "please install" in done.stderr


def test_the_script_explains_itself(run: Run) -> None:
    """A word that it does not know is wrong usage, answered with the words it knows."""
    done = run("tools/system-packages", "everything")
    assert done.returncode == 2
    assert "tools/system-packages libraries PYTHON" in done.stderr


def _lists(copy: Path, findings: str) -> None:
    """Make the copy's doctor find this, whatever the machine has."""
    with (copy / "generator" / "doctor.py").open("a", encoding="utf-8") as doctor:
        doctor.write(f"\n\ndef examine():\n    return {findings}\n")


def test_the_gate_is_executable() -> None:
    """A clone can run the gate and the script as they are."""
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert os.access(ROOT / "tools" / "system-packages", os.X_OK)
