"""Names of people as registries write them: “Quill, Ada”."""

import re

SURNAME = re.compile(r"(?:[a-z'’]+ )*[^\W\d_][^\s,]*")
"""One word, perhaps after small ones (“van der Berg”): with two, it may be a name and a title."""
LETTERS = (
    "jr sr ii iii iv esq phd edd psyd dphil pharmd md do dds dmd dvm dnp jd llm ma ms msc mba mfa "
    "mph mpa med msw meng ba bs bsc bfa rn np pa pe pt cpa cfa cfp lcsw aia aicp pmp shrm phr "
    "prof dr ret retired emeritus emerita"
)
"""What stands behind a name after a comma and is none."""
LATTER = frozenset(LETTERS.split())


def first_name_first(text: str) -> str:
    """“Ada Quill” for “Quill, Ada”. What may be meant in another way stays as it is."""
    surname, _, given = (part.strip() for part in text.partition(","))
    words = [word.replace(".", "").casefold() for word in given.split()]
    if not words or "," in given or LATTER.intersection(words) or not SURNAME.fullmatch(surname):
        return text
    return f"{given} {surname}"
