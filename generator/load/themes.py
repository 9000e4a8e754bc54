"""A theme: its folder becomes a value with fonts found and style sheets read."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from generator.errors import InputError, Loc, Place, Source, nearest
from generator.load.folders import first, required
from generator.load.gather import Gather
from generator.model import Edition, EditionFile, Face, Font, Theme, ThemeFile
from generator.reading import read
from generator.reading.tree import text_of


def read_theme(folders: list[Path], name: str, editions: Mapping[str, EditionFile]) -> Theme:
    """The theme of a name, in all editions.

    Raises:
        InputError: theme.yaml is missing or wrong, or a font or style sheet is not there.
    """
    file, source = read(ThemeFile, required(folders, "themes", name, "theme.yaml"))
    gather = Gather()
    faces = [
        gather.trying(_face, font, i, folders, name, source) for i, font in enumerate(file.fonts)
    ]

    def css(purpose: str, names: tuple[str, ...]) -> str:
        sheets = [
            gather.trying(_css, folders, name, sheet, source, (purpose, i))
            for i, sheet in enumerate(names)
        ]
        return "\n".join(filter(None, sheets))

    theme = Theme(
        name=name,
        about=file.about,
        brand=file.brand,
        faces=tuple(filter(None, faces)),
        print_css=css("print", file.print),
        browser_css=css("browser", file.browser),
        screen_css=css("screen", file.screen),
        fit=file.fit,
        editions=tuple(
            Edition(
                name=name,
                title=edition.title,
                print_css=css("print", edition.print),
                fit=edition.fit or file.fit,
                keeps_pages=edition.pages == "promised",
                type_in=edition.type_in,
            )
            for name, edition in editions.items()
        ),
    )
    if gather.problems:
        raise InputError(gather.problems)
    return theme


def _css(folders: list[Path], theme: str, sheet: str, source: Source, loc: Loc) -> str:
    """A style sheet: the theme's own wins over the shared one of the same name."""
    own = first(folders, f"themes/{theme}/{sheet}")
    path = own if own.is_file() else first(folders, f"shared/{sheet}")
    if not path.is_file():
        rooms = [folder / room for folder in folders for room in (f"themes/{theme}", "shared")]
        known = {each.name for room in rooms for each in room.glob("*.css")}
        message = f"There is no style sheet “{sheet}” in this theme or in templates/shared."
        raise InputError([source.problem(message, loc, nearest(sheet, known, "there are"))])
    text = text_of(path)
    if "</" in text:
        # It would end the page's style element, and what follows would be markup.
        line = text[: text.index("</")].count("\n") + 1
        where = Source(path, {(): Place(line, 1)})
        raise InputError([where.problem("A style sheet may not have “</” in it.")])
    return text


def _face(font: Font, number: int, folders: list[Path], theme: str, source: Source) -> Face:
    """The font with its file found: in its package, or in the theme's folder."""
    folder, where = folders[0] / "themes" / theme, "the theme's folder"
    if font.package:
        folder, where = _package(font.package, ("fonts", number, "package"), source), font.package
        path = folder / font.file
    else:
        path = first(folders, f"themes/{theme}/{font.file}")
    if not path.is_file():
        message = f"There is no font file “{font.file}” in {where}."
        others = [each.name for each in folder.glob("*.[ot]tf")]
        hint = nearest(font.file, others, "there are") or "Copy the file there."
        raise InputError([source.problem(message, ("fonts", number, "file"), hint)])
    return Face(font.family, font.weight, font.style, path, font.web)


def _package(name: str, loc: Loc, source: Source) -> Path:
    """The folder with the fonts of an installed package."""
    package = find_spec(name)
    if package and package.submodule_search_locations:
        return Path(package.submodule_search_locations[0]) / "files"
    message = f"The font package “{name}” is not installed."
    hint = f"This installs it: pip install {name.replace('_', '-')}"
    raise InputError([source.problem(message, loc, hint)])
