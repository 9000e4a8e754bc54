"""Values of a PDF in whose strings the texts of slots stand."""

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from generator.channels.pdf.slots import Phrase


def phrased(value: Any, forms: Mapping[str, int]) -> Any:  # noqa: ANN401
    """A value with phrases in place of strings that change; ``None`` where none does."""
    if isinstance(value, pydyf.String):
        phrase = Phrase(str(value.string), forms) if isinstance(value.string, str) else None
        return phrase if phrase and phrase.changes else None
    if isinstance(value, pydyf.Dictionary):
        found = {key: new for key, each in value.items() if (new := phrased(each, forms))}
        return pydyf.Dictionary(value | found) if found else None
    if isinstance(value, pydyf.Array):
        made = [phrased(each, forms) for each in value]
        if any(each is not None for each in made):
            pairs = zip(made, value, strict=True)
            return pydyf.Array(old if new is None else new for new, old in pairs)
    return None


def filled(value: Any, texts: Sequence[str]) -> Any:  # noqa: ANN401
    """The value with these texts in its phrases."""
    if isinstance(value, Phrase):
        return pydyf.String(value.filled(texts))
    if isinstance(value, pydyf.Dictionary):
        return pydyf.Dictionary({key: filled(each, texts) for key, each in value.items()})
    if isinstance(value, pydyf.Array):
        return pydyf.Array(filled(each, texts) for each in value)
    return value
