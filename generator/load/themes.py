"""A theme: its folder becomes a value with fonts found and style sheets read."""

from collections.abc import Mapping
from pathlib import Path

from generator.errors import InputError, Loc, Source
from generator.load.css import read_css
from generator.load.folders import first, required
from generator.load.fonts import find_face
from generator.load.gather import Gather
from generator.model import Edition, EditionFile, Theme, ThemeFile
from generator.reading import read
from generator.reading.tree import text_of
from generator.spelling import nearest


def read_theme(folders: list[Path], name: str, editions: Mapping[str, EditionFile]) -> Theme:
    """The theme of a name, in all editions.

    Raises:
        InputError: theme.yaml is missing or wrong, or a font or style sheet is not there.
    """
    file, source = read(ThemeFile, required(folders, "themes", name, "theme.yaml"))
    gather = Gather()
    rooms = [folder / "themes" / name for folder in folders]
    faces = [
        gather.trying(find_face, font, rooms, "the theme's folder", source, ("fonts", i))
        for i, font in enumerate(file.fonts)
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
        site_css=css("site", file.site),
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
    return read_css(path) if path.is_relative_to(folders[0]) else text_of(path)
