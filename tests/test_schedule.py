"""What is to be done about an interview, and by when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.documents import Deadline
from generator.model import Due, Interview, Kind, Policy
from generator.model.facts import Facts
from generator.schedule import business_day, deadlines, is_business_day

DAY = timedelta(days=1)
MEETING = date(2027, 3, 11)
"""A Thursday."""
THANKS: dict[str, object] = {
    "after": "meeting",
    "days": "policy.thank_you_days",
    "late": "policy.thank_you_late_days",
}
FOLLOW_UP: dict[str, object] = {
    "after": "asked",
    "days": "policy.follow_up_days",
    "business": True,
    "every": "policy.follow_up_days",
    "most": "policy.follow_up_most",
    "until": "meeting.date",
}
UPDATE: dict[str, object] = {"after": "meeting", "days": 14, "late": 20, "every": 90}


def kind(due: dict[str, object], name: str = "letter") -> Kind:
    """A kind that is due."""
    if "before" not in due:
        due = {"after": "meeting", **due}
    due = {"action": "Send the letter", **due}
    return Kind(
        name=name,
        title="A letter",
        about="A letter.",
        channels=("text",),
        due=Due.model_validate(due),
    )


def interview(**keys: object) -> Interview:
    """An interview that is agreed."""
    meeting = {"mode": "phone", "date": keys.pop("date", MEETING)}
    contact = {"name": "Bo Larch", "relationship": "cold", "reason": "I saw your exhibit."}
    return Interview.model_validate(
        {"id": "bo", "contact": contact, "topic": "museum work", "meeting": meeting, **keys}
    )


def due_of(
    about: Interview, kinds: list[Kind], today: date, policy: Policy | None = None
) -> tuple[Deadline, ...]:
    """The deadlines of some kinds, for an interview of which nothing else is known."""
    return deadlines(about, kinds, Facts(about, policy=policy or Policy()), today)


def found(
    due: dict[str, object],
    today: date = MEETING - 30 * DAY,
    policy: Policy | None = None,
    **keys: object,
) -> list[Deadline]:
    """The deadlines of one kind."""
    return list(due_of(interview(**keys), [kind(due)], today, policy))


def only(due: dict[str, object], today: date = MEETING, **keys: object) -> Deadline:
    """The one deadline of a kind."""
    (deadline,) = found(due, today, None, **keys)
    return deadline


def test_a_thank_you_is_due_the_next_day_and_late_after_a_week() -> None:
    """Both days are the organization's, counted from the meeting."""
    deadline = only(THANKS)
    assert (deadline.day, deadline.late) == (date(2027, 3, 12), date(2027, 3, 18))
    assert (deadline.interview, deadline.contact) == ("bo", "Bo Larch")
    assert deadline.action == "Send the letter"
    policy = Policy(thank_you_days=3, thank_you_late_days=10)
    (deadline,) = found(THANKS, policy=policy)
    assert (deadline.day, deadline.late) == (date(2027, 3, 14), date(2027, 3, 21))


@pytest.mark.parametrize(
    ("today", "state"),
    [(11, "ahead"), (12, "due"), (17, "due"), (18, "late"), (31, "late")],
)
def test_the_state_follows_the_day(today: int, state: str) -> None:
    """Ahead until the day, due on it, and late from the late day on."""
    assert only(THANKS, date(2027, 3, today)).state == state


def test_what_was_sent_is_done() -> None:
    """The day of sending is on record, however late it was."""
    deadline = only(THANKS, date(2027, 4, 30), sent={"letter": date(2027, 4, 1)})
    assert (deadline.state, deadline.done) == ("done", date(2027, 4, 1))


@pytest.mark.parametrize("due", [THANKS, FOLLOW_UP, UPDATE, {"before": "meeting"}])
def test_nothing_is_due_without_its_event(due: dict[str, object]) -> None:
    """A meeting without a day, or a request that was not sent, starts no clock."""
    assert found(due, date=None) == []


def test_business_days_pass_over_weekends_and_holidays() -> None:
    """Seven business days after a Monday are the Wednesday of the next week, or a day more."""
    monday = date(2027, 2, 22)
    (deadline,) = found(FOLLOW_UP, date=None, asked=monday)
    assert deadline.day == date(2027, 3, 3)
    policy = Policy(holidays=(date(2027, 3, 1),))
    (deadline,) = found(FOLLOW_UP, policy=policy, date=None, asked=monday)
    assert deadline.day == date(2027, 3, 4)


def test_a_confirmation_comes_before_the_meeting() -> None:
    """On the business day before; late on the day itself; pointless when that is over."""
    due: dict[str, object] = {"before": "meeting", "days": "policy.confirm_days", "business": True}
    monday = date(2027, 3, 15)
    deadline = only(due, date=monday)
    assert (deadline.day, deadline.late) == (date(2027, 3, 12), monday)
    assert only(due, monday, date=monday).state == "late"
    assert found(due, monday + DAY, date=monday) == []


def test_a_day_is_never_late_before_it_is_over() -> None:
    """A kind whose days contradict the policy's makes nobody late on the due day itself."""
    due = THANKS | {"late": 7}
    (deadline,) = found(due, policy=Policy(thank_you_days=9, thank_you_late_days=9))
    assert deadline.late == deadline.day + DAY


def test_a_follow_up_ends_when_a_day_is_agreed() -> None:
    """Nobody is reminded who has answered; what was sent stays on record."""
    asked = date(2027, 2, 22)
    assert found(FOLLOW_UP, asked=asked) == []
    sent = {"letter": date(2027, 3, 3)}
    assert [each.state for each in found(FOLLOW_UP, asked=asked, sent=sent)] == ["done"]


@pytest.mark.parametrize(("most", "numbers"), [(0, [1]), (1, [1]), (2, [1, 2]), (3, [1, 2])])
def test_no_more_follow_ups_than_the_policy_allows(most: int, numbers: list[int]) -> None:
    """After one that was sent, the next is asked for only if there may be two."""
    asked, sent = date(2027, 2, 22), {"letter": date(2027, 3, 3)}
    policy = Policy(follow_up_most=most)
    open_ = found(FOLLOW_UP, policy=policy, date=None, asked=asked)
    assert len(open_) == min(most, 1)
    after = found(FOLLOW_UP, policy=policy, date=None, asked=asked, sent=sent)
    assert [each.number for each in after] == numbers


def test_two_follow_ups_are_enough_when_two_were_sent() -> None:
    """How many were sent is told from the day of the last one."""
    asked, sent = date(2027, 2, 22), {"letter": date(2027, 3, 15)}
    (deadline,) = found(
        FOLLOW_UP, policy=Policy(follow_up_most=2), date=None, asked=asked, sent=sent
    )
    assert (deadline.number, deadline.state) == (2, "done")


def test_updates_go_on_from_the_last_one() -> None:
    """The next update is counted from the day on which the last was really sent."""
    assert [each.day for each in found(UPDATE)] == [date(2027, 3, 25)]
    sent = {"letter": date(2027, 4, 2)}
    done, ahead = found(UPDATE, sent=sent)
    assert (done.state, done.number, ahead.number) == ("done", 1, 2)
    assert (ahead.day, ahead.late) == (date(2027, 7, 1), date(2027, 7, 7))


def test_what_needs_a_fact_waits_for_it() -> None:
    """Nobody is told to write to the people who were named before anybody was."""
    due: dict[str, object] = {"after": "meeting", "days": 7, "needs": "outcome.named"}
    assert found(due) == []
    assert only(due, outcome={"named": ["Cy Reed"]}).day == date(2027, 3, 18)


def test_promises_are_kept_by_their_day() -> None:
    """A promise is late on the day after, and done when it was kept."""
    promises = [
        {"what": "send you the map", "due": date(2027, 3, 19)},
        {"what": "read the report", "due": date(2027, 3, 15), "done": date(2027, 3, 14)},
        "think about it",
    ]
    listed = due_of(interview(outcome={"promises": promises}), [], date(2027, 3, 20))
    assert [(each.number, each.state) for each in listed] == [(2, "done"), (1, "late")]
    assert listed[1].action == "Keep your promise: “I will send you the map”"


def test_work_for_a_class_is_handed_in() -> None:
    """The day is among what is due, until it is done."""
    course = {"course": "HIS 210", "due": date(2027, 3, 15)}
    listed = due_of(interview(assignment=course), [], date(2027, 3, 16))
    assert [(each.action, each.state) for each in listed] == [
        ("Hand in what is for HIS 210", "late")
    ]
    course["done"] = date(2027, 3, 15)
    (done,) = due_of(interview(assignment=course), [], date(2027, 3, 16))
    assert done.state == "done"


@pytest.mark.parametrize("closed", ["declined", "no_answer", "canceled"])
def test_nothing_is_due_where_there_will_be_no_meeting(closed: str) -> None:
    """Neither a second request nor a confirmation nor thanks; what was done stays on record."""
    asked, sent = date(2027, 2, 22), {"letter": date(2027, 3, 1)}
    for terms in (FOLLOW_UP, THANKS, UPDATE):
        assert found(terms, asked=asked, closed=closed) == []
    (done,) = found(FOLLOW_UP, date=None, asked=asked, sent=sent, closed=closed)
    assert done.state == "done"


def test_what_is_done_before_a_meeting_is_not_due_after_it() -> None:
    """Who writes down what came of it on the same day has met: there is nothing to confirm."""
    confirm: dict[str, object] = {"before": "meeting", "days": 1}
    assert only(confirm, MEETING).state == "late"
    assert found(confirm, MEETING, outcome={"surprises": "It was short."}) == []


def test_the_earliest_comes_first() -> None:
    """Deadlines are in the order of their days, whatever the order of the kinds."""
    kinds = [kind(UPDATE, "update"), kind(THANKS, "thanks"), kind({"days": 2}, "note")]
    listed = due_of(interview(), kinds, MEETING)
    assert [each.kind for each in listed] == ["thanks", "note", "update"]


@pytest.mark.parametrize(
    "due",
    [
        {},
        {"after": "meeting", "before": "meeting"},
        {"before": "meeting", "every": 7},
        {"after": "meeting", "days": -1},
        {"after": "meeting", "days": 4000},
    ],
)
def test_a_due_that_cannot_be_counted_is_refused(due: dict[str, object]) -> None:
    """One event, and days that anyone could live to see."""
    with pytest.raises(ValidationError):
        Due.model_validate(due)


DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))
COUNTS = st.integers(-60, 60)
HOLIDAYS = st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20)
NEAR = st.dates(date(2026, 3, 1), date(2026, 9, 30))


@given(day=NEAR, count=COUNTS, holidays=HOLIDAYS)
def test_so_many_business_days_lie_between(day: date, count: int, holidays: set[date]) -> None:
    """Counting the days one by one gives the number that was asked for."""
    end = business_day(day, count, holidays)
    first, last = (day + DAY, end) if count > 0 else (end, day - DAY)
    between = [first + i * DAY for i in range((last - first).days + 1)]
    assert sum(is_business_day(each, holidays) for each in between) == abs(count)


@given(day=NEAR, count=COUNTS.filter(bool), holidays=HOLIDAYS)
def test_business_days_end_on_one(day: date, count: int, holidays: set[date]) -> None:
    """A count never ends on a weekend or a holiday; a count of none changes nothing."""
    assert is_business_day(business_day(day, count, holidays), holidays)
    assert business_day(day, 0, holidays) == day


@given(day=NEAR, one=st.integers(0, 30), two=st.integers(0, 30), holidays=HOLIDAYS)
def test_business_days_add_up(day: date, one: int, two: int, holidays: set[date]) -> None:
    """Two counts one after the other are one count, forward and back."""
    for sign in (1, -1):
        steps = business_day(business_day(day, sign * one, holidays), sign * two, holidays)
        assert steps == business_day(day, sign * (one + two), holidays)


@given(day=NEAR, count=st.integers(0, 60), holidays=HOLIDAYS)
def test_a_holiday_never_brings_a_day_nearer(day: date, count: int, holidays: set[date]) -> None:
    """More days off make a deadline later, or leave it."""
    assert business_day(day, count) <= business_day(day, count, holidays)


DUES = st.fixed_dictionaries(
    {"days": st.integers(0, 40), "business": st.booleans()},
    optional={
        "late": st.integers(0, 40),
        "every": st.integers(0, 40),
        "most": st.integers(0, 3),
    },
).filter(lambda due: due["days"] <= due.get("late", 40))
"""What is late before it is due is refused."""


@given(due=DUES, today=DAYS, sent=st.none() | st.dates(date(2026, 6, 1), date(2028, 6, 1)))
def test_a_kind_is_open_once_at_most(
    due: dict[str, object], today: date, sent: date | None
) -> None:
    """Whatever a kind says: one thing done at most, one to do at most, in the order of days."""
    listed = found(due, today, sent={"letter": sent} if sent else {})
    states = [each.state for each in listed]
    assert states.count("done") == (sent is not None)
    assert len(states) <= 2
    assert len({each.number for each in listed}) == len(listed)
    assert [each.day for each in listed] == sorted(each.day for each in listed)
    assert all(each.late is None or each.late > each.day for each in listed)
