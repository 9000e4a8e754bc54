"""Take away all that the runs of a cohort wrote in a folder, by their ledger, and nothing else."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from generator.builds import UnknownName
from generator.cohort.ledger import NAME, REPORT, TEMPORARY, Ledger
from generator.errors import InputError, Place, Problem
from generator.write import remove


class Purged(NamedTuple):
    """What became of the files."""

    removed: int
    kept: tuple[Path, ...]
    """Files that somebody has changed since: they are not ours any more."""


def purge(output: Path, only: Collection[str] = ()) -> Purged:
    """Remove the packets of these folders, or all that any run wrote.

    A file that was changed since stays, and is named. Folders go when they are empty.

    Raises:
        InputError: no run has written anything here, or a file cannot be removed.
        UnknownName: there is no packet of that folder.
    """
    if not (output / NAME).is_file():
        message = "There is nothing of a cohort in this folder."
        hint = "Name the folder that its packets are in: askwell cohort purge --output FOLDER"
        raise InputError([Problem(output, Place(), message, hint)])
    removed, kept = 0, []
    with Ledger(output) as ledger:
        folders = {folder.casefold(): folder for folder in ledger.folders()}
        for name in only:
            if name.casefold() not in folders:
                there = [each for each in folders.values() if each != REPORT]
                raise UnknownName("packet", name, there)
        wanted = [folders[name.casefold()] for name in only] if only else [*folders.values()]
        for folder in dict.fromkeys(wanted):
            gone, left = _purged(output, folder, ledger)
            removed += len(gone)
            kept += left
        empty = ledger.is_empty
    if empty:
        (output / NAME).unlink()
    return Purged(removed, tuple(kept))


def _purged(output: Path, folder: str, ledger: Ledger) -> tuple[list[str], list[Path]]:
    """The names of what was removed from a folder, and what was left there."""
    home = output / folder
    gone, kept = [], []
    for each in ledger.files(folder):
        path = home / each.name
        if path.exists() and not _is_inside(path, output):
            continue
        if path.exists() and not each.is_ours(path):
            kept.append(path)
            continue
        remove(path)
        gone.append(each.name)
    for path in home.glob(TEMPORARY) if folder and home.is_dir() else ():
        remove(path)
    ledger.forget(folder, [*gone, *(path.name for path in kept)])
    if folder and home.is_dir() and not any(home.iterdir()):
        home.rmdir()
    return gone, kept


def _is_inside(path: Path, output: Path) -> bool:
    """Whether a file is where we wrote it, and not behind a link that was put there since."""
    return path.resolve().is_relative_to(output.resolve())
