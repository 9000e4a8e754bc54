"""The policy's numbers in the words of steps and of the guide.

    Arrive {arrive_minutes} early.  ─▶  Arrive ten minutes early.

So the guide agrees with the sheet, the checklist and the calendar, whatever the policy is.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from generator.errors import InputError, Loc, Problem, Source
from generator.model import Guide, Policy, Step
from generator.spelling import meant
from generator.typography import SPELLED, spelled

NAME = re.compile(r"\{([a-z]+_[a-z_]+)\}")
BRACED = re.compile(r"\{\s*(?:([^{}]{1,60})\}|(\w+_\w+))")
"""What stands in braces, or a name behind one that is never closed."""
UNITS = {"minutes", "days", "weeks", "words", "characters"}
"""What the last word of a number's name may say that it counts."""
WORKING = {"follow_up_days", "confirm_days"}
"""Days without weekends and holidays."""
WEEK = 7
LISTED = "docs/content.md lists them, below “Policy”."
MEASURES = sorted(name for name, each in Policy.model_fields.items() if each.annotation is int)
BY_NAME = {f"{{{name}}}" for name in MEASURES}
JOINED = {name.replace("_", "") for name in MEASURES}
LAST = {name.rpartition("_")[2] for name in MEASURES}
M = TypeVar("M", Step, Guide)


def in_words(item: M, policy: Policy, source: Source, loc: Loc = ()) -> M:
    """A step or the guide with the numbers of the policy in its texts.

    Raises:
        InputError: the policy has no such number.
    """
    problems: list[Problem] = []
    written = item.model_dump()
    filled = _filled(written, policy, source, loc, problems)
    if problems:
        raise InputError(problems)
    return item if filled == written else item.model_validate(filled)


def _filled(
    value: Any,  # noqa: ANN401 - a model's data
    policy: Policy,
    source: Source,
    loc: Loc,
    problems: list[Problem],
) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        keys = value.items()
        return {key: _filled(each, policy, source, (*loc, key), problems) for key, each in keys}
    if isinstance(value, (tuple, list)):
        each = (_filled(e, policy, source, (*loc, i), problems) for i, e in enumerate(value))
        return type(value)(each)
    if not isinstance(value, str) or "{" not in value:
        return value
    if slip := next(_slips(value), None):
        message, hint = slip
        problems.append(source.problem(message, loc, hint))
        return value
    known = {
        f"{{{name}}}": _measure(name, policy) for name in NAME.findall(value) if name in MEASURES
    }
    text = NAME.sub(lambda found: known.get(found[0], found[0]), value)
    return text[:1].upper() + text[1:] if value.startswith((*known,)) else text


def _slips(text: str) -> Iterator[tuple[str, str]]:
    """What stands in braces for a number of the policy and names none; with what mends it."""
    for found in BRACED.finditer(text):
        if found[0] in BY_NAME:
            continue
        written = found[1] or found[2]
        name = re.sub(r"\W+", "_", written.lower()).strip("_")
        hint = meant(name, MEASURES)
        if found[2] and name in MEASURES:
            yield f"The brace in front of “{written}” is not closed.", f"Write {{{name}}}."
        elif _is_meant(written, name, is_near=bool(hint)):
            yield f"The policy has no number “{written}”.", hint or LISTED


def _is_meant(written: str, name: str, *, is_near: bool) -> bool:
    """Whether words in braces were meant as the name of a number; if not, they are just words."""
    last = name.rpartition("_")[2]
    if "_" in written:
        return last in UNITS or is_near
    return name in UNITS or name in JOINED or (name != last and last in LAST and is_near)


def _measure(name: str, policy: Policy) -> str:
    """A number with what it counts: “ten minutes”, “one week”; no days are the same day."""
    number, unit = getattr(policy, name), name.rpartition("_")[2]
    if unit == "days" and number == 0:
        return "the same day"
    if unit == "days" and name not in WORKING and number % WEEK == 0:
        number, unit = number // WEEK, "weeks"
    said = spelled(number) if number < SPELLED else f"{number:,}"
    if unit not in UNITS:
        return said
    kind = "working " if name in WORKING else ""
    return f"{said} {kind}{unit[:-1] if number == 1 else unit}"
