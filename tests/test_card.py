"""The contact card, as address books read it: the vobject library, and khard."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.channels.card import typeset
from generator.documents import Composition
from generator.errors import InputError
from generator.model import Interview
from tests.values import INTERVIEWS, composition, loaded


def interview(**contact: object) -> Interview:
    """The sample's interview with other facts about the contact."""
    sample = loaded()[0].interviews[0].model_dump(exclude_none=True)
    return Interview.model_validate(sample | {"contact": {**sample["contact"], **contact}})


def made(interview: Interview) -> bytes:
    """The card of an interview's contact."""
    return typeset(composition("contact-card", interview)).data


def card(**contact: object) -> Any:  # noqa: ANN401 - its attributes are what the card has
    """The card of somebody, as a program reads it."""
    return vobject.readOne(made(interview(**contact)).decode())


def test_the_card_has_what_is_known() -> None:
    """Name, work and ways to reach the contact stand where address books look for them."""
    found = card(linkedin="linkedin.com/in/marcus", timezone="America/Denver")
    assert found.version.value == "4.0"
    assert found.fn.value == "Marcus Oyelaran"
    assert (found.n.value.family, found.n.value.given) == ("Oyelaran", "Marcus")
    assert found.title.value == "Water quality analyst"
    assert found.org.value == ["Tern River Watershed Council"]
    assert found.email.value == "marcus.oyelaran@example.org"
    assert found.tel.value == "555-0142"
    assert found.url.value == "https://linkedin.com/in/marcus"
    assert found.tz.value == "America/Denver"


def test_what_is_not_known_is_not_there() -> None:
    """No property is empty."""
    found = card(title=None, organization=None, email=None, phone=None)
    absent = {"title", "org", "email", "tel", "adr", "tz", "url"}
    assert absent & found.contents.keys() == set()


@pytest.mark.parametrize(
    ("name", "greeting", "family", "given"),
    [
        ("Ana García López", "Ms. García López", "García López", "Ana"),
        ("Ana García López", None, "López", "Ana García"),
        ("Ana García López", "Ana", "López", "Ana García"),
        ("Bo Larch", "Bo Larch", "Larch", "Bo"),
        ("Inés Muñoz de la Peña", None, "de la Peña", "Inés Muñoz"),
        ("Jan van den Berg", None, "van den Berg", "Jan"),
        ("Cher", None, "", "Cher"),
    ],
)
def test_the_greeting_tells_the_family_name(
    name: str, greeting: str | None, family: str, given: str
) -> None:
    """Where the name's end is what stands after “Ms.”, that is the family name."""
    found = card(name=name, greeting=greeting)
    assert (found.n.value.family, found.n.value.given) == (family, given)
    assert found.fn.value == name


def test_a_title_stands_before_the_names() -> None:
    """An address book sorts by the family name, and greets with the title."""
    found = card(name="Prof. Dr. Ana Reyes", greeting=None)
    assert (found.n.value.prefix, found.n.value.given) == ("Prof. Dr.", "Ana")
    assert found.n.value.family == "Reyes"


@pytest.mark.parametrize(
    ("name", "greeting", "behind"),
    [
        ("Bo Larch, RN", None, "RN"),
        ("Bo Larch Jr.", None, "Jr."),
        ("Bo Larch Jr., PhD, RN", "Dr. Larch", "Jr., PhD, RN"),
    ],
)
def test_a_degree_is_no_family_name(name: str, greeting: str | None, behind: str) -> None:
    """What stands behind a name has its own place; the name is sorted under “Larch”."""
    found = card(name=name, greeting=greeting)
    assert (found.n.value.family, found.n.value.given) == ("Larch", "Bo")
    assert found.n.value.suffix == behind
    assert found.fn.value == name


@pytest.mark.parametrize(
    ("phone", "line"),
    [
        ("555-0142", "TEL;VALUE=text:555-0142"),
        ("+1 617 555 0142", "TEL;VALUE=uri:tel:+1-617-555-0142"),
        ("+1 (617) 555-0142", "TEL;VALUE=uri:tel:+1-(617)-555-0142"),
        ("+1 617 555 0142, ext. 7", r"TEL;VALUE=text:+1 617 555 0142\, ext. 7"),
    ],
)
def test_a_number_that_is_the_same_everywhere_is_a_link(phone: str, line: str) -> None:
    """Only a whole international number is a URI; another stays as it was written."""
    assert line in made(interview(phone=phone)).decode().split("\r\n")


def test_an_address_keeps_its_lines() -> None:
    """The label has the lines of the envelope; who reads none finds them where the street is."""
    found = card(address='12 Mill "Old" Lane\nApt; 3\nTern River, MT 59000')
    (label,) = found.adr.params["LABEL"]
    assert label == r"12 Mill 'Old' Lane\nApt; 3\nTern River, MT 59000"
    assert found.adr.value.street == '12 Mill "Old" Lane, Apt; 3, Tern River, MT 59000'


def test_the_note_says_how_we_know_each_other() -> None:
    """In a year's time the card tells where the name came from."""
    referral = {"name": "Priya Nair", "relation": "my adviser", "permission": "2027-02-15"}
    note = str(card(relationship="referral", referral=referral).note.value)
    assert note.startswith("Priya Nair, my adviser, suggested that we talk.\n")
    assert "An informational interview about water quality work." in note


def test_no_name_is_used_without_permission() -> None:
    """A referrer who has not allowed it stands on no card."""
    referral = {"name": "Priya Nair", "relation": "my adviser"}
    assert b"Priya" not in made(interview(relationship="referral", referral=referral))


def test_nothing_private_is_on_it() -> None:
    """What the seeker noted for themselves stays with them."""
    outcome = {
        "takeaways": ["They file the maps by hand."],
        "surprises": "The boats are loud.",
        "fit": 2,
    }
    sample = interview()
    noted = Interview.model_validate(
        sample.model_dump(exclude_none=True) | {"outcome": outcome, "goal": "Find out if I dare."}
    )
    text = made(noted).decode()
    assert "We talked on March 11, 2027, by video." in text.replace("\r\n ", "").replace("\\", "")
    assert not [word for word in ("maps", "loud", "dare") if word in text]


def test_a_card_keeps_its_name() -> None:
    """A changed contact has the same UID, so that an address book updates it."""
    old, new = card(), card(title="Senior analyst", email="m.oyelaran@example.org")
    assert old.uid.value == new.uid.value
    assert str(old.uid.value).startswith("urn:uuid:")


@given(interview=INTERVIEWS)
@settings(max_examples=100, deadline=None)
def test_every_card_can_be_read(interview: Interview) -> None:
    """Whoever the contact is, the card parses, says the name, and keeps the format."""
    data = made(interview)
    assert_lines(data)
    assert vobject.readOne(data.decode()).fn.value == interview.contact.name


HOSTILE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).map(
    lambda text: " ".join(text.split()) or "x"
)


@given(first=HOSTILE, second=HOSTILE)
@settings(max_examples=200, deadline=None)
def test_any_words_come_out_as_they_went_in(first: str, second: str) -> None:
    """Commas, semicolons, backslashes and letters of several bytes break nothing."""
    note = f"{first}\n{second}"
    composed = composition("contact-card")
    data = typeset(Composition(composed.selection, {"note.txt": note})).data
    assert_lines(data)
    assert vobject.readOne(data.decode()).note.value == note


def assert_lines(data: bytes) -> None:
    """Every line ends in CR LF, no line is longer than 75 octets, none tears a character."""
    *lines, last = data.split(b"\r\n")
    assert last == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert all(line.decode() for line in lines)


def test_a_card_is_of_a_person() -> None:
    """A kind for everyone cannot have one; its author is told."""
    composed = composition("contact-card")
    selection = composed.selection._replace(interview=None)
    with pytest.raises(InputError, match="nobody to show"):
        typeset(Composition(selection, composed.parts))


def test_an_address_book_takes_it(tmp_path: Path) -> None:
    """An address book (khard) lists the contact with number and address."""
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "contact.vcf").write_bytes(made(interview(phone="+1 617 555 0142")))
    config = tmp_path / "khard.conf"
    config.write_text(f"[addressbooks]\n[[home]]\npath = {tmp_path / 'cards'}\n", encoding="utf-8")
    program = Path(sys.executable).with_name("khard")
    command = [str(program), "-c", str(config), "show", "Marcus"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for words in (
        "Full name: Marcus Oyelaran",
        "Title: Water quality analyst",
        "Organisation: Tern River Watershed Council",
        "marcus.oyelaran@example.org",
        "617-555-0142",
        "An informational interview about water quality work.",
    ):
        assert words in shown
