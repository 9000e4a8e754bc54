"""Cross-references: every id, kind and theme that a file names must exist."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from generator.errors import Place, Problem, Source, nearest
from generator.load.gather import Gather
from generator.model import Catalog, Chosen, Interview, Library
from generator.model.base import slug

ID = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
WHOLE = 10_000
"""Long enough that no text is cut when two of them are compared."""


def resolve(library: Library, catalog: Catalog, gather: Gather) -> Library:
    """The library with each chosen question found in the bank, or known to be the user's own."""
    if library.interviews and library.seeker is None:
        source = library.sources[library.interviews[0].id]
        path = source.path.parent.parent / "seeker.yaml"
        message = "There is an interview, but nobody who asks: this file is missing."
        hint = "Make it with name, email and introduction."
        gather.problems.append(Problem(path, Place(), message, hint))
    for interview in library.interviews:
        gather.problems += _names(interview, library.sources[interview.id], catalog)
    interviews = tuple(_found(interview, library, gather) for interview in library.interviews)
    return replace(library, interviews=interviews)


def _names(interview: Interview, source: Source, catalog: Catalog) -> Iterator[Problem]:
    for i, name in enumerate(interview.documents or ()):
        if name not in catalog.kinds:
            hint = nearest(name, catalog.kinds, "the kinds are")
            yield source.problem(f"There is no kind “{name}”.", ("documents", i), hint)
    if interview.theme and interview.theme not in catalog.themes:
        hint = nearest(interview.theme, catalog.themes, "the themes are")
        yield source.problem(f"There is no theme “{interview.theme}”.", ("theme",), hint)


def _found(interview: Interview, library: Library, gather: Gather) -> Interview:
    source = library.sources[interview.id]
    by_text = {slug(question.text, WHOLE): question.id for question in library.questions}
    known = frozenset(by_text.values())
    chosen = [_resolved(entry, known, by_text) for entry in interview.questions]
    for i, entry in enumerate(chosen):
        if entry.text is None and entry.id not in known:
            message = f"There is no question “{entry.id}” in the bank."
            hint = nearest(entry.id or "", known) or "askwell questions lists every id."
            gather.problems.append(source.problem(message, ("questions", i), hint))
    for name, count in Counter(entry.id or entry.text for entry in chosen).items():
        if count > 1:
            message = f"The question “{name}” is chosen {count} times."
            gather.problems.append(source.problem(message, ("questions",), "Keep it once."))
    return interview.model_copy(update={"questions": tuple(chosen)})


def _resolved(entry: Chosen, known: frozenset[str], by_text: dict[str, str]) -> Chosen:
    """An entry that is an id, or a text of the bank, as a reference into the bank."""
    if entry.id is not None or entry.text is None:
        return entry
    if ID.fullmatch(entry.text):
        return entry.model_copy(update={"id": entry.text, "text": None})
    same = by_text.get(slug(entry.text, WHOLE))
    return entry.model_copy(update={"id": same, "text": None}) if same in known else entry
