"""The phrases of rules, and how to do without most of them.

Compiling all expressions of all rules would take longer than the rest of ``askwell check``. So
only those are compiled whose plain words are in the text: “let me know of” or “let me know about”,
and “job”, of ``let me know (of|about) (any )?job``.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from math import prod
from typing import NamedTuple

QUANTIFIER = r"(?:[?*+]|\{[\d,]+\})"
GROUP = re.compile(rf"\([^()]*\){QUANTIFIER}?")
SPECIAL = re.compile(rf"\\.{QUANTIFIER}?|\[[^]]*\]{QUANTIFIER}?|.(?:[?*]|\{{[\d,]+\}})|[\^$.+\0]")
CHOICE = re.compile(rf"\(([\w' ]+(?:\|[\w' ]+)+)\)(?!{QUANTIFIER})")
"""Plain words of which one is there, once."""
OPEN, OR, CLOSE = "\1\2\3"
"""Its marks, once it is known to be one."""
CHOSEN = re.compile(f"{OPEN}(.*?){CLOSE}")
FORMS = 32
"""Of a piece, at most: to look for more takes longer than to try the phrase."""


class Phrase(NamedTuple):
    """A phrase, and the plain words that stand in whatever it matches."""

    text: str
    longest: str
    """The longest piece that has one form only."""
    pieces: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> "Phrase":
        """A phrase, ready to be looked for."""
        pieces = plain_words(text)
        alone = (forms[0] for forms in pieces if len(forms) == 1)
        return cls(text, max(alone, key=len, default=""), pieces)

    def may_be_in(self, text: str) -> bool:
        """Whether a text in small letters has all of the plain words."""
        return self.longest in text and all(
            any(form in text for form in forms) for forms in self.pieces
        )


def plain_words(phrase: str) -> tuple[tuple[str, ...], ...]:
    """The pieces that stand in whatever a phrase matches: the forms of each, in small letters."""
    rest = leveled(phrase).lower()
    if rest.replace(" ", "").isalpha():
        return ((rest,),)
    rest = CHOICE.sub(lambda choice: f"{OPEN}{choice[1].replace('|', OR)}{CLOSE}", rest)
    while (shorter := GROUP.sub("\0", rest)) != rest:
        rest = shorter
    if "|" in rest:
        return ()
    pieces = SPECIAL.sub("\0", rest).split("\0")
    return tuple(forms for piece in pieces if piece for forms in _forms(piece))


def _forms(piece: str) -> Iterator[tuple[str, ...]]:
    """The forms of a piece; where they are too many, those of its parts."""
    parts = [tuple(part.split(OR)) for part in CHOSEN.split(piece)]
    if prod(map(len, parts)) <= FORMS:
        yield tuple(map("".join, product(*parts)))
    else:
        yield from (part for part in parts if part != ("",))


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
