"""Which texts of the user there are, what each of them is for, and where it stands."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.errors import Loc, Source
from generator.lint.words import Words
from generator.model import Interview, Library, Seeker
from generator.model.rules import Sort

INTERVIEW: dict[str, Sort] = {
    "topic": "request",
    "goal": "note",
    "contact.reason": "request",
    "contact.found_via": "request",
    "contact.event.said": "request",
    "contact.platform.about": "request",
    "assignment.shared_with": "request",
    "questions.*.text": "question",
    "outcome.takeaways.*": "thanks",
    "outcome.next_steps.*": "thanks",
    "outcome.promises.*.what": "thanks",
    "outcome.progress.*": "thanks",
    "outcome.surprises": "note",
}
SEEKER: dict[str, Sort] = {
    "introduction": "request",
    "background": "request",
    "availability.*": "request",
}
"""The path of each text; ``*`` stands for every entry of a list."""


class Text(NamedTuple):
    """Something that the user wrote."""

    words: Words
    sort: Sort
    source: Source
    loc: Loc


def of_people(library: Library, interview: Interview) -> Iterator[Text]:
    """What the seeker wrote for an interview, and what every interview says of the seeker."""
    yield from _texts(interview, INTERVIEW, library.sources[interview.id])
    if library.seeker and library.seeker_source:
        yield from _texts(library.seeker, SEEKER, library.seeker_source)


def of_bank(library: Library) -> Iterator[Text]:
    """The questions that the project itself added to the bank, or reworded."""
    for question in library.questions:
        if question.id in library.places:
            source, loc = library.places[question.id]
            yield Text(Words.of(question.text), "question", source, loc)
            for i, probe in enumerate(question.probes):
                yield Text(Words.of(probe), "question", source, (*loc, "probes", i))


def _texts(owner: Interview | Seeker, paths: dict[str, Sort], source: Source) -> Iterator[Text]:
    for path, sort in paths.items():
        for loc, text in at(owner, path):
            if isinstance(text, str):
                yield Text(Words.of(text), sort, source, loc)


def at(owner: object, path: str, above: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """Every value that there is at a path, and where it stands."""
    name, _, rest = path.partition(".")
    for key, value in _entries(owner) if name == "*" else [(name, getattr(owner, name, None))]:
        if value is not None and rest:
            yield from at(value, rest, (*above, key))
        elif value is not None:
            yield (*above, key), value


def _entries(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, tuple):
        return enumerate(value)
    return value.items() if isinstance(value, dict) else ()
