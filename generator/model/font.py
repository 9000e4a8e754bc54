"""Font files, as they are named and as they are found."""

from pathlib import Path
from typing import Literal, NamedTuple

from generator.model.base import Content, Family, FileName, Package


class Font(Content):
    """One font file: in a fontpkg package, or in the theme's folder."""

    family: Family
    file: FileName
    package: Package | None = None
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"
    web: bool = True
    """Whether web pages carry it. A large fallback is for print only."""


class Face(NamedTuple):
    """One font file that has been found."""

    family: str
    weight: int
    style: str
    path: Path
    web: bool
    package: str | None = None
    """Where it is that of an installed one, the same for all projects."""
