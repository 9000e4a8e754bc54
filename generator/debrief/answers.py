"""What somebody says about a meeting that is over."""

import re
from datetime import date
from typing import NamedTuple

from generator.model.suffixes import is_suffix

ADDRESS = re.compile(r"(?P<who>[^<]+?)\s*<(?P<email>[^>]+)>")


class Somebody(NamedTuple):
    """Whom the contact named, as far as that was said."""

    name: str
    title: str = ""
    organization: str = ""
    email: str = ""
    permitted: bool = False
    """Whether the contact's own name may be used."""

    @classmethod
    def of(cls, text: str) -> "Somebody":
        """Read ``Ana Reyes, Chief Scientist, Acme <ana@example.org>``; only the name must be."""
        found = ADDRESS.fullmatch(text.strip())
        who, email = (found["who"], found["email"]) if found else (text.strip(), "")
        name, *rest = (part.strip() for part in who.split(","))
        while rest and rest[0] and is_suffix(rest[0]):
            name = f"{name}, {rest.pop(0)}"
        title = rest.pop(0) if rest else ""
        return cls(name, title, ", ".join(rest), email)


class Answers(NamedTuple):
    """What somebody says about a meeting that is over; each text as its field wants it."""

    takeaways: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    promises: tuple[tuple[str, date | None], ...] = ()
    kept: tuple[tuple[str, date | None], ...] = ()
    """Promises of the file, in their words, and the days on which they were kept."""
    named: tuple[Somebody, ...] = ()
    progress: tuple[str, ...] = ()
    surprises: str = ""
    fit: int | None = None
    day: date | None = None
    """When the talk was, if the file has no day for it."""
    thanked: date | None = None
