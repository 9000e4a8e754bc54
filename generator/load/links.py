"""Files of a project that are somewhere else: whoever sends one could have any file published."""

import os
from collections.abc import Iterator
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.load.stray import FOLDERS
from generator.project import SUFFIXES, Project

HINT = "Put a copy in the place of the link."


def refuse_links(project: Project) -> None:
    """See that all that is read is in the folder that it seems to be in.

    The folders themselves may be links, as those are that a cloud keeps.

    Raises:
        InputError: a file or folder is elsewhere; it was not looked into.
    """
    content = (path for path in _leading_out(project.content) if _is_read(path))
    found = [*content, *_leading_out(project.root / "templates")]
    if found:
        raise InputError(_problem(project, path) for path in found)


def _leading_out(folder: Path) -> Iterator[Path]:
    """Every link below a folder that leads out of it. None is followed."""
    home = Path(os.path.realpath(folder))
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            # Path.resolve fails where links lead to each other; os.path.realpath does not.
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(home):
                yield path


def _is_read(path: Path) -> bool:
    """Whether something of the content folder is read; pictures are looked at when they are."""
    return path.name[0] not in "_." and (path.suffix in SUFFIXES or path.name in FOLDERS)


def _problem(project: Project, path: Path) -> Problem:
    name = path.relative_to(project.root).parts[0]
    return Problem(path, Place(), f"This is a link that leads out of the {name} folder.", HINT)
