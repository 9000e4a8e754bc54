"""Texts with Markdown in them, and what their author must mend before others can read them."""

import re
from typing import Annotated

from pydantic import AfterValidator

from generator.errors import refuse
from generator.model.base import Text

PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<file>[^)\s]+)[^)]*\)")
LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\((?P<where>[^)\s]+)[^)]*\)")
AUTOLINK = re.compile(r"<(?P<where>https?://[^>\s]+)>")
ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)
HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<words>.+?)#*\s*$", re.MULTILINE)
FENCED = re.compile(r"^(?: {4}|\t).*$|`[^`]*`", re.MULTILINE)
"""Code, in which nothing of this means anything."""
FIRST = 3
"""The level of headings in a text: the page has its own first and second."""


def _readable(text: str) -> str:
    """Refuse what somebody who does not see the page could not use.

    WCAG 2.1: 1.1.1 (pictures), 2.4.4 (links), 1.3.1 and 2.4.6 (headings).
    """
    bare = FENCED.sub(" ", text)
    if "<img" in bare.lower():
        refuse("Pictures are not written in HTML here.", "Write it so: ![what it shows](file.png)")
    for picture in PICTURE.finditer(bare):
        _has_words(picture["alt"], picture["file"])
    for link in (*LINK.finditer(bare), *AUTOLINK.finditer(bare)):
        _says_where(link.groupdict().get("words", link["where"]), link["where"])
    _steps_down([(len(each["marks"]), each["words"]) for each in HEADING.finditer(bare)])
    return text


def _has_words(alt: str, file: str) -> None:
    if not alt.strip():
        message = f"The picture “{file}” has no words for those who do not see it."
        refuse(message, f"Say in the square brackets what it shows: ![…]({file})")


def _says_where(words: str, where: str) -> None:
    if ADDRESS.fullmatch(words) or not words.strip():
        message = f"This link is called by its address: {where}"
        refuse(message, f"Say in the square brackets what is there: [the career center]({where})")


def _steps_down(headings: list[tuple[int, str]]) -> None:
    before = FIRST - 1
    for level, words in headings:
        if level < FIRST:
            hint = f"Write it with three marks: ### {words}"
            refuse(f"The heading “{words}” is as high as those of the page.", hint)
        if level > before + 1:
            hint = f"Write it with {before + 1} marks: {'#' * (before + 1)} {words}"
            refuse(f"The heading “{words}” skips a level.", hint)
        before = level


Prose = Annotated[Text, AfterValidator(_readable)]
"""A text with Markdown in it."""
