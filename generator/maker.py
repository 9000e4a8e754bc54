"""The documents of one folder, one stage after the other; the only module that knows the order.

select ─▶ compose ─▶ order files ─▶ … ─▶ typeset ─▶ check ─▶ the page that shows the others
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.builds import Made, Wanted
from generator.channels import lacking, needed, typeset
from generator.channels import names as channel_names
from generator.check import check_limits, check_pages, check_text
from generator.documents import (
    PARTS,
    TEXTS,
    Artifact,
    Checked,
    Composition,
    Entry,
    File,
    Selection,
    Target,
    Waiting,
)
from generator.errors import EngineMissing, InputError, Place, Problem
from generator.lint import lint_draft
from generator.load import load
from generator.model import Catalog, Kind, Library
from generator.printers import Typeset
from generator.project import SUFFIXES, Project
from generator.select import Selector, gather, lacks, shows_others, suits

if TYPE_CHECKING:
    from generator.compose import Composer

Tell = Callable[[str], None]
"""Called with the name of a document before it is composed, and before its files are made."""


class Document(NamedTuple):
    """A composed document; its files in each channel are made when they are asked for."""

    composition: Composition
    files: tuple[Iterable[Artifact], ...]


class Begun(NamedTuple):
    """A folder whose documents are composed; the page that lists them is made in the end."""

    target: Target
    documents: tuple[Document, ...]


class Maker:
    """One project with all that its documents share, ready to make the folders of any people."""

    def __init__(
        self, selector: Selector, composer: "Composer", typeset: Typeset = typeset
    ) -> None:
        self.selector = selector
        self.composer = composer
        self.typeset = typeset

    @classmethod
    def of(cls, project: Project, wanted: Wanted) -> "Maker":
        """The maker of a project.

        Raises:
            InputError: something in the content, a template or a theme is wrong.
            UnknownName: something is wanted that is not there.
        """
        return cls.for_content(*load(project, channel_names()), wanted, project.today)

    @classmethod
    def for_content(
        cls, library: Library, catalog: Catalog, wanted: Wanted, today: date
    ) -> "Maker":
        """The maker of a project that was read already.

        Raises:
            UnknownName: something is wanted that is not there.
        """
        from generator.compose import Composer  # noqa: PLC0415 - only documents need Jinja

        wanted.must_be_among(
            interview=[interview.id for interview in library.interviews],
            kind=list(catalog.kinds),
            channel=channel_names(),
            edition=list(catalog.editions),
        )
        return cls(Selector(library, catalog, wanted, today=today), Composer(catalog))

    @property
    def library(self) -> Library:
        """The content that documents are made of."""
        return self.selector.library

    @property
    def wanted(self) -> Wanted:
        """Which documents to make."""
        return self.selector.wanted

    @property
    def today(self) -> date:
        """The day to work with."""
        return self.selector.today

    def among(self, library: Library) -> "Maker":
        """The same maker for other people: nothing else of the library may differ."""
        return Maker(self.selector.among(library), self.composer, self.typeset)

    def printed_by(self, typeset: Typeset) -> "Maker":
        """The same maker with another way to typeset."""
        return Maker(self.selector, self.composer, typeset)

    def wanting(self, wanted: Wanted) -> "Maker":
        """The same maker for other documents."""
        return Maker(self.selector.wanting(wanted), self.composer, self.typeset)

    def make(self, target: Target, made: Made, tell: Tell) -> None:
        """Every document of one folder, checked and unwritten."""
        self.finish(self.begin(target, made, tell), made, tell)

    def begin(self, target: Target, made: Made, tell: Tell) -> Begun:
        """Compose the documents of a folder, and order their files."""
        kinds = [kind for kind in self.selector.kinds(target) if not shows_others(kind)]
        documents = []
        for selection in self.selections(target, kinds, made):
            tell(_name(selection))
            if composition := self.composed(selection, self._parts(selection.kind), made):
                documents.append(self._ordered(composition, self.wanted.channels))
        return Begun(target, tuple(documents))

    def finish(self, begun: Begun, made: Made, tell: Tell) -> None:
        """Take and check the files of a folder's documents, then make the pages that list them."""
        entries = [self._finished(document, made, tell) for document in begun.documents]
        kinds = filter(shows_others, self.selector.kinds(begun.target))
        for selection in self.selections(begun.target, kinds, made):
            tell(_name(selection))
            whole = gather(selection, entries, made.waiting)
            if composition := self.composed(whole, self._parts(whole.kind), made):
                ordered = self._ordered(composition, self.wanted.channels)
                entries.append(self._finished(ordered, made, tell))
        for report in self._reports(begun.target, made):
            if composition := self.composed(report, self._parts(report.kind), made):
                self._finished(self._ordered(composition), made, tell)

    def check(self, target: Target, made: Made, tell: Tell, *, everything: bool) -> None:
        """The drafts of one folder that have limits, or everything; nothing is typeset."""
        wanted = self.selector.kinds(target)
        kinds = [kind for kind in wanted if everything or kind.limits.of_text]
        for selection in self.selections(target, kinds, made):
            tell(_name(selection))
            parts = PARTS if everything else TEXTS
            composition = self.composed(selection, parts, made)
            made.problems += lacking(composition) if everything and composition else ()

    def _parts(self, kind: Kind) -> list[str]:
        """The parts to compose: every text, and the page if it is wanted in any channel."""
        wanted = self.wanted.channels or kind.channels
        pages = needed(name for name in kind.channels if name in wanted)
        return [part for part in PARTS if not part.endswith(".html") or part in pages]

    def selections(self, target: Target, kinds: Iterable[Kind], made: Made) -> Iterator[Selection]:
        """What each document shows; those that must wait are noted instead."""
        for kind in kinds:
            if target.interview and not suits(kind, target.interview, self.library):
                made.unmade |= self._files_of(kind, target)
                continue
            selection = self.selector.select(kind, target)
            if missing := lacks(selection):
                made.unmade |= self._files_of(kind, target)
                path = selection.source.path
                file = path.name if path.suffix in SUFFIXES else ""
                made.waiting.append(Waiting(selection.folder, kind, missing, file))
            else:
                yield selection

    def _files_of(self, kind: Kind, target: Target) -> set[str]:
        """The names without a suffix that a document may have, in any edition."""
        editions = self.selector.catalog.editions
        return {f"{target.folder}/{kind.stem}{each}" for each in ("", *(f"-{e}" for e in editions))}

    def _reports(self, target: Target, made: Made) -> Iterator[Selection]:
        """What was checked about the files of a folder, for those who asked."""
        if not self.wanted.report:
            return
        from generator.examine import examine  # noqa: PLC0415 - few ask

        for kind in self.selector.catalog.kinds.values():
            if "report" in kind.made_for:
                selection = self.selector.select(kind, target)
                checks = tuple(examine(made.in_folder(selection.folder)))
                made.note(_failed(selection.folder, checks))
                if checks:
                    yield selection._replace(checks=checks)

    def composed(
        self, selection: Selection, parts: Sequence[str], made: Made
    ) -> Composition | None:
        """The words of a document, or the problems that they have."""
        try:
            composition = self.composer.compose(selection, parts)
        except InputError as error:
            made.problems += error.problems
            return None
        made.note(check_text(composition))
        made.note(check_limits(composition, self.library.rules_for(selection.interview)))
        made.note(lint_draft(composition, self.library))
        return composition

    def _ordered(self, composition: Composition, channels: Sequence[str] = ()) -> Document:
        known = composition.selection.kind.channels
        chosen = [each for each in known if not channels or each in channels]
        return Document(composition, tuple(self.typeset(composition, each) for each in chosen))

    def _finished(self, document: Document, made: Made, tell: Tell) -> Entry:
        """Take a document's files in each of its channels, check their pages, and list it."""
        selection, kind = document.composition.selection, document.composition.selection.kind
        tell(_name(selection))
        files = []
        for artifact in _files(document, made):
            made.note(check_pages(artifact, document.composition, self.library.rules["pages"]))
            made.note(artifact.warnings)
            name = f"{kind.stem}{artifact.suffix}"
            made.files[selection.path_of(artifact.suffix)] = artifact
            files.append(File(name, len(artifact.data), artifact.pages, artifact.edition))
        return Entry(kind, tuple(files), document.composition.draft, selection.bounds)


def _failed(folder: str, checks: Iterable[Checked]) -> Iterator[Problem]:
    """A remark on each file in which a check of its accessibility has found something."""
    for each in checks:
        if each.result == "failed":
            message = f"{each.name} finds: {'; '.join(each.found)}."
            yield Problem(Path(folder, each.file), Place(), message, severity="warning")


def _name(selection: Selection) -> str:
    return f"{selection.folder}: {selection.kind.title}"


def _files(document: Document, made: Made) -> Iterator[Artifact]:
    """The files of a document, as far as they can be made."""
    for files in document.files:
        try:
            yield from files
        except EngineMissing as error:
            made.engine = str(error)
        except InputError as error:
            made.problems += error.problems
