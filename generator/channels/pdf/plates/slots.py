"""Where a page may change from row to row: the slots of its HTML.

A template marks a text with the filter ``slot``, which makes ``<span data-slot>…</span>`` of it.
The title of a page is a slot as well. What is left is the skeleton, and pages with one skeleton
differ in nothing but the texts.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markupsafe import escape

from generator.typography import NBSP

SLOT = re.compile(r"(<title>|<span data-slot>)([^<]*)(?=</)")
FOREIGN = re.compile(r"&(?!(?:amp|lt|gt|#34|#39);)|[\s\xa0]{2}|[^\S \xa0]|^\s|\s$")
"""What the filter never writes: other entities, and white space that a page would not keep."""
BLANK = NBSP
"""What stands in a slot with nothing to say, such as the mark of a question that has none."""
TEXTS = 4096
"""That are remembered: days, minutes and the like come again and again."""
MARK = re.compile(rf"Qz\d+z[{NBSP} ]z")


class Why(StrEnum):
    """Why pages were laid out by themselves, in words for the tally: “32 in another script”."""

    FIRST = "the first of their shape"
    LETTERS = "with unusual characters"
    SCRIPT = "in another script"
    LONG = "too long for their pages"
    SHORT = "with texts too short to be told from others"
    FLOWS = "with a layout that depends on the texts"
    SIZE = "in another size of type"
    HIDDEN = "with texts that are not shown"
    MARKUP = "with texts marked in an unusual way"
    USES = "with texts that are used in an unusual way"
    AROUND = "with lines or colors around the texts"
    PARTED = "with texts on two pages"
    CLIPPED = "with texts that may be cut"
    FONTS = "with unusual fonts"
    WIDTHS = "with glyphs that are rounded in two ways"
    UNKNOWN = "drawn in an unknown way"
    RELEASE = "with an unknown release of the engine"


class Unfit(Exception):
    """A page cannot be printed from a plate."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Cut(NamedTuple):
    """The HTML of a page, cut at its slots."""

    skeleton: tuple[str, ...]
    raw: tuple[str, ...]
    """The texts, escaped, in the order of the page."""

    @classmethod
    def of(cls, html: str) -> "Cut":
        """A page, cut at its slots."""
        parts = SLOT.split(html)
        before = zip(parts[::3], [*parts[1::3], ""], strict=True)
        return cls(tuple(text + tag for text, tag in before), tuple(parts[2::3]))

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts as they are read.

        Raises:
            Unfit: one has characters that are not simply drawn one after the other.
        """
        texts = tuple(map(_plain, self.raw))
        if not all(texts):
            raise Unfit(Why.LETTERS)
        return texts

    def filled(self, texts: Sequence[str]) -> str:
        """The HTML with other texts."""
        pieces = [str(escape(text)) for text in texts]
        return "".join(a + b for a, b in zip(self.skeleton, (*pieces, ""), strict=True))


@lru_cache(TEXTS)
def _plain(raw: str) -> str:
    """A text as it is read; "" where its characters are not simply drawn one after the other."""
    text = unescape(raw)
    odd = FOREIGN.search(raw) or not text.replace(NBSP, "").isprintable()
    return "" if odd and raw != BLANK else text


def numbered(page: Element, texts: Sequence[str]) -> dict[Element, int]:
    """The elements of a parsed page that hold the slots, each with its number.

    Raises:
        Unfit: the parser found the texts elsewhere than they stand in the HTML.
    """
    found = [each for each in page.iter() if each.tag == "title" or "data-slot" in each.attrib]
    if [each.text for each in found] != list(texts) or any(len(each) for each in found):
        raise Unfit(Why.MARKUP)
    return {element: number for number, element in enumerate(found)}


def mark(number: int, tail: str = "") -> str:
    """What stands for the text of a slot while a plate is made.

    The no-break space in it tells the text itself from its words, where it is a space.
    """
    return f"Qz{number}z{NBSP}z{tail}"


def words(text: str) -> str:
    """A text as labels have it: every white space is one space."""
    return " ".join(text.split())


class Phrase:
    """A string of a file in which the texts of slots stand."""

    def __init__(self, string: str, marks: Mapping[str, int]) -> None:
        """``marks``: each text that stands for a slot, in every form that it may have.

        Raises:
            Unfit: a mark is there in another form, so that it cannot be told what became of it.
        """
        pattern = "|".join(re.escape(each) for each in sorted(marks, key=len, reverse=True))
        parts = re.split(f"({pattern})", string) if marks else [string]
        if any(MARK.search(part) for part in parts[::2]):
            raise Unfit(Why.USES)
        self.parts: list[Any] = [
            (marks[part], NBSP in part) if i % 2 else part for i, part in enumerate(parts)
        ]

    @property
    def changes(self) -> bool:
        """Whether any text is in it."""
        return len(self.parts) > 1

    def filled(self, texts: Sequence[str]) -> str:
        """The string with these texts.

        Raises:
            Unfit: one is blank, so that a full layout has one space less.
        """
        if any(texts[part[0]] == BLANK for part in self.parts if not isinstance(part, str)):
            raise Unfit(Why.LETTERS)
        return "".join(
            part if isinstance(part, str) else texts[part[0]] if part[1] else words(texts[part[0]])
            for part in self.parts
        )
