"""Who asks, who is asked, who publishes, and the interview that brings them together."""

import datetime as dt
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, model_validator

from generator.errors import refuse
from generator.model.bank import Mode, Phase, Relationship, text_alone
from generator.model.base import (
    Clock,
    Color,
    Content,
    Day,
    Email,
    Fragment,
    Line,
    Sentence,
    Text,
    TimeZone,
    Url,
)

Paper = Literal["letter", "a4"]


class Logo(Content):
    """A picture file beside the organization's file.

    A mark stands beside the name and needs no alternative text. A picture that has the name in it
    takes the name's place: then ``alt`` says what it reads (WCAG 1.1.1).
    """

    path: Line = Field(description="The name of the picture file in the content folder.")
    alt: Line | None = None


class Policy(Content):
    """What sources dispute and an organization decides, in days."""

    thank_you_days: int = Field(1, ge=0, le=30)


class Organization(Content):
    """Who publishes: the brand of every document. Without one a document has no brand."""

    name: Line = Field(description="The name of the institution.")
    office: Line | None = None
    logo: Logo | None = None
    color: Color | None = None
    address: Line | None = None
    phone: Line | None = None
    email: Email | None = None
    url: Url | None = None
    revision: Line | None = None
    notice: Line | None = None
    paper: Paper = "letter"
    theme: Line = "grid"
    policy: Policy = Policy()


class Seeker(Content):
    """The person who asks for the conversation."""

    name: Line = Field(description="Your full name, as it should stand under a letter.")
    email: Email = Field(description="The address that answers should come to.")
    phone: Line | None = None
    introduction: Fragment = Field(
        description="It completes “I am …”: a third-year biology student at Wrenfield University."
    )
    availability: tuple[Fragment, ...] = Field((), max_length=3)
    linkedin_account: Literal["free", "paid"] = "free"


class Alumni(Content):
    """The school that seeker and contact share."""

    school: Line = Field(description="The school that you both went to.")
    program: Line | None = None
    class_year: int | None = Field(None, ge=1930, le=2100)


class Referral(Content):
    """Who suggested the contact, and the day on which they allowed their name to be used."""

    name: Line = Field(description="The full name of the person who sent you.")
    relation: Fragment = Field(description="Who they are to you: my adviser.")
    permission: Day = Field(
        description="The day on which they allowed you to use their name: 2027-02-15."
    )


class FamilyFriend(Content):
    """The relative or friend through whom seeker and contact know of each other."""

    name: Line = Field(description="The full name of the person who links you.")
    relation: Fragment = Field(description="Who they are to you: my aunt.")


class FormerColleague(Content):
    """Where and when seeker and contact worked together; ``when`` as in “in 2024”."""

    organization: Line = Field(description="The organization where you both worked.")
    when: Fragment = Field(description="When that was: in 2024.")


NEEDED = {
    "cold": ("reason", "a sentence on why you write to this person: “reason: …”"),
    "alumni": ("alumni", "“alumni:” and below it “school: …”"),
    "referral": ("referral", "“referral:” and below it “name: …”, “relation: …”, “permission: …”"),
    "family_friend": ("family_friend", "“family_friend:” and below it “name: …”, “relation: …”"),
    "former_colleague": (
        "former_colleague",
        "“former_colleague:” and below it “organization: …”, “when: …”",
    ),
}
"""What a relationship needs before anyone can write an honest first line."""


class Contact(Content):
    """The professional who is asked."""

    name: Line = Field(description="The full name of the person you ask.")
    title: Line | None = None
    organization: Line | None = None
    email: Email | None = None
    phone: Line | None = None
    greeting: Line | None = None
    """What stands after “Dear”. Without one the full name: nobody's gender is guessed."""
    relationship: Relationship = Field(
        description="One of cold, alumni, referral, family_friend, former_colleague."
    )
    reason: Sentence | None = None
    alumni: Alumni | None = None
    referral: Referral | None = None
    family_friend: FamilyFriend | None = None
    former_colleague: FormerColleague | None = None

    @model_validator(mode="after")
    def _has_what_the_relationship_needs(self) -> Self:
        key, what = NEEDED[self.relationship]
        if getattr(self, key) is None:
            message = f"The relationship “{self.relationship}” needs “{key}” as well."
            refuse(message, f"Add {what}.", key="relationship")
        return self

    @property
    def dear(self) -> str:
        """The name after “Dear”."""
        return self.greeting or self.name

    @property
    def work(self) -> str:
        """Title and organization, as far as they are known."""
        return ", ".join(part for part in (self.title, self.organization) if part)


class Meeting(Content):
    """How, how long, and (once it is agreed) when and where."""

    mode: Mode = Field(description="One of in_person, phone, video.")
    minutes: int = Field(20, ge=10, le=90)
    date: Day | None = None
    time: Clock | None = None
    timezone: TimeZone | None = None
    place: Line | None = None
    link: Url | None = None

    @model_validator(mode="after")
    def _a_time_has_a_day(self) -> Self:
        if self.time and not self.date:
            message = "A meeting with a time needs a date."
            refuse(message, "Add the day below it: date: 2027-03-11", key="time")
        return self

    @property
    def start(self) -> dt.datetime | None:
        """The moment it begins, in its own zone if one is named."""
        if self.date is None or self.time is None:
            return None
        zone = ZoneInfo(self.timezone) if self.timezone else None
        return dt.datetime.combine(self.date, self.time, zone)

    @property
    def end(self) -> dt.datetime | None:
        """The moment at which the promised minutes are over."""
        return self.start + dt.timedelta(minutes=self.minutes) if self.start else None


class Chosen(Content):
    """A question of the plan: an id from the bank, or the seeker's own text."""

    id: Line | None = None
    text: Line | None = None
    minutes: float | None = Field(None, ge=0.5, le=10)
    priority: int = Field(2, ge=1, le=3)
    note_lines: int | None = Field(None, ge=1, le=8)
    phase: Phase | None = None

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        data = text_alone(data)
        if isinstance(data, dict) and data.get("id") and not data.get("text"):
            return {key: value for key, value in data.items() if key != "text"}
        return data

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if self.id is None and self.text is None:
            hint = "Add an id from the list (askwell questions), or a text of your own."
            refuse("This question has neither an id nor a text.", hint)
        return self


def _as_entries(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Outcome(Content):
    """What came of the meeting. Takeaways are sentences as the seeker would write them."""

    takeaways: Annotated[tuple[Sentence, ...], BeforeValidator(_as_entries)] = Field(
        min_length=1, description="At least one thing that you learned, after “- ”."
    )
    next_steps: Annotated[tuple[Fragment, ...], BeforeValidator(_as_entries)] = ()


class Interview(Content):
    """One file of the user's: a contact, the meeting, the chosen questions, the outcome."""

    id: str
    contact: Contact = Field(description="Whom you ask: contact:, and below it name: …")
    topic: Fragment = Field(
        description="It completes “I would like to learn about …”: water quality work."
    )
    goal: Text | None = None
    meeting: Meeting = Field(description="At least mode: in_person, phone or video.")
    questions: tuple[Chosen, ...] = ()
    outcome: Outcome | None = None
    documents: tuple[Line, ...] | None = None
    theme: Line | None = None
    paper: Paper | None = None
