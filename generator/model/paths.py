"""Dotted paths, by which a kind names fields: ``seeker.email``, ``meeting.date``."""

from generator.model.interview import Interview


def value_at(path: str, interview: Interview | None, **owners: object) -> object:
    """The value of a path, or ``None``; the interview's keys come bare, the others by owner."""
    first, _, rest = path.partition(".")
    value = owners.get(first, interview)
    for name in (rest if first in owners else path).split("."):
        value = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
    return value


def number_at(
    number: int | str | None, interview: Interview | None, **owners: object
) -> int | None:
    """A number, or the one that stands at a path."""
    found = value_at(number, interview, **owners) if isinstance(number, str) else number
    return found if isinstance(found, int) else None
