"""The whole build as one short function; the only module that knows the order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from generator.builds import Built, Made, Wanted
from generator.channels import lacking, needed, typeset
from generator.channels import names as channel_names
from generator.check import check_limits, check_pages, check_text
from generator.documents import (
    ALL_INTERVIEWS,
    EVERYONE,
    Artifact,
    Composition,
    Entry,
    File,
    Selection,
    Target,
    Waiting,
)
from generator.errors import EngineMissing, InputError, Problem
from generator.lint import lint, lint_draft
from generator.load import load
from generator.model import Kind, Library
from generator.project import Project
from generator.select import Selector, gather, lacks, suits
from generator.write import write

if TYPE_CHECKING:
    from generator.compose import Composer

Tell = Callable[[str], None]
"""Is told the name of each document before it is made."""
Typeset = Callable[[Composition, str], Iterable[Artifact]]
"""Makes the files of a document in a channel."""


def build(project: Project, wanted: Wanted, tell: Tell) -> Built:
    """Make every document, check every document, and only then write."""
    made = make(project, wanted, tell)
    return Built(write(project.output, made.files), made.waiting, made.warnings, made.engine)


def make(project: Project, wanted: Wanted, tell: Tell) -> Made:
    """Every document that is wanted, checked and unwritten.

    Raises:
        InputError: something in the content, a template or a theme is wrong.
        LimitError: a document cannot keep its kind's limits.
    """
    return _made(Maker.of(project, wanted), Made(), tell)


def _made(maker: "Maker", made: Made, tell: Tell) -> Made:
    wanted = maker.wanted
    made.note(lint(maker.library, maker.today, wanted.interviews))
    for target in targets(maker.library, wanted):
        maker.make(target, made, tell)
    made.stop_if_broken(strict=wanted.strict)
    return made


def check(project: Project, wanted: Wanted, tell: Tell) -> Made:
    """Find what is wrong, and make nothing.

    Content is checked when it is read, and cannot spoil a template of the pack; so only drafts
    with a limit are composed, unless the project has templates of its own.

    Raises:
        InputError: something in the content, a template or a theme is wrong.
        LimitError: a draft cannot keep its kind's limits.
    """
    maker, made = Maker.of(project, wanted), Made()
    made.problems += _of_tables(project, maker)
    made.note(lint(maker.library, project.today, wanted.interviews))
    for target in targets(maker.library, wanted):
        maker.check(target, made, tell, everything=project.has_own_templates)
    made.stop_if_broken(strict=wanted.strict)
    return made


def check_in_full(project: Project, wanted: Wanted, tell: Tell) -> Made:
    """Find what is wrong, also with the pages of every document, and write nothing.

    Raises:
        InputError: something in the content, a template or a theme is wrong.
        LimitError: a document cannot keep its kind's limits.
    """
    maker, made = Maker.of(project, wanted), Made()
    made.problems += _of_tables(project, maker)
    return _made(maker, made, tell)


def _of_tables(project: Project, maker: "Maker") -> Iterator[Problem]:
    """What is wrong with how the tables of cohorts are to be read, which no document depends on."""
    if not project.has_own_tables:
        return
    from generator.load.cohort import load_cohort  # noqa: PLC0415 - most projects have no cohort

    try:
        load_cohort(project, maker.library, maker.selector.catalog)
    except InputError as error:
        yield from error.problems


def targets(library: Library, wanted: Wanted) -> Iterator[Target]:
    """What documents are made for: everyone, each interview, and all interviews together."""
    if not wanted.interviews:
        yield EVERYONE
    for interview in library.interviews:
        if not wanted.interviews or interview.id in wanted.interviews:
            yield Target.about(interview)
    if library.interviews and not wanted.interviews:
        yield ALL_INTERVIEWS


class Maker:
    """One project with all that its documents share, ready to make the folders of any people."""

    def __init__(
        self,
        selector: Selector,
        wanted: Wanted,
        composer: "Composer",
        typeset: Typeset = typeset,
    ) -> None:
        self.selector = selector
        self.wanted = wanted
        self.composer = composer
        self.typeset = typeset

    @classmethod
    def of(cls, project: Project, wanted: Wanted) -> "Maker":
        """The maker of a project.

        Raises:
            InputError: something in the content, a template or a theme is wrong.
            UnknownName: something is wanted that is not there.
        """
        from generator.compose import Composer  # noqa: PLC0415 - only documents need Jinja

        library, catalog = load(project, channel_names())
        wanted.must_be_among(
            interview=[interview.id for interview in library.interviews],
            kind=list(catalog.kinds),
            channel=channel_names(),
            edition=list(catalog.editions),
        )
        selector = Selector(library, catalog, wanted, today=project.today)
        return cls(selector, wanted, Composer(catalog))

    @property
    def library(self) -> Library:
        """The content that documents are made of."""
        return self.selector.library

    @property
    def today(self) -> date:
        """The day to work with."""
        return self.selector.today

    def among(self, library: Library) -> "Maker":
        """The same maker for other people; the rest of the library is to be the same."""
        return Maker(self.selector.among(library), self.wanted, self.composer, self.typeset)

    def make(self, target: Target, made: Made, tell: Tell) -> None:
        """Every document of one folder, checked and unwritten."""
        entries: list[Entry] = []
        for selection in self.selections(target, self.kinds(target), made):
            tell(f"{selection.folder}: {selection.kind.title}")
            whole = gather(selection, entries, made.waiting)
            if composition := self.composed(whole, self._parts(whole.kind), made):
                entries.append(self._finished(composition, self.wanted, made))
        for report in self._reports(target, made):
            if composition := self.composed(report, self._parts(report.kind), made):
                self._finished(composition, Wanted(), made)

    def check(self, target: Target, made: Made, tell: Tell, *, everything: bool) -> None:
        """The drafts of one folder that have limits, or everything; nothing is typeset."""
        from generator.compose import PARTS, TEXTS  # noqa: PLC0415 - as above

        kinds = [kind for kind in self.kinds(target) if everything or kind.limits.of_text]
        for selection in self.selections(target, kinds, made):
            tell(f"{selection.folder}: {selection.kind.title}")
            parts = PARTS if everything else TEXTS
            composition = self.composed(selection, parts, made)
            made.problems += lacking(composition) if everything and composition else ()

    def _parts(self, kind: Kind) -> list[str]:
        """The parts to compose: every text, and the page if it is wanted in any channel."""
        from generator.compose import PARTS  # noqa: PLC0415 - as above

        wanted = self.wanted.channels or kind.channels
        pages = needed(name for name in kind.channels if name in wanted)
        return [part for part in PARTS if not part.endswith(".html") or part in pages]

    def selections(self, target: Target, kinds: Iterable[Kind], made: Made) -> Iterator[Selection]:
        """What each document shows; those that must wait are noted instead."""
        for kind in kinds:
            if target.interview and not suits(kind, target.interview, self.library):
                continue
            selection = self.selector.select(kind, target)
            if missing := lacks(selection):
                made.waiting.append(Waiting(selection.folder, kind, missing))
            else:
                yield selection

    def _reports(self, target: Target, made: Made) -> Iterator[Selection]:
        """What was checked about the files of a folder, for those who asked."""
        from generator.examine import examine  # noqa: PLC0415 - few ask

        for kind in self.selector.catalog.kinds.values() if self.wanted.report else ():
            if "report" in kind.made_for:
                selection = self.selector.select(kind, target)
                checks = tuple(examine(made.in_folder(selection.folder)))
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

    def _finished(self, composition: Composition, wanted: Wanted, made: Made) -> Entry:
        """Typeset a document in each of its channels, check its pages, and list it."""
        selection, kind = composition.selection, composition.selection.kind
        files = []
        for artifact in self._typeset(composition, wanted, made):
            made.note(check_pages(artifact, selection, self.library.rules["pages"]))
            made.note(artifact.warnings)
            name = f"{kind.stem}{artifact.suffix}"
            made.files[f"{selection.folder}/{name}"] = artifact
            files.append(File(name, len(artifact.data), artifact.pages, artifact.edition))
        return Entry(kind, tuple(files), composition.draft, selection.bounds)

    def _typeset(self, composition: Composition, wanted: Wanted, made: Made) -> Iterator[Artifact]:
        for channel in composition.selection.kind.channels:
            if wanted.channels and channel not in wanted.channels:
                continue
            try:
                yield from self.typeset(composition, channel)
            except EngineMissing as error:
                made.engine = str(error)
            except InputError as error:
                made.problems += error.problems

    def kinds(self, target: Target) -> list[Kind]:
        """The kinds to make, those last that show the others of the packet.

        A build of some documents leaves the packet's page alone, which would lack the others.
        """
        known, interview = self.selector.catalog.kinds, target.interview
        packets = {kind.name for kind in known.values() if "packet" in kind.made_for}
        narrowed = set() if packets.intersection(self.wanted.kinds) else set(self.wanted.kinds)
        chosen = interview.documents if interview else None
        kinds = [
            kind
            for kind in known.values()
            if target.scope in kind.made_for
            and (not narrowed or kind.name in narrowed)
            and (chosen is None or kind.name in chosen)
        ]
        if interview and not narrowed and not self.wanted.channels:
            kinds += [known[name] for name in packets]
        return sorted(kinds, key=lambda kind: ("packet" in kind.made_for, kind.number))
