"""Drafts that fit the relationship, the mode and the seeker's stage, and agree with each other."""

import itertools
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from generator.builds import Made, Wanted
from generator.channels import typeset
from generator.check import check_text
from generator.documents import Draft, Selection, Target
from generator.errors import InputError
from generator.model import Interview, Organization, Seeker
from generator.model.bank import Mode, Relationship, Stage
from generator.pipeline import make
from generator.project import Project
from generator.select import Selector, lacks, suits
from generator.typography import city, elsewhere, letters, seconds
from tests.conftest import ROOT, TODAY, Files, silent
from tests.readers import mail
from tests.values import composer, loaded

PACKETS = ROOT / "tests" / "packets"
RELATIONSHIPS: tuple[str, ...] = get_args(Relationship)
MODES: tuple[str, ...] = get_args(Mode)
STAGES: tuple[str | None, ...] = (None, *get_args(Stage))
TIES: dict[str, dict[str, object]] = {
    "cold": {"reason": "Your exhibit on river ferries made me wonder how such a thing is planned."},
    "alumni": {
        "alumni": {"school": "Marrow College", "program": "history", "class_year": "2011"},
        "found_via": "the alumni directory",
    },
    "referral": {
        "referral": {
            "name": "Ivo Stern",
            "relation": "my adviser",
            "permission": "2027-01-05",
            "email": "ivo@example.org",
        }
    },
    "family_friend": {"family_friend": {"name": "Rosa Lind", "relation": "my aunt"}},
    "former_colleague": {"former_colleague": {"organization": "Pier 9", "when": "in 2024"}},
    "linkedin": {"found_via": "the museum planners group"},
    "faculty_staff": {"course": {"name": "Public History", "when": "in fall 2026"}},
    "event": {
        "event": {"name": "the Harbor Forum", "when": "in May", "said": "what you said of loans"}
    },
    "mentor_platform": {"platform": {"name": "Mentor Harbor", "about": "exhibit planning"}},
}
FIRST = {
    "cold": "Your exhibit on river ferries made me wonder how such a thing is planned.",
    "alumni": "Through the alumni directory I found you among the Marrow College graduates in "
    "history, class of 2011",
    "referral": "Ivo Stern, my adviser, suggested that I write to you.",
    "family_friend": "Rosa Lind, my aunt, told me about your work.",
    "former_colleague": "We worked together at Pier 9 in 2024.",
    "linkedin": "I found you on LinkedIn through the museum planners group.",
    "faculty_staff": "You may remember me from Public History in fall 2026.",
    "event": "I was at the Harbor Forum in May and remember what you said of loans.",
    "mentor_platform": "Your profile on Mentor Harbor says that you talk about exhibit planning.",
}
BRIEFLY = {"alumni": "I found you among the Marrow College alumni in history, class of 2011"}
"""Where there is room for one line."""
ASSIGNMENT = {"course": "Careers 201", "shared_with": "my instructor"}
AGREED: dict[str, Any] = {
    "meeting_date": "2027-03-11",
    "meeting_time": "2:30 pm",
    "meeting_timezone": "America/New_York",
}
OUTCOME: dict[str, Any] = {
    "takeaways": "Your advice to start with a small collection has made the choice easier.",
    "next_steps": ["write to the Pier Museum"],
    "promises": [
        {"what": "send you the photographs", "due": "2027-03-20"},
        {"what": "return your catalog", "done": "2027-03-13"},
    ],
    "named": [
        {"name": "Ana Weiss", "organization": "Pier Museum", "permission": "2027-03-12"},
        {"name": "Ben Oakes"},
    ],
    "progress": ["started as a volunteer at the Pier Museum"],
}


def seeker(stage: str | None = None, **more: object) -> Seeker:
    """Somebody at this stage."""
    changed = stage == "career_changer"
    known: dict[str, object] = {
        "name": "Ada Quill",
        "email": "ada@example.org",
        "phone": "555-0101",
        "introduction": "a line cook" if changed else "a history student at Marrow College",
        "background": "eight years in restaurant kitchens" if changed else None,
        "availability": ["Tuesday after 3 p.m.", "Friday morning"],
        "stage": stage,
    }
    return Seeker.model_validate(known | more)


def interview(relationship: str = "cold", mode: str = "video", **more: object) -> Interview:
    """An interview with such a contact; ``contact_…`` and ``meeting_…`` say more of them."""
    contact: dict[str, object] = {
        "name": "Bo Larch",
        "organization": "Marrow Museum",
        "email": "bo@example.org",
        "phone": "555-0102",
        "relationship": relationship,
    }
    meeting: dict[str, object] = {"mode": mode}
    known: dict[str, object] = {"id": "bo", "topic": "museum work"}
    for key, value in more.items():
        owner, _, field = key.partition("_")
        groups = {"contact": contact, "meeting": meeting}
        groups.get(owner, known)[field if owner in groups else key] = value
    known |= {"contact": contact | TIES[relationship], "meeting": meeting}
    if "contact_referral" in more:
        known["contact"] = contact
    return Interview.model_validate(known)


def selected(kind: str, about: Interview, person: Seeker, **policy: object) -> Selection:
    """What a document of this kind shows."""
    library, catalog = loaded()
    organization = Organization.model_validate({"name": "Marrow College", "policy": policy})
    library = library._replace(seeker=person, organization=organization, logo=None)
    return Selector(library, catalog, today=TODAY).select(catalog.kinds[kind], Target.about(about))


def drafted(kind: str, about: Interview, person: Seeker | None = None, **policy: object) -> Draft:
    """A draft, which must keep its kind's limits."""
    selection = selected(kind, about, person or seeker(), **policy)
    assert lacks(selection) == ()
    composition = composer().compose(selection)
    assert [p for p in check_text(composition) if p.severity != "warning"] == []
    assert composition.draft is not None
    assert re.search(r"^ |  ", composition.draft.body, re.MULTILINE) is None
    return composition.draft


def suited(kind: str, about: Interview, **policy: object) -> bool:
    """Whether a document of this kind makes sense for an interview."""
    library, catalog = loaded()
    organization = Organization.model_validate({"name": "Marrow College", "policy": policy})
    return suits(catalog.kinds[kind], about, library._replace(organization=organization))


def unlisted(text: str) -> str:
    """A text without the questions that are listed in it."""
    return re.sub(r"^\d\. .*$", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize(("relationship", "mode"), list(itertools.product(RELATIONSHIPS, MODES)))
def test_every_request_keeps_its_limits_and_asks_once(relationship: str, mode: str) -> None:
    """At any stage, for class or not: what links the two, one ask, and an easy way out."""
    for stage, assignment in itertools.product(STAGES, (None, ASSIGNMENT)):
        about = interview(relationship, mode, assignment=assignment)
        for kind in ("outreach-email", "linkedin-message"):
            if suited(kind, about):
                draft = drafted(kind, about, seeker(stage))
                assert draft.body.split("\n\n")[1].startswith(FIRST[relationship])
                assert unlisted(draft.body).count("?") == 1
                assert "no answer is needed" in draft.body
                assert 50 <= draft.words <= 125
                assert len(draft.subject) <= 50


@pytest.mark.parametrize(("relationship", "mode"), list(itertools.product(RELATIONSHIPS, MODES)))
@pytest.mark.parametrize(("account", "limit"), [("free", 200), ("paid", 300)])
def test_every_linkedin_note_is_whole(
    relationship: str, mode: str, account: str, limit: int
) -> None:
    """It says what links the two, asks once, ends in the name, and fits the account."""
    for stage, assignment in itertools.product(STAGES, (None, ASSIGNMENT)):
        about = interview(relationship, mode, assignment=assignment)
        draft = drafted("linkedin-note", about, seeker(stage, linkedin_account=account))
        assert len(draft.body) <= limit
        assert draft.body.startswith(BRIEFLY.get(relationship, FIRST[relationship]))
        assert draft.body.count("?") == 1
        assert draft.body.endswith("Ada Quill")
        assert ("for a class assignment" in draft.body) == bool(assignment)


def test_most_requests_have_the_advised_length() -> None:
    """What is left out where a request grows long is the least of it: 75 to 100 words are read."""
    lengths = [
        drafted("outreach-email", interview(relationship, mode), seeker(stage)).words
        for relationship, mode, stage in itertools.product(RELATIONSHIPS, MODES, STAGES)
    ]
    within = [words for words in lengths if words <= 100]
    assert len(within) >= 0.97 * len(lengths)
    assert sum(words >= 70 for words in within) >= 0.97 * len(within)


def test_a_referrer_stands_in_subject_and_first_line() -> None:
    """The name that opens the door is seen first, in the reminder too, however long it is."""
    for name in ("Ivo Stern", "Maximiliana Featherstonehaugh", "M" * 40):
        referral = {"name": name, "relation": "my aunt", "permission": "2027-01-05"}
        about = interview("referral", contact_referral=referral)
        draft = drafted("outreach-email", about)
        assert name in draft.subject
        assert draft.body.split("\n\n")[1].startswith(name)
        assert drafted("follow-up-email", about).subject == f"Re: {draft.subject}"


def test_a_school_that_nobody_would_guess_is_said_to_be_shared() -> None:
    """Whoever does not name the school in the introduction says that it is theirs too."""
    about = interview("alumni")
    student = drafted("outreach-email", about).body
    cook = drafted("outreach-email", about, seeker("career_changer")).body
    assert "my school too" not in student
    assert "; it is my school too." in cook


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        ("career_changer", "My background is eight years in restaurant kitchens"),
        ("career_changer", "I am only exploring a change."),
        ("career_changer", "what might carry over from my background"),
        ("grad_postdoc", "I would like to talk about your path"),
        ("undecided", "I have not settled on a field yet."),
        ("undecided", "museum work and the fields around it"),
    ],
)
def test_a_request_fits_the_stage(stage: str, said: str) -> None:
    """A changer explores, a postdoc talks about a path, the undecided look wide; no one else."""
    with_stage = drafted("outreach-email", interview(), seeker(stage)).body
    without = drafted("outreach-email", interview(), seeker("student")).body
    assert said in with_stage
    assert said not in without


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("in_person", "for a talk in person? I can come to you, or to a café nearby."),
        ("phone", "for a telephone call? I can call you."),
        ("video", "for a video call?"),
        ("email_qa", "Would you answer four questions about museum work by email?"),
    ],
)
def test_a_request_fits_the_mode(mode: str, said: str) -> None:
    """It says how they would talk, and who comes or calls."""
    assert said in drafted("outreach-email", interview(mode=mode)).body


@pytest.mark.parametrize(("most", "listed"), [(125, 4), (92, 3), (60, 0)])
def test_questions_by_mail_stand_in_the_request(most: int, listed: int) -> None:
    """Four of them, the last a closing one; fewer or none where the words do not suffice."""
    about = interview(mode="email_qa", preset="first-talk-20")
    draft = drafted("outreach-email", about, email_words=most, email_advised_words=most)
    body = draft.body
    plan = selected("outreach-email", about, seeker()).plan
    numbers = re.findall(r"^(\d)\. (.+)$", body, re.MULTILINE)
    assert len(numbers) == listed
    if listed:
        assert numbers[0][1] == plan.core[0].text
        assert numbers[-1][1] == plan.close[0].text
    else:
        assert "I can send them as soon as you say yes." in body


def test_no_more_words_are_advised_than_allowed() -> None:
    """A limit below the usual advice lowers that; a request is then no shorter than it must be."""
    about = interview(mode="phone", preset="first-talk-20")
    both = drafted("outreach-email", about, email_words=70, email_advised_words=70)
    assert drafted("outreach-email", about, email_words=70) == both
    assert both.words <= 70


def test_times_say_in_which_zone_they_are() -> None:
    """Only where the contact's clock may differ from the seeker's."""
    far = interview(contact_timezone="America/Chicago")
    person = seeker(timezone="America/New_York")
    assert "These times suit me (New York time): " in drafted("outreach-email", far, person).body
    assert "These times suit me: " in drafted("outreach-email", interview(), person).body
    assert "These times suit me: " in drafted("outreach-email", far).body


@pytest.mark.parametrize(
    "kind", ["outreach-email", "linkedin-message", "phone-script", "confirmation"]
)
def test_a_class_assignment_is_told(kind: str) -> None:
    """Nobody is surprised by a report: the course is named, and consent is asked."""
    sentence = (
        "It is for an assignment in Careers 201; "
        "with your consent I would take notes and share what I learn with my instructor."
    )
    told = drafted(kind, interview(assignment=ASSIGNMENT, **AGREED)).body
    assert sentence in told
    assert "assignment" not in drafted(kind, interview(**AGREED)).body


USE_THE_NAME = (
    *("outreach-email", "linkedin-note", "linkedin-message", "follow-up-email"),
    *("phone-script", "voicemail", "referrer-note"),
)


@pytest.mark.parametrize("kind", USE_THE_NAME)
def test_a_name_waits_for_permission(kind: str) -> None:
    """Until the day is known on which the name was allowed, no draft with it is made."""
    referral = {"name": "Ivo Stern", "relation": "my adviser"}
    asked = interview("referral", contact_referral=referral, outcome=OUTCOME)
    allowed = interview("referral", outcome=OUTCOME)
    assert any("permission" in words for words in lacks(selected(kind, asked, seeker())))
    assert lacks(selected(kind, allowed, seeker())) == ()


def test_no_other_draft_has_the_name_of_a_referrer() -> None:
    """Whatever is made without permission keeps the name to itself, but for what asks them."""
    referral = {"name": "Ivo Stern", "relation": "my adviser", "email": "ivo@example.org"}
    about = interview("referral", contact_referral=referral, outcome=OUTCOME, **AGREED)
    drafts = [
        kind.name
        for kind in loaded()[1].kinds.values()
        if "text" in kind.channels and not lacks(selected(kind.name, about, seeker()))
    ]
    assert set(drafts) >= {"confirmation", "replies", "thank-you-email", "referral-request"}
    for name in set(drafts) - {"referral-request"}:
        assert "Stern" not in drafted(name, about).body


def test_asking_for_an_introduction_is_how_permission_is_got() -> None:
    """It goes to the referrer, asks once, and has 40 to 60 words that can be forwarded.

    Who has said yes is not asked again.
    """
    referral = {"name": "Ivo Stern", "relation": "my adviser", "email": "ivo@example.org"}
    for mode, stage in itertools.product(MODES, STAGES):
        about = interview("referral", mode, contact_referral=referral)
        draft = drafted("referral-request", about, seeker(stage))
        assert (draft.addressee, draft.recipient) == ("Ivo Stern", "ivo@example.org")
        assert draft.body.startswith("Dear Ivo Stern,")
        assert draft.body.count("?") == 1
        blurb = draft.body.partition("To forward:")[2]
        assert 40 <= len(blurb.split()) <= 60
        assert "Stern" not in blurb
    assert not suited("referral-request", interview("cold"))
    assert not suited("referral-request", interview("referral"))


def test_a_mail_goes_to_whom_its_kind_says() -> None:
    """The header names the referrer, or nobody where the address is not known."""
    for email, to in [("ivo@example.org", "Ivo Stern <ivo@example.org>"), (None, None)]:
        referral = {"name": "Ivo Stern", "relation": "my adviser", "email": email}
        about = interview("referral", contact_referral=referral)
        composition = composer().compose(selected("referral-request", about, seeker()))
        assert mail(next(typeset(composition, "email")).data)["To"] == to


def test_a_recipient_must_be_somebody(project: Files) -> None:
    """A kind that writes to a field that is not there is refused, with its place."""
    kind = "title: Hello\nabout: A hello.\nchannels: [text]\nrecipient: contact.referal\n"
    root = project(
        {
            "templates/kinds/hello/kind.yaml": kind,
            "templates/kinds/hello/body.txt.j2": "Hello",
        }
    )
    with pytest.raises(
        InputError, match=r"There is no “referal” in “contact\.referal\.email”"
    ) as no:
        make(Project.at(root), Wanted(), silent)
    assert no.value.problems[0].place.line == 4


def test_a_reminder_says_that_it_is_the_last_only_if_it_is() -> None:
    """By the policy: one, several, or none at all."""
    last = "I will not write again about this"
    assert last in drafted("follow-up-email", interview()).body
    assert last not in drafted("follow-up-email", interview(), follow_up_most=2).body
    assert suited("follow-up-email", interview(), follow_up_most=1)
    assert not suited("follow-up-email", interview(), follow_up_most=0)


@pytest.mark.parametrize("limit", [20, 30, 36, 50, 120])
def test_a_reminder_has_the_subject_of_the_request(limit: int) -> None:
    """Whichever wording of the subject the policy leaves room for, both mails have it."""
    for relationship in ("cold", "referral"):
        about = interview(relationship)
        first = drafted("outreach-email", about, subject_characters=limit).subject
        again = drafted("follow-up-email", about, subject_characters=limit).subject
        assert len(first) <= limit
        assert again == f"Re: {first}"


@pytest.mark.parametrize("relationship", RELATIONSHIPS)
def test_a_reminder_is_short_and_asks_nothing_new(relationship: str) -> None:
    """Thirty to seventy words, no question, no reproach."""
    for mode, stage in itertools.product(MODES, STAGES):
        draft = drafted("follow-up-email", interview(relationship, mode), seeker(stage))
        assert 30 <= draft.words <= 70
        assert "?" not in draft.body
        assert draft.body.count("would still be glad") == 1


@pytest.mark.parametrize("relationship", RELATIONSHIPS)
def test_a_voicemail_takes_half_a_minute(relationship: str) -> None:
    """The name is spelled, the number comes twice; it is advice, and a next call is promised."""
    for stage in STAGES:
        about = interview(relationship, "phone")
        spoken = drafted("voicemail", about, seeker(stage)).body
        assert "Ada Quill, Q-U-I-L-L," in spoken
        assert "555-0101: that is 5-5-5, 0-1-0-1." in spoken
        assert "not about a job" in spoken
        assert "I will call again" in spoken
        assert 20 <= seconds(spoken) <= 30
        assert spoken in drafted("phone-script", about, seeker(stage)).body


@pytest.mark.parametrize(
    ("mode", "asked"),
    [
        ("phone", "To which address may I send a short note to confirm it?"),
        ("email_qa", "To which address may I send them?"),
    ],
)
def test_whoever_has_no_address_asks_for_it(mode: str, asked: str) -> None:
    """On the telephone “I will send a short note today” needs an address to send it to."""
    assert "I will send" in drafted("phone-script", interview(mode=mode)).body
    body = drafted("phone-script", interview(mode=mode, contact_email=None)).body
    assert f"Close: “Thank you. {asked}”" in body
    assert "I will send" not in body


@pytest.mark.parametrize(("relationship", "mode"), list(itertools.product(RELATIONSHIPS, MODES)))
def test_each_reply_has_thirty_to_sixty_words(relationship: str, mode: str) -> None:
    """To a yes, a no, a “later” and a “how can I help?”; listed questions are not counted.

    A meeting that was agreed on may be called off, by the one or the other.
    """
    for more, stage in itertools.product(({}, AGREED), STAGES):
        body = drafted("replies", interview(relationship, mode, **more), seeker(stage)).body
        replies = re.split(r"^IF (?:THEY|YOU) .*$", body, flags=re.MULTILINE)[1:]
        assert len(replies) == (6 if more and mode != "email_qa" else 4)
        for reply in replies:
            assert 30 <= len(unlisted(reply).split()) <= 60
            assert reply.strip().startswith("Dear Bo Larch,")
            assert reply.strip().endswith("Ada Quill")
        assert ("1. " in replies[0]) == (mode == "email_qa")


def test_a_yes_to_a_known_time_confirms_it() -> None:
    """Before a time is agreed the reply offers some; afterward it takes the one there is."""
    assert "Tuesday after 3 p.m." in drafted("replies", interview()).body
    agreed = interview(**AGREED, contact_timezone="Europe/Copenhagen")
    body = drafted("replies", agreed).body
    assert "Thursday, March 11, 2:30 p.m. EST (8:30–8:50 p.m. CET for you), suits me well." in body
    assert "I will send you the link beforehand." in body
    assert "Tuesday" not in body


@pytest.mark.parametrize(
    ("closed", "mode", "titles"),
    [
        ("declined", "video", ["IF THEY SAY NO"]),
        ("canceled", "email_qa", ["IF THEY SAY NO"]),
        ("canceled", "in_person", ["IF THEY CALL IT OFF", "IF YOU HAVE TO CALL IT OFF"]),
    ],
)
def test_no_reply_says_yes_where_there_will_be_no_meeting(
    closed: str, mode: str, titles: list[str]
) -> None:
    """“March 11 suits me well” to a meeting that was called off would be taken at its word."""
    body = drafted("replies", interview(mode=mode, closed=closed, **AGREED)).body
    assert re.findall(r"^IF .*$", body, flags=re.MULTILINE) == titles
    assert "suits me well" not in body
    assert ("our meeting on Thursday, March 11." in body) == (mode == "in_person")


def test_what_is_over_is_not_called_off() -> None:
    """Once something came of it, a meeting was held."""
    body = drafted("replies", interview(outcome=OUTCOME, **AGREED)).body
    assert "IF THEY SAY YES" in body
    assert "CALL IT OFF" not in body


def test_a_yes_to_a_known_day_asks_for_the_time() -> None:
    """No other day is offered."""
    body = drafted("replies", interview(meeting_date="2027-03-11")).body
    assert "Thursday, March 11 suits me well. Which time of day would be best for you?" in body
    assert "Tuesday" not in body


@pytest.mark.parametrize("preset", ["email-4", "first-talk-20", "explore-30"])
def test_by_email_all_papers_have_the_same_questions(preset: str) -> None:
    """Four, in the request, in the reply and on the sheet; the message counts them."""
    about = interview(mode="email_qa", preset=preset)
    plan = selected("outreach-email", about, seeker()).plan
    asked = [each.text for each in (*plan.core, *plan.close)]
    assert len(asked) == 4
    assert all(each.reason == "by email 4 are enough" for each in plan.if_time[:1])
    for kind in ("outreach-email", "replies"):
        listed = re.findall(r"^\d\. (.+)$", drafted(kind, about).body, re.MULTILINE)
        assert listed == asked
    assert "four questions" in drafted("linkedin-message", about).body
    assert "of your answers to a few questions" in drafted("follow-up-email", about).body


ZONES = [
    (None, None, ""),
    ("America/New_York", "America/Detroit", ""),
    ("America/Chicago", None, "For me: 1:30–1:50 p.m. CST"),
    (None, "Asia/Kolkata", "For you: Friday, March 12, 1:00–1:20 a.m. IST"),
    ("America/Chicago", "America/Chicago", "For both of us: 1:30–1:50 p.m. CST"),
    (
        "America/Phoenix",
        "America/Los_Angeles",
        "For you: 11:30–11:50 a.m. PST\nFor me: 12:30–12:50 p.m. MST",
    ),
]


@pytest.mark.parametrize(("mine", "theirs", "lines"), ZONES)
def test_a_confirmation_has_both_zones_if_they_differ(
    mine: str | None, theirs: str | None, lines: str
) -> None:
    """By the clocks of that very moment, with the day where it is another one."""
    about = interview(contact_timezone=theirs, **AGREED)
    draft = drafted("confirmation", about, seeker(timezone=mine))
    here = "Thursday, March 11, 2:30–2:50 p.m. EST"
    block = draft.body.partition("agreed on:\n\n")[2].partition("\n\n")[0]
    assert block.startswith(f"{here}\n{lines}" if lines else f"{here}\nI will send")
    assert ("For " in block) == bool(lines)
    assert draft.subject == "Video call on Thursday, March 11, 2:30 p.m. EST"


def test_people_who_meet_in_one_place_have_one_clock() -> None:
    """Whoever is in Berlin reads the clocks there: “For me: 3:00 a.m.” helps nobody."""
    zones = {"contact_timezone": "Europe/Lisbon", "meeting_timezone": "Europe/Berlin"}
    about = interview(mode="in_person", **(AGREED | zones))
    for kind in ("confirmation", "replies"):
        body = drafted(kind, about, seeker(timezone="America/New_York")).body
        assert "2:30" in body
        assert not re.search(r"(?i)for (me|you|both of us)\b:?.*[ap]\.m\.|for you\)", body)


def test_zones_are_those_of_the_day() -> None:
    """London is five hours from New York, and four for the weeks when only one has changed."""
    new_york = ZoneInfo("America/New_York")
    before = elsewhere(datetime(2027, 3, 11, 12, tzinfo=new_york), "Europe/London")
    after = elsewhere(datetime(2027, 3, 18, 12, tzinfo=new_york), "Europe/London")
    assert before is not None
    assert after is not None
    assert (before.hour, after.hour) == (17, 16)
    assert elsewhere(datetime(2027, 3, 11, 12), "Europe/London") is None  # noqa: DTZ001 - no zone


@pytest.mark.parametrize(
    ("mode", "more", "said"),
    [
        ("in_person", {"meeting_place": "12 Quay Street"}, "12 Quay Street"),
        ("in_person", {}, "Please tell me where to find you."),
        ("phone", {}, "I will call you at 555-0102."),
        ("phone", {"contact_phone": None}, "Please tell me which number to call."),
        ("video", {"meeting_link": "https://meet.example.org/a"}, "\nhttps://meet.example.org/a\n"),
        ("video", {}, "I will send you the link beforehand."),
    ],
)
def test_a_confirmation_says_where(mode: str, more: dict[str, Any], said: str) -> None:
    """Place, number or link; what is still missing is asked for or promised. 40 to 80 words."""
    draft = drafted("confirmation", interview(mode=mode, **AGREED, **more))
    assert said in draft.body
    assert "museum work, and will keep to the twenty minutes" in draft.body
    assert "my number is 555-0101" in draft.body
    assert 40 <= draft.words <= 80


def test_questions_by_mail_need_no_confirmation() -> None:
    """Nobody meets, so there is nothing to confirm; without a time a confirmation waits."""
    assert not suited("confirmation", interview(mode="email_qa"))
    assert any(
        "day and time" in each for each in lacks(selected("confirmation", interview(), seeker()))
    )


def test_thanks_keep_what_was_promised() -> None:
    """What is done is said to be done, what is not comes by a day; and nobody is named."""
    body = drafted("thank-you-email", interview(outcome=OUTCOME)).body
    assert "Your advice to start with a small collection has made the choice easier." in body
    assert "I promised to return your catalog: that is done." in body
    assert "I will also send you the photographs by March 20." in body
    assert "I will write to the Pier Museum, and will let you know how it goes." in body
    assert "names that you gave me" in body
    assert "Weiss" not in body
    alone = {"takeaways": OUTCOME["takeaways"], "promises": OUTCOME["promises"][:1]}
    body = drafted("thank-you-email", interview(outcome=alone)).body
    assert "As promised, I will send you the photographs by March 20." in body
    assert "names" not in body


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("in_person", "taking the time to meet me on Thursday, March 11, about"),
        ("phone", "taking the time to talk with me on Thursday, March 11, about"),
        ("email_qa", "taking the time to answer my questions about"),
    ],
)
def test_thanks_fit_the_mode(mode: str, said: str) -> None:
    """Nobody is thanked for a talk that was a mail; the card says the same as the mail."""
    about = interview(mode=mode, outcome=OUTCOME, **AGREED)
    assert said in drafted("thank-you-email", about).body
    page = composer().compose(selected("thank-you-note", about, seeker())).parts["body.html"]
    card = page.replace("\N{NO-BREAK SPACE}", " ")
    assert said.removesuffix(" about").removesuffix(",") in card
    assert "As promised, I will send you the photographs." in card


@pytest.mark.parametrize("mode", MODES)
def test_the_referrer_hears_what_came_of_it(mode: str) -> None:
    """Forty to sixty words to the person who sent the seeker; only a referral has one."""
    draft = drafted("referrer-note", interview("referral", mode, outcome=OUTCOME))
    assert (draft.addressee, draft.recipient) == ("Ivo Stern", "ivo@example.org")
    assert "Bo Larch" in draft.body
    assert "write to the Pier Museum" in draft.body
    assert "?" not in draft.body
    assert 40 <= draft.words <= 60
    assert not suited("referrer-note", interview("alumni"))


@pytest.mark.parametrize("mode", MODES)
def test_a_progress_update_asks_nothing(mode: str) -> None:
    """Fifty to ninety words on what was done; without anything done it waits."""
    draft = drafted("progress-update", interview(mode=mode, outcome=OUTCOME))
    assert "Since then I have started as a volunteer at the Pier Museum." in draft.body
    assert "?" not in draft.body
    assert 50 <= draft.words <= 90
    nothing = interview(outcome={"takeaways": OUTCOME["takeaways"]})
    assert lacks(selected("progress-update", nothing, seeker()))


def test_only_those_who_may_be_told_are_written_to() -> None:
    """The others stand in one line, with what must happen first."""
    body = drafted("next-outreach", interview(outcome=OUTCOME)).body
    assert "Dear Ana Weiss,\n\nBo Larch of Marrow Museum suggested that I write to you." in body
    assert "Subject: Bo Larch suggested that I write to you" in body
    assert "Dear Ben Oakes" not in body
    assert "Ben Oakes: ask Bo Larch first" in body
    assert body.count("?") == 1
    page = composer().compose(selected("next-outreach", interview(outcome=OUTCOME), seeker()))
    assert "Dear Ana Weiss" in page.parts["body.html"]
    nobody = interview(outcome={"takeaways": OUTCOME["takeaways"]})
    assert lacks(selected("next-outreach", nobody, seeker()))


def test_who_was_asked_is_not_written_to_again() -> None:
    """A person with a day on which they were asked is left out; without any other, so is all."""
    ana, ben = OUTCOME["named"]
    asked = {**OUTCOME, "named": [{**ana, "asked": "2027-03-14"}, ben]}
    body = drafted("next-outreach", interview(outcome=asked)).body
    assert ("Ana Weiss" in body, "Ben Oakes" in body) == (False, True)
    done = {**asked, "named": [{**ben, "asked": "2027-03-15"}]}
    assert not suited("next-outreach", interview(outcome=done))
    assert suited("next-outreach", interview(outcome=OUTCOME))
    assert suited("next-outreach", interview())  # so that it is told what it waits for


def test_little_is_made_where_there_will_be_no_meeting() -> None:
    """A request that was declined is not sent again: what is left is an answer and a record."""
    kinds = loaded()[1].kinds
    for closed in ("declined", "no_answer", "canceled"):
        about = interview(closed=closed)
        made = {name for name, kind in kinds.items() if suits(kind, about, loaded()[0])}
        assert made == {"contact-card", "packet", "replies"}
    page = composer().compose(selected("packet", interview(closed="declined"), seeker()))
    assert "<dt>Closed</dt><dd>They declined</dd>" in page.parts["body.html"]
    assert "<dt>Where</dt>" not in page.parts["body.html"]  # nobody is to go there
    assert "To take along" not in page.parts["body.html"]  # there is nowhere to take it


def test_a_message_has_no_signature() -> None:
    """On LinkedIn the name is enough; the mail has the number too."""
    assert drafted("linkedin-message", interview()).body.endswith("\n\nAda Quill")
    assert drafted("outreach-email", interview()).body.endswith("Ada Quill\n555-0101")
    assert not suited("linkedin-message", interview("faculty_staff"))


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("Ada Quill", "Q-U-I-L-L"),
        ("Bo Ash-Oak Jr.", "A-S-H, hyphen, O-A-K"),
        ("Kim Lee, RN", "L-E-E"),
        ("Bo Ash III", "A-S-H"),
    ],
)
def test_a_last_name_is_spelled(name: str, spelled: str) -> None:
    """Letter by letter, without marks, and without what only follows a name."""
    assert letters(name) == spelled


@pytest.mark.parametrize(
    ("zone", "said"), [("America/New_York", "New York"), ("Etc/GMT-3", "UTC+3")]
)
def test_a_zone_is_called_by_its_city(zone: str, said: str) -> None:
    """As people say it; a zone without a city by its distance from UTC."""
    assert city(zone) == said


def packet(name: str) -> Made:
    """The drafts of a packet."""
    wanted = Wanted(interviews=("one",), channels=("text",))
    return make(Project.at(PACKETS / name, Path("unwritten"), date(2027, 4, 20)), wanted, silent)


@pytest.mark.parametrize(
    ("name", "drafts", "waiting"),
    [
        ("cold-video-student", 8, {"thank-you-email", "next-outreach", "progress-update"}),
        ("alumni-in-person", 11, set()),
        ("referral-phone-changer", 12, set()),
        ("class-assignment", 7, {"thank-you-email", "next-outreach", "progress-update"}),
    ],
)
def test_a_packet_has_its_drafts(name: str, drafts: int, waiting: set[str]) -> None:
    """Each has the drafts that make sense for it, none too long; others wait for the outcome."""
    made = packet(name)
    texts = [file for file in made.files if file.endswith(".txt")]
    assert len(texts) == drafts
    assert {each.kind.name for each in made.waiting if "text" in each.kind.channels} == waiting
    assert {problem.rule for problem in made.warnings} <= {"over", "future", "promise"}
