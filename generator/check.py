"""Stage, pure: does a document keep its kind's limits, and has it no blank in it?"""

from collections.abc import Iterator
from datetime import date

from generator import markup
from generator.documents import Artifact, Composition, Selection
from generator.errors import Loc, Problem, Source
from generator.model import Interview
from generator.model.base import PLACEHOLDER

TOPIC: Loc = ("topic",)
REASON: Loc = ("contact", "reason")
SHORTEN = {
    TOPIC: "Shorten the topic.",
    REASON: "Shorten the reason, the introduction, the availability or the topic.",
}


def check_text(composition: Composition) -> Iterator[Problem]:
    """What is wrong with the words of a document: over a limit, or a placeholder left in."""
    selection, bounds = composition.selection, composition.selection.bounds
    name = selection.kind.title
    for part, text in composition.parts.items():
        words = markup.words_of(text) if part.endswith("html") else text
        for blank in sorted({match.group() for match in PLACEHOLDER.finditer(words)}):
            yield selection.source.problem(
                f"{name}: the placeholder “{blank}” was never filled in.",
                hint="Put the real words there, or take it out.",
            )
    draft = composition.draft
    if draft is None:
        return
    for what, is_now, limit, unit, loc in (
        ("subject", len(draft.subject), bounds.subject, "characters", TOPIC),
        ("text", len(draft.body), bounds.characters, "characters", TOPIC),
        ("text", draft.words, bounds.words, "words", REASON),
    ):
        if limit and is_now > limit:
            message = f"{name}: the {what} has {is_now} {unit}; at most {limit} are allowed."
            yield selection.source.problem(message, loc, SHORTEN[loc])
    if bounds.advised_words and draft.words > bounds.advised_words:
        message = f"{name}: {draft.words} words; most people read {bounds.advised_words} at most."
        yield selection.source.problem(message, REASON, SHORTEN[REASON]).as_warning()


def check_day(interview: Interview, source: Source, today: date) -> Iterator[Problem]:
    """Whether the meeting is over and nothing was written down about it."""
    if interview.meeting.date and interview.meeting.date < today and interview.outcome is None:
        yield source.problem(
            f"This meeting was before today, {today}.",
            ("meeting", "date"),
            "Add its outcome, and the thank-you email can be made; or mend the date.",
        ).as_warning()


def check_pages(artifact: Artifact, selection: Selection) -> Iterator[Problem]:
    """What is wrong with the pages of a file: more than promised."""
    pages = selection.bounds.pages
    if pages is None or (not artifact.overflow and (artifact.pages or 0) <= pages):
        return
    promise = "one page" if pages == 1 else f"{pages} pages"
    smallest = selection.theme.fit.sizes[-1]
    message = (
        f"{selection.kind.title}: {_length(artifact)} too long for {promise} "
        f"({selection.paper}), even with {smallest:g} pt type."
    )
    drop = selection.sheet.drop_first[:3] if selection.interview else []
    names = ", then ".join(f"“{asked.id or asked.text}”" for asked in drop)
    hint = f"Drop first: {names}." if names else "Shorten the goal or the titles."
    yield selection.source.problem(message, ("questions",) if names else (), hint)


def _length(artifact: Artifact) -> str:
    return f"{artifact.overflow} mm" if artifact.overflow else f"with {artifact.pages} pages"
