"""Archival: PDF/A-2a and PDF/UA-1 in one file, and the same bytes wherever it is made."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from generator.channels import typeset
from tests.conftest import ROOT, Files
from tests.pages import PICTURE, archived, pdf_of, saved
from tests.values import composition
from tests.verapdf import verapdf

KINDS = ["question-sheet", "guide", "thank-you-note"]


@pytest.mark.parametrize("kind", KINDS)
def test_one_file_is_both(kind: str, tmp_path: Path) -> None:
    """With archive: true a file keeps all rules of PDF/A-2a and of PDF/UA-1, fields included."""
    (artifact,) = typeset(archived(composition(kind)), "pdf")
    path = saved(artifact.data, tmp_path)
    assert [verapdf([path], profile)[str(path)] for profile in ("2a", "ua1")] == [[], []]


def test_a_picture_can_be_archived(tmp_path: Path) -> None:
    """A picture is not smoothed, which PDF/A forbids."""
    body = f'<h1>A page</h1><p><img src="{PICTURE}" alt="A pixel" width="40"></p>'
    path = saved(pdf_of(body, archive=True), tmp_path)
    assert verapdf([path], "2a")[str(path)] == []


def test_without_it_a_file_is_no_archive(tmp_path: Path) -> None:
    """The usual file makes no claim to PDF/A: the guard can fail."""
    path = saved(pdf_of("<h1>A page</h1>"), tmp_path)
    assert verapdf([path], "2a")[str(path)] != []


def built(folder: Path, output: Path, **surroundings: str) -> dict[str, str]:
    """The check sums of what another process makes of a project."""
    command = [sys.executable, "-m", "generator", "build", str(folder), "--output", str(output)]
    command += ["--today", "2027-02-22", "--kind", "question-sheet", "--kind", "thank-you-note"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=folder)
    files = sorted(output.rglob("*.*"))
    return {p.relative_to(output).as_posix(): sha256(p.read_bytes()).hexdigest() for p in files}


def test_the_same_input_is_the_same_bytes_everywhere(project: Files, tmp_path: Path) -> None:
    """Over processes, hash seeds, time zones, folders, and with and without system fonts."""
    root = project({"content/organization.yaml": "name: Marrow College\narchive: true\n"})
    first = built(root, tmp_path / "one", PYTHONHASHSEED="0", TZ="UTC")
    other = tmp_path / "another place"
    shutil.copytree(root, other)
    fonts = tmp_path / "fonts.conf"
    cache = f"<cachedir>{tmp_path / 'cache'}</cachedir>"
    fonts.write_text(f"<fontconfig>{cache}</fontconfig>", encoding="utf-8")
    surroundings = {
        "PYTHONHASHSEED": "4711",
        "TZ": "Asia/Tokyo",
        "FONTCONFIG_FILE": str(fonts),
        "LC_ALL": "C",
    }
    assert built(other, tmp_path / "two", **surroundings) == first
    assert [name for name in first if name.endswith(".pdf")]
