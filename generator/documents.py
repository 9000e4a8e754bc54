"""Data in flight: one frozen value per stage.

Selection ─compose─▶ Composition ─typeset─▶ Artifact ─write─▶ Receipt
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol, cast
from urllib.parse import quote

from generator.census import Census
from generator.errors import Problem, Source
from generator.model import (
    Agenda,
    Category,
    Edition,
    Guide,
    Interview,
    Kind,
    Organization,
    Paper,
    Policy,
    Preset,
    Printing,
    Seeker,
    Step,
    Theme,
)
from generator.model.bank import Phase
from generator.model.catalog import Scope

State = Literal["done", "late", "due", "ahead"]
"""How a deadline stands today."""
LONGEST_MAILTO = 1800
"""Characters; mail programs and shells begin to cut links at about 2,000."""

KEYS = re.compile(r" \([^()]* → [^()]*\)")
"""Where in a file something belongs, as kinds say it of what they require."""


class Asked(NamedTuple):
    """A question of a plan, and why it is where it is. A tuple, since plans are made by thousands.

    ``minute`` counts from the start of the meeting; it is ``None`` where there is no meeting, and
    for what is asked only if there is time.
    """

    id: str
    text: str
    probes: tuple[str, ...] = ()
    minutes: float = 2
    priority: int = 2
    theme: str = ""
    phase: Phase = "core"
    fewest_lines: int = 1
    most_lines: int = 14
    reason: str = ""
    minute: int | None = None

    @property
    def name(self) -> str:
        """What to call it by: its id, or its own words."""
        return self.id or self.text


class Plan(NamedTuple):
    """The time-boxed part of a meeting. The three spans add up to it; all in minutes.

    opening │ asking: core, then slack │ closing: close
    """

    opening: int
    asking: int
    closing: int
    usable: float
    """Of the asking minutes, without the slack."""
    core: tuple[Asked, ...]
    close: tuple[Asked, ...]
    if_time: tuple[Asked, ...] = ()

    @property
    def drop_first(self) -> list[Asked]:
        """The questions in the order in which to give them up: least important and last first."""
        from_the_end = self.core[::-1]
        return sorted(from_the_end, key=lambda asked: -asked.priority)


class Deadline(NamedTuple):
    """One thing to do about an interview, and by when."""

    interview: str
    kind: str
    action: str
    """In the imperative: “Send the thank-you email”."""
    contact: str
    day: date
    late: date | None
    """The first day on which it is late."""
    done: date | None
    state: State
    number: int = 1
    """Which time it is, where a document is sent more than once; the place of a promise."""


class Row(NamedTuple):
    """One interview among all of them."""

    interview: Interview
    deadlines: tuple[Deadline, ...]

    @property
    def next(self) -> Deadline | None:
        """What is to be done first."""
        return next((each for each in self.deadlines if each.state != "done"), None)


COUNTED = {"subject.txt": ("subject",), "body.txt": ("words", "advised_words", "characters")}
"""The limits that there are of each part."""


class Bounds(NamedTuple):
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

    def broken_by(self, part: str, text: str) -> dict[str, tuple[int, int]]:
        """The limits that the text of a part breaks: how long it is, and the most it may be."""
        broken = {}
        for name in COUNTED.get(part, ()):
            most: int | None = getattr(self, name)
            if most and (now := len(text.split() if "words" in name else text)) > most:
                broken[name] = now, most
        return broken


class Person(Protocol):
    """Somebody whom a draft can be for."""

    @property
    def name(self) -> str:
        """The full name."""

    @property
    def email(self) -> str | None:
        """The address, where it is known."""


class Draft(NamedTuple):
    """The text of a message, and whom it is for: an address, where it is known, and a name."""

    body: str
    subject: str = ""
    recipient: str = ""
    addressee: str = ""

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


class Entry(NamedTuple):
    """A finished document as the packet lists it."""

    kind: Kind
    files: tuple["File", ...]
    draft: Draft | None
    bounds: Bounds


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


class Link(NamedTuple):
    """A page of a site as others point to it, by its path from the top."""

    title: str
    path: str
    about: str = ""


class Frame(NamedTuple):
    """What is around a page of a site: where it stands, and what it is called elsewhere."""

    path: str
    """From the top of the site."""
    root: str
    """What leads from the page to the top: “../”, or nothing at the top itself."""
    title: str
    about: str
    """The page in a sentence, for those who have not opened it yet."""
    home: str
    """The address of the site with a slash at its end, or "" where nobody said it."""
    url: str
    """The one address of the page, or ""."""
    sections: tuple[Link, ...]
    foot: tuple[Link, ...]
    icon: str
    """The path of the favicon."""
    files: tuple["File", ...] = ()
    """The same as the page, to print."""

    @property
    def section(self) -> str:
        """The folder that the page is in."""
        return self.path.rpartition("/")[0]


class Selection(NamedTuple):
    """What one document shows, and nothing else. Without an interview it is a handout."""

    kind: Kind
    folder: str
    theme: Theme
    edition: Edition
    editions: tuple[Edition, ...]
    """Those to print; ``edition`` is one of them."""
    paper: Paper
    printing: Printing
    bounds: Bounds
    today: date
    guide: Guide
    steps: tuple[Step, ...]
    bank: tuple[Category, ...]
    plan: Plan
    policy: Policy
    presets: tuple[Preset, ...] = ()
    deadlines: Sequence[Deadline] = ()
    """Of this interview, the earliest first."""
    rows: tuple[Row, ...] = ()
    """Every interview, where the document is about all of them."""
    organization: Organization | None = None
    logo: str | None = None
    pictures: Mapping[str, str] = MappingProxyType({})
    seeker: Seeker | None = None
    interview: Interview | None = None
    entries: tuple[Entry, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    checks: tuple[Checked, ...] = ()
    """Of the files in the folder, in a report about them."""
    census: Census | None = None
    """Of a cohort, in the report about it."""
    frame: Frame | None = None
    """Where it is a page of a site."""
    source: Source = Source(Path())
    kind_source: Source = Source(Path())

    def path_of(self, suffix: str) -> str:
        """The place of a file of the document, from the output folder."""
        return f"{self.folder}/{self.kind.stem}{suffix}"

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the bank's questions that are in this interview's plan."""
        if self.interview is None:
            return frozenset()
        return frozenset(asked.id for asked in (*self.plan.core, *self.plan.close))

    @property
    def recipient(self) -> Person | None:
        """Whom a draft of this kind is for."""
        found: object = self.interview
        for name in self.kind.recipient.split("."):
            found = getattr(found, name, None)
        return cast("Person | None", found)


TEXTS = ("subject.txt", "body.txt")
PARTS = (*TEXTS, "note.txt", "body.html")
"""Of a document. The texts come first: a page may show the draft that they make."""
WORDINGS = ("", ".shorter", ".shortest")
"""A part may be there in shorter wordings; the first that keeps the limits is taken."""


def files_of(part: str) -> list[str]:
    """The files that a part may be made of, the longest wording first."""
    stem, _, suffix = part.partition(".")
    return [f"{stem}{wording}.{suffix}.j2" for wording in WORDINGS]


class Composition(NamedTuple):
    """The finished text of one document: its parts by name, ``body.html`` or ``body.txt``."""

    selection: Selection
    parts: Mapping[str, str]
    own: tuple[Path, ...] = ()
    """The project's own templates and style sheets that have a say in it, its kind's first."""

    def in_editions(self) -> Iterator["Composition"]:
        """The document once for each edition to print."""
        for edition in self.selection.editions:
            yield self._replace(selection=self.selection._replace(edition=edition))

    @property
    def draft(self) -> Draft | None:
        """The message, where the document is one."""
        if "body.txt" not in self.parts:
            return None
        person = self.selection.recipient
        address, name = (person.email or "", person.name) if person else ("", "")
        return Draft(self.parts["body.txt"], self.parts.get("subject.txt", ""), address, name)


class Artifact(NamedTuple):
    """The bytes of one file. ``overflow`` is what does not fit its last page, in millimetres."""

    suffix: str
    data: bytes
    pages: int | None = None
    overflow: float = 0
    promised: int | None = None
    """How many pages it may have."""
    edition: str = ""
    """What to call it by, where it is not the usual one."""
    warnings: tuple[Problem, ...] = ()
    apart: str = ""
    """Why a PDF was laid out by itself: “in another script”. "" where it came from a plate."""


class Receipt(NamedTuple):
    """What became of one file."""

    path: Path
    state: Literal["made", "unchanged"]
    size: int
    pages: int | None = None
