"""A mail draft that a mail program opens for editing. Nothing is ever sent.

multipart/alternative        X-Unsent: 1, no Date, no Message-ID: a draft, not a message
├── text/plain
└── text/html                the same paragraphs
"""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from generator.documents import Artifact, Composition

PART = "body.txt"
BOUNDARY = "=_askwell_alternative"
"""Fixed, so that the same draft is the same bytes. Quoted-printable never has “=_” in a line."""


def typeset(composition: Composition) -> Artifact:
    """An ``.eml`` file (RFC 5322), from the seeker to whom the draft is for.

    ``EmailMessage`` encodes names and refuses line breaks in headers.
    """
    draft, seeker = composition.draft, composition.selection.seeker
    assert draft is not None
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if seeker:
        message["From"] = Address(seeker.name, addr_spec=seeker.email)
    if draft.recipient:
        message["To"] = Address(draft.addressee, addr_spec=draft.recipient)
    message["Subject"] = draft.subject
    message.set_content(draft.body, cte="quoted-printable")
    message.add_alternative(_html(draft.body), subtype="html", cte="quoted-printable")
    message.set_boundary(BOUNDARY)
    return Artifact(".eml", message.as_bytes())


def _html(text: str) -> str:
    paragraphs = (escape(part, quote=False).replace("\n", "<br>\n") for part in text.split("\n\n"))
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title></title></head>\n'
        f"<body>\n{body}\n</body></html>\n"
    )
