"""``askwell due``: what is to be done by now, over all interviews."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.conftest import Files
from tests.test_cli import loaded_by

ZOE = """\
contact: {name: Zoë Ibarra, relationship: cold, reason: I saw your exhibit.}
topic: museum work
meeting: {mode: in_person, date: 2027-03-11}
"""
CY = """\
contact: {name: Cy Reed, relationship: cold, reason: I saw your exhibit.}
topic: museum work
meeting: {mode: phone}
outcome:
  promises:
    - {what: send you the map, due: 2027-03-11}
    - {what: call again, due: 2027-04-11}
    - {what: read the report, due: 2027-03-10, done: 2027-03-09}
"""
DONE = ZOE + "sent: {thank-you-email: 2027-03-12}\n"


def due(root: Path, *words: str, today: str = "2027-03-12") -> Result:
    """What the command says on a day."""
    return CliRunner().invoke(
        main, ["due", str(root), "--today", today, *words], catch_exceptions=False
    )


@pytest.fixture
def two(project: Files) -> Path:
    """A project with a talk of yesterday, and one that left promises."""
    return project(
        {
            "content/seeker.yaml": "name: Ada\nemail: ada@example.org\nintroduction: a student\n",
            "content/interviews/cy.yaml": CY,
            "content/interviews/zoe.yaml": ZOE,
        },
        people=False,
    )


def test_what_is_late_comes_first(two: Path) -> None:
    """One line for each thing to do, in columns: how it stands, by when, with whom, and what."""
    result = due(two)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "late  2027-03-11  cy   Keep your promise: “I will send you the map”",
        "due   2027-03-12  zoe  Send the thank-you email",
    ]


def test_nothing_due_is_good_news_on_stderr(two: Path) -> None:
    """Standard output is for data, of which there is none."""
    result = due(two, today="2027-01-12")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Nothing is due on 2027-01-12 (what is ahead: --all).\n"


def test_all_shows_what_is_ahead_and_what_is_done(two: Path) -> None:
    """What is done comes last, with the day on which it was."""
    (two / "content" / "interviews" / "zoe.yaml").write_text(DONE, encoding="utf-8")
    lines = due(two, "--all").stdout.splitlines()
    states = [line.split()[0] for line in lines]
    assert states == sorted(states, key=["late", "due", "ahead", "done"].index)
    assert "done   2027-03-12  zoe  Send the thank-you email" in lines
    assert "done   2027-03-09  cy   Keep your promise: “I will read the report”" in lines
    assert "ahead  2027-04-11  cy   Keep your promise: “I will call again”" in lines


def test_all_of_nothing_says_so(project: Files) -> None:
    """Without any date there is nothing to count from."""
    result = due(project(), "--all")
    assert result.stdout == ""
    assert result.stderr == "No interview has a date yet.\nNot asked yet: bo.\n"


def test_due_as_json(two: Path) -> None:
    """``--json`` has the day and every field, dates as ISO 8601 has them."""
    data = json.loads(due(two, "--json").stdout)
    assert data["today"] == "2027-03-12"
    late, _ = data["due"]
    assert late == {
        "interview": "cy",
        "kind": "promise",
        "action": "Keep your promise: “I will send you the map”",
        "contact": "Cy Reed",
        "day": "2027-03-11",
        "late": "2027-03-12",
        "done": None,
        "state": "late",
        "number": 1,
    }


NAMED = (
    ZOE
    + """\
outcome:
  named:
    - {name: Ana Weiss, permission: 2027-03-11}
    - {name: Ben Oakes}
"""
)
ANA = """\
contact: {name: Ana Weiss, relationship: cold, reason: I saw your exhibit.}
topic: museum work
meeting: {mode: phone}
via: zoe
asked: 2027-03-14
"""


def test_who_was_named_is_written_to_once(two: Path) -> None:
    """An interview by way of this one tells that they were; so may a day below their name."""
    interviews = two / "content" / "interviews"
    wanted = "Write to the people they named"
    (interviews / "zoe.yaml").write_text(NAMED, encoding="utf-8")
    assert wanted in due(two, today="2027-03-19").stdout
    (interviews / "ana.yaml").write_text(ANA, encoding="utf-8")
    assert wanted in due(two, today="2027-03-19").stdout  # one is left
    CliRunner().invoke(main, ["build", str(two), "--kind", "next-outreach", "--channel", "text"])
    told = (two / "output" / "zoe" / "next-outreach.txt").read_text("utf-8")
    assert ("Ana" in told, "Ben Oakes" in told) == (False, True)  # she was asked
    other = NAMED.replace("Ben Oakes}", "Ben Oakes, asked: 2027-03-15}")
    (interviews / "zoe.yaml").write_text(other, encoding="utf-8")
    assert wanted not in due(two, "--all", today="2027-03-19").stdout


def test_a_policy_moves_the_days(two: Path) -> None:
    """An organization that gives three days gets three days."""
    organization = "name: Marrow College\npolicy: {thank_you_days: 3}\n"
    (two / "content" / "organization.yaml").write_text(organization, encoding="utf-8")
    assert "thank-you" not in due(two, today="2027-03-13").stdout
    line = "due   2027-03-14  zoe  Send the thank-you email"
    assert line in due(two, today="2027-03-14").stdout.splitlines()


def test_mistakes_are_told_before_anything(two: Path) -> None:
    """A file that cannot be read could hide a date."""
    (two / "content" / "interviews" / "cy.yaml").write_text("contact: {}\n", encoding="utf-8")
    result = due(two)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "cy.yaml" in result.stderr


def test_due_loads_no_engine(two: Path) -> None:
    """Neither templates nor calendars are needed to count days."""
    assert loaded_by("due", folder=two) == {"pydantic"}
    code = "import sys; from generator.queries import due; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"icalendar", "generator.compose", "jinja2"}.isdisjoint(done.stdout.split())
