"""A page of a site, as its frame knows it."""

from typing import NamedTuple

from generator.documents.packets import File


class Link(NamedTuple):
    """A page of a site as others point to it, by its path from the top."""

    title: str
    path: str
    about: str = ""


class Frame(NamedTuple):
    """What is around a page of a site: where it stands, and what it is called elsewhere."""

    path: str
    """From the top of the site."""
    root: str
    """What leads from the page to the top: “../”, or nothing at the top itself."""
    title: str
    about: str
    """The page in a sentence, for those who have not opened it yet."""
    home: str
    """The address of the site with a slash at its end, or "" where nobody said it."""
    url: str
    """The one address of the page, or ""."""
    sections: tuple[Link, ...]
    foot: tuple[Link, ...]
    icon: str
    """The path of the favicon."""
    files: tuple[File, ...] = ()
    """The same as the page, to print."""

    @property
    def section(self) -> str:
        """The folder that the page is in."""
        return self.path.rpartition("/")[0]
