"""Every document of the sample, as text. ``pytest --update-golden`` writes the files anew."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.readers import html_text, mail, mail_text, pdf_pages, pdf_text

GOLDEN = ROOT / "tests" / "golden"
SIZE = re.compile(r"\d+ kB")
"""Of a file; machines differ in how well they pack fonts."""


def as_text(path: Path) -> str:
    """What a reader of a file gets, in plain text."""
    if path.suffix == ".pdf":
        data = path.read_bytes()
        return f"pages: {pdf_pages(data)}\n\n{pdf_text(data)}\n"
    if path.suffix == ".html":
        return SIZE.sub("… kB", html_text(path)) + "\n"
    if path.suffix == ".eml":
        message = mail(path.read_bytes())
        head = "".join(f"{name}: {value}\n" for name, value in message.items())
        return f"{head}\n{mail_text(message, 'plain')}"
    return path.read_text(encoding="utf-8")


def documents(sample: Path) -> dict[str, str]:
    """All documents of the sample by name."""
    files = sorted(path for path in sample.rglob("[!.]*") if path.is_file())
    return {f"{path.relative_to(sample).as_posix()}.txt": as_text(path) for path in files}


def test_every_document_of_the_sample_is_as_it_was(sample: Path, *, update_golden: bool) -> None:
    """A change of any word that a reader gets shows up as a change of a golden file."""
    made = documents(sample)
    if update_golden:
        for old in GOLDEN.rglob("*.txt"):
            old.unlink()
        for name, text in made.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        pytest.fail("golden files were rewritten: look at the difference")
    kept = {
        path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8")
        for path in GOLDEN.rglob("*.txt")
    }
    assert len(made) > 20
    assert made == kept
