"""The folders of ``templates/``: kinds, editions, themes, each file the project's or the pack's."""

from collections.abc import Collection, Iterator

from generator.errors import Problem, Source
from generator.load.folders import files, names
from generator.load.gather import Gather
from generator.load.kinds import read_kind
from generator.load.names import safe_name
from generator.load.themes import read_theme
from generator.model import Catalog, EditionFile, Kind, Theme
from generator.project import Project
from generator.reading import read


def read_catalog(
    project: Project, channels: Collection[str], gather: Gather, chosen: Collection[str]
) -> Catalog:
    """Every kind that can be found, and each theme that was chosen or is the project's own.

    What is wrong with them is gathered. The pack's other themes would be read for nothing.
    """
    folders = project.template_folders
    kinds: dict[str, Kind] = {}
    themes: dict[str, Theme] = {}
    sources: dict[str, Source] = {}
    for name in names(folders, "kinds"):
        if found := gather.trying(read_kind, folders, name, channels):
            kinds[name], sources[name] = found
    editions: dict[str, EditionFile] = {}
    for path in files(folders, "editions"):
        if edition := gather.trying(read, EditionFile, path):
            editions[path.stem], sources[f"editions/{path.stem}"] = edition
    own = names(folders[:1], "themes") if project.has_own_templates else []
    for name in names(folders, "themes"):
        if name not in chosen and name not in own:
            continue
        if theme := gather.trying(read_theme, folders, name, editions):
            themes[name] = theme
    gather.problems += _same_file(kinds, sources)
    return Catalog(kinds, themes, editions, tuple(folders), sources)


def _same_file(kinds: dict[str, Kind], sources: dict[str, Source]) -> Iterator[Problem]:
    """Two kinds that would write the same file of a packet."""
    taken = {kind.stem.casefold(): name for name, kind in kinds.items() if not kind.file}
    for name, kind in kinds.items():
        if kind.file and taken.setdefault(kind.file.casefold(), name) != name:
            message = (
                f"The kind “{taken[kind.file.casefold()]}” writes a file of this name already."
            )
            yield sources[name].problem(message, ("file",), "Choose another name.")
        if kind.file and safe_name(kind.file) != kind.file:
            message = f"Not every computer can have a file “{kind.file}”."
            hint = f"Call it “{safe_name(kind.file)}”."
            yield sources[name].problem(message, ("file",), hint)
