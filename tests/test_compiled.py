"""Compiled templates are kept beside the pack's, and never say anything old."""

import sys
from pathlib import Path

import pytest

from generator.compose import sandbox


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with one template, on a machine where Python keeps compiled modules."""
    (tmp_path / "tag.j2").write_text('{{ "it\'s"|fine }}', encoding="utf-8")
    monkeypatch.setattr(sandbox, "PACK", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def filled(*folders: Path) -> str:
    """What the template says."""
    return sandbox.environment(folders, autoescape=False).get_template("tag.j2").render()


def test_a_compiled_template_is_kept_and_used(pack: Path) -> None:
    """The second time nothing is compiled: what was kept is what is run."""
    assert filled(pack) == "it’s"
    (kept,) = (pack / "__pycache__").iterdir()
    assert filled(pack) == "it’s"
    assert [kept] == list((pack / "__pycache__").iterdir())


def test_a_changed_template_is_compiled_again(pack: Path) -> None:
    """What is kept belongs to one text."""
    filled(pack)
    (pack / "tag.j2").write_text("other", encoding="utf-8")
    assert filled(pack) == "other"


def test_a_changed_filter_is_used(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No filter's work is kept, not even on words that stand in the template."""
    filled(pack)
    monkeypatch.setitem(sandbox.FILTERS, "fine", str.upper)
    assert filled(pack) == "IT'S"


def test_what_is_broken_is_compiled_again(pack: Path) -> None:
    """A file that was cut off or changed is no harm."""
    filled(pack)
    (kept,) = (pack / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:20])
    assert filled(pack) == "it’s"
    kept.write_bytes(b"")
    assert filled(pack) == "it’s"


def test_a_projects_own_templates_are_not_kept(pack: Path, tmp_path: Path) -> None:
    """Nothing of a project is written anywhere but into its output."""
    own = tmp_path / "own"
    own.mkdir()
    assert filled(own, pack) == "it’s"
    assert not (pack / "__pycache__").exists()


def test_where_nothing_may_be_written_nothing_is(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pack that belongs to somebody else works as well; so does Python's own wish for none."""
    (pack / "__pycache__").write_text("in the way", encoding="utf-8")
    assert filled(pack) == "it’s"
    (pack / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert filled(pack) == "it’s"
    assert not (pack / "__pycache__").exists()
