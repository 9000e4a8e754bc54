"""Markdown → the same tree as YAML.

    ---                        ┐ front matter: keys as in YAML
    goal: …                    ┘
    Prose before any heading     the key named by Outline.prose
    ## Questions                 the key "questions"
    - What do you do all day?    an entry of it
      - And last week?           a follow-up (Outline.probes) of that entry
    - [ ] Ask {mode=video}       an entry of Outline.tasks, with attributes

In a file of several items (categories, steps) a heading begins an item and its title is the key
``title``. What is only the title of the whole page is passed over: a heading with nothing below
it, and words above the first item. A trailing ``{#id key=value}`` gives a heading or an entry its
attributes.
"""

import re
from pathlib import Path

from generator.errors import InputError, Loc, Place, Problem
from generator.reading import yaml
from generator.reading.blocks import Blocks, Bullet, Section
from generator.reading.tree import Data, Outline, Tree

KEYS = re.compile(r"\s*[a-z_]+:(?=\s)")
"""What a file of keys begins with, and no sentence does."""
OPENING = re.compile(r"(?:[ \t]*\n)*---[ \t]*\n")
FRONT_MATTER = re.compile(
    rf"{OPENING.pattern}(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)


def parse(text: str, path: Path, outline: Outline) -> Tree:
    """The tree of a Markdown text with optional front matter; without data if there is nothing.

    Raises:
        InputError: the front matter is not YAML, or cannot be told to belong to one item; a key
            is there twice; attributes are not understood.
    """
    if not outline.items and (found := KEYS.match(text)):
        message = "These are keys, and no line “---” is above them."
        hint = "Put a line “---” above the first key, and another one below the last."
        raise InputError(
            [Problem(path, Place(text[: found.end()].count("\n") + 1, 1), message, hint)]
        )
    tree, body, first_line = _front_matter(text, path)
    blocks = Blocks(body, path, first_line, named=outline.named)
    sections = blocks.sections()
    if not tree.data and not sections:
        return Tree(path)
    if outline.tasks:
        blocks.check_boxes()
    growth = _Growth(tree, outline, blocks.problems)
    if outline.items:
        growth.items(sections)
    else:
        growth.keys(sections)
    if growth.problems:
        raise InputError(growth.problems)
    return growth.tree


def _front_matter(text: str, path: Path) -> tuple[Tree, str, int]:
    """The tree of the front matter, the text below it, and the line on which that begins."""
    match = FRONT_MATTER.match(text)
    if not match:
        if opening := OPENING.match(text):
            message = "A line “---” opens the keys at the top, and none closes them."
            hint = "Put another line “---” below the last key."
            raise InputError([Problem(path, Place(opening[0].count("\n"), 1), message, hint)])
        return Tree(path, {}, {(): Place(1, 1)}), text, 1
    first_line = text.count("\n", 0, match.start("yaml")) + 1
    tree = yaml.parse(match["yaml"], path, first_line)
    if tree.data is None:
        tree.data = {}
    if not isinstance(tree.data, dict):
        message = "Between the lines “---” only keys may stand."
        raise InputError([tree.source.problem(message, hint="Write each on a line: key: text")])
    return tree, text[match.end() :], text[: match.end()].count("\n") + 1


class _Growth:
    """A tree that grows by sections; what does not fit is collected."""

    def __init__(self, tree: Tree, outline: Outline, problems: list[Problem]) -> None:
        self.tree = tree
        self.outline = outline
        self.problems = problems

    def keys(self, sections: list[Section]) -> None:
        """One thing: its headings are keys, but one above all others is only its title."""
        deeper = any(section.level > 1 for section in sections)
        for section in sections:
            key = "" if section.level == 1 and deeper else _key(section.title)
            if key:
                self.tree.headings[(key,)] = section.title
            self.fill((), key, section)

    def items(self, sections: list[Section]) -> None:
        """Several things: each heading is one."""
        front, sections = self.tree, _items(sections)
        if front.data and len(sections) > 1:
            message = "The keys at the top cannot belong to several headings."
            hint = "Put them behind each heading, as in {number=1}, or make a file of each."
            self.problems.append(front.source.problem(message, hint=hint))
        self.tree = front.under(self.outline.items, 0)
        entries: list[Data] = [front.data] if front.data else []
        self.tree.data = {self.outline.items: entries}
        self.tree.keys[(self.outline.items,)] = Place(1, 1)
        self.tree.values[()] = Place()
        for i, section in enumerate(sections):
            loc = (self.outline.items, i)
            if i >= len(entries):
                entries.append({})
            self.tree.values[loc] = section.place
            if section.title:
                self.put(loc, "title", section.title, section.place, section.place)
            for key, each in section.attributes.items():
                self.put(loc, key, each.value, each.key_place, each.value_place)
            self.fill(loc, "", section)
            self.headings_apart(section)

    def headings_apart(self, section: Section) -> None:
        """Complain of what looks like a category, and would be words of the one above."""
        for place, words in section.between if self.outline.probes else ():
            message = "Words stand here between questions, and no heading."
            self.complain(place, message, f"If it is a heading, write it so: ## {words}")

    def fill(self, loc: Loc, key: str, section: Section) -> None:
        """Put the prose and the entries of a section under their keys."""
        if key and section.prose and section.bullets:
            message = f"Below “{section.title}” there are both words and a list."
            self.complain(section.prose_place, message, "Keep the one that belongs there.")
            return
        if section.prose:
            prose = "\n\n".join(section.prose)
            place = section.prose_place
            self.put(loc, key or self.outline.prose, prose, section.place if key else place, place)
        entries: dict[str, list[Bullet]] = {}
        for bullet in section.bullets:
            tasks = self.outline.tasks if bullet.is_task else ""
            entries.setdefault(tasks or key or self.outline.bullets, []).append(bullet)
        for name, bullets in entries.items():
            place = bullets[0].place
            values: list[Data] = []
            if self.put(loc, name, values, section.place if key else place, place):
                for i, bullet in enumerate(bullets):
                    values.append(self.entry((*loc, name, i), bullet))

    def entry(self, loc: Loc, bullet: Bullet) -> Data:
        """A list entry: its text, or its text with the attributes and entries below it."""
        self.tree.values[loc] = bullet.place
        if not bullet.attributes and not bullet.below:
            return bullet.text
        entry: dict[str, Data] = {"text": bullet.text}
        self.tree.keys[*loc, "text"] = self.tree.values[*loc, "text"] = bullet.place
        for key, each in bullet.attributes.items():
            entry[key] = each.value
            self.tree.keys[*loc, key] = each.key_place
            self.tree.values[*loc, key] = each.value_place
        if bullet.below:
            name = self.outline.probes
            entry[name] = [self.probe((*loc, name, i), b) for i, b in enumerate(bullet.below)]
            self.tree.keys[*loc, name] = bullet.below[0].place
        return entry

    def probe(self, loc: Loc, bullet: Bullet) -> Data:
        """An entry below another; it is a text and nothing more."""
        self.tree.values[loc] = bullet.place
        inner = bullet.below[0].place if bullet.below else bullet.place
        if bullet.below or not self.outline.probes:
            self.complain(inner, "An entry cannot stand below this one.", "Begin it further left.")
        for each in bullet.attributes.values():
            message = "An entry below another has no braces."
            self.complain(each.key_place, message, "Take them out.")
        return bullet.text

    def put(self, loc: Loc, key: str, value: Data, key_place: Place, place: Place) -> bool:
        """Set a key, if the file does not have it already and it has a name here."""
        if not key:
            self.complain(place, "This does not belong here.", "Put it below a heading.")
            return False
        owner = self.tree.data
        for step in loc:
            owner = owner[step]  # type: ignore[index]  # loc was built here
        assert isinstance(owner, dict)
        if key in owner:
            first = self.tree.keys[*loc, key].line
            message = f"“{key}” is written twice."
            self.complain(key_place, message, f"It is on line {first} already; keep one of them.")
            return False
        owner[key] = value
        self.tree.keys[*loc, key], self.tree.values[*loc, key] = key_place, place
        return True

    def complain(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(self.tree.path, place, message, hint))


def _items(sections: list[Section]) -> list[Section]:
    """The sections that are items, and not the title of the page or the words below it."""
    items = [section for section in sections if not section.empty]
    deeper = any(section.level > items[0].level for section in items[1:])
    if items and not items[0].bullets and (not items[0].title or (items[0].level == 1 and deeper)):
        items = items[1:]
    return items or sections[-1:]


def _key(title: str) -> str:
    """The key that a heading stands for: “What I learned” is ``what_i_learned``."""
    plain = title.replace("'", "").replace("’", "").lower()
    return re.sub(r"\W+", "_", plain).strip("_") or title
