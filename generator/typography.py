"""Tool: dates, times and small marks as a careful typesetter would set them."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from html import unescape
from zoneinfo import ZoneInfo

from generator.model.people import BEHIND

NBSP = "\N{NO-BREAK SPACE}"
LONGEST_BOUND = 18
"""Characters; a longer pair of last words is left to break."""
TAG = re.compile(r"<[^<>]+>")
INLINE = r"</?(?:a|abbr|b|code|em|i|q|span|strong|sub|sup)\b[^<>]*>"
LAST_WORDS = re.compile(
    rf"((?:[^ \n<>]|{INLINE})+)[ \n]((?:[^ \n<>]|{INLINE})+)(?=</(?:p|li|td|th|h\d|blockquote)>)"
)
"""The last two words of a block of HTML, with the tags that stand in them."""
FULL_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = ("Jan.", "Feb.", *FULL_MONTHS[2:7], "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_MONTH = "|".join(map(re.escape, dict.fromkeys((*MONTHS, *FULL_MONTHS))))
UNBROKEN = re.compile(
    r"(\b\d[\d:–]* [ap]\.m\."  # a time
    rf"|\b(?:{_MONTH}) \d\d?\b"
    r"|(?<![\w/.@-])\+?\(?\d[\d() .-]{5,17}\d(?![\w@-])"  # a telephone number
    r"|(?<!-)\b\w(?:-\w){1,9}\b(?!-))"  # what is spelled; a longer name would be wider than a phone
)
"""What a line had better not part; a group, so that ``split`` keeps it."""
EXTENSION = re.compile(r"\d,? (?:ext(?:ension|n)?\.?|x) ?(?=\d)", re.IGNORECASE)
"""What stands between a telephone number and its extension."""
FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS = ("Mon.", "Tue.", "Wed.", "Thu.", "Fri.", "Sat.", "Sun.")
SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
SPELLED = 100
"""From here on a number is not put in words."""
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def curl(text: str) -> str:
    """Straight quotation marks and apostrophes become curly ones."""
    text = re.sub(r"(^|[\s(\[–—/])\"", r"\1“", text)
    text = text.replace('"', "”")
    text = re.sub(r"(^|[\s(\[–—/“])'", r"\1‘", text)
    return text.replace("'", "’")


def bind_last(text: str) -> str:
    """Keep the last two words together, so that no line has one word only."""
    head, space, last = text.rpartition(" ")
    before = head.rpartition(" ")[2]
    if not space or not head or len(before) + len(last) + 1 > LONGEST_BOUND:
        return text
    return f"{head}{NBSP}{last}"


def bind_units(text: str) -> str:
    """Keep a figure with its unit, a month with its day, and an extension with its number."""
    text = re.sub(r"(\d) (min|minutes?|words|pages?|a\.m\.|p\.m\.)", rf"\1{NBSP}\2", text)
    text = EXTENSION.sub(lambda found: found[0].replace(" ", NBSP), text)
    return re.sub(rf"\b({_MONTH}) (\d)", rf"\1{NBSP}\2", text)


@lru_cache(4096)  # the same questions stand on many sheets
def fine(text: str) -> str:
    """A line of text as it is set on a page."""
    return bind_last(bind_units(curl(text)))


def fine_html(html: str) -> str:
    """The same for paragraphs that are HTML already, with curly quotes: each ends in two words."""
    return LAST_WORDS.sub(_bound, bind_units(html))


def _bound(found: re.Match[str]) -> str:
    before, last = found.groups()
    long = len(unescape(TAG.sub("", f"{before} {last}"))) > LONGEST_BOUND
    return found[0] if long else f"{before}{NBSP}{last}"


def spelled(number: int) -> str:
    """A number from 0 to 99 in words: “twenty-five”."""
    if number < len(SMALL):
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")


def short_date(day: date) -> str:
    """Thu., March 11, 2027."""
    return f"{DAYS[day.weekday()]}, {month_day(day)}, {day.year}"


def month_day(day: date) -> str:
    """March 11."""
    return f"{MONTHS[day.month - 1]} {day.day}"


def long_date(day: date) -> str:
    """Thursday, March 11: for letters, which need no year."""
    return f"{FULL_DAYS[day.weekday()]}, {FULL_MONTHS[day.month - 1]} {day.day}"


def clock(moment: time | datetime, *, half: bool = True) -> str:
    """2:30 p.m., or 2:30 alone."""
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment.minute:02}{f' {_half(moment)}' if half else ''}"


def _half(moment: time | datetime) -> str:
    return "a.m." if moment.hour < 12 else "p.m."  # noqa: PLR2004 - noon


def clock_range(start: datetime, end: datetime) -> str:
    """2:30–2:50 p.m.; the half of the day twice only where it changes."""
    return f"{clock(start, half=_half(start) != _half(end))}–{clock(end)}"


def zone(moment: datetime) -> str:
    """The short name of a time zone: EST, or UTC+3 where it has none."""
    name = moment.tzname() or ""
    if re.fullmatch(r"[+-]\d+", name):
        hours = int(name[:3])
        minutes = f":{name[3:]}" if name[3:].strip("0") else ""
        return f"UTC{hours:+}{minutes}".replace("-", "−")
    return name


def elsewhere(moment: datetime, place: str | None) -> datetime | None:
    """The same moment by the clocks of another zone, or ``None`` where they show no other time."""
    if place is None or moment.tzinfo is None:
        return None
    there = moment.astimezone(ZoneInfo(place))
    return there if there.utcoffset() != moment.utcoffset() else None


def city(place: str) -> str:
    """The time zone of a place as people call it: New York; UTC+3 for one that has no place."""
    if place.startswith("Etc/"):
        return zone(datetime(2000, 1, 1, tzinfo=ZoneInfo(place)))
    return place.rpartition("/")[2].replace("_", " ")


def days_after(day: date, days: int) -> date:
    """The day that many days later."""
    return day + timedelta(days=days)


def digits(phone: str) -> str:
    """A telephone number as it is said: 5-5-5, 0-1-7-7, extension 3."""
    groups = re.findall(r"(e?xt?[a-z.]*\s*)?(\d+)", phone, re.IGNORECASE)
    return ", ".join(("extension " if ext else "") + "-".join(group) for ext, group in groups)


def letters(name: str) -> str:
    """The last name as it is spelled aloud: B-R-A-N-D-T. A “Jr.” or “RN” is not spelled."""
    words = BEHIND.sub("", name).split() or name.split()
    parts = re.split(r"[-\u2010\u2011]", words[-1].upper())
    return ", hyphen, ".join("-".join(c for c in part if c.isalnum()) for part in parts)


def listed(items: list[str] | tuple[str, ...], word: str = "and") -> str:
    """a, b and c."""
    parts = list(items)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def without_scheme(url: str) -> str:
    """A web address as it is read: careers.example.org."""
    return re.sub(r"^https?://", "", url).rstrip("/")


def minutes_figure(minutes: float) -> str:
    """3, 2½ or 1¼: minutes as a figure with a fraction."""
    whole, rest = divmod(round(minutes * 4), 4)
    fraction = ("", "¼", "½", "¾")[rest]
    return f"{whole or ''}{fraction}" or "0"


def kilobytes(size: int) -> str:
    """The size of a file in kB, never 0."""
    return f"{max(1, round(size / 1000))}{NBSP}kB"


def seconds(text: str) -> int:
    """How long it takes to say a text at an easy 150 words a minute, in steps of five seconds."""
    return max(5, 5 * round(len(text.split()) / 2.5 / 5))


def stop(text: str) -> str:
    """The text with a full stop, unless it ends in a mark of its own, as “2 p.m.” does."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
