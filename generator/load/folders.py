"""Where a file of ``templates/`` is: in the project, else in the pack."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.spelling import nearest


def names(folders: Sequence[Path], group: str) -> list[str]:
    """The names of the folders of a group, wherever a file of them is."""
    found = {
        path.name
        for folder in folders
        if (folder / group).is_dir()
        for path in (folder / group).iterdir()
        if path.is_dir() and path.name[0] not in "._"
    }
    return sorted(found)


def files(folders: Sequence[Path], group: str) -> list[Path]:
    """The YAML files of a group, each of the project, else of the pack; by their names."""
    found = {path.stem: path for f in reversed(folders) for path in (f / group).glob("[!._]*.yaml")}
    return [found[name] for name in sorted(found)]


def first(folders: Sequence[Path], name: str) -> Path:
    """A template file: of the project, else of the pack."""
    return next((f / name for f in folders if (f / name).is_file()), folders[0] / name)


def required(folders: Sequence[Path], group: str, name: str, file: str) -> Path:
    """A file that each folder of a group has.

    Raises:
        InputError: it is not there; perhaps the folder's name is a slip.
    """
    path = first(folders, f"{group}/{name}/{file}")
    if not path.is_file():
        message = f"This file is missing: each folder in templates/{group} needs one."
        others = (n for n in names(folders, group) if _has(folders, f"{group}/{n}/{file}"))
        beside = next((f.name for f in _beside(folders, f"{group}/{name}", file)), "")
        hint = f"“{beside}” lies beside it: call that {file}." if beside else ""
        hint = hint or nearest(name, others, f"the {group} there are")
        raise InputError([Problem(path, Place(), message, hint)])
    return path


def _beside(folders: Sequence[Path], name: str, file: str) -> Iterator[Path]:
    """The files of a folder that are called almost so: with another ending, or with capitals."""
    for folder in folders:
        for path in sorted((folder / name).glob("*.*")):
            if path.name.partition(".")[0].lower() == file.partition(".")[0]:
                yield path


def _has(folders: Sequence[Path], name: str) -> bool:
    return first(folders, name).is_file()
