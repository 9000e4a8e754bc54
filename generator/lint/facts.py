"""What is wrong with an interview that no phrase gives away: a name, a day, a time, a blank."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator import typography
from generator.errors import Loc, Problem, Source
from generator.lint.texts import at
from generator.model import Interview, Library, Policy, Rule, Seeker
from generator.schedule import is_business_day
from generator.sentence import begun

EARLIEST = 7
"""O'clock: who meets before, means the evening or has a reason."""
SPANNING = ("video", "phone")
"""Ways to meet in which the two may be in different time zones."""
TIED = re.compile(
    r"\b(?:an?|the|my|our|your|his|her|their|its|one|another|both|some|someone|somebody|each|this"
    r"|that|who|whom|whose|with|from|at|in|of|once|formerly)(?![\w-])|\w['’](?:s\b|\s)",
    re.IGNORECASE,
)
"""A word that lets a relation stand in a sentence, as in “my aunt” or “who taught me”."""
BY = re.compile(
    r"\b(?:by|on|until|before) (?:(?:the|next|this|end|of) )*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|tomorrow|week|month|(?:jan|febr)uary|march|april|may \d+|june|july|august|(?:septem|octo"
    r"|novem|decem)ber)\b(?: \d+)?",
    re.IGNORECASE,
)
"""How a day stands in a promise; “may” is a word of other sentences, too."""
ENDED = re.compile(r"[?.!…:]\W*$")
Entry = tuple[Source, Loc, str | None]
"""A question in a list, and where it stands."""
YEAR = timedelta(days=366)
WAYS = {"video": "by video", "phone": "by telephone"}
DONE = (
    "asked",
    "assignment.done",
    "sent.*",
    "contact.referral.permission",
    "outcome.promises.*.done",
    "outcome.named.*.permission",
)
"""The paths of days on which something was done."""


class Case(NamedTuple):
    """One interview on one day."""

    interview: Interview
    source: Source
    policy: Policy
    today: date
    seeker: Seeker | None
    small: Collection[str]
    """Words that are no names."""

    @property
    def open(self) -> date | None:
        """The day of a meeting of which nothing is said yet that came of it."""
        known = self.interview.outcome or self.interview.closed
        return None if known else self.interview.meeting.date

    @property
    def ahead(self) -> date | None:
        """The day of a meeting that is still to come."""
        return self.open if self.open and self.open >= self.today else None


def facts(case: Case, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """What the rules say that look at one interview as a whole."""
    for name, look in LOOKS.items():
        if rule := rules.get(name):
            yield from look(case, rule)


def facts_of_bank(library: Library, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """What they say of the questions that the project itself added, list by list."""
    entries = (
        (*library.places[question.id], question.text)
        for question in library.questions
        if question.id in library.places
    )
    if rule := rules.get("comma"):
        for _, same in groupby(entries, lambda entry: (entry[0].path, entry[1][:-1])):
            yield from _cut(same, rule)


def _reason(case: Case, rule: Rule) -> Iterator[Problem]:
    contact = case.interview.contact
    if contact.reason is None:
        yield rule.problem(case.source, ("contact", "name"), name=contact.name)


def _whose(case: Case, rule: Rule) -> Iterator[Problem]:
    """Who a person is to the seeker, without a word before it: “aunt”."""
    for key in ("referral", "family_friend"):
        person = getattr(case.interview.contact, key)
        if person and not TIED.search(person.relation):
            loc = ("contact", key, "relation")
            yield rule.problem(case.source, loc, name=person.name, found=person.relation)


def _permission(case: Case, rule: Rule) -> Iterator[Problem]:
    contact = case.interview.contact
    if contact.referral and not contact.permitted:
        yield rule.problem(case.source, ("contact", "referral", "name"), name=contact.referral.name)


def _future(case: Case, rule: Rule) -> Iterator[Problem]:
    for path in DONE:
        for loc, day in at(case.interview, path):
            if isinstance(day, date) and day > case.today:
                yield rule.problem(case.source, loc, day=typography.short_date(day))
    day = case.interview.meeting.date
    if case.interview.outcome and day and day > case.today:
        yield rule.problem(case.source, ("meeting", "date"), day=typography.short_date(day))


def _promise(case: Case, rule: Rule) -> Iterator[Problem]:
    """A promise whose day is over, which a thank-you would give once more."""
    outcome = case.interview.outcome
    if outcome is None or "thank-you-email" in case.interview.sent:
        return
    for i, promise in enumerate(outcome.promises):
        if promise.due and not promise.done and promise.due < case.today:
            loc = ("outcome", "promises", i, "due")
            day = typography.month_day(promise.due)
            yield rule.problem(case.source, loc, found=promise.what, day=day)


def _by_when(case: Case, rule: Rule) -> Iterator[Problem]:
    """A promise that says its day in words, which nobody is reminded of."""
    outcome = case.interview.outcome
    for i, promise in enumerate(outcome.promises if outcome else ()):
        if not promise.due and not promise.done and (match := BY.search(promise.what)):
            yield rule.problem(case.source, ("outcome", "promises", i), found=match[0])


def _place(case: Case, rule: Rule) -> Iterator[Problem]:
    """A place where nobody goes, such as one of before the meeting became a call."""
    meeting = case.interview.meeting
    if meeting.place and meeting.mode in SPANNING:
        way = WAYS[meeting.mode]
        yield rule.problem(case.source, ("meeting", "place"), found=meeting.place, way=way)


def _class_day(case: Case, rule: Rule) -> Iterator[Problem]:
    assignment = case.interview.assignment
    if assignment and assignment.due and case.ahead and case.ahead > assignment.due:
        day = typography.month_day(assignment.due)
        course = assignment.course
        yield rule.problem(case.source, ("meeting", "date"), day=day, course=course)


def _far(case: Case, rule: Rule) -> Iterator[Problem]:
    if case.ahead and case.ahead - case.today > YEAR:
        yield rule.problem(case.source, ("meeting", "date"), day=case.ahead)


def _capital(case: Case, rule: Rule) -> Iterator[Problem]:
    """A topic that begins as a title does; “UX Design” has capitals in a sentence, too."""
    topic = case.interview.topic
    better = ", ".join(begun(part, case.small) for part in topic.split(", "))
    first = topic.partition(" ")[0]
    if first != better.partition(" ")[0]:
        yield rule.problem(case.source, ("topic",), found=first.rstrip(",;:"), other=better)


def _long_question(case: Case, rule: Rule) -> Iterator[Problem]:
    for i, chosen in enumerate(case.interview.questions):
        if chosen.text and (words := len(chosen.text.split())) > rule.most:
            yield rule.problem(case.source, ("questions", i), now=words)


def _comma(case: Case, rule: Rule) -> Iterator[Problem]:
    entries = enumerate(case.interview.questions)
    yield from _cut(((case.source, ("questions", i), each.text) for i, each in entries), rule)


def _cut(entries: Iterable[Entry], rule: Rule) -> Iterator[Problem]:
    """Two entries that were one: “[What is hard, really?]” is a list of two."""
    for (source, loc, one), (_, next_loc, other) in pairwise(entries):
        if source.place(loc).line != source.place(next_loc).line:
            continue  # between brackets a list is mostly on one line; a dash stands before others
        if one and other and not ENDED.search(one) and other[0].islower():
            yield rule.problem(source, loc, found=f"{one}, {other}")


def _free_day(case: Case, rule: Rule) -> Iterator[Problem]:
    day = case.ahead
    if day and not is_business_day(day, case.policy.holidays):
        words = typography.long_date(day) + (", a holiday" if day in case.policy.holidays else "")
        yield rule.problem(case.source, ("meeting", "date"), day=words)


def _early(case: Case, rule: Rule) -> Iterator[Problem]:
    time = case.interview.meeting.time
    if case.ahead and time and time.hour < EARLIEST:
        clock = typography.clock(time, half=False)
        yield rule.problem(case.source, ("meeting", "time"), now=clock, time=f"{clock} pm")


def _zone(case: Case, rule: Rule) -> Iterator[Problem]:
    """A time on two clocks that show another, with no word on which of them it is."""
    meeting, contact = case.interview.meeting, case.interview.contact
    zones = case.seeker and case.seeker.timezone, contact.timezone
    if not case.ahead or not meeting.time or meeting.timezone or not all(zones):
        return
    begin = datetime.combine(case.ahead, meeting.time)
    if meeting.mode in SPANNING and len({ZoneInfo(z or "").utcoffset(begin) for z in zones}) > 1:
        clock = typography.clock(meeting.time)
        yield rule.problem(case.source, ("meeting", "time"), time=clock)


def _over(case: Case, rule: Rule) -> Iterator[Problem]:
    if case.open and case.open < case.today:
        yield rule.problem(case.source, ("meeting", "date"), day=case.today)


LOOKS: dict[str, Callable[[Case, Rule], Iterator[Problem]]] = {
    "reason": _reason,
    "whose": _whose,
    "permission": _permission,
    "future": _future,
    "promise": _promise,
    "by-when": _by_when,
    "place": _place,
    "class-day": _class_day,
    "far": _far,
    "capital": _capital,
    "long-question": _long_question,
    "comma": _comma,
    "free-day": _free_day,
    "early": _early,
    "zone": _zone,
    "over": _over,
}
