"""The words that are no names: those of the pack, and what the project adds to them."""

from generator.load.gather import Gather
from generator.model.small import Small
from generator.project import Project
from generator.reading import read


def read_small(project: Project, gather: Gather) -> frozenset[str]:
    """Every word, in small letters."""
    own = gather.only(project.one("small", fall_back=False))
    found: frozenset[str] = frozenset()
    for path in {project.pack / "content" / "small.yaml", *([own] if own else [])}:
        if one := gather.trying(read, Small, path):
            found |= one[0].words
    return found
