"""What every value that a user writes has in common, and the small types that fields are made of."""

import re
import unicodedata
from datetime import time
from email.headerregistry import Address
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from generator.errors import nearest

ABBREVIATIONS = {"co", "corp", "etc", "inc", "jr", "ltd", "no", "sr", "st"}
"""Their full stop is not the end of a sentence."""


class Content(BaseModel):
    """A frozen value that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _printable(text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def _line(value: object) -> object:
    """One line: no line breaks to inject a header with, no doubled spaces."""
    if not isinstance(value, str):
        return value
    return _printable(" ".join(value.split()))


def _text(value: object) -> object:
    return _printable(value).strip() if isinstance(value, str) else value


def _fragment(text: str) -> str:
    """The part of a sentence: people write “I am a student.” where “a student” is wanted."""
    text = re.sub(r"^(?:I am|I['’]m)\s+", "", text, flags=re.IGNORECASE).rstrip(" ;,")
    last = text.rpartition(" ")[2].removesuffix(".")
    return text if "." in last or last.lower() in ABBREVIATIONS else text.removesuffix(".")


def _sentence(text: str) -> str:
    """A whole sentence begins with a capital and ends with a mark."""
    text = text[:1].upper() + text[1:]
    return text if text.rstrip("\"'”’)").endswith((".", "!", "?", "…")) else f"{text}."


def _email(text: str) -> str:
    try:
        address = Address(addr_spec=text)
        valid = text.isascii() and "." in address.domain and " " not in text
    except (ValueError, IndexError):
        valid = False
    if not valid:
        message = f"“{text}” is not an e-mail address.\nWrite it as name@example.org."
        raise ValueError(message)
    return text


def _url(text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        valid = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        valid = False
    if not valid or " " in text:
        message = f"“{text}” is not a web address.\nWrite it as https://example.org/page."
        raise ValueError(message)
    return address


def _time(value: object) -> object:
    """Times of day as people write them: 14:30, 2:30 pm, 9 a.m."""
    if not isinstance(value, str):
        return value
    written = re.fullmatch(
        r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?", value.strip(), re.IGNORECASE
    )
    if not written:
        return value
    hour, minute, half = int(written[1]), int(written[2] or 0), written[3].lower()
    if not 1 <= hour <= 12 or minute > 59:  # noqa: PLR2004 - hours and minutes of a clock
        return value
    return time(hour % 12 + (12 if half == "p" else 0), minute)


def _timezone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        hint = nearest(text, available_timezones()) or "Write it as America/New_York."
        message = f"“{text}” is not a time zone.\n{hint}"
        raise ValueError(message) from None
    return text


def _color(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        message = f'“{text}” is not a colour.\nWrite six digits: "#1746a2".'
        raise ValueError(message)
    return text.lower()


Line = Annotated[str, BeforeValidator(_line), Field(min_length=1)]
"""Plain text on one line."""
Text = Annotated[str, BeforeValidator(_text), Field(min_length=1)]
"""Markdown, over as many lines as it takes."""
Fragment = Annotated[Line, AfterValidator(_fragment)]
"""The part of a sentence that the field's description begins."""
Sentence = Annotated[Line, AfterValidator(_sentence)]
Email = Annotated[Line, AfterValidator(_email)]
Url = Annotated[Line, AfterValidator(_url)]
Color = Annotated[Line, AfterValidator(_color)]
Clock = Annotated[time, BeforeValidator(_time)]
TimeZone = Annotated[Line, AfterValidator(_timezone)]


def slug(text: str, longest: int = 60) -> str:
    """An id made from a text: stable as long as the text is, whatever stands around it.

    A long one is cut at a word and ends in a check sum, so that two long questions that begin
    alike stay apart.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", (plain or text).lower().replace("'", ""))
    full = "-".join(words) or f"x-{_checksum(text)}"
    if len(full) <= longest:
        return full
    return f"{full[: longest - 5].rpartition('-')[0]}-{_checksum(full)}"


def _checksum(text: str) -> str:
    total = 0
    for character in text:
        total = (total * 31 + ord(character)) % 65521
    return f"{total:04x}"
