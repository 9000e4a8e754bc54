"""Names of people as registries write them: “Quill, Ada”."""

import re

CONTACT = re.compile(r"(?:[a-z'’]+ )*[^\W\d_][^\s,]*")
"""One word, perhaps after small ones (“van der Berg”): with two, it may be a name and a title."""
STUDENT = re.compile(r"[^\W\d_][^,]*")
"""Any words: what stands behind a student's name is no position."""
GIVEN = re.compile(r"[^\W\d_][^,/]*")
"""And no “she/her”."""
LETTERS = (
    "jr sr ii iii iv esq phd edd psyd dphil pharmd md do dds dmd dvm dnp jd llm ma ms msc mba mfa "
    "mph mpa med msw meng ba bs bsc bfa rn np pa pe pt cpa cfa cfp lcsw aia aicp pmp shrm phr "
    "prof dr ret retired emeritus emerita"
)
"""What stands behind a name after a comma and is none."""
LATTER = frozenset(LETTERS.split())
BORN = {"jr", "sr", "ii", "iii", "iv"}
"""Those that stand behind a family name without one, too."""


def contact_name(text: str) -> str:
    """“Ada Quill” for “Quill, Ada”. What may be meant in another way stays as it is."""
    return _turned(text, CONTACT)


def student_name(text: str) -> str:
    """The same, where nobody has a title: “Luis García Márquez”, too."""
    return _turned(text, STUDENT)


def may_be_turned(name: str) -> bool:
    """Whether a comma is left, with something behind it that may be a first name or a title."""
    _, *rest = name.split(",")
    return not all(map(_is_latter, rest))


def _turned(text: str, family: re.Pattern[str]) -> str:
    if "," not in text:
        return text
    first, *rest = (part.strip() for part in text.split(","))
    given = [part for part in rest if not _is_latter(part)]
    words = first.split()
    born = words[-1:] if len(words) > 1 and _plain(words[-1]) in BORN else []
    surname = " ".join(words[: len(words) - len(born)])
    if len(given) != 1 or not GIVEN.fullmatch(given[0]) or not family.fullmatch(surname):
        return text
    if LATTER.intersection(map(_plain, given[0].split())):
        return text
    titles = [part for part in rest if part and _is_latter(part)]
    return ", ".join([" ".join([given[0], surname, *born]), *titles])


def _is_latter(part: str) -> bool:
    return LATTER.issuperset(map(_plain, part.split()))


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()
