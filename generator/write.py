"""Stage: bytes to disk, whole or not at all, only where they changed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from generator.documents import Artifact, Receipt
from generator.errors import InputError, Place, Problem


def write(folder: Path, name: str, artifact: Artifact) -> Receipt:
    """Put one file into the output folder. ``name`` may have one folder in front.

    The new file is complete before it takes the old one's place, so a full disk or a crash leaves
    the old one as it was.

    Raises:
        InputError: the place is outside the output folder, or cannot be written.
    """
    path = folder / name
    try:
        if not path.parent.resolve().is_relative_to(folder.resolve()):
            message = "This file would be written outside the output folder."
            raise InputError([Problem(path, Place(), message, "Is a folder there a link?")])
        if path.is_file() and not path.is_symlink() and path.read_bytes() == artifact.data:
            return Receipt(path, "unchanged", len(artifact.data), artifact.pages)
        _replace(path, artifact.data)
    except OSError as error:
        raise InputError([_unwritable(path, error)]) from None
    return Receipt(path, "made", len(artifact.data), artifact.pages)


@contextmanager
def streamed(path: Path) -> Iterator[BinaryIO]:
    """A file to be written bit by bit; it takes its place when all of it is there.

    Raises:
        InputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".askwell-")
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            Path(temporary).chmod(0o644 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError([_unwritable(path, error)]) from None


def _unwritable(path: Path, error: OSError) -> Problem:
    message = f"This file cannot be written: {error.strerror or error}."
    hint = "Is the folder yours to write in, and the file closed in other programs?"
    return Problem(path, Place(), message, hint)


def _replace(path: Path, data: bytes) -> None:
    with streamed(path) as file:
        file.write(data)


def _umask() -> int:
    """The mask of new files. It can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
