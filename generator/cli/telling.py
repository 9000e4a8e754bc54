"""What every command does with what it meets: lines, JSON and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.cli import report
from generator.errors import AskwellError, WrongUsage
from generator.project import Project


class _Day(click.DateTime):
    """A day, and how to write it if it is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """The day, and not its midnight."""
        try:
            return super().convert(value, param, ctx).date()
        except click.BadParameter:
            self.fail(f"“{value}” is not a day. Write it as year-month-day: 2027-03-11.")


DAY = _Day(formats=["%Y-%m-%d"])
FOLDER = click.Path(file_okay=False, path_type=Path)
IN_FOLDER = click.argument("folder", type=FOLDER, default=".")
"""The project that a command works on: the one here, unless another is named."""
Command = Callable[..., None]
FLAT = click.option("--flat", is_flag=True, help="PDFs without fields to type into.")
STRICT = click.option("--strict", is_flag=True, help="Let warnings stop it, with exit code 1.")
EDITION = click.option(
    "--edition", "editions", multiple=True, help="PDFs in this edition, as large-print."
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(1),
    envvar="ASKWELL_JOBS",
    show_envvar=True,
    help="Processes that lay out PDFs; as many as there are cores.",
)
PAPER = click.option(
    "--paper",
    type=click.Choice(["letter", "a4"], case_sensitive=False),
    help="The paper to lay out for.",
)
TODAY = click.option("--today", type=DAY, help="The day to work with, as 2027-03-01.")


def cores() -> int:
    """How many processes this machine has room for."""
    from generator.workers import cores as found  # noqa: PLC0415 - it takes a while to load

    return found()


def telling(command: Command) -> Command:
    """Turn the problems that a command meets into lines and an exit code."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:  # noqa: ANN401
        try:
            command(*args, **options)
        except WrongUsage as error:
            usage(str(error))
        except AskwellError as error:
            if options.get("as_json"):
                write_json({"problems": [report.problem_data(each) for each in error.problems]})
            else:
                click.echo(report.problems_text(error.problems), err=True)
            raise click.exceptions.Exit(error.exit_code) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is ours, and no one's to read
            said = f"askwell itself has failed ({type(error).__name__}: {error})."
            click.echo(f"{click.style('error:', fg='red', bold=True)} {said}", err=True)
            click.echo(
                "  hint: Please tell us what you did. Files that are there are whole.", err=True
            )
            raise click.exceptions.Exit(1) from None

    return run


def write_json(data: object) -> None:
    """Data, on standard output; a time or a path is written as text."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False, default=str))


def apart(project: Project) -> Project:
    """The project, unless its output would go among its own files."""
    if project.is_written_over:
        usage(f"--output: in {report.shown(project.output)} is what the documents are made of.")
    return project


def spare(project: Project, table: Path, **files: Path | None) -> None:
    """Refuse to write over the table, or over a file that documents are made of."""
    for option, path in files.items():
        if path and (project.owns(path) or (path.exists() and path.samefile(table))):
            usage(f"--{option}: {report.shown(path)} is what the documents are made of.")


def usage(message: str) -> NoReturn:
    """Refuse what was asked for, with click's exit code 2."""
    raise click.UsageError(message[:1].upper() + message[1:], click.get_current_context())
