"""Names of people as registries write them: “Quill, Ada”."""

import re

from generator.model.suffixes import BORN, LETTERS, bare, is_suffix

CONTACT = re.compile(r"(?:[a-z'’]+ )*[^\W\d_][^\s,]*")
"""One word, perhaps after small ones (“van der Berg”): with two, it may be a name and a title."""
STUDENT = re.compile(r"[^\W\d_][^,]*")
"""Any words: what stands behind a student's name is no position."""
GIVEN = re.compile(r"[^\W\d_][^,/]*")
"""And no “she/her”."""


def contact_name(text: str) -> str:
    """“Ada Quill” for “Quill, Ada”. What may be meant in another way stays as it is."""
    return _turned(text, CONTACT)


def student_name(text: str) -> str:
    """The same, where nobody has a title: “Luis García Márquez”, too."""
    return _turned(text, STUDENT)


def may_be_turned(name: str) -> bool:
    """Whether a comma is left, with something behind it that may be a first name or a title."""
    _, *rest = name.split(",")
    return not all(map(is_suffix, rest))


def _turned(text: str, family: re.Pattern[str]) -> str:
    if "," not in text:
        return text
    first, *rest = (part.strip() for part in text.split(","))
    given = [part for part in rest if not is_suffix(part)]
    words = first.split()
    born = words[-1:] if len(words) > 1 and bare(words[-1]) in BORN else []
    surname = " ".join(words[: len(words) - len(born)])
    if len(given) != 1 or not GIVEN.fullmatch(given[0]) or not family.fullmatch(surname):
        return text
    if LETTERS.intersection(map(bare, given[0].split())):
        return text
    titles = [part for part in rest if part and is_suffix(part)]
    return ", ".join([" ".join([given[0], surname, *born]), *titles])
