"""Tool: one file → one typed value, with the place of everything that is in it."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.errors import InputError, Place, Problem, Source
from generator.reading import yaml
from generator.reading.shape import Shape
from generator.reading.tree import Data, Outline, Tree, text_of

__all__ = ["Outline", "read", "read_text", "tree_of"]

M = TypeVar("M", bound=BaseModel)


def read(
    model: type[M], path: Path, outline: Outline | None = None, **given: str
) -> tuple[M, Source]:
    """Read a YAML file, or a Markdown file in the way that ``outline`` says.

    ``given`` are values that come from elsewhere than the text, such as an id from a file's name.
    In a file of several items they belong to none.

    Raises:
        InputError: every problem that the file has, each with its place.
    """
    return read_text(model, text_of(path), path, outline, **given)


def read_text(
    model: type[M], text: str, path: Path, outline: Outline | None = None, **given: str
) -> tuple[M, Source]:
    """The same for a text that is, or will be, the file's.

    Raises:
        InputError: every problem that the text has, each with its place.
    """
    tree = tree_of(text, path, outline or Outline())
    shape = Shape(model, frozenset(given))
    if tree.data is None:
        hint = "Fill it in, or delete it."
        if not (outline and outline.items):
            hint = f"It needs {', '.join(f'{key}: …' for key in shape.required())}"
        raise InputError([Problem(path, Place(), "There is nothing in this file.", hint)])
    single = _single_item(tree, outline) if outline else tree.data
    if isinstance(single, dict):
        for key, value in given.items():
            single.setdefault(key, value)
    try:
        return model.model_validate(tree.data), tree.source
    except ValidationError as error:
        from generator.reading import explain  # noqa: PLC0415 - only a mistake needs it

        raise InputError(explain.problems(error, shape, tree)) from None


def _single_item(tree: Tree, outline: Outline) -> Data:
    """What a file is about: itself, or its only item; where it has several, nothing."""
    if not outline.items or not isinstance(tree.data, dict):
        return tree.data
    if outline.own_ids and tree.is_list:
        return None
    items = tree.data.get(outline.items)
    return items[0] if isinstance(items, list) and len(items) == 1 else None


def tree_of(text: str, path: Path, outline: Outline) -> Tree:
    """The tree of a file's text, by the suffix of its name.

    Raises:
        InputError: it is not YAML, or not the Markdown that the outline describes.
    """
    if path.suffix == ".md":
        from generator.reading import markdown  # noqa: PLC0415 - its parser is slow to load

        return markdown.parse(text, path, outline)
    tree = yaml.parse(text, path)
    # A YAML file of a collection may hold the list of items, or be one item itself.
    if outline.items and isinstance(tree.data, list):
        tree = tree.under(outline.items)
    elif outline.items and isinstance(tree.data, dict) and outline.items not in tree.data:
        return tree.under(outline.items, 0)
    tree.is_list = bool(outline.items)
    return tree
