"""Markdown text → headings, with the prose and the list entries below each, and their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.errors import Place, Problem

WORD_BULLET = re.compile(r"^(\s*)[•◦▪‣·](?=\s)", re.MULTILINE)
"""What a list from a word processor has in the place of a hyphen."""
EMPHASIS = re.compile(r"(\*\*|__|\*|\b_)(?=\S)(.+?)(?<=\S)\1")
LINK = re.compile(r"!?\[([^\]]+)\]\([^)\s]*\)")
"""Marks of Markdown inside a line; questions and tips are plain text."""
VALUE = r"\"[^\"]*\"|[^\s\"{}]*"
WORD = rf"#(?P<id>[\w.-]+)|(?P<key>[\w-]+)=(?P<value>{VALUE})"
ONE = rf"(?:#[\w.-]+|[\w-]+=(?:{VALUE}))"
BRACES = re.compile(rf"\s*\{{\s*(?P<inside>{ONE}(?:\s+{ONE})*)\s*\}}$")
TASK = re.compile(r"^\[[ xX]\]\s+")
MARKER = re.compile(r"\s*(?:>\s*)*(?:(?:[-*+]|\d+[.)])\s+)*(?:\[[ xX]\]\s+)?")


@dataclass(frozen=True)
class Attribute:
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

    @property
    def empty(self) -> bool:
        """Whether nothing stands below the heading."""
        return not self.prose and not self.bullets


@cache
def _parser() -> MarkdownIt:
    """A parser of blocks. What stands inside a line stays as it was written."""
    return MarkdownIt("commonmark").disable("inline")


class Blocks:
    """The blocks of a text that begins at ``first_line`` of a file; mistakes are collected."""

    def __init__(self, body: str, path: Path, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.lines = body.split("\n")
        self.tokens = _parser().parse(WORD_BULLET.sub(r"\1-", body))
        self.problems: list[Problem] = []

    def sections(self) -> list[Section]:
        """Each heading that there is, and the top of the file if something stands there."""
        found = list(self._sections())
        return [section for section in found if section.title or not section.empty]

    def _sections(self) -> Iterator[Section]:
        section = Section("", 0, Place(self.first_line, 1))
        for i, token in enumerate(self.tokens):
            if token.level or token.map is None:
                continue
            first, end = token.map
            if token.type == "heading_open":
                yield section
                title, attributes = self._attributes(self.tokens[i + 1])
                section = Section(title, int(token.tag[1:]), self._at(first), attributes)
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                section.bullets += self._bullets(i)
            elif token.type != "hr":
                if not section.prose:
                    section.prose_place = self._at(first)
                section.prose.append("\n".join(self.lines[first:end]).strip("\n"))
        yield section

    def _bullets(self, start: int) -> list[Bullet]:
        """The entries of the list that opens at a token."""
        level = self.tokens[start].level
        bullets: list[Bullet] = []
        for i in range(start + 1, len(self.tokens)):
            token = self.tokens[i]
            if token.level == level:
                break
            if token.type == "list_item_open" and token.level == level + 1 and token.map:
                bullets.append(Bullet(self._behind_marker(token.map[0])))
            elif token.type == "inline" and token.level == level + 3:
                self._fill(bullets[-1], token)
            elif token.type.endswith("_list_open") and token.level == level + 2 and bullets:
                bullets[-1].below += self._bullets(i)
        return bullets

    def _fill(self, bullet: Bullet, token: Token) -> None:
        """Take up a paragraph of a list entry; a second one goes on where the first ended."""
        text, attributes = self._attributes(token)
        bullet.is_task |= bool(TASK.match(text))
        words = LINK.sub(r"\1", EMPHASIS.sub(r"\2", TASK.sub("", text)))
        bullet.text = f"{bullet.text} {words}".strip()
        bullet.attributes |= attributes

    def _attributes(self, token: Token) -> tuple[str, Attributes]:
        """Split ``Text {#id key=value}`` into the text and its attributes."""
        text = " ".join(token.content.split())
        match = BRACES.search(text)
        attributes: Attributes = {}
        for word in re.finditer(WORD, match["inside"] if match else ""):
            key = word["key"] or "id"
            place = self._find(token, word[0])
            value_at = Place(place.line, place.column + (len(key) + 1 if word["key"] else 1))
            if key in attributes:
                self._complain(place, f"“{key}” is written twice.", "Keep one of them.")
            value = word["id"] or word["value"].strip('"')
            attributes[key] = Attribute(value, place, value_at)
        text = text[: match.start()] if match else text
        if brace := re.search(r"[{}]", text):
            message = "What is in braces is not understood."
            hint = "It may be, at the end of a line, {minutes=2} or {#my-question}."
            self._complain(self._find(token, brace[0]), message, hint)
        return text, attributes

    def _find(self, token: Token, words: str) -> Place:
        """Where words of a paragraph stand; they are looked for from its end."""
        first, end = token.map or (0, 1)
        for number in range(end - 1, first - 1, -1):
            if (column := self.lines[number].rfind(words)) >= 0:
                return self._at(number, column)
        return self._at(first)

    def _behind_marker(self, number: int) -> Place:
        marker = MARKER.match(self.lines[number])
        return self._at(number, marker.end() if marker else 0)

    def _at(self, number: int, column: int = 0) -> Place:
        return Place(number + self.first_line, column + 1)

    def _complain(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, place, message, hint))
