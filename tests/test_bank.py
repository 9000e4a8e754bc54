"""The bank as the pack has it, and as an organization changes it."""

from collections import Counter

import pytest

from generator.channels import names
from generator.errors import InputError
from generator.load import load
from generator.model import Category, Library, Question
from generator.project import Project
from tests.conftest import ROOT, Files
from tests.values import loaded

LIBRARY = loaded()[0]
SEED_CATEGORIES = ["position-responsibilities", "career-preparation", "industry-knowledge"]
MINUTES = {20: (11, 3), 30: (19, 3)}
"""Of a meeting this long, for questions and for closing (domain figures: 20 − 4 − 3 − 2)."""


def with_overlay(project: Files, overlay: str, **files: str) -> Library:
    """The library of a project with an overlay, and perhaps other files."""
    more = {f"content/{name}.yaml": text for name, text in files.items()}
    root = project({"content/overlay.yaml": overlay, **more}, people=False)
    return load(Project.at(root), names())[0]


def category(library: Library, name: str) -> Category:
    """A category by its id."""
    return next(each for each in library.bank if each.id == name)


def question(library: Library, name: str) -> Question:
    """A question by its id."""
    return next(each for each in library.questions if each.id == name)


def test_there_are_eighty_questions() -> None:
    """The seed's fifteen in its three categories first, and sixty-five more."""
    assert [each.id for each in LIBRARY.bank[:3]] == SEED_CATEGORIES
    assert sum(len(each.questions) for each in LIBRARY.bank[:3]) == 15
    assert len(list(LIBRARY.questions)) == 80


@pytest.mark.parametrize("asked", list(LIBRARY.questions), ids=lambda asked: asked.id)
def test_each_question_can_be_planned(asked: Question) -> None:
    """It has a theme and minutes, is one question, and is not answered by yes or no."""
    assert asked.theme
    assert 0.5 <= asked.minutes <= 5
    assert asked.text.count("?") <= 1
    closed = ("Do ", "Does ", "Did ", "Is ", "Are ", "Can ", "Could ", "Will ", "Would ", "Have ")
    if asked.phase == "core":
        assert not asked.text.startswith(closed)


def test_no_two_questions_are_the_same() -> None:
    """Neither their ids nor their words."""
    assert max(Counter(each.id for each in LIBRARY.questions).values()) == 1
    assert max(Counter(each.text.lower() for each in LIBRARY.questions).values()) == 1


def test_belonging_appears_only_when_asked_for() -> None:
    """What touches who somebody is waits until an interview opts in."""
    assert [each.id for each in LIBRARY.bank if each.opt_in] == ["belonging"]
    assert all(each.level == "caution" for each in category(LIBRARY, "belonging").questions)


@pytest.mark.parametrize("name", sorted({*LIBRARY.presets} - {"seed-15", "email-4"}))
def test_a_preset_fits_its_minutes(name: str) -> None:
    """What a preset of so many minutes takes is no more than they hold, one of a theme."""
    chosen = LIBRARY.presets[name]
    taken = [question(LIBRARY, name) for name in chosen.questions]
    core = sum(each.minutes for each in taken if each.phase != "close")
    close = sum(each.minutes for each in taken if each.phase == "close")
    assert core <= MINUTES[chosen.minutes][0]
    assert close <= MINUTES[chosen.minutes][1]
    assert len({each.theme for each in taken}) == len(taken)


def test_an_overlay_adds(project: Files) -> None:
    """Questions go into a category that is there, or into a new one; the bank is not copied."""
    library = with_overlay(
        project,
        """\
add:
  - category: industry-knowledge
    questions:
      - {id: local-firms, text: Which employers here do this work?, minutes: 1.5}
  - {category: rivers, title: Rivers, number: 0, questions: [What does a flood change?]}
""",
    )
    assert category(library, "industry-knowledge").questions[-1].id == "local-firms"
    assert [q.id for q in category(library, "rivers").questions] == ["what-does-a-flood-change"]
    assert library.bank[0].id == "rivers"
    assert len(list(library.questions)) == 82


def test_an_overlay_names_a_category_anew(project: Files) -> None:
    """A title for one that is there is its title."""
    text = "add:\n  - {category: closing, title: The end, questions: [Again?]}\n"
    closing = category(with_overlay(project, text), "closing")
    assert closing.title == "The end"
    assert closing.questions[-1].text == "Again?"


def test_a_preset_with_a_hidden_question_is_told_where_it_is_hidden(project: Files) -> None:
    """Also where it went with its category; it is in the bank, so a like name is no help."""
    ours = "title: Ours\nabout: Ours.\nquestions: [pr-overview, cp-attraction]\n"
    for name in ("cp-attraction", "career-preparation"):
        with pytest.raises(InputError) as error:
            with_overlay(project, f"hide:\n  - pa-route\n  - {name}\n", **{"presets/ours": ours})
        (problem,) = error.value.problems
        said = "names “cp-attraction”, which overlay.yaml, line 3 hides."
        assert problem.message == f"The preset “ours” {said}"
        assert (problem.path.name, problem.place.line) == ("ours.yaml", 3)
        assert "out of “hide:”" in problem.hint


def test_an_overlay_hides(project: Files) -> None:
    """A category or a question is gone, from the presets too."""
    library = with_overlay(project, "hide: [pay-market, pa-route]\n")
    assert "pay-market" not in [each.id for each in library.bank]
    assert "pa-route" not in [each.id for each in library.questions]
    assert "pa-route" not in library.presets["first-talk-20"].questions


def test_an_overlay_moves_a_question(project: Files) -> None:
    """Hidden in its category, it may be added in other ones, with the words that it has there."""
    text = "add:\n  - {category: closing, questions: [{id: ours, text: %s}]}\n"
    words = question(LIBRARY, "cp-attraction").text
    for gone in ("hide: [cp-attraction]", "hide: [career-preparation]", "reword: {%s: Why?}"):
        library = with_overlay(project, text % words + gone.replace("%s", "cp-attraction"))
        assert category(library, "closing").questions[-1].text == words


def test_an_overlay_rewords(project: Files) -> None:
    """The words change; id, minutes and theme stay, and the old follow-up goes."""
    library = with_overlay(project, "reword: {pr-best-hardest: What makes a good week?}\n")
    there, before = question(library, "pr-best-hardest"), question(LIBRARY, "pr-best-hardest")
    assert (there.text, there.probes) == ("What makes a good week?", ())
    assert (there.minutes, there.theme) == (before.minutes, before.theme)


def test_an_overlay_reorders(project: Files) -> None:
    """What is named comes first where it is: categories in the bank, questions in theirs."""
    library = with_overlay(project, "reorder: [closing, ik-advice, ik-future]\n")
    assert [each.id for each in library.bank[:2]] == ["closing", SEED_CATEGORIES[0]]
    ids = [each.id for each in category(library, "industry-knowledge").questions]
    assert ids[:3] == ["ik-advice", "ik-future", "ik-journals-orgs"]


def test_a_preset_of_ones_own(project: Files) -> None:
    """It stands beside the pack's; what it names must be there."""
    text = "presets:\n  - {id: ours, title: Ours, about: For us., questions: [%s]}\n"
    files = {"presets/ours": text % "pr-overview, cz-missed"}
    library = with_overlay(project, "hide: [cz-resources]", **files)
    assert library.presets["ours"].questions == ("pr-overview", "cz-missed")
    assert "first-talk-20" in library.presets
    with pytest.raises(InputError, match="names “pr-overvew”, which is not in the bank"):
        with_overlay(project, "hide: [cz-resources]", **{"presets/ours": text % "pr-overvew"})


WALK = "title: A walk, about: By the river., questions: [pr-overview]"
TALK = "title: A talk, about: At a desk., questions: [pr-overview]"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (f"presets: [{{{WALK}}}]", {"a-walk"}),
        (f"[{{{WALK}}}]", {"a-walk"}),
        (f"presets: [{{{WALK}}}, {{{TALK}}}]", {"a-walk", "a-talk"}),
        (f"presets: [{{id: walk, {WALK}}}]", {"walk"}),
        (f"{{{WALK}}}", {"ours"}),
    ],
)
def test_a_preset_keeps_its_id_when_another_comes(project: Files, text: str, ids: set[str]) -> None:
    """In a list it is made of the title, be there one or two; else the file's name is the id."""
    library = with_overlay(project, "{}", **{"presets/ours": text})
    assert {*library.presets} - {*LIBRARY.presets} == ids


def test_the_sample_has_no_overlay() -> None:
    """What an organization changes is nobody else's default."""
    assert not list((ROOT / "content").glob("overlay.*"))
