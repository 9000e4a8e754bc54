"""The site in a preview: each page when it is opened, the files that pages share once."""

from functools import cached_property

from generator.documents import EVERYONE, Artifact
from generator.maker import Maker
from generator.project import Project
from generator.site import handouts, styles, without_people
from generator.site.assets import assets
from generator.site.press import Press

LATER = Artifact(handouts.SUFFIX, b"")
"""A PDF that nobody has opened yet."""
PICKED = "picker/"


class ShownSite:
    """The site of a project as it is just now."""

    def __init__(self, maker: Maker, project: Project) -> None:
        self.press = Press(without_people(maker), project)
        self.pages = {page.path: page for page in self.press.pages}
        self.handouts = {handouts.path_of(each.kind): each for each in self.press.handouts}

    def file(self, path: str) -> Artifact | None:
        """One file of the site, but for PDFs; ``None``: there is none.

        Raises:
            InputError: a template cannot be read, or uses what is not there.
        """
        if page := self.pages.get(path):
            return self.press.page(page, self._listed)[1]
        if selection := self.handouts.get(path):
            return self.press.handout(selection, self._files)[1]
        if path.startswith(PICKED):
            return self._picker.get(path)
        return self._assets.get(path) or self._addressed.get(path)

    @cached_property
    def _picker(self) -> dict[str, Artifact]:
        return self.press.picker()

    @cached_property
    def _assets(self) -> dict[str, Artifact]:
        return {
            **styles.moved({}),  # none was moved: a preview allows them where they are
            **dict(assets(self.press.shown, self.press.maker.composer)),
        }

    @cached_property
    def _addressed(self) -> dict[str, Artifact]:
        return dict(self.press.addressed()) if self.press.framer.home else {}

    @cached_property
    def _files(self) -> dict[str, Artifact]:
        files = dict.fromkeys(self.handouts, LATER)
        printed = (each.kind for each in self.press.handouts if "pdf" in each.kind.channels)
        return files | {f"{EVERYONE.folder}/{kind.stem}{LATER.suffix}": LATER for kind in printed}

    @cached_property
    def _listed(self) -> tuple[handouts.Handout, ...]:
        return tuple(handouts.listed(self.press.handouts, self._files))
