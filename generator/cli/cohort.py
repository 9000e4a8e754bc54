"""The commands for a cohort: a table in, a packet for every row out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import report
from generator.cli.roster import (
    check_lines,
    fault_lines,
    outcome_lines,
    purged_lines,
    roster_lines,
    run_data,
)
from generator.cli.telling import (
    FLAT,
    FOLDER,
    IN_FOLDER,
    PAPER,
    TODAY,
    Command,
    apart,
    spare,
    telling,
    usage,
    write_json,
)
from generator.project import Project

if TYPE_CHECKING:
    from generator.builds import Wanted
    from generator.cohort import Roster
    from generator.cohort.crew import Hires, Hiring
    from generator.cohort.look import GetAhead
    from generator.cohort.run import Chosen, Run
    from generator.cohort.shared import Shared
    from generator.cohort.work import Order

TABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
ROWS = re.compile(r"(?P<first>\d+)(?P<to>-(?P<last>\d*))?")
"""One row, “5”; some, “5-20”; or all from one on, “5-”."""


class TableFirst(click.Group):
    """A group whose first word is a command or else a table."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what is no command for the arguments of the first one."""
        if args and args[0] not in {*self.commands, "--help"}:
            args = ["packets", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=TableFirst,
    subcommand_metavar="TABLE [FOLDER] | COMMAND",
    epilog="Example: askwell cohort roster.csv --check",
)
def cohort() -> None:
    """A packet for every row of a table: askwell cohort TABLE [FOLDER]."""


def choosing(command: Command) -> Command:
    """The options that say which rows, which documents, and how."""
    for option in reversed(
        [
            click.option(
                "--check", "check_only", is_flag=True, help="Look all rows over, write nothing."
            ),
            click.option("--limit", type=click.IntRange(1), help="At most so many packets."),
            click.option(
                "--rows", default="", help="Only these rows, as the spreadsheet counts: 5-20."
            ),
            click.option("--only", multiple=True, help="Only the packet of this folder."),
            click.option(
                "--jobs", type=click.IntRange(1), help="Processes; as many as there are cores."
            ),
            click.option("--dask", help="Let the Dask cluster of this scheduler do the work."),
            click.option("--merged", type=FILE, help="Also one PDF of all, for the print shop."),
            click.option("--one-sided", is_flag=True, help="That file without empty backs."),
            click.option("--in-full", is_flag=True, help="Lay out each page alone: same files."),
            click.option("--report", "failed", type=FILE, help="Where to write the failed rows."),
            click.option(
                "--resume/--anew", default=True, help="Keep packets that are as they should be."
            ),
            click.option(
                "--profile", default="", help="How the columns are read: plain, handshake …"
            ),
            click.option(
                "--sheet", default="", help="The sheet of a workbook; the first if not given."
            ),
            click.option("--kind", "kinds", multiple=True, help="Only this kind of document."),
            click.option(
                "--channel", "channels", multiple=True, help="Only this channel: pdf, email …"
            ),
            PAPER,
            click.option("--edition", "editions", multiple=True, help="PDFs in this edition."),
            FLAT,
            click.option("--strict", is_flag=True, help="Let a row with warnings fail."),
            click.option(
                "--time-limit",
                "seconds",
                type=click.FloatRange(1),
                default=60,
                show_default=True,
                help="Seconds that one document may take.",
            ),
            TODAY,
            click.option("--output", type=FOLDER, help="Where to write; output/ if not given."),
            click.option("--verbose", is_flag=True, help="Say more about how it was made."),
            click.option("--json", "as_json", is_flag=True, help="Write the result as JSON."),
        ]
    ):
        command = option(command)
    return command


@cohort.command(epilog="Example: askwell cohort roster.csv --rows 2-11 --kind question-sheet")
@click.argument("table", type=TABLE)
@IN_FOLDER
@choosing
@telling
def packets(table: Path, folder: Path, output: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Make a packet for every row of TABLE, with the project in FOLDER.

    All rows are looked over before the first file is written. A row with a fault gets no packet,
    the others do. A second run makes only what is new or changed.
    """
    if options["one_sided"] and not options["merged"]:
        usage("--one-sided is about the file of --merged: name it, too.")
    project = apart(Project.at(folder, output, options["today"]))
    spare(project, table, report=options["failed"], merged=options["merged"])
    chosen = _chosen(options["rows"], options["only"], options["limit"])
    if options["check_only"]:
        faults = _checked(project, table, chosen, options)
    else:
        faults = _made(project, table, chosen, options)
    if faults:
        raise click.exceptions.Exit(1)


@cohort.command(epilog="Example: askwell cohort template --to roster.csv")
@IN_FOLDER
@click.option("--to", "path", type=FILE, default="roster.csv", show_default=True, help="The file.")
@click.option("--kind", "kinds", multiple=True, help="With what this kind of document needs.")
@click.option("--profile", default="", help="With the headings of this profile.")
@telling
def template(folder: Path, path: Path, kinds: tuple[str, ...], profile: str) -> None:
    """Write a table to begin with: headings for the project in FOLDER, and an invented row."""
    from generator.cohort import starter_table  # noqa: PLC0415
    from generator.documents import Artifact  # noqa: PLC0415
    from generator.write import write  # noqa: PLC0415

    if path.suffix.lower() != ".csv":
        usage(f"Name a .csv file with --to: {report.shown(path)} would be no workbook.")
    if path.exists():
        usage(f"{report.shown(path)} is there already; name another file with --to.")
    data = starter_table(Project.at(folder), kinds, profile)
    write(path.parent, {path.name: Artifact("", data)})
    click.echo(f"{report.shown(path)} is there: put your own rows below the example.", err=True)


@cohort.command(epilog="Example: askwell cohort purge --only maya-lindgren")
@IN_FOLDER
@click.option("--output", type=FOLDER, help="Where the packets are; output/ if not given.")
@click.option("--only", multiple=True, help="Only the packet of this folder.")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@telling
def purge(folder: Path, output: Path | None, only: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001
    """Remove all that cohorts wrote for the project in FOLDER, and nothing else."""
    from generator.cohort.purge import purge as purge_packets  # noqa: PLC0415

    done = purge_packets(Project.at(folder, output).output, only)
    if as_json:
        write_json(done._asdict())
    else:
        report.show(purged_lines(done))
    if done.linked:
        raise click.exceptions.Exit(1)


def _chosen(rows: str, only: tuple[str, ...], limit: int | None) -> Chosen:
    from generator.cohort.run import Chosen  # noqa: PLC0415

    first, last = _span(rows) if rows else (0, None)
    return Chosen(first, last, frozenset(map(str.casefold, only)), limit)


def _span(rows: str) -> tuple[int, int | None]:
    """The first and the last of some rows; no last one where all that follow are meant."""
    match = ROWS.fullmatch(rows)
    if not match:
        usage(f"“{rows}” are no rows; write them as 5-20, 5- or 5.")
    first = int(match["first"])
    if not match["to"]:
        return first, first
    if not match["last"]:
        return first, None
    last = int(match["last"])
    if last < first:
        usage(f"“{rows}” are no rows; the first of them comes first: {last}-{first}.")
    return first, last


def _must_be_there(chosen: Chosen, roster: Roster) -> None:
    """Refuse a packet or rows that the table does not have, before anything is made."""
    roster.survey.must_have(chosen.only)
    if (there := roster.numbers) and not chosen.is_among(there):
        rows = f"{there[0]}-{there[-1]}" if len(there) > 1 else f"{there[0]}"
        usage(f"--rows: the table has none of these rows. All that it has are --rows {rows}.")


def _checked(project: Project, table: Path, chosen: Chosen, options: dict[str, Any]) -> int:
    """Tell what was found, and how many faults; of files only what was asked for is written."""
    from generator.cohort.shared import read  # noqa: PLC0415

    roster = _looked_over(read(project, _wanted(options)), table, chosen, options)
    failed = _write_failed(roster, options["failed"])
    if options["as_json"]:
        write_json(run_data(roster, None))
    else:
        report.show(check_lines(roster, failed))
    return roster.survey.faults


def _made(project: Project, table: Path, chosen: Chosen, options: dict[str, Any]) -> int:
    """Make the packets, and the page that tells of them; how many faults there are."""
    from generator.cli.progress import Counting  # noqa: PLC0415
    from generator.cohort.ledger import has_run  # noqa: PLC0415
    from generator.cohort.report import write_report  # noqa: PLC0415
    from generator.cohort.run import Chosen, Run  # noqa: PLC0415
    from generator.cohort.shared import read  # noqa: PLC0415
    from generator.cohort.work import Order  # noqa: PLC0415

    shared = read(project, _wanted(options))
    order = Order(project, shared.wanted, options["seconds"], shared.digest, options["in_full"])
    with _hiring(order, options) as hiring:
        # What is there already is not made again, and nobody can know yet what that is.
        is_first = chosen == Chosen() and not has_run(project.output)
        ahead = hiring.crew_for if is_first else None
        roster = _looked_over(shared, table, chosen, options, ahead)
        run, most = Run(roster, chosen, order), chosen.most(roster.survey.good, roster.numbers)
        crew = hiring.crew_for(most)
        with Counting(most) as counting:
            outcome = run.go(crew, counting, anew=not options["resume"])
    if options["merged"]:
        _merge(run, options["merged"], sides=1 if options["one_sided"] else 2)
    page = write_report(project, roster, outcome, counting.first)
    _write_failed(roster, options["failed"])
    if options["as_json"]:
        write_json(run_data(roster, outcome))
    else:
        report.show(outcome_lines(run, page, verbose=options["verbose"]))
    if outcome.engine:
        raise click.exceptions.Exit(1)
    return roster.survey.faults


def _looked_over(
    shared: Shared,
    table: Path,
    chosen: Chosen,
    options: dict[str, Any],
    ahead: GetAhead | None = None,
) -> Roster:
    """All rows of a table, and what is to be told of them before anything is made."""
    from generator.cohort import look_over  # noqa: PLC0415
    from generator.cohort.report import failed_table  # noqa: PLC0415
    from generator.workers import cores, processes  # noqa: PLC0415

    begin = partial(import_module, "generator.cohort.look")
    hire = processes(options["jobs"] or cores(), begin)
    roster = look_over(shared, table, options["profile"], options["sheet"], hire, ahead)
    if not options["as_json"]:
        report.show(roster_lines(roster))
        failed = None if options["check_only"] else failed_table(shared.project)
        report.show(fault_lines(roster, options["failed"], failed))
    _must_be_there(chosen, roster)
    return roster


def _merge(run: Run, path: Path, sides: int) -> None:
    """The file for the print shop, and how many pages it has."""
    from generator.cohort.merge import merge  # noqa: PLC0415
    from generator.errors import EngineMissing  # noqa: PLC0415

    try:
        bound = merge(run, path, sides)
    except EngineMissing as error:
        report.show(report.engine_lines(str(error)))
        raise click.exceptions.Exit(1) from None
    if bound:
        click.echo(f"For the print shop: {report.shown(path)}, {bound.pages:,} pages.", err=True)


@contextmanager
def _hiring(order: Order, options: dict[str, Any]) -> Iterator[Hiring]:
    """How those who do the work are to be had."""
    from generator.cohort.cluster import cluster  # noqa: PLC0415
    from generator.cohort.crew import Hiring  # noqa: PLC0415
    from generator.cohort.work import get_ready  # noqa: PLC0415
    from generator.printers import print_workers  # noqa: PLC0415
    from generator.workers import processes  # noqa: PLC0415

    with ExitStack() as stack:
        jobs: int | None = options["jobs"]
        if options["dask"]:
            hire, jobs = stack.enter_context(cluster(options["dask"]))
            hires: Hires = lambda _: hire  # noqa: E731 - however many: they are there
        else:
            workers = print_workers if order.wanted.prints else processes
            hires = partial(workers, begin=partial(get_ready, order))
        yield stack.enter_context(Hiring(order, hires, jobs))


def _wanted(options: dict[str, Any]) -> Wanted:
    """Which documents, and how."""
    from generator.builds import Wanted  # noqa: PLC0415

    names = ("kinds", "channels", "paper", "editions", "flat", "strict")
    return Wanted(**{name: options[name] for name in names})


def _write_failed(roster: Roster, path: Path | None) -> Path | None:
    """The table of failed rows, where it was asked for and there are any."""
    from generator.cohort.failed import failed_rows  # noqa: PLC0415
    from generator.documents import Artifact  # noqa: PLC0415
    from generator.write import write  # noqa: PLC0415

    if not path or not roster.survey.faults:
        return None
    write(path.parent, {path.name: Artifact("", failed_rows(roster))})
    return path
