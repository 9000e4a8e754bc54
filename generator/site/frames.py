"""What is around each page: the way to the top, the address, the navigation, the logo's file."""

from urllib.parse import urlsplit

from generator.documents import File, Frame, Link, Selection
from generator.site.assets import icon_of
from generator.site.pages import BANK, CHANGES, GUIDE, HANDOUTS, MISSING, PICKER, STATEMENT, site_of


class Framer:
    """Puts what is for everyone into a page of the site."""

    def __init__(self, shown: Selection) -> None:
        site = site_of(shown)
        self.shown = shown
        self.home = site.home
        self.icon = icon_of(shown)
        self.sections = (
            Link("Guide", GUIDE),
            Link("Questions", BANK),
            Link("Pick", PICKER),
            Link("Handouts", HANDOUTS),
        )
        changes = (Link("What has changed", CHANGES),) if site.revisions else ()
        self.foot = (Link("Accessibility", STATEMENT), *changes)

    def framed(
        self, selection: Selection, path: str, title: str, about: str, files: tuple[File, ...] = ()
    ) -> Selection:
        """The selection as a page of the site: its logo is a file beside it."""
        root = self._root(path)
        address = self.address(path)
        frame = Frame(
            path, root, title, about, self.home, address, self.sections, self.foot, self.icon, files
        )
        return selection._replace(frame=frame, logo=root + self.icon if selection.logo else None)

    def address(self, path: str) -> str:
        """The one address of a page, or "" where nobody said where the site is."""
        folder, slash, name = path.rpartition("/")
        return self.home and self.home + (folder + slash if name == "index.html" else path)

    def _root(self, path: str) -> str:
        """The way to the top. A host shows the page for what is missing at any depth.

        So its links begin at the top of the host, as far as one knows how the site is reached.
        """
        return urlsplit(self.home).path if path == MISSING else "../" * path.count("/")
