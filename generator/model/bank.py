"""The handout's content: steps, question categories, and the words around them."""

from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from generator.model.base import Content, Id, Line, Text
from generator.model.prose import Prose
from generator.model.slugs import slug

Mode = Literal["in_person", "phone", "video", "email_qa"]
Relationship = Literal[
    "cold",
    "alumni",
    "referral",
    "family_friend",
    "former_colleague",
    "linkedin",
    "faculty_staff",
    "event",
    "mentor_platform",
]
Phase = Literal["open", "core", "close"]
Level = Literal["ok", "caution"]
Stage = Literal[
    "undecided",
    "student",
    "job_seeker",
    "career_changer",
    "grad_postdoc",
    "returning",
    "veteran",
]
"""Where the seeker stands."""

T = TypeVar("T")


def text_alone(value: object, key: str = "text") -> object:
    """A bare text is short for an entry that has nothing but its text."""
    return {key: value} if isinstance(value, str) else value


def entry_alone(value: object) -> object:
    """A bare text is short for a list of one."""
    return [value] if isinstance(value, str) else value


def words_apart(value: object) -> object:
    """``video, phone`` in a Markdown attribute is a list."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


Listed = Annotated[tuple[T, ...], BeforeValidator(words_apart)]
Entries = Annotated[tuple[T, ...], BeforeValidator(entry_alone)]


def with_id(data: object, text_key: str) -> object:
    """Give an entry without an id the one that its text makes."""
    if isinstance(data, dict) and not data.get("id") and isinstance(data.get(text_key), str):
        return {**data, "id": slug(data[text_key])}
    return data


class Question(Content):
    """One question of the bank. ``minutes`` is the length of a usual answer."""

    id: Id
    text: Line
    minutes: float = Field(2, ge=0.5, le=10)
    theme: Line | None = None
    """What it is about; a plan takes one question of a theme."""
    phase: Phase = "core"
    level: Level = "ok"
    """``caution``: it can be taken amiss, and is asked only by choice."""
    audience: Listed[Stage] = ()
    """Whom it suits; empty for everyone."""
    priority: int = Field(2, ge=1, le=3)
    probes: tuple[Line, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return with_id(text_alone(data), "text")


class Category(Content):
    """A group of questions, in the order in which they are printed."""

    id: Id
    title: Line = Field(description="Its heading; in Markdown a line such as “# First days”.")
    number: int | None = None
    description: Prose | None = None
    opt_in: bool = False
    """Whether it appears only where an interview asks for it."""
    questions: tuple[Question, ...] = Field(
        min_length=1, description="List them below the title, each after “- ”."
    )

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return with_id(data, "title")


class Meant(Content):
    """What may be meant for certain modes or relationships only, or for all modes but some."""

    mode: Listed[Mode] = ()
    all_but: Listed[Mode] = ()
    relationship: Listed[Relationship] = ()

    def suits(self, mode: str | None, relationship: str | None) -> bool:
        """Whether it belongs in a document for this mode and relationship.

        ``None`` stands for everyone: then what is meant for all, or for all but some, belongs in
        it, as most who read it will meet or talk.
        """
        return (
            (not self.mode or mode in self.mode)
            and mode not in self.all_but
            and (not self.relationship or relationship in self.relationship)
        )


class Tip(Meant):
    """A sentence of a step or of the guide: what helps, or what is to be ticked off."""

    text: Line

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return text_alone(data)


class Step(Meant):
    """One stage of an informational interview, from choosing a field to following up."""

    id: Id
    title: Line = Field(description="Its heading; in Markdown a line such as “# First days”.")
    number: int | None = None
    body: Prose = Field(description="What to do in this step, in a few sentences.")
    tips: tuple[Tip, ...] = ()
    checklist: tuple[Tip, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return with_id(data, "title")


class Guide(Content):
    """The words of the guide around the steps and the bank."""

    title: Text
    """May have two lines: the line break is the one to print."""
    subtitle: Line = Field(description="The line below the title.")
    introduction: Prose = Field(description="What an informational interview is.")
    choosing: Line = Field(description="How many questions to choose.")
    do: tuple[Tip, ...] = Field(min_length=1, description="What to do, as a list.")
    dont: tuple[Tip, ...] = Field(min_length=1, description="What not to do, as a list.")


class Preset(Content):
    """A named list of questions, and for how long a meeting it is meant."""

    id: Id
    title: Line = Field(description="What the list is called.")
    about: Line = Field(description="When to take it, in a sentence.")
    minutes: int = Field(20, ge=10, le=90)
    audience: Listed[Stage] = ()
    """For whom it is taken where nothing was chosen; empty where it is only taken by name."""
    questions: tuple[Line, ...] = Field(min_length=1, description="The ids of its questions.")
    if_time: tuple[Line, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return with_id(data, "title")


class Addition(Content):
    """Questions of an organization's own, for a category of the bank or for a new one."""

    category: Line = Field(description="The id of a category: category: career-preparation")
    title: Line | None = None
    """The heading: of a category that the bank does not have, or another for one that it has."""
    number: int | None = None
    questions: tuple[Question, ...] = Field(min_length=1, description="At least one, after “- ”.")


class Overlay(Content):
    """What an organization changes in the bank without copying it."""

    add: tuple[Addition, ...] = ()
    hide: tuple[Line, ...] = ()
    """Ids of questions or categories that are left out."""
    reword: dict[str, Line] = Field(
        default_factory=dict,
        description="Write an id and its new words below it, as pr-overview: What do you do?",
    )
    """The id of a question, and the words that stand in the place of its own."""
    reorder: tuple[Line, ...] = ()
    """Ids of categories or questions that come first, in this order, where they are."""


class StepsFile(Content):
    """A file with one step or with several."""

    steps: tuple[Step, ...]


class BankFile(Content):
    """A file with one category or with several."""

    categories: tuple[Category, ...]


class PresetsFile(Content):
    """A file with one preset or with several."""

    presets: tuple[Preset, ...]
