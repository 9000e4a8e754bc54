"""One interview: the meeting, the chosen questions, the outcome, and the contact it is with."""

import datetime as dt
from typing import Literal, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from generator.errors import refuse
from generator.model.bank import Entries, Mode, Phase, text_alone
from generator.model.base import (
    Clock,
    Content,
    Day,
    Deed,
    Email,
    Fragment,
    Intent,
    Line,
    PersonName,
    Sentence,
    Text,
    TimeZone,
    Topic,
    Url,
)
from generator.model.organization import Paper, Printing
from generator.model.people import Contact

CLOCK: TypeAdapter[dt.time] = TypeAdapter(Clock)


class Meeting(Content):
    """How, how long, and (once it is agreed) when and where."""

    mode: Mode = Field(description=f"One of {', '.join(get_args(Mode))}.")
    minutes: int = Field(20, ge=10, le=90)
    date: Day | None = None
    time: Clock | None = None
    timezone: TimeZone | None = None
    until: Clock | None = None
    """When it ends, for those who do not count in minutes."""
    place: Line | None = None
    link: Url | None = None

    @model_validator(mode="before")
    @classmethod
    def _minutes_until_the_end(cls, data: object) -> object:
        if isinstance(data, dict) and data.get("until") and "minutes" not in data:
            begin, end = (_minute_of_day(data.get(key)) for key in ("time", "until"))
            if begin is not None and end is not None and begin < end:
                return {**data, "minutes": end - begin}
        return data

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is None:
            return self
        if self.time is None:
            refuse("A meeting with an end needs a time.", "Add it: time: 2:30 pm", key="until")
        minutes = (_minute_of_day(self.until) or 0) - (_minute_of_day(self.time) or 0)
        if minutes <= 0:
            hint = "Look at both times: 2:30 pm is 14:30."
            refuse("This meeting ends before it starts.", hint, key="until")
        if minutes != self.minutes:
            hint = "Give the one or the other."
            message = f"From start to end are {minutes} minutes, and not {self.minutes}."
            refuse(message, hint, key="until")
        return self

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
        return self.at(self.minutes)

    def at(self, minute: int) -> dt.datetime | None:
        """The moment so many minutes after it begins."""
        return self.start + dt.timedelta(minutes=minute) if self.start else None


def _minute_of_day(value: object) -> int | None:
    try:
        moment = CLOCK.validate_python(value)
    except ValidationError:
        return None
    return moment.hour * 60 + moment.minute


class Chosen(Content):
    """A question of the plan: an id from the bank, or the seeker's own text."""

    id: Line | None = None
    text: Line | None = None
    minutes: float | None = Field(None, ge=0.5, le=10)
    priority: int | None = Field(None, ge=1, le=3)
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


class Promise(Content):
    """What the seeker told the contact that they would do; ``what`` completes “I will …”."""

    what: Intent = Field(description="It completes “I will …”: send you the river map.")
    due: Day | None = None
    done: Day | None = None

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return text_alone(data, "what")


class Named(Content):
    """Somebody whom the contact named, and the day on which they allowed their name to be used."""

    name: PersonName = Field(description="The full name of the person they named.")
    title: Line | None = None
    organization: Line | None = None
    email: Email | None = None
    permission: Day | None = None
    asked: Day | None = None
    """When the seeker wrote to them; an interview with them, by way of this one, tells it too."""
    interview: Line | None = None
    """The interview with them, by its file's name; one whose ``via`` is this one is known so."""

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return text_alone(data, "name")


class Outcome(Content):
    """What came of the meeting. Takeaways are sentences as the seeker would write them."""

    takeaways: Entries[Sentence] = ()
    next_steps: Entries[Intent] = ()
    """What the seeker will do with the advice; each completes “I will …”."""
    promises: tuple[Promise, ...] = ()
    named: tuple[Named, ...] = ()
    progress: Entries[Deed] = ()
    """What the seeker has done with the advice since; each completes “I have …”."""
    day: Day | None = None
    """When that was, where the meeting has no day: of questions by email, when answers came."""
    surprises: Text | None = None
    fit: int | None = Field(None, ge=1, le=5)
    """How well the work would suit the seeker, from 1 (not at all) to 5 (very well)."""

    @property
    def all_asked(self) -> bool:
        """Whether the seeker has written to everybody who was named."""
        return bool(self.named) and all(person.asked for person in self.named)


class Assignment(Content):
    """The class that the interview is for; contacts are told of it, and asked what may be used."""

    course: Line = Field(description="The course, as the contact should read it.")
    due: Day | None = None
    done: Day | None = None
    """When it was handed in."""
    shared_with: Fragment | None = Field(
        None, description="It completes “I will share what I learn with …”: my instructor."
    )


Closed = Literal["declined", "no_answer", "canceled"]


class Agenda(Content):
    """What is to be asked and in how many minutes, where there is nobody to ask yet."""

    minutes: int = Field(20, ge=10, le=90)
    preset: Line | None = None
    questions: tuple[Chosen, ...] = ()


class Interview(Content):
    """One file of the user's: a contact, the meeting, the chosen questions, the outcome."""

    id: str
    contact: Contact = Field(description="Whom you ask: contact:, and below it name: …")
    topic: Topic = Field(
        description="It completes “I would like to learn about …”: water quality work."
    )
    goal: Text | None = None
    meeting: Meeting = Field(description="At least mode: in_person, phone or video.")
    preset: Line | None = None
    questions: tuple[Chosen, ...] = ()
    opt_in: tuple[Line, ...] = ()
    """Categories of the bank that appear only where they are asked for."""
    assignment: Assignment | None = None
    via: Line | None = None
    """The interview, by its file's name, whose contact named this one."""
    asked: Day | None = None
    """The day on which the first request was sent."""
    sent: dict[str, Day] = Field(default_factory=dict)
    """The kind of a document, and the day on which it was sent or done."""
    outcome: Outcome | None = None
    closed: Closed | None = None
    """Why there will be no meeting: then nothing more is due, or made to be sent."""
    silence: tuple[Line, ...] = ()
    """Rules that say nothing about this interview."""
    documents: tuple[Line, ...] | None = None
    theme: Line | None = None
    paper: Paper | None = None
    printing: Printing = Printing()

    @property
    def minutes(self) -> int:
        """How long the meeting is to be."""
        return self.meeting.minutes

    @property
    def dated(self) -> bool:
        """Whether there is a day that a calendar can have."""
        asking = self.asked and not (self.outcome or self.closed)
        came = self.outcome and (self.outcome.day or any(p.due for p in self.outcome.promises))
        handed_in = self.assignment and self.assignment.due
        return bool(self.meeting.date or asking or came or handed_in)
