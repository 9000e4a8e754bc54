"""Where words stand in a file, when all that is known is what was made of it."""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from generator.errors import InputError, Place, Source
from generator.reading.tree import text_of

COMMENT = re.compile(r"\{#.*?#\}|/\*.*?\*/", re.DOTALL)
"""What of a template or of a style sheet is in no document."""


def where(words: str, paths: Iterable[Path]) -> Source | None:
    """The first place in some files where words stand literally; any space is as good."""
    literally = r"\s+".join(map(re.escape, words.split()))
    # No part of another word: “color: rd” is not in “background-color: rd”.
    before = r"(?<![\w-])" if words[:1].isalnum() else ""
    after = r"(?![\w-])" if words[-1:].isalnum() else ""
    sought = re.compile(before + literally + after)
    for path in paths:
        with suppress(InputError, OSError):
            text = _text(path, path.stat().st_mtime_ns)
            if found := sought.search(text):
                return Source(path, {(): Place.at(text, found.start())})
    return None


@lru_cache(128)  # one style sheet has a say in all of a cohort's papers
def _text(path: Path, _: int) -> str:
    return COMMENT.sub(_blank, text_of(path))


def _blank(comment: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", comment[0])
