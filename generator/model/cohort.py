"""A cohort: what a coordinator says about all rows of a table, and how its columns are read."""

import re
from functools import cached_property
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field

from generator.model.bank import Entries
from generator.model.base import Content, Line
from generator.model.interview import Agenda, Interview
from generator.model.people import Seeker
from generator.model.small import SmallWords

T = TypeVar("T")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
"""A word of a heading: of ``StudentID``, ``student_id`` and ``Student-ID`` there are two."""


def key_of(heading: str) -> str:
    """What of a heading counts: its letters and digits, in capitals or not."""
    return "".join(filter(str.isalnum, heading.casefold()))


def _folded(value: object) -> object:
    return [str(text).casefold() for text in value] if isinstance(value, list) else value


OneOrMore = Annotated[Entries[T], Field(min_length=1)]


class Profile(Content):
    """How the columns of a sort of table are read."""

    id: Line
    title: Line = Field(description="What sort of table it is for.")
    about: Line = Field(description="How one knows such a table, in a sentence.")
    extends: Line | None = None
    """The profile that holds for what this one does not say."""
    columns: dict[str, OneOrMore[Line]] = Field(default_factory=dict)
    """A name for each column, and the headings that it may have."""
    fields: dict[str, OneOrMore[Line]] = Field(default_factory=dict)
    """The path of a field, and its texts: the first holds of which every column has something."""
    words: dict[str, dict[str, Line]] = Field(default_factory=dict)
    """The name of a column, and what its texts stand for."""
    empty: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    """The name of a column, and texts that say no more than an empty cell."""
    unknown: Annotated[frozenset[str], BeforeValidator(_folded)] = frozenset()
    """Texts that say no more than an empty cell in any column, as people leave them: “N/A”."""
    within: tuple[Line, ...] = ()
    """The names of columns whose texts stand in the middle of a sentence."""
    small: SmallWords = frozenset()
    """More words that are no names, so that they have no capital there."""
    example: dict[str, Line] = Field(default_factory=dict)
    """The name of a column, and an invented text in it."""

    def over(self, other: "Profile") -> "Profile":
        """This one, and the other's wherever this says nothing."""
        columns = {
            name: (*self.columns.get(name, ()), *other.columns.get(name, ()))
            for name in {**other.columns, **self.columns}
        }
        more: dict[str, object] = {
            "columns": columns,
            "unknown": self.unknown or other.unknown,
            "within": self.within or other.within,
            "small": self.small | other.small,
        }
        more |= {key: {**getattr(other, key), **getattr(self, key)} for key in MERGED}
        return self.model_copy(update=more)


MERGED = ("fields", "words", "empty", "example")


class ProfilesFile(Content):
    """A file with one profile or with several."""

    profiles: tuple[Profile, ...]


class Sensitive(Content):
    """Words of headings whose columns are never read."""

    personal: tuple[Line, ...] = ()
    identifiers: tuple[Line, ...] = ()
    """What may open a record; a folder may be named after it where that is asked for."""

    def hides(self, heading: str, *, folder: str = "") -> bool:
        """Whether a column may not be read; ``folder`` is the heading that names the folders."""
        asked = bool(folder) and key_of(folder) == key_of(heading)
        words, key = _words(heading), key_of(heading)
        return any(
            key in listed.values() or any(map(words.__contains__, listed))
            for listed in (self._personal, {} if asked else self._identifiers)
        )

    @cached_property
    def _personal(self) -> dict[str, str]:
        return _by_words(self.personal)

    @cached_property
    def _identifiers(self) -> dict[str, str]:
        return _by_words(self.identifiers)

    def and_also(self, other: "Sensitive") -> "Sensitive":
        """What either of them names."""
        return Sensitive(
            personal=(*self.personal, *other.personal),
            identifiers=(*self.identifiers, *other.identifiers),
        )


def _words(text: str) -> str:
    """The words of a heading, each between spaces."""
    return f" {' '.join(word.casefold() for word in WORD.findall(text))} "


def _by_words(headings: tuple[str, ...]) -> dict[str, str]:
    """What counts of each heading where it is written in one word, by its words."""
    return {_words(heading): key_of(heading) for heading in headings}


class Cohort(Content):
    """What is the same for all rows, and how the table is read; ``content/cohort.yaml``."""

    profile: Line | None = None
    """Without one, the profile that knows most of the headings."""
    folder: Line | None = None
    """The heading of the column that names the folders; else they are called after the seekers."""
    dates: Literal["year-first", "month-first", "day-first"] = "year-first"
    """How days are written in the table: 2027-03-11, 3/11/2027 or 11.3.2027."""
    seeker: dict[str, object] = Field(default_factory=dict)
    """What holds for every seeker, unless a cell says otherwise."""
    interview: dict[str, object] = Field(default_factory=dict)
    """What holds for every interview, unless a cell says otherwise."""


class Entry(Content):
    """One row, read: a seeker, and perhaps whom they ask."""

    folder: Line | None = None
    seeker: Seeker
    interview: Interview | None = None
    agenda: Agenda | None = None
    """What is to be asked, where there is nobody to ask yet."""
