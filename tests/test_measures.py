"""What the guide says of days and minutes is what the organization has decided."""

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


def test_a_resume_is_sent_or_not_everywhere(project: Files) -> None:
    """Where the policy has one attached, the mail says so, and no page asks to offer none."""
    texts = packet(project, "resume: attach")
    assert "My résumé is attached" in texts["outreach-email"]
    assert "offer no résumé" not in texts["question-sheet"]
    texts = packet(project, "resume: never")
    assert "attached" not in texts["outreach-email"]
    assert "offer no résumé" in texts["question-sheet"]
