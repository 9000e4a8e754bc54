"""Stage, pure: what one document shows and in which order, within the minutes there are."""

from dataclasses import replace
from datetime import date

from generator.documents import Bounds, Entry, Selection, Waiting
from generator.model import (
    ByField,
    Catalog,
    Category,
    Interview,
    Kind,
    Library,
    Limits,
    Organization,
    Paper,
    Seeker,
    Step,
)
from generator.plan import plan


def select(
    library: Library,
    catalog: Catalog,
    kind: Kind,
    interview: Interview | None,
    *,
    paper: Paper | None,
    today: date,
) -> Selection:
    """What the document of this kind shows for an interview, or for everyone."""
    seeker = library.seeker if interview else None
    if kind.example and not interview:
        seeker, interview = kind.example.seeker, kind.example.interview
        folder = "handouts"
    else:
        folder = interview.id if interview else "handouts"
    organization = library.organization
    theme = (interview and interview.theme) or (organization and organization.theme) or "grid"
    return Selection(
        kind=kind,
        folder=folder,
        theme=catalog.themes[theme],
        paper=paper or _paper(interview, library),
        bounds=_bounds(kind.limits, interview, seeker, organization),
        today=today,
        guide=library.guide,
        steps=tuple(_fitting(step, interview) for step in library.steps),
        bank=library.bank,
        sheet=plan(library, interview),
        organization=organization,
        logo=library.logo,
        seeker=seeker,
        interview=interview,
        source=library.sources.get(folder) or catalog.sources[kind.name],
        kind_source=catalog.sources[kind.name],
    )


def matching(
    bank: tuple[Category, ...], categories: tuple[str, ...], search: str
) -> list[Category]:
    """The part of a bank that is asked for. Every word searched for must be there."""
    words = search.lower().split()
    found = []
    for category in bank:
        questions = tuple(
            question
            for question in category.questions
            if all(word in f"{question.id} {question.text}".lower() for word in words)
        )
        if questions and (not categories or category.id in categories):
            found.append(category.model_copy(update={"questions": questions}))
    return found


def gather(selection: Selection, entries: list[Entry], waiting: list[Waiting]) -> Selection:
    """The selection of a document that shows the others of its packet, in the order of use."""
    waiting = [each for each in waiting if each.folder == selection.folder]
    stages = ["before", "during", "after"]

    def order(item: Entry | Waiting) -> tuple[int, int]:
        return stages.index(item.kind.when), item.kind.number

    return replace(
        selection,
        entries=tuple(sorted(entries, key=order)),
        waiting=tuple(sorted(waiting, key=order)),
    )


def lacks(selection: Selection) -> tuple[str, ...]:
    """What must be known before this document can be made without a blank."""
    if selection.interview is None:
        return ()
    return tuple(
        words
        for path, words in selection.kind.requires.items()
        if not value_at(
            path,
            selection.interview,
            seeker=selection.seeker,
            organization=selection.organization,
        )
    )


def value_at(path: str, interview: Interview | None, **owners: object) -> object:
    """The value of a dotted path such as ``seeker.email``; the interview's keys come bare."""
    first, _, rest = path.partition(".")
    value = owners.get(first, interview)
    for name in (rest if first in owners else path).split("."):
        value = getattr(value, name, None)
    return value


def _paper(interview: Interview | None, library: Library) -> Paper:
    if interview and interview.paper:
        return interview.paper
    return library.organization.paper if library.organization else "letter"


def _fitting(step: Step, interview: Interview | None) -> Step:
    """The step with the tips and check boxes that suit the mode and the relationship."""
    mode = interview.meeting.mode if interview else None
    relationship = interview.contact.relationship if interview else None
    tips = tuple(tip for tip in step.tips if tip.suits(mode, relationship))
    boxes = tuple(tip for tip in step.checklist if tip.suits(mode, relationship))
    return step.model_copy(update={"tips": tips, "checklist": boxes})


def _bounds(
    limits: Limits,
    interview: Interview | None,
    seeker: Seeker | None,
    organization: Organization | None,
) -> Bounds:
    characters = limits.characters
    if isinstance(characters, ByField):
        value = value_at(characters.field, interview, seeker=seeker, organization=organization)
        choices = characters.values
        characters = choices.get(str(value), min(choices.values()))
    return Bounds(limits.pages, limits.words, limits.advised_words, characters, limits.subject)
