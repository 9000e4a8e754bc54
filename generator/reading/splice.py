"""Additions to one key of a file that somebody wrote: every other line stays as it is."""

import re
from collections.abc import Iterable
from io import StringIO
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.util import load_yaml_guess_indent

from generator.reading.markdown import FRONT_MATTER
from generator.reading.tree import Tree, in_lines

BREAK = re.compile(r"\r\n?|\n")
BEHIND_BREAK = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
Additions = dict[str, Any]
"""Values of keys: lists grow, anything else is replaced."""


class Amendment(NamedTuple):
    """More about an entry of a list that is there."""

    key: str
    place: int
    alone: str
    """The key that the text gets, if the entry is nothing but a text so far."""
    more: Additions


def spliced(
    text: str, tree: Tree, key: str, additions: Additions, amended: Iterable[Amendment] = ()
) -> str:
    """The text of a file with additions and amendments below one of its top-level keys.

    ``tree`` is what its lines were read as. Only those of that key are written anew, with their
    comments, and end as the first one does; if it is not there yet, it comes to the end of the
    keys.
    """
    plain, own = in_lines(text), BEHIND_BREAK.split(text)
    lines = plain.split("\n")
    start, end = _span(plain, lines, tree, key)
    grown = _grown("\n".join(lines[start:end]), key, additions, amended)
    if start == end == 0 and tree.path.suffix == ".md":
        grown = ["---", *grown, "---", ""]
    first = BREAK.search(text)
    mark = first[0] if first else "\n"
    above = "".join(own[:start])
    above += mark if above and not above.endswith(("\n", "\r")) else ""
    below = [mark, *own[end:]] if own[end:] else []
    return "".join([above, mark.join(grown), *below])


def _span(text: str, lines: list[str], tree: Tree, key: str) -> tuple[int, int]:
    """The lines of a key (from zero, the end excluded); an empty span where it would go."""
    first, last = 0, len(lines)
    if tree.path.suffix == ".md":
        front = FRONT_MATTER.match(text)
        first, last = (text.count("\n", 0, at) for at in front.span("yaml")) if front else (0, 0)
    starts = sorted(place.line - 1 for loc, place in tree.keys.items() if len(loc) == 1)
    place = tree.keys.get((key,))
    if place is None:
        return (end := _without_blank(lines, first, last)), end
    following = [line for line in starts if line > place.line - 1]
    end = min([*following[:1], last])
    while end > place.line and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return place.line - 1, end


def _without_blank(lines: list[str], first: int, last: int) -> int:
    """Behind the last line with something on it."""
    while last > first and not lines[last - 1].strip():
        last -= 1
    return last


def _grown(block: str, key: str, additions: Additions, amended: Iterable[Amendment]) -> list[str]:
    """The lines of the key with what is added to it."""
    editor = YAML(typ="rt")
    editor.preserve_quotes = True
    editor.width = 10_000
    # A value that occurs twice is written twice: our reader refuses aliases.
    editor.representer.ignore_aliases = lambda _: True
    data, sequence, offset = load_yaml_guess_indent(block, yaml=editor)
    editor.indent(mapping=_indent(block), sequence=sequence or 4, offset=offset or 2)
    data = data or CommentedMap()
    if not isinstance(data.get(key), CommentedMap):
        data[key] = CommentedMap()
    owner = data[key]
    for each in amended:
        entries = owner[each.key]
        if not isinstance(entries[each.place], CommentedMap):
            entries[each.place] = CommentedMap({each.alone: entries[each.place]})
        entries[each.place].update(each.more)
    for name, value in additions.items():
        known = owner.get(name)
        if isinstance(value, list) and known is not None:
            owner[name] = known if isinstance(known, list) else [known]
            owner[name].extend(value)
        else:
            owner[name] = value
    stream = StringIO()
    editor.dump(data, stream)
    return stream.getvalue().rstrip("\n").split("\n")


def _indent(block: str) -> int:
    """By how many spaces keys are indented below their own."""
    indented = re.search(r"^ +(?=[^\s#-])", block, re.MULTILINE)
    return len(indented[0]) if indented else 2
