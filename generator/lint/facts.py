"""What is wrong with an interview that no phrase gives away: a name, a day, a time, a blank."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator import typography
from generator.errors import Problem, Source
from generator.lint.texts import at
from generator.model import Interview, Policy, Rule, Seeker

EARLIEST = 7
"""O'clock: who meets before, means the evening or has a reason."""
WEEKEND = 5
"""The number of Saturday; Sunday's is higher."""
SPANNING = ("video", "phone")
"""Ways to meet in which each sits before a clock of their own."""
DONE = (
    "asked",
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
    seeker: Seeker | None = None

    @property
    def ahead(self) -> date | None:
        """The day of a meeting that is still to come."""
        day = self.interview.meeting.date
        return day if day and day >= self.today and self.interview.outcome is None else None


def facts(case: Case, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """What the rules say that look at one interview as a whole."""
    for name, look in LOOKS.items():
        if rule := rules.get(name):
            yield from look(case, rule)


def _reason(case: Case, rule: Rule) -> Iterator[Problem]:
    contact = case.interview.contact
    if contact.reason is None:
        yield rule.problem(case.source, ("contact", "name"), name=contact.name)


def _permission(case: Case, rule: Rule) -> Iterator[Problem]:
    contact = case.interview.contact
    if contact.referral and not contact.permitted:
        yield rule.problem(case.source, ("contact", "referral", "name"), name=contact.referral.name)


def _future(case: Case, rule: Rule) -> Iterator[Problem]:
    for path in DONE:
        for loc, day in at(case.interview, path):
            if isinstance(day, date) and day > case.today:
                yield rule.problem(case.source, loc, day=typography.short_date(day))


def _free_day(case: Case, rule: Rule) -> Iterator[Problem]:
    day = case.ahead
    holiday = day in case.policy.holidays
    if day and (holiday or day.weekday() >= WEEKEND):
        words = typography.long_date(day) + (", a holiday" if holiday else "")
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
    day = case.interview.meeting.date
    if day and day < case.today and case.interview.outcome is None:
        yield rule.problem(case.source, ("meeting", "date"), day=case.today)


LOOKS: dict[str, Callable[[Case, Rule], Iterator[Problem]]] = {
    "reason": _reason,
    "permission": _permission,
    "future": _future,
    "free-day": _free_day,
    "early": _early,
    "zone": _zone,
    "over": _over,
}
