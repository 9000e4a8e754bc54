"""After the meeting: what came of it goes into the interview's file, and who was named gets one."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Any

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


@dataclass(frozen=True)
class Answers:
    """What somebody says about a meeting that is over; each text as its field wants it."""

    takeaways: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    promises: tuple[tuple[str, date | None], ...] = ()
    named: tuple[tuple[str, str, bool], ...] = ()
    """Name, email address or "", and whether the contact's own name may be used."""
    progress: tuple[str, ...] = ()
    surprises: str = ""
    fit: int | None = None


class Unusable(Exception):
    """An answer that its field cannot take."""


def debrief(project: Project, interview: Interview, path: Path, answers: Answers) -> list[Receipt]:
    """Write the outcome into the interview's file, and a file for each person who was named.

    Raises:
        Unusable: an answer cannot be used; nothing was written.
    """
    day = interview.meeting.date or project.today
    additions = _additions(answers, day)
    try:
        Outcome.model_validate(additions)
    except ValidationError as error:
        raise Unusable(_said(error)) from None
    files = {path.name: _with_outcome(path, additions)}
    for name, email, permitted in answers.named:
        new = f"{slug(name)}.yaml"
        if not any(path.parent.glob(f"{slug(name)}.*")):
            files[new] = _introduced(interview, name, email, day if permitted else None)
    return write(path.parent, {name: Artifact("", data) for name, data in files.items()})


def _additions(answers: Answers, day: date) -> Additions:
    """The answers as the file has them; what was not answered is left out."""
    promises = [{"what": what} | ({"due": due} if due else {}) for what, due in answers.promises]
    named = [
        {"name": name} | ({"email": email} if email else {}) | ({"permission": day} if may else {})
        for name, email, may in answers.named
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


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    return str(first.get("ctx", {}).get("error", first["msg"]))


def _with_outcome(path: Path, additions: Additions) -> bytes:
    """The file's bytes with the additions, in its own line ends, read once more to be sure."""
    raw = path.read_bytes()
    text = text_of(path)
    new = spliced(text, tree_of(text, path, INTERVIEW), "outcome", additions)
    read_text(Interview, new, path, INTERVIEW, id=path.stem)
    ends = "\r\n" if b"\r\n" in raw else "\n"
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    return mark + new.replace("\n", ends).encode()


def _introduced(interview: Interview, name: str, email: str, permission: date | None) -> bytes:
    """An interview with somebody who was named, by way of the contact who named them."""
    contact, meeting = interview.contact, interview.meeting
    when = f" on {month_day(meeting.date)}" if meeting.date else ""
    values = {
        "referrer": contact.name,
        "contact": name,
        "relation": f"with whom I spoke{when}",
        "topic": interview.topic,
        "via": interview.id,
        "mode": meeting.mode,
        "minutes": meeting.minutes,
    }
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    quoted["contact_email_line"] = (
        f"email: {json.dumps(email)}" if email else "# email: them@example.org"
    )
    quoted["permission_line"] = (
        f"permission: {permission}"
        if permission
        else "# permission: 2027-03-11, the day on which they allowed you to use their name"
    )
    template = BUILT_IN_PACK / "templates" / "new" / "named.yaml"
    return Template(template.read_text(encoding="utf-8")).substitute(quoted).encode()
