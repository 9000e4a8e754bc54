"""Looking for the phrases of a rule in a text, without paying for those that cannot be there.

Compiling all expressions of all rules would take longer than the rest of ``askwell check``. So
only those are compiled whose plain words are in the text: “let me know ” and “ job” of
``let me know of (a|any) job``.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from generator.model.rules import Rule, expression, leveled

QUANTIFIER = r"(?:[?*+]|\{[\d,]+\})"
GROUP = re.compile(rf"\([^()]*\){QUANTIFIER}?")
SPECIAL = re.compile(rf"\\.{QUANTIFIER}?|\[[^]]*\]{QUANTIFIER}?|.(?:[?*]|\{{[\d,]+\}})|[\^$.+\0]")
PARAGRAPH = re.compile(r"\n\s*\n")
SENTENCE = re.compile(r"(?<=[.?!]) (?=[\"“A-Z])")

compiled = cache(expression)


class Phrase(NamedTuple):
    """A phrase, and the plain words that stand in whatever it matches."""

    text: str
    longest: str
    words: tuple[str, ...]


@cache
def ready(phrases: tuple[str, ...]) -> list[Phrase]:
    """The phrases of a rule, ready to be looked for."""
    return [Phrase(each, max(w := plain_words(each), key=len), w) for each in phrases]


def plain_words(phrase: str) -> tuple[str, ...]:
    """The pieces of a phrase that stand in whatever it matches, in small letters."""
    rest = leveled(phrase).lower()
    if rest.replace(" ", "").isalpha():
        return (rest,)
    while (shorter := GROUP.sub("\0", rest)) != rest:
        rest = shorter
    return ("",) if "|" in rest else tuple(SPECIAL.sub("\0", rest).split("\0"))


def possible(phrases: Iterable[Phrase], text: str) -> list[Phrase]:
    """The phrases whose plain words are all in a text of small letters."""
    return [
        phrase
        for phrase in phrases
        if phrase.longest in text and all(word in text for word in phrase.words)
    ]


class Words(NamedTuple):
    """A text with each sentence on a line of its own; as it is, leveled, and in small letters."""

    shown: str
    plain: str
    small: str

    @classmethod
    def of(cls, text: str) -> "Words":
        """The words of a text."""
        paragraphs = (" ".join(each.split()) for each in PARAGRAPH.split(text))
        shown = SENTENCE.sub("\n", "\n".join(paragraphs))
        plain = leveled(shown)
        return cls(shown, plain, plain.lower())

    def found(self, rule: Rule, phrases: Iterable[Phrase] | None = None) -> list[str]:
        """What a rule speaks of, or those of its phrases do: one match in each sentence."""
        first: dict[int, re.Match[str]] = {}
        for phrase in possible(ready(rule.phrases) if phrases is None else phrases, self.small):
            for match in compiled(phrase.text).finditer(self.plain):
                line = self.plain.count("\n", 0, match.start())
                if line not in first or match.start() < first[line].start():
                    first[line] = match
        if not first:
            return []
        lines = self.plain.split("\n")
        spans = [first[i].span() for i in sorted(first) if not _is_fine(lines[i], rule)]
        return [self.shown[start:end].strip() for start, end in spans]


def _is_fine(sentence: str, rule: Rule) -> bool:
    return any(compiled(phrase).search(sentence) for phrase in rule.fine)
