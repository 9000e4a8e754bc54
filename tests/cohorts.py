"""Made-up tables, and runs over them."""

import random
from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path

from click.testing import CliRunner, Result

from generator.builds import Wanted
from generator.cli import main
from generator.cohort import Roster, look_over
from generator.cohort.making.crew import Hiring
from generator.cohort.making.work import Order
from generator.cohort.outcome import Done, Outcome
from generator.cohort.run import Chosen, Run
from generator.cohort.shared import read
from generator.project import Project
from generator.tables import write_csv
from generator.workers import HereAndNow, Hire

HEADER = (
    "Name", "Email", "Introduction", "Contact", "Contact email", "Employer", "Reason", "Topic",
    "Mode", "GPA",
)  # fmt: skip
DRAFTS = Wanted(channels=("email", "text", "web"))
"""What needs no layout."""
FIRST = "Ada Ben Cleo Dara Emil Fay Gus Hana Igor Jo Kim Leo Mona Nia Otto Pia".split()  # noqa: SIM905
LAST = "Adler Birk Conte Dorn Ekman Fox Gill Hart Ives Jung Kerr Lind Moss Nagy Orr".split()  # noqa: SIM905


def rows(count: int, seed: int = 1) -> list[list[str]]:
    """So many students with a contact each; every name is there once."""
    chance = random.Random(seed)  # noqa: S311 - made-up people
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    while len(names) < count:
        names += [f"{name} {len(names)}" for name in names]
    chance.shuffle(names)
    return [_row(i, names[i]) for i in range(count)]


def _row(number: int, name: str) -> list[str]:
    address = f"{name.lower().replace(' ', '.')}@example.org"
    return [
        name, address, f"a student of subject {number}", f"Contact {name[::-1].title()}",
        f"contact{number}@example.org", f"Employer {number}",
        f"Your report number {number} made me wonder how such a year looks.",
        f"field number {number}", ("video", "phone", "in person")[number % 3], f"3.{number:04d}77",
    ]  # fmt: skip


def table(path: Path, rows: Iterable[list[str]]) -> Path:
    """A CSV file of rows."""
    path.write_bytes(write_csv([HEADER, *rows]))
    return path


def run(
    project: Project,
    path: Path,
    wanted: Wanted = DRAFTS,
    chosen: Chosen = Chosen(),  # noqa: B008 - a value
    hire: Hire = HereAndNow,
    seconds: float = 60,
) -> tuple[Outcome, Roster, list[Done]]:
    """One run over a table, what became of it, and what it told."""
    roster = look_over(read(project, wanted), path)
    order = Order(project, wanted, seconds, roster.shared.digest)
    told: list[Done] = []
    with Hiring(order, lambda _: hire, 1) as hiring:
        outcome = Run(roster, chosen, order).go(hiring.crew_for(1), told.extend)
    return outcome, roster, told


def own_kind(office: Project, name: str, more: str, part: str, text: str) -> None:
    """Give an office a kind of its own: what its ``kind.yaml`` says besides, and its template."""
    kind = office.root / "templates" / "kinds" / name
    kind.mkdir(parents=True)
    about = f"title: {name.capitalize()}\nabout: A {name}.\n{more}"
    (kind / "kind.yaml").write_text(about, encoding="utf-8")
    (kind / part).write_text(text, encoding="utf-8")


def cohort(*words: str | Path) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(main, ["cohort", *map(str, words)])


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the ledger, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".askwell")
    }


class Shaky(HereAndNow):
    """An executor that breaks over the packets of some people, as a killed worker would."""

    deadly: frozenset[str] = frozenset()
    hired = 0

    def __init__(self) -> None:
        type(self).hired += 1
        self.broken = False

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN201
        """A future that is done, or broken for good."""
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

        members = args[1]
        self.broken = self.broken or any(member.folder in self.deadly for member in members)
        if self.broken:
            fn = _raise(BrokenProcessPool("a worker died"))
        return super().submit(fn, *args, **kwargs)


def _raise(error: Exception):  # type: ignore[no-untyped-def] # noqa: ANN202
    def fail(*_: object) -> Executor:
        raise error

    return fail
