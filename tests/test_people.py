"""People never fall back: nobody of the sample is ever in somebody else's output."""

from pathlib import Path

import pytest

from generator.builds import Wanted
from generator.model.people import Contact
from generator.pipeline import make
from generator.project import Project
from tests.conftest import ROOT, Files, silent

STRANGERS = (
    *("Leila", "Brandt", "Marcus", "Oyelaran", "Wrenfield", "Tern River", "Alder Hall"),
    *("Noor", "Haddad", "Ashgrove", "Petra", "Lindholm"),
)
LIGHT = Wanted(channels=("text", "email", "web"))


def strangers_in(root: Path) -> set[str]:
    """Names of the sample that stand in any document of a project."""
    files = make(Project.at(root), LIGHT, silent).files.values()
    texts = [artifact.data.decode() for artifact in files]
    assert texts
    return {name for name in STRANGERS if any(name in text for text in texts)}


def test_a_project_has_its_own_people_only(project: Files) -> None:
    """A student's packet and handouts have no name of the sample in them."""
    assert strangers_in(project()) == set()


def test_a_project_without_people_has_none(project: Files) -> None:
    """A career center without interviews gets handouts, and no organization but its own."""
    root = project(people=False)
    made = make(Project.at(root), LIGHT, silent)
    assert {name.partition("/")[0] for name in made.files} == {"handouts"}
    assert strangers_in(root) == set()


def test_without_an_organization_there_is_no_brand(project: Files) -> None:
    """No logo, no name, no footer: not even an empty one."""
    made = make(Project.at(project()), Wanted(kinds=("question-sheet",), channels=("web",)), silent)
    page = made.files["bo/question-sheet.html"].data.decode()
    assert 'class="org"' not in page
    assert 'class="colophon"' not in page


def test_the_sample_would_be_noticed() -> None:
    """The repository's own project does have the sample's people: the search finds names."""
    assert strangers_in(ROOT) == set(STRANGERS)


@pytest.mark.parametrize(
    ("name", "dear"),
    [
        ("Dr. Teresa Quintana Belloso, RN", "Dr. Teresa Quintana Belloso"),
        ("Omar Haddad Jr.", "Omar Haddad"),
        ("Bo Larch III", "Bo Larch"),
        ("Zoë Ibarra", "Zoë Ibarra"),
    ],
)
def test_what_stands_behind_a_name_is_not_called_out(name: str, dear: str) -> None:
    """“Dear Dr. Quintana, RN,” is how a machine greets; a greeting of one's own is kept."""
    known = {"name": name, "relationship": "cold", "reason": "I saw your exhibit."}
    assert Contact.model_validate(known).dear == dear
    assert Contact.model_validate({**known, "greeting": "Tess, RN"}).dear == "Tess, RN"
