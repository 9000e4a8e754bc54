"""Stage (typeset): one module per channel, composition → bytes. Found by listing this folder."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from generator.documents import Artifact, Composition
from generator.errors import InputError, Problem


class Channel(Protocol):
    """What each module here offers; with ``IN_EDITIONS = True`` it makes a file an edition."""

    PART: str
    """The part of a composition that it cannot do without; ``ALSO`` may name others."""

    def typeset(self, composition: Composition) -> Artifact:
        """The bytes of one file."""


def names() -> list[str]:
    """The channels there are; nothing is imported in order to know them."""
    return sorted(module.name for module in iter_modules(__path__))


def needed(channels: Iterable[str]) -> set[str]:
    """The parts of a composition that these channels cannot do without."""
    return {_channel(name).PART for name in channels}


def lacking(composition: Composition) -> Iterator[Problem]:
    """The templates that the kind's channels need and that it does not have, each once."""
    named = composition.selection.kind.channels
    missing = {part: name for name in reversed(named) if (part := _lacks(composition, name))}
    yield from (_problem(composition, name, part) for part, name in missing.items())


def typeset(composition: Composition, name: str) -> Iterator[Artifact]:
    """The file of a document in a channel; one for each edition, where the channel has them.

    Raises:
        InputError: the kind has no template for this channel.
        EngineMissing: the channel's engine cannot start on this machine.
    """
    if part := _lacks(composition, name):
        raise InputError([_problem(composition, name, part)])
    channel = _channel(name)
    in_editions = getattr(channel, "IN_EDITIONS", False)
    each = composition.in_editions() if in_editions else [composition]
    yield from map(channel.typeset, each)


@cache
def _channel(name: str) -> Channel:
    return cast("Channel", import_module(f"{__name__}.{name}"))


def _lacks(composition: Composition, name: str) -> str:
    """The part that a channel cannot do without and that there is none of, or ""."""
    channel = _channel(name)
    parts = channel.PART, *getattr(channel, "ALSO", ())
    return next((part for part in parts if part not in composition.parts), "")


def _problem(composition: Composition, name: str, part: str) -> Problem:
    kind, source = composition.selection.kind.name, composition.selection.kind_source
    message = f"The kind “{kind}” has the channel “{name}”, but no {part}.j2."
    hint = "Add that template, or take the channel out of kind.yaml."
    return source.problem(message, ("channels",), hint)
