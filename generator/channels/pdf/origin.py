"""What a PDF is made of, as one check sum: while that is the same, so is the file."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import generator
from generator.channels.pdf import PART, promised
from generator.documents import Composition
from generator.versions import versions


def made_of(composition: Composition) -> str:
    """The check sum of a document's page, of the edition and the type, and of the engine."""
    selection = composition.selection
    organization = selection.organization
    found = hashlib.blake2b(_engine(), digest_size=16)
    said = (
        composition.parts.get(PART),
        selection.theme.print_css,
        selection.edition,
        selection.paper,
        promised(selection),
        organization is not None and organization.archive,
        [(face, _font(face.path)) for face in selection.theme.faces],
    )
    found.update(repr(said).encode())
    return found.hexdigest()


@cache
def _font(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


@cache
def _engine() -> bytes:
    """Of the program that prints: its versions, and for those who work on it, its own lines."""
    found = hashlib.blake2b(digest_size=16)
    for part in (*versions(), *_lines()):
        found.update(part.encode() + b"\0")
    return found.digest()


def _lines() -> Iterator[str]:
    for path in sorted(Path(generator.__file__).parent.rglob("*.py")):
        yield path.read_text(encoding="utf-8")
