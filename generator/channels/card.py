"""A card for an address book: vCard 4.0 (RFC 6350) of the contact.

It has no REV: nothing on it changes with the day, so an unchanged contact is the same bytes.
"""

import re
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from generator.documents import Artifact, Composition
from generator.errors import InputError
from generator.model import Contact
from generator.model.people import BEHIND, TITLE

PART = "note.txt"
"""How the two know each other."""
LINE = 75
"""Octets (RFC 6350, 3.2)."""
PARTICLES = re.compile("al|bin|d[aiou]|das|d?el?|den|der|dos|ibn|las?|le|los|ten|ter|v[ao]n|zu")
"""Words in small letters that a family name begins with."""
GLOBAL = re.compile(r"\+\d[\d\s().-]*", re.ASCII)
"""A telephone number that means the same everywhere (RFC 3966, 5.1.4)."""


def typeset(composition: Composition) -> Artifact:
    """A ``.vcf`` file.

    Raises:
        InputError: the kind is not for interviews.
    """
    selection = composition.selection
    if selection.interview is None:
        message = f"The kind “{selection.kind.name}” has the channel “card”, but nobody to show."
        hint = "Make it for interviews: made_for: [interview]"
        raise InputError([selection.kind_source.problem(message, ("made_for",), hint)])
    owner = uuid5(NAMESPACE_URL, f"mailto:{selection.seeker.email}" if selection.seeker else "")
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual",
        f"UID:{uuid5(owner, f'{selection.interview.id}/contact').urn}",
        *_person(selection.interview.contact),
        f"NOTE:{_text(composition.parts[PART])}",
        "END:VCARD",
    ]
    return Artifact(".vcf", b"".join(_folded(line) for line in lines))


def _person(contact: Contact) -> Iterator[str]:
    """The properties of a person (RFC 6350, 6.2 to 6.7), as far as they are known."""
    yield f"FN:{_text(contact.name)}"
    yield f"N:{';'.join(map(_text, _names(contact)))}"
    if contact.title:
        yield f"TITLE:{_text(contact.title)}"
    if contact.organization:
        yield f"ORG:{_text(contact.organization)}"
    if contact.email:
        yield f"EMAIL:{_text(contact.email)}"
    if contact.phone:
        yield _telephone(contact.phone)
    if contact.address:
        yield _address(contact.address)
    if contact.timezone:
        yield f"TZ:{_text(contact.timezone)}"
    if contact.linkedin:
        yield f"URL:{contact.linkedin}"


def _names(contact: Contact) -> tuple[str, str, str, str, str]:
    """The parts of a name (RFC 6350, 6.2.2): family, given, none more, title, and what is behind.

    Which is the family's, only people know. A greeting may tell: “Ms. García López” ends as “Ana
    García López” does. Otherwise it is the last word, with such words before it as “de la”.
    """
    name = BEHIND.sub("", contact.name) or contact.name
    words, greeting = name.split(), (contact.greeting or "").split()
    titles = 0
    while titles < len(words) - 1 and TITLE.fullmatch(words[titles]):
        titles += 1
    title, words = " ".join(words[:titles]), words[titles:]
    start = _family(words, greeting)
    behind = contact.name.removeprefix(name).lstrip(", ")
    return " ".join(words[start:]), " ".join(words[:start]), "", title, behind


def _family(words: list[str], greeting: list[str]) -> int:
    """Where the family name begins; behind the name of somebody who has only one."""
    for start in range(1, len(words)):
        if greeting[start - len(words) :] == words[start:]:
            return start
    start = max(1, len(words) - 1)
    while start > 1 and PARTICLES.fullmatch(words[start - 1]):
        start -= 1
    return start


def _telephone(number: str) -> str:
    """A URI where it can be one, and else the number as people write it (RFC 6350, 6.4.1)."""
    if GLOBAL.fullmatch(number):
        return f"TEL;VALUE=uri:tel:{'-'.join(number.split())}"
    return f"TEL;VALUE=text:{_text(number)}"


def _address(address: str) -> str:
    """The lines as they go on an envelope, which nobody could sort into the parts of an address.

    They are the label; programs that read none find them where the street is (RFC 6350, 6.3.1).
    """
    lines = [" ".join(line.split()) for line in address.splitlines() if line.strip()]
    # A parameter between quotation marks can have none of its own (RFC 6350, 3.3).
    label = r"\n".join(lines).replace('"', "'")
    return f'ADR;LABEL="{label}":;;{_text(", ".join(lines))};;;;'


def _text(value: str) -> str:
    """A value with what divides values and lines escaped (RFC 6350, 3.4 and 4)."""
    for mark in ("\\", ",", ";"):
        value = value.replace(mark, f"\\{mark}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line in pieces that a mail program leaves alone; no character is torn (RFC 6350, 3.2)."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece, b""])
