"""The handout's content: steps, question categories, and the words around them."""

from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from generator.model.base import Content, Line, Text, slug

Mode = Literal["in_person", "phone", "video"]
Relationship = Literal["cold", "alumni", "referral", "family_friend", "former_colleague"]
Phase = Literal["open", "core", "close"]

T = TypeVar("T")


def text_alone(value: object) -> object:
    """A bare text is short for an entry that has nothing but its text."""
    return {"text": value} if isinstance(value, str) else value


def words_apart(value: object) -> object:
    """``video, phone`` in a Markdown attribute is a list."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


Listed = Annotated[tuple[T, ...], BeforeValidator(words_apart)]


def with_id(data: object, text_key: str) -> object:
    """Give an entry without an id the one that its text makes."""
    if isinstance(data, dict) and not data.get("id") and isinstance(data.get(text_key), str):
        return {**data, "id": slug(data[text_key])}
    return data


class Question(Content):
    """One question of the bank. ``minutes`` is the length of a usual answer."""

    id: Line
    text: Line
    minutes: float = Field(2, ge=0.5, le=10)
    phase: Phase = "core"
    probes: tuple[Line, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return with_id(text_alone(data), "text")


class Category(Content):
    """A group of questions, in the order in which they are printed."""

    id: Line
    title: Line = Field(description="Its heading; in Markdown a line such as “# First days”.")
    number: int | None = None
    description: Text | None = None
    questions: tuple[Question, ...] = Field(
        min_length=1, description="List them below the title, each after “- ”."
    )

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return with_id(data, "title")


class Tip(Content):
    """A sentence that may be meant for certain modes or relationships only."""

    text: Line
    mode: Listed[Mode] = ()
    relationship: Listed[Relationship] = ()

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return text_alone(data)

    def suits(self, mode: str | None, relationship: str | None) -> bool:
        """Whether it belongs in a document for this mode and relationship.

        ``None`` stands for everyone: then only what is meant for all belongs in it.
        """
        return (not self.mode or mode in self.mode) and (
            not self.relationship or relationship in self.relationship
        )


class Step(Content):
    """One stage of an informational interview, from choosing a field to following up."""

    id: Line
    title: Line = Field(description="Its heading; in Markdown a line such as “# First days”.")
    number: int | None = None
    body: Text = Field(description="What to do in this step, in a few sentences.")
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
    introduction: Text = Field(description="What an informational interview is.")
    choosing: Line = Field(description="How many questions to choose.")
    do: tuple[Line, ...] = Field(min_length=1, description="What to do, as a list.")
    dont: tuple[Line, ...] = Field(min_length=1, description="What not to do, as a list.")


class StepsFile(Content):
    """A file with one step or with several."""

    steps: tuple[Step, ...]


class BankFile(Content):
    """A file with one category or with several."""

    categories: tuple[Category, ...]
