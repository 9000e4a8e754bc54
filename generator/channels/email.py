"""A mail draft that a mail program opens for editing. Nothing is ever sent.

multipart/alternative        X-Unsent: 1, no Date, no Message-ID: a draft, not a message
├── text/plain
└── text/html                the same paragraphs
"""

import re
from email.headerregistry import Address
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
ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", re.ASCII)
TEXT = re.compile(r"[!-~]+(?: [!-~]+)*")
"""What stands in a header as it is: atoms, a dot-atom, words (RFC 5322, 3.2.3 and 2.2)."""
LONGEST = 78
"""Characters of a line, as a mail should have them (RFC 5322, 2.1.1)."""


def typeset(composition: Composition) -> Artifact:
    """An ``.eml`` file (RFC 5322), from the seeker to whom the draft is for.

    Python's header classes encode names and refuse line breaks.
    """
    draft, seeker = composition.draft, composition.selection.seeker
    assert draft is not None
    headers = ["X-Unsent: 1\r\n"]
    if seeker:
        headers.append(_person("From", seeker.name, seeker.email))
    if draft.recipient:
        headers.append(_person("To", draft.addressee, draft.recipient))
    headers.append(_header("Subject", draft.subject))
    parts = {"plain": _encoded(draft.body), "html": _encoded(_html(draft.body))}
    return Artifact(".eml", f"{''.join(headers)}{FRAME.format(**parts)}".encode("ascii"))


@lru_cache(maxsize=256)  # a person has several drafts
def _person(header: str, name: str, address: str) -> str:
    line = f"{header}: {name} <{address}>"
    if NAME.fullmatch(name) and ADDRESS.fullmatch(address) and len(line) <= LONGEST:
        return f"{line}\r\n"
    return _header(header, str(Address(name, addr_spec=address)))


def _header(name: str, value: str) -> str:
    """A header line, encoded and folded (RFC 5322, 2.2.3; RFC 2047).

    Raises:
        ValueError: there is a line break in it.
    """
    line = f"{name}: {value}"
    if name == "Subject" and TEXT.fullmatch(value) and "=?" not in value and len(line) <= LONGEST:
        return f"{line}\r\n"
    _, checked = SMTP.header_store_parse(name, value)
    return str(SMTP.fold(name, checked))


def _encoded(text: str) -> str:
    """A body in quoted-printable (RFC 2045, 6.7), its line breaks those of mail."""
    lines = b"\n".join(text.encode().splitlines()) + b"\n"
    encoded = body_encode(lines.decode("latin-1"), SMTP.max_line_length or 0)
    return encoded.replace("\n", "\r\n")


def _html(text: str) -> str:
    paragraphs = (escape(part, quote=False).replace("\n", "<br>\n") for part in text.split("\n\n"))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
