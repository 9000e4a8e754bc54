"""A template engine's complaints in plain words, at the word that is to blame."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from generator.errors import Place, Problem
from generator.reading.tree import text_of
from generator.spelling import nearest

Known = Callable[[str, str], Iterable[str]]
"""The words of a sort (filters, names, fields) that might have been meant; fields have an owner."""


class Complaint(NamedTuple):
    """A pattern of the engine's words, what they mean, and a hint or the sort of known words."""

    pattern: str
    message: str
    hint: str = ""
    sort: str = ""


TAGS = (
    "block", "elif", "else", "endblock", "endfor", "endif", "endmacro", "endset", "extends",
    "filter", "for", "from", "if", "import", "include", "macro", "set", "with",
)  # fmt: skip
UNCLOSED = Complaint(
    r"to be closed is '(?P<word>\w+)'",
    "“{{% {word} … %}}” is opened here and never closed.",
    "Put {{% end{word} %}} where it ends.",
)
STRAY = Complaint(
    r"unknown tag '(?P<word>end\w+|else|elif)'",
    "“{{% {word} %}}” belongs to nothing that is open here.",
    "Delete it, or open before it what it belongs to.",
)
ENDLESS = Complaint(
    r"recursion",
    "This template includes itself, again and again.",
    "A file of yours takes the place of the built-in one of its name, and cannot extend or "
    "include it: copy that one, or have your own form of a snippet in templates/shared/.",
)
COMPLAINTS = (
    Complaint(r"unknown tag '(?P<word>\w+)'", "There is no command “{word}”.", sort="tags"),
    Complaint(r"No filter named '(?P<word>\w+)'", "There is no filter “{word}”.", sort="filters"),
    Complaint(r"No test named '(?P<word>\w+)'", "There is no test “{word}”."),
    UNCLOSED,
    Complaint(
        r"unexpected '(?P<word>[^']+)'|, got '(?P<word2>[^']+)'",
        "“{word}” is not expected here.",
        "Values stand between {{{{ and }}}}, commands between {{% and %}}.",
    ),
    Complaint(
        r"template '(?P<word>[^']+)' not found", "There is no template “{word}”.", "", "files"
    ),
    Complaint(r"'(?P<word>\w+)' is undefined", "There is no “{word}” to show.", sort="names"),
    Complaint(
        r"'None' has no attribute '(?P<word>\w+)'",
        "“{owner}” is not known for every interview, and “{word}” is a part of it.",
        "Ask first: {{% if {owner} %}} … {{% endif %}}",
    ),
    Complaint(r"no attribute '(?P<word>\w+)'", "There is no “{word}” in “{owner}”.", sort="fields"),
    Complaint(
        r"access to attribute '(?P<word>\w+)'",
        "A template may not use “{word}”.",
        "It can show what is known; it cannot run programs.",
    ),
    Complaint(
        r"parameter '(?P<word>\w+)' was not provided",
        "What is called here needs a “{word}”, and gets none.",
        'Put it between the parentheses, as in {{{{ part.lines("notes", 1, 6) }}}}.',
    ),
    Complaint(r"Range too big", "This loop is too long.", "At most 100,000 rounds are allowed."),
    ENDLESS,
)
OPENED = re.compile(r"\{%-?\s*(?P<end>end)?(?P<word>if|for|set|macro|block|filter|with|call)\b")


def problem(path: Path, line: int, said: str, known: Known) -> Problem:
    """A complaint about a line (0 if no line is known) of a template."""
    if misplaced := _misplaced(path, line, said):
        return _worded(*misplaced, path, line, known)
    for complaint in COMPLAINTS:
        if match := re.search(complaint.pattern, said):
            found = match.groupdict()
            word = found.get("word") or found.get("word2") or ""
            return _worded(complaint, word, path, line, known)
    hint = f"The template engine says: {said.rstrip('.')}."
    return Problem(path, Place(line), "This line of the template does not work.", hint)


def _misplaced(path: Path, line: int, said: str) -> tuple[Complaint, str] | None:
    """What an end that does not fit means: one within is not closed, or nothing is open."""
    tag, inner = re.search(STRAY.pattern, said), re.search(UNCLOSED.pattern, said)
    if not tag or tag["word"] not in TAGS:
        return None
    begun = tag["word"].removeprefix("end") if tag["word"].startswith("end") else "if"
    *above, text = _lines(path)[:line] or [""]
    before = [*above, text.rpartition(tag["word"])[0]]
    if inner and inner["word"] != begun and _opening(before, begun):
        return UNCLOSED, inner["word"]
    return STRAY, tag["word"]


def _lines(path: Path) -> list[str]:
    return text_of(path).split("\n") if path.is_file() else []


def _worded(complaint: Complaint, word: str, path: Path, line: int, known: Known) -> Problem:
    lines = _lines(path)
    if complaint is UNCLOSED:
        line = _opening(lines[:line], word) or line
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    place = Place(line, column(text, word))
    owner = re.search(rf"([\w.]+)\.{re.escape(word)}\b", text) if word else None
    names = {"word": word, "owner": owner[1] if owner else "this"}
    hint = complaint.hint.format(**names)
    if complaint is ENDLESS and not _names_itself(text, path):
        hint = ""
    if complaint.sort:
        hint = nearest(
            word, TAGS if complaint.sort == "tags" else known(complaint.sort, names["owner"])
        )
    return Problem(path, place, complaint.message.format(**names), hint)


def _names_itself(line: str, path: Path) -> bool:
    named = re.search(r"""["']([^"']+)["']""", line)
    return named is not None and f"/{path.as_posix()}".endswith(f"/{named[1]}")


def column(text: str, word: str) -> int:
    """Where a word stands in a line, from 1; 0 if it does not."""
    edge = r"\b" if word[:1].isalnum() else ""
    found = re.search(rf"{edge}{re.escape(word)}{edge}", text) if word else None
    return found.start() + 1 if found else 0


def _opening(lines: list[str], word: str) -> int:
    """The line of the innermost command of this name that is not closed; 0 if none is."""
    opened: list[int] = []
    for number, text in enumerate(lines, 1):
        for match in OPENED.finditer(text):
            if match["word"] != word or (word == "set" and "=" in text[match.end() :]):
                continue
            if not match["end"]:
                opened.append(number)
            elif opened:
                opened.pop()
    return opened[-1] if opened else 0
