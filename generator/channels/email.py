"""A mail draft that a mail program opens for editing. Nothing is ever sent.

multipart/alternative        X-Unsent: 1, no Date, no Message-ID: a draft, not a message
├── text/plain
└── text/html                the same paragraphs
"""

import re
from email.header import Header
from email.policy import SMTP
from email.quoprimime import body_encode
from functools import lru_cache
from html import escape

from generator.documents import Artifact, Composition

PART = "body.txt"
ALSO = ("subject.txt",)
"""Without a subject a mail is taken for a mistake."""
BOUNDARY = "=_askwell_alternative"
"""Fixed, so that the same draft is the same bytes. Quoted-printable never has “=_” in a line."""
FRAME = (
    "MIME-Version: 1.0\r\n"
    f'Content-Type: multipart/alternative; boundary="{BOUNDARY}"\r\n'
    "\r\n"
    f"--{BOUNDARY}\r\n"
    'Content-Type: text/plain; charset="utf-8"\r\n'
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "\r\n"
    "{plain}\r\n"
    f"--{BOUNDARY}\r\n"
    'Content-Type: text/html; charset="utf-8"\r\n'
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "MIME-Version: 1.0\r\n"
    "\r\n"
    "<!DOCTYPE html>\r\n"
    '<html lang=3D"en"><head><meta charset=3D"utf-8"><title></title></head>\r\n'
    "<body>\r\n"
    "{html}"
    "</body></html>\r\n"
    "\r\n"
    f"--{BOUNDARY}--\r\n"
)
"""What every draft has, as EmailMessage writes it, at a tenth of the time (a test compares)."""
NAME = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
"""Atoms; any other name is a quoted string (RFC 5322, 3.2)."""
TEXT = re.compile(r"[!-~]+(?: [!-~]+)*")
MARK, BACKSLASH = re.compile(r'["\\]'), r"\\\g<0>"
"""What has a backslash before it in a quoted string."""
LONGEST = 78
"""Characters of a line, as a mail should have them (RFC 5322, 2.1.1)."""


def typeset(composition: Composition) -> Artifact:
    """An ``.eml`` file (RFC 5322), from the seeker to whom the draft is for."""
    draft, seeker = composition.draft, composition.selection.seeker
    assert draft is not None
    headers = ["X-Unsent: 1\r\n"]
    if seeker:
        headers.append(_person("From", seeker.name, seeker.email))
    if draft.recipient:
        headers.append(_person("To", draft.addressee, draft.recipient))
    headers.append(_subject(draft.subject))
    parts = {"plain": _encoded(draft.body), "html": _encoded(_html(draft.body))}
    return Artifact(".eml", f"{''.join(headers)}{FRAME.format(**parts)}".encode("ascii"))


@lru_cache(maxsize=256)  # a person has several drafts
def _person(header: str, name: str, address: str) -> str:
    """A header line with a name and an address, which goes to a second one if they are long."""
    shown = name if NAME.fullmatch(name) else f'"{MARK.sub(BACKSLASH, name)}"'
    line = f"{header}: {shown} <{address}>"
    if len(line) > LONGEST or not _is_plain(name):
        line = f"{header}: {_in_words(header, name)}\r\n <{address}>"
    return f"{line}\r\n"


def _subject(text: str) -> str:
    line = f"Subject: {text}"
    if len(line) > LONGEST or not _is_plain(text):
        line = f"Subject: {_in_words('Subject', text)}"
    return f"{line}\r\n"


def _is_plain(text: str) -> bool:
    """Whether a text may stand in a header as it is: printable words (RFC 5322, 2.2)."""
    return TEXT.fullmatch(text) is not None and "=?" not in text


def _in_words(header: str, text: str) -> str:
    """A text as encoded words (RFC 2047), which have all of its spaces in them.

    The library's newer classes leave a space between two of them, where every reader drops it; and
    they take the quotation marks from a name that is too long for its line.
    """
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def _encoded(text: str) -> str:
    """A body in quoted-printable (RFC 2045, 6.7), its line breaks those of mail."""
    lines = b"\n".join(text.encode().splitlines()) + b"\n"
    encoded = body_encode(lines.decode("latin-1"), SMTP.max_line_length or 0)
    return encoded.replace("\n", "\r\n")


def _html(text: str) -> str:
    paragraphs = (escape(part, quote=False).replace("\n", "<br>\n") for part in text.split("\n\n"))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
