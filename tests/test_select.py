"""What a document shows."""

import pytest

from generator.builds import Wanted
from generator.documents import Target
from generator.maker import Maker
from generator.markup import words_of
from generator.pipeline import make
from generator.project import Project
from tests.conftest import INTERVIEW, TODAY, Files, silent
from tests.readers import sentences
from tests.values import loaded, selection


def guides(project: Files, mode: str) -> dict[str, str]:
    """The words of everyone's guide, and of that for an interview in this mode."""
    text = INTERVIEW.replace("in_person", mode)
    root = project({"content/interviews/bo.yaml": text})
    made = make(Project.at(root, day=TODAY), Wanted(kinds=("guide",), channels=("web",)), silent)
    pages = {name: each.data.decode() for name, each in made.files.items() if "guide" in name}
    return {name: sentences(words_of(page)) for name, page in pages.items()}


def test_steps_fit_mode_and_relationship() -> None:
    """The guide for a video call has its tips and no others, of all that there are."""
    written = {tip.text for step in loaded()[0].steps for tip in step.tips}
    chosen = selection("guide")
    tips = {tip.text for step in chosen.steps for tip in step.tips}
    assert tips == {
        "Offer to send the link.",
        "Dress as people in that workplace do.",
        "Be at your screen three minutes early, camera and microphone tested.",
    }
    assert tips < written


@pytest.mark.parametrize(
    ("mode", "fitting", "strange"),
    [
        ("in_person", ["Dress as", "Arrive ten", "two pens"], ["charged", "screen"]),
        ("video", ["Dress as", "your screen", "two pens"], ["charged", "Arrive"]),
        ("phone", ["quiet room", "charged", "two pens"], ["Dress", "Arrive", "screen"]),
        ("email_qa", ["numbered", "second list"], ["Dress", "on time", "pens", "minutes"]),
    ],
)
def test_the_guide_for_the_conversation_fits_its_mode(
    project: Files, mode: str, fitting: list[str], strange: list[str]
) -> None:
    """Nobody dresses for a telephone, or brings two pens to a mail; there are always six steps."""
    steps = guides(project, mode)["bo/guide.html"].partition("Six steps")[2]
    told = steps.partition("A date to ask once more")[2].partition("Follow up")[0]
    assert not [words for words in fitting if words not in told]
    assert not [words for words in strange if words in told]


def test_the_manners_fit_the_mode(project: Files) -> None:
    """By email nobody has to watch a clock or to take notes, and an own guide may say so, too."""
    met, by_mail = (guides(project, mode)["bo/guide.html"] for mode in ("video", "email_qa"))
    for words in ("Watch the clock", "take notes", "Record the talk"):
        assert words in met
        assert words not in by_mail
    assert "a sentence or two can answer" in by_mail.partition("Good manners")[2]
    assert "a sentence or two can answer" not in met

    own = "title: Ask\nsubtitle: Well\nintroduction: Talk.\nchoosing: Four.\n"
    own += "do: [{text: Wave., mode: video}]\ndont: [Shout., {text: Sing., all_but: phone}]\n"
    project({"content/guide.yaml": own})
    pages = guides(project, "phone")
    assert "Don’t Shout.\nMy own" in pages["bo/guide.html"]
    assert "Don’t Shout.\nSing." in pages["handouts/guide.html"]
    assert "Wave." in guides(project, "video")["bo/guide.html"]


def test_who_asks_for_answers_by_email_needs_no_free_times(project: Files) -> None:
    """The script has ready what the call promises: the questions, and not two times for a talk."""
    said = {}
    for mode in ("phone", "email_qa"):
        root = project({"content/interviews/bo.yaml": INTERVIEW.replace("in_person", mode)})
        wanted = Wanted(interviews=("bo",), kinds=("phone-script",), channels=("web",))
        page = make(Project.at(root, day=TODAY), wanted, silent).files["bo/phone-script.html"]
        said[mode] = sentences(words_of(page.data.decode()))
    assert "Two free times chosen" in said["phone"]
    assert "Two free times chosen" not in said["email_qa"]
    assert "My questions, ready" in said["email_qa"]


def test_what_is_meant_for_all_but_some_is_meant_for_everyone(project: Files) -> None:
    """Handouts are read before a mode is chosen: they show it; the modes named do not."""
    step = "# Wait {all_but=email_qa}\n\nBe still.\n\n- Listen for steps. {all_but=phone}\n"
    project({"content/steps/wait.md": step})

    for mode, texts in [("video", 2), ("phone", 2), ("email_qa", 1)]:
        pages = guides(project, mode).values()
        assert sum("Be still." in page for page in pages) == texts
    assert sum("Listen for steps." in page for page in guides(project, "phone").values()) == 1


def test_an_interview_may_be_named_like_the_example(project: Files) -> None:
    """A handout that is made first has an invented interview, whose plan is nobody else's."""
    mine = INTERVIEW.replace("[pr-typical-day, cp-attraction]", "[pa-route, Why ferries?]")
    root = project({"content/interviews/example.yaml": mine})
    wanted = Wanted(kinds=("example-drafts", "question-sheet"), channels=("web",))
    made = make(Project.at(root, day=TODAY), wanted, silent)
    assert [name for name in made.files if "example-drafts" in name]
    sheet = made.files["example/question-sheet.html"].data.decode()
    assert "Why ferries?" in sheet


def test_a_maker_that_wants_less_makes_less() -> None:
    """A preview asks the project's maker for one document, and a packet for all that it has."""
    library, catalog = loaded()
    all_of_it = Maker.for_content(library, catalog, Wanted(), TODAY)
    target = Target.about(library.interviews[0])
    assert len(all_of_it.selector.kinds(target)) > 1
    guide = all_of_it.wanting(Wanted(kinds=("guide",)))
    assert [kind.name for kind in guide.selector.kinds(target)] == ["guide"]
    assert len(all_of_it.selector.kinds(target)) > 1
