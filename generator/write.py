"""Stage: bytes to disk, whole or not at all, only where they changed."""

import os
import re
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import BinaryIO

from generator.documents import Artifact, Receipt
from generator.errors import InputError, Place, Problem

if sys.platform != "win32":
    from fcntl import LOCK_EX, flock

HELD = "Is the folder yours to write in, and the file closed in other programs?"
MODE = 0o644
"""Of new files, as far as the user's mask allows it."""
HALF_DONE = re.compile(r"\.askwell-[0-9a-f]{16}")
"""The name of a file that is being written, or was when somebody cut that off."""


def write(folder: Path, files: Mapping[str, Artifact]) -> list[Receipt]:
    """Put files into the output folder, by their names, which may have folders in front.

    Each new file is complete before it takes the old one's place, so a full disk or a crash leaves
    the old one as it was.

    Raises:
        InputError: a place is outside the output folder, or cannot be written.
    """
    enter = cache(lambda home: _enter(folder, folder / home))
    return [_written(folder, name, artifact, enter) for name, artifact in files.items()]


def remove(path: Path) -> None:
    """Take away a file, if it is there.

    Raises:
        InputError: it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = f"This file cannot be removed: {error.strerror or error}."
        raise InputError([Problem(path, Place(), message, HELD)]) from None


@contextmanager
def alone(folder: Path, files: Iterable[str]) -> Iterator[None]:
    """Write these files while no other run does, which waits; what a killed one left is taken away.

    Windows locks no folders: there two runs at once are not kept apart.

    Raises:
        InputError: the folder cannot be made or swept.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = None if sys.platform == "win32" else os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise InputError([_unwritable(folder, error)]) from None
    try:
        if handle is not None:
            flock(handle, LOCK_EX)
            for home in {folder / name for name in files}:
                sweep(folder, home.parent)
        yield
    finally:
        if handle is not None:
            os.close(handle)  # which lets the next one in


def sweep(folder: Path, home: Path) -> None:
    """Take away what a killed run left half done in a folder below the output folder.

    Raises:
        InputError: it cannot be removed.
    """
    if not home.is_dir() or way_out(folder, home):
        return
    for path in home.iterdir():
        if HALF_DONE.fullmatch(path.name) and _mode(path) is not None:
            remove(path)


def way_out(folder: Path, path: Path) -> Path | None:
    """Where a path leads out of a folder: at a link, or by its own name; ``None``: nowhere."""
    if not path.is_relative_to(folder) or ".." in path.relative_to(folder).parts:
        return path
    steps = [each for each in (path, *path.parents) if each.is_relative_to(folder)][:-1]
    link = next((each for each in reversed(steps) if each.is_symlink()), None)
    return link or (None if path.resolve().is_relative_to(folder.resolve()) else path)


@contextmanager
def streamed(path: Path) -> Iterator[BinaryIO]:
    """A file to be written bit by bit; it takes its place when all of it is there.

    Raises:
        InputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            _in_place_of(path, _mode(path)) as handle,
            os.fdopen(handle, "wb", closefd=False) as file,
        ):
            yield file
    except OSError as error:
        raise InputError([_unwritable(path, error)]) from None


def _written(folder: Path, name: str, artifact: Artifact, enter: Callable[[str], bool]) -> Receipt:
    path = folder / name
    try:
        if not enter(name.rpartition("/")[0]):
            message = "This file would be written outside the output folder."
            raise InputError([Problem(path, Place(), message, "Is a folder there a link?")])
        mode = _mode(path)
        if mode is not None and path.read_bytes() == artifact.data:
            return Receipt(path, "unchanged", len(artifact.data), artifact.pages)
        with _in_place_of(path, mode) as handle:
            _fill(handle, artifact.data)
    except OSError as error:
        raise InputError([_unwritable(path, error)]) from None
    return Receipt(path, "made", len(artifact.data), artifact.pages)


def _enter(folder: Path, place: Path) -> bool:
    """Make a place below the output folder; whether it is truly below it."""
    if place.parent == folder and place.name != "..":
        try:
            place.mkdir()
        except OSError:
            pass  # it is there already, or cannot be made: that is seen below
        else:
            return True  # it is new, so it is no link
    if not place.resolve().is_relative_to(folder.resolve()):
        return False
    place.mkdir(parents=True, exist_ok=True)
    return True


@contextmanager
def _in_place_of(path: Path, mode: int | None) -> Iterator[int]:
    """A new file beside another, which takes its place in the end, or is gone.

    It has the mode of that one: what is nobody else's to read stays so.
    """
    temporary = path.parent / f".askwell-{secrets.token_hex(8)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, MODE if mode is None else mode)
    try:
        try:
            yield handle
        finally:
            os.close(handle)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int | None:
    """That of the file which is there; a link or a pipe is none."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    return S_IMODE(mode) if S_ISREG(mode) else None


def _fill(handle: int, data: bytes) -> None:
    """Write all of it, which a disk that is nearly full does only in part."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _unwritable(path: Path, error: OSError) -> Problem:
    message = f"This file cannot be written: {error.strerror or error}."
    return Problem(path, Place(), message, HELD)
