"""What an organization decides about its site, besides its brand."""

from typing import Self

from pydantic import Field, model_validator

from generator.errors import refuse
from generator.model.bank import Listed, Stage, with_id
from generator.model.base import Content, Day, FileName, Line, Url


class Audience(Content):
    """People of one major or stage, who get a page of their own: what suits them, and only that."""

    id: FileName
    title: Line = Field(description="Whom it is for: title: Nursing students")
    about: Line | None = None
    """What they should know first, in a sentence or two."""
    stages: Listed[Stage] = ()
    """Of the questions and lists, those for these stages; empty for all of them."""
    categories: tuple[Line, ...] = ()
    """Ids of categories, in this order; empty for all that everyone has."""
    presets: tuple[Line, ...] = ()
    """Ids of lists; empty for those that suit the stages."""

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return with_id(data, "title")

    def suits(self, stages: tuple[Stage, ...]) -> bool:
        """Whether something meant for these stages (or for everyone) is for them."""
        return not stages or not self.stages or not set(stages).isdisjoint(self.stages)


class Revision(Content):
    """A change worth telling, as it stands in the feed."""

    day: Day
    text: Line = Field(description="What has changed, in a sentence.")


class Site(Content):
    """The site that ``askwell publish`` writes."""

    url: Url | None = None
    """Where it is published. Sitemap, feed, preview and canonical links need it."""
    audiences: tuple[Audience, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @model_validator(mode="after")
    def _is_a_folder(self) -> Self:
        if self.url and ("?" in self.url or "#" in self.url):
            hint = "Write it without “?” and “#”: https://career.example.edu/talks/"
            refuse(f"Pages cannot stand below “{self.url}”.", hint, key="url")
        return self

    @property
    def home(self) -> str:
        """The address with a slash at its end, or "" where nobody said it."""
        return f"{self.url.rstrip('/')}/" if self.url else ""
