"""Reading on after a mistake, so that all mistakes can be shown together."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ParamSpec, TypeVar

from generator.errors import InputError, Place, Problem

P = ParamSpec("P")
T = TypeVar("T")


class Gather:
    """Collects the problems of what is read through it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        """Collections with a file that could not be read: what they seem to lack may be in it."""

    def trying(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """The result, or ``None`` and the problems kept."""
        try:
            return do(*args, **kwargs)
        except InputError as error:
            self.problems += error.problems
            return None

    def missing(self, problems: Iterable[Problem], *collections: str) -> None:
        """Keep problems about what some collections lack, if all of them could be read."""
        if self.unread.isdisjoint(collections):
            self.problems += problems

    def only(self, paths: list[Path]) -> Path | None:
        """The one path there is, if any; a second is a problem."""
        if len(paths) > 1:
            names = " and ".join(path.name for path in paths)
            message = f"There are both {names}."
            self.problems.append(Problem(paths[0], Place(), message, "Keep one of them."))
        return paths[0] if paths else None
