"""The words of a text, and the phrases that are in them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model import Rule
from generator.model.phrases import Phrase, compiled, leveled
from generator.model.rulebook import Rulebook
from generator.model.rules import Sort

PARAGRAPH = re.compile(r"\n\s*\n")
SENTENCE = re.compile(r" (?<=[.?!] )(?=[\"“A-Z])")


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

    def found(self, rule: Rule, phrases: Iterable[Phrase]) -> list[str]:
        """What the phrases of a rule match here: one match in each sentence."""
        first: dict[int, re.Match[str]] = {}
        for phrase in phrases:
            for match in compiled(phrase.text).finditer(self.plain):
                line = self.plain.count("\n", 0, match.start())
                if line not in first or match.start() < first[line].start():
                    first[line] = match
        if not first:
            return []
        lines = self.plain.split("\n")
        spans = [first[i].span() for i in sorted(first) if not _is_fine(lines[i], rule)]
        return [self.shown[start:end].strip() for start, end in spans]

    def excess(self, rule: Rule, phrases: Iterable[Phrase]) -> list[str]:
        """What the phrases match here beyond the number of sentences that the rule allows."""
        return self.found(rule, phrases)[int(rule.most) :]


def _is_fine(sentence: str, rule: Rule) -> bool:
    return any(compiled(phrase).search(sentence) for phrase in rule.fine)


def suspected(rules: Rulebook, sort: Sort, text: str) -> Iterator[tuple[Rule, list[Phrase]]]:
    """The rules that may speak of a text in small letters, with the phrases that may be in it."""
    there: dict[str, list[Phrase]] = {}
    for name, phrase in rules.sought(sort):
        if phrase.longest in text and phrase.may_be_in(text):
            there.setdefault(name, []).append(phrase)
    return ((rules[name], phrases) for name, phrases in there.items())
