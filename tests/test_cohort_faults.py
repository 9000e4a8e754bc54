"""What fails costs one row: documents that hang, disks that are full, workers that are killed."""

import gc
import hashlib
import os
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from generator.builds import Wanted
from generator.channels.pdf.layout.full import Print
from generator.channels.pdf.plates.press import Press
from generator.cohort import look_over
from generator.cohort.making import crew
from generator.cohort.making.crew import jobs_for
from generator.cohort.making.patience import Patience, TimeUp
from generator.cohort.making.work import Order, make_packets
from generator.cohort.records.fingerprint import digest_of_shared
from generator.cohort.rows.members import Member
from generator.cohort.run import Chosen, Run
from generator.cohort.shared import read
from generator.errors import InputError
from generator.project import Project
from generator.workers import cores, processes
from tests.cohorts import DRAFTS, Shaky, cohort, contents, own_kind, rows, run, table
from tests.conftest import ROOT, TODAY, empty_project
from tests.crew import workers


def open_files(documents: int) -> tuple[int, int]:
    """How many files this process has open before so many documents, and after them."""
    before = psutil.Process().num_fds()
    with Patience(60) as patience:
        for i in range(documents):
            patience(f"Document {i}")
    return before, psutil.Process().num_fds()


@pytest.mark.skipif(os.name == "nt", reason="POSIX descriptors")
def test_a_worker_opens_no_file_for_each_document() -> None:
    """However many it makes; the most that may be open are a thousand or fewer on most machines."""
    with processes(2)() as executor:
        before, after = executor.submit(open_files, 200).result()
    assert after - before <= 1


def clears_up(order: Order, member: Member) -> bool:
    """Whether this process looks for garbage once it has made a packet; before, it did not."""
    gc.disable()
    make_packets(order, [member])
    return gc.isenabled()


def test_few_packets_without_print_need_no_other_process() -> None:
    """They are there before another one is; those with PDFs are made where one may be ended."""
    assert [jobs_for(500, prints=False), jobs_for(501, prints=False)] == [1, cores()]
    assert jobs_for(1, prints=True) == min(cores(), 2)


def test_a_worker_clears_up(office: Project, tmp_path: Path) -> None:
    """Also one that began as the command line does, which has no time for it."""
    roster = look_over(read(office), table(tmp_path / "roster.csv", rows(1)))
    order = Order(office, DRAFTS, 60, digest_of_shared(office, DRAFTS))
    member = next(Run(roster, Chosen(), order).members())
    with processes(2)() as executor:
        assert executor.submit(clears_up, order, member).result()


def test_workers_are_replaced_and_no_packet_waits(
    office: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a shift new ones go on; also where all of them end theirs with the last rows."""
    monkeypatch.setattr(crew, "SHIFT", 2)
    monkeypatch.setattr(crew, "DRAFTS", 8)
    hired: list[Executor] = []

    def hire() -> Executor:
        hired.append(processes(2)())
        return hired[-1]

    people = rows(8 * 8)
    outcome, _, told = run(office, table(tmp_path / "roster.csv", people), hire=hire)
    assert outcome.made == len(people)
    numbers = [done.member.number for done in told]
    assert numbers == sorted(numbers)
    assert len(hired) == 1 + 8 // 2


@pytest.mark.parametrize(
    ("chosen", "most"),
    [
        (Chosen(), 30),
        (Chosen(limit=5), 5),
        (Chosen(limit=50), 30),
        (Chosen(first=5, last=9), 5),
        (Chosen(first=28), 6),
        (Chosen(last=3), 2),
        (Chosen(only=frozenset({"ada-quill"})), 1),
        (Chosen(first=5, last=9, limit=2), 2),
    ],
)
def test_as_many_are_expected_as_were_chosen(chosen: Chosen, most: int) -> None:
    """Of 32 rows, two of them bad: who asks for five packets gets no processes for more."""
    assert chosen.most(30, range(2, 34)) == most


def test_who_stops_a_run_is_told_how_it_goes_on(
    office: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“Aborted!” alone leaves one to wonder what is there, and the next run makes what is not."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    path = table(tmp_path / "roster.csv", rows(3))
    with monkeypatch.context() as patch:
        patch.setattr(Run, "go", stopped)
        result = cohort(path, office.root, "--channel", "text")
    assert result.exit_code == 1
    assert "Stopped. All files are whole, and the same command goes on" in result.output
    assert "Made 3" in cohort(path, office.root, "--channel", "text").output


def test_a_folder_that_cannot_be_written_fails_one_row(office: Project, tmp_path: Path) -> None:
    """Its reason is told; the rest is made."""
    people = rows(3)
    blocked = people[1][0].lower().replace(" ", "-")
    office.output.mkdir(parents=True)
    (office.output / blocked).write_text("a file", encoding="utf-8")
    outcome, roster, _ = run(office, table(tmp_path / "roster.csv", people))
    assert (outcome.made, outcome.failed) == (2, 1)
    (problem,) = roster.survey.problems(3)
    assert "cannot be written" in problem.message


def test_a_full_disk_fails_rows_and_leaves_no_half_file(office: Project, tmp_path: Path) -> None:
    """Where no file may be larger than some kilobytes, larger ones fail, whole."""
    path = table(tmp_path / "roster.csv", rows(2))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000));"
        "from generator.cli import main; main(sys.argv[1:])"
    )
    words = ["cohort", path, office.root, "--kind", "guide", "--channel", "web", "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "failed 2" in done.stderr
    assert [each.name for each in office.output.glob("*/*") if each.suffix != ".html"] == [
        "failed-rows.csv"
    ]
    assert not [*office.output.glob("*/guide.html")]


def test_a_document_that_hangs_fails_one_row(office: Project, tmp_path: Path) -> None:
    """After the time limit the row has failed with its reason; the others are made."""
    people = rows(3)
    people[1][0] = "Endless Loop"
    loop = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    body = f"{{% if seeker.name == 'Endless Loop' %}}{loop}{{% endif %}}Out."
    own_kind(office, "maze", "channels: [text]\nmade_for: [interview]\n", "body.txt.j2", body)
    path = table(tmp_path / "roster.csv", people)
    outcome, roster, _ = run(office, path, Wanted(kinds=("maze",)), seconds=4)
    assert (outcome.made, outcome.failed) == (2, 1)
    (problem,) = roster.survey.problems(3)
    assert problem.message == "A document took longer than 4 seconds (endless-loop: Maze)."


def hang() -> None:
    """Take too long, and let no one know: as the PDF engine does, while it draws a picture."""
    with suppress(BaseException):
        time.sleep(60)


def waited(patience: Patience, then: str) -> None:
    """A document that took too long, and what came of it."""
    patience("Guide")
    hang()
    if then == "an error":
        raise RuntimeError
    if then == "another":
        patience("Sheet")
        pytest.fail("It was taken for good")


@pytest.mark.skipif(os.name == "nt", reason="there are no alarms")
@pytest.mark.parametrize("then", ["another", "nothing", "an error"])
def test_no_document_hides_that_it_took_too_long(then: str) -> None:
    """The time that is up is told before the next document, in the end, or in an error's place."""
    patience = Patience(0.1)
    with pytest.raises(TimeUp), patience, patience.for_packet():
        waited(patience, then)
    assert patience.name == "Guide"


def stuck() -> None:
    """Hang where no alarm is heard."""
    with Patience(0.2) as patience, patience.for_packet():
        patience("Guide")
        hashlib.pbkdf2_hmac("sha256", b"", b"", 10**9)


def at_work(documents: int) -> int:
    """Make many documents, each within its time, but not all of them within that of three."""
    with Patience(0.5) as patience, patience.for_packet():
        for i in range(documents):
            patience(f"Document {i}")
            end = time.monotonic() + 0.1
            while time.monotonic() < end:
                pass
    return documents


@pytest.mark.skipif(os.name == "nt", reason="there are no alarms")
def test_a_worker_that_no_alarm_reaches_is_ended() -> None:
    """A document that hangs inside a library costs its worker, and not the run."""
    with processes(2)() as executor, pytest.raises(BrokenExecutor):
        executor.submit(stuck).result()


@pytest.mark.skipif(os.name == "nt", reason="there are no alarms")
def test_a_worker_that_goes_on_is_not_ended() -> None:
    """The clock that would end it begins anew while there are documents."""
    with processes(2)() as executor:
        assert executor.submit(at_work, 18).result() == 18


@pytest.mark.skipif(os.name == "nt", reason="there are no alarms")
def test_a_file_that_was_cut_off_is_not_kept(
    office: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row whose PDF is broken has failed, and no other row gets anything of that PDF."""
    printed = Press.print
    turns = iter(range(9))

    def first_hangs(press: Press, html: str) -> Print:
        made = printed(press, html)
        if next(turns) == 0:
            hang()
            made = made._replace(data=b"broken")
            press.memo.kept[html] = made
        return made

    monkeypatch.setattr(Press, "print", first_hangs)
    page = '<html lang="en"><main><h1>Notice</h1></main></html>'
    own_kind(office, "notice", "channels: [pdf]\nmade_for: [interview]\n", "body.html.j2", page)
    path = table(tmp_path / "roster.csv", rows(2))
    outcome, roster, _ = run(office, path, Wanted(kinds=("notice",)), seconds=3)
    assert (outcome.made, outcome.failed) == (1, 1)
    (problem,) = roster.survey.problems(2)
    assert "took longer than 3 seconds" in problem.message
    (pdf,) = office.output.glob("*/*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_a_mistake_in_a_template_stops_the_run(office: Project, tmp_path: Path) -> None:
    """It is in no row, so it is told once and not for every one of them."""
    own_kind(
        office,
        "slip",
        "channels: [text]\nmade_for: [interview]\n",
        "body.txt.j2",
        "{{ contact.nmae }}",
    )
    with pytest.raises(InputError) as stopped:
        run(office, table(tmp_path / "roster.csv", rows(20)), Wanted(kinds=("slip",)))
    (problem,) = stopped.value.problems
    assert problem.path.name == "body.txt.j2"


def test_a_template_that_is_too_long_for_a_row_fails_it(office: Project, tmp_path: Path) -> None:
    """How long a draft is depends on the row, so the run goes on; the reason names the template."""
    body = "{{ 'Wordy ' * 9 if contact.name == 'Long Name' }}{{ seeker.name }}"
    own_kind(office, "slip", "channels: [text]\nlimits: {words: 4}\n", "body.txt.j2", body)
    people = rows(3)
    people[1][3] = "Long Name"
    outcome, roster, _ = run(office, table(tmp_path / "r.csv", people), Wanted(kinds=("slip",)))
    assert (outcome.made, outcome.failed) == (2, 1)
    (problem,) = roster.survey.problems(3)
    assert problem.hint.startswith("Write less in slip/body.txt.j2")


def test_words_of_a_template_that_not_all_get_cost_one_row(office: Project, tmp_path: Path) -> None:
    """What a template says in some cases only is told of those rows; the others are made."""
    people = rows(3)
    name = people[1][0]
    body = f"Dear {{% if seeker.name == '{name}' %}}[name]{{% else %}}you{{% endif %}},"
    own_kind(office, "note", "channels: [text]\nmade_for: [interview]\n", "body.txt.j2", body)
    path = table(tmp_path / "roster.csv", people)
    outcome, roster, _ = run(office, path, Wanted(kinds=("note",)))
    assert (outcome.made, outcome.failed) == (2, 1)
    (problem,) = roster.survey.problems(3)
    assert "“[name]” was never filled in" in problem.message
    assert problem.hint.endswith("The words are in body.txt.j2.")


def test_a_worker_that_dies_costs_one_row(office: Project, tmp_path: Path) -> None:
    """Whoever kills two workers has failed; all others of the lost batches are made, in order."""
    people = rows(30)
    folder = people[11][0].lower().replace(" ", "-")

    class Deadly(Shaky):
        deadly = frozenset({folder})

    path = table(tmp_path / "roster.csv", people)
    outcome, roster, told = run(office, path, Wanted(channels=("text",)), hire=Deadly)
    assert (outcome.made, outcome.failed, Deadly.hired) == (29, 1, 3)
    assert [done.member.number for done in told] == [*range(2, 32)]
    (problem,) = roster.survey.problems(13)
    assert problem.message == "The process that made this row’s packet ended, twice."


def test_a_cluster_that_is_not_there(office: Project, tmp_path: Path) -> None:
    """An address at which no scheduler answers is told in words, and nothing is written."""
    path = table(tmp_path / "roster.csv", rows(1))
    words = ["cohort", path, office.root, "--dask", "tcp://127.0.0.1:1"]
    done = subprocess.run(
        [sys.executable, "-m", "generator", *map(str, words)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "No Dask scheduler answers at tcp://127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
    assert not office.output.exists()


KILLS = 100


def test_killed_at_any_moment_it_goes_on(tmp_path: Path) -> None:
    """A hundred times SIGKILL at a chance moment: no half file, and then the undisturbed bytes."""
    path = table(tmp_path / "roster.csv", rows(24))
    undisturbed = empty_project(tmp_path / "undisturbed")
    run(undisturbed, path, Wanted(channels=("text",)))
    whole = contents(undisturbed.output)
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", str(path), str(tmp_path / "office"), str(KILLS)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    killed, early = map(int, done.stdout.split())
    assert killed == KILLS
    assert early > KILLS // 3  # the control: many were killed before they were through
    assert contents(tmp_path / "office" / "output") == whole


def test_processes_make_the_same_bytes_and_outlive_a_kill(tmp_path: Path) -> None:
    """Two workers, one of them killed while they work: every packet is there, with equal bytes."""
    path = table(tmp_path / "roster.csv", people := rows(60))
    alone, crewed = (empty_project(tmp_path / name) for name in ("alone", "crewed"))
    run(alone, path, Wanted(channels=("text", "web")))
    command = [sys.executable, "-m", "generator", "cohort", path, crewed.root, "--jobs", "2"]
    command += ["--channel", "text", "--channel", "web", "--today", f"{TODAY}"]
    with subprocess.Popen([*map(str, command)], cwd=ROOT, stderr=subprocess.PIPE) as running:
        there = _kill_a_worker(running.pid, crewed.output)
        _, said = running.communicate()
    assert there < len(people)  # the control: there was work left
    assert running.returncode == 0, said
    made = contents(crewed.output)
    assert {name: data for name, data in made.items() if "cohort/" not in name} == contents(
        alone.output
    )


def _kill_a_worker(parent: int, output: Path) -> int:
    """End a process that works for another, once a packet is there; how many packets there are."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        there = len([*output.glob("*/outreach-email.txt")])
        with suppress(psutil.Error):
            for each in workers(parent) if there else ():
                each.kill()
                return there
        time.sleep(0.01)  # they need the processor
    pytest.fail("there was never a worker")
