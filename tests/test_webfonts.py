"""Fonts of packages are packed once for web pages, and what is kept never says anything old."""

import sys
from pathlib import Path

import pytest

from generator import webfonts
from generator.model import Face
from tests.values import loaded


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The fonts that were packed, one entry for each time."""
    times: list[Path] = []
    pack = webfonts._packed

    def noted(path: Path) -> bytes:
        times.append(path)
        return pack(path)

    monkeypatch.setattr(webfonts, "_packed", noted)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return times


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place where fonts are kept, which nobody has used."""
    monkeypatch.setattr(webfonts, "KEPT", tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def face(tmp_path: Path) -> Face:
    """A font of a package, in a file that a test may change."""
    theirs = loaded()[1].themes["grid"].faces[0]
    assert theirs.package
    path = tmp_path / theirs.path.name
    path.write_bytes(theirs.path.read_bytes())
    return theirs._replace(path=path)


def woff(face: Face) -> bytes:
    """The font as another run of the program packs it."""
    webfonts.woff.cache_clear()
    return webfonts.woff(face)


def test_a_font_is_packed_once(kept: Path, packed: list[Path], face: Face) -> None:
    """The second run has it from where it is kept, and it is the same."""
    assert woff(face) == woff(face)
    assert packed == [face.path]
    assert len(list(kept.iterdir())) == 1


def test_another_file_or_tool_packs_it_again(
    kept: Path, packed: list[Path], face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept belongs to one font and one set of tools, and the new takes its place."""
    woff(face)
    bold = loaded()[1].themes["grid"].faces[1].path.read_bytes()
    face.path.write_bytes(bold)
    other = woff(face)
    assert packed == [face.path] * 2
    monkeypatch.setattr(webfonts, "versions", lambda: ("another",))
    assert woff(face) == other
    assert packed == [face.path] * 3
    assert len(list(kept.iterdir())) == 1


@pytest.mark.parametrize("left", [0, 8, 200, -1])
def test_a_damaged_file_is_no_harm(kept: Path, packed: list[Path], face: Face, left: int) -> None:
    """A font that was cut off while it was written is packed again."""
    whole = woff(face)
    (place,) = kept.iterdir()
    place.write_bytes(place.read_bytes()[:left])
    assert woff(face) == whole
    assert packed == [face.path] * 2


def test_a_projects_own_font_is_not_kept(kept: Path, packed: list[Path], face: Face) -> None:
    """Nothing of a project is written anywhere but into its output."""
    own = face._replace(package=None)
    assert woff(own) == woff(own)
    assert packed == [own.path] * 2
    assert not kept.exists()


def test_where_nothing_may_be_written_nothing_is(
    kept: Path, packed: list[Path], face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that belongs to somebody else does as well; so does Python's own wish for none."""
    kept.write_text("in the way", encoding="utf-8")
    assert woff(face) == woff(face)
    kept.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert woff(face) == woff(face)
    assert packed == [face.path] * 4
    assert not kept.exists()
