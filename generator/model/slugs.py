"""Ids that are made from texts: small letters and digits with hyphens between them."""

import re
import unicodedata
import zlib

LATIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d"})
"""Letters that do not come apart into a letter and a mark."""
WHOLE = 10_000
"""Long enough that no text is cut when two of them are compared."""


def slug(text: str, longest: int = 60) -> str:
    """An id made from a text: stable as long as the text is, whatever stands around it.

    A long one is cut at a word, and one whose letters have no counterpart from a to z lacks them;
    both end in a check sum, so that two texts that are alike in the rest stay apart.
    """
    plain = without_accents(text.casefold().translate(LATIN)).lower()
    words = re.findall(r"[a-z0-9]+", re.sub("['’]", "", plain))
    full = "-".join(words)
    lost = not plain.isascii() and any(c.isalpha() and not c.isascii() for c in plain)
    if len(full) <= longest and not lost:
        return full or _checksum(text)
    kept = full[: longest - 8].rpartition("-")[0] if len(full) > longest - 9 else full
    return f"{kept}-{_checksum(text)}".strip("-")


def bare(text: str) -> str:
    """What of a text counts when two of them are compared: all its words, and no marks."""
    return slug(text, WHOLE)


def without_accents(text: str) -> str:
    """The text as its base letters, and what looks different and is the same as one (NFKD)."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"
