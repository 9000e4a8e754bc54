"""Every situation in which a draft of the picker reads otherwise, with marks for a student's words.

A mark is one character that no keyboard has. It stands where the page puts what was typed, so that
the words around it are those of the program's own templates.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple, get_args

from generator.compose import Composer
from generator.compose.sandbox import FILTERS
from generator.documents import Asked, Deadline, Plan
from generator.model import Catalog, Contact, Interview, Meeting, Outcome, Seeker
from generator.model.bank import Mode, Stage
from generator.model.people import (
    Alumni,
    Course,
    Event,
    FamilyFriend,
    FormerColleague,
    Platform,
    Referral,
)
from generator.model.policy import Policy
from generator.typography import spelled

TYPED = (
    *("topic", "seeker.name", "seeker.introduction"),
    *("contact.name", "contact.work", "contact.email", "contact.phone", "contact.reason"),
    *("contact.alumni.school", "contact.referral.name", "contact.referral.relation"),
    *("contact.family_friend.name", "contact.family_friend.relation"),
    *("contact.former_colleague.organization", "contact.former_colleague.when"),
    *("contact.found_via", "contact.course.name", "contact.event.name", "contact.event.said"),
    *("contact.platform.name", "contact.platform.about", "meeting.link"),
    *("ask.1", "ask.2", "ask.3", "close.1", "outcome.takeaways"),
)
"""What stands in a draft as it was typed: paths of an interview's file, and questions."""
COUNTED = (
    *("minutes.spelled", "minutes.capital", "minutes.figure", "meeting.day", "meeting.short"),
    *("meeting.clock", "meeting.start", "meeting.end", "meeting.thanks", "meeting.late"),
    *("meeting.where", "meeting.how", "question", "probe", "questions.spelled"),
)
"""What stands there as the program writes it."""
MARKS = {path: chr(0x1D000 + i) for i, path in enumerate((*TYPED, *COUNTED))}
"""Of the Byzantine musical notation: no interview is about it."""
WRITTEN = ("clock", "clock_range", "long_date", "month_day", "short_date")
"""Filters by which templates write a day or a time."""


class Figure(int):
    """Minutes with which a template reckons as with others, and writes a mark."""

    def __str__(self) -> str:
        return MARKS["minutes.figure"]


MINUTES, DAY = Figure(87), date(2199, 12, 31)
"""Stand for whatever is chosen: no template says these by itself."""
MOST_ASKED = 4
"""Questions in a request by email; with more the words are the same."""
STAGES: tuple[Stage | None, ...] = (None, *get_args(Stage))
SPOKEN: tuple[Mode, ...] = ("in_person", "phone", "video")


class Situation(NamedTuple):
    """What a draft depends on, under the name by which the page finds it."""

    key: str
    interview: Interview
    seeker: Seeker
    plan: Plan
    deadlines: tuple[Deadline, ...] = ()

    def shown(self) -> dict[str, Any]:
        """What a selection has of it."""
        return {name: getattr(self, name) for name in self._fields[1:]}


def marking(catalog: Catalog, said: Mapping[str, str]) -> Composer:
    """Fills templates, and has the mark of a path where a day or a time would be said so.

    What an organization or a template of its own says in the same words stays: it is no stand-in.
    """
    marks = {name: _marking(FILTERS[name], said) for name in WRITTEN}
    return Composer(catalog, {**FILTERS, **marks})


def _marking(write: Callable[..., str], said: Mapping[str, str]) -> Callable[..., str]:
    def mark(*words: Any, **named: Any) -> str:  # noqa: ANN401 - whatever the filter takes
        text = write(*words, **named)
        return MARKS[said[text]] if text in said else text

    return mark


def marked(text: str) -> str:
    """A composed text with marks for the other stand-ins, too."""
    told = MARKS["seeker.introduction"] + MARKS["contact.alumni.school"]
    text = text.replace(told, MARKS["seeker.introduction"])
    for said, path in (
        (spelled(MINUTES), "minutes.spelled"),
        (spelled(MINUTES).capitalize(), "minutes.capital"),
    ):
        text = text.replace(said, MARKS[path])
    return text


def requests(stage: Stage | None) -> Iterator[Situation]:
    """Of a request: what links the two, how they would talk, and where the seeker stands."""
    for tie, contact in TIES.items():
        told = MARKS["contact.alumni.school"] if tie.endswith("+told") else ""
        seeker = stand_in(stage, MARKS["seeker.introduction"] + told)
        for mode in SPOKEN:
            yield Situation(f"{tie}/{mode}", _interview(contact, mode), seeker, _plan(0))
        for asked in range(1, MOST_ASKED + 1):
            by_mail = _interview(contact, "email_qa")
            yield Situation(f"{tie}/email_qa{asked}", by_mail, seeker, _plan(asked))


def thanks() -> Iterator[Situation]:
    """Of a thank-you: how they talked, and whether the day is known."""
    outcome = Outcome.model_construct(takeaways=(MARKS["outcome.takeaways"],))
    for mode in get_args(Mode):
        for day in (None, DAY):
            interview = _interview(TIES["cold"], mode, day)
            interview = interview.model_copy(update={"outcome": outcome})
            yield Situation(f"{mode}{'+day' if day else ''}", interview, stand_in(None), _plan(0))


def meetings(action: str, policy: Policy) -> Iterator[Situation]:
    """Of a meeting in a calendar: how they talk, and what is known of the contact.

    ``action`` is what is due after it, and may wait as long as the policy says.
    """
    late = DAY + timedelta(days=1)
    day = late - timedelta(days=policy.thank_you_late_days - policy.thank_you_days)
    due = Deadline("", "", action, MARKS["contact.name"], day, late, None, "ahead")
    for mode in SPOKEN:
        for known in range(16):
            paths = ("contact.work", "contact.email", "contact.phone", "meeting.link")
            has = [path for i, path in enumerate(paths) if known >> i & 1]
            facts = {path.partition(".")[2]: MARKS[path] if path in has else None for path in paths}
            link, work = facts.pop("link"), facts.pop("work")
            contact = TIES["cold"].model_copy(update={**facts, "title": work})
            interview = _interview(contact, mode, DAY, link)
            yield Situation("+".join([mode, *has]), interview, stand_in(None), _plan(0), (due,))


def _of(path: str, *keys: str) -> dict[str, Any]:
    """Marks for these fields of the value at a path; no validation would let them pass."""
    return {key: MARKS[f"{path}.{key}"] for key in keys}


def _ties() -> Iterator[tuple[str, dict[str, object]]]:
    """What a relationship needs; twice where something may be missing, or is said already."""
    school = Alumni.model_construct(**_of("contact.alumni", "school"))
    event, said = _of("contact.event", "name"), _of("contact.event", "name", "said")
    platform, about = _of("contact.platform", "name"), _of("contact.platform", "name", "about")
    link = {"name": None, "relation": None}
    yield "cold", {}
    yield "alumni", {"alumni": school}
    yield "alumni+told", {"alumni": school}
    yield "referral", {"referral": Referral.model_construct(**_of("contact.referral", *link))}
    friend = FamilyFriend.model_construct(**_of("contact.family_friend", *link))
    yield "family_friend", {"family_friend": friend}
    worked = _of("contact.former_colleague", "organization", "when")
    yield "former_colleague", {"former_colleague": FormerColleague.model_construct(**worked)}
    yield "linkedin", {"found_via": MARKS["contact.found_via"]}
    yield "faculty_staff", {"course": Course.model_construct(**_of("contact.course", "name"))}
    yield "event", {"event": Event.model_construct(**event)}
    yield "event+said", {"event": Event.model_construct(**said)}
    yield "mentor_platform", {"platform": Platform.model_construct(**platform)}
    yield "mentor_platform+about", {"platform": Platform.model_construct(**about)}


def _contact(tie: str, needed: Mapping[str, object]) -> Contact:
    marks = {"name": MARKS["contact.name"], "reason": MARKS["contact.reason"]}
    known = {**marks, **needed, "relationship": tie.partition("+")[0]}
    return Contact.model_construct(**known)  # type: ignore[arg-type]  # as the fields have them


TIES = {tie: _contact(tie, needed) for tie, needed in _ties()}


def stand_in(stage: Stage | None, introduction: str = MARKS["seeker.introduction"]) -> Seeker:
    """Whoever asks, at this stage."""
    name, address = MARKS["seeker.name"], "nobody@example.org"
    return Seeker.model_construct(name=name, email=address, introduction=introduction, stage=stage)


def _interview(
    contact: Contact, mode: Mode, day: date | None = None, link: str | None = None
) -> Interview:
    meeting = Meeting.model_construct(mode=mode, minutes=MINUTES, date=day, link=link)
    topic = MARKS["topic"]
    return Interview.model_construct(id="", contact=contact, topic=topic, meeting=meeting)


def _plan(asked: int) -> Plan:
    """A plan of so many questions, the last of them for the end."""
    core = tuple(Asked("", MARKS[f"ask.{i}"]) for i in range(1, asked))
    return Plan(0, 0, 0, 0, core, (Asked("", MARKS["close.1"]),) if asked else ())
