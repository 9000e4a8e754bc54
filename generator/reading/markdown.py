"""Markdown → the same tree as YAML.

    ---                        ┐ front matter: keys as in YAML
    goal: …                    ┘
    Prose before any heading     the key named by Outline.prose
    ## Questions                 the key "questions"
    - What do you do all day?    an entry of it
      - And last week?           a follow-up (Outline.probes) of that entry
    - [ ] Ask {mode=video}       an entry of Outline.tasks, with attributes

In a file of several items (categories, steps) a heading begins an item and its title is the key
``title``; a heading that has nothing below it is the title of the whole page and is passed over.
A trailing ``{#id key=value}`` gives a heading or an entry its attributes.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.errors import InputError, Loc, Place, Problem
from generator.reading import yaml
from generator.reading.tree import Data, Tree

FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)
ATTRIBUTES = re.compile(r"\s*\{(?P<inside>\s*(?:#|[\w-]+\s*=)[^{}]*)\}\s*$")
TASK = re.compile(r"^\[(?P<mark>[ xX])\]\s+")


@dataclass(frozen=True)
class Outline:
    """Which keys the parts of a Markdown file stand for."""

    prose: str = ""
    bullets: str = ""
    tasks: str = ""
    probes: str = "probes"
    items: str = ""
    """The key of the list that holds the file's items; empty where the file is one thing."""


@dataclass
class Bullet:
    """One list entry: its text, attributes, place, and the entries below it."""

    text: str
    attributes: dict[str, str]
    place: Place
    is_task: bool = False
    below: list["Bullet"] = field(default_factory=list)


@dataclass
class Section:
    """A heading (or the top of the file) with the prose and the list entries under it."""

    title: str
    attributes: dict[str, str]
    place: Place
    prose: list[str] = field(default_factory=list)
    prose_place: Place = Place()
    bullets: list[Bullet] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.prose and not self.bullets


def parse(text: str, path: Path, outline: Outline) -> Tree:
    """The tree of a Markdown text with optional front matter.

    Raises:
        InputError: the front matter is not YAML, or cannot be told to belong to one item.
    """
    tree, body, first_line = _front_matter(text, path)
    sections = [s for s in _sections(body, first_line) if s.title or not s.empty]
    if not outline.items:
        for section in sections:
            _add(tree, (), _key(section.title) if section.title else "", section, outline)
        return tree
    items = [section for section in sections if not section.empty]
    if not items and sections:
        items = sections[-1:]
    if tree.data and len(items) > 1:
        problem = tree.source.problem(
            "This front matter stands over more than one heading.",
            hint="Give each heading its own {key=value}, or make a file of each.",
        )
        raise InputError([problem])
    return _items(tree, items, outline)


def _items(front: Tree, sections: list[Section], outline: Outline) -> Tree:
    tree = front.under(outline.items, 0)
    if not front.data:
        tree.data = {outline.items: []}
    tree.keys[(outline.items,)] = Place(1, 1)
    for i, section in enumerate(sections):
        loc = (outline.items, i)
        if not (i == 0 and front.data):
            _list(tree, outline.items).append({})
            tree.values[loc] = section.place
        for key, value in {"title": section.title, **section.attributes}.items():
            if value:
                _put(tree, loc, key, value, section.place)
        _add(tree, loc, "", section, outline)
    return tree


def _add(tree: Tree, loc: Loc, key: str, section: Section, outline: Outline) -> None:
    """Put the prose and the entries of a section under their keys."""
    prose = "\n\n".join(section.prose)
    if prose:
        name = key or outline.prose
        _put(tree, loc, name, prose, section.prose_place)
    entries: dict[str, list[Bullet]] = {}
    for bullet in section.bullets:
        name = outline.tasks if bullet.is_task and outline.tasks else key or outline.bullets
        entries.setdefault(name, []).append(bullet)
    for name, bullets in entries.items():
        values: list[Data] = []
        _put(tree, loc, name, values, bullets[0].place)
        for i, bullet in enumerate(bullets):
            _add_bullet(tree, (*loc, name, i), values, bullet, outline)


def _add_bullet(tree: Tree, loc: Loc, values: list[Data], bullet: Bullet, outline: Outline) -> None:
    tree.values[loc] = bullet.place
    if not bullet.attributes and not bullet.below:
        values.append(bullet.text)
        return
    entry: dict[str, Data] = {"text": bullet.text, **bullet.attributes}
    if bullet.below:
        entry[outline.probes] = [probe.text for probe in bullet.below]
        tree.values |= {(*loc, outline.probes, i): b.place for i, b in enumerate(bullet.below)}
    tree.keys |= {(*loc, key): bullet.place for key in entry}
    values.append(entry)


def _put(tree: Tree, loc: Loc, key: str, value: Data, place: Place) -> None:
    """Set a key, unless the file has it already."""
    mapping = tree.data
    for step in loc:
        mapping = mapping[step]  # type: ignore[index, call-overload]  # loc was built above
    assert isinstance(mapping, dict)
    if key in mapping:
        message = f"“{key}” is written twice: {'above and here' if key else 'here'}."
        raise InputError([Problem(tree.path, place, message, "Keep one of them.")])
    mapping[key] = value
    tree.values[(*loc, key)] = tree.keys[(*loc, key)] = place


def _front_matter(text: str, path: Path) -> tuple[Tree, str, int]:
    """The tree of the front matter, the text below it, and the line on which that begins."""
    match = FRONT_MATTER.match(text)
    if not match:
        return Tree(path, {}, {(): Place(1, 1)}), text, 1
    tree = yaml.parse(match["yaml"], path, first_line=2)
    if tree.data is None:
        tree.data = {}
    if not isinstance(tree.data, dict):
        problem = tree.source.problem("Front matter must be keys and values.")
        raise InputError([problem])
    return tree, text[match.end() :], text[: match.end()].count("\n") + 1


def _sections(body: str, first_line: int) -> Iterator[Section]:
    lines = body.split("\n")
    tokens = MarkdownIt("commonmark").parse(body)
    section = Section("", {}, Place(first_line, 1))
    for i, token in enumerate(tokens):
        if token.level or token.map is None:
            continue
        place = Place(token.map[0] + first_line, 1)
        if token.type == "heading_open":
            yield section
            title, attributes = _attributes(_inline(tokens[i + 1]))
            section = Section(title, attributes, place)
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            section.bullets += _bullets(tokens, i, first_line)
        elif token.type != "hr":
            if not section.prose:
                section.prose_place = place
            section.prose.append("\n".join(lines[token.map[0] : token.map[1]]).strip("\n"))
    yield section


def _bullets(tokens: list[Token], start: int, first_line: int) -> list[Bullet]:
    """The entries of the list that opens at ``tokens[start]``."""
    level = tokens[start].level
    bullets: list[Bullet] = []
    for i in range(start + 1, len(tokens)):
        token = tokens[i]
        if token.level == level:
            break
        if token.type == "list_item_open" and token.level == level + 1 and token.map:
            bullets.append(Bullet("", {}, Place(token.map[0] + first_line, 1)))
        elif token.type == "inline" and token.level == level + 3:
            _fill(bullets[-1], _inline(token))
        elif token.type.endswith("_list_open") and token.level == level + 2 and bullets:
            bullets[-1].below += _bullets(tokens, i, first_line)
    return bullets


def _fill(bullet: Bullet, text: str) -> None:
    """Take up a paragraph of a list entry; a second one goes on where the first ended."""
    bullet.is_task |= bool(TASK.match(text))
    text, attributes = _attributes(TASK.sub("", text))
    bullet.text = f"{bullet.text} {text}".strip()
    bullet.attributes |= attributes


def _inline(token: Token) -> str:
    return " ".join(token.content.split())


def _attributes(text: str) -> tuple[str, dict[str, str]]:
    """Split ``Text {#id key=value}`` into the text and its attributes."""
    match = ATTRIBUTES.search(text)
    if not match:
        return text, {}
    try:
        words = shlex.split(match["inside"])
    except ValueError:
        return text, {}
    pairs = (word.partition("=")[::2] if "=" in word else ("id", word[1:]) for word in words)
    return text[: match.start()], dict(pairs)


def _key(title: str) -> str:
    """The key that a heading stands for: “What I learned” is ``what_i_learned``."""
    return re.sub(r"\W+", "_", title.replace("'", "").replace("’", "").lower()).strip("_")


def _list(tree: Tree, key: str) -> list[Data]:
    assert isinstance(tree.data, dict)
    items = tree.data[key]
    assert isinstance(items, list)
    return items
