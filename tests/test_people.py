"""People never fall back: nobody of the sample is ever in somebody else's output."""

from pathlib import Path

import pytest

from generator.builds import Wanted
from generator.channels import names
from generator.errors import InputError
from generator.load import load
from generator.model.people import Contact
from generator.pipeline import make
from generator.project import Project
from tests.conftest import INTERVIEW, ROOT, Files, silent

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
        ("Omar Haddad Jr., RN", "Omar Haddad"),
        ("Bo Larch III", "Bo Larch"),
        ("Zoë Ibarra", "Zoë Ibarra"),
    ],
)
def test_what_stands_behind_a_name_is_not_called_out(name: str, dear: str) -> None:
    """“Dear Dr. Quintana, RN,” is how a machine greets; a greeting of one's own is kept."""
    known = {"name": name, "relationship": "cold", "reason": "I saw your exhibit."}
    assert Contact.model_validate(known).dear == dear
    assert Contact.model_validate({**known, "greeting": "Tess, RN"}).dear == "Tess, RN"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("“Tess Quintana”", "Tess Quintana"),
        ("‘Tess Quintana’", "Tess Quintana"),
        ("„Tess Quintana“", "Tess Quintana"),
        ("“Tess” Quintana", "“Tess” Quintana"),
        ("“Tess” or “Quin”", "“Tess” or “Quin”"),
    ],
)
def test_quotation_marks_that_an_editor_curled_are_none_of_the_text(
    written: str, read: str
) -> None:
    """They were typed for YAML; “Dear “Tess Quintana”,” would go out as it is."""
    assert Contact(name=written, relationship="cold", reason="So good.").name == read


@pytest.mark.parametrize(
    ("greeting", "dear"),
    [
        ("Dear Ms. Quintana,", "Ms. Quintana"),
        ("Hi Tess", "Tess"),
        ("hello Tess:", "Tess"),
        ("Dr. Quintana", "Dr. Quintana"),
        ("Hilde", "Hilde"),
    ],
)
def test_a_greeting_may_be_the_line_of_a_letter(greeting: str, dear: str) -> None:
    """Drafts say “Dear” and put the comma: “Dear Dear Ms. Quintana,,” is read by nobody twice."""
    known = {"name": "Tess Quintana", "relationship": "cold", "reason": "I saw your exhibit."}
    assert Contact.model_validate({**known, "greeting": greeting}).dear == dear


@pytest.mark.parametrize(
    ("name", "greeting", "addressed"),
    [
        ("Ana Reyes", "Ms. Reyes", "Ms. Ana Reyes"),
        ("Ana García López", "Professor García López", "Professor Ana García López"),
        ("Ana Reyes", "Ana", "Ana Reyes"),
        ("Ana Reyes", None, "Ana Reyes"),
        ("Dr. Ana Reyes", "Dr. Reyes", "Dr. Ana Reyes"),
        ("Ana Reyes, MD", "Dr. Reyes", "Ana Reyes, MD"),
        ("Cy Moss", "Mr. and Mrs. Moss", "Cy Moss"),
        ("Cy Moss", "Mr. & Mrs. Moss", "Cy Moss"),
        ("Wei Lin", "Prof. Dr. Lin", "Wei Lin"),
    ],
)
def test_an_envelope_has_the_title_of_the_greeting(
    name: str, greeting: str | None, addressed: str
) -> None:
    """Where one is written; no title is guessed, or stands there twice."""
    contact = Contact(name=name, greeting=greeting, relationship="cold", reason="So good.")
    assert contact.addressed == addressed


def test_who_was_named_may_have_an_interview_that_is_there(project: Files) -> None:
    """It is linked by its file's name, where the names of the two differ; a slip is told."""
    text = INTERVIEW + "outcome: {named: [{name: Ana, permission: 2027-02-01, interview: anna}]}\n"
    root = project({"content/interviews/bo.yaml": text})
    with pytest.raises(InputError, match="There is no interview “anna”"):
        load(Project.at(root), names())
    project({"content/interviews/bo.yaml": text.replace("anna", "bo")})
    with pytest.raises(InputError, match="This is the interview “bo” itself"):
        load(Project.at(root), names())
    project({"content/interviews/bo.yaml": text.replace("anna", "ana-reyes")})
    other = INTERVIEW.replace("Bo Larch", "Ana Reyes") + "asked: 2027-02-20\n"
    (root / "content/interviews/ana-reyes.yaml").write_text(other, encoding="utf-8")
    found = {each.id: each for each in load(Project.at(root), names())[0].interviews}
    outcome = found["bo"].outcome
    assert outcome
    assert outcome.named[0].asked == found["ana-reyes"].asked
