"""The small types of fields: what they refuse, how they say so, and how long that takes."""

import difflib
import re
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.model.base import Clock, Day, Email, FileName, Id, Phone, TimeZone, Topic, Url
from generator.model.placeholders import placeholders
from generator.spelling import nearest

OPENING = re.compile(r"\{\{|\{%|<<|\[insert ")


@given(st.text("{}<>%[]a ", max_size=40).map(lambda text: text.replace("a", "insert ")))
def test_no_placeholder_goes_on_over_the_beginning_of_another(text: str) -> None:
    """So a text is looked through but once: `{{{{…` is not searched to its end from each brace."""
    for found in placeholders(text):
        assert not OPENING.search(found, 2)


def test_a_long_text_is_compared_with_no_short_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """To look for letters in common takes the product of both lengths; there are not enough."""
    compared: list[int] = []

    class Counting(difflib.SequenceMatcher[str]):
        def __init__(self, junk: None, one: str, other: str) -> None:
            compared.append(len(one) * len(other))
            super().__init__(junk, one, other)

    monkeypatch.setattr(difflib, "SequenceMatcher", Counting)
    assert nearest("ab" * 16_000, available_timezones()) == ""
    assert compared == []
    assert nearest("Americ/New_Yrk", available_timezones()).startswith("Did you mean “America/New")
    assert compared


@pytest.mark.parametrize("kind", [Email, Phone, Url, Day, Clock, TimeZone, Id, FileName, Topic])
def test_a_message_quotes_the_beginning_of_a_long_value(kind: Any) -> None:  # noqa: ANN401
    """Some sixty letters are enough to know it by."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(f"{'?! ' * 200}/?")
    assert len(str(caught.value.errors()[0]["ctx"]["error"])) < 120
    assert "…”" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Lee Ann <lee.ann@example.org>", "Write the address alone: lee.ann@example.org"),
        ("joao.p@example.edu.", "Write the address alone: joao.p@example.edu"),
        ("mailto:a@example.org", "Write the address alone: a@example.org"),
        ("a@example.org; b@example.org", "Write one of them: a@example.org"),
        ("nobody", "Write it as name@example.org."),
    ],
)
def test_an_address_with_something_more_is_told_as_it_should_be(text: str, hint: str) -> None:
    """The hint has what can be written there."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Email).validate_python(text)
    assert caught.value.errors()[0]["ctx"]["error"].hint == hint


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("5550142.0", "5550142"),
        ("555.014.0", "555.014.0"),
        ("\u202d+1 555-0142\u202c", "+1 555-0142"),
        ("555\u00a00142", "555 0142"),
    ],
)
def test_what_programs_add_to_a_number_is_taken_off(written: str, number: str) -> None:
    """A fraction of nothing, and what turns the direction of text."""
    assert TypeAdapter(Phone).validate_python(written) == number
