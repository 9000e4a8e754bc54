"""What a model expects at a place in a file: its keys, which of them must be there, and why."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.errors import Loc
from generator.spelling import near, nearest


class Shape(NamedTuple):
    """The keys of one model, and of those below it."""

    model: type[BaseModel]
    given: frozenset[str] = frozenset()
    """Keys that nobody writes, because they come from elsewhere."""

    def keys(self, loc: Loc = ()) -> list[str]:
        """The keys that may stand at a place."""
        owner = self._owner(loc)
        hidden = frozenset() if loc else self.given
        return [name for name in owner.model_fields if name not in hidden] if owner else []

    def readable(self, loc: Loc = ()) -> list[str]:
        """The keys at a place, and what follows from them."""
        owner = self._owner(loc)
        named = vars(owner) if owner else {}
        return [*self.keys(loc), *(key for key in named if isinstance(named[key], property))]

    def required(self, loc: Loc = ()) -> list[str]:
        """The keys that must stand at a place; if none must, those that may."""
        owner = self._owner(loc)
        fields = owner.model_fields if owner else {}
        needed = [key for key in self.keys(loc) if fields[key].is_required()]
        return [key for key in needed if key != "id"] or self.keys(loc)

    def about(self, loc: Loc) -> str:
        """What the description of a key says."""
        field = self.field(loc)
        return (field.description or "") if field else ""

    def nearest(self, key: str, loc: Loc) -> str:
        """A hint for a key that is not known at ``loc``: where it belongs, or how it is spelled."""
        return self._elsewhere(key, loc) or nearest(key, self.keys(loc), "the keys here are")

    def meant(self, key: str, loc: Loc) -> list[str]:
        """The keys at a place that a misspelt one may stand for, unless it belongs elsewhere."""
        return [] if self._elsewhere(key, loc) else near(key, self.keys(loc))

    def _elsewhere(self, key: str, loc: Loc) -> str:
        """Where a key belongs that is not known at ``loc``; "" if nowhere."""
        for name in self.keys(loc):
            if key in self.keys((*loc, name)) and not self._many((*loc, name)):
                return f"It belongs below “{name}:”, indented by two spaces."
        if loc and key in self.keys():
            return "It belongs at the beginning of a line, without spaces in front."
        return ""

    def field(self, loc: Loc) -> FieldInfo | None:
        """What the model says of a key, if it has it."""
        names = [step for step in loc if isinstance(step, str)]
        owner = self._owner(tuple(names[:-1]))
        return owner.model_fields.get(names[-1]) if owner and names else None

    def choices(self, loc: Loc) -> list[str]:
        """All that a key, or what follows from the keys, can be, if that is a fixed set."""
        if field := self.field(loc):
            return _choices(field.annotation)
        follows = vars(self._owner(loc[:-1]) or object).get(str(loc[-1]))
        told = get_type_hints(follows.fget) if isinstance(follows, property) else {}
        return _choices(told.get("return"))

    def _many(self, loc: Loc) -> bool:
        field = self.field(loc)
        return field is not None and next(_models(field.annotation), None) is not field.annotation

    def _owner(self, loc: Loc) -> type[BaseModel] | None:
        """The model that describes what stands at ``loc``."""
        owner: type[BaseModel] | None = self.model
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


def _choices(annotation: Any) -> list[str]:  # noqa: ANN401 - types are values here
    """The values of a type of which all are known; nothing where any text or number will do."""
    is_union = get_origin(annotation) in {Union, UnionType}
    found: list[str] = []
    for part in get_args(annotation) if is_union else [annotation]:
        if get_origin(part) is Literal:
            found += map(str, get_args(part))
        elif part in {bool, NoneType}:
            found += ["True", "False"] if part is bool else ["None"]
        else:
            return []
    return found
