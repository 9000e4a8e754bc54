"""The commands. Each reads its options, calls one function, and shows what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.cli import report
from generator.cli.asking import plan, questions
from generator.cli.cohort import cohort
from generator.cli.debrief import debrief
from generator.cli.due import due
from generator.cli.new import new
from generator.cli.site import publish, serve
from generator.cli.telling import (
    EDITION,
    FLAT,
    FOLDER,
    IN_FOLDER,
    JOBS,
    PAPER,
    STRICT,
    TODAY,
    Command,
    apart,
    cores,
    telling,
    write_json,
)
from generator.project import Project

if TYPE_CHECKING:
    from generator.builds import Built


def choosing(command: Command) -> Command:
    """The options that narrow a build."""
    for option in (
        PAPER,
        click.option(
            "--channel", "channels", multiple=True, help="Only this channel: pdf, web, email, text."
        ),
        click.option("--kind", "kinds", multiple=True, help="Only this kind of document."),
        click.option(
            "--interview",
            "interviews",
            multiple=True,
            help="Only this interview, by its file's name.",
        ),
        EDITION,
        FLAT,
        JOBS,
        STRICT,
        TODAY,
        click.option(
            "--json", "as_json", is_flag=True, help="Write the result to standard output as JSON."
        ),
    ):
        command = option(command)
    return command


@click.group(
    epilog="Begin with: askwell new my-interviews", context_settings={"max_content_width": 100}
)
@click.version_option(__version__, prog_name="askwell")
def main() -> None:
    """Make everything that an informational interview needs, from one small file."""


for command in (cohort, due, new, questions, plan, debrief, publish, serve):
    main.add_command(command)


@main.command(epilog="Example: askwell build --interview marcus-oyelaran --paper a4 --open")
@IN_FOLDER
@choosing
@click.option("--output", type=FOLDER, help="Where to write; output/ of the project if not given.")
@click.option(
    "--accessibility",
    "report",
    is_flag=True,
    help="Say in each folder what was checked about its files, as a page and as JSON.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the packet (or the guide) when done.")
@telling
def build(folder: Path, output: Path | None, open_it: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401, FBT001
    """Make all documents of the project in FOLDER: handouts, and a packet for each interview."""
    from generator import pipeline  # noqa: PLC0415

    project = _project(folder, output, options)
    build_it = partial(pipeline.build, jobs=options.pop("jobs") or cores())
    built = _run(build_it, project, options)
    if as_json:
        write_json(_built_data(built))
    else:
        report.show(report.summary(built, project.output))
        report.show_warnings(built.warnings)
    report.show(report.engine_lines(built.engine))
    if open_it and (page := _first_page(built)):
        click.launch(str(page))
    if built.engine:
        raise click.exceptions.Exit(1)


@main.command(epilog="Example: askwell check --pages")
@IN_FOLDER
@choosing
@click.option(
    "--pages", is_flag=True, help="Lay out the PDFs too, to see whether each fits its pages."
)
@telling
def check(folder: Path, pages: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401, FBT001
    """Find what is wrong with the project in FOLDER, and write nothing."""
    from generator import pipeline  # noqa: PLC0415

    project = _project(folder, None, options)
    jobs = options.pop("jobs")
    look = partial(pipeline.check_in_full, jobs=jobs or cores()) if pages else pipeline.check
    made = _run(look, project, options)
    if as_json:
        warnings = [report.problem_data(each) for each in made.warnings]
        write_json({"problems": [], "warnings": warnings, "pdf_engine": made.engine or "ok"})
    else:
        report.show_warnings(made.warnings)
    report.show(report.engine_lines(made.engine))
    if made.engine:
        raise click.exceptions.Exit(1)
    if not as_json:
        found = "Nothing stops a build" if made.warnings else "Nothing is wrong"
        click.echo(f"{found}{'' if pages else ' (pages not laid out: --pages)'}.", err=True)


@main.command(epilog="Example: askwell kinds")
@IN_FOLDER
@telling
def kinds(folder: Path) -> None:
    """List the kinds of documents, their channels and what they are made for."""
    from generator import queries  # noqa: PLC0415

    for kind in queries.kinds(Project.at(folder)):
        click.echo(f"{click.style(kind.name, bold=True)}  ({', '.join(kind.channels)})")
        click.echo(f"  {kind.about}")


@main.command(epilog="Example: askwell doctor")
def doctor() -> None:
    """Say what this machine lacks, and the one command that adds it."""
    from generator.doctor import examine, remedy  # noqa: PLC0415

    findings = examine()
    for finding in findings:
        click.echo(
            f"{'ok     ' if finding.found else 'missing'}  {finding.name}: {finding.purpose}"
        )
    if command := remedy(findings):
        click.echo(f"\nTo add what is missing:\n  {command}", err=True)
        raise click.exceptions.Exit(1)


def _project(folder: Path, output: Path | None, options: dict[str, Any]) -> Project:
    return apart(Project.at(folder, output, options.pop("today")))


def _run(do: Callable[..., Any], project: Project, options: dict[str, Any]) -> Any:  # noqa: ANN401
    from generator.builds import Wanted  # noqa: PLC0415
    from generator.cli.progress import Progress  # noqa: PLC0415

    with Progress() as progress:
        return do(project, Wanted(**options), progress)


def _first_page(built: Built) -> Path | None:
    paths = [receipt.path for receipt in built.receipts]
    pages = [path for path in paths if path.name == "index.html"]
    return next(iter([*pages, *(path for path in paths if path.suffix in {".html", ".pdf"})]), None)


def _built_data(built: Built) -> dict[str, object]:
    return {
        "files": [receipt._asdict() for receipt in built.receipts],
        "waiting": [
            {"folder": w.folder, "kind": w.kind.name, "for": list(w.lacks)} for w in built.waiting
        ],
        "changed": built.changed,
        "outdated": built.outdated,
        "removed": built.removed,
        "left": built.left,
        "warnings": [report.problem_data(problem) for problem in built.warnings],
        "pdf_engine": built.engine or "ok",
    }
