"""A validation error in the user's words: what is wrong with which key, and what would be right."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.errors import Loc, Place, Problem, Refused
from generator.reading.shape import Shape
from generator.reading.tree import Tree
from generator.spelling import brief, nearest

WHOLE = ("{what} must be a whole number.", "Write figures alone, such as 20.")
NUMBER = ("{what} must be a number.", "Write figures alone, such as 2 or 1.5.")
YES_NO = ("{what} must be true or false.", "Write true or false.")
LIST = ("{what} must be a list.", "Write one entry a line below it, each after “- ”.")
TEXT = (
    "{what} must be text.",
    'Write words after the colon. If they begin with [, { or -, put them in quotes: "…".',
)
KEYS = ("{what} needs keys below it.", "Write them below it, indented by two spaces: {keys}")
NAMES = "a name, a colon and what it stands for, on a line for each"
"""What to write where the keys are names of the user's own."""
SENTENCE = 'If all of this line is one text, put it in quotation marks: "{key}: …".'
FILL = "Write something there, or delete the line."
FILE_KEYS = ("This file has no keys.", "Write a line for each: {keys}")
CURLY = "“”„‘’"
"""What editors make of straight quotation marks, which YAML then takes for letters."""
WORDS = {
    "string_type": TEXT,
    "literal_error": TEXT,
    "int_parsing": WHOLE,
    "int_parsing_size": WHOLE,
    "int_from_float": WHOLE,
    "int_type": WHOLE,
    "float_parsing": NUMBER,
    "float_type": NUMBER,
    "finite_number": NUMBER,
    "bool_parsing": YES_NO,
    "bool_type": YES_NO,
    "tuple_type": LIST,
    "list_type": LIST,
    "greater_than_equal": ("{what} must be at least {ge:g}.", ""),
    "less_than_equal": ("{what} must be at most {le:g}.", ""),
    "greater_than": ("{what} must be more than {gt:g}.", ""),
    "string_too_short": ("{what} is empty.", ""),
    "too_short": ("{what} is empty.", ""),
    "too_long": ("{what} has {actual_length} entries; at most {max_length} are allowed.", ""),
    "missing": ("{what} is missing.", ""),
}
"""The sorts of complaint: what is wrong, and a hint where the key's own description has none."""


class Fault(NamedTuple):
    """One complaint, with the way to what it is about."""

    kind: str
    loc: Loc
    value: object
    context: dict[str, object]

    @property
    def key(self) -> str:
        """The last key on the way."""
        return next((step for step in reversed(self.loc) if isinstance(step, str)), "")


def problems(error: ValidationError, shape: Shape, tree: Tree) -> Iterator[Problem]:
    """Each complaint of a validation, at its place in the file."""
    for fault in faults(error, shape, tree):
        message, hint = _say(fault, shape, tree)
        yield Problem(tree.path, _place(fault, tree), message[:1].upper() + message[1:], hint)


def faults(error: ValidationError, shape: Shape, tree: Tree) -> list[Fault]:
    """Each complaint of a validation that does not only follow from another."""
    found = [_fault(detail, tree) for detail in error.errors(include_url=False)]
    return [fault for fault in found if not _follows(fault, found, shape)]


def _fault(detail: ErrorDetails, tree: Tree) -> Fault:
    """A complaint without the names that pydantic puts into a location for branches of a union."""
    kind = detail["type"]
    loc: Loc = ()
    last = len(detail["loc"]) - 1
    for i, step in enumerate(detail["loc"]):
        wanted = i == last and kind in {"missing", "extra_forbidden"}
        if isinstance(step, int) or wanted or (*loc, step) in tree.keys:
            loc = (*loc, step)
    refused = detail.get("ctx", {}).get("error")
    if isinstance(refused, Refused) and refused.key:
        loc = (*loc, refused.key)
    return Fault(kind, loc, detail["input"], detail.get("ctx", {}))


def _follows(fault: Fault, found: list[Fault], shape: Shape) -> bool:
    """Whether a fault is only the consequence of another, more exact one."""
    parent, end = fault.loc[:-1], len(fault.loc)
    if fault.kind == "extra_forbidden":
        return False
    if fault.kind != "missing":
        return any(other.loc[:end] == fault.loc and len(other.loc) > end for other in found)
    beside = [other for other in found if other.loc[:-1] == parent]
    if fault.key == "id":
        # An id is made from the title or the text; without those it is missing, too.
        return any(other.kind == "missing" and other.key != "id" for other in beside)
    # A key that was misspelt is not missing as well.
    slips = (other.key for other in beside if other.kind == "extra_forbidden")
    return any(shape.meant(slip, parent)[:1] == [fault.key] for slip in slips)


def _say(fault: Fault, shape: Shape, tree: Tree) -> tuple[str, str]:
    """What is wrong in a file, and a hint."""
    if fault.kind == "extra_forbidden":
        return _unknown(fault, shape, tree)
    return said(fault, shape, _what(fault, tree))


def said(fault: Fault, shape: Shape, what: str) -> tuple[str, str]:
    """What is wrong with a value that is called ``what``, and a hint."""
    if fault.kind == "value_error":
        refused = fault.context["error"]
        return str(refused), refused.hint if isinstance(refused, Refused) else ""
    if fault.kind == "literal_error" and isinstance(fault.value, str) and fault.value.strip():
        choices = re.findall(r"'([^']*)'", str(fault.context["expected"]))
        if (bare := fault.value.strip(CURLY)) in choices:
            return f"{what} has curly quotation marks around it.", f"Write {bare} without them."
        return f"{what} cannot be “{brief(fault.value)}”.", nearest(
            fault.value, choices, "it can be"
        )
    if fault.kind != "missing" and (fault.value is None or _blank(fault.value)):
        return f"{what} is empty.", shape.about(fault.loc) or FILL
    if fault.kind in {"model_type", "model_attributes_type", "dict_type"}:
        return _no_keys(fault, shape, what)
    message, hint = WORDS.get(fault.kind, ("{what} is not right.", ""))
    return message.format(what=what, **fault.context), hint or shape.about(fault.loc)


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _unknown(fault: Fault, shape: Shape, tree: Tree) -> tuple[str, str]:
    parent = fault.loc[:-1]
    hint = shape.nearest(fault.key, parent)
    if heading := tree.headings.get(fault.loc):
        return f"The heading “{brief(heading)}” is not known here.", hint
    if " " in fault.key and not shape.meant(fault.key, parent):
        return f"Unknown key “{brief(fault.key)}”.", SENTENCE.format(key=fault.key)
    return f"Unknown key “{brief(fault.key)}”.", hint


def _no_keys(fault: Fault, shape: Shape, what: str) -> tuple[str, str]:
    """Text or a list where keys are wanted; perhaps only a colon is missing."""
    word = re.match(r"[\w-]+", fault.value) if isinstance(fault.value, str) else None
    if word and word[0] in shape.keys(fault.loc):
        return f"There is no colon with a space after “{word[0]}”.", f"Write {word[0]}: …"
    keys = ", ".join(f"{key}: …" for key in shape.required(fault.loc)) or NAMES
    message, hint = KEYS if fault.loc else FILE_KEYS
    about = shape.about(fault.loc) if fault.kind == "dict_type" else ""
    return message.format(what=what), about or hint.format(keys=keys)


def _what(fault: Fault, tree: Tree) -> str:
    """How to call what a fault is about."""
    name = f"“{brief(fault.key)}”" if fault.key else "this file"
    last = fault.loc[-1] if fault.loc else ""
    if isinstance(last, int) and (fault.loc in tree.values or fault.kind == "missing"):
        return f"entry {last + 1} of {name}"
    return name


def _place(fault: Fault, tree: Tree) -> Place:
    """Where to look: a missing key is missing below the one that should have it."""
    if fault.kind == "extra_forbidden":
        return tree.keys.get(fault.loc) or tree.source.place(fault.loc)
    if fault.kind != "missing":
        return tree.source.place(fault.loc)
    parent = fault.loc[:-1]
    if not parent:
        return Place()
    root, place = tree.values.get(()), tree.source.place(parent)
    return tree.keys.get(parent) or (Place() if place == root else place)
