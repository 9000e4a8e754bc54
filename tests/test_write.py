"""Files are written whole, only where they changed, and nowhere else."""

import os
from pathlib import Path

import pytest

from generator.builds import Wanted
from generator.documents import Artifact
from generator.errors import InputError
from generator.pipeline import build
from generator.project import Project
from generator.write import write
from tests.conftest import TODAY, Files, build_all, silent

NEW = Artifact(".txt", b"new")


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """Folders that are missing are made."""
    [receipt] = write(tmp_path / "out", {"a/b.txt": NEW})
    assert (receipt.state, receipt.path.read_bytes()) == ("made", b"new")


def test_an_equal_file_is_left_alone(tmp_path: Path) -> None:
    """A file with the same bytes keeps its time stamp."""
    path = write(tmp_path, {"b.txt": NEW})[0].path
    os.utime(path, (1, 1))
    assert write(tmp_path, {"b.txt": NEW})[0].state == "unchanged"
    assert path.stat().st_mtime == 1


def test_a_second_build_writes_nothing(project: Files) -> None:
    """Building twice leaves every file as it was."""
    light = ("text", "email", "web")
    output = build_all(Project.at(project(), day=TODAY), channels=light)
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    again = build(Project.at(output.parent, day=TODAY), Wanted(channels=light), silent)
    assert {receipt.state for receipt in again.receipts} == {"unchanged"}
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == before


def test_a_disk_that_takes_little_at_a_time_gets_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that stores but a part is gone on with."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:1]))
    assert write(tmp_path, {"b.txt": NEW})[0].path.read_bytes() == b"new"


def test_a_failure_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step fails, the old file is whole and nothing else is left behind."""
    path = write(tmp_path, {"b.txt": Artifact(".txt", b"old")})[0].path

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(InputError, match="No space left"):
        write(tmp_path, {"b.txt": NEW})
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_broken_document_stops_all_writing(project: Files) -> None:
    """One document over its limit, and no file of the build is written."""
    reason = " ".join(["very"] * 150)
    root = project()
    path = root / "content" / "interviews" / "bo.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Your exhibit", f"Your {reason} exhibit"), encoding="utf-8")
    with pytest.raises(Exception, match="at most 125 are allowed"):
        build_all(Project.at(root), channels=("text", "web"))
    assert not (root / "output").exists()


def test_a_link_does_not_lead_out(tmp_path: Path) -> None:
    """A folder in the output that is a link to elsewhere is not written through."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").symlink_to(elsewhere)
    with pytest.raises(InputError, match="outside the output folder"):
        write(tmp_path / "out", {"a/b.txt": NEW})
    assert list(elsewhere.iterdir()) == []


def test_a_linked_file_is_replaced_not_followed(tmp_path: Path) -> None:
    """A file in the output that is a link is replaced; what it points to is untouched."""
    victim = tmp_path / "victim.txt"
    victim.write_bytes(b"keep")
    out = tmp_path / "out"
    out.mkdir()
    (out / "b.txt").symlink_to(victim)
    write(out, {"b.txt": NEW})
    assert (victim.read_bytes(), (out / "b.txt").read_bytes()) == (b"keep", b"new")


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_pipe_is_replaced_not_read(tmp_path: Path) -> None:
    """Nobody waits for what may never come out of it, nor through a link to one."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "b.txt").symlink_to(tmp_path / "pipe")
    for name in ("b.txt", "pipe"):
        assert write(tmp_path, {name: NEW})[0].path.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="POSIX file modes")
def test_files_are_readable_as_usual(tmp_path: Path) -> None:
    """A new file has the mode that any program gives it, not that of a temporary file."""
    usual = tmp_path / "usual.txt"
    usual.touch()
    assert write(tmp_path, {"b.txt": NEW})[0].path.stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="POSIX file modes")
def test_what_is_private_stays_so(tmp_path: Path) -> None:
    """A file that nobody else may read is replaced by one that nobody else may read."""
    (tmp_path / "b.txt").write_text("old", encoding="utf-8")
    (tmp_path / "b.txt").chmod(0o600)
    assert write(tmp_path, {"b.txt": NEW})[0].path.stat().st_mode & 0o777 == 0o600
