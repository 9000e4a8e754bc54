"""A second build: what is good is taken again, what somebody changed stays, nothing is stale."""

import json
import shutil
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner

from generator.builds import Built, Wanted
from generator.channels import typeset
from generator.cli import main
from generator.documents import Artifact, Composition
from generator.errors import InputError
from generator.kept import NAME, Kept
from generator.pipeline import build, make
from generator.printers import PDF
from generator.project import Project
from generator.write import alone
from tests.conftest import INTERVIEW, ROOT, TODAY, Files, silent

T = TypeVar("T")
NOTE = Wanted(kinds=("thank-you-note",), channels=("pdf", "web"))
SHEETS = "templates/themes/ours/"


def built(root: Path, output: Path, wanted: Wanted = NOTE) -> Built:
    """A build of a project into some folder."""
    return build(Project.at(root, output, TODAY), wanted, silent)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder that a reader would open."""
    files = [path for path in folder.rglob("[!.]*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of which a PDF is printed."""
    kinds: list[str] = []

    def watched(composition: Composition, channel: str) -> Iterable[Artifact]:
        if channel == PDF:
            kinds.append(composition.selection.kind.name)
        return typeset(composition, channel)

    monkeypatch.setattr("generator.printers.typeset", watched)
    return kinds


def test_what_is_the_same_again_is_not_printed(project: Files, printed: list[str]) -> None:
    """A second build lays out nothing, writes nothing, and tells the same; a new one prints."""
    root = project()
    first = built(root, root / "output")
    assert printed == ["thank-you-note"] * 2  # the blank one, and the contact's
    printed.clear()
    second = built(root, root / "output")
    assert printed == []
    told = [(each.path, each.size, each.pages) for each in first.receipts]
    assert [(each.path, each.size, each.pages) for each in second.receipts] == told
    assert {each.state for each in second.receipts} == {"unchanged"}
    make(Project.at(root, root / "output", TODAY), NOTE, silent)  # which knows of no earlier build
    assert len(printed) == 2


def with_theme(project: Files) -> Path:
    """A project with a theme of its own, and an organization."""
    root = project({"content/organization.yaml": "name: Marrow College\ntheme: ours\n"})
    shutil.copytree(ROOT / "templates/themes/grid", root / SHEETS)
    return root


def add(path: str, text: str) -> Callable[[Path], Wanted]:
    """Add text at the end of a file of the project."""

    def change(root: Path) -> Wanted:
        before = (root / path).read_text(encoding="utf-8") if (root / path).exists() else ""
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"{before}{text}\n", encoding="utf-8")
        return NOTE

    return change


def renamed(root: Path) -> Wanted:
    """Mend the name of the contact."""
    path = root / "content/interviews/bo.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Bo Larch", "Bo Lark"), encoding="utf-8")
    return NOTE


def template(root: Path) -> Wanted:
    """Change the kind's own template."""
    name = "templates/kinds/thank-you-note/body.html.j2"
    text = (ROOT / name).read_text(encoding="utf-8")
    return add(name, text.replace("<h2", "<h2 data-x='1'").replace("Thank", "Thanks"))(root)


CHANGES: dict[str, Callable[[Path], Wanted]] = {
    "a person": renamed,
    "a color": add("content/organization.yaml", 'color: "#7a1f3d"'),
    "an archive": add("content/organization.yaml", "archive: true"),
    "a paper of its own": add("content/organization.yaml", "paper: a4"),
    "a theme": add(f"{SHEETS}print.css", "body { font-style: italic }"),
    "a shared sheet": add("templates/shared/base.css", "p { letter-spacing: .2pt }"),
    "a template": template,
    "paper": lambda _: NOTE._replace(paper="a4"),
    "no fields": lambda _: NOTE._replace(flat=True),
    "an edition": lambda _: NOTE._replace(editions=("large-print",)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_is_stale(project: Files, change: Callable[[Path], Wanted]) -> None:
    """After any change the folder has what an empty one would get."""
    root = with_theme(project)
    base = ROOT / "templates/shared/base.css"
    add("templates/shared/base.css", base.read_text(encoding="utf-8"))(root)
    built(root, root / "output")
    before = contents(root / "output")
    wanted = change(root)
    built(root, root / "output", wanted)
    built(root, root / "anew", wanted)
    now, anew = contents(root / "output"), contents(root / "anew")
    assert {name: now[name] for name in anew} == anew
    assert now != before  # the control: it does change a page


def test_what_somebody_has_changed_stays(project: Files) -> None:
    """Notes typed into a sheet are not lost, whatever is built; it is told each time."""
    root = project()
    words = ["build", f"{root}", "--kind", "thank-you-note", "--output", f"{root / 'output'}"]
    assert "stays as it is" not in CliRunner().invoke(main, words).stderr
    sheet = root / "output" / "bo" / "thank-you-note.pdf"
    sheet.write_bytes(typed := sheet.read_bytes() + b"% what I learned\n")
    add("content/seeker.yaml", "phone: 555-0144")(root)
    for _ in range(2):
        told = CliRunner().invoke(main, words)
        assert told.exit_code == 0
        assert "note.pdf is not as it was made, and stays as it is." in told.stderr
        assert sheet.read_bytes() == typed
    sheet.unlink()
    assert "stays as it is" not in CliRunner().invoke(main, words).stderr
    built(root, root / "anew", Wanted(kinds=("thank-you-note",)))
    assert contents(root / "output") == contents(root / "anew")


def test_what_somebody_has_put_there_stays(project: Files) -> None:
    """A file of theirs that is called as one of ours is never written over."""
    root = project()
    mine = root / "output" / "bo" / "thank-you-note.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own notes", encoding="utf-8")
    for _ in range(2):
        assert built(root, root / "output").changed == [mine]
        assert mine.read_text(encoding="utf-8") == "my own notes"


DAYS = INTERVIEW.replace("in_person}", "in_person, date: 2027-03-11, time: 2:30 pm}")
MOVED = DAYS.replace("-11", "-18")


def test_an_edited_draft_of_a_day_that_was_moved_is_told(project: Files) -> None:
    """It stays, and what is said of it tells that it is out of date, at each build."""
    root = project({"content/interviews/bo.yaml": DAYS})
    built(root, root / "output", wanted := Wanted(kinds=("confirmation",)))
    mine = root / "output" / "bo" / "confirmation.txt"
    mine.write_text(mine.read_text("utf-8") + "See you there!\n", encoding="utf-8")
    now = built(root, root / "output", wanted)
    assert (now.changed, now.outdated) == ([mine], [])
    project({"content/interviews/bo.yaml": MOVED})
    words = ["build", f"{root}", "--kind", "confirmation", "--output", f"{root / 'output'}"]
    for _ in range(2):
        told = CliRunner().invoke(main, words).stderr
        assert "stays as it is. It would be made otherwise by now." in told
    assert "March 11" in mine.read_text("utf-8")
    assert "March 18" in mine.with_suffix(".eml").read_text("utf-8")


def test_what_was_sent_before_a_meeting_was_moved_is_remarked_on(project: Files) -> None:
    """Who has the old day in writing goes there; a draft that is as it was sent is fine."""
    sent = "sent: {confirmation: 2027-02-19}\n"
    root = project({"content/interviews/bo.yaml": DAYS})
    wanted = Wanted(kinds=("confirmation",))
    built(root, root / "output", wanted)
    project({"content/interviews/bo.yaml": DAYS + sent})
    assert built(root, root / "output", wanted).warnings == []
    file = project({"content/interviews/bo.yaml": MOVED + sent}) / "content/interviews/bo.yaml"
    (remark,) = built(root, root / "output", wanted).warnings
    assert remark.message == (
        "The confirmation of 2027-02-19 says something else than what is here now."
    )
    line = file.read_text("utf-8").splitlines()[remark.place.line - 1]
    assert line.startswith("sent:")
    assert built(root, root / "output", wanted).warnings == []


REFERRED = INTERVIEW.replace(
    "  relationship: cold\n",
    "  relationship: referral\n"
    "  referral: {name: Dana Voss, relation: my adviser, permission: 2027-02-01}\n",
)


def test_what_is_not_to_be_made_now_is_removed(project: Files) -> None:
    """A draft with a name that may no longer be used does not lie there, ready to be sent."""
    root = project({"content/interviews/bo.yaml": REFERRED})
    drafts = Wanted(channels=("email", "text"))
    built(root, root / "output", drafts)
    there = root / "output" / "bo"
    names = sorted(path.name for path in there.iterdir() if b"Dana Voss" in path.read_bytes())
    assert "outreach-email.eml" in names
    (there / "linkedin-note.txt").write_text("Dana Voss told me to call", encoding="utf-8")
    file = root / "content" / "interviews" / "bo.yaml"
    file.write_text(REFERRED.replace(", permission: 2027-02-01", ""), encoding="utf-8")
    again = built(root, root / "output", drafts)
    assert there / "outreach-email.eml" in again.removed
    assert again.changed == again.outdated == [there / "linkedin-note.txt"]
    left = {path.name for path in there.iterdir() if b"Dana Voss" in path.read_bytes()}
    assert left <= {"linkedin-note.txt", "referral-request.eml", "referral-request.txt"}
    assert built(root, root / "output", drafts).removed == []


def test_a_folder_of_no_interview_is_named(project: Files) -> None:
    """One that was renamed or set aside leaves its folder, which only its owner may delete."""
    root = project()
    built(root, root / "output")
    file = root / "content" / "interviews" / "bo.yaml"
    file.rename(file.with_name("bo-larch.yaml"))
    assert built(root, root / "output").left == [root / "output" / "bo"]
    assert built(root, root / "output", NOTE._replace(interviews=("bo-larch",))).left == []
    assert (root / "output" / "bo" / "thank-you-note.html").is_file()


def test_what_was_not_asked_for_is_not_removed(project: Files) -> None:
    """A narrower build, and one without what was made on request, leave what is there."""
    root = project()
    built(root, root / "output", Wanted(interviews=("bo",), report=True))
    before = contents(root / "output")
    built(root, root / "output", NOTE._replace(interviews=("bo",)))
    assert contents(root / "output") == before


def test_what_stays_is_what_is_reported(project: Files) -> None:
    """The page of the packet and the report on accessibility are about the file that is there."""
    root = project()
    wanted = Wanted(interviews=("bo",), kinds=("thank-you-note",), report=True)
    built(root, root / "output", wanted)
    there = root / "output" / "bo"
    (there / "thank-you-note.pdf").write_bytes(b"typed")
    (there / "thank-you-note.html").write_bytes(b"<p>\xff</p>")
    built(root, root / "output", wanted)
    report = json.loads((there / "accessibility.json").read_text(encoding="utf-8"))
    found = {each["file"]: each["found"] for each in report["checks"]}
    assert "couldn't parse" in found["thank-you-note.pdf"][0]
    assert found["thank-you-note.html"]


def test_a_link_is_nobodys_change(project: Files) -> None:
    """A link in the place of a file is replaced, as ever, and what it leads to is left alone."""
    root = project()
    built(root, root / "output")
    page = root / "output" / "bo" / "thank-you-note.html"
    page.unlink()
    page.symlink_to(root / "content" / "seeker.yaml")
    before = (root / "content" / "seeker.yaml").read_bytes()
    assert built(root, root / "output").changed == []
    assert not page.is_symlink()
    assert (root / "content" / "seeker.yaml").read_bytes() == before


def test_what_was_cut_off_is_finished(project: Files) -> None:
    """A build that was killed while it wrote has announced it: its files are nobody's change."""
    root = project()
    built(root, root / "output")
    add("content/seeker.yaml", "phone: 555-0144")(root)
    files = make(Project.at(root, root / "output", TODAY), NOTE, silent).files
    Kept(root / "output").announce(files)
    for name in [*files][::2]:
        (root / "output" / name).write_bytes(files[name].data)
    assert built(root, root / "output").changed == []
    assert contents(root / "output") == {name: each.data for name, each in files.items()}


def test_what_is_typed_after_a_build_that_failed_stays(project: Files) -> None:
    """Also in a file that the failed build had written, or had only meant to write."""
    root = project()
    built(root, root / "output")
    note = root / "output" / "bo" / "thank-you-note.pdf"
    files = make(Project.at(root, root / "output", TODAY), NOTE._replace(paper="a4"), silent).files
    for there in (note.read_bytes(), files["bo/thank-you-note.pdf"].data):
        Kept(root / "output").announce(files)
        note.write_bytes(typed := there + b"% what I learned\n")
        assert built(root, root / "output", NOTE._replace(paper="a4")).changed == [note]
        assert note.read_bytes() == typed


def test_two_builds_at_once_know_of_each_other(project: Files) -> None:
    """What the other has written meanwhile is nobody's change."""
    root = project()
    built(root, root / "output")
    early = Kept(root / "output")
    built(root, root / "output", NOTE._replace(paper="a4"))
    early.announce({})
    early.confirm({})
    assert built(root, root / "output").changed == []


@pytest.mark.skipif(sys.platform == "win32", reason="no folder can be locked there")
def test_a_build_waits_while_another_one_writes(project: Files) -> None:
    """It would lose what that one takes down, and nobody would make those files anew."""
    root = project()
    output = root / "output"
    other = {"bo/other.txt": Artifact(".txt", b"A note.")}
    with ThreadPoolExecutor(1) as another:
        with alone(output, other):
            waiting = another.submit(built, root, output, NOTE._replace(channels=("web",)))
            assert not wait([waiting], timeout=3).done
            Kept(output).announce(other)
        assert waiting.result().receipts
    assert {*other} < {*Kept(output).entries}


def test_what_a_killed_build_left_half_done_is_taken_away(project: Files) -> None:
    """Only that: a file of somebody's own with a like name stays."""
    root = project()
    built(root, root / "output", NOTE)
    home = root / "output" / "bo"
    half, own = home / f".askwell-{'0' * 16}", home / ".askwell-notes"
    half.write_bytes(b"Dear")
    own.write_bytes(b"Mine.")
    built(root, root / "output", NOTE)
    assert not half.exists()
    assert own.read_bytes() == b"Mine."


@pytest.mark.parametrize("name", [NAME, "thank-you-note.html"])
def test_what_may_not_be_read_is_told(
    project: Files, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A file that is somebody else's, or open elsewhere, stops the build, with its name."""
    root = project()
    built(root, root / "output")

    def refusing(read: Callable[..., T]) -> Callable[..., T]:
        def refuse(path: Path, *rest: str, **more: str) -> T:
            if path.name == name:
                raise PermissionError(13, "Permission denied")
            return read(path, *rest, **more)

        return refuse

    monkeypatch.setattr(Path, "read_bytes", refusing(Path.read_bytes))
    monkeypatch.setattr(Path, "read_text", refusing(Path.read_text))
    with pytest.raises(InputError, match="This file cannot be read: Permission denied"):
        built(root, root / "output")


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 3}', '{"a": [1, 2, 3, 4, 5]}'])
def test_a_damaged_ledger_is_told(project: Files, text: str) -> None:
    """It says what would be lost, and nothing is written."""
    root = project()
    output = root / "output"
    output.mkdir()
    (output / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="its ledger is damaged"):
        built(root, output)
    assert [path.name for path in output.iterdir()] == [NAME]


def test_nothing_is_taken_from_outside(project: Files) -> None:
    """A ledger that names a file elsewhere, or one behind a link, gets nobody to read it."""
    root = project()
    built(root, root / "output")
    folder = root / "output" / "bo"
    folder.rename(root / "bo")
    folder.symlink_to(root / "bo")
    with pytest.raises(InputError, match="outside the output folder"):
        built(root, root / "output")
