"""What the engine found odd, in the user's words and at the user's line where there is one."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from generator.documents import Composition
from generator.errors import Problem
from generator.reading.written import where

NO_LETTER = re.compile(r'notdef glyph.*: "(.+?)" \(')
"""What the engine says of a character that no typeface has."""


class Remark(NamedTuple):
    """A pattern of the engine's words with those of the user in it, what they mean, and a hint."""

    pattern: str
    message: str
    hint: str


MEND = "Mend it, or take it out; PDFs do without it."
LOADS = "Pages load nothing: a picture can be in a text of the content, or here as a data: address."
HALF = "Add the colon, semicolon or brace that it lacks, or take it out; PDFs do without it."
REMARKS = (
    Remark(r"Ignored `(?P<words>.+?)` .*Relative URI", "“{words}” has no effect in PDFs.", LOADS),
    Remark(
        r"Ignored `(?P<words>.+?)` at [\d:]+, (?P<why>.+?)\.?$",
        "“{words}” has no effect in PDFs: {why}.",
        MEND,
    ),
    Remark(r"selector, '(?P<words>.+?)'", "PDFs cannot select “{words}”.", MEND),
    Remark(r"\n(?P<words>.+)$", "“{words}” is not understood in PDFs.", HALF),
    Remark(r"without a base URI: (?P<words>.+)$", "“{words}” is not shown in PDFs.", LOADS),
    Remark(r"load image at '(?P<words>.+?)'", "“{words}” is not shown in PDFs.", LOADS),
)

SPOT = re.compile(r"(?!Ignored `).* at (?P<line>\d+):\d+")
"""What the engine says of a spot without the words there."""


def quoting(said: str, sheet: str) -> str:
    """What the engine says of a style sheet, with the line that it means below it.

    The sheets of a theme are one to the engine, so its numbers are those of no file.
    """
    if not (spot := SPOT.match(said)):
        return said
    line = sheet.split("\n")[int(spot["line"]) - 1]
    return f"{said}\n{line.strip()}"


def warnings(said: Iterable[str], composition: Composition) -> tuple[Problem, ...]:
    """What the engine said, as remarks on the files that a document was made from."""
    source = composition.selection.source
    letters = [found[1] for text in said if (found := NO_LETTER.search(text))]
    others = [text for text in said if not NO_LETTER.search(text)]
    problems = [_remark(text, composition) for text in sorted(others)]
    if letters:
        message = f"No typeface here has the letters {' '.join(sorted(letters))}: "
        message += "PDFs show boxes instead."
        hint = "Web pages and drafts are right; print those from a browser."
        problems.append(source.problem(message, hint=hint))
    return tuple(problem.as_warning() for problem in problems)


def _remark(text: str, composition: Composition) -> Problem:
    """What the engine said, where the user wrote what it is about; else which document it is."""
    for remark in REMARKS:
        found = re.search(remark.pattern, text, re.DOTALL)
        if found and (place := where(found["words"], composition.own)):
            values = found.groupdict() | {"words": " ".join(found["words"].split())}
            return place.problem(remark.message.format(**values), hint=remark.hint)
    selection = composition.selection
    return selection.source.problem(f"{selection.kind.title}: the PDF engine says: {text}")
