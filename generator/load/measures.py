"""The policy's numbers in the words of steps and of the guide.

    Arrive {arrive_minutes} early.  ─▶  Arrive ten minutes early.

So the guide agrees with the sheet, the checklist and the calendar, whatever the policy is.
"""

import re
from typing import Any, TypeVar

from generator.errors import InputError, Loc, Problem, Source, nearest
from generator.model import Guide, Policy, Step
from generator.typography import SPELLED, spelled

NAME = re.compile(r"\{([a-z]+_[a-z_]+)\}")
UNITS = {"minutes", "days", "weeks", "words", "characters"}
"""What the last word of a number's name may say that it counts."""
WORKING = {"follow_up_days", "confirm_days"}
"""Days without weekends and holidays."""
WEEK = 7
MEASURES = sorted(name for name, each in Policy.model_fields.items() if each.annotation is int)
M = TypeVar("M", Step, Guide)


def in_words(item: M, policy: Policy, source: Source, loc: Loc = ()) -> M:
    """A step or the guide with the numbers of the policy in its texts.

    Raises:
        InputError: the policy has no such number.
    """
    if not NAME.search(item.model_dump_json()):
        return item
    problems: list[Problem] = []
    filled = item.model_validate(_filled(item.model_dump(), policy, source, loc, problems))
    if problems:
        raise InputError(problems)
    return filled


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
        return [_filled(e, policy, source, (*loc, i), problems) for i, e in enumerate(value)]
    if not isinstance(value, str) or "{" not in value:
        return value
    names = NAME.findall(value)
    if unknown := [name for name in names if name not in MEASURES and _is_meant(name)]:
        message = f"The policy has no number “{unknown[0]}”."
        hint = nearest(unknown[0], MEASURES) or "docs/content.md lists them, below “Policy”."
        problems.append(source.problem(message, loc, hint))
        return value
    known = {f"{{{name}}}": _measure(name, policy) for name in names if name in MEASURES}
    text = NAME.sub(lambda found: known.get(found[0], found[0]), value)
    return text[:1].upper() + text[1:] if value.startswith((*known,)) else text


def _is_meant(name: str) -> bool:
    """Whether a name that is none was meant for a number's; else braces are somebody's words."""
    return name.rpartition("_")[2] in UNITS or nearest(name, MEASURES).startswith("Did")


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
