"""The rules of a project together, and what follows from them: worked out once for all texts."""

from generator.model.phrases import Phrase
from generator.model.rules import Rule, Sort


class Rulebook(dict[str, Rule]):
    """Rules by their ids."""

    def __init__(self, rules: dict[str, Rule] | None = None) -> None:
        super().__init__(rules or {})
        self._about: dict[tuple[object, ...], Rulebook] = {}
        self._sought: dict[Sort, tuple[tuple[str, Phrase], ...]] = {}

    def about(self, silent: frozenset[str], relationship: str | None, resume: str) -> "Rulebook":
        """Those that are not silenced and meant for this relationship and this policy."""
        terms = silent, relationship, resume
        if terms not in self._about:
            self._about[terms] = Rulebook(
                {
                    name: rule
                    for name, rule in self.items()
                    if name not in silent and rule.suits(relationship, resume)
                }
            )
        return self._about[terms]

    def sought(self, sort: Sort) -> tuple[tuple[str, Phrase], ...]:
        """Every phrase to be looked for in texts of a sort, with the id of its rule."""
        if sort not in self._sought:
            self._sought[sort] = tuple(
                (name, Phrase.of(phrase))
                for name, rule in self.items()
                if sort in rule.on
                for phrase in rule.phrases
            )
        return self._sought[sort]
