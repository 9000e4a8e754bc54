"""Finds blocks and text of a template that the template it extends would never show."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, TemplateNotFound, nodes

from generator.errors import Place, Problem
from generator.reading.template import column
from generator.reading.tree import text_of
from generator.spelling import nearest

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NO_TEXT = nodes.Expr, nodes.Block, nodes.Macro, nodes.CallBlock, nodes.AssignBlock
"""Parts of a template that hold what is shown elsewhere, or nothing of that sort."""


class _Read(NamedTuple):
    """A template as it is written."""

    name: str
    path: Path
    tree: nodes.Template

    @property
    def parents(self) -> list[nodes.Expr]:
        """What it extends: nothing, a name, or something that is known only in the end."""
        return [each.template for each in self.tree.find_all(nodes.Extends)]

    @property
    def blocks(self) -> list[nodes.Block]:
        """All of its blocks."""
        return list(self.tree.find_all(nodes.Block))


def strays(environment: Environment, name: str, own: Collection[Path]) -> Iterator[Problem]:
    """What of a template, and of those that it extends, would be shown nowhere.

    Only templates in the folders ``own`` are looked at: the pack's have no such block.
    """
    lineage = _lineage(environment, name)
    for i, read in enumerate(lineage[:-1], 1):
        if any(read.path.is_relative_to(folder) for folder in own):
            known = {block.name for above in lineage[i:] for block in above.blocks}
            named = {each.attr for each in read.tree.find_all(nodes.Getattr) if _is_self(each.node)}
            within = {inner.name for block in read.blocks for inner in block.find_all(nodes.Block)}
            for block in read.blocks:
                if block.name not in known | within | named:
                    yield _stray(read, block, lineage[i].name, known)
            yield from _outside(read, lineage[i].name, known)


def _is_self(node: nodes.Node) -> bool:
    """Whether it is what blocks are shown by, wherever that is: ``self.notes()``."""
    return isinstance(node, nodes.Name) and node.name == "self"


def _outside(read: _Read, parent: str, known: Collection[str]) -> Iterator[Problem]:
    """The first text between the blocks of a template that extends another."""
    body = iter(read.tree.body)
    next(each for each in body if isinstance(each, nodes.Extends))  # text before it is shown
    for line, word in _between(body):
        place = Place(line, column(text_of(read.path).split("\n")[line - 1], word))
        message = "This stands in no block, and would not be shown where it stands."
        blocks = f"a block of {parent}: {', '.join(sorted(known))}" if known else "a block"
        yield Problem(read.path, place, message, f"Put it into {blocks}.")
        return


def _between(body: Iterable[nodes.Node]) -> Iterator[tuple[int, str]]:
    """What would be shown, by its line and its first word. Comments of HTML would be nowhere."""
    for node in body:
        if isinstance(node, nodes.TemplateData):
            text = COMMENT.sub(lambda each: "\n" * each[0].count("\n"), node.data)
            if shown := text.strip():
                yield node.lineno + text[: text.index(shown)].count("\n"), shown.split()[0]
        elif isinstance(node, nodes.Include):
            yield node.lineno, "include"
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                is_text = isinstance(part, nodes.TemplateData)
                yield from _between([part]) if is_text else [(part.lineno, "{{")]
        elif not isinstance(node, NO_TEXT):
            yield from _between(node.iter_child_nodes())


def _lineage(environment: Environment, name: str) -> list[_Read]:
    """A template and those that it extends, one after the other; none if they cannot be told."""
    lineage: list[_Read] = []
    while True:
        try:
            read = _read(environment, name)
        except TemplateNotFound:  # which is said when it is filled
            return []
        lineage.append(read)
        if not read.parents:
            return lineage
        parent = read.parents[0]
        at_top = any(isinstance(each, nodes.Extends) for each in read.tree.body)
        if len(read.parents) > 1 or not isinstance(parent, nodes.Const) or not at_top:
            return []
        name = str(parent.value)
        if name in [each.name for each in lineage]:
            return []


def _read(environment: Environment, name: str) -> _Read:
    assert environment.loader
    text, path, _ = environment.loader.get_source(environment, name)
    return _Read(name, Path(path or name), environment.parse(text, name, path))


def _stray(read: _Read, block: nodes.Block, parent: str, known: Collection[str]) -> Problem:
    line = text_of(read.path).split("\n")[block.lineno - 1]
    message = f"There is no block “{block.name}” in {parent}."
    hint = nearest(block.name, known, "the blocks there are")
    return Problem(read.path, Place(block.lineno, column(line, block.name)), message, hint)
