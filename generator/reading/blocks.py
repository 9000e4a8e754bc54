"""Markdown text → headings, with the prose and the list entries below each, and their places."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pyromark

from generator.errors import Place, Problem

WORD_BULLET = re.compile(r"^(\s*)[•◦▪‣·●■](?=\s)", re.MULTILINE)
"""What a list from a word processor has in the place of a hyphen."""
INNER_BULLET = re.compile(r"^([ \t]*)(?:○(?=\s)|o(?=\t))", re.MULTILINE)
"""What such a list has below an entry: further in, even where nothing stands before it."""
BOLD = re.compile(r"(\*\*|__)[^*]+[^*.!]\1:?")
"""A line in bold and nothing else, which a word processor's handout has as a heading."""
EMPHASIS = re.compile(r"(\*\*|__|\*|\b_)(?=\S)(.+?)(?<=\S)\1")
LINK = re.compile(r"!?\[([^\]]+)\]\([^)\s]*\)")
"""Marks of Markdown inside a line; questions and tips are plain text."""
VALUE = r"\"[^\"]*\"|[^\s\"{}]*"
WORD = rf"#(?P<id>[\w.-]+)|(?P<key>[\w-]+)=(?P<value>{VALUE})"
ONE = rf"(?:#[\w.-]+|[\w-]+=(?:{VALUE}))"
NUMBER, NEVER = re.compile(r"\{[a-z]+_[a-z_]+\}"), re.compile(r"(?!)")
"""A number by its name, anywhere in a text."""
BRACES = re.compile(rf"\s*\{{\s*(?P<inside>{ONE}(?:\s+{ONE})*)\s*\}}$")
TASK = re.compile(r"^\[[ xX]\]\s+")
BOX = re.compile(r"\s*(?P<box>[-*+•]\s*\[\s*[xX]?\s*\])(?!\()\s*(?P<words>.*)")
GOOD_BOX = re.compile(r"\s*[-*+•]\s+\[[ xX]\]\s+\S")
"""What is meant as a check box, and what is read as one."""
MARKER = re.compile(r"\s*(?:>\s*)*(?:(?:[-*+]|\d+[.)])\s+)*(?:\[[ xX]\]\s+)?")


class Attribute(NamedTuple):
    """A value from the braces behind a heading or an entry."""

    value: str
    key_place: Place
    value_place: Place


Attributes = dict[str, Attribute]


@dataclass
class Bullet:
    """One list entry: its text, attributes, place, and the entries below it."""

    place: Place
    text: str = ""
    attributes: Attributes = field(default_factory=dict)
    is_task: bool = False
    below: list["Bullet"] = field(default_factory=list)


@dataclass
class Section:
    """A heading (or the top of the file) with the prose and the list entries under it."""

    title: str
    level: int
    place: Place
    attributes: Attributes = field(default_factory=dict)
    prose: list[str] = field(default_factory=list)
    prose_place: Place = field(default_factory=Place)
    bullets: list[Bullet] = field(default_factory=list)
    between: list[tuple[Place, str]] = field(default_factory=list)
    """Words above a list that look like a heading: no sentence between two, or in bold."""

    @property
    def empty(self) -> bool:
        """Whether nothing stands below the heading."""
        return not self.prose and not self.bullets


@dataclass
class Node:
    """A block of Markdown: what it is, the bytes it covers, and those of its own words."""

    kind: str
    start: int
    end: int
    level: int = 0
    """Of a heading."""
    words: range = range(0)
    below: list["Node"] = field(default_factory=list)


BLOCKS = {"Heading", "Paragraph", "List", "Item", "BlockQuote", "CodeBlock", "HtmlBlock"}


def _parsed(text: str) -> Node:
    """The blocks of a text. What stands inside a line stays as it was written."""
    root = Node("Document", 0, 0)
    stack = [root]
    for event, at in pyromark.events_with_range(text):
        top, start, end = stack[-1], at["start"], at["end"]
        match event:
            case {"Start": {"Heading": {"level": level}}}:
                stack.append(Node("Heading", start, end, int(level[1:])))
                top.below.append(stack[-1])
            case {"Start": tag} if (kind := _name(tag)) in BLOCKS:
                stack.append(Node(kind, start, end))
                top.below.append(stack[-1])
            case {"End": tag}:
                if _name(tag) in BLOCKS:
                    stack.pop()
            case "Rule":
                pass
            case _:
                top.words = range(top.words.start if top.words else start, max(end, top.words.stop))
    return root


def _name(tag: object) -> str:
    """``Paragraph``, or ``List`` of ``{"List": 1}``."""
    return str(next(iter(tag)) if isinstance(tag, Mapping) else tag)


def _bare(text: str) -> str:
    """A line without the marks of Markdown in it."""
    return LINK.sub(r"\1", EMPHASIS.sub(r"\2", text))


class Blocks:
    """The blocks of a text that begins at ``first_line`` of a file; mistakes are collected."""

    def __init__(self, body: str, path: Path, first_line: int, *, named: bool = False) -> None:
        """``named``: numbers may be named in braces."""
        self.path = path
        self.known = NUMBER if named else NEVER
        self.first_line = first_line
        self.lines = body.split("\n")
        text = WORD_BULLET.sub(r"\1-", body)
        text = INNER_BULLET.sub(lambda found: f"{found[1].expandtabs(4):4}-", text)
        self.bytes = text.encode()
        self.starts = [0, *accumulate(len(line) + 1 for line in self.bytes.split(b"\n"))]
        self.root = _parsed(text)
        self.problems: list[Problem] = []

    def sections(self) -> list[Section]:
        """Each heading that there is, and the top of the file if something stands there."""
        found = list(self._sections())
        return [section for section in found if section.title or not section.empty]

    def _sections(self) -> Iterator[Section]:
        section = Section("", 0, Place(self.first_line, 1))
        above: Node | None = None
        for node in self.root.below:
            lines = self._lines(node.start, node.end)
            if node.kind == "Heading":
                yield section
                title, attributes = self._attributes(node.words)
                section = Section(_bare(title), node.level, self._at(lines.start), attributes)
            elif node.kind == "List":
                if above and above.kind == "Paragraph":
                    self._between(section, above)
                section.bullets += map(self._bullet, node.below)
            else:
                if not section.prose:
                    section.prose_place = self._at(lines.start)
                section.prose.append("\n".join(self.lines[lines.start : lines.stop]).strip("\n"))
            above = node
        yield section

    def _between(self, section: Section, node: Node) -> None:
        """Note a paragraph above a list that may be meant as its heading."""
        words = " ".join(self.bytes[node.words.start : node.words.stop].decode().split())
        if BOLD.fullmatch(words) or (section.bullets and words[-1] not in ".:!?"):
            place = self._at(self._lines(node.start, node.end).start)
            section.between.append((place, _bare(words).strip(": ")))

    def check_boxes(self) -> None:
        """Complain of each check box with a slip in it, which would be words of a text."""
        for number, line in enumerate(self.lines):
            if (box := BOX.match(line)) and not GOOD_BOX.match(line):
                hint = f"Write it so: - [ ] {box['words'] or '…'}"
                place = self._at(number, box.start("box"))
                self._complain(place, "This is not read as a check box.", hint)

    def _bullet(self, item: Node) -> Bullet:
        """A list entry; a second paragraph, of whatever sort, goes on where the first ended."""
        bullet = Bullet(self._behind_marker(self._lines(item.start, item.end).start))
        self._grow(bullet, item)
        return bullet

    def _grow(self, bullet: Bullet, node: Node) -> None:
        if node.words and node.kind != "HtmlBlock":
            self._fill(bullet, node.words)
        for each in node.below:
            if each.kind == "List":
                bullet.below += map(self._bullet, each.below)
            else:
                self._grow(bullet, each)

    def _fill(self, bullet: Bullet, at: range) -> None:
        text, attributes = self._attributes(at)
        bullet.is_task |= bool(TASK.match(text))
        bullet.text = f"{bullet.text} {_bare(TASK.sub('', text))}".strip()
        bullet.attributes |= attributes

    def _attributes(self, at: range) -> tuple[str, Attributes]:
        """Split ``Text {#id key=value}`` into the text and its attributes."""
        text = " ".join(self.bytes[at.start : at.stop].decode().split())
        match = BRACES.search(text)
        attributes: Attributes = {}
        for word in re.finditer(WORD, match["inside"] if match else ""):
            key = word["key"] or "id"
            place = self._find(at, word[0])
            value_at = Place(place.line, place.column + (len(key) + 1 if word["key"] else 1))
            if key in attributes:
                self._complain(place, f"“{key}” is written twice.", "Keep one of them.")
            value = word["id"] or word["value"].strip('"')
            attributes[key] = Attribute(value, place, value_at)
        text = text[: match.start()] if match else text
        if brace := re.search(r"[{}]", self.known.sub("", text)):
            message = "What is in braces is not understood."
            hint = "It may be, at the end of a line, {minutes=2} or {#my-question}."
            if self.known is NUMBER:
                hint = "It may be {mode=video} at the end, or a number by name: {arrive_minutes}."
            self._complain(self._find(at, brace[0]), message, hint)
        return text, attributes

    def _find(self, at: range, words: str) -> Place:
        """Where words of a paragraph stand; they are looked for from its end."""
        lines = self._lines(at.start, at.stop)
        for number in reversed(lines):
            if (column := self.lines[number].rfind(words)) >= 0:
                return self._at(number, column)
        return self._at(lines.start)

    def _lines(self, start: int, end: int) -> range:
        """The numbers, from zero, of the lines that some bytes are on."""
        return range(bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1))

    def _behind_marker(self, number: int) -> Place:
        marker = MARKER.match(self.lines[number])
        return self._at(number, marker.end() if marker else 0)

    def _at(self, number: int, column: int = 0) -> Place:
        return Place(number + self.first_line, column + 1)

    def _complain(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, place, message, hint))
