"""Data: what became of each row of a run, and of all of them."""

from bisect import insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.census import State
from generator.cohort.records.ledger import Notes
from generator.cohort.rows.members import Member

NAMED = 10
"""Rows that a remark names; more are counted."""
LEFT = 3
"""Folders that are named of what is left over."""


class Done(NamedTuple):
    """What a run tells of one row as soon as it is known."""

    member: Member
    state: State


@dataclass
class Outcome:
    """What became of all rows."""

    made: int = 0
    unchanged: int = 0
    skipped: int = 0
    """Rows that opted out or were not chosen."""
    failed: int = 0
    files: int = 0
    """That were written."""
    waiting: Counter[str] = field(default_factory=Counter)
    """How many packets wait for a kind of document."""
    warnings: Counter[str] = field(default_factory=Counter)
    """By the rule that says so."""
    rows: dict[str, list[int]] = field(default_factory=dict)
    """The first rows with a warning or a kind that waits, by the same words."""
    apart: Counter[str] = field(default_factory=Counter)
    """How many PDFs were laid out one by one, by the reason."""
    engine: str = ""
    """What the PDF engine said when it could not start."""
    empty: int = 0
    """Packets that have nothing in them yet."""
    without_contact: int = 0
    """Packets that were made with lines to write on."""
    left_over: int = 0
    """Packets of rows that have opted out now, or that the table no longer has."""
    nameless: int = 0
    """Rows with a fault in the name: these packets may be theirs, which nobody can tell."""
    left: list[str] = field(default_factory=list)
    """The first folders of the packets that are left over."""
    changed: int = 0
    """Files that are not as a run left them, and that stay as they are."""
    theirs: list[str] = field(default_factory=list)
    """The first of these files, with their folders."""

    def keep(self, folder: str, names: Sequence[str]) -> None:
        """Count files of a packet that somebody has changed, or has put there."""
        self.changed += len(names)
        self.theirs += [f"{folder}/{name}" for name in names[: LEFT - len(self.theirs)]]

    def note(self, row: int, notes: Notes) -> None:
        """Count what was remarked on in a row."""
        for counter, said in ((self.warnings, notes.warnings), (self.waiting, notes.waiting)):
            counter.update(said)
            for each in dict.fromkeys(said):
                rows = self.rows.setdefault(each, [])
                if len(rows) < NAMED:
                    insort(rows, row)
