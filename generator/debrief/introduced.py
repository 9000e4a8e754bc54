"""A file for somebody who was named, so that they can be asked next."""

import json
from datetime import date
from string import Template

from generator.debrief.answers import Somebody
from generator.model import Interview
from generator.project import BUILT_IN_PACK
from generator.typography import month_day


def introduced(interview: Interview, person: Somebody, day: date) -> bytes:
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
