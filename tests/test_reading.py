"""One file → one value: YAML or Markdown, with what people's editors and habits make of them."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from random import Random
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml import YAMLError

from generator.errors import InputError, Place, Problem, Source
from generator.load.bank import BANK, STEPS
from generator.load.content import INTERVIEW, ORGANIZATION, SEEKER
from generator.model import (
    BankFile,
    Category,
    Interview,
    Organization,
    Question,
    Seeker,
    StepsFile,
)
from generator.model.base import Content
from generator.model.placeholders import placeholders
from generator.model.slugs import slug
from generator.reading import Outline, read, yaml
from generator.reading.tree import Data, Tree

Writes = Callable[[str, str | bytes], Path]


@pytest.fixture
def file(tmp_path: Path) -> Writes:
    """Write a file and return its path."""

    def write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


FORMS: dict[str, tuple[type[Content], Outline, str, str]] = {
    "step": (
        StepsFile,
        STEPS,
        """\
id: ask
title: Ask for the interview
number: 4
body: |-
  Say who you are.

  Ask for twenty minutes.
tips:
  - Be brief.
  - {text: Offer the link., mode: [video], relationship: [alumni, referral]}
checklist:
  - Request sent
  - {text: Number noted, mode: phone}
""",
        """\
---
id: ask
number: 4
---
# Ask for the interview

Say who you are.

- Be brief.
- Offer the link. {mode=video relationship=alumni,referral}

Ask for twenty minutes.

- [ ] Request sent
- [x] Number noted {mode=phone}
""",
    ),
    "steps": (
        StepsFile,
        STEPS,
        """\
- {id: ask, title: Ask, number: 1, body: Write to them.}
- {id: thank, title: Thank, number: 2, body: Write again.}
""",
        """\
# The steps

## Ask {#ask number=1}

Write to them.

## Thank {#thank number=2}

Write again.
""",
    ),
    "categories": (
        BankFile,
        BANK,
        """\
categories:
  - title: First days
    description: How it began.
    questions:
      - What surprised you?
      - {id: hard, text: What was hard?, minutes: 3, probes: [And now?]}
  - title: Today
    questions:
      - {text: Whom else should I ask?, phase: close}
""",
        """\
First days
----------

How it began.

* What surprised you?
* What was hard? {#hard minutes=3}
    * And now?

Today
-----

1. Whom else should I ask? {phase=close}
""",
    ),
    "organization": (
        Organization,
        ORGANIZATION,
        """\
name: Wrenfield University
color: "#1746A2"
notice: Other formats on request
policy: {thank_you_days: 2}
""",
        """\
---
name: Wrenfield University
color: "#1746A2"
policy: {thank_you_days: 2}
---
Other formats on request
""",
    ),
    "seeker": (
        Seeker,
        SEEKER,
        """\
name: Leila Brandt
email: leila.brandt@example.org
introduction: I am a third-year student.
availability: [Thursday, Friday]
""",
        """\
---
name: Leila Brandt
email: leila.brandt@example.org
---
I am a third-year student.

## Availability

- Thursday
- Friday
""",
    ),
    "interview": (
        Interview,
        INTERVIEW,
        """\
id: marcus
contact: {name: Marcus Oyelaran, relationship: cold, reason: Your maps are good.}
topic: water quality work
meeting: {mode: video}
goal: Learn what a season is like.
questions: [cp-attraction, {text: Why water?, minutes: 2}]
outcome: {takeaways: [Seasons are long.]}
""",
        """\
---
id: marcus
contact: {name: Marcus Oyelaran, relationship: cold, reason: Your maps are good.}
meeting: {mode: video}
outcome:
  takeaways: [Seasons are long.]
---
# Marcus Oyelaran

Learn what a season is like.

## Topic

water quality work

## Questions

- cp-attraction
- Why water? {minutes=2}
""",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_both_forms_say_the_same(name: str, file: Writes) -> None:
    """YAML and Markdown with keys at the top are two spellings of one value."""
    model, outline, yaml, markdown = FORMS[name]
    from_yaml, _ = read(model, file("form.yaml", yaml), outline)
    from_markdown, _ = read(model, file("form.md", markdown), outline)
    assert from_yaml == from_markdown


def seeker(file: Writes, text: str) -> Seeker:
    """A seeker with one odd value; what is not said is filled in."""
    base = {"name": "Leila", "email": "leila@example.org", "introduction": "a student"}
    key = text.partition(":")[0]
    lines = [f"{name}: {value}" for name, value in base.items() if name != key]
    return read(Seeker, file("seeker.yaml", "\n".join([*lines, text, ""])), SEEKER)[0]


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "on",
        "N",
        "true",
        "Null",
        "NULL",
        "10:30",
        "07",
        "1e3",
        "0x1F",
        "1_000",
        ".5",
        "2027-03-11",
        "+1-555-0177",
        "=1",
        "<<",
        "-x",
    ],
)
def test_text_keeps_its_spelling(file: Writes, text: str) -> None:
    """What older readers of YAML take for truth, numbers or dates is text where text is wanted."""
    assert seeker(file, f"address: {text}").address == text
    assert seeker(file, f'address: "{text}"').address == text


@pytest.mark.parametrize("text", ["", " ~", " null", " # none yet"])
def test_nothing_is_nothing(file: Writes, text: str) -> None:
    """An empty value, ``~`` and ``null`` leave a key that may be missing unset."""
    assert seeker(file, f"address:{text}").address is None
    assert seeker(file, 'address: "~"').address == "~"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("priority: 1", {"priority": 1}),
        ("priority: 03", {"priority": 3}),
        ("minutes: 2.5", {"minutes": 2.5}),
        ('minutes: "3"', {"minutes": 3.0}),
        ("note_lines: 4", {"note_lines": 4}),
    ],
)
def test_numbers_where_numbers_are_wanted(
    file: Writes, text: str, meaning: dict[str, float]
) -> None:
    """A field for a number takes the number that is written, in quotes or not."""
    path = file("interview.yaml", INTERVIEW_TEXT + f"questions:\n  - {{id: a, {text}}}\n")
    chosen = read(Interview, path, INTERVIEW, id="x")[0].questions[0]
    assert chosen.model_dump(include=set(meaning)) == meaning


INTERVIEW_TEXT = """\
contact: {name: Marcus Oyelaran, relationship: cold, reason: Your maps are good.}
topic: water
meeting: {mode: video, date: 2027-03-11, time: 10:30}
"""


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("10:30", time(10, 30)),
        ("9:05", time(9, 5)),
        ("14.30", time(14, 30)),
        ("2:30 pm", time(14, 30)),
        ("12 a.m.", time(0)),
        ("12pm", time(12)),
        ('"00:00"', time(0)),
    ],
)
def test_times_as_people_write_them(file: Writes, text: str, clock: time) -> None:
    """A time of day may be on a clock of 12 or 24 hours; ``10:30`` is no number of seconds."""
    path = file("interview.yaml", INTERVIEW_TEXT.replace("10:30", text))
    meeting = read(Interview, path, INTERVIEW, id="x")[0].meeting
    assert (meeting.date, meeting.time) == (date(2027, 3, 11), clock)


@pytest.mark.parametrize("text", ["1430", "25:00", "10:60", "13 pm", "0 am", "3600", "10:30:15"])
def test_a_time_is_not_guessed(file: Writes, text: str) -> None:
    """What is no time of day is refused, and never counted as seconds since midnight."""
    path = file("interview.yaml", INTERVIEW_TEXT.replace("10:30", text))
    with pytest.raises(InputError, match="is not a time of day"):
        read(Interview, path, INTERVIEW, id="x")


@pytest.mark.parametrize("text", ["20270311", "86400", "0", "3/11/2027", "2027-3-11", "2027-02-30"])
def test_a_date_is_not_guessed(file: Writes, text: str) -> None:
    """What is no date is refused, and never counted as seconds since 1970."""
    path = file("interview.yaml", INTERVIEW_TEXT.replace("2027-03-11", text))
    with pytest.raises(InputError, match=r"date|calendar"):
        read(Interview, path, INTERVIEW, id="x")


HANDOUT = """\
# Questions for an informational interview

Print this page and bring it along. Choose four or five.

The job
=======

* What do you do all day?
* What would you change?

These two are about people:

* Whom do you work with?

## The way into it

1. How did you begin?
2. What did you study,
   and would you again?

## Closing

Always ask these.

- May I write to you again?

***

Career Center, Alder Hall
"""


def test_a_pasted_handout_is_a_bank(file: Writes) -> None:
    """A plain page of headings, bullets, numbers and prose gives categories and questions."""
    bank, _ = read(BankFile, file("questions.md", HANDOUT), BANK)
    assert [(c.title, [q.text for q in c.questions]) for c in bank.categories] == [
        (
            "The job",
            ["What do you do all day?", "What would you change?", "Whom do you work with?"],
        ),
        ("The way into it", ["How did you begin?", "What did you study, and would you again?"]),
        ("Closing", ["May I write to you again?"]),
    ]
    assert bank.categories[0].questions[0].id == "what-do-you-do-all-day"
    assert bank.categories[1].id == "the-way-into-it"


def test_lists_of_word_processors_are_lists(file: Writes) -> None:
    """Bullets below bullets are follow-ups, also where only a tab behind an “o” says so."""
    words = "# The job\n\n●\tWhat do you do?\no\tAnd on Mondays?\n• Where?\n   ○ Is it far?\n"
    (category,) = read(BankFile, file("questions.md", words), BANK)[0].categories
    assert [(q.text, q.probes) for q in category.questions] == [
        ("What do you do?", ("And on Mondays?",)),
        ("Where?", ("Is it far?",)),
    ]


def test_marks_at_the_end_of_a_line_are_no_words(file: Writes) -> None:
    """A heading or a bullet that is bold, or ends in a link, has its words alone."""
    words = (
        "# **The job**\n\n- **What** do you *do*\n- **Why?**\n- Read [this](https://example.org)\n"
    )
    (category,) = read(BankFile, file("questions.md", words), BANK)[0].categories
    assert category.title == "The job"
    assert [q.text for q in category.questions] == ["What do you do", "Why?", "Read this"]


@pytest.mark.parametrize("top", ["# All\n\n- Why?\n\nThe job\n\n", "# All\n\n**The job:**\n\n"])
def test_what_looks_like_a_category_is_told(file: Writes, top: str) -> None:
    """Words between questions, or in bold above them, would all be printed above the first."""
    with pytest.raises(InputError) as caught:
        read(BankFile, file("questions.md", f"{top}- What do you do?\n"), BANK)
    (problem,) = caught.value.problems
    assert problem.hint == "If it is a heading, write it so: ## The job"
    assert problem.place.line == (5 if "Why" in top else 3)


def test_words_above_the_first_heading_are_passed_over(file: Writes) -> None:
    """A page may begin with words that belong to no category."""
    path = file("questions.md", "Bring this along.\n\n# The job\n\n- What do you do?\n")
    assert [c.title for c in read(BankFile, path, BANK)[0].categories] == ["The job"]


def test_no_question_is_passed_over(file: Writes) -> None:
    """Questions right below the title of a page are a category, not a part of the title."""
    path = file("questions.md", "# All\n\n- Why?\n\n## The job\n\n- What do you do?\n")
    assert [c.title for c in read(BankFile, path, BANK)[0].categories] == ["All", "The job"]


TEXTS = st.lists(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=3).filter(
        lambda text: any(c.isalnum() for c in text) and not placeholders(text)
    ),
    min_size=1,
    max_size=12,
    unique_by=slug,
)


@given(TEXTS, st.randoms(use_true_random=False), st.data())
def test_ids_do_not_depend_on_the_others(
    texts: list[str], chance: Random, data: st.DataObject
) -> None:
    """Adding, removing or moving questions never changes the id of another."""
    alone = {
        text: Question.model_validate(text).id for text in texts if Question.model_validate(text)
    }
    kept = data.draw(st.lists(st.sampled_from(texts), unique=True, min_size=1))
    chance.shuffle(kept)
    category = Category.model_validate({"title": "A title", "questions": kept})
    assert {each.id for each in category.questions} == {alone[text] for text in kept}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("你的工作是什么？", "你为什么喜欢这份工作？"),
        ("什么是 GIS？", "为什么用 GIS？"),
        ("Что вы делаете весь день?", "Что бы вы изменили?"),
        ("ماذا تعمل؟", "أين تعمل؟"),
        ("???", "!!!"),
    ],
)
def test_every_script_gets_its_own_ids(text: str, other: str) -> None:
    """A text without letters from a to z has an id, and another than its neighbor."""
    ids = {slug(text), slug(other)}
    assert len(ids) == 2
    assert all(each.isascii() and each.strip("-") == each and each for each in ids)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What's a résumé for?", "whats-a-resume-for"),
        ("Größe & Øre", "grosse-ore"),
        ("  Two   words ", "two-words"),
        ("A/B — c", "a-b-c"),
    ],
)
def test_an_id_is_made_of_the_words(text: str, expected: str) -> None:
    """Accents, marks and letters that have a counterpart are written plainly."""
    assert slug(text) == expected


def test_a_long_question_has_a_short_id() -> None:
    """It is cut at a word; two questions that begin alike stay apart."""
    start = "Which of the things that you do in an ordinary week at the council would you like"
    ids = {slug(f"{start} to do more often?"), slug(f"{start} to give up at once?")}
    assert len(ids) == 2
    assert all(len(each) <= 60 for each in ids)
    assert all(each.startswith("which-of-the-things-that-you-do-in") for each in ids)


@pytest.mark.parametrize("encode", ["utf-8-sig", "utf-8"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form", [2, 3])
def test_marks_and_line_endings_of_other_systems(
    file: Writes, encode: str, ending: str, form: int
) -> None:
    """A byte order mark and the line ends of Windows and old Macs change nothing."""
    model, outline, *texts = FORMS["interview"]
    name = "form.yaml" if form == 2 else "form.md"
    plain, source = read(model, file(name, texts[form - 2]), outline)
    odd, odd_source = read(
        model, file(name, texts[form - 2].replace("\n", ending).encode(encode)), outline
    )
    assert odd == plain
    assert odd_source == source


def test_a_bullet_of_two_paragraphs_is_one_text(file: Writes) -> None:
    """What is indented below a bullet goes on with it, with its attributes at either end."""
    text = "# A\n\n- What was hard? {minutes=3}\n\n  And why?\n- What\n  else? {#else}\n"
    bank, _ = read(BankFile, file("questions.md", text), BANK)
    first, second = bank.categories[0].questions
    assert (first.text, first.minutes) == ("What was hard? And why?", 3)
    assert (second.text, second.id) == ("What else?", "else")


@pytest.mark.parametrize("below", ["      And why?", "  > And why?", "  ```\n  And why?\n  ```"])
def test_no_words_of_a_bullet_are_lost(file: Writes, below: str) -> None:
    """What is indented too far or set apart below a bullet goes on with it, too."""
    bank, _ = read(BankFile, file("a.md", f"# A\n\n- What was hard?\n\n{below}\n"), BANK)
    assert bank.categories[0].questions[0].text == "What was hard? And why?"


def test_task_bullets_are_the_checklist(file: Writes) -> None:
    """``- [ ]`` and ``- [x]`` are boxes to tick; other bullets are tips, in one list or in two."""
    text = "# Ask\n\nWrite.\n\n- [ ] Sent\n- Be brief. {mode=video relationship=alumni,referral}\n"
    step = read(StepsFile, file("step.md", text + "- [X] Noted {mode=phone}\n"), STEPS)[0].steps[0]
    assert [(tip.text, tip.mode) for tip in step.checklist] == [("Sent", ()), ("Noted", ("phone",))]
    assert [(t.text, t.mode, t.relationship) for t in step.tips] == [
        ("Be brief.", ("video",), ("alumni", "referral"))
    ]


def test_attributes_may_have_spaces_in_quotes(file: Writes) -> None:
    """A value with a space in it stands in straight quotation marks."""
    text = '# Ask\n\nWrite.\n\n- Be brief. {mode="video, phone"}\n'
    step = read(StepsFile, file("step.md", text), STEPS)[0].steps[0]
    assert step.tips[0].mode == ("video", "phone")


@pytest.mark.parametrize(
    ("name", "text", "loc", "line", "column"),
    [
        ("a.yaml", "title: A\nquestions:\n  - Why?\n  - {text: x, minutes: 2}\n",
         ("categories", 0, "questions", 1, "minutes"), 4, 24),
        ("a.yaml", "- title: A\n  questions: [Why?]\n", ("categories", 0, "questions", 0), 2, 15),
        ("a.md", "---\nnumber: 2\n---\n# A\n\n- Why?\n", ("categories", 0, "number"), 2, 9),
        ("a.md", "\n \n---\nnumber: 2\n---\n# A\n\n- Why?\n", ("categories", 0, "number"), 4, 9),
        ("a.md", "# A\n\ntext\n\n 1. Why? {minutes=2}\n",
         ("categories", 0, "questions", 0, "minutes"), 5, 19),
        ("a.md", "# A\n\n- Why?\n  - *How*?\n",
         ("categories", 0, "questions", 0, "probes", 0), 4, 5),
    ],
)  # fmt: skip
def test_every_value_knows_its_place(
    file: Writes, name: str, text: str, loc: tuple[str | int, ...], line: int, column: int
) -> None:
    """A later stage can point at the line and the column of whatever was read."""
    _, source = read(BankFile, file(name, text), BANK)
    assert source.place(loc) == Place(line, column)


def test_a_slip_in_a_list_of_items_has_its_place(file: Writes) -> None:
    """A list that is the whole file is no other than one below the key of the collection."""
    with pytest.raises(InputError) as refused:
        read(BankFile, file("a.yaml", "- title: A\n  minuts: 3\n  questions: [Why?]\n"), BANK)
    (problem,) = refused.value.problems
    assert problem.place == Place(2, 3)
    assert problem.message == "Unknown key “minuts”."


def test_what_is_not_in_a_file_has_no_place(file: Writes) -> None:
    """A problem with what nobody wrote is one of the file, not of its first line."""
    _, source = read(BankFile, file("a.yaml", "title: A\nquestions: [Why?]\n"), BANK)
    assert source.place(("number",)) == Place()
    assert Source(Path("a")).place(()) == Place()


MARKS = [*"#-:[]{}\"'&*!|>?%@`,ab= \t\n1", "- ", "\n  ", "---\n", ": ", " #"]


@given(st.text(max_size=200))
def test_any_yaml_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """No text makes the reader fail in any other way than with problems that have a place."""
    _read_or_refuse(tmp_path_factory.getbasetemp() / "any.yaml", text)


@given(
    st.lists(
        st.sampled_from(MARKS),
        max_size=40,
    )
)
def test_any_marks_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, marks: list[str]
) -> None:
    """The same for texts that are full of what YAML and Markdown give a meaning."""
    for name in ("any.yaml", "any.md"):
        _read_or_refuse(tmp_path_factory.getbasetemp() / name, "".join(marks))


def _read_or_refuse(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in _problems(path):
        assert problem.message.endswith(".")
        assert problem.place.line <= lines


def _problems(path: Path) -> tuple[Problem, ...]:
    try:
        read(BankFile, path, BANK)
    except InputError as error:
        return error.problems
    return ()


ROOT = Path(__file__).parent.parent
PACK = sorted([*ROOT.glob("content/**/*.yaml"), *ROOT.glob("templates/**/*.yaml")])
PIECES = st.sampled_from([*"-:#{}[],|>'\"%@`?\n ~é", "  ", "- ", ": ", "\n- ", "\n  ", '"a"'])
"""What a slip of the finger may add; tabs, anchors, aliases and tags are looked at elsewhere."""


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """A few lines of the pack's YAML with a slip or two in them."""
    lines = draw(st.sampled_from(PACK)).read_text("utf-8").split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[start : start + 8])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(PIECES) + text[at + draw(st.integers(0, 2)) :]
    return text


def parsed(text: str) -> Tree | None:
    """The tree of a YAML text; ``None`` where it is refused."""
    try:
        return yaml.parse(text, Path("x.yaml"))
    except InputError:
        return None


@given(slipped())
def test_both_parsers_of_yaml_read_the_same(text: str) -> None:
    """What the quick parser makes of a text, values and places, the careful one makes of it too."""
    quick = parsed(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "Quick", refuse)
        careful = parsed(text)
    if quick and careful:
        assert quick.data == careful.data
        written = {loc: place for loc, place in quick.values.items() if at(quick.data, loc)}
        assert written == {loc: careful.values[loc] for loc in written}
        assert quick.keys == careful.keys


def refuse(_text: str) -> NoReturn:
    """A parser that reads nothing; the other one has to."""
    raise YAMLError


def at(data: Data, loc: tuple[str | int, ...]) -> Data:
    """What stands at a place in data."""
    for step in loc:
        data = data[step]  # type: ignore[index]  # loc was found in data
    return data
