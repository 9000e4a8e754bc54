"""The handout that the project starts from is all there, and so is the sample."""

import re
from pathlib import Path

import pytest

from generator.channels import names
from generator.load import load
from generator.project import Project
from tests.conftest import ROOT
from tests.readers import pdf_text

STEPS = ["identify-field", "prepare", "identify-people", "arrange", "conduct", "follow-up"]
QUESTIONS = {
    "position-responsibilities": [
        "pr-overview",
        "pr-typical-day",
        "pr-success-traits",
        "pr-best-hardest",
    ],
    "career-preparation": [
        "cp-attraction",
        "cp-prior-experience",
        "cp-best-training",
        "cp-new-hire",
        "cp-first-job",
        "cp-hiring-process",
        "cp-who-next",
    ],
    "industry-knowledge": ["ik-journals-orgs", "ik-advancement", "ik-future", "ik-advice"],
}


def flat(text: str) -> str:
    """Text without typographic differences."""
    # A hyphen may stand at the end of a printed line.
    return " ".join(text.split()).replace("’", "'").replace("- ", "-")


@pytest.fixture(scope="module")
def guide(sample: Path) -> str:
    """The words of the printed guide for everyone."""
    return flat(pdf_text((sample / "handouts" / "guide.pdf").read_bytes()))


def test_the_six_steps_reach_the_guide(guide: str) -> None:
    """Each step is there by its id, in order, and its title and text are in the printed guide."""
    library, _ = load(Project.at(ROOT), names())
    steps = [step for step in library.steps if step.suits(None, None)]
    assert [step.id for step in steps] == STEPS
    for step in steps:
        assert flat(step.title) in guide
        assert flat(step.body)[:60] in guide


def test_the_fifteen_questions_reach_the_guide(guide: str) -> None:
    """Each question is there by its id, under its category, and is in the printed guide."""
    library, _ = load(Project.at(ROOT), names())
    seed = [category for category in library.bank if category.id in QUESTIONS]
    assert {c.id: [q.id for q in c.questions] for c in seed} == QUESTIONS
    assert sum(map(len, QUESTIONS.values())) == 15
    for category in library.bank:
        for question in category.questions:
            assert (flat(question.text) in guide) is not category.opt_in


@pytest.mark.parametrize(
    "words", ["by email or by telephone", "within one week", "job interview", "friends, relatives"]
)
def test_the_advice_of_the_handout_is_kept(guide: str, words: str) -> None:
    """Both ways to ask, the week for the thank-you, and what it is not are in the guide."""
    assert words in guide


def test_the_sample_is_invented(sample: Path) -> None:
    """Addresses in what is built are of example.org, and telephone numbers are 555-01xx."""
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in sample.rglob("*")
        if path.suffix in {".txt", ".eml"}
    ]
    domains = {found for text in texts for found in re.findall(r"@([\w.-]+\w)", text)}
    phones = {
        found
        for text in texts
        for found in re.findall(r"\b\d{3}[-. ]\d{3,4}(?:[-. ]\d{4})?\b", text)
    }
    assert domains == {"example.org"}
    assert phones
    assert all(phone.startswith("555-01") for phone in phones)


def test_handouts_are_those_for_everyone(sample: Path) -> None:
    """What is for everyone is made without any interview."""
    kinds = {path.stem for path in (sample / "handouts").iterdir()}
    assert kinds == {
        "guide",
        "question-sheet",
        "phone-script",
        "thank-you-note",
        "example-drafts",
        "day-of-checklist",
        "debrief-sheet",
        "comparison-grid",
    }
