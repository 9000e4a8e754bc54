"""Rules: what had better not be written, why, and what would be better. All of it is data."""

import re
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.errors import Loc, Problem, Severity, Source, refuse
from generator.model.bank import Listed, Relationship
from generator.model.base import Content, Line
from generator.spelling import brief

Sort = Literal["question", "note", "request", "thanks"]
"""What a text is for: to be asked, for the seeker alone, sent before or after the meeting."""

LIMITS = ("words", "characters", "subject", "pages")
"""Rules that nobody can silence, because a kind promises to keep them."""
MEASURED = (
    *LIMITS,
    *("advised-words", "reason", "permission", "same-text", "future", "free-day", "early"),
    *("zone", "over", "whose", "promise", "by-when", "place", "class-day"),
    *("far", "capital", "long-question", "comma"),
)
"""Rules without phrases: what is wrong is counted or compared."""
SLOTS = {"found", "title", "now", "most", "name", "other", "day", "time", "way", "course"}
"""What ``says`` and ``better`` may have in braces; not every rule has every one."""


def _lines(value: object) -> object:
    """A text over several lines is one phrase a line."""
    if isinstance(value, str):
        return [phrase for line in value.splitlines() if (phrase := line.strip())]
    return value


Phrases = Annotated[tuple[str, ...], BeforeValidator(_lines)]
"""One phrase on a line. They are not looked at one by one: no content is quicker to read."""


class Rule(Content):
    """One thing to look for. A phrase is plain words, or a regular expression."""

    id: Line
    on: Listed[Sort] = ()
    """The texts that it looks at; those that are measured look at what they measure."""
    refuses: Listed[Sort] = ()
    """The texts in which it stops the build; elsewhere it warns."""
    says: Line = Field(description="What is wrong, in a sentence: “{found}” asks for a job.")
    reason: Line = Field(description="Why it is wrong, in a sentence.")
    better: Line = Field(description="What to write instead.")
    phrases: Phrases = ()
    fine: Phrases = ()
    """A sentence with one of these is passed over."""
    most: float = Field(0, ge=0)
    """How many sentences with a phrase are fine; of two texts, how alike they may be (0 to 1)."""
    relationship: Listed[Relationship] = ()
    """For whom it is; empty for everyone."""
    resume: Listed[Literal["never", "on_request", "attach"]] = ()
    """For which policy on résumés it is; empty for every one."""

    @model_validator(mode="after")
    def _can_find_something(self) -> Self:
        if self.id not in MEASURED and not self.phrases:
            hint = "List the words to look for below “phrases: |”, one phrase on each line."
            refuse(f"The rule “{self.id}” has no phrases.", hint)
        if self.phrases and not self.on:
            hint = "Add “on:” with one or more of question, request, thanks, note."
            refuse(f"The rule “{self.id}” looks at no text.", hint)
        if not {*self.on} >= {*self.refuses}:
            hint = "“on” names the texts that it looks at, “refuses” some of them."
            refuse("A rule can refuse only what it looks at.", hint, key="refuses")
        for key in ("says", "better"):
            for slot in re.findall(r"\{(.*?)\}", getattr(self, key)):
                if slot not in SLOTS:
                    refuse(f"Nothing stands for “{{{slot}}}”.", "Write {found}.", key=key)
        return self

    def suits(self, relationship: str | None, resume: str) -> bool:
        """Whether it is meant for this relationship (``None``: everyone's) and this policy."""
        return (not self.relationship or relationship in self.relationship) and (
            not self.resume or resume in self.resume
        )

    def problem(
        self, source: Source, loc: Loc, severity: Severity = "warning", **values: object
    ) -> Problem:
        """What it says about the value at ``loc``; ``values`` fill the slots of its sentences."""
        hint = f"{_filled(self.better, values)} {self.reason}"
        problem = source.problem(_filled(self.says, values), loc, hint)
        return problem._replace(severity=severity, rule=self.id)


def _filled(text: str, values: dict[str, object]) -> str:
    for slot, value in values.items():
        text = text.replace(f"{{{slot}}}", brief(value))
    return text


class RulesFile(Content):
    """A file with one rule or with several."""

    rules: tuple[Rule, ...]
