"""Stage (typeset): one module per channel, composition → bytes. Found by listing this folder."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from generator.documents import Artifact, Composition
from generator.errors import InputError, Problem


class Channel(Protocol):
    """What each module here offers."""

    PART: str
    """The part of a composition that it cannot do without."""

    def typeset(self, composition: Composition) -> Artifact:
        """The bytes of one file."""


def names() -> list[str]:
    """The channels there are; nothing is imported in order to know them."""
    return sorted(module.name for module in iter_modules(__path__))


def typeset(composition: Composition, name: str) -> Artifact:
    """One file of a document.

    Raises:
        InputError: the kind has no template for this channel.
        EngineMissing: the channel's engine cannot start on this machine.
    """
    return _channel(composition, name).typeset(composition)


def lacking(composition: Composition) -> Iterator[Problem]:
    """Channels of the kind that it has no template for."""
    for name in composition.selection.kind.channels:
        try:
            _channel(composition, name)
        except InputError as error:
            yield from error.problems


def _channel(composition: Composition, name: str) -> Channel:
    channel = cast("Channel", import_module(f"{__name__}.{name}"))
    if channel.PART not in composition.parts:
        kind = composition.selection.kind.name
        message = f"The kind “{kind}” has the channel “{name}”, but no {channel.PART}.j2."
        hint = "Add that template, or take the channel out of kind.yaml."
        raise InputError([composition.selection.kind_source.problem(message, ("channels",), hint)])
    return channel
