"""What somebody may have meant: the nearest of the words that are known, as a hint."""

from collections.abc import Iterable
from functools import lru_cache

FEW = 20
"""Words that may all be listed when none is near."""
ALIKE = 0.55
"""From this likeness on (0 to 1) one word is taken for a misspelling of another."""
CLOSE = 0.1
"""How much less alike than the nearest word another may be that is named beside it."""
QUOTED = 60
"""Letters of a text that a message quotes."""


def brief(value: object) -> str:
    """The beginning of what somebody wrote, if it is long: enough to know it by."""
    text = str(value)
    return text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…"


def nearest(word: str, known: Iterable[str], what: str = "known here") -> str:
    """A hint with the known words that a misspelt one may stand for, else with all of a few."""
    choices = sorted(set(known))
    if hint := meant(word, choices):
        return hint
    if 0 < len(choices) <= FEW:
        return f"{what.capitalize()}: {', '.join(map(brief, choices))}."
    return ""


def meant(word: str, known: Iterable[str]) -> str:
    """A hint with the known words that a misspelt one may stand for; "" if none is near."""
    found = near(word, known)
    return f"Did you mean {_either(found)}?" if found else ""


def near(word: str, known: Iterable[str]) -> list[str]:
    """Up to three known words that a misspelt one may stand for, the likeliest first."""
    choices = sorted(set(known))
    likeness = {
        choice: 1 if _begins(word, choice) else _likeness(word, choice) for choice in choices
    }
    best = max(likeness.values(), default=0)
    if best < ALIKE:
        return []
    close = (choice for choice in choices if likeness[choice] > best - CLOSE)
    return sorted(close, key=lambda choice: -likeness[choice])[:3]


def _begins(word: str, choice: str) -> bool:
    """Whether somebody has written the first part of a name, as “soren” of “soren-lund”."""
    return choice.lower().startswith(f"{word.lower()}-")


@lru_cache(maxsize=8192)
def _likeness(word: str, choice: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only a mistake needs it

    # At most all letters of the shorter word can be the same. Where even that is not enough, the
    # comparison is left out: its time grows with the product of both lengths.
    if 2 * min(len(word), len(choice)) < (ALIKE - CLOSE) * (len(word) + len(choice)):
        return 0
    return SequenceMatcher(None, word.lower(), choice.lower()).ratio()


def _either(words: list[str]) -> str:
    quoted = [f"“{brief(word)}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
