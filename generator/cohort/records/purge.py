"""Take away all that the runs of a cohort wrote in a folder, by their ledger, and nothing else."""

import shlex
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from generator.cohort.records.ledger import NAME, Ledger
from generator.cohort.rows.folders import REPORT
from generator.errors import InputError, Place, Problem, UnknownName
from generator.project import Project
from generator.write import remove, sweep, way_out


class Purged(NamedTuple):
    """What became of the files."""

    removed: int
    kept: tuple[Path, ...]
    """Files that somebody has changed since: they are not ours any more."""
    linked: tuple[Path, ...]
    """Links behind which there are files of ours: whose these are now, nobody here knows."""


def command(project: Project, folder: str) -> str:
    """What to type where the run was started, to have one of its packets removed."""
    root = [] if project.root == Path() else [str(project.root)]
    usual = project.output == project.root / "output"
    output = [] if usual else ["--output", str(project.output)]
    return shlex.join(["askwell", "cohort", "purge", *root, *output, "--only", folder])


def purge(output: Path, only: Collection[str] = ()) -> Purged:
    """Remove the packets of these folders, or all that any run wrote.

    A file that was changed since stays, and is named; so does what is behind a link that somebody
    has put there. Folders go when they are empty.

    Raises:
        InputError: no run has written anything here, or a file cannot be removed.
        UnknownName: there is no packet of that folder.
    """
    if not (output / NAME).is_file():
        message = "There is nothing of a cohort in this folder."
        hint = "Name the folder that its packets are in: askwell cohort purge --output FOLDER"
        raise InputError([Problem(output, Place(), message, hint)])
    removed, kept, linked = 0, [], []
    with Ledger(output) as ledger:
        folders = {folder.casefold(): folder for folder in ledger.folders()}
        for name in only:
            if name.casefold() not in folders:
                there = [each for each in folders.values() if each != REPORT]
                raise UnknownName("packet", name, there)
        wanted = [folders[name.casefold()] for name in only] if only else [*folders.values()]
        for folder in dict.fromkeys(wanted):
            gone, left, links = _purged(output, folder, ledger)
            removed += len(gone)
            kept += left
            linked += links
        empty = ledger.is_empty
    if empty:
        (output / NAME).unlink()
    return Purged(removed, tuple(kept), tuple(dict.fromkeys(linked)))


def _purged(output: Path, folder: str, ledger: Ledger) -> tuple[list[str], list[Path], list[Path]]:
    """The names of what was removed from a folder, what was left there, and links there."""
    home = output / folder
    gone, kept, links = [], [], []
    for each in ledger.files(folder):
        path = home / each.name
        if path.exists() and (link := way_out(output, path)):
            links.append(link)
        elif path.exists() and not each.is_ours(path):
            kept.append(path)
        else:
            remove(path)
            gone.append(each.name)
    if folder:
        sweep(output, home)
    ledger.forget(folder, [*gone, *(path.name for path in kept)])
    if folder and not way_out(output, home) and home.is_dir() and not any(home.iterdir()):
        home.rmdir()
    return gone, kept, links
