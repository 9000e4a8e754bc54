"""Stage, pure: what one document shows and in which order, within the minutes there are."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from generator.documents import Asked, Bounds, Entry, Selection, Sheet, Waiting
from generator.model import (
    ByField,
    Catalog,
    Category,
    Chosen,
    Interview,
    Kind,
    Library,
    Limits,
    Organization,
    Paper,
    Seeker,
    Step,
)

MOST_LINES = 14
"""Writing lines that a question can grow to where the page has room."""
BLANK_QUESTIONS = 5
"""Questions on the sheet that everyone gets: with two closing ones, what 20 minutes hold."""


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
        sheet=_sheet(library, interview),
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


def _spans(minutes: int) -> tuple[int, int, int]:
    """Opening, asking and closing minutes: 4, 13 and 3 of 20 (The 20-Minute Networking Meeting)."""
    opening = 2 + minutes // 10
    closing = 2 if minutes < 20 else 3 if minutes < 45 else 4  # noqa: PLR2004 - as in the book
    return opening, minutes - opening - closing, closing


def _sheet(library: Library, interview: Interview | None) -> Sheet:
    opening, asking, closing = _spans(interview.meeting.minutes if interview else 20)
    questions = [_asked(chosen, library) for chosen in (interview.questions if interview else ())]
    core = [asked for phase, asked in questions if phase != "close"]
    close = [asked for phase, asked in questions if phase == "close"]
    if not close:
        close = [asked for phase, asked in _all(library) if phase == "close"]
    if not core:
        core = [_blank()] * BLANK_QUESTIONS
    if interview is None:
        close = [*close[:1], _blank()]
    start = interview.meeting.start if interview else None
    core = _timed(core, opening, asking, start)
    close = _timed(close, opening + asking, closing, start)
    if interview is None:
        core = [replace(asked, minute=None) for asked in core]
        close = [replace(asked, minute=None) for asked in close]
    wanted = sum(asked.minutes for asked in core)
    close = [replace(asked, most_lines=2) for asked in close]
    return Sheet(opening, asking, closing, tuple(core), tuple(close), wanted)


def _all(library: Library) -> list[tuple[str, Asked]]:
    return [_asked(Chosen(id=question.id), library) for question in library.questions]


def _blank() -> Asked:
    return Asked("", "", (), 2, 2, None, None, 1, MOST_LINES)


def _asked(chosen: Chosen, library: Library) -> tuple[str, Asked]:
    """The phase of a chosen question, and the question with the bank's words where it has none."""
    known = next((q for q in library.questions if q.id == chosen.id), None)
    text = chosen.text or (known.text if known else "")
    minutes = chosen.minutes or (known.minutes if known else 2)
    phase = chosen.phase or (known.phase if known else "core")
    lines = chosen.note_lines
    return phase, Asked(
        id=chosen.id or "",
        text=text,
        probes=known.probes if known and not chosen.text else (),
        minutes=minutes,
        priority=chosen.priority,
        minute=None,
        clock=None,
        fewest_lines=lines or 1,
        most_lines=lines or MOST_LINES,
    )


def _timed(questions: list[Asked], first: int, span: int, start: datetime | None) -> list[Asked]:
    """Each question with the minute at which to begin it.

    Questions that need more than the span share it in proportion, so that no mark runs over.
    """
    wanted = sum(asked.minutes for asked in questions)
    pace = min(1, span / wanted) if wanted else 1
    timed, passed = [], 0.0
    for asked in questions:
        minute = first + int(passed * pace)
        clock = (start + timedelta(minutes=minute)).time() if start else None
        timed.append(replace(asked, minute=minute, clock=clock))
        passed += asked.minutes
    return timed
