"""What the guide says of days and minutes is what the organization has decided."""

import re

import pytest

from generator.channels import names
from generator.errors import InputError, Place
from generator.load import load
from generator.project import Project
from tests.conftest import TODAY, Files, build_all
from tests.readers import html_text

POLICY = "arrive_minutes: 15, thank_you_days: 2, thank_you_late_days: 5, closing_minutes: 4"


def packet(project: Files, policy: str) -> dict[str, str]:
    """The texts of a small packet, by the names of its documents."""
    root = project({"content/organization.yaml": f"name: Marrow College\npolicy: {{{policy}}}\n"})
    kinds = ("guide", "question-sheet", "day-of-checklist", "outreach-email")
    output = build_all(Project.at(root, day=TODAY), kinds=kinds, channels=("web",))
    return {path.stem: html_text(path) for path in (output / "bo").glob("*.html")}


def test_guide_and_sheets_say_the_same_days_and_minutes(project: Files) -> None:
    """Numbers of a policy stand in the steps as they do on the sheet and the checklist."""
    texts = packet(project, POLICY)
    assert "Arrive fifteen minutes early." in texts["guide"]
    assert "Send a thank-you note within five days, and at best within two days." in texts["guide"]
    assert "Thank-you within two days" in texts["question-sheet"]
    assert "15 min early" in texts["day-of-checklist"]


def test_no_days_are_the_same_day(project: Files) -> None:
    """And one minute is one."""
    guide = packet(project, "arrive_minutes: 1, thank_you_days: 0")["guide"]
    assert "Arrive one minute early." in guide
    assert "Send a thank-you note within one week, and at best within the same day." in guide


def test_a_number_in_front_has_a_capital(project: Files) -> None:
    """A step may begin with one; numbers that are too large for words are figures."""
    step = "# Wait\n\n{follow_up_days} may pass, or {update_every_days}.\n"
    project({"content/steps/wait.md": step})
    guide = packet(project, "follow_up_days: 3, update_every_days: 120")["guide"]
    assert "Three working days may pass, or 120 days." in guide


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{arive_minutes}", "The policy has no number “arive_minutes”."),
        ("{arrive_minutes.}", "The policy has no number “arrive_minutes.”."),
        ("{ arrive_minutes }", "The policy has no number “arrive_minutes ”."),
        ("{Arrive_Minutes}", "The policy has no number “Arrive_Minutes”."),
        ("{arrive minutes}", "The policy has no number “arrive minutes”."),
        ("{arrive-minutes}", "The policy has no number “arrive-minutes”."),
        ("{arriveminutes}", "The policy has no number “arriveminutes”."),
        ("{arrive_minutes early", "The brace in front of “arrive_minutes” is not closed."),
    ],
)
def test_a_slip_in_the_name_of_a_number_is_told(project: Files, written: str, said: str) -> None:
    """It is not printed as it stands: its place is told, and which number was meant."""
    step = f"title: Wait\nbody: Be there.\ntips:\n- Arrive '{written}.\n"
    root = project({"content/steps/wait.yaml": step})
    with pytest.raises(InputError) as error:
        load(Project.at(root), names())
    (problem,) = error.value.problems
    assert problem.message == said
    assert (problem.path.name, problem.place) == ("wait.yaml", Place(4, 3))
    assert "arrive_minutes" in problem.hint

    (root / "content/steps/wait.yaml").unlink()
    project({"content/steps/wait.md": f"# Wait\n\nArrive {written}.\n"})
    with pytest.raises(InputError, match=re.escape(said)):
        load(Project.at(root), names())


@pytest.mark.parametrize(
    "words", ["{…}", "{your employer}", "{see below}", '{"a": 1}', "{}", "{name"]
)
def test_other_braces_are_somebodys_words(project: Files, words: str) -> None:
    """Nothing in them looks like a number of the policy, so they stay as they are."""
    project({"content/steps/wait.yaml": f"title: Wait\nbody: 'Say {words} then.'\n"})
    assert words in packet(project, "arrive_minutes: 1")["guide"].replace("“", '"').replace(
        "”", '"'
    )


def test_a_slip_in_a_list_is_told_with_what_may_be_there(project: Files) -> None:
    """In a bullet of a Markdown step braces are for whom it is meant, too."""
    root = project({"content/steps/wait.md": "# Wait\n\nBe.\n\n- Arrive {arrive_minutes.}\n"})
    with pytest.raises(InputError) as error:
        load(Project.at(root), names())
    (problem,) = error.value.problems
    assert problem.message == "What is in braces is not understood."
    assert problem.hint.endswith("or a number by name: {arrive_minutes}.")


def test_a_resume_is_sent_or_not_everywhere(project: Files) -> None:
    """Where the policy has one attached, the mail says so, and no page asks to offer none."""
    texts = packet(project, "resume: attach")
    assert "My résumé is attached" in texts["outreach-email"]
    assert "offer no résumé" not in texts["question-sheet"]
    texts = packet(project, "resume: never")
    assert "attached" not in texts["outreach-email"]
    assert "offer no résumé" in texts["question-sheet"]
