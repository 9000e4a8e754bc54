"""YAML 1.2 → a tree. Only the structure is taken; ruamel.yaml's nodes know where they stand."""

from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.errors import InputError, Loc, Place, Problem
from generator.reading.tree import Data, Tree

DEEPEST = 20
"""Levels; the deepest file that askwell knows has six."""

IN_PLAIN_WORDS = {
    "mapping values are not allowed": (
        "There is a second colon on this line.",
        "Put the text after the first colon in quotes: key: “…: …”.",
    ),
    "found character '\\t'": (
        "A tab stands where only spaces may.",
        "Indent with spaces, two for each level.",
    ),
    "could not find expected ':'": (
        "This line has no colon after its key.",
        "Write it as key: value; text that goes on below must be indented.",
    ),
    "expected <block end>": (
        "This line is not indented like the lines it belongs to.",
        "Give all keys of one block the same indentation.",
    ),
    "found unexpected end of stream": (
        "A quotation mark is opened here and never closed.",
        "Close it, or leave both out.",
    ),
    "found character '@'": (
        "A value may not begin with this character.",
        "Put the value in quotes.",
    ),
    "found character '%'": (
        "A value may not begin with this character.",
        "Put the value in quotes.",
    ),
    "found character '`'": (
        "A value may not begin with this character.",
        "Put the value in quotes.",
    ),
    "expected ',' or": (
        "A list or mapping in brackets is not closed here.",
        "Separate its parts with commas and close the bracket.",
    ),
}


def parse(text: str, path: Path, first_line: int = 1) -> Tree:
    """The tree of a YAML text that begins at ``first_line`` of the file.

    Raises:
        InputError: a syntax error, a key written twice, an anchor or alias, a second document.
    """
    tree = Tree(path, None, {(): Place(first_line, 1)})
    problems: list[Problem] = []
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError) as error:
        raise InputError([_syntax_problem(error, path, first_line)]) from None
    if node is not None:
        tree.data = _Walk(tree, problems, first_line - 1).data(node, ())
    if problems:
        raise InputError(problems)
    return tree


class _Walk:
    """One pass over the nodes: data out, places noted, problems collected."""

    def __init__(self, tree: Tree, problems: list[Problem], lines_before: int) -> None:
        self.tree = tree
        self.problems = problems
        self.lines_before = lines_before
        self.seen: set[int] = set()

    def data(self, node: Node, loc: Loc) -> Data:
        self.tree.values[loc] = self.place(node)
        # An alias is the same node met again. Refusing it keeps a small file small when read.
        if id(node) in self.seen or len(loc) > DEEPEST:
            self.complain(node, "This file uses an alias (*) or is nested too deeply.")
            return None
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return self.mapping(node, loc)
        if isinstance(node, SequenceNode):
            return [self.data(child, (*loc, i)) for i, child in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: MappingNode, loc: Loc) -> Data:
        found: dict[str, Data] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.complain(key_node, "A key must be a single word.")
                continue
            key = str(key_node.value)
            if key in found:
                self.complain(key_node, f"“{key}” is written twice.", "Keep one of them.")
            self.tree.keys[(*loc, key)] = self.place(key_node)
            found[key] = self.data(value_node, (*loc, key))
        return found

    @staticmethod
    def scalar(node: ScalarNode) -> Data:
        plain = node.style is None
        return None if plain and node.value in {"", "~", "null"} else str(node.value)

    def place(self, node: Node) -> Place:
        mark = node.start_mark
        return Place(mark.line + 1 + self.lines_before, mark.column + 1)

    def complain(self, node: Node, message: str, hint: str = "Write the value out.") -> None:
        self.problems.append(Problem(self.tree.path, self.place(node), message, hint))


def _syntax_problem(error: Exception, path: Path, first_line: int) -> Problem:
    """A parser's complaint in plain words, at the place it means."""
    mark = getattr(error, "problem_mark", None)
    place = Place(mark.line + first_line, mark.column + 1) if mark else Place(first_line, 1)
    said = str(getattr(error, "problem", None) or "") if isinstance(error, MarkedYAMLError) else ""
    for phrase, (message, hint) in IN_PLAIN_WORDS.items():
        if phrase in said:
            return Problem(path, place, message, hint)
    if isinstance(error, RecursionError):
        return Problem(path, place, "This file is nested too deeply.", "Use fewer levels.")
    detail = f": {said}" if said else ""
    return Problem(path, place, f"This is not valid YAML{detail}.", "Look at the line before, too.")
