"""How long a document may be."""

from typing import NamedTuple

COUNTED = {"subject.txt": ("subject",), "body.txt": ("words", "advised_words", "characters")}
"""The limits that there are of each part."""


class Bounds(NamedTuple):
    """The limits of one document, with nothing left to look up."""

    pages: int | None = None
    words: int | None = None
    advised_words: int | None = None
    characters: int | None = None
    subject: int | None = None

    @property
    def of_text(self) -> bool:
        """Whether a draft could be too long."""
        return bool(self.words or self.characters or self.subject)

    def broken_by(self, part: str, text: str) -> dict[str, tuple[int, int]]:
        """The limits that the text of a part breaks: how long it is, and the most it may be."""
        broken = {}
        for name in COUNTED.get(part, ()):
            most: int | None = getattr(self, name)
            if most and (now := len(text.split() if "words" in name else text)) > most:
                broken[name] = now, most
        return broken
