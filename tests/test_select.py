"""What a document shows, and when each question is due."""

from datetime import date, time

import pytest

from generator.documents import Sheet
from generator.model import Interview
from generator.model.people import Chosen, Contact, Meeting
from tests.values import loaded, selection


def interview(*questions: Chosen, **meeting: object) -> Interview:
    """An interview with these questions."""
    return Interview(
        id="x",
        contact=Contact(name="Bo Larch", relationship="cold", reason="I saw your exhibit."),
        topic="museum work",
        meeting=Meeting.model_validate({"mode": "phone", **meeting}),
        questions=questions,
    )


def sheet(*questions: Chosen, **meeting: object) -> Sheet:
    """The plan of an interview with these questions."""
    return selection("question-sheet", interview(*questions, **meeting)).sheet


def own(minutes: float = 2, **more: object) -> Chosen:
    """A question of the seeker's own."""
    return Chosen.model_validate({"text": f"Why {minutes} {more}?", "minutes": minutes, **more})


@pytest.mark.parametrize(
    ("minutes", "spans"), [(15, (3, 10, 2)), (20, (4, 13, 3)), (30, (5, 22, 3)), (45, (6, 35, 4))]
)
def test_the_meeting_is_split_as_published(minutes: int, spans: tuple[int, int, int]) -> None:
    """Opening, asking and closing follow the published split, and add up to the meeting."""
    plan = sheet(own(), minutes=minutes)
    assert (plan.opening, plan.asking, plan.closing) == spans


def test_questions_begin_where_the_one_before_ends() -> None:
    """Minute marks add up the minutes of the questions, from the end of the opening."""
    plan = sheet(own(3), own(2), own(4))
    assert [asked.minute for asked in plan.core] == [4, 7, 9]


def test_marks_never_run_into_the_closing() -> None:
    """Questions that need more than there is share the time in proportion."""
    plan = sheet(*(own(5, note_lines=i) for i in range(1, 9)))
    assert plan.core[-1].minute is not None
    assert plan.core[-1].minute < plan.opening + plan.asking
    assert plan.minutes_wanted == 40


def test_the_clock_follows_the_minutes() -> None:
    """With a time of day, each mark has the time beside it."""
    plan = sheet(own(3), own(2), date=date(2027, 3, 11), time=time(14, 30))
    assert [asked.clock for asked in plan.core] == [time(14, 34), time(14, 37)]


def test_closing_questions_come_last() -> None:
    """A question for the end stands under “close” wherever it was written."""
    plan = sheet(Chosen(id="cp-who-next"), own(3))
    assert [asked.id for asked in plan.close] == ["cp-who-next"]
    assert plan.close[0].minute == plan.opening + plan.asking


def test_a_plan_without_closing_gets_the_banks() -> None:
    """Nobody leaves without having asked whom to talk to next."""
    assert [asked.id for asked in sheet(own()).close] == ["cp-who-next"]


def test_own_words_win_over_the_banks() -> None:
    """An id with a text of its own keeps the id and prints the text."""
    plan = sheet(Chosen(id="pr-typical-day", text="What was yesterday like?"))
    assert (plan.core[0].id, plan.core[0].text) == ("pr-typical-day", "What was yesterday like?")


def test_the_least_important_is_dropped_first() -> None:
    """Advice on what to leave out goes by priority, and then from the end."""
    plan = sheet(own(1, priority=1), own(2), own(3, priority=3), own(4))
    assert [asked.minutes for asked in plan.drop_first] == [3, 4, 2, 1]


def test_steps_fit_mode_and_relationship() -> None:
    """The guide for a video call has its tips and no others; everyone's guide has none."""
    everyone = {tip.text for step in loaded()[0].steps for tip in step.tips}
    chosen = selection("guide")
    tips = {tip.text for step in chosen.steps for tip in step.tips}
    assert tips == {
        "Offer to send the link.",
        "Be at your screen three minutes early, camera and microphone tested.",
    }
    assert tips < everyone
