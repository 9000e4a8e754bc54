"""Tool: the versions of what documents are made with; a font package counts, too."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from generator import __version__

if TYPE_CHECKING:
    from importlib.metadata import Distribution

OURS = ("askwell", "weasyprint")
PACKAGE = re.compile(r"[\w.-]+", re.ASCII)
VERSION = re.compile(r"^Version: (.+)$", re.MULTILINE)


@cache
def versions() -> tuple[str, ...]:
    """Ours, and those of the packages that askwell and its PDF engine cannot do without."""
    return tuple(_versions())


def _versions() -> Iterator[str]:
    # Loaded only when asked for: it takes as long as reading the content.
    from importlib.metadata import PackageNotFoundError, distribution, requires  # noqa: PLC0415

    yield __version__
    for package in OURS:
        with suppress(PackageNotFoundError):
            for text in requires(package) or ():
                name = PACKAGE.match(text)
                if name and "extra ==" not in text:
                    with suppress(PackageNotFoundError):  # only other systems need it
                        yield f"{name[0]} {_version(distribution(name[0]))}"


def _version(package: "Distribution") -> str:
    """The version of a package, by its line: to parse all that it says of itself takes long."""
    line = VERSION.search(package.read_text("METADATA") or "")
    return line[1] if line else package.version
