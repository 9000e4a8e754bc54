"""A style sheet: its text, unless a slip in it would swallow what comes after it."""

import re
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.reading.tree import text_of

PART = re.compile(
    r"""/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\\.|/\*|[{}"']""", re.DOTALL
)
"""What may have braces in it, and then what stands alone: a brace, or half of something."""
ALONE = {
    "/*": "This comment is never closed.",
    '"': "This quotation mark is not closed on its line.",
    "'": "This quotation mark is not closed on its line.",
}


def read_css(path: Path) -> str:
    """The text of a style sheet.

    Raises:
        InputError: it is no text, or a brace, a quotation mark or a comment in it is not closed.
            Sheets stand one behind the other, so the next would be read as a part of it. Or it has
            “</” in it: that would end the page's style element, and the rest would be markup.
    """
    text = text_of(path)
    end = text.find("</")
    if slip := (end, "A style sheet may not have “</” in it.") if end >= 0 else _slip(text):
        at, message = slip
        raise InputError([Problem(path, Place.at(text, at), message)])
    return text


def _slip(text: str) -> tuple[int, str] | None:
    """Where the first slip is, and what is wrong there."""
    opened: list[int] = []
    for part in PART.finditer(text):
        if message := ALONE.get(part[0]):
            return part.start(), message
        if part[0] == "{":
            opened.append(part.start())
        elif part[0] == "}" and not opened:
            return part.start(), "This brace closes nothing."
        elif part[0] == "}":
            opened.pop()
    return (opened[0], "This brace is never closed.") if opened else None
