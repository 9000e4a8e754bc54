"""Words that are no names, so that within a sentence they have no capital."""

from typing import Annotated

from pydantic import BeforeValidator

from generator.model.base import Content


def _each_word(value: object) -> object:
    return frozenset(value.casefold().split()) if isinstance(value, str) else value


SmallWords = Annotated[frozenset[str], BeforeValidator(_each_word)]
"""In small letters; written one after the other, with spaces between them."""


class Small(Content):
    """The words of ``content/small.yaml``."""

    words: SmallWords
