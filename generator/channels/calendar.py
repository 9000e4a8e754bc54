"""A file for a calendar program (RFC 5545): the meeting, and a day for everything that is due.

VCALENDAR
├── VTIMEZONE      where the meeting has a zone
├── VEVENT         the meeting: timed, or all day while its time is open
│   └── VALARM     so many minutes before
└── VEVENT …       one for each deadline: all day, and nobody is busy for it

There is no METHOD: the file is to be imported, and invites nobody.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from generator.documents import Artifact, Composition, Selection
from generator.errors import InputError
from generator.model import Interview

if TYPE_CHECKING:
    from icalendar import Event, Timezone, TimezoneDaylight, TimezoneStandard

PART = "note.txt"
"""A paragraph for each entry: its title in the first line, and its text below."""
PRODUCT = "-//askwell//askwell//EN"
MEETING = "meeting"
DAY = timedelta(days=1)


def typeset(composition: Composition) -> Artifact:
    """An ``.ics`` file. One day gives the same bytes again; a later file updates an earlier one.

    Raises:
        InputError: the kind is not for interviews, or has no paragraph for each entry.
    """
    from icalendar import Calendar  # noqa: PLC0415 - it takes a tenth of a second

    selection = composition.selection
    interview = _interview(selection)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    paragraphs = iter(_paragraphs(composition, interview))
    if interview.meeting.date:
        calendar.add_component(_meeting(interview, next(paragraphs), selection))
    for deadline, text in zip(selection.deadlines, paragraphs, strict=True):
        event = _event(f"{deadline.kind}/{deadline.number}", text, selection)
        _all_day(event, deadline.day)
        calendar.add_component(event)
    for name in calendar.get_missing_tzids():
        zone = _timezone(name, (interview.meeting.date or selection.today).year)
        calendar.subcomponents.insert(0, zone)
    return Artifact(".ics", calendar.to_ical())


def _interview(selection: Selection) -> Interview:
    if selection.interview is None:
        message = f"The kind “{selection.kind.name}” has the channel “calendar”, but no meeting."
        hint = "Make it for interviews: made_for: [interview]"
        raise InputError([selection.kind_source.problem(message, ("made_for",), hint)])
    return selection.interview


def _paragraphs(composition: Composition, interview: Interview) -> list[str]:
    """The text of each entry."""
    text = composition.parts[PART]
    found = text.split("\n\n") if text else []
    wanted = len(composition.selection.deadlines) + (interview.meeting.date is not None)
    if len(found) != wanted:
        kind = composition.selection.kind
        message = f"{PART}.j2 of “{kind.name}” has words for {len(found)} of {wanted} days."
        hint = "Write a paragraph for the meeting, if it has a day, and for each of the deadlines."
        raise InputError([composition.selection.kind_source.problem(message, hint=hint)])
    return found


def _meeting(interview: Interview, text: str, selection: Selection) -> "Event":
    meeting = interview.meeting
    event = _event(MEETING, text, selection)
    if meeting.start and meeting.end:
        event.add("dtstart", meeting.start)
        event.add("dtend", meeting.end)
        _remind(event, selection.policy.alarm_minutes)
    elif meeting.date:
        _all_day(event, meeting.date)
    phone = interview.contact.phone if meeting.mode == "phone" else None
    if place := meeting.place or phone or meeting.link:
        event.add("location", place)
    if meeting.link:
        event.add("url", meeting.link)
    return event


def _event(name: str, text: str, selection: Selection) -> "Event":
    """An entry under a name that stays, so that the program knows it again."""
    from icalendar import Event  # noqa: PLC0415 - as above

    assert selection.interview
    event, (title, _, description) = Event(), text.partition("\n")
    owner = uuid5(NAMESPACE_URL, f"mailto:{selection.seeker.email}" if selection.seeker else "")
    changed = datetime.combine(selection.today, time(), UTC)
    event.add("uid", str(uuid5(owner, f"{selection.interview.id}/{name}")))
    event.add("sequence", selection.today.toordinal())
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", title)
    if description:
        event.add("description", description)
    return event


def _all_day(event: "Event", day: date) -> None:
    event.add("dtstart", day)
    event.add("dtend", day + DAY)
    event.add("transp", "TRANSPARENT")


def _remind(event: "Event", minutes: int) -> None:
    from icalendar import Alarm  # noqa: PLC0415 - as above

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event["summary"])
    alarm.add("trigger", -timedelta(minutes=minutes))
    event.add_component(alarm)


@cache
def _timezone(name: str, year: int) -> "Timezone":
    """What the clocks of a zone do in a year, for programs that do not know the zone's name."""
    from icalendar import Timezone  # noqa: PLC0415 - as above

    zone = Timezone.from_tzid(name, first_date=date(year, 1, 1), last_date=date(year + 1, 1, 1))
    parts: list[TimezoneStandard | TimezoneDaylight] = [*zone.standard, *zone.daylight]
    for part in parts:
        # The library gives the first moment by the new clock; what is wanted is that moment by the
        # old one (RFC 5545, 3.6.5), which differs where the clocks are put forward.
        forward = part.TZOFFSETTO - part.TZOFFSETFROM
        part.DTSTART -= max(forward, timedelta())
    return zone
