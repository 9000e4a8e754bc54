"""How a meeting is planned: the numbers and words of ``content/planning.yaml``."""

import re

from pydantic import Field

from generator.model.bank import Phase
from generator.model.base import Content, Line


class Reasons(Content):
    """Why a question is where it is; what stands in ``{braces}`` is known when it is said."""

    chosen: Line = Field(description="The seeker chose it.")
    preset: Line = Field(description="A preset has it: preset {preset}")
    closing: Line = Field(description="Every talk ends with it.")
    bank: Line = Field(description="There was time for more: from the bank, {category}")
    theme: Line = Field(description="Another asks as much: as “{name}”")
    time: Line = Field(description="It is too long: needs {minutes} min")
    mail: Line = Field(description="By email, so many are enough: {most}")


class Planning(Content):
    """The rules of a plan beside an organization's policy. Lengths are minutes."""

    usual_minutes: int = Field(ge=10, le=90, description="That the policy's spans are given for.")
    step_minutes: int = Field(ge=1, description="So many more give the opening another one.")
    long_minutes: int = Field(ge=10, description="From here on closing takes a minute more.")
    largest_share: int = Field(ge=3, description="3: opening takes a third of the meeting at most.")
    most_suggested: int = Field(ge=1, description="Questions that a plan suggests of itself.")
    blank_questions: int = Field(ge=1, description="Lines for questions on the blank sheet.")
    mail_questions: int = Field(ge=1, description="Questions that are asked by email at most.")
    spare_priority: int = Field(ge=1, le=3, description="Of what a preset has for spare time.")
    phases: tuple[Phase, Phase, Phase] = Field(description="Which is taken first.")
    reasons: Reasons = Field(description="Why a question is where it is.")


def said(reason: str, **values: object) -> str:
    """A reason with its values; numbers have six figures at most."""

    def value(found: re.Match[str]) -> str:
        known = values.get(found[1], found[0])
        return f"{known:g}" if isinstance(known, float | int) else str(known)

    return re.sub(r"\{(\w+)\}", value, reason)
