"""Font files: of an installed package, or of a folder."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from generator.errors import InputError, Loc, Source
from generator.model import Face, Font
from generator.spelling import nearest

SIGNATURES = {b"\0\1\0\0", b"true", b"OTTO", b"wOFF", b"wOF2"}
"""What a font file begins with (OpenType, Organization of an OpenType Font; W3C, WOFF 2.0)."""
FONTS, SLIP = "fontpkg_", 0.9
"""How the names of packages with fonts begin, and how like one of them a slip is, from 0 to 1."""
KINDS = "Take a .ttf, .otf, .woff or .woff2 file with one font in it."


def find_face(font: Font, folders: Sequence[Path], where: str, source: Source, loc: Loc) -> Face:
    """The font with its file found: in its package, or in the first of the folders that has it.

    Raises:
        InputError: it is not there; ``where`` says in words where it was looked for.
    """
    if font.package:
        folders, where = [_package(font.package, (*loc, "package"), source)], font.package
    paths = [folder / font.file for folder in folders]
    path = next((each for each in paths if each.is_file()), None)
    if path is None:
        message = f"There is no font file “{font.file}” in {where}."
        others = [each.name for each in folders[0].glob("*.[ot]tf")]
        hint = nearest(font.file, others, "there are") or "Copy the file there."
        raise InputError([source.problem(message, (*loc, "file"), hint)])
    with path.open("rb") as file:
        if file.read(4) not in SIGNATURES:
            message = f"“{font.file}” is not a font file."
            raise InputError([source.problem(message, (*loc, "file"), KINDS)])
    return Face(font.family, font.weight, font.style, path.absolute(), font.web, font.package)


def _package(name: str, loc: Loc, source: Source) -> Path:
    """The folder with the fonts of an installed package."""
    package = find_spec(name)
    if package and package.submodule_search_locations:
        return Path(package.submodule_search_locations[0]) / "files"
    message = f"The font package “{name}” is not installed."
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    hint = f"This installs it: pip install {name.replace('_', '-')}"
    there = [each.name for each in iter_modules() if each.name.startswith(FONTS)]
    if near := get_close_matches(name, there, 1, SLIP):
        hint = f"Did you mean “{near[0]}”?"
    raise InputError([source.problem(message, loc, hint)])
