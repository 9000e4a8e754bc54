"""Made-up libraries, interviews and compositions, some of them by chance."""

from dataclasses import replace
from datetime import date, time
from functools import cache

from hypothesis import strategies as st

from generator.channels import names
from generator.compose import Composer
from generator.documents import Composition, Selection
from generator.load import load
from generator.model import Catalog, Contact, Interview, Library, Organization, Seeker
from generator.model.base import PLACEHOLDER, Content
from generator.model.people import (
    Alumni,
    Chosen,
    FamilyFriend,
    FormerColleague,
    Meeting,
    Outcome,
    Referral,
)
from generator.project import Project
from generator.select import gather, select
from tests.conftest import ROOT, TODAY


@cache
def loaded() -> tuple[Library, Catalog]:
    """The built-in pack with the sample's people."""
    return load(Project.at(ROOT), names())


@cache
def composer() -> Composer:
    """The built-in templates."""
    return Composer(loaded()[1])


def selection(
    kind: str, interview: Interview | None = None, seeker: Seeker | None = None
) -> Selection:
    """What a document shows: of the sample, unless other people are given."""
    library, catalog = loaded()
    library = replace(library, seeker=seeker or library.seeker)
    interview = interview or library.interviews[0]
    chosen = select(library, catalog, catalog.kinds[kind], interview, paper=None, today=TODAY)
    return gather(chosen, [], [])


def composition(
    kind: str, interview: Interview | None = None, seeker: Seeker | None = None
) -> Composition:
    """The composed text of a document."""
    return composer().compose(selection(kind, interview, seeker))


LETTERS = "abcdefghijklmnopqrstuvwxyzéüßłñøç"
NOT_WORDS = {"none", "undefined", "todo", "tbd", "about", "at", "with", "from", "by", "is", "for"}
WORD = st.text(LETTERS, min_size=2, max_size=9).filter(
    lambda word: word not in NOT_WORDS and not PLACEHOLDER.search(word)
)
"""Words without marks, so that every odd mark in an output comes from a template."""


def words(fewest: int, most: int) -> st.SearchStrategy[str]:
    """A phrase of so many words."""
    return st.lists(WORD, min_size=fewest, max_size=most).map(" ".join)


NAME = words(2, 3).map(str.title) | words(1, 2).map(lambda name: f"{name.title()} Inc.")
PHONE = st.integers(100, 199).map(lambda n: f"555-0{n}")
ADDRESS = st.integers(1, 999).map(lambda n: f"person{n}@example.org")


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """There or not."""
    return st.none() | strategy


TIES: dict[str, st.SearchStrategy[Content]] = {
    "alumni": st.builds(
        Alumni,
        school=NAME,
        program=maybe(words(1, 3)),
        class_year=maybe(st.integers(1960, 2026)),
    ),
    "referral": st.builds(
        Referral, name=NAME, relation=words(1, 3), permission=st.dates(date(2026, 1, 1))
    ),
    "family_friend": st.builds(FamilyFriend, name=NAME, relation=words(1, 3)),
    "former_colleague": st.builds(
        FormerColleague, organization=NAME, when=st.integers(1990, 2026).map("in {}".format)
    ),
}


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """A contact of any relationship, with or without whatever is optional."""
    relationship = draw(st.sampled_from(["cold", *TIES]))
    known: dict[str, object] = {"name": draw(NAME), "relationship": relationship}
    optional = {"title": words(1, 4), "organization": NAME, "email": ADDRESS, "phone": PHONE}
    for key, strategy in optional.items():
        known[key] = draw(maybe(strategy))
    known["greeting"] = draw(maybe(NAME))
    reason = words(4, 14).map(str.capitalize)
    if relationship == "cold":
        known["reason"] = draw(reason)
    else:
        known |= {"reason": draw(maybe(reason)), relationship: draw(TIES[relationship])}
    return Contact.model_validate(known)


SEEKERS = st.builds(
    Seeker,
    name=NAME,
    email=ADDRESS,
    phone=maybe(PHONE),
    introduction=words(2, 9),
    availability=st.lists(words(1, 4), max_size=3).map(tuple),
    linkedin_account=st.sampled_from(["free", "paid"]),
)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """A meeting that is agreed in full, in part or not at all."""
    day = draw(maybe(DAYS))
    return Meeting(
        mode=draw(st.sampled_from(["in_person", "phone", "video"])),
        minutes=draw(st.sampled_from([10, 15, 20, 25, 30, 45, 60])),
        date=day,
        time=draw(maybe(TIMES)) if day else None,
        timezone=draw(st.sampled_from([None, "America/New_York", "Asia/Kolkata", "Etc/GMT-3"])),
        place=draw(maybe(words(1, 5))),
        link=draw(maybe(WORD.map("https://{}.example.org".format))),
    )


OUTCOMES = st.builds(
    Outcome,
    takeaways=st.lists(words(4, 12).map(str.capitalize), min_size=1, max_size=3).map(tuple),
    next_steps=st.lists(words(2, 6), max_size=3).map(tuple),
)
OWN = st.builds(Chosen, text=words(3, 9).map(lambda text: f"{text.capitalize()}?"))
KNOWN = st.sampled_from(["pr-overview", "pr-typical-day", "cp-first-job", "cp-who-next"])
INTERVIEWS = st.builds(
    Interview,
    id=st.just("some-interview"),
    contact=contacts(),
    topic=words(1, 4),
    goal=maybe(words(4, 12).map(str.capitalize)),
    meeting=meetings(),
    questions=st.lists(OWN | st.builds(Chosen, id=KNOWN), max_size=6).map(tuple),
    outcome=maybe(OUTCOMES),
)
ORGANIZATIONS = st.builds(
    Organization,
    name=NAME,
    office=maybe(NAME),
    address=maybe(words(1, 3)),
    phone=maybe(PHONE),
    url=maybe(WORD.map("https://{}.example.org".format)),
    notice=maybe(words(2, 5)),
    revision=maybe(st.just("Aug. 2026")),
)
