"""What the coordinator gets to read after a run: a page, and a table of failed rows to mend."""

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.builds import Made, Wanted
from generator.census import Census, Faulty, Packeted, Remark
from generator.cohort import Roster
from generator.cohort.failed import failed_rows
from generator.cohort.outcome import Done, Outcome
from generator.cohort.records.ledger import Announced, Confirmed, Ledger, on_disk
from generator.cohort.rows.folders import REPORT
from generator.documents import Artifact, Target
from generator.maker import Maker
from generator.project import Project
from generator.spelling import brief
from generator.tables.table import letters_of
from generator.write import write

FAILED = "failed-rows.csv"
MOST_FAULTS = 200
FIRST_TO_OPEN = ("index.html", "question-sheet.html")


def failed_table(project: Project) -> Path:
    """Where a run writes the failed rows."""
    return project.output / REPORT / FAILED


def write_report(project: Project, roster: Roster, outcome: Outcome, rows: list[Done]) -> Path:
    """Write the page, and beside it the failed rows if there are any; the page's path.

    Raises:
        InputError: a template of the page is wrong, or nothing can be written.
    """
    files = {FAILED: Artifact("", failed_rows(roster))} if roster.survey.faults else {}
    library, catalog = roster.shared.library, roster.shared.catalog
    maker, made = Maker.for_content(library, catalog, Wanted(), project.today), Made()
    with Ledger(project.output) as ledger:
        packets = tuple(_packets(rows, ledger))
        census = _census(roster, outcome, packets, maker, FAILED if files else "")
        maker.make(Target("cohort", REPORT, census=census), made, lambda _: None)
        made.stop_if_broken()
        files |= made.in_folder(REPORT)
        theirs = ledger.theirs(REPORT, files)
        outcome.keep(REPORT, theirs)
        ours = {name: file for name, file in files.items() if name not in theirs}
        ledger.announce(Announced(REPORT, ours))
        write(project.output, {f"{REPORT}/{name}": file for name, file in ours.items()})
        ledger.confirm(Confirmed(REPORT, b"", on_disk(project.output / REPORT, ours)))
        ledger.clear(REPORT, files)
    return project.output / REPORT / next(name for name in files if name.endswith(".html"))


def _census(
    roster: Roster, outcome: Outcome, packets: tuple[Packeted, ...], maker: Maker, mending: str
) -> Census:
    survey, columns = roster.survey, roster.columns
    rules, rows = maker.library.rules, outcome.rows
    return Census(
        table=roster.table.path.name,
        profile=columns.profile.title,
        rows=survey.rows,
        made=outcome.made,
        unchanged=outcome.unchanged,
        skipped=outcome.skipped,
        failed=outcome.failed,
        without_contact=outcome.without_contact,
        left_over=outcome.left_over,
        nameless=outcome.nameless,
        left=tuple(outcome.left),
        ignored=columns.unused,
        sensitive=columns.sensitive,
        packets=packets,
        faults=tuple(_faults(roster)),
        all_faults=survey.faults,
        clashes=survey.clashes,
        remarks=tuple(
            Remark(rule, rules[rule].reason if rule in rules else "", count, rows[rule])
            for rule, count in outcome.warnings.most_common()
        ),
        waiting=tuple((each, n, rows[each]) for each, n in outcome.waiting.most_common()),
        mending=mending,
    )


def _packets(rows: list[Done], ledger: Ledger) -> Iterator[Packeted]:
    for member, state in rows:
        if state != "failed":
            names = [each.name for each in ledger.files(member.folder)]
            page = f"../{member.folder}/{_to_open(names)}" if names else ""
            contact = member.interview is not None
            yield Packeted(member.number, member.seeker.name, page, state, contact)


def _to_open(names: Collection[str]) -> str:
    """The file of a packet that one looks at first."""
    pages = [name for name in names if name.endswith(".html")]
    return next((name for name in (*FIRST_TO_OPEN, *pages, *names) if name in names), "")


def _faults(roster: Roster) -> Iterator[Faulty]:
    header = roster.table.header
    for problem in roster.survey.first(MOST_FAULTS):
        row, column = problem.place
        heading = f"{letters_of(column)} ({brief(header[column - 1])})" if column else ""
        yield Faulty(row, heading if column <= len(header) else "", problem.message, problem.hint)
