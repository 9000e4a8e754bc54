"""The facts agree: whatever a packet says of a name, a day, a time, a zone, a place, it says alike.

Every file of each packet is read as its reader does, and each fact in it is compared with the
interview's own file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from generator import markup
from generator.channels import names
from generator.documents import Plan, Target
from generator.load import load
from generator.model import Interview, Library
from generator.project import Project
from generator.select import Selector
from generator.typography import zone
from tests.conftest import build_all
from tests.readers import html_text, mail, mail_text, pdf_text

PACKETS = sorted(path.name for path in (Path(__file__).parent / "packets").iterdir())
TODAY = date(2027, 3, 4)
MONTHS = "January February March April May June July August September October November December"
DAY = re.compile(
    r"(?:\b(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?"
    rf"\b(?P<month>{'|'.join(month[:3] for month in MONTHS.split())})[a-z]*\.? (?P<day>\d\d?)\b"
    r"(?!\.\d)(?:, (?P<year>20\d\d))?"
)
ISO = re.compile(r"\b20\d\d-\d\d-\d\d\b")
CLOCK = re.compile(
    r"\b(?P<hour>\d\d?)(?::(?P<minute>\d\d))?"
    r"(?:\s*[–-]\s*(?P<hour2>\d\d?)(?::(?P<minute2>\d\d))?)?\s?(?P<half>[ap])\.?m\b"
)
LENGTH = re.compile(r"\b(\d+|ten|fifteen|twenty|twenty-five|thirty|forty|forty-five) minutes\b")
SPELLED = {"ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40}
PHONE = re.compile(r"\b555-\d{4}\b")
ADDRESS = re.compile(r"[\w.]+@[\w.]+\w")
LINK = re.compile(r"\b(?:https://)?[\w.]*example\.org/[\w-]+")
ZONES = re.compile(r"\b(?:[ECMP][SD]?T|UTC|(?:Eastern|Central|Mountain|Pacific) (?:[Tt]ime))\b")

REQUESTS = {"outreach-email", "linkedin-note", "linkedin-message", "confirmation"}
"""What says how long the talk is to be."""
CARRY = {
    "name": {"question-sheet", "outreach-email", "confirmation", "contact", "calendar", "index"},
    "day": {"question-sheet", "confirmation", "calendar", "day-of-checklist", "index"},
    "clock": {"question-sheet", "confirmation", "calendar", "day-of-checklist"},
    "length": {"outreach-email", "question-sheet", "confirmation"},
    "place": {"question-sheet", "confirmation", "calendar", "day-of-checklist"},
}
"""Each fact, and what must carry it."""


@dataclass(frozen=True)
class Packet:
    """A built packet, and what is true of it."""

    folder: Path
    library: Library
    interview: Interview
    plan: Plan
    days: frozenset[date]
    """Of which a document may speak: the meeting's, deadlines, promises, permissions."""

    @property
    def files(self) -> list[Path]:
        """Every file of the packet."""
        return sorted(self.folder.iterdir())

    @property
    def zones(self) -> set[str]:
        """The zones of the meeting, the seeker and the contact, as they are written that day."""
        start, seeker = self.interview.meeting.start, self.library.seeker
        assert start
        assert seeker
        places = {self.interview.contact.timezone, seeker.timezone} - {None}
        return {zone(start), *(zone(start.astimezone(ZoneInfo(place or ""))) for place in places)}

    @property
    def times(self) -> set[time]:
        """The times of day that may be named: marks, ends, arrival, each in every zone."""
        start, policy = self.interview.meeting.start, self.library.policy
        assert start
        minutes = {asked.minute or 0 for asked in (*self.plan.core, *self.plan.close)}
        minutes |= {0, self.interview.meeting.minutes, self.plan.opening + self.plan.asking}
        minutes |= {-policy.arrive_minutes, -policy.join_minutes, -policy.alarm_minutes}
        here = {start + timedelta(minutes=each) for each in minutes}
        places = {
            self.interview.contact.timezone,
            self.library.seeker and self.library.seeker.timezone,
        } - {None}
        there = {each.astimezone(ZoneInfo(place or "")).time() for each in here for place in places}
        seeker = self.library.seeker
        offered = " ".join(seeker.availability) if seeker else ""
        return {each.time() for each in here} | there | set(clocks(offered))


def packet(name: str, output: Path) -> Packet:
    """Build one of the packets."""
    project = Project.at(Path(__file__).parent / "packets" / name, output, TODAY)
    library, catalog = load(project, names())
    (interview,) = library.interviews
    selector = Selector(library, catalog, today=TODAY)
    contact, outcome, seeker = interview.contact, interview.outcome, library.seeker
    assert interview.meeting.date
    eve = interview.meeting.date - timedelta(days=1)
    known = [TODAY, eve, interview.meeting.date, interview.asked, *interview.sent.values()]
    known += [contact.referral.permission if contact.referral else None]
    known += [interview.assignment.due if interview.assignment else None]
    for deadline in selector.deadlines(interview):
        known += [deadline.day, deadline.late and deadline.late - timedelta(days=1)]
    for promise in outcome.promises if outcome else ():
        known += [promise.due, promise.done]
    known += [each.permission for each in (outcome.named if outcome else ())]
    offered = " ".join(seeker.availability) if seeker else ""
    return Packet(
        build_all(project, interviews=("one",)) / "one",
        library,
        interview,
        selector.plan(Target.about(interview)),
        frozenset({day for day in known if day} | {day for day, _ in days(offered)}),
    )


@pytest.fixture(scope="module", params=PACKETS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Packet:
    """Each packet in turn."""
    name = str(request.param)
    return packet(name, tmp_path_factory.mktemp(name))


@cache
def said(path: Path) -> str:
    """The words of a file, as whoever opens it reads them."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return pdf_text(data)
    if path.suffix == ".html":
        return html_text(path)
    if path.suffix == ".eml":
        message = mail(data)
        heads = " ".join(str(message[name]) for name in ("From", "To", "Subject"))
        html = markup.words_of(mail_text(message, "html"))
        return f"{heads}\n{mail_text(message, 'plain')}\n{html}"
    if path.suffix == ".ics":
        return "\n".join(events(data))
    if path.suffix == ".vcf":
        return data.decode().replace("\r\n ", "")
    return data.decode()


def events(data: bytes) -> Iterator[str]:
    """A calendar's events, their moments written as people write them."""
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        for key in ("SUMMARY", "LOCATION", "DESCRIPTION", "URL"):
            yield str(event.get(key, ""))
        for key in ("DTSTART", "DTEND"):
            moment: Any = event.decoded(key)
            if isinstance(moment, datetime):
                yield f"{moment:%B} {moment.day}, {moment.year} {moment:%I:%M} {moment:%p}".replace(
                    "AM", "a.m."
                ).replace("PM", "p.m.")
            elif key == "DTSTART":
                yield moment.isoformat()


def days(text: str) -> Iterator[tuple[date, str]]:
    """Each day that is named, and its weekday if that is named, too."""
    for found in DAY.finditer(text):
        month = [each[:3] for each in MONTHS.split()].index(found["month"]) + 1
        yield date(int(found["year"] or 2027), month, int(found["day"])), found["weekday"] or ""
    for iso in ISO.findall(text):
        yield date.fromisoformat(iso), ""


def clocks(text: str) -> Iterator[time]:
    """Each time of day that is named; “2:30–2:50 p.m.” are two."""
    for found in CLOCK.finditer(text):
        for hour, minute in ((found["hour"], found["minute"]), (found["hour2"], found["minute2"])):
            if hour:
                afternoon = 12 if found["half"] == "p" else 0
                yield time(int(hour) % 12 + afternoon, int(minute or 0))


def lengths(text: str) -> Iterator[int]:
    """Each number of minutes that is named."""
    for found in LENGTH.findall(text.lower()):
        yield int(found) if found.isdigit() else SPELLED[found]


def wrong_days(text: str, known: frozenset[date]) -> list[str]:
    """Days that are nobody's, or on another day of the week."""
    return [
        f"{weekday} {day}".strip()
        for day, weekday in days(text)
        if day not in known or (weekday and not f"{day:%A}".startswith(weekday))
    ]


def test_days_agree(built: Packet) -> None:
    """No file names a day that is not the meeting's or follows from it, or its wrong weekday."""
    assert {path.name: wrong_days(said(path), built.days) for path in built.files} == {
        path.name: [] for path in built.files
    }


def test_times_agree(built: Packet) -> None:
    """No file names a time of day that is not the meeting's, in one of the zones."""
    for path in built.files:
        assert set(clocks(said(path))) <= built.times, path.name


def test_zones_agree(built: Packet) -> None:
    """A zone is the meeting's, the seeker's or the contact's, with summer time where it holds."""
    for path in built.files:
        assert set(ZONES.findall(said(path))) <= built.zones, path.name


def test_minutes_agree(built: Packet) -> None:
    """Each request asks for as many minutes as the meeting has."""
    for path in built.files:
        if path.stem in REQUESTS:
            assert set(lengths(said(path))) <= {built.interview.meeting.minutes}, path.name


def test_numbers_addresses_and_links_agree(built: Packet) -> None:
    """Every phone number, mail address and link stands in the packet's own files."""
    sources = (Path(__file__).parent / "packets").glob("*/content/**/*.yaml")
    own = [built.library.sources["one"].path.parents[1]]
    known = " ".join(path.read_text("utf-8") for path in sources if path.is_relative_to(own[0]))
    for path in built.files:
        text = said(path)
        for pattern in (PHONE, ADDRESS, LINK):
            strange = [each for each in pattern.findall(text) if each not in known]
            assert strange == [], path.name


def test_nobody_elses_name_is_in_it(built: Packet) -> None:
    """The people of the other packets and of the sample are nowhere."""
    root = Path(__file__).parent
    own = built.library.sources["one"].path.parents[1]
    others = [*root.glob("packets/*/content"), root.parent / "content"]
    people = {
        name
        for folder in others
        if folder != own
        for path in folder.rglob("*.yaml")
        for name in re.findall(r"^\s*name: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    }
    assert len(people) > 8
    for path in built.files:
        assert [name for name in people if name in said(path)] == [], path.name


@pytest.mark.parametrize("fact", CARRY)
def test_each_fact_is_where_it_is_needed(built: Packet, fact: str) -> None:
    """What should say it does say it, in every one of its forms."""
    meeting, contact = built.interview.meeting, built.interview.contact
    start = meeting.start
    assert start
    by_phone = (contact.phone or "") if meeting.mode == "phone" else ""
    place = meeting.place or (meeting.link or by_phone).removeprefix("https://")
    seen: set[str] = set()
    for path in built.files:
        text = said(path)
        there = {
            "name": contact.name in text or contact.dear in text,
            "day": meeting.date in {day for day, _ in days(text)},
            "clock": start.time() in set(clocks(text)),
            "length": meeting.minutes in set(lengths(text)) or f"{meeting.minutes} min" in text,
            "place": place.replace(" ", "") in text.replace(" ", ""),
        }[fact]
        if path.stem in CARRY[fact]:
            seen.add(path.stem)
            assert there, path.name
    assert seen == CARRY[fact]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("See you on Thursday, March 11, at 3:00 p.m.", []),
        ("See you on Friday, March 11.", ["Fri 2027-03-11"]),
        ("See you on March 12, 2027.", ["2027-03-12"]),
        ("Thu, Mar. 11 and 2027-03-13", ["2027-03-13"]),
    ],
)
def test_a_wrong_day_is_seen(text: str, wrong: list[str]) -> None:
    """The readers above find what they look for."""
    assert wrong_days(text, frozenset({date(2027, 3, 11)})) == wrong


def test_times_and_lengths_are_seen() -> None:
    """In figures, in words, and in ranges."""
    assert list(clocks("3:00–3:20 p.m., 9 a.m.")) == [time(15), time(15, 20), time(9)]
    assert list(lengths("Twenty minutes, or 15 minutes")) == [20, 15]
    assert ZONES.findall("3 p.m. EST (2 p.m. Central time)") == ["EST", "Central time"]
