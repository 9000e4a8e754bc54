"""All files of a site, one group after the other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from generator.builds import Made
from generator.channels.web import unmarked
from generator.documents import EVERYONE, Artifact, Selection
from generator.errors import InputError, Problem, Source
from generator.maker import Maker, Tell
from generator.project import Project
from generator.site import handouts, styles
from generator.site.assets import assets
from generator.site.frames import Framer
from generator.site.links import broken
from generator.site.pages import MISSING, PICKER, Page, pages
from generator.site.picker import picker
from generator.site.picture import PATH, preview

T = TypeVar("T")


class Press:
    """One site in the making."""

    def __init__(self, maker: Maker, project: Project) -> None:
        self.maker = maker
        self.project = project
        self.handouts = handouts.selections(maker)
        self.shown = self.handouts[0]
        self.framer = Framer(self.shown)
        self.pages = pages(self.shown, maker.library.bank)

    def run(self, made: Made, tell: Tell) -> None:
        """Make everything, and note what is wrong with it."""
        handouts.printer(self.maker).make(EVERYONE, made, tell)
        self.lay(made, tell)
        if not made.problems:
            made.problems += broken(made.files, self.project, self.framer.home)

    def lay(self, made: Made, tell: Tell) -> None:
        """Everything but the PDFs; those that were made before it are listed."""
        tell("pages")
        made.problems += self._twice()
        html = dict(_each(lambda each: self.handout(each, made.files), self.handouts, made))
        listed = tuple(handouts.listed(self.handouts, {**html, **made.files}))
        html |= _each(lambda page: self.page(page, listed), self.pages, made)
        made.files |= styles.moved(html)
        made.files |= _made(self.picker, made)
        made.files |= assets(self.shown, self.maker.composer)
        if self.framer.home and not made.problems:
            made.files |= self.addressed()

    def handout(self, selection: Selection, files: Mapping[str, Artifact]) -> tuple[str, Artifact]:
        """A handout as a page, with its path; it links to its PDFs, where these files have them."""
        kind, path = selection.kind, handouts.path_of(selection.kind)
        own = tuple(handouts.printed(kind, files))
        framed = self.framer.framed(selection, path, kind.title, kind.about, own)
        html = self.maker.composer.compose(framed, (handouts.PART,)).parts[handouts.PART]
        return path, Artifact(".html", unmarked(html).encode())

    def page(self, page: Page, listed: tuple[handouts.Handout, ...]) -> tuple[str, Artifact]:
        """One of the other pages, with its path; ``listed`` are the handouts to choose from."""
        framed = self.framer.framed(self.shown, page.path, page.title, page.about)
        name = f"site/{page.template}.html.j2"
        shelves = {each: self._links(each) for each in ("step", "category", "audience")}
        values = {"handouts": listed, "shelves": shelves, **page.values}
        html = self.maker.composer.fill(name, framed, **values)
        return page.path, Artifact(".html", html.encode())

    def picker(self) -> dict[str, Artifact]:
        """The page on which questions are picked, with its own styles and scripts."""
        about = "Choose questions, see what the minutes hold, print one page and take drafts along."
        framed = self.framer.framed(self.shown, PICKER, "Pick your questions", about)
        return picker(framed, self.maker.selector, self.maker.composer)

    def _links(self, template: str) -> list[object]:
        return [page.link for page in self.pages if page.template == template]

    def addressed(self) -> Iterator[tuple[str, Artifact]]:
        """What can be made only where one knows the address of the site."""
        fill = self.maker.composer.fill
        top = self.framer.framed(self.shown, "", "", "")
        paths = [page.path for page in self.pages if page.path != MISSING]
        paths.append(PICKER)
        paths += [handouts.path_of(each.kind) for each in self.handouts]
        addresses = [self.framer.address(path) for path in paths]
        yield "sitemap.xml", _text(fill("site/sitemap.xml.j2", top, addresses=addresses))
        yield PATH, preview(self.shown)
        for page in self.pages:
            if page.template == "changes":
                yield "feed.xml", _text(fill("site/feed.xml.j2", top, **page.values))

    def _twice(self) -> Iterator[Problem]:
        """Pages that would take each other's place, on whatever file system."""
        many = Counter(page.path.casefold() for page in self.pages)
        for path, number in many.items():
            if number > 1:
                message = f"Two pages of the site would be called “{path}”."
                hint = "Give one of the steps, categories or audiences another id."
                yield Source(self.project.content).problem(message, (), hint)


def _each(
    make: Callable[[T], tuple[str, Artifact]], items: Iterable[T], made: Made
) -> Iterator[tuple[str, Artifact]]:
    """What is made of each item; what goes wrong is noted, and the next one made."""
    for item in items:
        try:
            yield make(item)
        except InputError as error:
            made.problems += error.problems


def _made(make: Callable[[], dict[str, Artifact]], made: Made) -> dict[str, Artifact]:
    try:
        return make()
    except InputError as error:
        made.problems += error.problems
        return {}


def _text(text: str) -> Artifact:
    return Artifact("", text.encode())
