"""One document on its way: what it shows, its text, its bytes, and what became of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

from generator.census import Census
from generator.documents.bounds import Bounds
from generator.documents.drafts import Draft, Person
from generator.documents.packets import Checked, Entry, Waiting
from generator.documents.pages import Frame
from generator.documents.plans import Deadline, Plan, Row
from generator.errors import Problem, Source
from generator.model import (
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
from generator.model.facts import Facts


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
        return cast("Person | None", self.facts.at(self.kind.recipient))

    @property
    def facts(self) -> Facts:
        """What the kind can name fields of."""
        return Facts(self.interview, self.organization, self.policy, self.printing, self.seeker)


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
