"""A validation error in the user's words: what is wrong with which key, and what would be right."""

import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.errors import Loc, Problem, nearest
from generator.reading.tree import Tree

WORDS = {
    "missing": "“{key}” is missing.",
    "string_type": "“{key}” must be text.",
    "int_parsing": "“{key}” must be a whole number.",
    "int_from_float": "“{key}” must be a whole number.",
    "int_type": "“{key}” must be a whole number.",
    "float_parsing": "“{key}” must be a number.",
    "float_type": "“{key}” must be a number.",
    "bool_parsing": "“{key}” must be true or false.",
    "bool_type": "“{key}” must be true or false.",
    "greater_than_equal": "“{key}” must be at least {ge}.",
    "less_than_equal": "“{key}” must be at most {le}.",
    "greater_than": "“{key}” must be more than {gt}.",
    "string_too_short": "“{key}” is empty.",
    "too_short": "“{key}” needs at least {min_length}.",
    "too_long": "“{key}” may have at most {max_length}.",
    "tuple_type": "“{key}” must be a list.",
    "list_type": "“{key}” must be a list.",
    "dict_type": "“{key}” must have keys of its own below it.",
    "model_type": "“{key}” must have keys of its own below it.",
    "model_attributes_type": "“{key}” must have keys of its own below it.",
    "date_type": "“{key}” must be a date.",
    "time_type": "“{key}” must be a time of day.",
}
HINTS = {
    "date_parsing": "Write it as year-month-day: 2027-03-11.",
    "date_from_datetime_parsing": "Write it as year-month-day: 2027-03-11.",
    "date_from_datetime_inexact": "Write the day alone: 2027-03-11.",
    "date_type": "Write it as year-month-day: 2027-03-11.",
    "time_parsing": "Write it as 14:30.",
    "time_type": "Write it as 14:30.",
    "tuple_type": "Write one entry a line, each after “- ”.",
    "list_type": "Write one entry a line, each after “- ”.",
    "model_type": "Write its keys on the lines below, indented by two spaces.",
    "model_attributes_type": "Write its keys on the lines below, indented by two spaces.",
    "bool_parsing": "Write true or false.",
}


def problems(error: ValidationError, model: type[BaseModel], tree: Tree) -> Iterator[Problem]:
    """Each complaint of a validation, at its place in the file."""
    for detail in error.errors(include_url=False):
        loc = tuple(part for part in detail["loc"] if not _is_tag(part))
        message, hint = _say(detail, loc, model)
        at_key = detail["type"] == "extra_forbidden"
        yield tree.source.problem(message, loc, hint, at_key=at_key)


def _say(detail: ErrorDetails, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    key = _key(loc)
    if kind == "extra_forbidden":
        fields = _fields(model, loc[:-1])
        return f"Unknown key “{loc[-1]}”.", nearest(str(loc[-1]), fields, "the keys here are")
    if kind in {"literal_error", "enum"}:
        choices = _choices(model, loc)
        return f"“{key}” cannot be “{detail['input']}”.", nearest(
            str(detail["input"]), choices, "it can be"
        )
    if kind == "value_error":
        message, _, hint = str(context["error"]).partition("\n")
        return message, hint
    if kind.startswith(("date_", "time_")) and kind not in WORDS:
        what = "date" if kind.startswith("date_") else "time of day"
        return f"“{detail['input']}” is not a {what}.", HINTS.get(kind, "")
    if kind == "missing":
        return WORDS[kind].format(key=key), _describe(model, loc)
    words = WORDS.get(kind, "“{key}” is not right: " + detail["msg"] + ".")
    return words.format(key=key, **context), HINTS.get(kind, "")


def _is_tag(part: str | int) -> bool:
    """Whether pydantic put this into a location itself, to name the branch of a union."""
    return isinstance(part, str) and part.startswith(("function-", "tuple[", "literal["))


def _key(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    name = names[-1] if names else "this file"
    return f"{name} {loc[-1] + 1}" if loc and isinstance(loc[-1], int) else name


def _fields(model: type[BaseModel], loc: Loc) -> list[str]:
    owner = _owner(model, loc)
    return [field.alias or name for name, field in owner.model_fields.items()] if owner else []


def _choices(model: type[BaseModel], loc: Loc) -> list[str]:
    owner = _owner(model, loc[:-1])
    field = owner.model_fields.get(str(loc[-1])) if owner else None
    found = field.annotation if field else None
    if isinstance(loc[-1], int) or found is None:
        owner = _owner(model, loc[:-2])
        field = owner.model_fields.get(str(loc[-2])) if owner and len(loc) > 1 else None
        found = field.annotation if field else None
    return [str(choice) for part in _parts(found) for choice in get_args(part)]


def _describe(model: type[BaseModel], loc: Loc) -> str:
    owner = _owner(model, loc[:-1])
    field = owner.model_fields.get(str(loc[-1])) if owner else None
    return (field.description or "") if field else ""


def _owner(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model that describes the mapping at ``loc``."""
    owner: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, int) or owner is None:
            continue
        field = owner.model_fields.get(step)
        owner = next(_models(field.annotation), None) if field else None
    return owner


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - types are values here
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401
    """The Literal types inside an annotation."""
    if get_origin(annotation) is Literal:
        yield annotation
    elif get_origin(annotation) in {Union, types.UnionType, tuple, list}:
        for part in get_args(annotation):
            yield from _parts(part)
