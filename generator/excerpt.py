"""Tool: the line of a file that a problem is about, with a caret below it."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.errors import Place

WIDTH = 92
"""Columns of a line that is shown; longer ones are cut on both sides."""


def excerpt(path: Path, place: Place) -> Iterator[str]:
    """The line with a caret below the column, cut to what fits around it."""
    if not place.line or not path.is_file():
        return
    lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    if place.line > len(lines):
        return
    line, number = visible(lines[place.line - 1]), str(place.line)
    start = max(0, min(place.column - WIDTH // 2, len(line) - WIDTH))
    before, shown_part = line[start : max(0, place.column - 1)], line[start : start + WIDTH]
    head = "…" if start else ""
    tail = "…" if start + WIDTH < len(line) else ""
    yield f"  {number} | {head}{shown_part}{tail}".rstrip()
    if place.column:
        yield f"  {' ' * len(number)} | {' ' * _cells(head + before)}^"


def visible(line: str) -> str:
    """A text that a terminal shows as it is: no tabs, nothing that moves the cursor or colors."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in line)


def _cells(text: str) -> int:
    """How wide a text is in a terminal: Chinese characters take two columns, accents none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
