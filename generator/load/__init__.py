"""Stage: ``content/`` and ``templates/`` become the model, or every problem at once."""

from collections.abc import Collection

from generator.errors import InputError
from generator.load import content, references
from generator.load.bank import read_presets
from generator.load.catalog import read_catalog
from generator.load.folders import names
from generator.load.gather import Gather
from generator.load.kinds import late_at_once
from generator.load.links import refuse_links
from generator.model import Catalog, Category, Library, Preset
from generator.project import Project

__all__ = ["load", "load_bank", "load_catalog"]


def load(project: Project, channels: Collection[str]) -> tuple[Library, Catalog]:
    """Read a project. ``channels`` are the names that a kind may ask for.

    Raises:
        InputError: all that is wrong in all files, sorted.
    """
    refuse_links(project)
    gather = Gather()
    library = content.read_library(project, gather)
    themes = library.themes if library else ()
    catalog = read_catalog(project, channels, gather, themes)
    if library:
        gather.problems += late_at_once(catalog, library.policy)
        library = references.resolve(library, catalog, gather)
    if gather.problems or library is None:
        raise InputError(gather.problems)
    return library, catalog


def load_catalog(project: Project, channels: Collection[str]) -> Catalog:
    """Every kind and every theme, whatever is wrong with the content."""
    refuse_links(project)
    gather = Gather()
    themes = names(project.template_folders, "themes")
    catalog = read_catalog(project, channels, gather, themes)
    if gather.problems:
        raise InputError(gather.problems)
    return catalog


def load_bank(project: Project) -> tuple[tuple[Category, ...], dict[str, Preset]]:
    """The questions and the presets alone, whatever mistakes an interview still has."""
    refuse_links(project)
    gather = Gather()
    bank, _, hidden = content.read_whole_bank(project, gather)
    presets = read_presets(project, bank, hidden, gather)
    if gather.problems:
        raise InputError(gather.problems)
    return bank, presets
