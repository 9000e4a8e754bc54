"""A message as it will be sent, and whom it is for."""

from typing import NamedTuple, Protocol
from urllib.parse import quote

LONGEST_MAILTO = 1800
"""Characters; mail programs and shells begin to cut links at about 2,000."""


class Person(Protocol):
    """Somebody whom a draft can be for."""

    @property
    def name(self) -> str:
        """The full name."""

    @property
    def email(self) -> str | None:
        """The address, where it is known."""


class Draft(NamedTuple):
    """The text of a message, and whom it is for: an address, where it is known, and a name."""

    body: str
    subject: str = ""
    recipient: str = ""
    addressee: str = ""

    @property
    def words(self) -> int:
        """Runs of non-space characters of the body."""
        return len(self.body.split())

    @property
    def mailto(self) -> str:
        """A link that opens the draft in a mail program (RFC 6068), or "" if it would be cut."""
        if not self.subject or not self.recipient:
            return ""
        body = quote(self.body.replace("\n", "\r\n"), safe="")
        link = f"mailto:{quote(self.recipient, safe='@')}?subject={quote(self.subject)}&body={body}"
        return link if len(link) <= LONGEST_MAILTO else ""
