"""A kind of document: its folder becomes a value, or every problem that it has."""

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from generator.documents import COUNTED, PARTS, Deadline, files_of
from generator.errors import InputError, Loc, Place, Problem, Source
from generator.load.folders import first, required
from generator.load.folders import names as folder_names
from generator.model import (
    ByField,
    Catalog,
    Example,
    Interview,
    Kind,
    Policy,
    Seeker,
)
from generator.model.base import Content
from generator.model.facts import OWNERS, Facts
from generator.reading import read
from generator.reading.shape import Shape
from generator.spelling import nearest

TEMPLATES = {".j2", ".html", ".jinja", ".jinja2", ".md", ".txt"}
"""Endings of what may be meant as a template: others are style sheets, pictures and copies."""


def read_kind(folders: list[Path], name: str, channels: Collection[str]) -> tuple[Kind, Source]:
    """The kind of a name, and where it is described.

    Raises:
        InputError: kind.yaml is missing or wrong, or names what is not there.
    """
    kind, source = read(Kind, required(folders, "kinds", name, "kind.yaml"), name=name)
    problems = [
        *_slips(folders, name),
        *_unknown(kind, source, channels, folders),
        *_idle(kind, source, folders),
    ]
    if kind.name != name:
        message, hint = "The name of a kind is the name of its folder.", "Delete this line."
        problems.append(source.problem(message, ("name",), hint, at_key=True))
    if problems:
        raise InputError(problems)
    return kind.model_copy(update={"example": _example(folders, name)}), source


def _slips(folders: list[Path], name: str) -> Iterator[Problem]:
    """Each file whose name begins as that of a part, and of which no part would be made."""
    files = [file for part in PARTS for file in files_of(part)]
    stems = {part.partition(".")[0] for part in PARTS}
    found = (path for folder in folders for path in (folder / "kinds" / name).glob("*.*"))
    for path in sorted(found):
        known = path.name in files or path.suffix not in TEMPLATES
        if not known and path.name.partition(".")[0].lower() in stems:
            message = f"No part of a document is made of a file “{path.name}”."
            hint = nearest(path.name, files)
            yield Problem(path, Place(), message, hint)


def _unknown(
    kind: Kind, source: Source, channels: Collection[str], folders: list[Path]
) -> Iterator[Problem]:
    """Channels and fields that a kind names and that are not there."""
    for i, channel in enumerate(kind.channels):
        if channel not in channels:
            hint = nearest(channel, channels, "the channels are")
            yield source.problem(f"There is no channel “{channel}”.", ("channels", i), hint)
    for loc, path in _paths(kind):
        yield from _no_field(path, source, loc, folders)
    for loc, path, value in _values(kind):
        yield from _never(path, value, source, loc)


def _idle(kind: Kind, source: Source, folders: list[Path]) -> Iterator[Problem]:
    """Limits of a text that there is none of: they would keep nothing short."""
    for part, keys in COUNTED.items():
        given = [key for key in keys if getattr(kind.limits, key) is not None]
        files = (first(folders, f"kinds/{kind.name}/{file}") for file in files_of(part))
        if not given or any(path.is_file() for path in files):
            continue
        for key in given:
            message = f"“{key}” limits the text of {part}.j2, and this kind has no such template."
            hint = "Add it, or take the limit out; what is printed has a limit of “pages”."
            yield source.problem(message, ("limits", key), hint, at_key=True)


def _paths(kind: Kind) -> Iterator[tuple[Loc, str]]:
    """Every path to a field that a kind names, and where it does."""
    for group in ("requires", "suits"):
        for path in getattr(kind, group):
            yield (group, path), path
    yield ("recipient",), f"{kind.recipient}.email"
    for heading, path in kind.columns.items():
        yield ("columns", heading), path
    for key, limit in kind.limits:
        if isinstance(limit, ByField):
            yield ("limits", key, "field"), limit.field
            numbers = limit.values.items()
            yield from (
                (("limits", key, name), each) for name, each in numbers if isinstance(each, str)
            )
        elif isinstance(limit, str):
            yield ("limits", key), limit
    for key, value in kind.due or ():
        if key in {"days", "every", "late", "most", "needs", "until"} and isinstance(value, str):
            yield ("due", key), value


def _values(kind: Kind) -> Iterator[tuple[Loc, str, str]]:
    """Every value of a field on which something depends, with the path of the field."""
    for path, values in kind.suits.items():
        yield from ((("suits", path, i), path, value) for i, value in enumerate(values))
    for key, limit in kind.limits:
        if isinstance(limit, ByField):
            yield from ((("limits", key, value), limit.field, value) for value in limit.values)


def late_at_once(catalog: Catalog, policy: Policy) -> Iterator[Problem]:
    """Each document that is due after it is late, because of a number of the policy.

    Where both numbers stand in one file, that file was refused.
    """
    for name, kind in catalog.kinds.items():
        if not kind.due or not kind.due.after:
            continue
        numbers = kind.due.days, kind.due.late
        days, late = map(Facts(policy=policy).number, numbers)
        if days is not None and late is not None and days > late:
            message = f"This is day {days}, and from day {late} on it is late (“late”)."
            hint = "Make this one lower, or the other one higher."
            yield catalog.sources[name].problem(message, ("due", "days"), hint)


def _never(path: str, value: str, source: Source, loc: Loc) -> Iterator[Problem]:
    """A value that a field with a fixed set of them cannot have; what is not said is “None”."""
    owner, _, rest = path.partition(".")
    model: type[Content] = OWNERS.get(owner, Interview)
    names = rest if owner in OWNERS else path
    choices = Shape(model).choices(tuple(names.split(".")))
    if choices and value not in {*choices, "None"}:
        hint = nearest(value, choices, "it can be")
        yield source.problem(f"“{path}” is never “{value}”.", loc, hint, at_key=loc[0] == "limits")


def _no_field(path: str, source: Source, loc: Loc, folders: list[Path]) -> Iterator[Problem]:
    """The first step of a path such as ``contact.email`` that leads nowhere."""
    owners = [*OWNERS, "next"] if loc[0] == "columns" else [*OWNERS]
    owner, _, rest = path.partition(".")
    names = (rest if owner in owners else path).split(".")
    for end, name in enumerate(names):
        known = _keys(owner if owner in owners else "", tuple(names[:end]), folders)
        if name not in known:
            message = f"There is no “{name}” in “{path}”."
            choices = [*known, *owners] if name == owner else known
            hint = nearest(name, choices, "it can be")
            if "." not in path and loc[0] in {"limits", "due"}:
                message = f"“{path}” is no number, and no field is called so."
                hint = hint or "Write figures alone, such as 20."
            yield source.problem(message, loc, hint, at_key=loc[0] in {"requires", "suits"})
            return


def _keys(owner: str, above: tuple[str, ...], folders: list[Path]) -> list[str]:
    """What may follow in a path on the steps above, of one of the owners or of the interview."""
    if owner == "next":
        return [] if above else list(Deadline._fields)
    if not owner and above == ("sent",):
        return folder_names(folders, "kinds")
    return _readable(owner, above)


@cache
def _readable(owner: str, above: tuple[str, ...]) -> list[str]:
    return list(Shape(OWNERS.get(owner, Interview)).readable(above))


def _example(folders: list[Path], name: str) -> Example | None:
    interview = first(folders, f"kinds/{name}/example/interview.yaml")
    if not interview.is_file():
        return None
    seeker = required(folders, "kinds", name, "example/seeker.yaml")
    return Example(seeker=read(Seeker, seeker)[0], interview=read(Interview, interview, id="")[0])
