"""After the meeting: what came of it goes into the interview's file, and who was named gets one."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.debrief.answers import Answers as Answers
from generator.debrief.answers import Somebody as Somebody
from generator.debrief.introduced import introduced
from generator.documents import Artifact, Receipt
from generator.errors import Refused, WrongUsage
from generator.load.content import INTERVIEW
from generator.model import Interview, Outcome
from generator.model.slugs import slug
from generator.project import Project
from generator.reading import read_text, tree_of
from generator.reading.splice import Additions, Amendment, spliced
from generator.reading.tree import in_lines
from generator.write import write

ENTRIES: dict[str, Callable[[Any], str]] = {
    "takeaways": str,
    "next_steps": str,
    "progress": str,
    "promises": lambda promise: str(promise.what),
    "named": lambda person: str(person.name.casefold()),
}
"""The lists of an outcome, and what two equal entries have in common."""
ALONE = {"promises": "what", "named": "name"}
"""The lists whose entries may be a text alone, and the key that it stands for."""


class Unusable(WrongUsage):
    """An answer that its field cannot take."""


def debrief(project: Project, interview: Interview, path: Path, answers: Answers) -> list[Receipt]:
    """Write the outcome into the interview's file, and a file for each person who was named.

    Raises:
        Unusable: an answer cannot be used; nothing was written.
    """
    path = path.resolve()  # a link stays one: the file that it leads to is the student's, too
    known = interview.outcome or Outcome()
    written = interview.meeting.date or known.day
    if answers.day and written and answers.day != written:
        message = f"In the file is another day: {written}. Mend it there if that is wrong."
        raise Unusable(message)
    day = written or answers.day or project.today
    _check_thanks(answers.thanked, day, project.today)
    additions = _additions(answers, day)
    try:
        said = Outcome.model_validate(additions)
    except ValidationError as error:
        raise Unusable(_said(error)) from None
    amended = [*_amended(additions, said, known), *_kept(answers, known, project.today)]
    additions = {key: value for key, value in _new(additions, said, known).items() if value}
    if (additions or answers.day) and not written:
        additions["day"] = day
    sent = {"thank-you-email": answers.thanked} if answers.thanked else {}
    files = {path.name: _with_outcome(path, additions, amended, sent)}
    for person in answers.named:
        name = slug(person.name)
        if not any(path.parent.glob(f"{name}.*")):
            files[f"{name}.yaml"] = introduced(interview, person, day)
    return write(path.parent, {name: Artifact("", data) for name, data in files.items()})


def _check_thanks(thanked: date | None, talk: date, today: date) -> None:
    """Refuse thanks that are still to come, or came before there was anything to thank for."""
    if thanked and thanked > today:
        message = f"{thanked} is still to come: say that you thanked them when you have."
        raise Unusable(message)
    if thanked and thanked < talk:
        message = f"You cannot have thanked them on {thanked}: the talk was on {talk}."
        raise Unusable(message)


def _additions(answers: Answers, day: date) -> Additions:
    """The answers as the file has them; what was not answered is left out."""
    promises = [{"what": what} | ({"due": due} if due else {}) for what, due in answers.promises]
    named = [
        {key: value for key, value in person._asdict().items() if value and key != "permitted"}
        | ({"permission": day} if person.permitted else {})
        for person in answers.named
    ]
    found: dict[str, Any] = {
        "takeaways": list(answers.takeaways),
        "next_steps": list(answers.next_steps),
        "promises": promises,
        "named": named,
        "progress": list(answers.progress),
        "surprises": answers.surprises,
        "fit": answers.fit,
    }
    return {key: value for key, value in found.items() if value}


def _amended(additions: Additions, said: Outcome, known: Outcome) -> Iterator[Amendment]:
    """What is told now of promises and people of the file; a promise may get another day."""
    for key, alone in ALONE.items():
        places = {ENTRIES[key](each): i for i, each in enumerate(getattr(known, key))}
        for entry, addition in zip(getattr(said, key), additions.get(key, ()), strict=True):
            place = places.get(ENTRIES[key](entry))
            if place is None:
                continue
            there = getattr(known, key)[place]
            more = {
                name: value
                for name, value in addition.items()
                if name != alone and (getattr(there, name) is None or name == "due")
            }
            if any(getattr(entry, name) != getattr(there, name) for name in more):
                yield Amendment(key, place, alone, more)


def _kept(answers: Answers, known: Outcome, today: date) -> Iterator[Amendment]:
    """The days on which promises of the file were kept."""
    there = [each.what.casefold() for each in known.promises]
    for what, day in answers.kept:
        if what.casefold() not in there:
            promised = ", ".join(f"“{each.what}”" for each in known.promises) or "nothing"
            message = f"“{what}” is not what was promised. In the file is: {promised}."
            raise Unusable(message)
        yield Amendment("promises", there.index(what.casefold()), "what", {"done": day or today})


def _new(additions: Additions, said: Outcome, known: Outcome) -> Additions:
    """The additions without what is in the file already: nobody thanks for the same thing twice."""
    found = dict(additions)
    for key, what in ENTRIES.items():
        pairs = zip(map(what, getattr(said, key)), additions.get(key, ()), strict=True)
        each_once = dict(reversed([*pairs]))
        for entry in getattr(known, key):
            each_once.pop(what(entry), None)
        found[key] = list(each_once.values())[::-1]
    return found


def _said(error: ValidationError) -> str:
    refused = error.errors()[0].get("ctx", {}).get("error")
    if not isinstance(refused, Refused):
        return "One of the answers has no words in it."
    return f"{refused} {refused.hint}".strip()


def _with_outcome(
    path: Path, additions: Additions, amended: list[Amendment], sent: Additions
) -> bytes:
    """The file's bytes with what is new, read once more to be sure."""
    raw = path.read_bytes()
    encoding = "utf-8-sig" if raw.startswith(BOM_UTF8) else "utf-8"
    text = raw.decode(encoding)
    parts: list[tuple[str, Additions, list[Amendment]]]
    parts = [("outcome", additions, amended), ("sent", sent, [])]
    for key, more, about in parts:
        if more or about:
            tree = tree_of(in_lines(text), path, INTERVIEW)
            text = spliced(text, tree, key, more, about)
    read_text(Interview, in_lines(text), path, INTERVIEW, id=path.stem)
    return text.encode(encoding)
