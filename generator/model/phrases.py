"""The phrases of rules, and how to do without most of them.

Compiling all expressions of all rules would take longer than the rest of ``askwell check``. So
only those are compiled whose plain words are in the text: “let me know ” and “ job” of
``let me know of (a|any) job``.
"""

import re
from functools import cache
from typing import NamedTuple

QUANTIFIER = r"(?:[?*+]|\{[\d,]+\})"
GROUP = re.compile(rf"\([^()]*\){QUANTIFIER}?")
SPECIAL = re.compile(rf"\\.{QUANTIFIER}?|\[[^]]*\]{QUANTIFIER}?|.(?:[?*]|\{{[\d,]+\}})|[\^$.+\0]")


class Phrase(NamedTuple):
    """A phrase, and the plain words that stand in whatever it matches."""

    text: str
    longest: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Phrase":
        """A phrase, ready to be looked for."""
        words = plain_words(text)
        return cls(text, max(words, key=len), words)


def plain_words(phrase: str) -> tuple[str, ...]:
    """The pieces of a phrase that stand in whatever it matches, in small letters."""
    rest = leveled(phrase).lower()
    if rest.replace(" ", "").isalpha():
        return (rest,)
    while (shorter := GROUP.sub("\0", rest)) != rest:
        rest = shorter
    return ("",) if "|" in rest else tuple(SPECIAL.sub("\0", rest).split("\0"))


@cache
def compiled(phrase: str) -> re.Pattern[str]:
    """The expression of a phrase, which is compiled once.

    Raises:
        re.error: it is none.
    """
    return expression(phrase)


def expression(phrase: str) -> re.Pattern[str]:
    """A phrase as a regular expression: whole words, in capitals or not, ``^`` at a sentence.

    Raises:
        re.error: it is none.
    """
    return re.compile(rf"(?<!\w)(?:{leveled(phrase)})(?!\w)", re.IGNORECASE | re.MULTILINE)


def leveled(text: str) -> str:
    """The text without marks that people type in one way or another. No place is moved by it."""
    return text.replace("’", "'").replace("‘", "'").replace("é", "e").replace("É", "E")
