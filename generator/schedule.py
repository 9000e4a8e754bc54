"""Tool, pure: what is to be done about an interview, and by when.

A kind's ``due`` says from which event its days are counted. What was sent is done; what is wanted
``every`` so many days is then wanted again, counted from the day on which it was sent.

    asked ──follow_up_days──▶ follow-up        meeting ──thank_you_days──▶ thank-you (…late)
    confirmation ◀──confirm_days── meeting     meeting ──update_days──▶ update ──every──▶ update …
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from generator.documents import Deadline, State
from generator.model import Due, Interview, Kind, Policy
from generator.model.facts import Facts
from generator.model.interview import Assignment, Promise

DAY = timedelta(days=1)
SATURDAY = 5
PROMISE, ASSIGNMENT = "promise", "assignment"
"""What stands for the kind of a deadline that no document belongs to."""


def deadlines(
    interview: Interview, kinds: Iterable[Kind], facts: Facts, today: date
) -> tuple[Deadline, ...]:
    """Every document that is wanted by a day, and every promise with one; the earliest first."""
    policy = facts.policy or Policy()
    found = [*_own(interview, today)]
    for kind in kinds:
        if kind.due and (anchor := _anchor(kind.due, interview)):
            found += _Terms(interview, kind, kind.due, anchor, facts, policy, today).deadlines()
    return tuple(sorted(found, key=lambda each: (each.day, each.kind, each.number)))


def business_day(day: date, days: int, holidays: Collection[date] = ()) -> date:
    """The day that many business days later, or earlier if they are negative."""
    step = DAY if days > 0 else -DAY
    left = abs(days)
    while left:
        day += step
        left -= is_business_day(day, holidays)
    return day


def is_business_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Whether people are at work: no weekend, no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def _anchor(due: Due, interview: Interview) -> date | None:
    """The day of the event from which is counted, if it is known."""
    if due.after == "asked":
        return interview.asked
    came = interview.outcome.day if interview.outcome and not due.before else None
    return interview.meeting.date or came


def _state(day: date, late: date | None, done: date | None, today: date) -> State:
    if done:
        return "done"
    if late and late <= today:
        return "late"
    return "due" if day <= today else "ahead"


def _own(interview: Interview, today: date) -> Iterator[Deadline]:
    """What the seeker does and no document does: each is late on the day after."""
    promises = interview.outcome.promises if interview.outcome else ()
    tasks: list[tuple[str, int, str, Promise | Assignment]] = [
        (PROMISE, number, f"Keep your promise: “I will {promise.what}”", promise)
        for number, promise in enumerate(promises, 1)
    ]
    if interview.assignment and not interview.closed:
        action = f"Hand in what is for {interview.assignment.course}"
        tasks.append((ASSIGNMENT, 1, action, interview.assignment))
    for kind, number, action, task in tasks:
        if task.due:
            late = task.due + DAY
            yield Deadline(
                interview=interview.id,
                kind=kind,
                number=number,
                action=action,
                contact=interview.contact.name,
                day=task.due,
                late=late,
                done=task.done,
                state=_state(task.due, late, task.done, today),
            )


class _Terms(NamedTuple):
    """The dates of one kind for one interview."""

    interview: Interview
    kind: Kind
    due: Due
    anchor: date
    facts: Facts
    policy: Policy
    today: date

    def deadlines(self) -> Iterator[Deadline]:
        """When it was sent last, and when it is wanted next.

        Only the last sending is on record. How many there were follows from how many fitted.
        """
        first, every = self._number(self.due.days), self._number(self.due.every)
        sent = self.interview.sent.get(self.kind.name)
        if first is None:
            return
        if sent is None:
            yield from self._wanted(1, self.anchor, first)
            return
        day, times = self._day(self.anchor, first), 1
        while every and (following := self._day(day, every)) <= sent:
            day, times = following, times + 1
        yield self._deadline(times, day, None, sent)
        if every:
            yield from self._wanted(times + 1, sent, every)

    def _wanted(self, times: int, start: date, days: int) -> Iterator[Deadline]:
        """The deadline so many days from a start, unless it is wanted no more."""
        most, late = self._number(self.due.most), self._number(self.due.late)
        missed = self.interview.closed or (self.due.before and self.anchor < self.today)
        pending = self.due.needs and not self.facts.at(self.due.needs)
        settled = self.due.until and self.facts.at(self.due.until)
        past = self.due.before or self.due.after == "asked"
        settled = settled or (past and self.interview.outcome)
        if missed or pending or settled or (most is not None and times > most):
            return
        day = self._day(start, days)
        late_day = self.anchor if self.due.before else None
        if late is not None:
            late_day = self._day(start, days + late - (self._number(self.due.days) or 0))
        yield self._deadline(times, day, late_day and max(late_day, day + DAY), None)

    def _deadline(self, times: int, day: date, late: date | None, done: date | None) -> Deadline:
        return Deadline(
            interview=self.interview.id,
            kind=self.kind.name,
            number=times,
            action=self.due.action or self.kind.title,
            contact=self.interview.contact.name,
            day=day,
            late=late,
            done=done,
            state=_state(day, late, done, self.today),
        )

    def _day(self, start: date, days: int) -> date:
        """So many days after a start, or before it."""
        days = -days if self.due.before else days
        if self.due.business:
            return business_day(start, days, self.policy.holidays)
        return start + days * DAY

    def _number(self, number: int | str | None) -> int | None:
        return self.facts.number(number)
