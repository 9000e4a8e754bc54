"""A folder of documents: what it is about, what is in it, and what is still missing."""

import re
from typing import Literal, NamedTuple

from generator.census import Census
from generator.documents.bounds import Bounds
from generator.documents.drafts import Draft
from generator.model import Agenda, Interview, Kind
from generator.model.catalog import Scope

KEYS = re.compile(r" \([^()]* → [^()]*\)")
"""Where in a file something belongs, as kinds say it of what they require."""


class Target(NamedTuple):
    """A folder of documents: a packet, the handouts, or what is about all interviews.

    A seeker without an interview has one, too: with lines to write the contact on, and the
    questions of the agenda, where there is one.
    """

    scope: Scope
    folder: str
    interview: Interview | None = None
    agenda: Agenda | None = None
    census: Census | None = None

    @classmethod
    def about(cls, interview: Interview) -> "Target":
        """The packet of an interview."""
        return cls("interview", interview.id, interview)


EVERYONE = Target("handout", "handouts")
ALL_INTERVIEWS = Target("overview", "overview")
"""What belongs to no single interview."""
RESERVED = {EVERYONE.folder, ALL_INTERVIEWS.folder}
"""Folders that no interview can have."""


class File(NamedTuple):
    """One file of a packet."""

    name: str
    size: int
    pages: int | None
    edition: str = ""

    @property
    def format(self) -> str:
        """What a reader calls it."""
        names = {
            "csv": "Table",
            "eml": "Mail draft",
            "html": "Web page",
            "ics": "Calendar",
            "pdf": "PDF",
            "txt": "Text",
            "vcf": "Contact card",
        }
        suffix = self.name.rpartition(".")[2]
        name = names.get(suffix, suffix.upper())
        return f"{name}, {self.edition.lower()}" if self.edition else name


class Entry(NamedTuple):
    """A finished document as the packet lists it."""

    kind: Kind
    files: tuple[File, ...]
    draft: Draft | None
    bounds: Bounds


class Waiting(NamedTuple):
    """A document that cannot be made yet, and what it waits for."""

    folder: str
    kind: Kind
    lacks: tuple[str, ...]
    file: str = ""
    """The file that it can be put into; "" where the interview is a row of somebody's table."""

    @property
    def what(self) -> tuple[str, ...]:
        """The same for those who have no files: without the keys “(outcome → takeaways)”."""
        return tuple(KEYS.sub("", each) for each in self.lacks)


class Checked(NamedTuple):
    """What one check says about one file."""

    file: str
    name: str
    rules: int
    """How many were looked at; 0 where it did not run."""
    result: Literal["passed", "failed", "not run"]
    found: tuple[str, ...] = ()
