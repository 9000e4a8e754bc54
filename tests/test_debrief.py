"""After the meeting: the outcome goes into the file, and the rest of the file stays as it was."""

import re
import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.channels import names
from generator.cli import debrief as command
from generator.cli import main
from generator.debrief import Answers, Somebody, Unusable, debrief
from generator.load import load
from generator.load.content import INTERVIEW
from generator.model import Interview
from generator.model.placeholders import placeholders
from generator.project import Project
from generator.reading import read
from tests.conftest import SEEKER, Files
from tests.test_due import due

WRITTEN = """\
# My first one.
contact:
    name:   Bo Larch   # everybody calls him Bo
    relationship: cold
    reason: 'Your exhibit on river ferries made me wonder.'

topic: museum work
meeting: {mode: in_person, date: 2027-03-11}   # at the café

questions: [pr-typical-day,
            cp-attraction]
# The end.
"""
MARKDOWN = """\
---
contact: {name: Bo Larch, relationship: cold, reason: So good.}
topic: museums
meeting: {mode: phone}
---

Learn a lot.

## Questions

- Why?
"""
Debriefs = Callable[..., Result]


def interviews(root: Path) -> dict[str, Interview]:
    """What a project's interview files say."""
    found = load(Project.at(root), names())[0]
    return {interview.id: interview for interview in found.interviews}


@pytest.fixture
def written(project: Files) -> Path:
    """A project with a file in somebody's own hand."""
    return project({"content/interviews/bo.yaml": WRITTEN})


@pytest.fixture
def run() -> Debriefs:
    """Run ``askwell debrief`` in this process."""

    def go(root: Path, *words: str, typed: str | None = None) -> Result:
        words = ("debrief", "bo", str(root), *words)
        return CliRunner().invoke(main, words, typed, catch_exceptions=False)

    return go


def test_the_outcome_is_added_and_nothing_else_changes(written: Path, run: Debriefs) -> None:
    """Comments, quotation marks and layout are the same to the byte; the outcome follows."""
    result = run(written, "--takeaway", "You said: plan the crates first.", "--fit", "4")
    text = (written / "content/interviews/bo.yaml").read_text("utf-8")
    assert result.exit_code == 0
    assert text == WRITTEN + (
        'outcome:\n  takeaways:\n    - "You said: plan the crates first."\n  fit: 4\n'
    ).replace('"', "'")


def test_options_are_read_as_they_are_meant(written: Path, run: Debriefs) -> None:
    """A promise may have a day, a name may have an address, and a permission belongs to a name."""
    run(
        written,
        *("--takeaway", "Crates come first.", "--promise", "send you the map by 2027-03-20"),
        *("--promise", "write to you by ferry", "--named", "Ana Reyes <ana@example.org>"),
        *("--named", "Jo Fenn", "--permitted", "Ana Reyes", "--next-step", "look for a course"),
    )
    outcome = interviews(written)["bo"].outcome
    assert outcome
    assert [(each.what, each.due) for each in outcome.promises] == [
        ("send you the map", date(2027, 3, 20)),
        ("write to you by ferry", None),
    ]
    assert [(each.name, each.email, each.permission) for each in outcome.named] == [
        ("Ana Reyes", "ana@example.org", date(2027, 3, 11)),
        ("Jo Fenn", None, None),
    ]
    assert outcome.next_steps == ("look for a course",)


@pytest.mark.parametrize("said", ["by 2027-03-20.", "By 2027-03-20", "by 2027-03-20"])
def test_a_promise_has_its_day_however_it_ends(written: Path, run: Debriefs, said: str) -> None:
    """A full stop or a capital does not hide it, or nobody would be reminded."""
    run(written, "--promise", f"send the map {said}")
    outcome = interviews(written)["bo"].outcome
    assert outcome
    assert [(each.what, each.due) for each in outcome.promises] == [
        ("send the map", date(2027, 3, 20)),
    ]


def test_a_second_debrief_adds_to_the_first(written: Path, run: Debriefs) -> None:
    """Lists grow, comments among them stay, and the keys below the outcome keep their place."""
    path = written / "content/interviews/bo.yaml"
    path.write_text(
        WRITTEN.replace("# The end.\n", "outcome:\n  takeaways: One.  # so true\n# The end.\n"),
        encoding="utf-8",
    )
    run(written, "--takeaway", "Two.", "--surprises", "The smell.")
    outcome = interviews(written)["bo"].outcome
    assert outcome
    assert outcome.takeaways == ("One.", "Two.")
    assert "# so true" in path.read_text("utf-8")
    assert path.read_text("utf-8").endswith("# The end.\n")


@pytest.mark.parametrize(
    "text",
    [
        MARKDOWN,
        "\n" + MARKDOWN,
        WRITTEN.replace("\n", "\r\n"),
        WRITTEN.replace("\n", "\r\n", 4),
        WRITTEN.replace("\n", "\r"),
        WRITTEN.replace("everybody calls", "everybody\u2028calls"),
        "\ufeff" + WRITTEN,
    ],
    ids=["markdown", "blank-line", "windows", "mixed", "old-mac", "separator", "byte-order-mark"],
)
def test_every_sort_of_file_is_kept(project: Files, run: Debriefs, text: str) -> None:
    """Front matter, line ends and byte order marks stay what they are."""
    suffix = "md" if text.endswith(MARKDOWN) else "yaml"
    root = project({"content/seeker.yaml": SEEKER}, people=False)
    path = root / "content" / "interviews" / f"bo.{suffix}"
    path.parent.mkdir()
    path.write_bytes(text.encode())
    assert run(root, "--takeaway", "One.").exit_code == 0
    after = path.read_bytes().decode()
    kept = [line for line in text.splitlines(keepends=True) if line in after]
    assert "".join(kept) == text
    outcome = interviews(root)["bo"].outcome
    assert outcome
    assert outcome.takeaways == ("One.",)


@pytest.mark.parametrize("name", ["Zoë  Larch", "Bo: one"])
def test_a_file_may_have_any_name(project: Files, name: str) -> None:
    """As the system has it: with an accent apart, two spaces, or marks that no folder may have."""
    root = project({"content/seeker.yaml": SEEKER}, people=False)
    path = root / "content" / "interviews" / f"{normalize('NFD', name)}.yaml"
    path.parent.mkdir()
    path.write_text(WRITTEN, encoding="utf-8")
    result = CliRunner().invoke(main, ["debrief", str(path), "--fit", "4"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    (known,) = interviews(root)
    assert f"askwell build --interview {shlex.quote(known)}" in result.stderr
    assert "fit: 4" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ana Reyes", ("Ana Reyes", "", "", "")),
        ("Ana Reyes <a@example.org>", ("Ana Reyes", "", "", "a@example.org")),
        ("Dr. Ana Reyes, Planner, Reyes & Co", ("Dr. Ana Reyes", "Planner", "Reyes & Co", "")),
        ("Ana Reyes, PhD, Planner", ("Ana Reyes, PhD", "Planner", "", "")),
        ("Ana Reyes, DNP, RN, Acme Clinic", ("Ana Reyes, DNP, RN", "Acme Clinic", "", "")),
        (
            "Bo Ash, Jr., Planner, Tern, Fenn and Oak <b@example.org>",
            ("Bo Ash, Jr.", "Planner", "Tern, Fenn and Oak", "b@example.org"),
        ),
    ],
)
def test_a_name_may_have_the_work_behind_it(typed: str, read: tuple[str, ...]) -> None:
    """As the debrief sheet asks for it: name, title, organization."""
    assert Somebody.of(typed)[:4] == read


def test_the_same_again_is_said_once(written: Path, run: Debriefs) -> None:
    """Nobody is thanked twice for one thing, and who is there already is not named again."""
    words = ("--takeaway", "One.", "--promise", "call", "--named", "Ana Reyes")
    run(written, *words)
    before = (written / "content/interviews/bo.yaml").read_bytes()
    assert run(written, *words, "--takeaway", "One").exit_code == 0
    assert (written / "content/interviews/bo.yaml").read_bytes() == before


def test_what_is_told_later_goes_to_its_entry(written: Path, run: Debriefs) -> None:
    """A permission, the day of a promise and the day on which it was kept: nothing is doubled."""
    path = written / "content/interviews/bo.yaml"
    noted = "outcome:\n  promises:\n    - I will call  # on the new number\n    - what: write\n"
    path.write_text(WRITTEN + noted + "  named: [Ana Reyes]\n", encoding="utf-8")
    run(
        written,
        *("--promise", "call by 2027-03-20", "--promise", "write by 2027-04-01"),
        *("--named", "Ana Reyes, Planner", "--permitted", "Ana Reyes"),
    )
    run(written, "--kept", "write on 2027-03-30", "--kept", "call", "--today", "2027-03-19")
    outcome = interviews(written)["bo"].outcome
    assert outcome
    assert [(each.what, each.due, each.done) for each in outcome.promises] == [
        ("call", date(2027, 3, 20), date(2027, 3, 19)),
        ("write", date(2027, 4, 1), date(2027, 3, 30)),
    ]
    assert [(each.name, each.title, each.permission) for each in outcome.named] == [
        ("Ana Reyes", "Planner", date(2027, 3, 11))
    ]
    assert "# on the new number" in path.read_text("utf-8")
    run(
        written,
        "--promise",
        "call by 2027-03-25",
        "--permitted",
        "Ana Reyes",
        "--named",
        "Ana Reyes",
    )
    moved = interviews(written)["bo"].outcome
    assert moved
    assert moved.promises[0].due == date(2027, 3, 25)
    assert moved.named == outcome.named


def test_a_promise_that_ends_in_a_day_can_be_kept(written: Path, run: Debriefs) -> None:
    """Its own words come first; a day behind them is that on which it was kept."""
    path = written / "content/interviews/bo.yaml"
    noted = "outcome: {promises: [meet Ana on 2027-03-20, meet Jo on 2027-03-20]}\n"
    path.write_text(WRITTEN + noted, encoding="utf-8")
    words = ("--kept", "meet Jo on 2027-03-20 on 2027-03-21", "--today", "2027-03-22")
    assert run(written, "--kept", "meet Ana on 2027-03-20", *words).exit_code == 0
    outcome = interviews(written)["bo"].outcome
    assert outcome
    assert [each.done for each in outcome.promises] == [date(2027, 3, 22), date(2027, 3, 21)]


def test_thanks_are_no_longer_due_once_they_are_sent(written: Path, run: Debriefs) -> None:
    """Their day goes to what was sent, and not into the outcome."""
    run(written, "--takeaway", "Crates come first.")
    assert "Send the thank-you email" in due(written).stdout
    before = interviews(written)["bo"].outcome
    run(written, "--thanked", "2027-03-12", "--today", "2027-03-12")
    assert "Send the thank-you email" not in due(written).stdout
    assert interviews(written)["bo"].sent == {"thank-you-email": date(2027, 3, 12)}
    assert interviews(written)["bo"].outcome == before


def test_a_talk_without_a_day_gets_one(project: Files, run: Debriefs) -> None:
    """Thanks are due from it; a day that the file has is not overruled."""
    text = WRITTEN.replace(", date: 2027-03-11", "")
    root = project({"content/interviews/bo.yaml": text})
    run(root, "--takeaway", "One.", "--day", "2027-03-09", "--today", "2027-03-11")
    outcome = interviews(root)["bo"].outcome
    assert outcome
    assert outcome.day == date(2027, 3, 9)
    refused = run(root, "--takeaway", "Two.", "--day", "2027-03-10")
    assert (refused.exit_code, "another day: 2027-03-09" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ["--named", "Ana Reyes", "--permitted", "Ana Reyes"],
        ["--named", "Ana", "--named", "Jo", "--permitted", "Ana", "--permitted", "Jo"],
        ["--kept", "call", "--kept", "write"],
    ],
)
def test_a_day_that_is_said_twice_is_written_twice(
    project: Files, run: Debriefs, words: list[str]
) -> None:
    """The file that comes of it is one that is read again, without references within it."""
    text = WRITTEN.replace(", date: 2027-03-11", "")
    text += "outcome: {promises: [call, write]}\n"
    root = project({"content/interviews/bo.yaml": text})
    result = run(root, *words, "--today", "2027-03-11")
    assert (result.exit_code, result.stderr.count("error")) == (0, 0)
    assert (root / "content/interviews/bo.yaml").read_text("utf-8").count(": 2027-03-11") >= 2
    assert "bo" in interviews(root)


def test_answers_by_email_have_a_day_of_their_own(project: Files, run: Debriefs) -> None:
    """There was no meeting: thanks are due from the day on which it is written down."""
    text = WRITTEN.replace("mode: in_person, date: 2027-03-11", "mode: email_qa")
    asked = text.replace("topic:", "asked: 2027-02-22\ntopic:")
    root = project({"content/interviews/bo.yaml": asked})
    assert "Send the follow-up" in due(root).stdout
    run(root, "--takeaway", "One.", "--named", "Ana Reyes", "--today", "2027-03-11")
    assert due(root).stdout.splitlines() == [
        "due  2027-03-12  bo  Send the thank-you email",
    ]
    ana = interviews(root)["ana-reyes"].contact
    assert ana.referral
    assert ana.referral.relation == "who answered my questions"


@pytest.mark.parametrize("typed", ["no", "Nobody", "-"])
def test_nobody_is_no_name(
    written: Path, run: Debriefs, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """An answer to another question makes no person, and after a yes it asks again."""
    monkeypatch.setattr(command, "at_a_terminal", lambda: True)
    lines = ["Crates come first.", "", "", "", typed, "", "", "5", "", ""]
    assert run(written, typed="\n".join(lines) + "\n").exit_code == 0
    assert set(interviews(written)) == {"bo"}
    lines[4:6] = ["yes", "Ana Reyes", "", "n"]
    result = run(written, typed="\n".join(lines) + "\n")
    assert (result.exit_code, "Please write the name." in result.stderr) == (0, True)
    assert set(interviews(written)) == {"bo", "ana-reyes"}


def test_who_was_named_gets_a_file(written: Path, run: Debriefs) -> None:
    """A referral, by way of the contact; without a permission its drafts wait for one."""
    run(
        written,
        *("--takeaway", "Crates come first.", "--named", "Ana Reyes <ana@example.org>"),
        *("--named", "Jo Fenn", "--permitted", "Ana Reyes"),
    )
    known = interviews(written)
    ana, jo = known["ana-reyes"].contact, known["jo-fenn"].contact
    assert (ana.email, ana.permitted, known["ana-reyes"].via) == ("ana@example.org", True, "bo")
    assert ana.referral
    assert (ana.referral.name, ana.referral.relation) == (
        "Bo Larch",
        "with whom I spoke on March 11",
    )
    assert not jo.permitted
    built = CliRunner().invoke(main, ["build", str(written), "--channel", "text"])
    drafts = (written / "output/bo/next-outreach.txt").read_text("utf-8")
    assert "Dear" not in drafts  # one request for each of them, in the packet of their own
    assert "Ana Reyes: the request is in the packet ana-reyes." in drafts
    assert (written / "output/ana-reyes/outreach-email.txt").is_file()
    assert not (written / "output/jo-fenn/outreach-email.txt").exists()
    assert "jo-fenn, Request by email: waits for" in built.stderr


def test_a_file_that_is_there_is_left_alone(written: Path, run: Debriefs) -> None:
    """Somebody who has an interview file already keeps it."""
    mine = written / "content/interviews/ana-reyes.yaml"
    mine.write_text(WRITTEN.replace("Bo Larch", "Ana Reyes"), encoding="utf-8")
    before = mine.read_bytes()
    assert run(written, "--named", "Ana Reyes").exit_code == 0
    assert mine.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--named", "Ana <not an address>"], "is not an email address"),
        (["--takeaway", "Thank you, [NAME]."], "was never filled in"),
        (["--takeaway", ""], "One of the answers has no words in it"),
        (["--named", " "], "One of the answers has no words in it"),
        (["--promise", "call by 2027-02-30"], "There is no day “2027-02-30”"),
        (["--named", "Ana", "--permitted", "Jo"], "“Jo” is not among those who were named"),
        (["--kept", "call"], "“call” is not what was promised. In the file is: nothing"),
        (["--thanked", "2027-03-13", "--today", "2027-03-12"], "2027-03-13 is still to come"),
        (["--thanked", "2027-03-10", "--today", "2027-03-12"], "the talk was on 2027-03-11"),
        ([], "Say what came of it"),
    ],
)
def test_what_cannot_be_used_is_refused(
    written: Path, run: Debriefs, words: list[str], said: str
) -> None:
    """The message says why, and no file is touched."""
    result = run(written, *words)
    assert (result.exit_code, said in result.stderr) == (2, True)
    files = sorted(path.name for path in (written / "content/interviews").iterdir())
    assert files == ["bo.yaml"]
    assert (written / "content/interviews/bo.yaml").read_text("utf-8") == WRITTEN


def test_a_terminal_asks(written: Path, run: Debriefs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without options the same comes of a few questions; Enter goes on."""
    monkeypatch.setattr(command, "at_a_terminal", lambda: True)
    lines = ["Crates come first.", "", "", "send the map", "March 20", "2027-03-20"]
    lines += ["call by 2027-03-21", "", "Ana Reyes", "", "y", "The quiet.", "4.5", "5"]
    lines += ["read your list", "", ""]
    result = run(written, typed="\n".join(lines) + "\n")
    assert result.exit_code == 0
    interview = interviews(written)["bo"]
    outcome = interview.outcome
    assert outcome
    assert outcome.takeaways == ("Crates come first.",)
    assert [(each.what, each.due, each.done) for each in outcome.promises] == [
        ("send the map", date(2027, 3, 20), None),
        ("call", date(2027, 3, 21), None),
    ]
    assert outcome.named[0].permission == date(2027, 3, 11)
    assert (outcome.surprises, outcome.fit) == ("The quiet.", 5)
    assert (outcome.progress, interview.sent) == (("read your list",), {})
    assert "“4.5” is no whole number from 1 to 5." in result.stderr
    assert "“March 20” is not a day." in result.stderr


def test_a_slip_in_a_promise_is_asked_about_again(
    written: Path, run: Debriefs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was answered before it is not lost."""
    monkeypatch.setattr(command, "at_a_terminal", lambda: True)
    lines = ["Crates come first.", "", "", "call you by 2027-02-30", "call you by 2027-02-28"]
    result = run(written, typed="\n".join([*lines, "", "", "", "", "", ""]) + "\n")
    assert (result.exit_code, "There is no day “2027-02-30”" in result.stderr) == (0, True)
    outcome = interviews(written)["bo"].outcome
    assert outcome
    assert outcome.takeaways == ("Crates come first.",)
    assert [(each.what, each.due) for each in outcome.promises] == [
        ("call you", date(2027, 2, 28)),
    ]


def test_answers_that_are_refused_at_the_end_need_not_be_typed_again(
    written: Path, run: Debriefs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are shown as a command; with the slip mended, it says the same."""
    monkeypatch.setattr(command, "at_a_terminal", lambda: True)
    lines = ["It's the crates.", "", "", "call [NAME]", "2027-03-20", "", "Ana Reyes", "", "y"]
    typed = "\n".join([*lines, "", "5", "", "2027-03-12"]) + "\n"
    result = run(written, "--today", "2027-03-12", typed=typed)
    assert (result.exit_code, "was never filled in" in result.stderr) == (2, True)
    (shown,) = re.findall(
        "^Nothing was written.*: (askwell debrief .*)$", result.stderr, re.MULTILINE
    )
    words = shlex.split(shown.replace("[NAME]", "you"))
    assert CliRunner().invoke(main, words[1:]).exit_code == 0
    interview = interviews(written)["bo"]
    assert interview.outcome
    assert interview.outcome.takeaways == ("It's the crates.",)
    assert interview.outcome.promises[0].due == date(2027, 3, 20)
    assert interview.outcome.named[0].permission == date(2027, 3, 11)
    assert interview.sent == {"thank-you-email": date(2027, 3, 12)}


def test_a_terminal_asks_what_came_of_it_since(
    written: Path, run: Debriefs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second time it asks for what is open: promises that were kept, and the thanks."""
    run(written, "--takeaway", "Crates come first.", "--promise", "call", "--promise", "write")
    monkeypatch.setattr(command, "at_a_terminal", lambda: True)
    lines = ["", "", "", "", "2027-03-14", "", "", "", "started a course", "", "2027-03-12"]
    assert run(written, "--today", "2027-03-14", typed="\n".join(lines) + "\n").exit_code == 0
    interview = interviews(written)["bo"]
    assert interview.outcome
    assert [each.done for each in interview.outcome.promises] == [None, date(2027, 3, 14)]
    assert interview.outcome.progress == ("started a course",)
    assert interview.sent == {"thank-you-email": date(2027, 3, 12)}


def test_a_terminal_asks_for_a_day_that_is_missing(
    project: Files, run: Debriefs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked before all else, and Enter means today."""
    root = project({"content/interviews/bo.yaml": WRITTEN.replace(", date: 2027-03-11", "")})
    monkeypatch.setattr(command, "at_a_terminal", lambda: True)
    lines = ["2027-03-09", "One.", "", "", "", "", "", "", "", ""]
    assert run(root, typed="\n".join(lines) + "\n").exit_code == 0
    outcome = interviews(root)["bo"].outcome
    assert outcome
    assert outcome.day == date(2027, 3, 9)


def test_nothing_new_is_said_so(written: Path, run: Debriefs) -> None:
    """Who says the same again is not told to build anew."""
    words = ("--takeaway", "Crates come first.")
    assert "Now: askwell build" in run(written, *words).stderr
    assert "Nothing of it is new" in run(written, *words).stderr


ANY = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40
).filter(lambda text: any(c.isalnum() for c in text) and not placeholders(text))


@given(st.lists(ANY, min_size=1, max_size=3), st.lists(ANY, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_come_back_as_they_were(
    tmp_path: Path, takeaways: list[str], steps: list[str]
) -> None:
    """Whatever is said is either refused, or read back as if it had been said right there.

    Said again, it changes nothing.
    """
    path = tmp_path / "bo.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    answers = Answers(takeaways=tuple(takeaways), next_steps=tuple(steps))
    try:
        debrief(Project.at(tmp_path), said_in(path), path, answers)
    except Unusable:
        return
    first = said_in(path).outcome
    assert path.read_text("utf-8").startswith(WRITTEN)
    assert first
    assert len(first.takeaways) <= len(takeaways)
    assert len({*first.takeaways}) == len(first.takeaways)
    debrief(Project.at(tmp_path), said_in(path), path, answers)
    assert said_in(path).outcome == first


def said_in(path: Path) -> Interview:
    """What an interview file says."""
    return read(Interview, path, INTERVIEW, id="bo")[0]
