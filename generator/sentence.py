"""Tool: what goes into the middle of a sentence: “Data Science” as “data science”."""

import re
from collections.abc import Collection

CAPITALS = re.compile(r"\b[^\W\d_a-z][\w'’]*(?:(?: | of | and | & |-|/)[^\W\d_a-z][\w'’]*)*")
"""Words with a capital, one after the other, as a name may be: “Museum of Modern Art”."""
WORD = re.compile(r"[\w'’]+")


def in_sentence(text: str, small: Collection[str]) -> str:
    """A text with a capital only where there is a name, an abbreviation, or a word not known.

    ``small`` are the words, in small letters, that are no names.
    """
    return CAPITALS.sub(lambda found: _as_words(found[0], small), text)


def begun(text: str, small: Collection[str]) -> str:
    """A text that begins with a capital, though not with a name, without that capital.

    Further on there may be names that only look as if they were none: “the Museum of Art”.
    """
    first = CAPITALS.match(text)
    return _as_words(first[0], small) + text[first.end() :] if first else text


def _as_words(run: str, small: Collection[str]) -> str:
    words = {word for word in WORD.findall(run) if not word.isupper() and not word.islower()}
    if not all(word.lower().replace("’", "'") in small for word in words):
        return run
    return WORD.sub(lambda found: found[0].lower() if found[0] in words else found[0], run)
