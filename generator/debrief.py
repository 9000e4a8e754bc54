"""After the meeting: what came of it goes into the interview's file, and who was named gets one."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from pydantic import ValidationError

from generator.documents import Artifact, Receipt
from generator.load.content import INTERVIEW
from generator.model import Interview, Outcome
from generator.model.base import slug
from generator.project import BUILT_IN_PACK, Project
from generator.reading import read_text, tree_of
from generator.reading.splice import Additions, spliced
from generator.reading.tree import text_of
from generator.typography import month_day
from generator.write import write

ADDRESS = re.compile(r"(?P<who>[^<]+?)\s*<(?P<email>[^>]+)>")
BEHIND = re.compile(r"(?i)(?:[js]r|esq|i{2,3}|iv|(?:ph|ed|[mj])\.?d|dds|rn|pe|cpa|mba|mph)\.?")
"""What stands behind a name and a comma and belongs to it."""


class Somebody(NamedTuple):
    """Whom the contact named, as far as that was said."""

    name: str
    title: str = ""
    organization: str = ""
    email: str = ""
    permitted: bool = False
    """Whether the contact's own name may be used."""

    @classmethod
    def of(cls, text: str) -> "Somebody":
        """Read ``Ana Reyes, Chief Scientist, Acme <ana@example.org>``; only the name must be."""
        found = ADDRESS.fullmatch(text.strip())
        who, email = (found["who"], found["email"]) if found else (text.strip(), "")
        name, *rest = (part.strip() for part in who.split(","))
        while rest and BEHIND.fullmatch(rest[0]):
            name = f"{name}, {rest.pop(0)}"
        title, organization = (*rest[:1], ""), (", ".join(rest[1:]))
        return cls(name, title[0], organization, email)


@dataclass(frozen=True)
class Answers:
    """What somebody says about a meeting that is over; each text as its field wants it."""

    takeaways: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    promises: tuple[tuple[str, date | None], ...] = ()
    named: tuple["Somebody", ...] = ()
    progress: tuple[str, ...] = ()
    surprises: str = ""
    fit: int | None = None


ENTRIES: dict[str, Callable[[Any], str]] = {
    "takeaways": str,
    "next_steps": str,
    "progress": str,
    "promises": lambda promise: str(promise.what),
    "named": lambda person: str(person.name.casefold()),
}
"""The lists of an outcome, and what two equal entries have in common."""


class Unusable(Exception):
    """An answer that its field cannot take."""


def debrief(project: Project, interview: Interview, path: Path, answers: Answers) -> list[Receipt]:
    """Write the outcome into the interview's file, and a file for each person who was named.

    Raises:
        Unusable: an answer cannot be used; nothing was written.
    """
    path = path.resolve()  # a link stays one: the file that it leads to is the student's, too
    day = interview.meeting.date or project.today
    known = interview.outcome or Outcome()
    additions = _additions(answers, day)
    try:
        said = Outcome.model_validate(additions)
    except ValidationError as error:
        raise Unusable(_said(error)) from None
    additions = {key: value for key, value in _new(additions, said, known).items() if value}
    if not interview.meeting.date and not known.day:
        additions["day"] = day
    files = {path.name: _with_outcome(path, additions)}
    for person in answers.named:
        name = slug(person.name)
        if not any(path.parent.glob(f"{name}.*")):
            files[f"{name}.yaml"] = _introduced(interview, person, day)
    return write(path.parent, {name: Artifact("", data) for name, data in files.items()})


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


def _new(additions: Additions, said: Outcome, known: Outcome) -> Additions:
    """The additions without what is in the file already: nobody thanks for the same thing twice."""
    written = {each.name.casefold(): each for each in known.named}
    for person in said.named:
        there = written.get(person.name.casefold())
        if there and person.permission and not there.permission:
            where = f"“{person.name}” is in the file already. Add it there, below the name"
            message = f"{where}: permission: {person.permission}."
            raise Unusable(message)
    found = dict(additions)
    for key, what in ENTRIES.items():
        pairs = zip(map(what, getattr(said, key)), additions.get(key, ()), strict=True)
        each_once = dict(reversed([*pairs]))
        for entry in getattr(known, key):
            each_once.pop(what(entry), None)
        found[key] = list(each_once.values())[::-1]
    return found


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    refused = first.get("ctx", {}).get("error", first["msg"])
    return f"{refused} {getattr(refused, 'hint', '')}".strip()


def _with_outcome(path: Path, additions: Additions) -> bytes:
    """The file's bytes with the additions, in its own line ends, read once more to be sure."""
    raw = path.read_bytes()
    text = text_of(path)
    new = spliced(text, tree_of(text, path, INTERVIEW), "outcome", additions)
    read_text(Interview, new, path, INTERVIEW, id=path.stem)
    ends = "\r\n" if b"\r\n" in raw else "\n"
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    return mark + new.replace("\n", ends).encode()


def _introduced(interview: Interview, person: Somebody, day: date) -> bytes:
    """An interview with somebody who was named, by way of the contact who named them."""
    contact, meeting = interview.contact, interview.meeting
    when = f" on {month_day(meeting.date)}" if meeting.date else ""
    spoke = f"with whom I spoke{when}"
    values = {
        "referrer": contact.name,
        "contact": person.name,
        "relation": "who answered my questions" if meeting.mode == "email_qa" else spoke,
        "topic": interview.topic,
        "via": interview.id,
        "mode": meeting.mode,
        "minutes": meeting.minutes,
    }
    quoted = {key: _quoted(value) for key, value in values.items()}
    known = {"title": person.title, "organization": person.organization, "email": person.email}
    lines = [f"{key}: {_quoted(value)}" for key, value in known.items() if value]
    lines += [] if person.email else ["# email: them@example.org"]
    quoted["contact_lines"] = "\n  ".join(lines)
    quoted["permission_line"] = (
        f"permission: {day}"
        if person.permitted
        else "# permission: 2027-03-11, the day on which they allowed you to use their name"
    )
    template = BUILT_IN_PACK / "templates" / "new" / "named.yaml"
    return Template(template.read_text(encoding="utf-8")).substitute(quoted).encode()


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
