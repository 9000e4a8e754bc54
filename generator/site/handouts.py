"""The handouts of a site: what each shows, and the files of it that one can take."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.documents import EVERYONE, Artifact, File, Selection
from generator.maker import Maker
from generator.model import Kind

PART = "body.html"
SUFFIX = ".pdf"


class Handout(NamedTuple):
    """A handout as the site lists it."""

    kind: Kind
    page: str
    """Its path, or "" where it has no page."""
    files: tuple[File, ...]
    """What can be printed, one for each edition."""


def selections(maker: Maker) -> list[Selection]:
    """What each handout shows, in the order of use."""
    wanted, known = maker.wanted.kinds, maker.selector.catalog.kinds.values()
    kinds = [each for each in known if "handout" in each.made_for]
    kinds = [each for each in kinds if not wanted or each.name in wanted]
    kinds.sort(key=lambda kind: (kind.number, kind.name))
    return [maker.selector.select(kind, EVERYONE) for kind in kinds]


def printer(maker: Maker) -> Maker:
    """A maker of nothing but PDFs."""
    return maker.wanting(maker.wanted._replace(channels=("pdf",)))


def path_of(kind: Kind) -> str:
    """The place of a handout's page."""
    return f"{EVERYONE.folder}/{kind.stem}.html"


def listed(shown: list[Selection], files: Mapping[str, Artifact]) -> Iterator[Handout]:
    """The handouts, each with its files among these."""
    for selection in shown:
        kind = selection.kind
        page = path_of(kind)
        yield Handout(kind, page if page in files else "", tuple(printed(kind, files)))


def printed(kind: Kind, files: Mapping[str, Artifact]) -> Iterator[File]:
    """Those of these files that are a handout as PDF."""
    for path, artifact in files.items():
        name = f"{kind.stem}{artifact.suffix}"
        if path == f"{EVERYONE.folder}/{name}" and name.endswith(SUFFIX):
            yield File(name, len(artifact.data), artifact.pages, artifact.edition)
