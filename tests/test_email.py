"""Mail drafts as a mail program meets them."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.channels.email import BOUNDARY, LONGEST, _html, typeset
from generator.documents import Composition
from generator.errors import InputError
from generator.project import Project
from tests.conftest import Files, build_all
from tests.readers import mail, mail_text
from tests.values import composition


def test_a_draft_opens_for_editing(sample: Path) -> None:
    """It is marked unsent, goes from the seeker to the contact, and has no date to be sent by."""
    message = mail((sample / "marcus-oyelaran" / "outreach-email.eml").read_bytes())
    assert message["X-Unsent"] == "1"
    assert message["From"] == "Leila Brandt <leila.brandt@example.org>"
    assert message["To"] == "Marcus Oyelaran <marcus.oyelaran@example.org>"
    assert message["Subject"] == "Twenty minutes about water quality work?"
    assert not {"Date", "Message-ID", "Bcc", "Cc"} & set(message.keys())


def test_both_parts_say_the_same(sample: Path) -> None:
    """The HTML part has the words of the text part, in paragraphs."""
    message = mail((sample / "marcus-oyelaran" / "outreach-email.eml").read_bytes())
    text, html = mail_text(message, "plain"), mail_text(message, "html")
    assert message.get_content_type() == "multipart/alternative"
    for line in text.splitlines():
        assert line in html
    assert html.count("<p>") == text.strip().count("\n\n") + 1


def test_lines_of_a_draft_are_those_of_the_text_file(sample: Path) -> None:
    """The ``.txt`` beside it has the same subject and body, to be pasted elsewhere."""
    folder = sample / "marcus-oyelaran"
    message = mail((folder / "outreach-email.eml").read_bytes())
    text = (folder / "outreach-email.txt").read_text(encoding="utf-8")
    assert text == f"Subject: {message['Subject']}\n\n{mail_text(message, 'plain')}"


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\u2028", "\x0b", "\x85"])
def test_no_line_break_reaches_a_header(project: Files, mark: str) -> None:
    """A line break in a name or a topic is a space in the mail, and adds no header."""
    nasty = f'topic: "museum work{mark}Bcc: everyone@example.org"'
    nasty = nasty.encode("unicode_escape").decode().replace("\\\\", "\\")
    root = project()
    path = root / "content" / "interviews" / "bo.yaml"
    text = path.read_text(encoding="utf-8").replace("topic: museum work", nasty)
    path.write_text(text, encoding="utf-8")
    output = build_all(Project.at(root), channels=("email",))
    message = mail((output / "bo" / "outreach-email.eml").read_bytes())
    assert "Bcc" not in message
    assert len(str(message["Subject"]).splitlines()) == 1


@pytest.mark.parametrize("field", ["name: Bo Larch", "topic: museum work"])
def test_no_encoded_header_is_decoded(project: Files, field: str) -> None:
    """A mail program decodes =?…?= in a header, line breaks and all: no field may have it."""
    root = project()
    path = root / "content" / "interviews" / "bo.yaml"
    key = field.partition(":")[0]
    encoded = f'{key}: "=?utf-8?q?x=0D=0ABcc=3A_e@example.org?="'
    path.write_text(path.read_text(encoding="utf-8").replace(field, encoded), encoding="utf-8")
    with pytest.raises(InputError, match="encoded mail header"):
        build_all(Project.at(root), channels=("email",))


HOSTILE = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(
    lambda text: text.strip()
)


@given(body=HOSTILE, subject=HOSTILE)
@settings(max_examples=150, deadline=None)
def test_a_mail_has_only_the_headers_it_should(body: str, subject: str) -> None:
    """Whatever the words are, the parsed draft has the same headers and the same two parts."""
    one_line = " ".join(subject.split()) or "x"
    base = composition("outreach-email")
    parts = {"body.txt": body.strip() or "x", "subject.txt": one_line}
    message = mail(typeset(Composition(base.selection, parts)).data)
    assert set(message.keys()) == {
        *("X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type"),
    }
    assert [part.get_content_type() for part in message.walk()] == [
        *("multipart/alternative", "text/plain", "text/html"),
    ]


PLAIN = st.text("abzAZ09 -_.,:=?", max_size=40).map(lambda text: " ".join(f"A {text}".split()))
"""What stands in a header as it is."""
WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=200)


@given(PLAIN.filter(lambda text: "=?" not in text), st.lists(WORDS | st.just(""), min_size=1))
@settings(max_examples=120)
def test_a_draft_is_written_as_the_library_writes_it(subject: str, lines: list[str]) -> None:
    """Byte for byte, whatever the lines are; ours only takes less time."""
    whole = composition("outreach-email")
    draft = Composition(whole.selection, {"subject.txt": subject, "body.txt": "\n".join(lines)})
    assert typeset(draft).data == by_the_library(draft)


def by_the_library(draft: Composition) -> bytes:
    """The same draft as Python's own message class writes it."""
    found, seeker = draft.draft, draft.selection.seeker
    assert found
    assert seeker
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["From"] = Address(seeker.name, addr_spec=seeker.email)
    if found.recipient:
        message["To"] = Address(found.addressee, addr_spec=found.recipient)
    message["Subject"] = found.subject
    message.set_content(found.body, cte="quoted-printable")
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title></title></head>\n'
        f"<body>\n{_html(found.body)}\n</body></html>\n"
    )
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary(BOUNDARY)
    return message.as_bytes()


NAMES = st.text('aé—日 .,;:()<>@"\\=?_', min_size=1, max_size=150).map(
    lambda text: " ".join(f"A {text}".split())
)
"""Letters of one octet and of more, spaces, and the marks that mean something in a header."""


@example(name="Kim Lee, Jr.", subject="Smörgåsbord für Zoë im Café “Łódź” über São Paulo?")
@example(name=f"Wilhelmina {'Fenn-' * 12}Moss, DNP, RN", subject=f"Work {'at a museum ' * 8}?")
@given(name=NAMES, subject=NAMES)
@settings(max_examples=200)
def test_names_and_subjects_come_out_as_they_went_in(name: str, subject: str) -> None:
    """However long they are, no space between their words is lost, and one person stays one."""
    whole = composition("outreach-email")
    assert whole.selection.seeker
    seeker = whole.selection.seeker.model_copy(update={"name": name})
    parts = {"subject.txt": subject, "body.txt": "x"}
    data = typeset(Composition(whole.selection._replace(seeker=seeker), parts)).data
    # The older parser is by the book; the newer one keeps the space between two encoded words.
    message = message_from_bytes(data)
    [(sender, address)] = getaddresses([unfolded(message["From"])])
    assert (decoded(sender), address) == (name, seeker.email)
    assert decoded(unfolded(message["Subject"])) == subject
    assert max(map(len, data.split(b"\r\n"))) <= LONGEST


def unfolded(header: str) -> str:
    """A header on one line (RFC 5322, 2.2.3)."""
    return header.replace("\r\n", "").replace("\n", "")


def decoded(text: str) -> str:
    """The words of a header (RFC 2047)."""
    return str(make_header(decode_header(text)))
