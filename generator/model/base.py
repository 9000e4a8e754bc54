"""What all values that a user writes have in common, and the small types of their fields."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import CoreSchema
from pydantic_core.core_schema import (
    date_schema,
    no_info_after_validator_function,
    no_info_before_validator_function,
    str_schema,
    time_schema,
)

from generator.errors import refuse
from generator.model.placeholders import placeholders
from generator.spelling import brief, nearest

US_ZONES = {
    r"(?i)E[SD]?T|(US[ /])?Eastern.*": "America/New_York",
    r"(?i)C[SD]?T|(US[ /])?Central.*": "America/Chicago",
    r"(?i)M[SD]?T|(US[ /])?Mountain.*": "America/Denver",
    r"(?i)P[SD]?T|(US[ /])?Pacific(?!/).*": "America/Los_Angeles",
}
"""What people call their zone; a calendar wants a place in it."""
TIME = re.compile(
    r"(?=.*[:.m])(\d{1,2})(?:[:.](\d{2}))?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE | re.ASCII
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters (Unicode category Cc) but for tab and line feed, and halves of characters."""
ENCODED = re.compile(r"=\?[^?\s]*\?[bq]\?", re.IGNORECASE)
"""What a mail program decodes in a header (RFC 2047), line breaks and all."""
CURLY = re.compile(r"“([^“”]+)”|‘([^‘’]+)’|„([^„“”]+)[“”]")
"""A text within marks that an editor made of straight ones: a draft would say ““Ada””."""
ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
EMAIL = re.compile(rf"{ATOM}(?:\.{ATOM})*@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
"""The addresses that people have: RFC 5322's dot-atom before the @, a host name behind it."""
ABBREVIATIONS = {"co", "corp", "etc", "inc", "jr", "ltd", "no", "sr", "st"}
"""Their full stop is not the end of a sentence."""
EXTENSION = re.compile(r"\b(?:ext(?:ension|n)?\.?|x)(?=\s*\d)", re.IGNORECASE)
OWNED = re.compile(r"(?:[Mm]y|[Oo]ur|[Yy]our|[Hh]er|[Hh]is|[Tt]heir) [a-z]")
"""How a person is described; My and Her Nguyen are people."""
TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of the text behind it, and cannot be seen; copied numbers have it."""
FLOAT = re.compile(r"\d+\.0", re.ASCII)
"""A number that was one of a program, and not only of a telephone."""
APART = re.compile(r"[\s,;<>()]+")
"""What stands between addresses, or around one."""
FEWEST_FIGURES = 3
"""Of a telephone number: 311 is one."""
SPOKEN = r"I am|I['’]m|I will|I['’]ll"
"""What people begin part of a sentence with, though a draft has said so already."""
INTENT = (
    rf"I(?: am|['’]m) going to|I promised? to|I would(?: like to)?|I['’]d(?: like to)?|{SPOKEN}"
)
DEED = r"(?:since then,? )?(?:I have|I['’]ve)"
LEARN = r"(?:(?:I (?:want|would like)|I['’]d like|to) )?(?:to )?learn(?:ing)? (?:more )?"
SUBJECT = rf"(?:{LEARN})?about"
DEAR = re.compile(r"^(?:dear|hello|hi)\s+(?=\w)", re.IGNORECASE)
"""How a letter begins that a draft has begun already."""
FREE = rf"I(?: am|['’]m) (?:free|available)(?: on| at)?|{SPOKEN}"
SAID = re.compile(r"I(?:['’](?:m|ve|d|ll))? (?=[a-z])")
"""A sentence of its own: “I studied biology”."""
BEGUN = re.compile(r"^(?:An?(?= (?![Ll]evels?\b)\w)|(?:The|My|Our|Your|What|How)(?= [a-z]))")
"""A first word with the capital of a sentence, and not of a name: “The Hague”, “A level”."""
SEASON = re.compile(r"^(?:spring|summer|fall|autumn|winter)(?= )", re.IGNORECASE)
SINCE = re.compile(
    rf"(?:{SEASON.pattern[1:]} (?:of )?)?\d{{4}}"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{4})?",
    re.IGNORECASE,
)
"""A year, a season of one, or a month: people write “2024” for “in 2024”."""


class Content(BaseModel):
    """A frozen value that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _printable(text: str) -> str:
    return text if text.isprintable() else CONTROL.sub("", text)


def _line(value: object) -> object:
    """One line: no line breaks to inject a header with, no doubled spaces."""
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    if quoted := CURLY.fullmatch(text):
        text = next(filter(None, quoted.groups())).strip()
    text = _filled(_printable(text))
    if "=?" in text and ENCODED.search(text):
        refuse("This is an encoded mail header.", "Write the words themselves.")
    seen = text.isascii() or any(unicodedata.category(c)[0] in "LNPS" for c in text)
    return text if seen else ""


def _text(value: object) -> object:
    return _filled(_printable(value).strip()) if isinstance(value, str) else value


def _filled(text: str) -> str:
    for left in placeholders(text)[:1]:
        message = f"The placeholder “{brief(left)}” was never filled in."
        refuse(message, "Put the real words there, or take it out.")
    return text


def _going_on_after(spoken: str) -> Callable[[str], str]:
    """A check of what goes on with a sentence that may have begun in such words."""
    begun = re.compile(rf"^(?:{spoken})\s+", re.IGNORECASE)

    def going_on(text: str) -> str:
        text = _fragment(begun.sub("", text))
        if SAID.match(text):
            hint = "Leave out its “I …”, and go on with the sentence that a draft begins."
            refuse(f"“{brief(text)}” is a sentence of its own.", hint)
        return text

    return going_on


def _topic(text: str) -> str:
    """A topic: “learn about …” is said by the drafts, and they ask no question about one."""
    if text.endswith("?"):
        hint = "Write it as it goes on after “learn about”: how floods are forecast."
        refuse(f"“{brief(text)}” is a question.", hint)
    return _after_learn(text)


def _fragment(text: str) -> str:
    """The part of a sentence: people write “A student.” for “a student”."""
    text = text.rstrip(" ;,?")
    text = BEGUN.sub(lambda found: found[0].lower(), text)
    last = text.rpartition(" ")[2].removesuffix(".")
    text = text if "." in last or last.lower() in ABBREVIATIONS else text.removesuffix(".")
    if not re.search(r"\w", text):
        refuse("There are no words here.", "Write a few.")
    return text


_spoken, _after_learn = map(_going_on_after, (SPOKEN, SUBJECT))


def _when(text: str) -> str:
    """A time that goes on with a sentence: “We worked together at Pier 9 in 2024”."""
    text = _spoken(text)
    if not SINCE.fullmatch(text):
        return text
    return f"in {SEASON.sub(lambda found: found[0].lower(), text)}"


def _sentence(text: str) -> str:
    """A whole sentence begins with a capital and ends with a mark."""
    text = text[:1].upper() + text[1:]
    return text if text.rstrip("\"'”’)").endswith((".", "!", "?", "…")) else f"{text}."


def _email(text: str) -> str:
    if not EMAIL.fullmatch(text):
        refuse(f"“{brief(text)}” is not an email address.", _in_email(text))
    return text


def _in_email(text: str) -> str:
    """What to write where an address is, with something more."""
    parts = (part.removeprefix("mailto:").strip(".\"'") for part in APART.split(text))
    found = list(dict.fromkeys(part for part in parts if EMAIL.fullmatch(part)))
    if not found:
        return "Write it as name@example.org."
    return f"Write {'the address alone' if len(found) == 1 else 'one of them'}: {brief(found[0])}"


def _person(text: str) -> str:
    """A name as it is called out, and not “my aunt Rosa”: who that is, is told elsewhere."""
    if OWNED.match(text):
        refuse(f"“{brief(text)}” is more than a name.", "Write the name alone, such as Rosa Quill.")
    return text


def _greeting(text: str) -> str:
    """A name after “Dear”: people write the whole line of a letter, with its comma."""
    return DEAR.sub("", text).rstrip(" ,:!") or text


def _phone(text: str) -> str:
    """A telephone number, as anybody writes it; drafts spell it, so it has no other words."""
    text = TURNING.sub("", text).strip()
    text = text.removesuffix(".0") if FLOAT.fullmatch(text) else text
    bare = EXTENSION.sub("", text)
    if len(re.findall(r"\d", bare)) < FEWEST_FIGURES or re.search(r"[^\W\d_]", bare):
        hint = "Write figures alone, such as 555-0142, or 555-0142 ext. 3."
        refuse(f"“{brief(text)}” is not a telephone number.", hint)
    return text


def _url(text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        valid = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        valid = False
    if not valid or " " in text:
        refuse(f"“{brief(text)}” is not a web address.", "Write it as https://example.org/page.")
    return address


def _date(value: object) -> object:
    """A day as ISO 8601 has it; which part of 3/11 is the month, nobody can know."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip(), re.ASCII):
        refuse(f"“{brief(value)}” is not a date.", "Write it as year-month-day: 2027-03-11.")
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        refuse(
            f"There is no day “{brief(value)}” in the calendar.", "Look at the month and the day."
        )
    if not 1900 <= day.year <= 2200:  # noqa: PLR2004 - years in which people meet
        refuse(f"“{brief(value)}” is too far away.", "Look at the year.")
    return day


def _time(value: object) -> object:
    """Times of day as people write them: 14:30, 2:30 pm, 9 a.m."""
    if not isinstance(value, str):
        return value
    if written := TIME.fullmatch(value.strip()):
        hour, minute, half = int(written[1]), int(written[2] or 0), (written[3] or "").lower()
        if half and 1 <= hour <= 12:  # noqa: PLR2004 - the hours of a clock face
            hour, half = hour % 12 + (12 if half == "p" else 0), ""
        if not half and hour < 24 and minute < 60:  # noqa: PLR2004 - a day has no more
            return time(hour, minute)
    return refuse(f"“{brief(value)}” is not a time of day.", "Write it as 14:30 or 2:30 pm.")


def _timezone(text: str) -> str:
    """A place on the map. “EST” will not do: for half of the year it is an hour off."""
    for pattern, zone in US_ZONES.items() if "/" not in text or text[:2].upper() == "US" else ():
        if re.fullmatch(pattern, text):
            refuse(f"“{brief(text)}” does not say enough.", f"Write {zone}, or a place near you.")
    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        hint = nearest(text.replace(" ", "_"), available_timezones())
        refuse(f"“{brief(text)}” is not a time zone.", hint or "Write it as America/New_York.")
    return text


def _color(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        hint = 'Write # and six digits, in quotation marks: "#1746a2".'
        refuse(f"“{brief(text)}” is not a color.", hint)
    return text.lower()


def _file_name(text: str) -> str:
    if re.search(r'[/\\:*?"<>|]', text) or text.startswith("."):
        hint = "Write the name alone, without any folder in front."
        refuse(f"“{brief(text)}” is not the name of a file.", hint)
    return text


def _family(text: str) -> str:
    if re.search(r"[\"\\<>;{}]", text):
        refuse(f"“{brief(text)}” is not the name of a typeface.", "Use letters, digits and spaces.")
    return text


def _id(text: str) -> str:
    if not re.fullmatch(r"[\w.-]+", text):
        refuse(f"“{brief(text)}” is not an id.", "Use letters, digits and hyphens: pr-typical-day.")
    return text


def _package(text: str) -> str:
    if not re.fullmatch(r"fontpkg_\w+", text, re.ASCII):
        hint = "Their names begin with fontpkg_; fontpkg_noto_sans is one."
        refuse(f"“{brief(text)}” is not the name of a font package.", hint)
    return text


class _Ready:
    """What a type is checked by, worked out here and not anew for each field that has it.

    There are some two hundred such fields, and they are defined at each start of the program.
    """

    def __init__(self, schema: CoreSchema, *then: Callable[[Any], object]) -> None:
        for check in then:
            schema = no_info_after_validator_function(check, schema)
        self.schema = schema

    def __get_pydantic_core_schema__(self, _: object, __: object) -> CoreSchema:
        return self.schema


LINE = no_info_before_validator_function(_line, str_schema(min_length=1))
TEXT = no_info_before_validator_function(_text, str_schema(min_length=1))

Line = Annotated[str, _Ready(LINE)]
"""Plain text on one line."""
Id = Annotated[str, _Ready(LINE, _id)]
"""A name by which others refer to something, in files and in addresses of pages."""
Text = Annotated[str, _Ready(TEXT)]
"""Markdown, over as many lines as it takes."""
Fragment = Annotated[str, _Ready(LINE, _spoken)]
"""The part of a sentence that the field's description begins."""
When = Annotated[str, _Ready(LINE, _when)]
"""Behind what was then: “in 2024”."""
Intent = Annotated[str, _Ready(LINE, _going_on_after(INTENT))]
"""It goes on after “I will”."""
Deed = Annotated[str, _Ready(LINE, _going_on_after(DEED))]
"""It goes on after “I have”."""
Free = Annotated[str, _Ready(LINE, _going_on_after(FREE))]
"""A time that suits."""
Topic = Annotated[str, _Ready(LINE, _topic)]
"""It goes on after “learn about”."""
Sentence = Annotated[str, _Ready(LINE, _sentence)]
Email = Annotated[str, _Ready(LINE, _email)]
PersonName = Annotated[str, _Ready(LINE, _person)]
Greeting = Annotated[str, _Ready(LINE, _greeting)]
"""It goes on after “Dear”, and a draft puts the comma."""
Phone = Annotated[str, _Ready(LINE, _phone)]
Url = Annotated[str, _Ready(LINE, _url)]
Color = Annotated[str, _Ready(LINE, _color)]
Family = Annotated[str, _Ready(LINE, _family)]
"""The name of a typeface, safe between quotation marks in CSS."""
FileName = Annotated[str, _Ready(LINE, _file_name)]
Package = Annotated[str, _Ready(LINE, _package)]
Points = Annotated[float, Field(gt=0, le=100)]
"""A length on paper; 72 are an inch."""
Day = Annotated[date, _Ready(no_info_before_validator_function(_date, date_schema()))]
Clock = Annotated[
    time,
    _Ready(
        no_info_before_validator_function(_time, time_schema(microseconds_precision="truncate"))
    ),
]
TimeZone = Annotated[str, _Ready(LINE, _timezone)]
