"""YAML 1.2 → a tree. Only the structure is taken; ruamel.yaml's nodes know where they stand."""

import re
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import StreamMark, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.errors import InputError, Loc, Place, Problem
from generator.reading import syntax
from generator.reading.tree import Data, Tree

DEEPEST = 20
"""Levels; the deepest file that askwell knows has six."""

ODD_SPACE = re.compile(r"^ *(?P<space>[^\S \t\n])", re.MULTILINE)
NO_COMMENT = re.compile(r"[ \t]+(?=#[^\s#])")
"""A “#” that more likely belongs to the text before it: ``Hall #210``, ``color: #1746a2``."""


def parse(text: str, path: Path, first_line: int = 1) -> Tree:
    """The tree of a YAML text that begins at ``first_line`` of the file.

    Raises:
        InputError: a syntax error, a key written twice, an anchor or alias, a second document.
    """
    tree = Tree(path, None, {(): Place(first_line, 1)})
    if problems := _odd_spaces(text, path, first_line):
        raise InputError(problems)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError, ValueError, OverflowError) as error:
        raise InputError([syntax.problem(error, text, path, first_line)]) from None
    if node is not None:
        tree.data = _Walk(tree, problems, text.split("\n"), first_line).data(node, ())
    if problems:
        raise InputError(problems)
    return tree


def _odd_spaces(text: str, path: Path, first_line: int) -> list[Problem]:
    """Spaces from a web page or Word look like indentation and are none."""
    message, hint = "This line begins with a special space.", "Type ordinary spaces in its place."
    return [
        Problem(path, _place(text, found.start("space"), first_line), message, hint)
        for found in ODD_SPACE.finditer(text)
    ]


def _place(text: str, at: int, first_line: int) -> Place:
    return Place(text.count("\n", 0, at) + first_line, at - text.rfind("\n", 0, at))


class _Walk:
    """One pass over the nodes: data out, places noted, problems collected."""

    def __init__(
        self, tree: Tree, problems: list[Problem], lines: list[str], first_line: int
    ) -> None:
        self.tree = tree
        self.problems = problems
        self.lines = lines
        self.first_line = first_line

    def data(self, node: Node, loc: Loc) -> Data:
        self.tree.values[loc] = self.place(node.start_mark)
        # What an alias names is refused where it gets its name; so a small file stays small.
        first = self.lines[node.start_mark.line : node.start_mark.line + 1]
        character = first[0][node.start_mark.column :][:1] if first else ""
        if character in {"&", "!"}:
            self.complain(node.start_mark, *syntax.beginning(character))
            return None
        if len(loc) > DEEPEST:
            hint = "Use fewer brackets or less indentation."
            self.complain(node.start_mark, "There are too many levels here.", hint)
            return None
        if isinstance(node, MappingNode):
            return self.mapping(node, loc)
        if isinstance(node, SequenceNode):
            return [self.data(child, (*loc, i)) for i, child in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        return self.scalar(node)

    def mapping(self, node: MappingNode, loc: Loc) -> Data:
        found: dict[str, Data] = {}
        for key_node, value_node in node.value:
            place = self.place(key_node.start_mark)
            if not isinstance(key_node, ScalarNode):
                hint = "Write a word and a colon: “name: …”."
                self.complain(key_node.start_mark, "This cannot be a key.", hint)
                continue
            key = str(key_node.value)
            if key in found:
                hint = f"It is on line {self.tree.keys[*loc, key].line} already; keep one of them."
                self.complain(key_node.start_mark, f"“{key}” is written twice.", hint)
            self.tree.keys[*loc, key] = place
            found[key] = self.data(value_node, (*loc, key))
            if found[key] is None:
                # The parser puts what is not there at the next thing that is.
                self.tree.values[*loc, key] = place
                self.comment(key_node.end_mark, skip=1)
        return found

    def scalar(self, node: ScalarNode) -> Data:
        plain = node.style is None
        if plain and node.value in {"", "~", "null"}:
            return None
        if plain:
            self.comment(node.end_mark)
            self.swallowed(node)
        return str(node.value)

    def comment(self, end: StreamMark, skip: int = 0) -> None:
        """Words after a “#” would be lost without a word."""
        lost = NO_COMMENT.match(self.lines[end.line], end.column + skip)
        if lost:
            message = "What stands after “#” is left out as a comment."
            hint = "Put the whole text in quotation marks; a real comment has a space after “#”."
            place = Place(end.line + self.first_line, lost.end() + 1)
            self.problems.append(Problem(self.tree.path, place, message, hint))

    def swallowed(self, node: ScalarNode) -> None:
        """A list entry that is indented too far becomes part of the text above it."""
        for number in range(node.start_mark.line + 1, node.end_mark.line + 1):
            line = self.lines[number]
            if line.lstrip().startswith("- "):
                message = "This entry is indented further than the line above it."
                place = Place(number + self.first_line, len(line) - len(line.lstrip()) + 1)
                self.problems.append(Problem(self.tree.path, place, message, syntax.SAME_COLUMN))

    def place(self, mark: StreamMark) -> Place:
        return Place(mark.line + self.first_line, mark.column + 1)

    def complain(self, mark: StreamMark, message: str, hint: str) -> None:
        self.problems.append(Problem(self.tree.path, self.place(mark), message, hint))
