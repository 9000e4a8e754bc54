"""Read documents as their readers do: the words and tags of a PDF, the parts of a mail."""

import re
import subprocess
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from generator import markup


def pdf_pages(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(BytesIO(data)).pages)


def pdf_text(data: bytes) -> str:
    """The words of a PDF in the order of its tags, as they are read aloud; a sentence to a line."""
    command = ["pdfinfo", "-struct-text", "-"]
    heard = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    heard = re.sub(r'@"\n *""\n *"', "@", heard)  # nothing is said where an address may break
    words = re.findall(r'^ *"(.*)"$', heard, re.MULTILINE)
    return sentences(" ".join(words))


def sentences(text: str) -> str:
    """One sentence to a line, whatever the line breaks were."""
    return re.sub(r"(?<=[.?!”]) (?=[A-Z“\d])", "\n", " ".join(text.split()))


def html_text(path: Path) -> str:
    """The words of a page, a sentence to a line."""
    return sentences(markup.words_of(path.read_text(encoding="utf-8")))


def mail(data: bytes) -> EmailMessage:
    """A draft as a mail program parses it."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def mail_text(message: EmailMessage, kind: str) -> str:
    """The text of one part of a mail."""
    part = message.get_body(preferencelist=(kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@dataclass
class Tag:
    """An element of a PDF's structure tree."""

    name: str
    entries: dict[str, Any] = field(default_factory=dict)
    below: list["Tag"] = field(default_factory=list)

    def all(self, name: str) -> list["Tag"]:
        """Every tag of this name, here or below."""
        own = [self] if self.name == name else []
        return own + [tag for child in self.below for tag in child.all(name)]


def pdf_tags(data: bytes) -> Tag:
    """The structure tree of a PDF."""
    root = PdfReader(BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    return Tag("Root", {}, _children(root.get_object()))


def _children(element: Any) -> list[Tag]:  # noqa: ANN401 - a PDF object
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    found = [kid.get_object() for kid in kids if not isinstance(kid, int)]
    return [Tag(str(kid["/S"])[1:], dict(kid), _children(kid)) for kid in found if "/S" in kid]


def annotations(data: bytes) -> list[dict[str, Any]]:
    """The links and fields of a PDF, page by page."""
    pages = PdfReader(BytesIO(data)).pages
    found = [each.get_object() for page in pages for each in page.get("/Annots", [])]
    return [dict(each) for each in found]
