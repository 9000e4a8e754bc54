"""The folders of ``templates/``: kinds and themes, each file from the project or from the pack."""

from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

from generator.errors import InputError, Source, nearest
from generator.load.gather import Gather
from generator.model import (
    Catalog,
    Example,
    Face,
    Font,
    Interview,
    Kind,
    Seeker,
    Theme,
    ThemeFile,
)
from generator.project import Project
from generator.reading import read
from generator.reading.tree import text_of


def read_catalog(project: Project, channels: Collection[str], gather: Gather) -> Catalog:
    """Every kind and theme that can be found; what is wrong with the others is gathered."""
    folders = project.template_folders
    kinds: dict[str, Kind] = {}
    themes: dict[str, Theme] = {}
    sources: dict[str, Source] = {}
    for name in _names(folders, "kinds"):
        if found := gather.trying(_kind, folders, name, channels):
            kinds[name], sources[name] = found
    for name in _names(folders, "themes"):
        if theme := gather.trying(_theme, folders, name):
            themes[name] = theme
    return Catalog(kinds, themes, tuple(folders), sources)


def _names(folders: list[Path], group: str) -> list[str]:
    """The names of the folders of a group, wherever a file of them is."""
    found = {
        path.name
        for folder in folders
        if (folder / group).is_dir()
        for path in (folder / group).iterdir()
        if path.is_dir() and path.name[0] not in "._"
    }
    return sorted(found)


def _first(folders: list[Path], name: str) -> Path:
    """A template file: of the project, else of the pack."""
    return next((f / name for f in folders if (f / name).is_file()), folders[0] / name)


def _required(folders: list[Path], name: str) -> Path:
    path = _first(folders, name)
    if not path.is_file():
        message = "This file is missing."
        raise InputError([Source(path).problem(message, hint="Every kind and theme needs one.")])
    return path


def _kind(folders: list[Path], name: str, channels: Collection[str]) -> tuple[Kind, Source]:
    kind, source = read(Kind, _required(folders, f"kinds/{name}/kind.yaml"), name=name)
    unknown = [
        source.problem(
            f"There is no channel “{channel}”.",
            ("channels", i),
            nearest(channel, channels, "the channels are"),
        )
        for i, channel in enumerate(kind.channels)
        if channel not in channels
    ]
    if unknown:
        raise InputError(unknown)
    return kind.model_copy(update={"example": _example(folders, name)}), source


def _example(folders: list[Path], name: str) -> Example | None:
    interview = _first(folders, f"kinds/{name}/example/interview.yaml")
    if not interview.is_file():
        return None
    seeker = _required(folders, f"kinds/{name}/example/seeker.yaml")
    return Example(
        seeker=read(Seeker, seeker)[0], interview=read(Interview, interview, id="example")[0]
    )


def _theme(folders: list[Path], name: str) -> Theme:
    file, source = read(ThemeFile, _required(folders, f"themes/{name}/theme.yaml"))

    def css(names: tuple[str, ...]) -> str:
        # A theme's own sheet wins over the shared one of the same name.
        return "\n".join(_css(folders, name, sheet) for sheet in names)

    return Theme(
        name=name,
        about=file.about,
        brand=file.brand,
        faces=tuple(_face(font, folders, name, source) for font in file.fonts),
        print_css=css(file.print),
        browser_css=css(file.browser),
        screen_css=css(file.screen),
        fit=file.fit,
    )


def _css(folders: list[Path], theme: str, sheet: str) -> str:
    own = _first(folders, f"themes/{theme}/{sheet}")
    return text_of(own if own.is_file() else _required(folders, f"shared/{sheet}"))


def _face(font: Font, folders: list[Path], theme: str, source: Source) -> Face:
    """The font with its file found: in its package, or in the theme's folder."""
    package = find_spec(font.package) if font.package else None
    if package and package.submodule_search_locations:
        folder = Path(package.submodule_search_locations[0]) / "files"
        path = folder / Path(font.file).name
    else:
        path = _first(folders, f"themes/{theme}/{Path(font.file).name}")
    if not path.is_file():
        where = f" in {font.package}" if font.package else " in the theme's folder"
        message = f"There is no font file “{font.file}”{where}."
        raise InputError([source.problem(message, ("fonts",), "Install it, or name another.")])
    return Face(font.family, font.weight, font.style, path, font.web)
