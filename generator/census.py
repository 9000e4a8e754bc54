"""Data: what became of the rows of a cohort, as its report tells the coordinator."""

from datetime import date
from typing import Literal, NamedTuple

State = Literal["made", "unchanged", "failed"]
Sort = Literal["contact", "employer"]
"""Of those who are approached."""


class Packeted(NamedTuple):
    """A row that has a packet."""

    row: int
    """As the spreadsheet shows it."""
    name: str
    """The seeker's."""
    page: str
    """The page to open, by its path from the report; none where nothing could be made yet."""
    state: State
    contact: bool
    """Whether there is somebody to ask."""


class Faulty(NamedTuple):
    """What is wrong with a cell, or with a row as a whole."""

    row: int
    column: str
    """Its letter and heading, or nothing."""
    message: str
    hint: str


class Clash(NamedTuple):
    """A contact or an employer that more students would approach than the policy allows."""

    sort: Sort
    name: str
    """As the first of the rows has it."""
    rows: tuple[int, ...]
    """Of the students in the fullest weeks, as the spreadsheet shows them."""
    first: date
    """The day of the first request among these, and of the last."""
    last: date
    most: int
    """How many the policy allows."""

    @property
    def text(self) -> str:
        """Who, by which rows, and when."""
        rows = ", ".join(map(str, self.rows))
        days = f"on {self.first}" if self.first == self.last else f"{self.first} to {self.last}"
        much = f"{len(self.rows)} students ({days}); the policy allows {self.most}"
        return f"{self.name} would be approached by {much}: rows {rows}."


class Remark(NamedTuple):
    """A rule, and how often it remarked on something."""

    rule: str
    reason: str
    times: int
    rows: list[int]
    """The first of them."""


class Census(NamedTuple):
    """One run over one table. Numbers are of rows, where nothing else is said."""

    table: str
    """The name of its file."""
    profile: str
    """How its columns were read."""
    rows: int
    made: int
    unchanged: int
    skipped: int
    failed: int
    without_contact: int
    left_over: int
    """Packets of rows that have opted out now, or that the table no longer has."""
    nameless: int
    """Rows with a fault in the name: these packets may be theirs, which nobody can tell."""
    left: tuple[str, ...]
    """The first folders of the packets that are left over."""
    ignored: tuple[str, ...]
    """Headings of columns that no field knows."""
    sensitive: tuple[str, ...]
    """Headings of columns that are never read."""
    packets: tuple[Packeted, ...]
    faults: tuple[Faulty, ...]
    all_faults: int
    """How many there are; ``faults`` may be the first of them."""
    clashes: tuple[Clash, ...]
    remarks: tuple[Remark, ...]
    waiting: tuple[tuple[str, int, list[int]], ...]
    """Titles of documents that wait for something, in how many packets, and the first rows."""
    mending: str
    """The name of the table of failed rows, if there is one."""

    @property
    def has_packet(self) -> int:
        """Rows that have a packet now."""
        return self.made + self.unchanged
