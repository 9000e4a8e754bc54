"""Every link within the site leads somewhere: to a file that is there, and to a place in it.

And no page has what its policy keeps browsers from running or loading: scripts and styles in
itself, and what comes from another host (W3C, Content Security Policy Level 3).
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from generator.documents import Artifact
from generator.errors import Place, Problem
from generator.project import Project
from generator.spelling import nearest

TOP = "Links count from the top of the site."
STATE = re.compile(r"\w+=")
"""How a fragment begins that a script reads, and that is no place."""
LOADED = {
    **dict.fromkeys(("img", "script", "iframe", "source", "video", "audio", "embed"), "src"),
    "object": "data",
}
"""What a browser fetches as soon as it shows a page, and where it says from where."""
SHEETS = {"stylesheet", "icon", "preload", "manifest"}
"""What a link may be that is fetched at once."""
RUN = re.compile(r"module|importmap|speculationrules|.*(?:java|ecma)script.*", re.IGNORECASE)
"""The types of scripts that are run; others are data for those."""
ITSELF = "Browsers do not run or use {} of a page itself, as a policy at its top asks them."
ELSEWHERE = "Browsers do not load this from another host, as a policy at the top of the page asks."
SHARED = "Put it into a file of the site, or take it out."
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
        self.loaded: list[Pointer] = []
        """What comes from a host."""
        self.kept_out: list[Pointer] = []
        """What browsers are kept from running: words of it in the place of a link."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if name := given.get("id"):
            self.anchors.add(name)
        target = given.get(LINKING.get(tag, ""))
        line, column = self.getpos()
        place = Place(line, column + 1)
        if target is not None:
            self.pointers.append(Pointer(self.path, target, place))
        of_itself = [name for name in given if name.startswith("on")]
        sort = given.get("type") or "module"
        if tag == "style" or (tag == "script" and "src" not in given and RUN.fullmatch(sort)):
            of_itself.append(f"<{tag}")
        self.kept_out += [Pointer(self.path, each, place) for each in of_itself]
        from_where = given.get(LOADED.get(tag, ""))
        if tag == "link" and SHEETS & {*(given.get("rel") or "").split()}:
            from_where = target
        if from_where and urlsplit(from_where).netloc:
            self.loaded.append(Pointer(self.path, from_where, place))


def broken(files: Mapping[str, Artifact], project: Project, home: str) -> Iterator[Problem]:
    """Each link that leads nowhere, where it was written; ``home`` is the address of the site."""
    pages = {path: _read(path, files[path]) for path in files if path.endswith(".html")}
    for page in pages.values():
        for pointer in page.pointers:
            if message := _fault(pointer, files, pages, home):
                hint = nearest(_written(pointer).partition("#")[0], files) or TOP
                yield _problem(pointer, message, hint, project)
        for pointer in page.loaded:
            if not home or not pointer.target.startswith(home):
                yield _problem(pointer, ELSEWHERE, SHARED, project)
        for pointer in page.kept_out:
            yield _problem(pointer, ITSELF.format(f"“{pointer.target}”"), SHARED, project)


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


def _written(pointer: Pointer) -> str:
    """A link as it was probably written: a page deep in the site has “../” in front of it."""
    return pointer.target.lstrip("./")


def _problem(pointer: Pointer, message: str, hint: str, project: Project) -> Problem:
    """The problem where the link was written; where that is not found, in the page itself."""
    written = _written(pointer)
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
