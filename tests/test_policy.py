"""Every number of a policy changes the documents it should, and no other."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.channels import typeset
from generator.compose import Composer
from generator.documents import ALL_INTERVIEWS, Selection, Target
from generator.errors import InputError
from generator.model import Interview, Organization, Policy
from generator.select import Selector, lacks, suits
from tests.rosters import HEADER, looked_over, write
from tests.values import loaded

LIBRARY, CATALOG = loaded()
COMPOSER = Composer(CATALOG)
LONG = "a second-year student of geography and hydrology at a college near the upper valley"
BEFORE = {
    "contact": {
        "name": "Bo Larch",
        "email": "bo.larch@example.org",
        "phone": "555-0123",
        "relationship": "referral",
        "referral": {
            "name": "Ada Quill",
            "relation": "my adviser",
            "email": "ada.quill@example.org",
            "permission": "2027-02-15",
        },
    },
    "topic": "museum work",
    "meeting": {
        "mode": "in_person",
        "minutes": 45,
        "date": "2027-03-11",
        "time": "14:30",
        "timezone": "America/New_York",
        "place": "Ferry House",
    },
    "preset": "seed-15",
    "asked": "2027-02-18",
}
AFTER: dict[str, Any] = {
    "sent": {"follow-up-email": "2027-03-01", "progress-update": "2027-03-25"},
    "outcome": {
        "takeaways": ["You showed me that the crates come first."],
        "named": [{"name": "Jo Fenn", "permission": "2027-03-11"}],
        "progress": ["signed up for the course on crates"],
    },
}
IN_PERSON = Interview.model_validate({"id": "bo", **BEFORE, **AFTER})
BY_VIDEO = IN_PERSON.model_copy(
    update={"meeting": IN_PERSON.meeting.model_copy(update={"mode": "video"})}
)
AGREED = IN_PERSON.model_copy(update={"outcome": None})
UNMET = Interview.model_validate(
    {"id": "bo", **BEFORE, "meeting": {"mode": "phone"}, "topic": "museum work " * 3}
)
FOLLOWED = UNMET.model_copy(update={"sent": {"follow-up-email": date(2027, 3, 1)}})
SITUATIONS = (IN_PERSON, BY_VIDEO, AGREED, UNMET, FOLLOWED)
DATED = {"calendar", "packet"}
"""What shows every day on which something is due."""
NEXT = {*DATED, "tracker"}
"""And what shows the next of them."""
PLANNED = {"question-sheet", "guide"}
"""What shows which questions there is time for."""


REPEATED = {"follow-up-email", "next-outreach"}
"""What has the subject of the request in it."""


def limited_by(key: str) -> set[str]:
    """The kinds whose limits name a key of the policy."""
    return {kind.name for kind in CATALOG.kinds.values() if f"policy.{key}" in str(kind.limits)}


CHANGES: dict[str, tuple[Any, set[str]]] = {
    "opening_minutes": (6, PLANNED),
    "closing_minutes": (5, {*PLANNED, "day-of-checklist"}),
    "slack_percent": (30, PLANNED),
    "email_words": (60, limited_by("email_words")),
    "email_advised_words": (50, limited_by("email_advised_words")),
    "subject_characters": (
        25,
        limited_by("subject_characters") - {"referral-request"}  # permission is there
        | {"follow-up-email", "next-outreach"},
    ),
    "linkedin_free": (150, {"linkedin-note"}),
    "linkedin_paid": (160, {"linkedin-note"}),
    "follow_up_days": (5, NEXT),
    "follow_up_most": (2, {*NEXT, "follow-up-email"}),
    "confirm_days": (2, NEXT),
    "arrive_minutes": (15, {"day-of-checklist"}),
    "join_minutes": (7, {"day-of-checklist"}),
    "alarm_minutes": (45, {"calendar"}),
    "thank_you_days": (2, {*NEXT, "question-sheet", "debrief-sheet"}),
    "thank_you_late_days": (5, {"calendar"}),
    "referrer_days": (4, DATED),
    "next_outreach_days": (9, DATED),
    "update_days": (20, DATED),
    "update_every_days": (60, DATED),
    "resume": ("attach", {"day-of-checklist", "question-sheet", "outreach-email"}),
    "holidays": ((date(2027, 3, 10),), NEXT),
}
"""Another value for each key, and the kinds that may and must then be different."""


COHORT: dict[str, int] = {"contact_most": 1, "employer_most": 1, "contact_weeks": 1}
"""Another value for each key that is about many interviews together."""
ASKED = (
    "Ada {0},a{0}@example.org,a student,Bo {1},bo{1}@example.org,Elm,Why.,museums,2027-03-{2:02}"
)


def outputs(policy: Policy) -> dict[str, list[object]]:
    """What each kind says in each situation: its words, its limits, its calendar."""
    organization = Organization(name="Marrow College", policy=policy)
    found: dict[str, list[object]] = {}
    for interview in SITUATIONS:
        for account in ("free", "paid"):
            seeker = LIBRARY.seeker and LIBRARY.seeker.model_copy(
                update={"linkedin_account": account, "introduction": LONG}
            )
            library = LIBRARY._replace(
                organization=organization, seeker=seeker, interviews=(interview,)
            )
            selector = Selector(library, CATALOG, today=date(2027, 3, 2))
            for kind in CATALOG.kinds.values():
                about = None if "overview" in kind.made_for else interview
                if kind.made_for == ("handout",) or (about and not suits(kind, about, library)):
                    continue
                selection = selector.select(kind, Target.about(about) if about else ALL_INTERVIEWS)
                if not lacks(selection):
                    found.setdefault(kind.name, []).append(said(selection))
    return found


def said(selection: Selection) -> object:
    """A document as far as it is made without the PDF engine."""
    try:
        composition = COMPOSER.compose(selection)
    except InputError as error:
        return str(error)
    if "calendar" in selection.kind.channels:
        return next(typeset(composition, "calendar")).data
    return dict(composition.parts), selection.bounds


@pytest.fixture(scope="module")
def usual() -> dict[str, list[object]]:
    """What is said under the usual policy."""
    return outputs(Policy())


def test_every_number_is_tried() -> None:
    """The table below has each key of the policy."""
    assert {*CHANGES, *COHORT} == set(Policy.model_fields)


@pytest.mark.parametrize("key", CHANGES)
def test_a_policy_changes_what_it_should(key: str, usual: dict[str, list[object]]) -> None:
    """And nothing else."""
    value, kinds = CHANGES[key]
    changed = outputs(Policy.model_validate({key: value}))
    different = {name for name in usual if usual[name] != changed.get(name)}
    assert different == kinds


@pytest.mark.parametrize("key", COHORT)
def test_a_policy_of_cohorts_changes_the_clash_list(
    key: str, usual: dict[str, list[object]], tmp_path: Path
) -> None:
    """And no document."""
    lines = [f"{HEADER},Asked", *(ASKED.format(i, i // 3, 1 + 8 * (i % 3)) for i in range(6))]
    path = write(tmp_path, "\n".join(lines))
    policy = Policy.model_validate({key: COHORT[key]})
    assert looked_over(path, policy=policy).clashes != looked_over(path).clashes
    assert outputs(policy) == usual
