"""Whether the user wrote nearly the same to two people."""

import re
from collections.abc import Iterator

from generator.errors import Problem
from generator.model import Interview, Library
from generator.model.facts import Facts

PERSONAL = ("contact.reason", "outcome.takeaways")
"""What only one person can be told; a topic may well be the same for several."""
RUN = 4
"""Words in a row that two texts must share, before it is worth comparing them."""
WORD = re.compile(r"\w+")


def alike(library: Library) -> Iterator[tuple[Interview, Problem]]:
    """Each interview with a text that is nearly that of an earlier one."""
    rule = library.rules.get("same-text")
    if rule and len(library.interviews) > 1:
        for path in PERSONAL:
            loc = tuple(path.split("."))
            for interview, other in _pairs(library, path, rule.most):
                name = library.sources[other.id].path.name
                yield interview, rule.problem(library.sources[interview.id], loc, other=name)


def _pairs(library: Library, path: str, most: float) -> Iterator[tuple[Interview, Interview]]:
    """An interview and the first one before it whose text is more alike than is fine.

    Only those are compared that share a run of words, so ten thousand different ones take no time.
    """
    first: dict[tuple[str, ...], int] = {}
    texts: list[list[str]] = []
    for i, interview in enumerate(library.interviews):
        texts.append(_words(interview, path))
        runs = {tuple(texts[i][at : at + RUN]) for at in range(max(0, len(texts[i]) - RUN + 1))}
        for before in sorted({first.setdefault(run, i) for run in runs} - {i}):
            if _likeness(texts[i], texts[before]) > most:
                yield interview, library.interviews[before]
                break


def _words(interview: Interview, path: str) -> list[str]:
    """The words of a text without the names in it, which differ in any case."""
    value = Facts(interview).at(path)
    contact = interview.contact
    names = WORD.findall(
        f"{contact.name} {contact.title or ''} {contact.organization or ''}".lower()
    )
    text = " ".join(value) if isinstance(value, tuple) else str(value or "")
    return [word for word in WORD.findall(text.lower()) if word not in names]


def _likeness(one: list[str], other: list[str]) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only texts that are alike need it

    return SequenceMatcher(None, one, other, autojunk=False).ratio()
