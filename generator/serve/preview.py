"""What a preview shows at an address: one document, made when it is asked for."""

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from generator.builds import Made, Wanted
from generator.channels import names, typeset
from generator.compose import Composer
from generator.documents import Artifact, Composition, Target
from generator.errors import AskwellError, Place, Problem
from generator.maker import Maker
from generator.model import Kind
from generator.pipeline import targets
from generator.project import Project
from generator.serve.answer import NOTHING, Answer
from generator.serve.shown_site import LATER, ShownSite
from generator.serve.trouble import trouble

SITE, INDEX, PDF = "site/", "index.html", "pdf"
EVERYTHING = Wanted()


class Preview:
    """A project as it is just now. Answers are kept until something changes."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.lock = Lock()
        self.state = 0
        """Counts the changes."""
        self.answers: dict[str, Answer] = {}
        self.maker: Maker | None = None
        self.site: ShownSite | None = None
        self.composer: Composer | None = None
        self.templates: set[Path] = set()

    def forget(self) -> None:
        """Take nothing for known any more: a file has changed."""
        with self.lock:
            self.state += 1
            self.answers, self.maker, self.site = {}, None, None

    def answer(self, path: str) -> Answer:
        """What there is at an address, or what is wrong with it; a path is from the top."""
        name = f"{path}{INDEX}" if path.endswith("/") else path
        with self.lock:
            if name not in self.answers:
                self.answers[name] = self._answer(name)._replace(state=self.state)
            return self.answers[name]

    def packets(self) -> list[str]:
        """The addresses of packets, as far as the content can be read."""
        with self.lock:
            try:
                interviews = self._known().library.interviews
            except AskwellError:
                return []
            return [f"{interview.id}/{INDEX}" for interview in interviews]

    def _answer(self, name: str) -> Answer:
        made = Made()
        try:
            file = self._file(name, made)
            made.stop_if_broken()
        except AskwellError as error:
            return trouble(error.problems, self.project.root)
        except Exception as error:  # noqa: BLE001 - ours to mend; it is shown like any problem
            said = f"askwell itself has failed ({type(error).__name__}: {error})."
            problem = Problem(Path(), Place(), said, "Please tell us what you did.")
            return trouble([problem], self.project.root)
        if made.engine:
            return Answer(503, "text/plain", f"No PDF can be made: {made.engine}".encode())
        return Answer(200, _type(name), file.data) if file else NOTHING

    def _file(self, name: str, made: Made) -> Artifact | None:
        maker = self._known()
        within = name.removeprefix(SITE)
        if name.startswith(SITE):
            self.site = self.site or ShownSite(maker, self.project)
            if not name.endswith(LATER.suffix):
                return self.site.file(within)
        folder = within.partition("/")[0]
        for target in targets(maker.library, EVERYTHING):
            if target.folder == folder:
                _make(maker, target, within, made)
        return made.files.get(within)

    def _known(self) -> Maker:
        if self.maker is None:
            self.maker = Maker.of(self.project, EVERYTHING)
            self._keep_templates(self.maker)
        return self.maker

    def _keep_templates(self, maker: Maker) -> None:
        """Go on with the templates that are compiled, but for those that were changed.

        What is new may stand before one of the same name, and then all are looked up anew.
        """
        there = {path for folder in maker.composer.folders for path in folder.rglob("*.j2")}
        if self.composer and there == self.templates:
            self.composer.look_again()
            maker.composer = self.composer
        self.composer, self.templates = maker.composer, there


def _make(maker: Maker, target: Target, path: str, made: Made) -> None:
    """The document that a file is of, in the channels that it can be of; a packet as a whole."""
    name = path.partition("/")[2]
    if name == INDEX:
        maker.printed_by(_without_print).make(target, made, _silent)
        return
    channels = [each for each in names() if (each == PDF) == name.endswith(LATER.suffix)]
    kinds = [kind.name for kind in maker.selector.catalog.kinds.values() if _is_of(name, kind)]
    if kinds:
        wanted = Wanted(kinds=tuple(kinds), channels=tuple(channels))
        maker.wanting(wanted).make(target, made, _silent)


def _is_of(name: str, kind: Kind) -> bool:
    return name.startswith((f"{kind.stem}.", f"{kind.stem}-"))


def _without_print(composition: Composition, channel: str) -> Iterable[Artifact]:
    """The files of a document; of a PDF the name alone, since it is made when it is opened."""
    return [LATER] if channel == PDF else typeset(composition, channel)


def _silent(_: str) -> None:
    """Nobody waits long enough to be told."""


def _type(name: str) -> str:
    known = {".woff": "font/woff", ".eml": "message/rfc822", ".vcf": "text/vcard"}
    suffix = name[name.rfind(".") :]
    return known.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
