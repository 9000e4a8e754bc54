"""Data in flight: one frozen value per stage.

Selection ─compose─▶ Composition ─typeset─▶ Artifact ─write─▶ Receipt
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from generator.errors import Problem, Source
from generator.model import (
    Category,
    Guide,
    Interview,
    Kind,
    Organization,
    Paper,
    Seeker,
    Step,
    Theme,
)

LONGEST_MAILTO = 1800
"""Characters; mail programs and shells begin to cut links at about 2,000."""


@dataclass(frozen=True)
class Asked:
    """A question as it stands on the sheet.

    ``minute`` counts from the start of the meeting; it is ``None`` where there is no meeting.
    """

    id: str
    text: str
    probes: tuple[str, ...]
    minutes: float
    priority: int
    minute: int | None
    clock: time | None
    fewest_lines: int
    most_lines: int


@dataclass(frozen=True)
class Sheet:
    """The time-boxed part of the question sheet. The three spans add up to the meeting."""

    opening: int
    asking: int
    closing: int
    core: tuple[Asked, ...]
    close: tuple[Asked, ...]
    minutes_wanted: float

    @property
    def drop_first(self) -> list[Asked]:
        """The questions in the order in which to give them up: least important and last first."""
        from_the_end = self.core[::-1]
        return sorted(from_the_end, key=lambda asked: -asked.priority)


@dataclass(frozen=True)
class Bounds:
    """The limits of one document, with nothing left to look up."""

    pages: int | None = None
    words: int | None = None
    advised_words: int | None = None
    characters: int | None = None
    subject: int | None = None

    @property
    def of_text(self) -> bool:
        """Whether a draft could be too long."""
        return bool(self.words or self.characters or self.subject)


@dataclass(frozen=True)
class Draft:
    """The text of a message, and whom it is for."""

    body: str
    subject: str = ""
    recipient: str = ""

    @property
    def words(self) -> int:
        """Runs of non-space characters of the body."""
        return len(self.body.split())

    @property
    def mailto(self) -> str:
        """A link that opens the draft in a mail program (RFC 6068), or "" if it would be cut."""
        if not self.subject or not self.recipient:
            return ""
        body = quote(self.body.replace("\n", "\r\n"), safe="")
        link = f"mailto:{quote(self.recipient, safe='@')}?subject={quote(self.subject)}&body={body}"
        return link if len(link) <= LONGEST_MAILTO else ""


@dataclass(frozen=True)
class Entry:
    """A finished document as the packet lists it."""

    kind: Kind
    files: tuple["File", ...]
    draft: Draft | None
    bounds: Bounds


@dataclass(frozen=True)
class File:
    """One file of a packet."""

    name: str
    size: int
    pages: int | None

    @property
    def format(self) -> str:
        """What a reader calls it."""
        names = {"pdf": "PDF", "html": "Web page", "eml": "Mail draft", "txt": "Text"}
        suffix = self.name.rpartition(".")[2]
        return names.get(suffix, suffix.upper())


@dataclass(frozen=True)
class Waiting:
    """A document that cannot be made yet, and what it waits for."""

    folder: str
    kind: Kind
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Selection:
    """What one document shows, and nothing else. Without an interview it is a handout."""

    kind: Kind
    folder: str
    theme: Theme
    paper: Paper
    bounds: Bounds
    today: date
    guide: Guide
    steps: tuple[Step, ...]
    bank: tuple[Category, ...]
    sheet: Sheet
    organization: Organization | None = None
    logo: str | None = None
    seeker: Seeker | None = None
    interview: Interview | None = None
    entries: tuple[Entry, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    source: Source = field(default_factory=lambda: Source(Path()))
    kind_source: Source = field(default_factory=lambda: Source(Path()))

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the bank's questions that are on this interview's sheet."""
        if self.interview is None:
            return frozenset()
        return frozenset(asked.id for asked in (*self.sheet.core, *self.sheet.close))


@dataclass(frozen=True)
class Composition:
    """The finished text of one document: its parts by name, ``body.html`` or ``body.txt``."""

    selection: Selection
    parts: Mapping[str, str]

    @property
    def draft(self) -> Draft | None:
        """The message, where the document is one."""
        if "body.txt" not in self.parts:
            return None
        contact = self.selection.interview.contact if self.selection.interview else None
        return Draft(
            self.parts["body.txt"],
            self.parts.get("subject.txt", ""),
            (contact.email or "") if contact else "",
        )


@dataclass(frozen=True)
class Artifact:
    """The bytes of one file. ``overflow`` is what does not fit its last page, in millimetres."""

    suffix: str
    data: bytes
    pages: int | None = None
    overflow: float = 0
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Receipt:
    """What became of one file."""

    path: Path
    state: Literal["made", "unchanged"]
    size: int
    pages: int | None = None
