"""Stage: ``content/`` and ``templates/`` become the model, or every problem at once."""

from collections.abc import Collection

from generator.errors import InputError
from generator.load import catalog as catalog_files
from generator.load import content, references
from generator.load.gather import Gather
from generator.model import Catalog, Library
from generator.project import Project

__all__ = ["load"]


def load(project: Project, channels: Collection[str]) -> tuple[Library, Catalog]:
    """Read a project. ``channels`` are the names that a kind may ask for.

    Raises:
        InputError: all that is wrong in all files, sorted.
    """
    gather = Gather()
    catalog = catalog_files.read_catalog(project, channels, gather)
    library = content.read_library(project, gather)
    if library:
        library = references.resolve(library, catalog, gather)
    if gather.problems or library is None:
        raise InputError(gather.problems)
    return library, catalog
