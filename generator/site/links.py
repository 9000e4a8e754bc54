"""Every link within the site leads somewhere: to a file that is there, and to a place in it."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from generator.documents import Artifact
from generator.errors import Place, Problem, nearest
from generator.project import Project

STATE = re.compile(r"\w+=")
"""How a fragment begins that a script reads, and that is no place."""
LINKING = {"a": "href", "link": "href", "img": "src", "script": "src"}


class Pointer(NamedTuple):
    """A link as it stands in a page."""

    page: str
    target: str
    place: Place


class _Page(HTMLParser):
    """The anchors of a page, and where it points."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.anchors = {""}
        self.pointers: list[Pointer] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if name := given.get("id"):
            self.anchors.add(name)
        target = given.get(LINKING.get(tag, ""))
        if target is not None:
            line, column = self.getpos()
            self.pointers.append(Pointer(self.path, target, Place(line, column + 1)))


def broken(files: Mapping[str, Artifact], project: Project, home: str) -> Iterator[Problem]:
    """Each link that leads nowhere, where it was written; ``home`` is the address of the site."""
    pages = {path: _read(path, files[path]) for path in files if path.endswith(".html")}
    for page in pages.values():
        for pointer in page.pointers:
            if message := _fault(pointer, files, pages, home):
                yield _problem(pointer, message, files, project)


def _read(path: str, artifact: Artifact) -> _Page:
    page = _Page(path)
    page.feed(artifact.data.decode())
    return page


def _fault(
    pointer: Pointer, files: Mapping[str, Artifact], pages: Mapping[str, _Page], home: str
) -> str:
    """What is wrong with a link, or "". What is elsewhere needs a network and is not looked up."""
    top = urlsplit(home).path
    within = home and pointer.target.startswith(home)
    parts = urlsplit(top + pointer.target.removeprefix(home) if within else pointer.target)
    if parts.scheme or parts.netloc:
        return ""
    path = _from_the_top(unquote(parts.path), pointer.page, top)
    if path not in files:
        return f"This link leads nowhere: there is no “{path}” on the site."
    fragment = unquote(parts.fragment)
    if path in pages and fragment not in pages[path].anchors and not STATE.match(fragment):
        return f"This link leads nowhere: there is no “#{fragment}” in “{path}”."
    return ""


def _from_the_top(path: str, page: str, top: str) -> str:
    """The file that a path means, as seen from a page."""
    if path.startswith("/"):
        found = path.removeprefix(top) if top else path[1:]
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        found = joined + "/" * path.endswith("/") if path else page
    folder = found.rstrip("/")
    if found == folder != "":
        return found
    return f"{folder}/index.html".lstrip("/")


def _problem(
    pointer: Pointer, message: str, files: Mapping[str, Artifact], project: Project
) -> Problem:
    """The problem where the link was written; where that is not found, in the page itself."""
    written = pointer.target.lstrip("./")
    hint = nearest(written.partition("#")[0], files) or "Links count from the top of the site."
    for folder in (project.content, *project.template_folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".md", ".yaml", ".yml", ".j2"} and (place := _find(path, written)):
                return Problem(path, place, message, hint)
    return Problem(Path(pointer.page), pointer.place, message, hint)


def _find(path: Path, written: str) -> Place | None:
    """Where a file has these words."""
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    found = ((i, line.find(written)) for i, line in enumerate(lines, 1))
    return next((Place(i, column + 1) for i, column in found if column >= 0), None)
