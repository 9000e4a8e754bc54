"""Tool, pure: the time-boxed part of a meeting, with the minute at which to begin each question."""

from dataclasses import replace
from datetime import datetime, timedelta

from generator.documents import Asked, Sheet
from generator.model import Chosen, Interview, Library

MOST_LINES = 14
"""Writing lines that a question can grow to where the page has room."""
BLANK_QUESTIONS = 5
"""Questions on the sheet that everyone gets: with two closing ones, what 20 minutes hold."""


def plan(library: Library, interview: Interview | None) -> Sheet:
    """The sheet of an interview, or the blank one that everyone gets."""
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


def _spans(minutes: int) -> tuple[int, int, int]:
    """Opening, asking and closing minutes: 4, 13 and 3 of 20 (The 20-Minute Networking Meeting)."""
    opening = 2 + minutes // 10
    closing = 2 if minutes < 20 else 3 if minutes < 45 else 4  # noqa: PLR2004 - as in the book
    return opening, minutes - opening - closing, closing


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
