"""YAML 1.2 → a tree. Only the structure is taken; the parsers' events know where they stand.

Two parsers, because ``askwell check`` reads dozens of files each time it starts: libyaml is
quick, and ruamel.yaml reads what libyaml refuses, or says why nobody can. Where they differ is in
the types that they give to plain words, and no types are taken from either.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

import yaml

from generator.errors import InputError, Loc, Place, Problem
from generator.reading.tree import Data, Tree

Quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's wheels carry libyaml; a build without it reads the same, slowly."""


class Event(Protocol):
    """What both parsers' events have; ``value`` and ``style`` only where they are scalars."""

    start_mark: yaml.Mark
    end_mark: yaml.Mark
    value: str
    style: str | None
    """``None`` or empty for a plain word."""


FRAME = {"StreamStartEvent", "StreamEndEvent", "DocumentStartEvent", "DocumentEndEvent"}
ONE_FRAME = len(FRAME)
DEEPEST = 20
"""Levels; the deepest file that askwell knows has six."""

ODD_SPACE = re.compile(r"^ *(?P<space>[^\S \t\n])", re.MULTILINE)
NO_COMMENT = re.compile(r"[ \t]+(?=#[^\s#])")
"""A “#” that more likely belongs to the text before it: ``Hall #210``, ``color: #1746a2``."""

IN_QUOTES = 'A text with a comma or a colon in it has to be in quotation marks: "…".'


def parse(text: str, path: Path, first_line: int = 1) -> Tree:
    """The tree of a YAML text that begins at ``first_line`` of the file.

    Raises:
        InputError: a syntax error, a key written twice, an anchor or alias, a second document.
    """
    tree = Tree(path, None, {(): Place(first_line, 1)})
    if problems := _odd_spaces(text, path, first_line):
        raise InputError(problems)
    tree.data = _Walk(tree, problems, text, first_line).root()
    if problems:
        raise InputError(problems)
    return tree


def _events(text: str, path: Path, first_line: int) -> list[Event]:
    """The events of one document: scalars, and where mappings and sequences begin and end."""
    try:
        events = cast("list[Event]", list(iter(Quick(text).get_event, None)))
    except (yaml.YAMLError, ValueError):
        events = []
    inner = [event for event in events if _kind(event) not in FRAME]
    # One document is framed by two events of the stream and two of its own; more are a second one.
    if len(events) - len(inner) > ONE_FRAME or not events:
        from generator.reading import syntax  # noqa: PLC0415 - only a mistake needs it

        events = syntax.events(text, path, first_line)
        inner = [event for event in events if _kind(event) not in FRAME]
    return inner


def _kind(event: object) -> str:
    """``ScalarEvent``, ``MappingStartEvent`` …: both parsers have the same names."""
    return type(event).__name__


def _odd_spaces(text: str, path: Path, first_line: int) -> list[Problem]:
    """Spaces from a web page or Word look like indentation and are none."""
    message, hint = "This line begins with a special space.", "Type ordinary spaces in its place."
    return [
        Problem(path, Place.at(text, found.start("space"), first_line), message, hint)
        for found in ODD_SPACE.finditer(text)
    ]


class _Walk:
    """One pass over the events: data out, places noted, problems collected."""

    def __init__(self, tree: Tree, problems: list[Problem], text: str, first_line: int) -> None:
        self.tree = tree
        self.problems = problems
        self.lines = text.split("\n")
        self.first_line = first_line
        self.events = iter(_events(text, tree.path, first_line))

    def root(self) -> Data:
        """The data of the whole text; ``None`` if there is nothing but comments."""
        event = next(self.events, None)
        return self.data(event, ()) if event else None

    def data(self, event: Event, loc: Loc) -> Data:
        """The data that begin with an event."""
        self.tree.values[loc] = self.place(event.start_mark)
        if reason := self.refusal(event, loc):
            # An alias has an anchor, which was refused already: that is told once.
            if not (_kind(event) == "AliasEvent" and self.problems):
                self.complain(event.start_mark, *reason)
            self.skip(event)
            return None
        if _kind(event) == "MappingStartEvent":
            return self.mapping(loc)
        if _kind(event) == "SequenceStartEvent":
            return [self.data(each, (*loc, i)) for i, each in enumerate(self.children())]
        return self.scalar(event)

    def refusal(self, event: Event, loc: Loc) -> tuple[str, str] | None:
        """Why a value is not taken, and a hint: an anchor, an alias or a tag; too many levels."""
        mark = event.start_mark
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        if line[mark.column : mark.column + 1] in {"&", "*", "!"}:
            from generator.reading import syntax  # noqa: PLC0415 - only a mistake needs it

            return syntax.beginning(line[mark.column])
        if len(loc) > DEEPEST:
            return "There are too many levels here.", "Use fewer brackets or less indentation."
        return None

    def children(self) -> Iterator[Event]:
        """The first event of each part of a mapping or a sequence; the rest is read between."""
        while not _kind(event := next(self.events)).endswith("EndEvent"):
            yield event

    def skip(self, event: Event) -> None:
        """Pass over all that belongs to an event."""
        depth = int(_kind(event).endswith("StartEvent"))
        while depth:
            kind = _kind(next(self.events))
            depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")

    def mapping(self, loc: Loc) -> Data:
        found: dict[str, Data] = {}
        for event in self.children():
            place = self.place(event.start_mark)
            if _kind(event) != "ScalarEvent":
                hint = "Write a word and a colon: “name: …”."
                self.complain(event.start_mark, "This cannot be a key.", hint)
                self.skip(event)
                self.skip(next(self.events))
                continue
            key = str(event.value)
            if key in found:
                hint = f"It is on line {self.tree.keys[*loc, key].line} already; keep one of them."
                self.complain(event.start_mark, f"“{key}” is written twice.", hint)
            self.tree.keys[*loc, key] = place
            found[key] = self.data(next(self.events), (*loc, key))
            if found[key] is None and self.lacks_colon(event.end_mark):
                self.complain(event.start_mark, f"There is no colon after “{key}”.", IN_QUOTES)
            elif found[key] is None:
                # A parser gives an empty value the place of whatever comes next.
                self.tree.values[*loc, key] = place
                self.comment(event.end_mark, skip=1)
        return found

    def lacks_colon(self, end: yaml.Mark) -> bool:
        """Whether a key stands alone, as between braces it may: perhaps a text was cut in two."""
        return self.lines[end.line][end.column :].lstrip()[:1] in {",", "}"}

    def scalar(self, event: Event) -> Data:
        plain = not event.style
        if plain and event.value in {"", "~", "null"}:
            return None
        if plain:
            self.comment(event.end_mark)
            self.swallowed(event)
        return str(event.value)

    def comment(self, end: yaml.Mark, skip: int = 0) -> None:
        """Words after a “#” would be lost without a word."""
        lost = NO_COMMENT.match(self.lines[end.line], end.column + skip)
        if lost:
            message = "What stands after “#” is left out as a comment."
            hint = "Put the whole text in quotation marks; a real comment has a space after “#”."
            place = Place(end.line + self.first_line, lost.end() + 1)
            self.problems.append(Problem(self.tree.path, place, message, hint))

    def swallowed(self, event: Event) -> None:
        """A list entry that is indented too far becomes part of the text above it."""
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
            line = self.lines[number]
            if line.lstrip().startswith("- "):
                from generator.reading import syntax  # noqa: PLC0415 - only a mistake needs it

                message = "This entry is indented further than the line above it."
                place = Place(number + self.first_line, len(line) - len(line.lstrip()) + 1)
                self.problems.append(Problem(self.tree.path, place, message, syntax.SAME_COLUMN))

    def place(self, mark: yaml.Mark) -> Place:
        return Place(mark.line + self.first_line, mark.column + 1)

    def complain(self, mark: yaml.Mark, message: str, hint: str) -> None:
        self.problems.append(Problem(self.tree.path, self.place(mark), message, hint))
