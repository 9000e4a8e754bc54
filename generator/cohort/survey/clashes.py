"""The clash list: who would be asked by many students within the same weeks."""

import re
from datetime import date
from typing import NamedTuple

from generator.census import Clash, Sort
from generator.model import Interview, Policy
from generator.model.slugs import without_accents

FORMS = {"inc", "llc", "ltd", "co", "corp", "corporation", "company", "gmbh", "plc", "the"}
"""Words that one writes behind an employer's name or leaves out."""


class Approach(NamedTuple):
    """One student's request, as far as it is compared with others."""

    row: int
    sort: Sort
    key: str
    name: str
    day: int
    """Counted from the first of January of the year 1."""
    alias: str = ""
    """The key that a row without the address of the same person has; "" for one without."""


def approaches(row: int, interview: Interview, today: date) -> list[Approach]:
    """To whom one row's request goes: a person, and the employer of that person.

    A request that has no day yet counts as one of today.
    """
    contact = interview.contact
    day = (interview.asked or interview.meeting.date or today).toordinal()
    employer = _employer(contact.organization or "")
    name, address = f"{_plain(contact.name)} | {employer}", (contact.email or "").casefold()
    alias = name if address else ""
    found = [Approach(row, "contact", address or name, contact.name, day, alias)]
    if employer:
        found.append(Approach(row, "employer", employer, contact.organization or "", day))
    return found


def clash(requests: list[Approach], policy: Policy) -> Clash | None:
    """The fullest weeks of one contact or employer, where they are too full.

    ``requests`` are all that go to them, by their days.
    """
    sort = requests[0].sort
    most = policy.contact_most if sort == "contact" else policy.employer_most
    span = 7 * policy.contact_weeks
    fullest: list[Approach] = []
    start = 0
    for end, request in enumerate(requests):
        while request.day - requests[start].day >= span:
            start += 1
        if end - start >= len(fullest):
            fullest = requests[start : end + 1]
    if len(fullest) <= most:
        return None
    rows = tuple(sorted(request.row for request in fullest))
    name = min(fullest).name
    first, last = (date.fromordinal(fullest[i].day) for i in (0, -1))
    return Clash(sort, name, rows, first, last, most)


def _employer(name: str) -> str:
    words = [word for word in _plain(name).split() if word not in FORMS]
    return " ".join(words) or _plain(name)


def _plain(text: str) -> str:
    """Letters and digits without accents, each word after one space."""
    bare = without_accents(text.casefold()).replace("’", "").replace("'", "")
    return " ".join(re.findall(r"[^\W_]+", bare))
