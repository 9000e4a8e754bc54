"""What can go wrong, in the user's words: values that carry file, line, column and a hint."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, NoReturn, Self

from generator.spelling import nearest

Loc = tuple[str | int, ...]
"""The way to a value inside a file: keys and list positions from the top."""

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """A spot in a file; lines and columns count from 1, and 0 means the file as a whole."""

    line: int = 0
    column: int = 0

    @classmethod
    def at(cls, text: str, start: int, first_line: int = 1) -> "Place":
        """The spot of a character (from 0) of a text that begins at ``first_line`` of a file."""
        return cls(text.count("\n", 0, start) + first_line, start - text.rfind("\n", 0, start))


class Source(NamedTuple):
    """Where the values of one file stand, so that a later stage can still point at them."""

    path: Path
    values: Mapping[Loc, Place] = MappingProxyType({})
    keys: Mapping[Loc, Place] = MappingProxyType({})

    def place(self, loc: Loc) -> Place:
        """The place of a value, or of the nearest thing around it that is in the file.

        What is not in the file at all has none; its first line would say nothing.
        """
        for end in range(len(loc), 0, -1):
            if loc[:end] in self.values:
                return self.values[loc[:end]]
        return Place() if loc else self.values.get((), Place())

    def below(self, key: str) -> "Source":
        """Where the values below one key stand, by the way from there."""
        values = {loc[1:]: place for loc, place in self.values.items() if loc[:1] == (key,)}
        keys = {loc[1:]: place for loc, place in self.keys.items() if loc[:1] == (key,)}
        return Source(self.path, values, keys)

    def problem(
        self, message: str, loc: Loc = (), hint: str = "", *, at_key: bool = False
    ) -> "Problem":
        """A problem with the value (or with the key itself) that stands at ``loc``."""
        place = self.keys.get(loc, self.place(loc)) if at_key else self.place(loc)
        return Problem(self.path, place, message, hint)


class Problem(NamedTuple):
    """One thing that is wrong, and what to do about it."""

    path: Path
    place: Place
    message: str
    hint: str = ""
    severity: Severity = "error"
    rule: str = ""
    """The id of the rule that says so, where one does."""

    def as_warning(self) -> "Problem":
        """The same remark, for something that does not stop the build."""
        return self._replace(severity="warning")


def unreadable(path: Path, error: OSError) -> Problem:
    """That a file cannot be read, in the words of the system."""
    message = f"This file cannot be read: {(error.strerror or str(error)).lower()}."
    return Problem(path, Place(), message)


class AskwellError(Exception):
    """Problems that stop a build. The exit code is the shell's view of which sort they are."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("; ".join(problem.message for problem in self.problems))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        """The same in another process, which Python would make of the message."""
        return type(self), (self.problems,)


class InputError(AskwellError):
    """Something the user wrote is wrong: content, a template, a theme."""


class LimitError(AskwellError):
    """The input is right, but a limit of a kind cannot be kept (pages, words, characters)."""

    exit_code = 3


class Refused(ValueError):
    """A value that its field cannot take. ``key`` names the field, where several are looked at."""

    def __init__(self, message: str, hint: str = "", key: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.key = key


def refuse(message: str, hint: str = "", key: str = "") -> NoReturn:
    """Raise ``Refused``."""
    raise Refused(message, hint, key)


class WrongUsage(Exception):
    """What was asked for cannot be done as it was said; the message is the beginning of a sentence.

    Nothing was done. The exit code is that of a wrong option.
    """


WHERE = {"interview": "Each interview is a file in content/interviews/."}
"""Where names are that are too many to list, or none yet."""


class UnknownName(WrongUsage):
    """A name on the command line that is not there."""

    def __init__(self, what: str, name: str, names: Iterable[str], more: str = "") -> None:
        plural = {"category": "categories"}.get(what, f"{what}s")
        hint = nearest(name, names, f"the {plural} are") or WHERE.get(what, "")
        super().__init__(" ".join(filter(None, (f"there is no {what} “{name}”.", hint, more))))


def must_be_known(what: str, names: Iterable[str], known: Collection[str]) -> None:
    """Refuse each name on the command line that is not there.

    Raises:
        UnknownName: with the nearest of the names that there are.
    """
    for name in names:
        if name not in known:
            raise UnknownName(what, name, known)


class EngineMissing(Exception):
    """The PDF engine cannot start on this machine; the message is the engine's own."""
