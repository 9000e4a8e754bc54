"""The accessibility report: which checks ran on which file, with which result."""

import json
from pathlib import Path

import pytest

from generator import examine as room
from generator.builds import Wanted
from generator.documents import Artifact
from generator.errors import InputError
from generator.examine import examine
from generator.pipeline import make
from generator.project import Project
from tests.conftest import TODAY, Files, silent
from tests.readers import html_text

GOOD = (
    '<html lang="en"><head><title>T</title></head><body><main><h1>T</h1><h2>U</h2>'
    '<a href="/"><img src="x.png" alt="Home"></a><table><tr><th scope="col">A</th></tr></table>'
    "</main></body></html>"
)
FAULTS = {
    "language": (' lang="en"', ""),
    "title": ("<title>T</title>", ""),
    "main heading": ("<h1>T</h1>", "<h1>T</h1><h1>V</h1>"),
    "skips a level": ("<h2>U</h2>", "<h3>U</h3>"),
    "main part": ("main>", "div>"),
    "picture has no words": (' alt="Home"', ""),
    "link has no words": ('alt="Home"', 'alt=""'),
    "no scope": (' scope="col"', ""),
}


def found(page: str) -> tuple[str, ...]:
    """What is wrong with a page."""
    (checked,) = examine({"page.html": Artifact(".html", page.encode())})
    return checked.found


def test_a_good_page_passes() -> None:
    """Nothing is found where nothing is wrong, and drafts are not looked at."""
    assert found(GOOD) == ()
    assert list(examine({"draft.txt": Artifact(".txt", b"Dear Bo,")})) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str) -> None:
    """Each rule can fail, and says what is wrong."""
    was, now = FAULTS[fault]
    assert was in GOOD
    assert any(fault in said for said in found(GOOD.replace(was, now)))


def test_a_report_comes_on_request(project: Files, tmp_path: Path) -> None:
    """Each folder gets a page and the same as JSON; without the wish there is neither."""
    wanted = Wanted(kinds=("question-sheet",), channels=("pdf", "web"), report=True)
    made = make(Project.at(project(), day=TODAY), wanted, silent)
    names = {name for name in made.files if "accessibility" in name}
    assert names == {
        f"{folder}/accessibility.{suffix}"
        for folder in ("bo", "handouts")
        for suffix in ("html", "json")
    }
    report = json.loads(made.files["bo/accessibility.json"].data)
    assert report["day"] == "2027-02-22"
    assert [(each["file"], each["rules"], each["result"]) for each in report["checks"]] == [
        ("question-sheet.pdf", 104, "passed"),
        ("question-sheet.html", 8, "passed"),
    ]
    page = tmp_path / "report.html"
    page.write_bytes(made.files["bo/accessibility.html"].data)
    text = html_text(page)
    assert "What needs a person" in text.replace("\xa0", " ")
    assert "compliant" not in text
    bare = make(Project.at(project(), day=TODAY), Wanted(kinds=("question-sheet",)), silent)
    assert not any("accessibility" in name for name in bare.files)


def test_a_check_that_cannot_run_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the validator nothing is claimed about a PDF."""
    monkeypatch.setattr(room, "find_spec", lambda _: None)
    (checked,) = examine({"a.pdf": Artifact(".pdf", b"%PDF")})
    assert (checked.result, checked.rules) == ("not run", 0)


def test_what_a_check_finds_is_told(project: Files) -> None:
    """In words, with the file; and a strict build stops."""
    kind = "title: Room\nabout: Ours.\nchannels: [pdf, web]\nmade_for: [handout]\n"
    page = (
        '{% extends "shared/page.html.j2" %}{% block head %}<h1>Room</h1>{% endblock %}'
        "{% block main %}<h2>A</h2><h4>B</h4><p>C</p>{% endblock %}"
    )
    files = {"templates/kinds/room/kind.yaml": kind, "templates/kinds/room/body.html.j2": page}
    root = Project.at(project(files, people=False), day=TODAY)
    made = make(root, Wanted(kinds=("room",), report=True), silent)
    said = [f"{each.path.as_posix()}: {each.message}" for each in made.warnings]
    assert any(each.startswith("handouts/room.html: ") and "skips a level" in each for each in said)
    assert any(each.startswith("handouts/room.pdf: ") and "H4" in each for each in said)
    assert not any("ValidationFailure" in each for each in said)
    with pytest.raises(InputError):
        make(root, Wanted(kinds=("room",), report=True, strict=True), silent)
