"""The whole build as one short function; the only module that knows the order."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from generator.builds import Asking, Built, Made, UnknownName, Wanted
from generator.channels import lacking, typeset
from generator.channels import names as channel_names
from generator.check import check_limits, check_pages, check_text
from generator.documents import (
    Artifact,
    Composition,
    Deadline,
    Entry,
    File,
    Plan,
    Selection,
    Waiting,
)
from generator.errors import EngineMissing, InputError
from generator.lint import lint, lint_draft
from generator.load import load, load_bank, load_catalog
from generator.model import Catalog, Category, Interview, Kind, Library, Preset
from generator.model.catalog import Scope
from generator.plan import Planner
from generator.project import Project
from generator.select import Selector, gather, lacks, matching, suits
from generator.write import write

if TYPE_CHECKING:
    from generator.compose import Composer

URGENCY = ("late", "due", "ahead", "done")
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
    from generator.compose import PARTS, Composer  # noqa: PLC0415 - only documents need Jinja

    selector = _selector(project, wanted)
    composer, made = Composer(selector.catalog), Made()
    made.note(lint(selector.library, project.today, wanted.interviews))
    for scope, interview in _targets(selector.library, wanted):
        entries: list[Entry] = []
        kinds = _kinds(selector.catalog, scope, interview, wanted)
        for selection in _selections(selector, scope, interview, kinds, made):
            tell(f"{selection.folder}: {selection.kind.title}")
            whole = gather(selection, entries, made.waiting)
            composition = _composed(composer, whole, PARTS, selector.library, made)
            if composition:
                entries.append(_finished(composition, wanted, selector.library, made))
        for report in _reports(selector, scope, interview, wanted, made):
            if composition := _composed(composer, report, PARTS, selector.library, made):
                _finished(composition, Wanted(), selector.library, made)
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
    from generator.compose import PARTS, TEXTS, Composer  # noqa: PLC0415 - as above

    selector = _selector(project, wanted)
    composer, made, own = Composer(selector.catalog), Made(), project.has_own_templates
    made.note(lint(selector.library, project.today, wanted.interviews))
    for scope, interview in _targets(selector.library, wanted):
        kinds = _kinds(selector.catalog, scope, interview, wanted)
        drafts = [kind for kind in kinds if own or kind.limits.of_text]
        for selection in _selections(selector, scope, interview, drafts, made):
            tell(f"{selection.folder}: {selection.kind.title}")
            parts = PARTS if own else TEXTS
            composition = _composed(composer, selection, parts, selector.library, made)
            made.problems += lacking(composition) if own and composition else ()
    made.stop_if_broken(strict=wanted.strict)
    return made


def _selector(project: Project, wanted: Wanted) -> Selector:
    library, catalog = load(project, channel_names())
    wanted.must_be_among(
        interview=[interview.id for interview in library.interviews],
        kind=list(catalog.kinds),
        channel=channel_names(),
        edition=list(catalog.editions),
    )
    return Selector(library, catalog, wanted, today=project.today)


def _targets(library: Library, wanted: Wanted) -> Iterator[tuple[Scope, Interview | None]]:
    """What documents are made for: everyone, each interview, and all interviews together."""
    if not wanted.interviews:
        yield "handout", None
    for interview in library.interviews:
        if not wanted.interviews or interview.id in wanted.interviews:
            yield "interview", interview
    if library.interviews and not wanted.interviews:
        yield "overview", None


def _selections(
    selector: Selector,
    scope: Scope,
    interview: Interview | None,
    kinds: Iterable[Kind],
    made: Made,
) -> Iterator[Selection]:
    """What each document shows; those that must wait are noted instead."""
    library = selector.library
    for kind in kinds:
        if interview and not suits(kind, interview, library):
            continue
        selection = selector.select(kind, interview, scope)
        if missing := lacks(selection):
            made.waiting.append(Waiting(selection.folder, kind, missing))
        else:
            yield selection


def _reports(
    selector: Selector, scope: Scope, interview: Interview | None, wanted: Wanted, made: Made
) -> Iterator[Selection]:
    """What was checked about the files of a folder, for those who asked."""
    from generator.examine import examine  # noqa: PLC0415 - few ask

    for kind in selector.catalog.kinds.values() if wanted.report else ():
        if "report" in kind.made_for:
            selection = selector.select(kind, interview, scope)
            checks = tuple(examine(made.in_folder(selection.folder)))
            if checks:
                yield selection._replace(checks=checks)


def _composed(
    composer: "Composer",
    selection: Selection,
    parts: tuple[str, ...],
    library: Library,
    made: Made,
) -> Composition | None:
    """The words of a document, or the problems that they have."""
    try:
        composition = composer.compose(selection, parts)
    except InputError as error:
        made.problems += error.problems
        return None
    made.note(check_text(composition))
    made.note(check_limits(composition, library.rules_for(selection.interview)))
    made.note(lint_draft(composition, library))
    return composition


def _finished(composition: Composition, wanted: Wanted, library: Library, made: Made) -> Entry:
    """Typeset a document in each of its channels, check its pages, and list it."""
    selection, kind = composition.selection, composition.selection.kind
    files = []
    for artifact in _typeset(composition, wanted, made):
        made.note(check_pages(artifact, selection, library.rules["pages"]))
        made.note(artifact.warnings)
        name = f"{kind.stem}{artifact.suffix}"
        made.files[f"{selection.folder}/{name}"] = artifact
        files.append(File(name, len(artifact.data), artifact.pages, artifact.edition))
    return Entry(kind, tuple(files), composition.draft, selection.bounds)


def _typeset(composition: Composition, wanted: Wanted, made: Made) -> Iterator[Artifact]:
    for channel in composition.selection.kind.channels:
        if wanted.channels and channel not in wanted.channels:
            continue
        try:
            yield from typeset(composition, channel)
        except EngineMissing as error:
            made.engine = str(error)
        except InputError as error:
            made.problems += error.problems


def _kinds(
    catalog: Catalog, scope: Scope, interview: Interview | None, wanted: Wanted
) -> list[Kind]:
    """The kinds to make, those last that show the others of the packet.

    A build of some documents leaves the packet's page alone, which would lack the others.
    """
    packets = {kind.name for kind in catalog.kinds.values() if "packet" in kind.made_for}
    narrowed = set() if packets.intersection(wanted.kinds) else set(wanted.kinds)
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


def questions(project: Project, asked: Asking) -> tuple[list[Category], dict[str, Preset]]:
    """The bank, or the part of it that is asked for, and the presets."""
    bank, presets = load_bank(project)
    asked.must_be_among(category=[category.id for category in bank], preset=list(presets))
    named = presets[asked.preset] if asked.preset else None
    return matching(bank, asked, named), presets


def plan(project: Project, name: str, preset: str, minutes: int | None) -> tuple[Interview, Plan]:
    """The plan of an interview, as it is or as it would be with another preset or length."""
    library, interview = find(project, name)
    if preset and preset not in library.presets:
        raise UnknownName("preset", preset, list(library.presets))
    if preset:
        interview = interview.model_copy(update={"preset": preset, "questions": ()})
    if minutes:
        meeting = interview.meeting.model_copy(update={"minutes": minutes})
        interview = interview.model_copy(update={"meeting": meeting})
    return interview, Planner(library).plan(interview)


def find(project: Project, name: str) -> tuple[Library, Interview]:
    """An interview by the name of its file, and all that is around it.

    Raises:
        UnknownName: there is no interview of this name.
    """
    library, _ = load(project, channel_names())
    known = {interview.id: interview for interview in library.interviews}
    if name not in known:
        raise UnknownName("interview", name, list(known))
    return library, known[name]


def due(project: Project) -> list[Deadline]:
    """Everything that is wanted by a day, over all interviews, and how it stands today."""
    library, catalog = load(project, channel_names())
    selector = Selector(library, catalog, today=project.today)
    found = [each for row in selector.rows() for each in row.deadlines]
    return sorted(found, key=lambda each: (URGENCY.index(each.state), each.day))
