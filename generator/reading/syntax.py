"""Why a YAML text cannot be read, in plain words and at the line that is to blame.

ruamel.yaml reads it once more, since its complaints are the clearer ones; a text that is YAML 1.2
and was not YAML 1.1 turns out to be right.

A parser notices a slip late: the colon that one line lacks makes the colon of the next one wrong.
So each complaint is looked at again, with the lines around it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from generator.errors import InputError, Place, Problem

Found = tuple[int, int, str, str]
"""Line and column (from 0), what is wrong, and a hint."""

KEY = re.compile(r"\s*(?:- +)*(?P<key>[^\s:]+)")
COLON = re.compile(r":(?:\s|$)")
CLOSERS = {'"': "quotation mark", "'": "quotation mark", "]": "bracket", "}": "bracket"}
SAME_COLUMN = "Lines that belong together begin in the same column."


class Slip(NamedTuple):
    """A parser's complaint: its words, where it gave up, and where the thing began."""

    said: str
    lines: list[str]
    line: int
    column: int
    from_line: int
    from_column: int

    @property
    def text(self) -> str:
        """The line on which the parser gave up."""
        return self.lines[self.line]

    @property
    def before(self) -> str:
        """That line as far as it was read."""
        return self.text[: self.column].rstrip()

    @property
    def above(self) -> int | None:
        """The nearest line above with something on it."""
        numbers = range(self.line - 1, -1, -1)
        return next((n for n in numbers if self.lines[n].split("#")[0].strip()), None)


def events(text: str, path: Path, first_line: int) -> list[Any]:
    """The events of a text that the quick parser refused.

    Raises:
        InputError: it is no YAML.
    """
    try:
        YAML(typ="safe", pure=True).compose(text)
        return list(YAML(typ="safe", pure=True).parse(text))
    except (YAMLError, RecursionError, ValueError, OverflowError) as error:
        raise InputError([_problem(error, text, path, first_line)]) from None


def _problem(error: Exception, text: str, path: Path, first_line: int) -> Problem:
    """A parser's complaint about a text that begins at ``first_line`` of the file."""
    if isinstance(error, RecursionError):
        message = "There are too many levels in this file."
        return Problem(path, Place(), message, "Use fewer brackets or less indentation.")
    slip = _slip(error, text)
    explain = next((say for phrase, say in COMPLAINTS if phrase in slip.said), _puzzled)
    line, column, message, hint = explain(slip)
    return Problem(path, Place(line + first_line, column + 1), message, hint)


def _slip(error: Exception, text: str) -> Slip:
    lines = text.rstrip().split("\n")
    marked = error if isinstance(error, MarkedYAMLError) else None
    mark = marked.problem_mark if marked else None
    start = (marked.context_mark if marked else None) or mark
    line, column = _inside(lines, mark.line, mark.column) if mark else (0, 0)
    from_line, from_column = _inside(lines, start.line, start.column) if start else (0, 0)
    said = str(marked.problem) if marked else ""
    return Slip(said, lines, line, column, from_line, from_column)


def _inside(lines: list[str], line: int, column: int) -> tuple[int, int]:
    """A place that exists: the end of the text stands for what is behind it."""
    return (line, column) if line < len(lines) else (len(lines) - 1, len(lines[-1]))


def _at_mark(message: str, hint: str) -> Callable[[Slip], Found]:
    return lambda slip: (slip.line, slip.column, message, hint)


def _at_start(message: str, hint: str) -> Callable[[Slip], Found]:
    return lambda slip: (slip.from_line, slip.from_column, message, hint)


def _colon(slip: Slip) -> Found:
    """A colon where none may be: a second one, or the line above is not what it should be."""
    if COLON.search(slip.before):
        key = _key(slip.text)
        message = "There is a second colon on this line."
        curly = "“" in slip.text or "”" in slip.text
        hint = (
            f'Curly quotation marks (“ ”) do not help here; use straight ones: {key}: "…".'
            if curly
            else f'Put what stands after “{key}:” in quotation marks: {key}: "…".'
        )
        return slip.line, slip.column, message, hint
    if slip.above is None:
        return _puzzled(slip)
    above = slip.lines[slip.above]
    if above.lstrip().startswith("- ") and not COLON.search(above):
        hint = "Where keys follow below, write “- id: …” or “- text: …”."
        return slip.above, len(above) - len(above.lstrip("- ")), "This entry has no key.", hint
    if COLON.search(above) and _indent(above) < _indent(slip.text):
        message = "This line is indented further than the line above it."
        return slip.line, _indent(slip.text), message, SAME_COLUMN
    return _no_colon(slip, slip.above)


def _no_colon(slip: Slip, line: int | None = None) -> Found:
    line = slip.from_line if line is None else line
    text = slip.lines[line]
    key, end = _key(text), KEY.match(text)
    column = end.end() if end else 0
    if text[column : column + 1] == ":":
        message = f"There is no space after “{key}:”."
        return line, column + 1, message, f"Write it as {key}: …"
    if key.startswith("-"):
        return line, text.index("-"), "There is no space after this dash.", f"Write - {key[1:]}"
    hint = f"Write “{key}: …”; if the line goes on from the one above, indent it."
    return line, column, f"There is no colon after “{key}”.", hint


def _end_of_block(slip: Slip) -> Found:
    """Something else than the next key: after closing marks, a dash, or badly indented."""
    closer = CLOSERS.get(slip.before[-1:])
    if closer:
        mark = slip.before[-1]
        if slip.before.count(mark) % 2 and mark in "\"'":
            return _still_open(slip, mark)
        message = f"Something stands after the closing {closer}."
        hint = 'Put the whole text between " and ", with no other " inside.'
        return slip.line, slip.column, message, hint
    if "'-'" in slip.said:
        message = "An entry with “-” stands between keys."
        return slip.line, slip.column, message, "Put it below the key whose list it belongs to."
    if "'?'" in slip.said:
        message = "A key stands between entries with “-”."
        return slip.line, slip.column, message, "Give every line of the list its “-”."
    message = "This line is not indented like the lines it belongs to."
    return slip.line, slip.column, message, SAME_COLUMN


def _still_open(slip: Slip, mark: str) -> Found:
    """A quotation that was never closed ended where the next one should have begun."""
    odd = (n for n in range(slip.line - 1, -1, -1) if slip.lines[n].count(mark) % 2)
    line = next(odd, slip.line)
    return line, slip.lines[line].index(mark), *OPEN_QUOTE


def _bracket(slip: Slip) -> Found:
    opened = slip.lines[slip.from_line][slip.from_column :]
    closing = "]" if opened[:1] == "[" else "}"
    if closing in opened:
        hint = "Put a comma between the parts; a part with a colon in it needs quotation marks."
        return slip.line, slip.column, "A comma is missing before this.", hint
    return _open_bracket(slip, slip.from_line, slip.from_column)


def _end_in_bracket(slip: Slip) -> Found:
    """The text ends where a part should be: the last bracket that is open is to blame."""
    opened = [(slip.line, slip.column)]
    for line, text in enumerate(slip.lines):
        for mark in re.finditer(r"[][{}]", text):
            if mark[0] in "[{":
                opened.append((line, mark.start()))
            elif len(opened) > 1:
                opened.pop()
    return _open_bracket(slip, *opened[-1])


def _open_bracket(slip: Slip, line: int, column: int) -> Found:
    closing = "}" if slip.lines[line].startswith("{", column) else "]"
    hint = f"Put “{closing}” at the end of the line."
    return line, column, "This bracket is opened and never closed.", hint


def _beginning(slip: Slip) -> Found:
    """A text begins with a character that has a meaning of its own."""
    column = min(slip.from_column if slip.from_line == slip.line else slip.column, slip.column)
    if slip.text[column:].startswith("* ") and not slip.text[:column].strip():
        return slip.line, column, "An entry of a list begins with “- ”.", "Write - in place of *."
    return slip.line, column, *beginning(slip.text[column : column + 1])


def beginning(character: str) -> tuple[str, str]:
    """What is wrong with a text that begins with this character, and a hint."""
    hint = 'Put the whole text in quotation marks: "…".'
    return f"A text may not begin with “{character}”.", hint


def _puzzled(slip: Slip) -> Found:
    hint = "Look for a colon, a quotation mark or a bracket too many or too few, here and above."
    return slip.line, slip.column, "This line cannot be understood.", hint


def _key(line: str) -> str:
    match = KEY.match(line)
    return match["key"] if match else line.strip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


OPEN_QUOTE = (
    "A quotation mark is opened here and never closed.",
    "Put the same mark at the end of the text, or take this one out.",
)
COMPLAINTS: tuple[tuple[str, Callable[[Slip], Found]], ...] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("found unexpected end of stream", _at_start(*OPEN_QUOTE)),
    ("expected <block end>", _end_of_block),
    ("expected ',' or", _bracket),
    (
        "found character '\\t'",
        _at_mark("A tab stands where only spaces may.", "Indent with spaces, two for each level."),
    ),
    ("but found '<stream end>'", _end_in_bracket),
    ("that cannot start any token", _beginning),
    ("found undefined alias", _beginning),
    ("expected alphabetic or numeric character", _beginning),
    ("expected chomping or indentation indicators", _beginning),
    ("expected the node content", _beginning),
    (
        "unknown escape character",
        _at_mark(
            "After a backslash (\\) this character has no meaning.",
            "Write two backslashes, or put the text in single quotation marks: '…'.",
        ),
    ),
    (
        "sequence entries are not allowed",
        _at_mark("A list begins on a line of its own.", "Put “- …” on the next line, indented."),
    ),
    (
        "found another document",
        _at_mark(
            "The line “---” begins a second part, but a file has only one.",
            "Take the line out, or make a file of each part.",
        ),
    ),
)
"""Words of the parser, and what they mean; the first that fits counts."""
