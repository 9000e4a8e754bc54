"""The commands for a cohort: a table in, a packet for every row out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import report
from generator.cli.choice import FILE, Choice, choosing
from generator.cli.roster import (
    check_lines,
    fault_lines,
    outcome_lines,
    purged_lines,
    roster_lines,
    run_data,
)
from generator.cli.telling import (
    FOLDER,
    IN_FOLDER,
    apart,
    spare,
    telling,
    usage,
    write_json,
)
from generator.project import Project

if TYPE_CHECKING:
    from generator.cohort import Roster
    from generator.cohort.making.crew import Hires, Hiring
    from generator.cohort.making.work import Order
    from generator.cohort.run import Chosen, Run
    from generator.cohort.shared import Shared
    from generator.cohort.survey.look import GetAhead
    from generator.workers import Hire

TABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


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
    """A packet for every row of a table: askwell cohort TABLE [FOLDER].

    All of its options: askwell cohort packets --help
    """


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
    choice = Choice(**options)
    if choice.one_sided and not choice.merged:
        usage("--one-sided is about the file of --merged: name it, too.")
    project = apart(Project.at(folder, output, choice.today))
    spare(project, table, report=choice.failed, merged=choice.merged)
    chosen = choice.chosen
    if choice.check_only:
        wrong = _checked(project, table, chosen, choice)
    else:
        wrong = _made(project, table, chosen, choice)
    if wrong:
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
        usage(f"The file {report.shown(path)} is there already; name another one with --to.")
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
    from generator.cohort.records.purge import purge as purge_packets  # noqa: PLC0415

    done = purge_packets(Project.at(folder, output).output, only)
    if as_json:
        write_json(done._asdict())
    else:
        report.show(purged_lines(done))
    if done.linked:
        raise click.exceptions.Exit(1)


def _must_be_there(chosen: Chosen, roster: Roster) -> None:
    """Refuse a packet or rows that the table does not have, before anything is made."""
    roster.survey.must_have(chosen.only)
    if (there := roster.numbers) and not chosen.is_among(there):
        rows = f"{there[0]}-{there[-1]}" if len(there) > 1 else f"{there[0]}"
        usage(f"--rows: the table has none of these rows. All that it has are --rows {rows}.")


def _checked(project: Project, table: Path, chosen: Chosen, choice: Choice) -> int:
    """Tell what was found, and how many faults; of files only what was asked for is written."""
    from generator.cohort.shared import read  # noqa: PLC0415

    roster = _looked_over(read(project, choice.wanted), table, chosen, choice)
    failed = _write_failed(roster, choice.failed)
    if choice.as_json:
        write_json(run_data(roster, None))
    else:
        report.show(check_lines(roster, failed))
    return roster.survey.faults


def _made(project: Project, table: Path, chosen: Chosen, choice: Choice) -> int:
    """Make the packets, and the page that tells of them; how many rows have failed."""
    from generator.cli.progress import Counting  # noqa: PLC0415
    from generator.cohort.making.work import Order  # noqa: PLC0415
    from generator.cohort.records.ledger import has_run  # noqa: PLC0415
    from generator.cohort.report import write_report  # noqa: PLC0415
    from generator.cohort.run import Chosen, Run  # noqa: PLC0415
    from generator.cohort.shared import read  # noqa: PLC0415

    shared = read(project, choice.wanted)
    if choice.merged and not _prints(shared):
        usage(
            "--merged: nothing of what you asked for is printed. Ask for other kinds or channels."
        )
    order = Order(project, shared.wanted, choice.seconds, shared.digest, choice.in_full)
    with _hiring(order, choice) as hiring:
        # What is there already is not made again, and nobody can know yet what that is.
        is_first = chosen == Chosen() and not has_run(project.output)
        ahead = hiring.crew_for if is_first else None
        roster = _looked_over(shared, table, chosen, choice, ahead)
        run, most = Run(roster, chosen, order), chosen.most(roster.survey.good, roster.numbers)
        crew = hiring.crew_for(most)
        with Counting(most) as counting, _going_on():
            outcome = run.go(crew, counting, anew=not choice.resume)
    if choice.merged:
        _merge(run, choice.merged, sides=1 if choice.one_sided else 2)
    page = write_report(project, roster, outcome, counting.first)
    _write_failed(roster, choice.failed)
    if choice.as_json:
        write_json(run_data(roster, outcome))
    else:
        report.show(outcome_lines(run, page, verbose=choice.verbose))
    if outcome.engine:
        raise click.exceptions.Exit(1)
    return outcome.failed


def _prints(shared: Shared) -> bool:
    """Whether any of the kinds that are wanted has PDFs, and those are wanted."""
    wanted, kinds = shared.wanted, shared.catalog.kinds
    chosen = [kinds[name] for name in wanted.kinds] or kinds.values()
    return wanted.prints and any("pdf" in kind.channels for kind in chosen)


@contextmanager
def _going_on() -> Iterator[None]:
    """Whoever stops a run is told that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        said = "Stopped. All files are whole, and the same command goes on where this one was."
        click.echo(f"\n{said}", err=True)
        raise


def _looked_over(
    shared: Shared,
    table: Path,
    chosen: Chosen,
    choice: Choice,
    ahead: GetAhead | None = None,
) -> Roster:
    """All rows of a table, and what is to be told of them before anything is made."""
    from generator.cohort import look_over  # noqa: PLC0415
    from generator.cohort.report import failed_table  # noqa: PLC0415
    from generator.workers import cores, processes  # noqa: PLC0415

    begin = partial(import_module, "generator.cohort.survey.look")
    hire = processes(choice.jobs or cores(), begin)
    roster = look_over(shared, table, choice.profile, choice.sheet, hire, ahead)
    if not choice.as_json:
        report.show(roster_lines(roster))
        failed = None if choice.check_only else failed_table(shared.project)
        report.show(fault_lines(roster, choice.failed, failed))
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
def _hiring(order: Order, choice: Choice) -> Iterator[Hiring]:
    """How those who do the work are to be had."""
    from generator.cohort.making.cluster import cluster  # noqa: PLC0415
    from generator.cohort.making.crew import Hiring  # noqa: PLC0415
    from generator.cohort.making.work import get_ready  # noqa: PLC0415
    from generator.printers import print_workers  # noqa: PLC0415

    with ExitStack() as stack:
        jobs: int | None = choice.jobs
        if choice.dask:
            hire, jobs = stack.enter_context(cluster(choice.dask))
            hires: Hires = lambda _: hire  # noqa: E731 - however many: they are there
        elif order.wanted.prints:
            hires = partial(print_workers, begin=partial(get_ready, order))
        else:
            hires = partial(_drafters, order)
        yield stack.enter_context(Hiring(order, hires, jobs))


def _drafters(order: Order, jobs: int) -> Hire:
    """Processes without the PDF engine.

    What they have to know is learned here first: most are copies of this process, which writes a
    page in the end and needs the same.
    """
    from generator.cohort.making.work import get_ready  # noqa: PLC0415
    from generator.workers import processes  # noqa: PLC0415

    get_ready(order)
    return processes(jobs, partial(get_ready, order))


def _write_failed(roster: Roster, path: Path | None) -> Path | None:
    """The table of failed rows, where it was asked for and there are any."""
    from generator.cohort.failed import failed_rows  # noqa: PLC0415
    from generator.documents import Artifact  # noqa: PLC0415
    from generator.write import write  # noqa: PLC0415

    if not path or not roster.survey.faults:
        return None
    write(path.parent, {path.name: Artifact("", failed_rows(roster))})
    return path
