"""A kind of document: its folder becomes a value, or every problem that it has."""

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.errors import InputError, Loc, Problem, Source, nearest
from generator.load.folders import first, required
from generator.model import ByField, Example, Interview, Kind, Organization, Seeker
from generator.model.base import Content
from generator.reading import read
from generator.reading.shape import Shape

OWNERS: dict[str, type[Content]] = {"seeker": Seeker, "organization": Organization}
"""What a dotted path may begin with; without one of them it begins in the interview."""


def read_kind(folders: list[Path], name: str, channels: Collection[str]) -> tuple[Kind, Source]:
    """The kind of a name, and where it is described.

    Raises:
        InputError: kind.yaml is missing or wrong, or names what is not there.
    """
    kind, source = read(Kind, required(folders, "kinds", name, "kind.yaml"), name=name)
    problems = [*_unknown(kind, source, channels)]
    if kind.name != name:
        message, hint = "The name of a kind is the name of its folder.", "Delete this line."
        problems.append(source.problem(message, ("name",), hint, at_key=True))
    if problems:
        raise InputError(problems)
    return kind.model_copy(update={"example": _example(folders, name)}), source


def _unknown(kind: Kind, source: Source, channels: Collection[str]) -> Iterator[Problem]:
    """Channels and fields that a kind names and that are not there."""
    for i, channel in enumerate(kind.channels):
        if channel not in channels:
            hint = nearest(channel, channels, "the channels are")
            yield source.problem(f"There is no channel “{channel}”.", ("channels", i), hint)
    for path in kind.requires:
        yield from _no_field(path, source, ("requires", path))
    if isinstance(kind.limits.characters, ByField):
        yield from _no_field(
            kind.limits.characters.field, source, ("limits", "characters", "field")
        )


def _no_field(path: str, source: Source, loc: Loc) -> Iterator[Problem]:
    """The first step of a path such as ``contact.email`` that leads nowhere."""
    owner, _, rest = path.partition(".")
    shape = Shape(OWNERS.get(owner, Interview))
    names = (rest if owner in OWNERS else path).split(".")
    for end, name in enumerate(names):
        known = shape.keys(tuple(names[:end]))
        if name not in known:
            message = f"There is no “{name}” in “{path}”."
            choices = [*known, *OWNERS] if name == owner else known
            yield source.problem(
                message, loc, nearest(name, choices, "it can be"), at_key=loc[0] == "requires"
            )
            return


def _example(folders: list[Path], name: str) -> Example | None:
    interview = first(folders, f"kinds/{name}/example/interview.yaml")
    if not interview.is_file():
        return None
    seeker = required(folders, "kinds", name, "example/seeker.yaml")
    return Example(
        seeker=read(Seeker, seeker)[0], interview=read(Interview, interview, id="example")[0]
    )
