"""A collection of content: in one file, or in a folder with the pack's behind it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.errors import Loc, Place, Problem, Source
from generator.load.gather import Gather
from generator.model.base import Content
from generator.project import Project
from generator.reading import Outline, read

M = TypeVar("M", bound=Content)


def files(
    project: Project, name: str, model: type[M], outline: Outline, gather: Gather
) -> Iterator[tuple[M, Source]]:
    """What can be read of a collection. A file of its own gives its name to the item in it."""
    for path in _paths(project, name, gather):
        given = {} if path.stem == name else {"id": path.stem}
        if found := gather.trying(partial(read, model, path, outline, **given)):
            yield found
        else:
            gather.unread.add(name)


class Once:
    """Sees to it that an id is there only once."""

    def __init__(self, what: str, project: Project, gather: Gather) -> None:
        self.what = what
        self.project = project
        self.gather = gather
        self.seen: dict[str, tuple[Source, Loc]] = {}

    def see(self, name: str, source: Source, loc: Loc) -> None:
        """Take note of an id, or complain that it was seen before."""
        if name not in self.seen:
            self.seen[name] = source, loc
            return
        first, where = self.seen[name]
        written = f"{{#{name}-2}}" if source.path.suffix == ".md" else f"id: {name}-2"
        other, hint = "this file", f"Give one of them another id, such as {written}."
        if first.path != source.path:
            other, hint = first.path.name, "Give one of them another id, or delete it."
        if not source.path.is_relative_to(self.project.content):
            # Told at the user's own file, which was read before the pack's and can be changed.
            other = f"the built-in {source.path.name}"
            hint = f"Give this one another id; a file {source.path.name} replaces the built-in one."
            source, loc = first, where
        message = f"The {self.what} “{name}” is in {other} already."
        self.gather.problems.append(source.problem(message, loc, hint))


def _paths(project: Project, name: str, gather: Gather) -> list[Path]:
    """One file that is the whole collection, or else a folder with the pack's behind it."""
    whole = gather.only(project.one(name, fall_back=False))
    if whole is None:
        return project.many(name, fall_back=True)
    if project.many(name, fall_back=False) and project.root != project.pack:
        message = f"There is both {whole.name} and a folder “{name}”."
        hint = f"{whole.name} stands for all of them; keep the file or the folder."
        gather.problems.append(Problem(whole, Place(), message, hint))
    return [whole]
