"""Tool: a ledger of what a run wrote into a folder, as a small JSON file that is read whole.

A check sum of ``None`` stands for a file that was announced, and perhaps cut off.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from generator.documents import Artifact
from generator.errors import InputError, Place, Problem
from generator.write import write

Entry = TypeVar("Entry")


def read(path: Path, entry: Callable[[Any], Entry], hint: str) -> dict[str, Entry]:
    """What a ledger has by the names of files, as ``entry`` reads it; nothing where there is none.

    Raises:
        InputError: it is no ledger; ``hint`` says what to do then.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {name: entry(value) for name, value in found.items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise InputError([_unreadable(path, error)]) from None
    except (ValueError, AttributeError, TypeError, RecursionError):
        raise InputError([damaged(path, hint)]) from None


def damaged(path: Path, hint: str) -> Problem:
    """The problem that a ledger cannot be read as one."""
    message = "What was written in this folder cannot be looked up: its ledger is damaged."
    return Problem(path, Place(), message, hint)


def keep(path: Path, entries: Mapping[str, Any]) -> None:
    """Write a ledger, if it says anything else than before.

    Raises:
        InputError: it cannot be written.
    """
    text = json.dumps(dict(sorted(entries.items())), indent=0, ensure_ascii=False)
    write(path.parent, {path.name: Artifact("", f"{text}\n".encode())})


def digest_of(data: bytes) -> str:
    """The check sum of a file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def as_written(folder: Path, name: str, digest: str | None) -> bytes | None:
    """What is in a file of the folder, unless its check sum is known and is another one."""
    data = content(folder, name)
    return data if data is None or digest is None or digest_of(data) == digest else None


def content(folder: Path, name: str) -> bytes | None:
    """What is in a file within the folder, by no link; ``None`` where there is none.

    Raises:
        InputError: it may not be read.
    """
    parts = PurePosixPath(name)
    path = folder / parts
    if parts.is_absolute() or ".." in parts.parts:
        return None
    try:
        within = path.is_file() and path.resolve() == folder.resolve() / parts
        return path.read_bytes() if within else None
    except OSError as error:
        raise InputError([_unreadable(path, error)]) from None


def _unreadable(path: Path, error: OSError) -> Problem:
    message = f"This file cannot be read: {error.strerror or error}."
    hint = "Is the folder yours, and the file closed in other programs?"
    return Problem(path, Place(), message, hint)
