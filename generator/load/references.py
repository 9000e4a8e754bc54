"""Cross-references: every id, kind and theme that a file names must exist."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from generator.errors import Loc, Problem, Source
from generator.load.bank import UNHIDE, where
from generator.load.folders import files, names
from generator.load.gather import Gather
from generator.load.rules import unknown_rules
from generator.model import Agenda, Catalog, Chosen, Contact, Interview, Library, Organization
from generator.model.interview import Named
from generator.model.slugs import bare
from generator.spelling import brief, nearest

ID = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
Asks = TypeVar("Asks", Interview, Agenda)
"""What has questions."""
PRESETS = "presets", "questions"
"""Where a preset may be lacking: one that has no question in the bank is left out."""


def resolve(library: Library, catalog: Catalog, gather: Gather) -> Library:
    """The library with each chosen question found in the bank, or known to be the user's own."""
    if library.organization and library.organization_source:
        source = library.organization_source
        gather.problems += _theme(library.organization.theme, source, catalog)
        gather.problems += _editions(library.organization.editions, source, catalog)
        gather.problems += _same_audience(library.organization, source)
        gather.missing(_audiences(library, source), "questions", "presets")
    references = References(library, catalog)
    interviews = []
    for interview in library.interviews:
        source = library.sources[interview.id]
        via = {each.id: each.via for each in library.interviews}
        gather.missing(_via(interview, source, via), "interviews")
        gather.missing(_known_people(interview, source, via), "interviews")
        gather.problems += _circle(interview, source, via)
        interviews.append(references.resolved(interview, source, gather))
    gather.problems += unknown_rules(library)
    return library._replace(interviews=tuple(_with_introductions(interviews)))


def _with_introductions(interviews: Sequence[Interview]) -> Iterator[Interview]:
    """The interviews, where it is known which of them are with people who were named in others."""
    known = {each.id: each for each in interviews}
    after = {(each.via, _key(each.contact)): each for each in interviews if each.via}
    for interview in interviews:
        outcome = interview.outcome
        if outcome and outcome.named:
            named = [
                _met(each, known.get(each.interview or "") or after.get((interview.id, _key(each))))
                for each in outcome.named
            ]
            outcome = outcome.model_copy(update={"named": tuple(named)})
            yield interview.model_copy(update={"outcome": outcome})
        else:
            yield interview


def _key(person: Contact | Named) -> str:
    return person.name.casefold()


def _met(person: Named, theirs: Interview | None) -> Named:
    """Somebody who was named, and the interview with them, if there is one."""
    if theirs is None:
        return person
    asked = person.asked or theirs.asked
    return person.model_copy(update={"asked": asked, "interview": theirs.id})


class References:
    """What an interview may name, ready for any number of them."""

    def __init__(self, library: Library, catalog: Catalog) -> None:
        self.library = library
        self.catalog = catalog
        self.bank = _Bank(library)
        self.fine: set[tuple[object, ...]] = set()
        """What was looked up and is there; thousands of rows name the same."""

    def resolved(self, interview: Interview, source: Source, gather: Gather) -> Interview:
        """The interview with each chosen question found in the bank, or known to be its own."""
        named = interview.documents, tuple(interview.sent), interview.theme
        asked = interview.preset, interview.opt_in
        if (*named, *asked) not in self.fine:
            before = len(gather.problems)
            gather.problems += _names(interview, source, self.catalog)
            gather.missing(_preset(interview.preset, source, self.library), *PRESETS)
            gather.missing(_opted_in(interview, source, self.library), "questions")
            if len(gather.problems) == before:
                self.fine.add((*named, *asked))
        return _found(interview, source, self.bank, gather)

    def planned(self, agenda: Agenda, source: Source, gather: Gather) -> Agenda:
        """The same of what is to be asked where there is nobody to ask yet."""
        gather.missing(_preset(agenda.preset, source, self.library), *PRESETS)
        return _found(agenda, source, self.bank, gather)


def _names(interview: Interview, source: Source, catalog: Catalog) -> Iterator[Problem]:
    places: list[tuple[Loc, str]] = [
        *((("documents", i), name) for i, name in enumerate(interview.documents or ())),
        *((("sent", name), name) for name in interview.sent),
    ]
    for loc, name in places:
        if name not in catalog.kinds and not _is_broken(name, catalog):
            hint = nearest(name, catalog.kinds) or "This lists every kind: askwell kinds"
            message = f"There is no kind “{brief(name)}”."
            yield source.problem(message, loc, hint, at_key=loc[0] == "sent")
    yield from _theme(interview.theme, source, catalog)


def _opted_in(interview: Interview, source: Source, library: Library) -> Iterator[Problem]:
    """A category that is not there."""
    optional = [category.id for category in library.bank if category.opt_in]
    for i, name in enumerate(interview.opt_in):
        if name not in optional:
            message = f"There is no category “{brief(name)}” that one can opt in to."
            yield source.problem(message, ("opt_in", i), nearest(name, optional, "there is"))


def _preset(name: str | None, source: Source, library: Library) -> Iterator[Problem]:
    if name and name not in library.presets:
        hint = nearest(name, library.presets, "the presets are")
        yield source.problem(f"There is no preset “{brief(name)}”.", ("preset",), hint)


def _via(interview: Interview, source: Source, via: Mapping[str, str | None]) -> Iterator[Problem]:
    """An interview that came of one that is not there."""
    if interview.via is not None and interview.via not in via:
        message = f"There is no interview “{brief(interview.via)}”."
        yield source.problem(message, ("via",), nearest(interview.via, via, "there are"))


def _known_people(
    interview: Interview, source: Source, known: Collection[str]
) -> Iterator[Problem]:
    """Somebody who was named, with an interview that is not there."""
    for i, person in enumerate(interview.outcome.named if interview.outcome else ()):
        if person.interview is not None and person.interview not in known:
            message = f"There is no interview “{person.interview}”."
            hint = nearest(person.interview, known, "there are")
            yield source.problem(message, ("outcome", "named", i, "interview"), hint)
        elif person.interview == interview.id:
            message = f"This is the interview “{interview.id}” itself."
            hint = "Name the interview with the person who was named, or take “interview:” out."
            yield source.problem(message, ("outcome", "named", i, "interview"), hint)


def _circle(
    interview: Interview, source: Source, via: Mapping[str, str | None]
) -> Iterator[Problem]:
    """An interview that came in the end of itself."""
    steps = [interview.id]
    while (name := via.get(steps[-1])) and name not in steps:
        steps.append(name)
    if name == interview.id:
        message = f"These interviews came of each other: {' → '.join([*steps, name])}."
        yield source.problem(message, ("via",), "Take “via:” out of the one that was first.")


def _theme(name: str | None, source: Source, catalog: Catalog) -> Iterator[Problem]:
    themes = names(catalog.folders, "themes")
    if name and name not in themes:
        hint = nearest(name, themes, "the themes are")
        yield source.problem(f"There is no theme “{brief(name)}”.", ("theme",), hint)


def _editions(names: Iterable[str], source: Source, catalog: Catalog) -> Iterator[Problem]:
    known = {path.stem for path in files(catalog.folders, "editions")}
    for i, name in enumerate(names):
        if name not in known:
            hint = nearest(name, known, "the editions are")
            yield source.problem(f"There is no edition “{brief(name)}”.", ("editions", i), hint)


def _same_audience(organization: Organization, source: Source) -> Iterator[Problem]:
    """Two audiences that would have one page."""
    audiences = organization.site.audiences
    for i, audience in enumerate(audiences):
        if audience.id in [each.id for each in audiences[:i]]:
            message = f"There is an audience “{brief(audience.id)}” already."
            hint = "Give this one another title, or an id of its own."
            yield source.problem(message, ("site", "audiences", i), hint)


def _audiences(library: Library, source: Source) -> Iterator[Problem]:
    """A category or a preset that a page for an audience would show, and that is not there."""
    audiences = library.organization.site.audiences if library.organization else ()
    known = {
        "categories": [category.id for category in library.bank],
        "presets": list(library.presets),
    }
    for i, audience in enumerate(audiences):
        loc: Loc = ("site", "audiences", i)
        for group, one in (("categories", "category"), ("presets", "preset")):
            for j, name in enumerate(getattr(audience, group)):
                if name not in known[group]:
                    hint = nearest(name, known[group], f"the {group} are")
                    message = f"There is no {one} “{brief(name)}”."
                    yield source.problem(message, (*loc, group, j), hint)


def _is_broken(kind: str, catalog: Catalog) -> bool:
    """Whether it is there and was not understood, which has been said already."""
    return kind in names(catalog.folders, "kinds")


class _Bank:
    """The questions by id, and by their words for those who copied them."""

    def __init__(self, library: Library) -> None:
        self.questions = {question.id: question for question in library.questions}
        self.hidden = library.hidden

    @cached_property
    def by_words(self) -> dict[str, str]:
        return {bare(each.text): each.id for each in self.questions.values()}

    def resolved(self, entry: Chosen) -> Chosen:
        """An entry that is an id, or a text of the bank, as a reference into the bank."""
        if entry.id is not None or entry.text is None:
            return entry
        if ID.fullmatch(entry.text):
            return entry.model_copy(update={"id": entry.text, "text": None})
        words = bare(entry.text)
        same = self.by_words.get(words, words if words in self.questions else None)
        return entry.model_copy(update={"id": same, "text": None}) if same else entry


def _lacking(name: str, bank: _Bank) -> tuple[str, str]:
    """That a question is not in the bank, or hidden in it; and what to do about it."""
    if name in bank.hidden:
        return f"The question “{name}” is hidden: {where(*bank.hidden[name])}.", UNHIDE
    hint = nearest(name, bank.questions) or "This lists every id: askwell questions"
    return f"There is no question “{brief(name)}” in the bank.", hint


def _found(interview: Asks, source: Source, bank: _Bank, gather: Gather) -> Asks:
    if not interview.questions:
        return interview
    chosen = [bank.resolved(entry) for entry in interview.questions]
    first: dict[str | None, int] = {}
    for i, entry in enumerate(chosen):
        loc: Loc = ("questions", i, "id")
        if entry.text is None and entry.id not in bank.questions:
            message, hint = _lacking(entry.id or "", bank)
            gather.missing([source.problem(message, loc, hint)], "questions")
        name = entry.id or entry.text
        if first.setdefault(name, i) != i:
            line = source.place(("questions", first[name])).line
            hint = f"It is on line {line} already; keep one of them."
            message = f"The question “{brief(name)}” is chosen twice."
            gather.problems.append(source.problem(message, loc, hint))
    return interview.model_copy(update={"questions": tuple(chosen)})
