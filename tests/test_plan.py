"""The time-boxed plan: what there is time for, in which order, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.channels import names
from generator.documents import Asked, Plan
from generator.load import load
from generator.model import Interview, Organization, Policy
from generator.model.interview import Chosen, Meeting
from generator.model.people import Contact
from generator.model.planning import said
from generator.plan import Planner, spans
from generator.project import Project
from tests.conftest import ROOT, Files
from tests.values import loaded

LIBRARY = loaded()[0]
SEED = [
    question.id
    for category in LIBRARY.bank
    if category.id in {"position-responsibilities", "career-preparation", "industry-knowledge"}
    for question in category.questions
]
IDS = sorted(question.id for question in LIBRARY.questions)


def interview(*questions: Chosen, preset: str | None = None, **meeting: object) -> Interview:
    """An interview with these questions."""
    return Interview(
        id="x",
        contact=Contact(name="Bo Larch", relationship="cold", reason="I saw your exhibit."),
        topic="museum work",
        meeting=Meeting.model_validate({"mode": "phone", **meeting}),
        questions=questions,
        preset=preset,
    )


def planned(*questions: Chosen, preset: str | None = None, **meeting: object) -> Plan:
    """The plan of an interview with these questions."""
    return Planner(LIBRARY).plan(interview(*questions, preset=preset, **meeting))


def by_policy(policy: Policy) -> Planner:
    """The planner of an organization with this policy."""
    organization = Organization(name="Marrow College", policy=policy)
    return Planner(LIBRARY._replace(organization=organization))


def own(minutes: float = 2, **more: object) -> Chosen:
    """A question of the seeker's own."""
    return Chosen.model_validate({"text": f"Why {minutes} {more}?", "minutes": minutes, **more})


def ids(asked: tuple[Asked, ...]) -> list[str]:
    """What the questions are called."""
    return [each.name for each in asked]


@pytest.mark.parametrize(
    ("minutes", "split"), [(15, (3, 10, 2)), (20, (4, 13, 3)), (30, (5, 22, 3)), (45, (6, 35, 4))]
)
def test_the_meeting_is_split_as_published(minutes: int, split: tuple[int, int, int]) -> None:
    """Opening, asking and closing follow the published split, and add up to the meeting."""
    plan = planned(own(), minutes=minutes)
    assert (plan.opening, plan.asking, plan.closing) == split


def test_a_tenth_is_kept_free() -> None:
    """Of the asking minutes, a tenth of the meeting stays free for what comes up."""
    assert planned(own()).usable == 11


def test_questions_begin_where_the_one_before_ends() -> None:
    """Minute marks add up the minutes of the questions, from the end of the opening."""
    plan = planned(own(3), own(2), own(4))
    assert [asked.minute for asked in plan.core] == [4, 7, 9]


def test_what_does_not_fit_is_left_for_spare_time() -> None:
    """Eleven minutes hold two answers of five; the others are named, with the reason."""
    plan = planned(own(5, priority=1), own(5), own(5, priority=3), own(2))
    assert [asked.minutes for asked in plan.core] == [5, 5]
    assert [(asked.minutes, asked.minute) for asked in plan.if_time] == [(5, None), (2, None)]
    assert plan.if_time[0].reason == "needs 5 min; 1 min left"


def test_priority_decides_and_the_order_stays() -> None:
    """The most important are taken first, and asked in the order in which they were listed."""
    plan = planned(own(4, priority=3), own(4, priority=2), own(3, priority=1), own(4, priority=1))
    assert [asked.minutes for asked in plan.core] == [4, 3, 4]
    assert [asked.priority for asked in plan.core] == [2, 1, 1]


def test_opening_questions_are_asked_first() -> None:
    """Of two with the same priority the one for the start is taken, and it comes first."""
    plan = planned(own(6), own(6, phase="open"))
    assert [asked.phase for asked in plan.core] == ["open"]
    plan = planned(own(5), own(5, phase="open"))
    assert [asked.phase for asked in plan.core] == ["open", "core"]


def test_one_question_of_a_theme() -> None:
    """What two questions of one theme would bring out, one brings out; the reason says so."""
    themes: dict[str, list[str]] = {}
    for question in LIBRARY.questions:
        themes.setdefault(question.theme or "", []).append(question.id)
    first, second = next(names for names in themes.values() if len(names) > 1)[:2]
    plan = planned(Chosen(id=first, priority=1), Chosen(id=second, priority=2))
    assert ids(plan.core) == [first]
    assert plan.if_time[0].reason.endswith(f"as “{first}”")


def test_closing_questions_come_last() -> None:
    """A question for the end stands under “close” wherever it was written."""
    plan = planned(Chosen(id="cp-who-next"), own(3))
    assert ids(plan.close) == ["cp-who-next", "cz-missed"]
    assert plan.close[0].minute == plan.opening + plan.asking


def test_a_plan_without_closing_gets_the_banks() -> None:
    """Nobody leaves without having asked whom to talk to next, and what was not asked."""
    assert ids(planned(own()).close) == ["cp-who-next", "cz-missed"]
    assert ids(planned(own(), minutes=15).close) == ["cp-who-next"]


def test_own_closing_words_are_not_added_to() -> None:
    """The program cannot know what the seeker's own closing question is about."""
    assert len(planned(own(1, phase="close"), minutes=45).close) == 1


def test_own_words_win_over_the_banks() -> None:
    """An id with a text of its own keeps the id and prints the text."""
    plan = planned(Chosen(id="pr-typical-day", text="What was yesterday like?"))
    assert (plan.core[0].id, plan.core[0].text) == ("pr-typical-day", "What was yesterday like?")


def test_the_least_important_is_dropped_first() -> None:
    """Advice on what to leave out goes by priority, and then from the end."""
    plan = planned(own(1, priority=1), own(2), own(3, priority=3), own(4))
    assert [asked.minutes for asked in plan.drop_first] == [3, 4, 2, 1]


def test_the_seed_does_not_fit_twenty_minutes() -> None:
    """All fifteen questions give a plan, a remainder, and a reason for each that was left."""
    plan = planned(*(Chosen(id=name) for name in SEED))
    assert len(plan.core) == 4
    assert ids(plan.close) == ["cp-who-next", "cz-missed"]
    assert sorted(ids((*plan.core, *plan.close, *plan.if_time))) == sorted([*SEED, "cz-missed"])
    assert all(asked.reason for asked in (*plan.core, *plan.close, *plan.if_time))


def test_nothing_chosen_is_a_preset_for_the_stage() -> None:
    """Who chooses nothing gets what suits them, of the length that is nearest."""
    assert {asked.reason for asked in planned().core} == {"preset first-talk-20"}
    changer = LIBRARY.seeker and LIBRARY.seeker.model_copy(update={"stage": "career_changer"})
    plan = Planner(LIBRARY._replace(seeker=changer)).plan(interview(minutes=30))
    assert "preset change-30" in {asked.reason for asked in plan.core}


def test_nothing_chosen_fills_a_long_meeting_from_the_bank() -> None:
    """After the preset the bank goes on, and what it has left is not listed."""
    plan = planned(minutes=45)
    assert sum(asked.minutes for asked in plan.core) > plan.usable - 2
    assert any(asked.reason.startswith("from the bank") for asked in plan.core)
    assert all(asked.reason.startswith(("needs", "the same")) for asked in plan.if_time)
    assert len(plan.if_time) < 5


def test_a_long_meeting_is_not_filled_to_the_brim() -> None:
    """What the plan suggests of itself still fits one page."""
    assert len(planned(minutes=90).core) == 18


def test_what_needs_caution_is_never_suggested() -> None:
    """Questions that can be taken amiss, and opt-in categories, are asked by choice alone."""
    caution = {q.id for q in LIBRARY.questions if q.level == "caution"}
    optional = {q.id for c in LIBRARY.bank if c.opt_in for q in c.questions}
    assert caution
    assert optional
    plan = planned(minutes=90)
    assert not {asked.id for asked in plan.core} & (caution | optional)


def test_the_policy_splits_the_meeting() -> None:
    """An organization's opening, closing and slack are what is reserved."""
    policy = Policy(opening_minutes=6, closing_minutes=5, slack_percent=0)
    plan = by_policy(policy).plan(interview(own(9)))
    assert (plan.opening, plan.asking, plan.closing, plan.usable) == (6, 9, 5, 9)


def test_a_project_has_rules_of_its_own(project: Files) -> None:
    """A project's planning.yaml takes the place of the built-in one, with its numbers and words."""
    text = (ROOT / "content" / "planning.yaml").read_text(encoding="utf-8")
    text = text.replace("step_minutes: 10", "step_minutes: 5").replace(
        "chosen: chosen", "chosen: mine"
    )
    root = project({"content/planning.yaml": text})
    library, _ = load(Project.at(root), names())
    plan = Planner(library).plan(interview(own(), minutes=30))
    assert plan.opening == 6
    assert plan.core[0].reason == "mine"


def test_reasons_are_words_alone() -> None:
    """What stands in braces is looked up by name, and nothing of it is ever run."""
    assert said("{a} of {b.__class__} {c}", a=1.50, b="x") == "1.5 of {b.__class__} {c}"


CHOSEN = st.builds(
    Chosen,
    id=st.sampled_from(IDS),
    minutes=st.none() | st.sampled_from([0.5, 1, 1.5, 2, 3, 5, 10]),
    priority=st.none() | st.integers(1, 3),
    phase=st.sampled_from([None, "open", "core", "close"]),
)
POLICIES = st.builds(
    Policy,
    opening_minutes=st.integers(1, 15),
    closing_minutes=st.integers(1, 15),
    slack_percent=st.integers(0, 50),
)


@given(
    st.lists(CHOSEN, max_size=25, unique_by=lambda chosen: chosen.id),
    st.none() | st.sampled_from(sorted(LIBRARY.presets)),
    st.integers(10, 90),
    POLICIES,
)
def test_a_plan_keeps_its_promises(
    questions: list[Chosen], preset: str | None, minutes: int, policy: Policy
) -> None:
    """For any choice, any length and any policy.

    The minutes never exceed what can be used, nothing that was wanted is lost, nothing is there
    twice, no theme is there twice, every question has a reason, and marks never run backwards.
    """
    wanted = interview(*questions, preset=preset, minutes=minutes)
    plan = by_policy(policy).plan(wanted)
    taken = (*plan.core, *plan.close)
    assert plan.opening + plan.asking + plan.closing == minutes
    assert sum(asked.minutes for asked in plan.core) <= plan.usable
    assert sum(asked.minutes for asked in plan.close) <= plan.closing
    names = ids((*taken, *plan.if_time))
    assert len(names) == len(set(names))
    assert {chosen.id for chosen in questions} <= set(names)
    themes = [asked.theme for asked in taken if asked.theme]
    assert len(themes) == len(set(themes))
    assert all(asked.reason for asked in (*taken, *plan.if_time))
    marks = [asked.minute for asked in taken if asked.minute is not None]
    assert marks == sorted(marks)
    assert all(0 <= mark < minutes for mark in marks)
    assert plan == by_policy(policy).plan(wanted)


@given(st.integers(10, 90), POLICIES)
def test_spans_add_up(minutes: int, policy: Policy) -> None:
    """Whatever an organization sets, some of the meeting is left for asking."""
    opening, asking, closing = spans(minutes, policy, LIBRARY.planning)
    assert opening + asking + closing == minutes
    assert min(opening, asking, closing) >= 1
