"""Made-up libraries, interviews and compositions, some of them by chance."""

from datetime import date, time
from functools import cache
from typing import get_args

from hypothesis import strategies as st

from generator.channels import names
from generator.compose import Composer
from generator.documents import Composition, Selection, Target
from generator.load import load, load_catalog
from generator.model import (
    Catalog,
    Contact,
    Interview,
    Library,
    Organization,
    Printing,
    Seeker,
)
from generator.model.bank import Mode, Stage
from generator.model.interview import Assignment, Chosen, Meeting, Named, Outcome, Promise
from generator.model.organization import Card
from generator.model.people import (
    NEEDED,
    Alumni,
    Course,
    Event,
    FamilyFriend,
    FormerColleague,
    Platform,
    Referral,
)
from generator.model.placeholders import placeholders
from generator.project import Project
from generator.select import Selector, gather
from tests.conftest import ROOT, TODAY


@cache
def loaded() -> tuple[Library, Catalog]:
    """The built-in pack with the sample's people, and with every theme."""
    project = Project.at(ROOT)
    return load(project, names())[0], load_catalog(project, names())


@cache
def composer() -> Composer:
    """The built-in templates."""
    return Composer(loaded()[1])


def selection(
    kind: str, interview: Interview | None = None, seeker: Seeker | None = None
) -> Selection:
    """What a document shows: of the sample, unless other people are given."""
    library, catalog = loaded()
    library = library._replace(seeker=seeker or library.seeker)
    interview = interview or library.interviews[0]
    selector = Selector(library, catalog, today=TODAY)
    return gather(selector.select(catalog.kinds[kind], Target.about(interview)), [], [])


def composition(
    kind: str, interview: Interview | None = None, seeker: Seeker | None = None
) -> Composition:
    """The composed text of a document."""
    return composer().compose(selection(kind, interview, seeker))


LETTERS = "abcdefghijklmnopqrstuvwxyzéüßłñøç"
NOT_WORDS = {"none", "undefined", "todo", "tbd", "about", "at", "with", "from", "by", "is", "for"}
WORD = st.text(LETTERS, min_size=2, max_size=9).filter(
    lambda word: word not in NOT_WORDS and not placeholders(word)
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


ZONES = st.sampled_from(
    ["America/New_York", "America/Chicago", "Asia/Kolkata", "Europe/London", "Etc/GMT-3"]
)
WHEN = st.integers(1990, 2026).map("in {}".format)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
TIES: dict[str, st.SearchStrategy[object]] = {
    "alumni": st.builds(
        Alumni,
        school=NAME,
        program=maybe(words(1, 3)),
        class_year=maybe(st.integers(1960, 2026)),
    ),
    "referral": st.builds(
        Referral, name=NAME, relation=words(1, 3), permission=maybe(DAYS), email=maybe(ADDRESS)
    ),
    "family_friend": st.builds(FamilyFriend, name=NAME, relation=words(1, 3)),
    "former_colleague": st.builds(FormerColleague, organization=NAME, when=WHEN),
    "linkedin": words(1, 4),
    "faculty_staff": st.builds(Course, name=NAME, when=maybe(WHEN)),
    "event": st.builds(Event, name=NAME, when=maybe(WHEN), said=maybe(words(2, 6))),
    "mentor_platform": st.builds(Platform, name=NAME, about=maybe(words(1, 4))),
}
"""For each relationship, what it needs: the field of the name that ``NEEDED`` has for it."""


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """A contact of any relationship, with or without whatever is optional."""
    relationship = draw(st.sampled_from(["cold", *TIES]))
    known: dict[str, object] = {"name": draw(NAME), "relationship": relationship}
    optional = {
        "title": words(1, 4),
        "organization": NAME,
        "email": ADDRESS,
        "phone": PHONE,
        "greeting": NAME,
        "timezone": ZONES,
        "linkedin": WORD.map("https://{}.example.org".format),
        "address": words(1, 3) | st.tuples(words(1, 3), words(1, 3)).map("\n".join),
        "found_via": words(1, 3),
    }
    for key, strategy in optional.items():
        known[key] = draw(maybe(strategy))
    reason = words(4, 14).map(str.capitalize)
    if relationship == "cold":
        known["reason"] = draw(reason)
    else:
        known |= {"reason": draw(maybe(reason)), NEEDED[relationship][0]: draw(TIES[relationship])}
    return Contact.model_validate(known)


SEEKERS = st.builds(
    Seeker,
    name=NAME,
    email=ADDRESS,
    phone=maybe(PHONE),
    address=maybe(words(1, 3)),
    introduction=words(2, 9),
    availability=st.lists(words(1, 4), max_size=3).map(tuple),
    linkedin_account=st.sampled_from(["free", "paid"]),
    stage=maybe(st.sampled_from(get_args(Stage))),
    background=maybe(words(2, 6)),
    timezone=maybe(ZONES),
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """A meeting that is agreed in full, in part or not at all."""
    day = draw(maybe(DAYS))
    return Meeting(
        mode=draw(st.sampled_from(get_args(Mode))),
        minutes=draw(st.sampled_from([10, 15, 20, 25, 30, 45, 60])),
        date=day,
        time=draw(maybe(TIMES)) if day else None,
        timezone=draw(maybe(ZONES)),
        place=draw(maybe(words(1, 5))),
        link=draw(maybe(WORD.map("https://{}.example.org".format))),
    )


OUTCOMES = st.builds(
    Outcome,
    takeaways=st.lists(words(4, 12).map(str.capitalize), max_size=3).map(tuple),
    next_steps=st.lists(words(2, 6), max_size=3).map(tuple),
    promises=st.lists(
        st.builds(Promise, what=words(2, 6), due=maybe(DAYS), done=maybe(DAYS)), max_size=3
    ).map(tuple),
    named=st.lists(
        st.builds(
            Named,
            name=NAME,
            title=maybe(words(1, 3)),
            organization=maybe(NAME),
            email=maybe(ADDRESS),
            permission=maybe(DAYS),
        ),
        max_size=3,
    ).map(tuple),
    progress=st.lists(words(2, 6), max_size=3).map(tuple),
    surprises=maybe(words(3, 9).map(str.capitalize)),
    fit=maybe(st.integers(1, 5)),
)
PRINTINGS = st.builds(Printing, sides=st.sampled_from([1, 2]), card=st.sampled_from(get_args(Card)))
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
    assignment=maybe(
        st.builds(Assignment, course=NAME, due=maybe(DAYS), shared_with=maybe(words(1, 4)))
    ),
    asked=maybe(DAYS),
    outcome=maybe(OUTCOMES),
    printing=PRINTINGS,
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
