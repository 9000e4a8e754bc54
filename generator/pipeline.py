"""The whole build as one short function; the only module that knows the order."""

from collections.abc import Callable, Iterator

from generator.builds import Built, Made, UnknownName, Wanted
from generator.channels import lacking, typeset
from generator.channels import names as channel_names
from generator.check import check_day, check_pages, check_text
from generator.compose import PARTS, TEXTS, Composer
from generator.documents import Artifact, Composition, Entry, File, Selection, Waiting
from generator.errors import EngineMissing, InputError
from generator.load import load, load_bank, load_catalog
from generator.model import Catalog, Category, Interview, Kind, Library
from generator.project import Project
from generator.select import gather, lacks, matching, select
from generator.write import write

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
    library, catalog = _loaded(project, wanted)
    composer, made = Composer(catalog), Made()
    for interview in _interviews(library, wanted):
        entries: list[Entry] = []
        for selection in _selections(library, catalog, interview, project, wanted, made):
            tell(f"{selection.folder}: {selection.kind.title}")
            composition = _composed(composer, gather(selection, entries, made.waiting), PARTS, made)
            if composition:
                entries.append(_finished(composition, wanted, made))
    made.stop_if_broken()
    return made


def check(project: Project, wanted: Wanted, tell: Tell) -> Made:
    """Find what is wrong, and make nothing.

    Content is checked when it is read, and cannot spoil a template of the pack; so only drafts
    with a limit are composed, unless the project has templates of its own.

    Raises:
        InputError: something in the content, a template or a theme is wrong.
        LimitError: a draft cannot keep its kind's limits.
    """
    library, catalog = _loaded(project, wanted)
    composer, made, own = Composer(catalog), Made(), project.has_own_templates
    for interview in _interviews(library, wanted):
        for selection in _selections(library, catalog, interview, project, wanted, made):
            if own or selection.bounds.of_text:
                tell(f"{selection.folder}: {selection.kind.title}")
                composition = _composed(composer, selection, PARTS if own else TEXTS, made)
                made.problems += lacking(composition) if own and composition else ()
    made.stop_if_broken()
    return made


def _loaded(project: Project, wanted: Wanted) -> tuple[Library, Catalog]:
    library, catalog = load(project, channel_names())
    wanted.must_be_among(
        interview=[interview.id for interview in library.interviews],
        kind=list(catalog.kinds),
        channel=channel_names(),
    )
    return library, catalog


def _selections(
    library: Library,
    catalog: Catalog,
    interview: Interview | None,
    project: Project,
    wanted: Wanted,
    made: Made,
) -> Iterator[Selection]:
    """What each document shows; those that must wait are noted instead."""
    if interview:
        made.warnings += check_day(interview, library.sources[interview.id], project.today)
    for kind in _kinds(catalog, interview, wanted):
        selection = select(
            library, catalog, kind, interview, paper=wanted.paper, today=project.today
        )
        if missing := lacks(selection):
            made.waiting.append(Waiting(selection.folder, kind, missing))
        else:
            yield selection


def _composed(
    composer: Composer, selection: Selection, parts: tuple[str, ...], made: Made
) -> Composition | None:
    """The words of a document, or the problems that they have."""
    try:
        composition = composer.compose(selection, parts)
    except InputError as error:
        made.problems += error.problems
        return None
    for problem in check_text(composition):
        (made.warnings if problem.severity == "warning" else made.limits).append(problem)
    return composition


def _finished(composition: Composition, wanted: Wanted, made: Made) -> Entry:
    """Typeset a document in each of its channels, check its pages, and list it."""
    selection, kind = composition.selection, composition.selection.kind
    files = []
    for artifact in _typeset(composition, wanted, made):
        made.limits += check_pages(artifact, selection)
        made.warnings += [each for each in artifact.warnings if each not in made.warnings]
        name = f"{kind.stem}{artifact.suffix}"
        made.files[f"{selection.folder}/{name}"] = artifact
        files.append(File(name, len(artifact.data), artifact.pages))
    return Entry(kind, tuple(files), composition.draft, selection.bounds)


def _typeset(composition: Composition, wanted: Wanted, made: Made) -> Iterator[Artifact]:
    for channel in composition.selection.kind.channels:
        if wanted.channels and channel not in wanted.channels:
            continue
        try:
            yield typeset(composition, channel)
        except EngineMissing as error:
            made.engine = str(error)
        except InputError as error:
            made.problems += error.problems


def _interviews(library: Library, wanted: Wanted) -> list[Interview | None]:
    """``None`` stands for everyone: the handouts."""
    if wanted.interviews:
        return [each for each in library.interviews if each.id in wanted.interviews]
    return [None, *library.interviews]


def _kinds(catalog: Catalog, interview: Interview | None, wanted: Wanted) -> list[Kind]:
    """The kinds to make, those last that show the others of the packet.

    A build of some documents leaves the packet's page alone, which would lack the others.
    """
    packets = {kind.name for kind in catalog.kinds.values() if "packet" in kind.made_for}
    narrowed = set() if packets.intersection(wanted.kinds) else set(wanted.kinds)
    scope = "interview" if interview else "handout"
    chosen = interview.documents if interview else None
    kinds = [
        kind
        for kind in catalog.kinds.values()
        if scope in kind.made_for
        and (not narrowed or kind.name in narrowed)
        and (chosen is None or kind.name in chosen)
    ]
    if interview and not narrowed and not wanted.channels:
        kinds += [catalog.kinds[name] for name in packets]
    return sorted(kinds, key=lambda kind: ("packet" in kind.made_for, kind.number))


def kinds(project: Project) -> list[Kind]:
    """Every kind there is, in the order of a packet."""
    catalog = load_catalog(project, channel_names())
    return sorted(catalog.kinds.values(), key=lambda kind: kind.number)


def questions(project: Project, categories: tuple[str, ...], search: str) -> list[Category]:
    """The bank, or the part of it that is asked for. Every word searched for must be there."""
    bank = load_bank(project)
    names = [category.id for category in bank]
    for name in categories:
        if name not in names:
            raise UnknownName("category", name, names)
    return matching(bank, categories, search)
