"""The question sheet as the picker prints it: the kind's own page, with marks and models of rows.

Each state of an interview in which the sheet reads otherwise is composed here. The page takes
the one that fits, repeats the first row of each list for the questions of the plan, and fills the
marks.
"""

import re
from collections.abc import Iterator
from datetime import date, time

from generator.channels.web import unmarked
from generator.compose import Composer
from generator.documents import Asked, Plan, Selection, Target
from generator.model import Interview, Meeting
from generator.select import Selector
from generator.site.situations import DAY, MARKS, MINUTES, TIES, marked, marking, stand_in
from generator.typography import days_after, fine, month_day, short_date, spelled

KIND = "question-sheet"
START = time(3, 33)
CLOCKS = {"3:33–5:00 a.m.": "meeting.clock", "5:00": "meeting.end", "3:33": "meeting.start"}
"""What is said of a meeting of so many minutes that begins then."""
LISTED, MANY, SPARE = 1, 13, 11
"""Questions that make a sheet, an agenda, and more than a sheet lists for spare time."""
BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
AGAIN = re.compile(r"(<li>(?:(?!</li>).)*</li>)(?:\s*\1)+", re.DOTALL)
INLINE = re.compile(
    r' style="[^"]*"| data-lines="[^"]*"| id="lines-[^"]*"|<img class="lockup"[^>]*>'
)
"""What a strict policy forbids, or only a PDF needs; and the logo, which the page has already."""
NAMES = re.compile(r' (id|aria-labelledby)="')


def sheets(selector: Selector) -> Iterator[tuple[str, str]]:
    """The markup of each sheet by its name, such as ``agreed`` and ``agreed-agenda``."""
    due = month_day(days_after(DAY, selector.library.policy.thank_you_days))
    said = {short_date(DAY): "meeting.short", due: "meeting.thanks", **CLOCKS}
    composer = marking(selector.catalog, said)
    for state, interview in _states():
        base = selector.select(selector.catalog.kinds[KIND], Target.about(interview))
        base = base._replace(seeker=stand_in(None), logo=base.logo and "logo")
        for count, suffix in ((LISTED, ""), (MANY, "-agenda")):
            name = state + suffix
            markup = _markup(base._replace(plan=_plan(count)), composer)
            yield name, NAMES.sub(rf' \1="{name}-', markup)


def _states() -> Iterator[tuple[str, Interview]]:
    yield "open", _interview(Meeting.model_construct(mode="in_person", minutes=MINUTES))
    yield "dated", _interview(Meeting.model_construct(mode="in_person", minutes=MINUTES, date=DAY))
    yield "agreed", _interview(_agreed(DAY))
    yield "by-mail", _interview(Meeting.model_construct(mode="email_qa", minutes=MINUTES))


def _agreed(day: date) -> Meeting:
    return Meeting.model_construct(mode="in_person", minutes=MINUTES, date=day, time=START)


def _interview(meeting: Meeting) -> Interview:
    places = {"place": MARKS["meeting.where"], "link": MARKS["meeting.how"]}
    known = ("phone", "email")
    contact = TIES["cold"].model_copy(
        update={"title": MARKS["contact.work"], **{key: MARKS[f"contact.{key}"] for key in known}}
    )
    meeting = meeting.model_copy(update=places if meeting.mode != "email_qa" else {})
    topic = MARKS["topic"]
    return Interview.model_construct(id="", contact=contact, topic=topic, meeting=meeting)


def _plan(count: int) -> Plan:
    asked = Asked("", MARKS["question"], (MARKS["probe"],), minute=0)
    return Plan(1, 1, 1, 1, (asked,) * count, (asked,), (asked,) * SPARE)


def _markup(selection: Selection, composer: Composer) -> str:
    text = composer.compose(selection, ("body.html",)).parts["body.html"]
    many = spelled(len(selection.plan.core) + len(selection.plan.close))
    text = text.replace(fine(f"{many} questions"), MARKS["questions.spelled"])
    found = BODY.search(text)
    text = INLINE.sub("", unmarked(marked(found[1] if found else text)))
    return AGAIN.sub(r"\1", re.sub(r"\s*\n\s*", "\n", text)).strip()
