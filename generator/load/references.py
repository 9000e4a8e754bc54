"""Cross-references: every id, kind and theme that a file names must exist."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.errors import Loc, Problem, Source, nearest
from generator.load.folders import names
from generator.load.gather import Gather
from generator.model import Catalog, Chosen, Interview, Library
from generator.model.base import slug

ID = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
WHOLE = 10_000
"""Long enough that no text is cut when two of them are compared."""


def resolve(library: Library, catalog: Catalog, gather: Gather) -> Library:
    """The library with each chosen question found in the bank, or known to be the user's own."""
    if library.organization and library.organization_source:
        name, source = library.organization.theme, library.organization_source
        gather.problems += _theme(name, source, catalog)
    for interview in library.interviews:
        gather.problems += _names(interview, library.sources[interview.id], catalog)
    interviews = tuple(_found(interview, library, gather) for interview in library.interviews)
    return replace(library, interviews=interviews)


def _names(interview: Interview, source: Source, catalog: Catalog) -> Iterator[Problem]:
    for i, name in enumerate(interview.documents or ()):
        if name not in catalog.kinds and not _is_broken(name, "kinds", catalog):
            hint = nearest(name, catalog.kinds, "the kinds are")
            yield source.problem(f"There is no kind “{name}”.", ("documents", i), hint)
    yield from _theme(interview.theme, source, catalog)


def _theme(name: str | None, source: Source, catalog: Catalog) -> Iterator[Problem]:
    if name and name not in catalog.themes and not _is_broken(name, "themes", catalog):
        hint = nearest(name, catalog.themes, "the themes are")
        yield source.problem(f"There is no theme “{name}”.", ("theme",), hint)


def _is_broken(name: str, group: str, catalog: Catalog) -> bool:
    """Whether it is there and was not understood, which has been said already."""
    return name in names(list(catalog.folders), group)


def _found(interview: Interview, library: Library, gather: Gather) -> Interview:
    source = library.sources[interview.id]
    by_text = {slug(question.text, WHOLE): question.id for question in library.questions}
    known = frozenset(question.id for question in library.questions)
    chosen = [_resolved(entry, known, by_text) for entry in interview.questions]
    first: dict[str | None, int] = {}
    for i, entry in enumerate(chosen):
        loc: Loc = ("questions", i, "id")
        if entry.text is None and entry.id not in known:
            message = f"There is no question “{entry.id}” in the bank."
            hint = nearest(entry.id or "", known) or "This lists every id: askwell questions"
            gather.problems.append(source.problem(message, loc, hint))
        name = entry.id or entry.text
        if first.setdefault(name, i) != i:
            line = source.place(("questions", first[name])).line
            hint = f"It is on line {line} already; keep one of them."
            message = f"The question “{name}” is chosen twice."
            gather.problems.append(source.problem(message, loc, hint))
    return interview.model_copy(update={"questions": tuple(chosen)})


def _resolved(entry: Chosen, known: frozenset[str], by_text: dict[str, str]) -> Chosen:
    """An entry that is an id, or a text of the bank, as a reference into the bank."""
    if entry.id is not None or entry.text is None:
        return entry
    if ID.fullmatch(entry.text):
        return entry.model_copy(update={"id": entry.text, "text": None})
    same = by_text.get(slug(entry.text, WHOLE))
    return entry.model_copy(update={"id": same, "text": None}) if same in known else entry
