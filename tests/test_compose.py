"""Drafts that fit the relationship and the mode, and templates that can do no harm."""

import itertools
from datetime import date

import pytest

from generator.builds import Wanted
from generator.errors import InputError
from generator.model import Interview, Seeker
from generator.model.interview import Meeting
from generator.model.people import Contact
from generator.pipeline import make
from generator.project import Project
from tests.conftest import Files, silent
from tests.values import composition

SEEKER = Seeker.model_validate(
    {
        "name": "Ada Quill",
        "email": "ada@example.org",
        "phone": "555-0101",
        "introduction": "a first-year history student at Marrow College",
        "availability": ["Tuesday after 3 p.m.", "Friday morning"],
    }
)
TIES: dict[str, dict[str, object]] = {
    "cold": {"reason": "Your exhibit on river ferries made me wonder how such a thing is planned."},
    "alumni": {"alumni": {"school": "Marrow College", "program": "history", "class_year": 2011}},
    "referral": {
        "referral": {"name": "Ivo Stern", "relation": "my adviser", "permission": date(2027, 1, 5)}
    },
    "family_friend": {"family_friend": {"name": "Rosa Lind", "relation": "my aunt"}},
    "former_colleague": {"former_colleague": {"organization": "Pier 9", "when": "in 2024"}},
}
FIRST = {
    "cold": "Your exhibit on river ferries made me wonder how such a thing is planned. I am",
    "alumni": "I found you among the Marrow College alumni in history, class of 2011.",
    "referral": "Ivo Stern, my adviser, suggested that I write to you.",
    "family_friend": "Rosa Lind, my aunt, told me about your work.",
    "former_colleague": "We worked together at Pier 9 in 2024.",
}
ASKS = {
    "in_person": "for a talk in person",
    "phone": "for a telephone call",
    "video": "for a video call",
}


def interview(relationship: str, mode: str = "video", **more: object) -> Interview:
    """An interview with a contact of this relationship."""
    contact = {"name": "Bo Larch", "email": "bo@example.org", "relationship": relationship}
    return Interview(
        id="bo",
        contact=Contact.model_validate(contact | TIES[relationship]),
        topic="museum work",
        meeting=Meeting.model_validate({"mode": mode}),
        **more,
    )


@pytest.mark.parametrize(("relationship", "mode"), list(itertools.product(TIES, ASKS)))
def test_a_request_fits_relationship_and_mode(relationship: str, mode: str) -> None:
    """It opens with what links the two, asks once, in the mode, with a limit and a way out."""
    draft = composition("outreach-email", interview(relationship, mode), SEEKER).draft
    assert draft is not None
    assert draft.body.partition("\n\n")[2].startswith(FIRST[relationship])
    assert draft.body.count("?") == 1
    assert f"twenty minutes {ASKS[mode]}" in draft.body
    assert "no answer is needed" in draft.body
    assert 70 <= draft.words <= 100


def test_a_referral_is_named_in_the_subject() -> None:
    """The name that opens the door stands where it is seen first."""
    draft = composition("outreach-email", interview("referral"), SEEKER).draft
    assert draft is not None
    assert draft.subject == "Ivo Stern suggested that I write to you"


@pytest.mark.parametrize(
    "topic", ["museum work", "the planning of travelling exhibits for museums"]
)
def test_a_subject_keeps_its_limit(topic: str) -> None:
    """A long topic takes a shorter wording of the subject; the reply carries the same one."""
    asked = interview("cold").model_copy(update={"topic": topic})
    first = composition("outreach-email", asked, SEEKER).draft
    again = composition("follow-up-email", asked, SEEKER).draft
    assert first is not None
    assert again is not None
    assert len(first.subject) <= 50
    assert again.subject == f"Re: {first.subject}"


@pytest.mark.parametrize("relationship", TIES)
@pytest.mark.parametrize(("account", "limit"), [("free", 200), ("paid", 300)])
def test_a_linkedin_note_is_never_chopped(relationship: str, account: str, limit: int) -> None:
    """The note keeps the account's limit and is whole: it ends in the seeker's name."""
    seeker = SEEKER.model_copy(update={"linkedin_account": account})
    draft = composition("linkedin-note", interview(relationship), seeker).draft
    assert draft is not None
    assert len(draft.body) <= limit
    assert draft.body.endswith("Ada Quill")


def test_a_paid_account_gets_the_longer_note() -> None:
    """Where there is room for more words, they are used."""
    asked = interview("cold").model_copy(update={"topic": "the planning of exhibits"})
    notes = [
        composition(
            "linkedin-note",
            asked,
            SEEKER.model_copy(update={"linkedin_account": account}),
        ).parts["body.txt"]
        for account in ("free", "paid")
    ]
    assert len(notes[0]) <= 200 < len(notes[1])


def test_thanks_name_what_was_learned() -> None:
    """The takeaway and the next step stand in the mail as the seeker wrote them."""
    outcome = {"takeaways": "your advice to start small helps", "next_steps": ["write to Ana"]}
    asked = Interview.model_validate(
        interview("cold").model_dump() | {"outcome": outcome, "meeting": {"mode": "phone"}}
    )
    draft = composition("thank-you-email", asked, SEEKER).draft
    assert draft is not None
    assert "Your advice to start small helps." in draft.body
    assert "I will write to Ana, and will let you know how it goes." in draft.body


def test_mail_links_are_left_out_when_too_long() -> None:
    """A ``mailto:`` link carries subject and body, percent-encoded, or is not offered."""
    draft = composition("outreach-email", interview("cold"), SEEKER).draft
    assert draft is not None
    assert draft.mailto.startswith("mailto:bo@example.org?subject=Twenty%20minutes")
    assert "%0D%0A" in draft.mailto
    assert type(draft)(draft.body * 4, draft.subject, draft.recipient).mailto == ""


@pytest.mark.parametrize("name", ["<b>Bo</b>", 'Bo "& Co', "Bo <script>alert(1)</script>"])
def test_names_are_text_in_pages(project: Files, name: str) -> None:
    """Markup in a name is shown as it was typed, in every page."""
    root = project()
    path = root / "content" / "interviews" / "bo.yaml"
    text = path.read_text(encoding="utf-8").replace("name: Bo Larch", f"name: '{name}'")
    path.write_text(text, encoding="utf-8")
    made = make(Project.at(root), Wanted(channels=("web",)), silent)
    pages = [a.data.decode() for path, a in made.files.items() if path.startswith("bo/")]
    assert len(pages) > 4
    assert all(page.count("<script>") <= 1 and name not in page for page in pages)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ seeker.model_dump() }}",
        "{{ seeker.parse_file('x') }}",
        "{{ seeker.model_fields }}",
        "{{ kind.__init__.__globals__ }}",
        "{% for x in range(99999999) %}{% endfor %}",
        "{{ steps.append(1) }}",
        "{{ draft.words.__class__ }}",
        "{{ (theme.faces|first).path.read_text() }}",
        "{{ meeting.start.tzinfo.__class__ }}",
    ],
)
def test_templates_can_do_no_harm(project: Files, attack: str) -> None:
    """What reaches beyond the values given to a template is a problem with its line."""
    root = project({"templates/kinds/linkedin-note/body.txt.j2": f"Hello\n{attack}\n"})
    with pytest.raises(InputError) as refused:
        make(Project.at(root), Wanted(kinds=("linkedin-note",)), silent)
    (problem,) = refused.value.problems
    assert (problem.path.name, problem.place.line) == ("body.txt.j2", 2)


def test_raw_html_in_content_is_cleaned(project: Files) -> None:
    """Script, styles and odd links in Markdown do not reach the page; plain markup does."""
    step = (
        "# Prepare\n\nRead *widely*. <script>alert(1)</script><b>Now.</b> "
        '<a href="javascript:x()">no</a> [yes](https://example.org/a)\n'
    )
    root = project({"content/steps/prepare.md": step})
    made = make(Project.at(root), Wanted(kinds=("guide",), channels=("web",)), silent)
    page = made.files["handouts/guide.html"].data.decode()
    assert "<em>widely</em>" in page
    assert 'href="https://example.org/a"' in page
    assert not any(bad in page for bad in ("alert(1)", "javascript:", "<script"))


@pytest.mark.parametrize(
    "reach",
    [
        "{{ plan.index(1) }}",
        "{{ plan._replace(opening=1) }}",
        "{{ plan._asdict() }}",
        "{{ kind.model_dump() }}",
        "{{ steps[0].__class__ }}",
        "{{ entries.append(1) }}",
    ],
)
def test_templates_read_and_call_nothing(project: Files, reach: str) -> None:
    """Of our values a template sees the fields, and none of the methods."""
    body = f"<h1>T</h1>{reach}"
    kind = "title: Spy\nabout: Spies.\nchannels: [web]\n"
    root = project(
        {"templates/kinds/spy/kind.yaml": kind, "templates/kinds/spy/body.html.j2": body}
    )
    with pytest.raises(InputError):
        make(Project.at(root), Wanted(kinds=("spy",)), silent)
