"""What is known for one document, by the dotted paths in which a kind names fields."""

from typing import NamedTuple

from generator.model.interview import Interview
from generator.model.organization import Organization, Printing
from generator.model.people import Seeker
from generator.model.policy import Policy

OWNERS: dict[str, type[Organization | Policy | Printing | Seeker]] = {
    "organization": Organization,
    "policy": Policy,
    "printing": Printing,
    "seeker": Seeker,
}
"""What a path may begin with: ``seeker.email``. Any other begins in the interview."""


class Facts(NamedTuple):
    """Whose fields they are; what is not known has none."""

    interview: Interview | None = None
    organization: Organization | None = None
    policy: Policy | None = None
    printing: Printing | None = None
    seeker: Seeker | None = None
    next: object = None
    """What is due next, in a table of interviews."""

    def at(self, path: str) -> object:
        """The value at a path, or ``None``; at an owner's name alone, the owner."""
        first, _, rest = path.partition(".")
        owned = first in OWNERS or first == "next"
        value: object = getattr(self, first) if owned else self.interview
        for name in filter(None, (rest if owned else path).split(".")):
            value = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
        return value

    def number(self, number: int | str | None) -> int | None:
        """A number, or the one that stands at a path."""
        found = self.at(number) if isinstance(number, str) else number
        return found if isinstance(found, int) else None
