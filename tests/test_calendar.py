"""The calendar file, as calendar programs read it: the icalendar library, and khal."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.parser import Contentlines

from generator.channels.calendar import typeset
from generator.documents import Composition
from generator.errors import InputError
from generator.model import Interview, Seeker
from tests.conftest import TODAY
from tests.values import INTERVIEWS, SEEKERS, composition, loaded

MEETING = {
    "mode": "video",
    "minutes": 25,
    "date": date(2027, 3, 11),
    "time": time(14, 30),
    "timezone": "America/New_York",
    "link": "https://meet.example.org/tern",
}


def interview(**meeting: object) -> Interview:
    """The sample's interview with another meeting."""
    sample = loaded()[0].interviews[0]
    return Interview.model_validate(
        sample.model_dump(exclude_none=True) | {"meeting": {**MEETING, **meeting}}
    )


def made(interview: Interview, today: date = TODAY, seeker: Seeker | None = None) -> bytes:
    """The file of an interview on a day."""
    composed = composition("calendar", interview, seeker)
    return typeset(composed._replace(selection=composed.selection._replace(today=today))).data


@dataclass(frozen=True)
class Entry:
    """An entry as a calendar shows it."""

    name: str
    title: str
    text: str | None
    place: str | None
    link: str | None
    begins: date
    ends: date
    busy: bool
    version: int
    changed: datetime
    alarms: list[timedelta]


def parsed(data: bytes) -> Calendar:
    """The file, read with every strictness that the library has."""
    calendar = Calendar.from_ical(data)
    lines: list[Any] = Contentlines.from_ical(data)  # type: ignore[no-untyped-call]
    for line in filter(None, lines):
        line.strict = True
        line.parts()
    for component in calendar.walk():
        required: tuple[str, ...] = component.required
        singletons: tuple[str, ...] = component.singletons
        assert component.errors == []
        assert [name for name in required if name not in component] == []
        assert [name for name in singletons if isinstance(component.get(name), list)] == []
    calendar.validate()  # type: ignore[no-untyped-call]
    return calendar


def entries(data: bytes) -> list[Entry]:
    """What a calendar shows of a file, the meeting first."""
    return [entry(event) for event in parsed(data).events]


def entry(event: Any) -> Entry:  # noqa: ANN401 - its values are of thirty types
    """One of them."""
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
    return Entry(
        name=str(event["UID"]),
        title=str(event["SUMMARY"]),
        text=event.get("DESCRIPTION"),
        place=event.get("LOCATION"),
        link=event.get("URL"),
        begins=event.start,
        ends=event.end,
        busy=event.get("TRANSP") != "TRANSPARENT",
        version=event["SEQUENCE"],
        changed=event["DTSTAMP"].dt,
        alarms=[alarm["TRIGGER"].dt for alarm in event.walk("VALARM")],
    )


def text_of(found: Entry) -> str:
    """The text of an entry that has one."""
    assert found.text
    return found.text


def test_the_meeting_is_there_with_its_zone() -> None:
    """Begin and end are moments of the meeting's zone, and the file says what its clocks do."""
    data = made(interview())
    meeting = entries(data)[0]
    zone = ZoneInfo("America/New_York")
    assert meeting.begins == datetime(2027, 3, 11, 14, 30, tzinfo=zone)
    assert meeting.ends == datetime(2027, 3, 11, 14, 55, tzinfo=zone)
    assert b"DTSTART;TZID=America/New_York:20270311T143000\r\n" in data
    assert [zone.tz_name for zone in parsed(data).timezones] == ["America/New_York"]


def test_the_meeting_says_whom_where_and_what_about() -> None:
    """Title, place and text are enough to find one's way to the meeting."""
    meeting = entries(made(interview()))[0]
    assert meeting.title == "Informational interview: Marcus Oyelaran"
    assert meeting.place == meeting.link == "https://meet.example.org/tern"
    assert "Water quality analyst, Tern River Watershed Council" in text_of(meeting)
    assert "Video call, 25 minutes, about water quality work." in text_of(meeting)
    assert meeting.alarms == [timedelta(minutes=-30)]


@pytest.mark.parametrize(
    ("meeting", "place"),
    [
        ({"mode": "in_person", "place": "Alder Hall, room 2", "link": None}, "Alder Hall, room 2"),
        ({"mode": "phone", "link": None}, "555-0142"),
        ({"mode": "in_person", "link": None}, None),
    ],
)
def test_the_place_is_where_one_goes(meeting: dict[str, object], place: str | None) -> None:
    """A room, a number to call, or nothing at all; never an empty place."""
    assert entries(made(interview(**meeting)))[0].place == place


def test_a_meeting_without_a_zone_is_at_local_time() -> None:
    """Nobody guesses the zone: the time is that of whichever clock hangs on the wall."""
    data = made(interview(timezone=None))
    assert b"DTSTART:20270311T143000\r\n" in data
    assert parsed(data).timezones == []


def test_a_meeting_without_a_time_takes_the_day() -> None:
    """It stands in the calendar, blocks nothing, and rings no bell at midnight."""
    meeting = entries(made(interview(time=None)))[0]
    assert (meeting.begins, meeting.ends) == (date(2027, 3, 11), date(2027, 3, 12))
    assert (meeting.busy, meeting.alarms) == (False, [])


def test_both_clocks_are_there_when_they_differ() -> None:
    """Whoever is elsewhere finds the time on their own clock in the text."""
    far = interview(timezone="America/Los_Angeles")
    seeker = Seeker(
        name="Ada Quill",
        email="ada@example.org",
        introduction="a student",
        timezone="America/New_York",
    )
    text = text_of(entries(made(far, seeker=seeker))[0])
    assert "2:30 p.m. PST is 5:30 p.m. EST for me." in text
    assert "for me" not in text_of(entries(made(interview(), seeker=seeker))[0])


def test_people_who_meet_in_one_place_have_one_clock() -> None:
    """Where both are in the room, what a clock at home shows is of no use."""
    seeker = Seeker(
        name="Ada Quill",
        email="ada@example.org",
        introduction="a student",
        timezone="Europe/Berlin",
    )
    here = interview(mode="in_person", timezone="America/Los_Angeles")
    assert " PST is " not in text_of(entries(made(here, seeker=seeker))[0])


def test_each_deadline_has_its_day() -> None:
    """The thank-you stands on the day it is due, blocks nothing, and says how long it may wait."""
    by_title = {each.title: each for each in entries(made(interview()))}
    thanks = by_title["Send the thank-you email (Marcus Oyelaran)"]
    assert (thanks.begins, thanks.ends) == (date(2027, 3, 12), date(2027, 3, 13))
    assert thanks.text == "In time until Wed., March 17, 2027."
    assert not thanks.busy
    assert by_title["Confirm the meeting (Marcus Oyelaran)"].text is None  # its day is the last


def test_what_is_done_says_so() -> None:
    """An entry that is in the calendar already is updated, and not left to nag."""
    before = interview()
    after = before.model_copy(update={"sent": {"thank-you-email": date(2027, 3, 12)}})
    old = {each.name: each.title for each in entries(made(before))}
    new = {each.name: each.title for each in entries(made(after))}
    assert old.keys() == new.keys()
    changed = [new[name] for name in old if old[name] != new[name]]
    assert changed == ["Done: Send the thank-you email (Marcus Oyelaran)"]


def test_names_stay_and_numbers_grow() -> None:
    """A later file has the same UIDs and a higher SEQUENCE, so that it replaces the earlier."""
    first, later = made(interview()), made(interview(time=time(16)), TODAY + timedelta(days=1))
    for old, new in zip(entries(first), entries(later), strict=True):
        assert old.name == new.name
        assert old.version < new.version
        assert new.changed == datetime(2027, 2, 23, tzinfo=UTC)


def test_no_two_people_share_a_name() -> None:
    """Another seeker's calendar, or another interview, has UIDs of its own."""
    one = interview()
    other = one.model_copy(update={"id": "other"})
    ada = Seeker(name="Ada Quill", email="ada@example.org", introduction="a student")
    files = [made(one), made(other), made(one, seeker=ada)]
    names = [each.name for data in files for each in entries(data)]
    assert len(set(names)) == len(names)


def test_nobody_is_invited() -> None:
    """The file is imported: no METHOD, no organizer, no attendee."""
    data = made(interview())
    assert not [word for word in (b"METHOD", b"ORGANIZER", b"ATTENDEE") if word in data]


@pytest.mark.parametrize(
    ("zone", "onsets"),
    [
        ("America/New_York", {(date(2027, 3, 14), 2), (date(2027, 11, 7), 2)}),
        ("Europe/Berlin", {(date(2027, 3, 28), 2), (date(2027, 10, 31), 3)}),
        ("Asia/Kolkata", set()),
    ],
)
def test_clocks_change_by_the_old_clock(zone: str, onsets: set[tuple[date, int]]) -> None:
    """A change of the clocks is given in the time that it ends (RFC 5545, 3.6.5)."""
    (found,) = parsed(made(interview(timezone=zone))).timezones
    starts = [start for start, _ in changes(found)]
    assert {(start.date(), start.hour) for start in starts} == onsets | {(date(2027, 1, 1), 0)}


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Dublin", "Africa/Casablanca"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_program_that_knows_no_zones_finds_the_moment(zone: str, month: int) -> None:
    """What the file itself says about the zone leads to the same moment as the zone's name."""
    day = date(2027, month, 15)
    (found,) = parsed(made(interview(timezone=zone, date=day))).timezones
    assert (
        offset_at(found, datetime.combine(day, time(14, 30)))
        == datetime.combine(day, time(14, 30), ZoneInfo(zone)).utcoffset()
    )


def offset_at(zone: Timezone, moment: datetime) -> timedelta:
    """What a VTIMEZONE says of a moment: the change that came last before it."""
    return max((start, offset) for start, offset in changes(zone) if start <= moment)[1]


def changes(zone: Timezone) -> list[tuple[datetime, timedelta]]:
    """When the clocks of a zone change, by the old clock, and what they are ahead of UTC then."""
    parts: list[TimezoneStandard | TimezoneDaylight] = [*zone.standard, *zone.daylight]
    return [(part.DTSTART, part.TZOFFSETTO) for part in parts]


@given(interview=INTERVIEWS.filter(lambda each: each.meeting.date is not None), seeker=SEEKERS)
@settings(max_examples=100, deadline=None)
def test_every_calendar_can_be_read(interview: Interview, seeker: Seeker) -> None:
    """Whatever the interview, the file parses, is the same a second time, and keeps the format."""
    data = made(interview, seeker=seeker)
    assert data == made(interview, seeker=seeker)
    assert parsed(data).get_missing_tzids() == set()
    assert_lines(data)


HOSTILE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).map(
    lambda text: " ".join(text.split()) or "x"
)


@given(title=HOSTILE, text=HOSTILE)
@settings(max_examples=200, deadline=None)
def test_any_words_come_out_as_they_went_in(title: str, text: str) -> None:
    """Commas, backslashes, colons and letters of several bytes neither break a line nor a value."""
    composed = composition("calendar", interview())
    paragraphs = composed.parts["note.txt"].split("\n\n")
    parts = {"note.txt": "\n\n".join([f"{title}\n{text}", *paragraphs[1:]])}
    data = typeset(Composition(composed.selection, parts)).data
    assert_lines(data)
    meeting = entries(data)[0]
    assert (meeting.title, meeting.text) == (title, text)


def assert_lines(data: bytes) -> None:
    """Every line ends in CR LF, and is no longer than 75 octets (RFC 5545, 3.1)."""
    *lines, last = data.split(b"\r\n")
    assert last == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)


def test_a_paragraph_too_few_is_the_templates_mistake() -> None:
    """Entries and their words are never mixed up: the template's author is told."""
    composed = composition("calendar", interview())
    broken = Composition(composed.selection, {"note.txt": "Only one\nparagraph"})
    with pytest.raises(InputError, match="words for 1 of 4 days"):
        typeset(broken)


def test_a_calendar_is_of_a_meeting() -> None:
    """A kind for everyone cannot have one; its author is told."""
    composed = composition("calendar", interview())
    selection = composed.selection._replace(interview=None)
    with pytest.raises(InputError, match="no meeting"):
        typeset(Composition(selection, composed.parts))


KHAL = """\
[calendars]
[[home]]
path = {folder}/home
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = America/Chicago
default_timezone = America/Chicago
[default]
default_calendar = home
[sqlite]
path = {folder}/khal.db
"""


@pytest.fixture
def khal(tmp_path: Path) -> "Khal":
    """A calendar program with an empty calendar, and a clock in Chicago."""
    (tmp_path / "home").mkdir()
    (tmp_path / "config").write_text(KHAL.format(folder=tmp_path), encoding="utf-8")
    return Khal(tmp_path)


class Khal:
    """The program khal, run as its users run it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def imports(self, data: bytes) -> None:
        """Import a file."""
        file = self.folder / "calendar.ics"
        file.write_bytes(data)
        self._run("import", "--batch", "-a", "home", str(file))

    def shows(self) -> list[str]:
        """What stands in the calendar in spring."""
        form = "{start-date} {start-time} {title} | {location}"
        return self._run("list", "--format", form, "--day-format", "", "2027-03-01", "60d")

    def _run(self, *words: str) -> list[str]:
        program = Path(sys.executable).with_name("khal")
        command = [str(program), "-c", str(self.folder / "config"), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return [line.strip() for line in done.stdout.splitlines() if line.strip()]


def test_a_calendar_program_shows_what_is_due(khal: Khal) -> None:
    """The meeting is at the hour of the program's own clock, and the deadlines on their days."""
    khal.imports(made(interview()))
    shown = khal.shows()
    where = "https://meet.example.org/tern"
    assert f"2027-03-11 13:30 Informational interview: Marcus Oyelaran | {where}" in shown
    assert "2027-03-12  Send the thank-you email (Marcus Oyelaran) |" in shown


def test_a_second_import_updates_the_first(khal: Khal) -> None:
    """After a change khal has the new hour, and nothing twice."""
    khal.imports(made(interview()))
    before = khal.shows()
    later = interview(time=time(16), link="https://meet.example.org/other")
    khal.imports(made(later, TODAY + timedelta(days=1)))
    after = khal.shows()
    assert len(after) == len(before) > 2
    moved = "2027-03-11 15:00 Informational interview: Marcus Oyelaran"
    assert [line for line in after if line not in before] == [
        f"{moved} | https://meet.example.org/other"
    ]


def test_without_any_day_there_is_no_calendar() -> None:
    """Who was asked and has declined, without a meeting: nothing is to be entered."""
    asked = {"mode": "video", "date": None, "time": None, "timezone": None}
    for more in ({"closed": "declined"}, {"outcome": {"surprises": "She declined."}}):
        about = interview(**asked).model_copy(update={"asked": TODAY})
        about = Interview.model_validate(about.model_dump(exclude_none=True) | more)
        assert not about.dated
        assert made(about).count(b"BEGIN:") == 1
