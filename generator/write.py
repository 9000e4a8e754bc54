"""Stage: bytes to disk, whole or not at all, only where they changed."""

import os
import tempfile
from pathlib import Path

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
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, artifact.data)
    except OSError as error:
        message = f"This file cannot be written: {error.strerror or error}."
        hint = "Is the folder yours to write in, and the file closed in other programs?"
        raise InputError([Problem(path, Place(), message, hint)]) from None
    return Receipt(path, "made", len(artifact.data), artifact.pages)


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".askwell-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The mask of new files. It can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
