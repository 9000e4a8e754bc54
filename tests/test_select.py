"""What a document shows."""

from generator.builds import Wanted
from generator.pipeline import make
from generator.project import Project
from tests.conftest import INTERVIEW, TODAY, Files, silent
from tests.values import loaded, selection


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


def test_an_interview_may_be_named_like_the_example(project: Files) -> None:
    """A handout that is made first has an invented interview, whose plan is nobody else's."""
    mine = INTERVIEW.replace("[pr-typical-day, cp-attraction]", "[pa-route, Why ferries?]")
    root = project({"content/interviews/example.yaml": mine})
    wanted = Wanted(kinds=("example-drafts", "question-sheet"), channels=("web",))
    made = make(Project.at(root, day=TODAY), wanted, silent)
    assert [name for name in made.files if "example-drafts" in name]
    sheet = made.files["example/question-sheet.html"].data.decode()
    assert "Why ferries?" in sheet
