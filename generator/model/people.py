"""Who asks, who is asked, and what links the two."""

import re
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from generator.errors import refuse
from generator.model.bank import Relationship, Stage
from generator.model.base import (
    Content,
    Day,
    Email,
    Fragment,
    Free,
    Greeting,
    Line,
    PersonName,
    Phone,
    Sentence,
    Text,
    TimeZone,
    Url,
    When,
)


class Seeker(Content):
    """The person who asks for the conversation."""

    name: Line = Field(description="Your full name, as it should stand under a letter.")
    email: Email = Field(description="The address that answers should come to.")
    phone: Phone | None = None
    address: Text | None = None
    """Where the seeker lives, for an envelope, over as many lines as it takes."""
    introduction: Fragment = Field(
        description="It completes “I am …”: a third-year biology student at Wrenfield University."
    )
    availability: tuple[Free, ...] = Field((), max_length=3)
    linkedin_account: Literal["free", "paid"] = "free"
    stage: Stage | None = None
    background: Fragment | None = Field(
        None, description="It completes “My background is …”: eight years in restaurant kitchens."
    )
    timezone: TimeZone | None = None
    """Where the seeker is; a meeting has a zone of its own."""


class Alumni(Content):
    """The school that seeker and contact share."""

    school: Line = Field(description="The school that you both went to.")
    program: Line | None = None
    class_year: int | None = Field(None, ge=1930, le=2100)


class Referral(Content):
    """Who suggested the contact, and the day on which they allowed their name to be used.

    Without that day nothing is made that would use the name.
    """

    name: PersonName = Field(description="The full name of the person who sent you.")
    relation: Fragment = Field(description="Who they are to you: my adviser.")
    permission: Day | None = Field(
        None, description="The day on which they allowed you to use their name: 2027-02-15."
    )
    email: Email | None = None


class FamilyFriend(Content):
    """The relative or friend through whom seeker and contact know of each other."""

    name: PersonName = Field(description="The full name of the person who links you.")
    relation: Fragment = Field(description="Who they are to you: my aunt.")


class FormerColleague(Content):
    """Where and when seeker and contact worked together; ``when`` as in “in 2024”."""

    organization: Line = Field(description="The organization where you both worked.")
    when: When = Field(description="When that was: in 2024.")


class Course(Content):
    """The course or project that a teacher knows the seeker from; ``when`` as in “in 2025”."""

    name: Line = Field(description="The name of the course or project.")
    when: When | None = None


class Event(Content):
    """Where seeker and contact met, or the contact spoke; ``said`` is what stayed in mind."""

    name: Line = Field(description="The name of the event.")
    when: When | None = None
    said: Fragment | None = Field(
        None, description="It completes “I remember …”: what you said about night shifts."
    )


class Platform(Content):
    """The mentoring platform on which the contact offers talks."""

    name: Line = Field(description="The name of the platform.")
    about: Fragment | None = Field(
        None, description="It completes “Your profile says that you talk about …”: lab careers."
    )


NEEDED = {
    "cold": ("reason", "a sentence on why you write to this person: “reason: …”"),
    "alumni": ("alumni", "“alumni:” and below it “school: …”"),
    "referral": ("referral", "“referral:” and below it “name: …”, “relation: …”, “permission: …”"),
    "family_friend": ("family_friend", "“family_friend:” and below it “name: …”, “relation: …”"),
    "former_colleague": (
        "former_colleague",
        "“former_colleague:” and below it “organization: …”, “when: …”",
    ),
    "linkedin": ("found_via", "how you found them there: “found_via: the hydrology group”"),
    "faculty_staff": ("course", "“course:” and below it “name: …”, “when: …”"),
    "event": ("event", "“event:” and below it “name: …”, “said: …”"),
    "mentor_platform": ("platform", "“platform:” and below it “name: …”"),
}
"""What a relationship needs before anyone can write an honest first line."""


TITLE = re.compile(r"(?i)(?:dr|prof|mr|mrs|ms|mx|rev|hon|sir|professor)\.?")
"""What stands before a name."""
BEHIND = re.compile(r"(?:,|\s+(?:Jr\.?|Sr\.?|II|III|IV)(?:,|$)).*$")
"""What stands behind a name and is not called out: degrees, and which of a family it is."""


class Contact(Content):
    """The professional who is asked."""

    name: PersonName = Field(description="The full name of the person you ask.")
    title: Line | None = None
    organization: Line | None = None
    email: Email | None = None
    phone: Phone | None = None
    greeting: Greeting | None = None
    """What stands after “Dear”. Without one the full name: nobody's gender is guessed."""
    timezone: TimeZone | None = None
    """Where the contact is, if that is not the meeting's own zone."""
    linkedin: Url | None = None
    address: Text | None = None
    """For an envelope, over as many lines as it takes."""
    relationship: Relationship = Field(description=f"One of {', '.join(get_args(Relationship))}.")
    reason: Sentence | None = None
    alumni: Alumni | None = None
    referral: Referral | None = None
    family_friend: FamilyFriend | None = None
    former_colleague: FormerColleague | None = None
    found_via: Fragment | None = Field(
        None, description="It completes “I found you on LinkedIn through …”: the hydrology group."
    )
    course: Course | None = None
    event: Event | None = None
    platform: Platform | None = None

    @model_validator(mode="after")
    def _has_what_the_relationship_needs(self) -> Self:
        key, what = NEEDED[self.relationship]
        if getattr(self, key) is None:
            message = f"The relationship “{self.relationship}” needs “{key}” as well."
            refuse(message, f"Add {what}.", key="relationship")
        return self

    @property
    def dear(self) -> str:
        """The name after “Dear”, without what only an envelope has behind it: “RN”, “Jr.”."""
        return self.greeting or BEHIND.sub("", self.name) or self.name

    @property
    def addressed(self) -> str:
        """The name on an envelope: with the title of the greeting, as nobody's is guessed."""
        title, _, called = (self.greeting or "").partition(" ")
        if called not in self.name:  # “Mr. and Mrs. Moss” are two; half of “Prof. Dr.” is none
            return self.name
        titled = TITLE.fullmatch(self.name.split(" ")[0]) or "," in self.name
        return f"{title} {self.name}" if TITLE.fullmatch(title) and not titled else self.name

    @property
    def permitted(self) -> bool:
        """Whether every name that a draft would use may be used."""
        return self.relationship != "referral" or bool(self.referral and self.referral.permission)

    @property
    def work(self) -> str:
        """Title and organization, as far as they are known."""
        return ", ".join(part for part in (self.title, self.organization) if part)
