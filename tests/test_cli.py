"""The command line: exit codes, what goes where, and what it does not load."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from generator import doctor
from generator.cli import main, report
from generator.errors import EngineMissing
from generator.project import Project
from tests.cohorts import rows, table
from tests.conftest import INTERVIEW, ROOT, Files
from tests.values import loaded

PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
CLEAN = {name: value for name, value in os.environ.items() if name != PLUGINS}
LIGHT = ("--channel", "text", "--channel", "web")


def run(*words: str | Path) -> Result:
    """Run askwell in this process."""
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.mark.parametrize("name", [None, *sorted(main.commands)])
def test_every_command_has_help_with_an_example(name: str | None) -> None:
    """``--help`` ends in something to type."""
    result = run(*([name] if name else []), "--help")
    assert result.exit_code == 0
    assert "askwell " in result.output.strip().splitlines()[-1]


def test_a_build_reports_on_stderr(project: Files) -> None:
    """The summary is a message; standard output stays free for data."""
    result = run("build", project(), *LIGHT)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "linkedin-note.txt" in result.stderr
    assert "Thank-you email: waits for a sentence to them" in result.stderr
    assert re.search(r"Made \d\d files in ", result.stderr)


def test_a_second_build_says_that_nothing_changed(project: Files) -> None:
    """The summary tells made from unchanged."""
    root = project()
    words = ("build", root, *LIGHT, "--today", "2027-02-22")
    made = len(json.loads(run(*words, "--json").stdout)["files"])
    assert f"Made 0 files, {made} unchanged" in run(*words).stderr


def test_build_as_json(project: Files) -> None:
    """``--json`` puts the files, what waits and the warnings on standard output."""
    result = run("build", project(), *LIGHT, "--json")
    data = json.loads(result.stdout)
    assert {file["state"] for file in data["files"]} == {"made"}
    assert "thank-you-email" in [each["kind"] for each in data["waiting"]]
    assert data["pdf_engine"] == "ok"


def test_check_writes_nothing(project: Files) -> None:
    """``check`` finds nothing wrong, says so, and leaves no folder behind."""
    root = project()
    result = run("check", root)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing is wrong" in result.stderr
    assert not (root / "output").exists()


def test_problems_are_exit_code_1(project: Files) -> None:
    """Wrong input: all problems on stderr, with line, caret and hint."""
    root = project({"content/seeker.yaml": "name: Ada\nemial: a@example.org\n"})
    result = run("build", root)
    assert result.exit_code == 1
    assert "seeker.yaml:2:1: error: " in result.stderr
    assert "  2 | emial: a@example.org\n    | ^\n" in result.stderr
    assert "Did you mean “email”?" in result.stderr
    assert not (root / "output").exists()


def test_problems_as_json(project: Files) -> None:
    """``--json`` gives each problem its place."""
    root = project(
        {"content/seeker.yaml": "name: Ada\nemial: a@example.org\nintroduction: a student\n"}
    )
    result = run("check", root, "--json")
    assert result.exit_code == 1
    (first, *_) = json.loads(result.stdout)["problems"]
    assert (first["line"], first["column"], first["severity"]) == (2, 1, "error")


def test_a_broken_limit_is_exit_code_3(project: Files) -> None:
    """The input is right, but a draft is too long for its kind."""
    root = project()
    path = root / "content" / "interviews" / "bo.yaml"
    text = path.read_text(encoding="utf-8").replace("Your exhibit", "Your" + " very" * 130)
    path.write_text(text, encoding="utf-8")
    result = run("check", root)
    assert result.exit_code == 3
    assert "at most 125 are allowed" in result.stderr


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [
        ("--kind", "question-sheat", "question-sheet"),
        ("--interview", "bob", "bo"),
        ("--channel", "pfd", "pdf"),
        ("--paper", "a5", "a4"),
        ("--today", "11.3.2027", "Write it as year-month-day: 2027-03-11."),
    ],
)
def test_wrong_options_are_exit_code_2(project: Files, option: str, value: str, hint: str) -> None:
    """A name that is not there lists the nearest."""
    result = run("build", project(), option, value)
    assert result.exit_code == 2
    assert hint in result.stderr


def test_only_what_is_asked_for_is_made(project: Files) -> None:
    """``--interview``, ``--kind``, ``--channel`` and ``--output`` narrow a build."""
    root = project()
    out = root / "elsewhere"
    run("build", root, "--interview", "bo", "--kind", "linkedin-note", "--output", out)
    assert [path.name for path in out.rglob("[!.]*") if path.is_file()] == ["linkedin-note.txt"]


@pytest.mark.parametrize("command", ["build", "publish", "cohort"])
@pytest.mark.parametrize("folder", ["content", "content/out", "templates", "."])
def test_nothing_is_written_among_what_it_is_made_of(
    command: str, folder: str, project: Files
) -> None:
    """A slip in ``--output`` fills no folder that somebody writes in."""
    root = project({"roster.csv": "Name,Email\n"})
    before = sorted(root.rglob("*"))
    table = [root / "roster.csv"] if command == "cohort" else []
    result = run(command, *table, root, "--output", root / folder)
    assert result.exit_code == 2
    assert "is what the documents are made of." in result.stderr
    assert sorted(root.rglob("*")) == before


def test_a_build_of_nothing_says_so(project: Files) -> None:
    """Where what was asked for is not made of this at all."""
    result = run("build", project(), "--kind", "question-sheet", "--channel", "text")
    assert result.exit_code == 0
    assert result.stderr.startswith("Nothing that you asked for is made of this")


DAY = ("--today", "2027-02-22")


def test_a_narrow_build_leaves_the_packet_alone(project: Files) -> None:
    """A build of some documents does not rewrite the page that lists them all."""
    few = f"{INTERVIEW}documents: [outreach-email, phone-script, thank-you-note]\n"
    root = project({"content/interviews/bo.yaml": few})
    run("build", root, *DAY, "--interview", "bo")
    index = root / "output" / "bo" / "index.html"
    before = index.read_bytes()
    assert run("build", root, *DAY, *LIGHT).exit_code == 0
    assert run("build", root, *DAY, "--kind", "thank-you-note").exit_code == 0
    assert index.read_bytes() == before
    assert run("build", root, *DAY, "--kind", "packet").exit_code == 0
    assert index.read_bytes() == before


def test_a_packet_that_is_asked_for_has_its_page(project: Files) -> None:
    """Whatever the channel is that it is asked for in: with what it shows, and no handouts."""
    root = project()
    assert run("build", root, *DAY, "--kind", "packet", "--channel", "web").exit_code == 0
    output = root / "output"
    assert [path.name for path in output.iterdir() if path.is_dir()] == ["bo"]
    page = (output / "bo" / "index.html").read_text(encoding="utf-8")
    assert 'href="question-sheet.html"' in page
    assert 'href="question-sheet.pdf"' not in page
    assert {path.suffix for path in (output / "bo").iterdir()} == {".html"}

    with_guide = ("--kind", "packet", "--kind", "guide", "--channel", "web")
    assert run("build", root, *DAY, *with_guide).exit_code == 0
    assert [path.name for path in (output / "handouts").iterdir()] == ["guide.html"]
    (output / "bo" / "index.html").unlink()
    assert run("build", root, *DAY, "--kind", "packet", "--channel", "text").exit_code == 0
    assert not (output / "bo" / "index.html").exists()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("cohort.yaml", "profile: handshak\n", "There is no profile “handshak”."),
        (
            "profiles/ours.yaml",
            "profiles: [{id: ours, title: Ours, about: Ours., extends: plane}]\n",
            "extend “plane”",
        ),
        ("sensitive.yaml", "word: [salary]\n", "“word”"),
    ],
)
def test_how_tables_are_read_is_checked_as_well(
    name: str, text: str, said: str, project: Files
) -> None:
    """What a cohort would complain of is told before there is a table; no document needs it."""
    root = project({f"content/{name}": text, "content/organization.yaml": "name: Marrow College\n"})
    for pages in ((), ("--pages",)):
        result = run("check", root, "--kind", "phone-script", *pages)
        assert result.exit_code == 1
        assert said in result.stderr
        assert Path(name).name in result.stderr
    assert run("build", root, *LIGHT).exit_code == 0


def test_a_meeting_in_the_past_is_remarked(project: Files) -> None:
    """``--today`` after the meeting, without an outcome: the summary says what is missing."""
    root = project()
    path = root / "content" / "interviews" / "bo.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{mode: in_person}", "{mode: in_person, date: 2027-03-11}"))
    assert "before today" not in run("check", root, "--today", "2027-03-11").stderr
    assert "before today" in run("check", root, "--today", "2027-03-12").stderr


def test_an_unforeseen_failure_is_one_sentence(
    project: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks inside, the user gets a sentence and never a traceback."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("generator.pipeline.build", fail)
    result = run("build", project())
    assert result.exit_code == 1
    assert result.stderr.startswith("error: askwell itself has failed (ZeroDivisionError")


def test_questions_are_listed_while_an_interview_is_broken(project: Files) -> None:
    """The hint after a wrong id is to list the questions: that must work."""
    root = project({"content/interviews/bad.yaml": "questions: [nonsense]\n"})
    assert run("questions", root).exit_code == 0
    assert run("kinds", root).exit_code == 0


def test_questions_are_data(tmp_path: Path) -> None:
    """The bank goes to standard output; ``--search`` and ``--category`` narrow it."""
    (tmp_path / "content").mkdir()
    everything = run("questions", tmp_path)
    assert everything.stdout.count("min") >= 15
    found = run("questions", tmp_path, "--search", "get first job", "--json")
    (category,) = json.loads(found.stdout)
    assert [question["id"] for question in category["questions"]] == ["cp-first-job"]
    wrong = run("questions", tmp_path, "--category", "industry")
    assert (wrong.exit_code, "industry-knowledge" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    ("option", "value", "there", "absent"),
    [
        ("--stage", "career_changer", "cc-transfer", "ed-research"),
        ("--minutes", "1", "cz-missed", "pr-typical-day"),
        ("--phase", "close", "cp-who-next", "cp-attraction"),
        ("--preset", "first-talk-20", "pa-route", "cp-attraction"),
        ("--category", "belonging", "be-first-gen", "pa-route"),
    ],
)
def test_questions_are_filtered(
    tmp_path: Path, option: str, value: str, there: str, absent: str
) -> None:
    """Each filter leaves in what it names, and nothing else."""
    (tmp_path / "content").mkdir()
    said = run("questions", tmp_path, option, value).stdout
    assert f"  {there}: " in said
    assert f"  {absent}: " not in said


def test_presets_are_listed(tmp_path: Path) -> None:
    """Each preset with its minutes; of one, what it takes."""
    (tmp_path / "content").mkdir()
    assert "change-30: " in click.unstyle(run("questions", tmp_path, "--presets").stdout)
    said = run("questions", tmp_path, "--preset", "first-talk-20").stdout
    assert said.endswith("first-talk-20: 10.5 min of questions and 2.5 to close, of 20.\n")
    wrong = run("questions", tmp_path, "--stage", "students")
    assert (wrong.exit_code, "Did you mean “student”?" in wrong.stderr) == (2, True)
    wrong = run("questions", tmp_path, "--preset", "first-talk")
    assert (wrong.exit_code, "“first-talk-20”" in wrong.stderr) == (2, True)


def test_the_plan_is_a_table_with_reasons(project: Files) -> None:
    """Every question with its minute, its length and why it is where it is."""
    root = project({})
    said = run("plan", "bo", root, "--preset", "seed-15").stdout.splitlines()
    assert said[0].startswith(
        "20 minutes with Bo Larch: 4 to open, 13 to ask (2 of them kept free)"
    )
    assert "preset seed-15, priority 1" in next(line for line in said if "pr-typical-day" in line)
    assert "needs 2 min; 0 min left" in next(line for line in said if "cp-new-hire" in line)
    by_file = run("plan", root / "content" / "interviews" / "bo.yaml", "--json")
    assert json.loads(by_file.stdout)["core"][0]["id"] == "pr-typical-day"
    wrong = run("plan", "bo-larch", root)
    assert (wrong.exit_code, "There is no interview" in wrong.stderr) == (2, True)


@pytest.mark.parametrize("command", [("plan",), ("debrief", "--fit", "3")])
def test_an_interview_that_is_not_there(
    project: Files, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """A slip is told with the interview that was meant, or where they are; a file's, too."""

    def said(name: str | Path, root: Path) -> str:
        result = run(command[0], name, root, *command[1:])
        assert result.exit_code == 2, result.output
        return " ".join(result.stderr.split())

    root = project()
    folder = root / "content" / "interviews"
    meant = "There is no interview “boo”. Did you mean “bo”?"
    for name in ("boo", folder / "boo.yaml", "content/interviews/boo.md"):
        assert meant in said(name, root)
    elsewhere = tmp_path / "boo.yaml"
    elsewhere.write_text(INTERVIEW, encoding="utf-8")
    assert meant in said(elsewhere, root)

    where = "There is no interview “zz”. Each interview is a file in content/interviews/."
    for i in range(21):
        (folder / f"person-{i}.yaml").write_text(INTERVIEW, encoding="utf-8")
    assert where in said("zz", root)
    for path in folder.iterdir():
        path.unlink()
    assert where in said("zz", root)


def test_the_plan_tells_what_is_left(project: Files) -> None:
    """Minutes without a question, and of questions by email how many there are."""
    assert "minutes are free" in run("plan", "bo", project(), "--minutes", "45").stdout
    mail = INTERVIEW.replace("mode: in_person", "mode: email_qa")
    said = run("plan", "bo", project({"content/interviews/bo.yaml": mail})).stdout
    assert said.startswith("3 questions by email to Bo Larch.")
    assert "′" not in said
    assert "free" not in said


def test_kinds_are_listed(tmp_path: Path) -> None:
    """Every kind with its channels."""
    (tmp_path / "content").mkdir()
    assert "question-sheet  (pdf, web)" in click.unstyle(run("kinds", tmp_path).stdout)


def test_new_makes_a_project_that_builds(tmp_path: Path) -> None:
    """Options answer what a terminal would ask; the next command builds a packet."""
    root = tmp_path / "mine"
    result = run(
        *("new", root, "--name", "Ada Quill", "--email", "ada@example.org"),
        *("--introduction", "a student: of history", "--contact", "Bo Larch"),
        *("--contact-email", "bo@example.org", "--topic", "museum work"),
        *("--reason", 'Your "ferry" exhibit.', "--organization", "Marrow College"),
    )
    assert result.exit_code == 0
    assert run("build", root, *LIGHT).exit_code == 0
    draft = (root / "output" / "bo-larch" / "outreach-email.txt").read_text(encoding="utf-8")
    assert "I am a student: of history." in draft
    assert 'Your "ferry" exhibit.' in draft


def test_new_without_people_makes_handouts(tmp_path: Path) -> None:
    """A career center answers nothing: the examples are put aside and handouts are built."""
    root = tmp_path / "center"
    assert run("new", root).exit_code == 0
    assert (root / "content" / "interviews" / "_first.yaml").is_file()
    assert run("build", root, *LIGHT).exit_code == 0
    assert [path.name for path in (root / "output").glob("[!.]*")] == ["handouts"]


def test_new_asks_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The questions follow from the answers: without a contact, nothing about one."""
    monkeypatch.setattr("generator.cli.new.at_a_terminal", lambda: True)
    answers = "Ada Quill\nada@example.org\na student\n\nMarrow College\n"
    root = tmp_path / "mine"
    result = CliRunner().invoke(main, ["new", str(root)], input=answers)
    assert result.exit_code == 0
    assert (root / "content" / "seeker.yaml").is_file()
    assert "why do you ask" not in result.output


def test_new_says_why_it_asks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter on a question that needs an answer is not met with the same words in silence."""
    monkeypatch.setattr("generator.cli.new.at_a_terminal", lambda: True)
    answers = "Ada Quill\n\nada@example.org\na student\n\n\n"
    result = CliRunner().invoke(main, ["new", str(tmp_path / "mine")], input=answers)
    assert (result.exit_code, result.output.count("This is needed")) == (0, 1)


@pytest.mark.parametrize(
    ("option", "answer", "said"),
    [
        ("--introduction", "I studied biology", "Leave out its “I …”"),
        ("--contact", "my aunt Rosa", "Write the name alone"),
        ("--topic", "How do floods work?", "is a question"),
        ("--email", "ada at example", "Write it as name@example.org."),
    ],
)
def test_new_takes_nothing_that_does_not_build(
    tmp_path: Path, option: str, answer: str, said: str
) -> None:
    """“A project that builds at once”: each answer is read as the file will be."""
    good = {
        "--name": "Ada Quill",
        "--email": "ada@example.org",
        "--introduction": "a student",
        "--contact": "Bo Larch",
        "--topic": "museum work",
        "--reason": "Your exhibit.",
    }
    given = [word for pair in (good | {option: answer}).items() for word in pair]
    result = run("new", tmp_path / "mine", *given)
    assert (result.exit_code, said in result.stderr) == (2, True)
    assert not (tmp_path / "mine").exists()


def test_new_needs_an_empty_folder(tmp_path: Path) -> None:
    """Nothing is ever written over."""
    (tmp_path / "file.txt").touch()
    result = run("new", tmp_path)
    assert (result.exit_code, "already" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("given", "lacking"),
    [(["--name", "Ada"], "--email"), (["--contact", "Bo"], "--topic")],
)
def test_new_wants_whole_answers(tmp_path: Path, given: list[str], lacking: str) -> None:
    """Half a seeker or half an interview is refused, with the options that are missing."""
    result = run("new", tmp_path / "mine", *given)
    assert (result.exit_code, lacking in result.stderr) == (2, True)


def test_without_the_engine_all_but_print_is_made(
    project: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing Pango costs the PDFs, and the message names the packages."""
    message = "cannot load library 'libpango-1.0-0'"

    def missing(*_: object) -> None:
        raise EngineMissing(message)

    monkeypatch.setattr("generator.channels.pdf.typeset", missing)
    root = project()
    result = run("build", root)
    assert result.exit_code == 1
    assert "No PDF was made" in result.stderr
    assert "pango" in result.stderr.lower().partition("hint:")[2]
    assert (root / "output" / "bo" / "question-sheet.html").is_file()
    assert not list((root / "output").rglob("*.pdf"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no program is asked")
@pytest.mark.parametrize("by", ["askwell", "the engine alone"])
def test_printing_starts_no_other_program(project: Files, by: str) -> None:
    """The engine's libraries are found by the loader; left to itself, it has programs look."""
    root = project()
    commands = {
        "askwell": f"from generator.cli import main; main({['build', '--jobs', '1', str(root)]!r})",
        "the engine alone": "import weasyprint",
    }
    code = (
        "import sys\n"
        "def hear(event, args):\n"
        "    if event == 'subprocess.Popen': print('ran', args[0], file=sys.stderr)\n"
        "sys.addaudithook(hear)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code + commands[by]],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("ran " in done.stderr) == (by != "askwell")
    assert bool([*root.rglob("*.pdf")]) == (by == "askwell")


@pytest.mark.parametrize("words", [["build"], ["check", "--pages"]])
def test_a_missing_library_is_no_crash(project: Files, words: list[str]) -> None:
    """The engine's own failure to load is met, too: everything else is made, exit code 1."""
    root = project()
    code = (
        "import cffi\n"
        "def no(*_): raise OSError(\"cannot load library 'libpango-1.0-0'\")\n"
        "cffi.FFI.dlopen = no\n"
        "from generator.cli import main\n"
        f"main({[*words, str(root)]!r})"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "No PDF was made: the PDF engine cannot start (cannot load library" in done.stderr
    assert "Traceback" not in done.stderr
    assert (root / "output" / "bo" / "index.html").is_file() == (words == ["build"])


def test_doctor_names_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is said, with one command for all of it."""
    assert run("doctor").exit_code == 0
    monkeypatch.setattr("generator.doctor._loads", lambda _: False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("sys.platform", "linux")
    result = run("doctor")
    assert result.exit_code == 1
    assert "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0" in result.stderr


def test_doctor_looks_at_the_fonts_of_all_themes() -> None:
    """Each font package that a built-in theme takes a file of, and no other."""
    faces = (face for theme in loaded()[1].themes.values() for face in theme.faces)
    assert {*doctor.FONTS} == {face.path.parent.parent.name for face in faces}


HEAVY = {"weasyprint", "jinja2", "pydantic", "ruamel", "markdown", "rich", "fontTools"}


def loaded_by(*words: str, folder: Path) -> set[str]:
    """The heavy packages that a command has imported when it ends."""
    code = (
        "import sys\nfrom generator.cli import main\n"
        f"try: main({list(words)!r})\nexcept SystemExit as end: assert not end.code, end.code\n"
        "print('\\n'.join(sorted(sys.modules)), file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return HEAVY.intersection(done.stderr.split())


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    """``--help`` is answered at once."""
    assert loaded_by("--help", folder=tmp_path) == set()


@pytest.mark.parametrize(("module", "on"), [("__main__", False), ("cli", True)])
def test_the_program_does_without_a_collector(module: str, on: bool) -> None:  # noqa: FBT001
    """Most commands are over before there is garbage; who imports them keeps Python as it was."""
    code = f"import gc, os, generator.{module}; print(gc.isenabled(), os.environ.get('{PLUGINS}'))"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=CLEAN
    ).stdout.split()
    assert said == [str(on), "None" if on else "__all__"]


def test_check_does_not_load_the_pdf_engine(project: Files) -> None:
    """``check`` composes everything and never starts WeasyPrint; a build of PDFs does."""
    root = project()
    assert "weasyprint" not in loaded_by("check", str(root), folder=root)
    assert "weasyprint" in loaded_by("build", str(root), "--kind", "thank-you-note", folder=root)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_drafts_of_a_cohort_do_not_load_the_pdf_engine(office: Project, jobs: str) -> None:
    """With one job all of the work is done in this process; a sheet with a PDF does load it."""
    path = table(office.root / "roster.csv", rows(2))
    words = ["cohort", str(path), str(office.root), "--jobs", jobs, "--kind"]
    drafts = ["outreach-email", "--channel", "email", "--channel", "text"]
    assert "weasyprint" not in loaded_by(*words, *drafts, folder=office.root)
    loads = "weasyprint" in loaded_by(*words, "question-sheet", folder=office.root)
    assert loads is (jobs == "1")


def test_paths_are_shown_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path below the current folder is short; another is whole."""
    monkeypatch.chdir(tmp_path)
    assert report.shown(tmp_path / "a" / "b") == os.path.join("a", "b")  # noqa: PTH118
    assert report.shown(tmp_path.parent) == str(tmp_path.parent)


INTERRUPTED = """
import builtins, os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # who is in the background ignores it
load = builtins.__import__

def interrupt(name, *more):
    if name == {module!r}:
        os.kill(os.getpid(), signal.SIGINT)
    return load(name, *more)

builtins.__import__ = interrupt
import {first}
"""


@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt is no signal there")
@pytest.mark.parametrize(("first", "told"), [("generator.__main__", ""), ("click", "Interrupt")])
def test_an_interrupt_while_the_program_loads_has_no_traceback(first: str, told: str) -> None:
    """It ends at once, by the signal; else Python tells where it was (the control)."""
    module = "generator.cli" if not told else "click"
    code = INTERRUPTED.format(module=module, first=first)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGINT
    assert told in done.stderr
    assert bool(told) == bool(done.stderr)
