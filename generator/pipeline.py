"""The whole build as one short function; the only module that knows the order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.channels import names as channel_names
from generator.channels import typeset
from generator.check import check_pages, check_text
from generator.compose import Composer
from generator.documents import (
    Artifact,
    Composition,
    Entry,
    File,
    Receipt,
    Selection,
    Waiting,
)
from generator.errors import EngineMissing, InputError, LimitError, Problem, nearest
from generator.load import load
from generator.model import Catalog, Category, Interview, Kind, Library, Paper
from generator.project import Project
from generator.select import gather, lacks, select
from generator.write import write


@dataclass(frozen=True)
class Wanted:
    """Which documents to make; empty means all of them."""

    interviews: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    paper: Paper | None = None


@dataclass
class Made:
    """Documents that are finished and not yet written."""

    files: dict[str, Artifact] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    limits: list[Problem] = field(default_factory=list)
    engine: str = ""
    """What the PDF engine said when it could not start; then no PDF is among the files."""


@dataclass(frozen=True)
class Built:
    """What a build did."""

    receipts: list[Receipt]
    waiting: list[Waiting]
    warnings: list[Problem]
    engine: str


Tell = Callable[[str], None]
"""Is told the name of each document before it is made."""


def build(project: Project, wanted: Wanted, tell: Tell) -> Built:
    """Make every document, check every document, and only then write."""
    made = make(project, wanted, tell)
    receipts = [write(project.output, name, artifact) for name, artifact in made.files.items()]
    return Built(receipts, made.waiting, made.warnings, made.engine)


def make(project: Project, wanted: Wanted, tell: Tell) -> Made:
    """Every document that is wanted, checked and unwritten.

    Raises:
        InputError: something in the content, a template or a theme is wrong.
        LimitError: a document cannot keep its kind's limits.
    """
    library, catalog = load(project, channel_names())
    _known(wanted, library, catalog)
    composer, made = Composer(catalog), Made()
    for interview in _interviews(library, wanted):
        entries: list[Entry] = []
        for kind in _kinds(catalog, interview, wanted):
            selection = select(
                library, catalog, kind, interview, paper=wanted.paper, today=project.today
            )
            if missing := lacks(selection):
                made.waiting.append(Waiting(selection.folder, kind, missing))
                continue
            tell(f"{selection.folder}: {kind.title}")
            waiting = [each for each in made.waiting if each.folder == selection.folder]
            _make_one(gather(selection, entries, waiting), composer, wanted, made, entries)
    if made.problems:
        raise InputError([*made.problems, *made.limits])
    if made.limits:
        raise LimitError(made.limits)
    return made


def _make_one(
    selection: Selection, composer: Composer, wanted: Wanted, made: Made, entries: list[Entry]
) -> None:
    """Compose, typeset and check one document in each of its channels."""
    try:
        composition = composer.compose(selection)
        files = [*_typeset(composition, wanted, made)]
    except InputError as error:
        made.problems += error.problems
        return
    for problem in check_text(composition):
        (made.warnings if problem.severity == "warning" else made.limits).append(problem)
    for artifact in files:
        made.limits += check_pages(artifact, selection)
        made.warnings += artifact.warnings
        made.files[f"{selection.folder}/{selection.kind.stem}{artifact.suffix}"] = artifact
    entries.append(_entry(composition, files))


def _typeset(composition: Composition, wanted: Wanted, made: Made) -> Iterator[Artifact]:
    for channel in composition.selection.kind.channels:
        if wanted.channels and channel not in wanted.channels:
            continue
        try:
            yield typeset(composition, channel)
        except EngineMissing as error:
            made.engine = str(error)


def _entry(composition: Composition, files: list[Artifact]) -> Entry:
    kind = composition.selection.kind
    listed = (File(kind.stem + file.suffix, len(file.data), file.pages) for file in files)
    return Entry(kind, tuple(listed), composition.draft, composition.selection.bounds)


def _interviews(library: Library, wanted: Wanted) -> list[Interview | None]:
    """``None`` stands for everyone: the handouts."""
    if wanted.interviews:
        return [each for each in library.interviews if each.id in wanted.interviews]
    return [None, *library.interviews]


def _kinds(catalog: Catalog, interview: Interview | None, wanted: Wanted) -> list[Kind]:
    """The kinds to make, those last that show the others of the packet."""
    scopes = {"interview", "packet"} if interview else {"handout"}
    kinds = [
        kind
        for kind in catalog.kinds.values()
        if scopes.intersection(kind.made_for)
        and (not wanted.kinds or kind.name in wanted.kinds)
        and (interview is None or interview.documents is None or kind.name in interview.documents)
    ]
    return sorted(kinds, key=lambda kind: ("packet" in kind.made_for, kind.number))


def _known(wanted: Wanted, library: Library, catalog: Catalog) -> None:
    """Refuse a name on the command line that nothing has."""
    known = {
        "interview": (wanted.interviews, [interview.id for interview in library.interviews]),
        "kind": (wanted.kinds, list(catalog.kinds)),
        "channel": (wanted.channels, channel_names()),
    }
    unknown = [
        (what, name, names) for what, (given, names) in known.items() for name in given
        if name not in names
    ]  # fmt: skip
    if unknown:
        raise UnknownName(*unknown[0])


def kinds(project: Project) -> list[Kind]:
    """Every kind there is, in the order of a packet."""
    _, catalog = load(project, channel_names())
    return sorted(catalog.kinds.values(), key=lambda kind: kind.number)


def questions(project: Project, categories: tuple[str, ...], search: str) -> list[Category]:
    """The bank, or the part of it that is asked for. Every word searched for must be there."""
    library, _ = load(project, channel_names())
    names = [category.id for category in library.bank]
    for name in categories:
        if name not in names:
            raise UnknownName("category", name, names)
    words = search.lower().split()
    found = []
    for category in library.bank:
        kept = tuple(
            question
            for question in category.questions
            if all(word in f"{question.id} {question.text}".lower() for word in words)
        )
        if kept and (not categories or category.id in categories):
            found.append(category.model_copy(update={"questions": kept}))
    return found


class UnknownName(Exception):
    """A name on the command line that is not there."""

    def __init__(self, what: str, name: str, names: list[str]) -> None:
        plural = {"category": "categories"}.get(what, f"{what}s")
        super().__init__(
            f"there is no {what} “{name}”. {nearest(name, names, f'the {plural} are')}"
        )
