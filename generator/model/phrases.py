"""The phrases of rules, and how to do without most of them.

Compiling all expressions of all rules would take longer than the rest of ``askwell check``. So
only those are compiled whose plain words are in the text: “let me know of” or “let me know about”,
and “job”, of ``let me know (of|about) (any )?job``.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, product
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


Piece = list[tuple[str, ...]]
"""Its parts: plain words, or the words that may stand there."""


class Phrase(NamedTuple):
    """A phrase, and the plain words that stand in whatever it matches, in small letters."""

    text: str
    longest: str
    """The longest part that is no choice."""
    pieces: tuple[tuple[str, ...], ...]
    """The forms of each piece, those of few forms first."""

    @classmethod
    def of(cls, text: str) -> "Phrase":
        """A phrase, ready to be looked for."""
        pieces = list(_pieces(leveled(text).lower()))
        alone = (part[0] for piece in pieces for part in piece if len(part) == 1)
        forms = chain.from_iterable(map(_forms, pieces))
        return cls(text, max(alone, key=len, default=""), tuple(sorted(forms, key=len)))

    def may_be_in(self, text: str) -> bool:
        """Whether a text in small letters has a form of each piece."""
        for forms in self.pieces:  # loops are quicker, and every text comes by here
            for form in forms:
                if form in text:
                    break
            else:
                return False
        return True


def _pieces(phrase: str) -> Iterator[Piece]:
    """What stands between the parts of a phrase that may be missing, or be anything."""
    if phrase.replace(" ", "").isalpha():
        yield [(phrase,)]
        return
    rest = CHOICE.sub(lambda choice: f"{OPEN}{choice[1].replace('|', OR)}{CLOSE}", phrase)
    while (shorter := GROUP.sub("\0", rest)) != rest:
        rest = shorter
    if "|" not in rest:
        for piece in filter(None, SPECIAL.sub("\0", rest).split("\0")):
            yield [tuple(part.split(OR)) for part in CHOSEN.split(piece) if part]


def _forms(piece: Piece) -> Iterator[tuple[str, ...]]:
    """The forms of a piece; where they are too many, those of its parts."""
    if prod(map(len, piece)) <= FORMS:
        yield tuple(map("".join, product(*piece)))
    else:
        yield from piece


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
