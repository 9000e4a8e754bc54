"""Steps and question categories: collections in one file or in a folder, with the pack behind."""

import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.errors import Loc, Place, Problem, Source
from generator.load.gather import Gather
from generator.model import BankFile, Category, Step, StepsFile
from generator.project import Project
from generator.reading import Outline, read

STEPS = Outline(prose="body", bullets="tips", tasks="checklist", items="steps")
BANK = Outline(prose="description", bullets="questions", probes="probes", items="categories")

M = TypeVar("M", StepsFile, BankFile)
N = TypeVar("N", Step, Category)


def read_steps(project: Project, gather: Gather) -> tuple[Step, ...]:
    """Every step, in order."""
    found: list[Step] = []
    once = _Once("step", project, gather)
    for file, source in _files(project, "steps", StepsFile, STEPS, gather):
        for i, step in enumerate(file.steps):
            found.append(step)
            once.see(step.id, source, ("steps", i))
    return _numbered(found)


def read_bank(project: Project, gather: Gather) -> tuple[Category, ...]:
    """Every category with its questions, in order."""
    found: list[Category] = []
    once = _Once("category", project, gather)
    once_each = _Once("question", project, gather)
    for file, source in _files(project, "questions", BankFile, BANK, gather):
        for i, category in enumerate(file.categories):
            found.append(category)
            once.see(category.id, source, ("categories", i))
            for j, question in enumerate(category.questions):
                once_each.see(question.id, source, ("categories", i, "questions", j))
    return _numbered(found)


def _files(
    project: Project, name: str, model: type[M], outline: Outline, gather: Gather
) -> Iterator[tuple[M, Source]]:
    """What can be read of a collection. A file of its own gives its name to the item in it."""
    for path in _collection(project, name, gather):
        given = {} if path.stem == name else {"id": path.stem}
        if found := gather.trying(partial(read, model, path, outline, **given)):
            yield found


class _Once:
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
        other, hint = "this file", f"Give one of them another id, such as {{#{name}-2}}."
        if first.path != source.path:
            other, hint = first.path.name, "Give one of them another id, or delete it."
        if not source.path.is_relative_to(self.project.content):
            # What the user can change is their own file, which was read before the pack's.
            other = f"the built-in {source.path.name}"
            hint = f"Give this one another id; a file {source.path.name} replaces the built-in one."
            source, loc = first, where
        message = f"The {self.what} “{name}” is in {other} already."
        self.gather.problems.append(source.problem(message, loc, hint))


def _collection(project: Project, name: str, gather: Gather) -> list[Path]:
    """One file that is the whole collection, or else a folder with the pack's behind it."""
    whole = gather.only(project.one(name, fall_back=False))
    if whole is None:
        return project.many(name, fall_back=True)
    if project.many(name, fall_back=False) and project.root != project.pack:
        message = f"There is both {whole.name} and a folder “{name}”."
        hint = f"{whole.name} stands for all of them; keep the file or the folder."
        gather.problems.append(Problem(whole, Place(), message, hint))
    return [whole]


def _numbered(items: list[N]) -> tuple[N, ...]:
    """In the order of their numbers; those without one follow in the order of reading."""
    return tuple(sorted(items, key=lambda item: math.inf if item.number is None else item.number))
