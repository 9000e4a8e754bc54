"""What is to be asked in a meeting, and what is to be done about it by when."""

from datetime import date
from typing import Literal, NamedTuple

from generator.model import Interview
from generator.model.bank import Phase

State = Literal["done", "late", "due", "ahead"]
"""How a deadline stands today."""


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
