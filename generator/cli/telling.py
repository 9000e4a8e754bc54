"""What every command does with what it meets: lines, JSON and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.cli import report
from generator.errors import AskwellError

DAY = click.DateTime(formats=["%Y-%m-%d"])
FOLDER = click.Path(file_okay=False, path_type=Path)
Command = Callable[..., None]


def telling(command: Command) -> Command:
    """Turn the problems that a command meets into lines and an exit code."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:  # noqa: ANN401
        try:
            command(*args, **options)
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
            click.echo("  hint: Nothing was written. Please tell us what you did.", err=True)
            raise click.exceptions.Exit(1) from None

    return run


def write_json(data: object) -> None:
    """Data, on standard output; a time or a path is written as text."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False, default=str))


def usage(message: str) -> NoReturn:
    """Refuse what was asked for, with click's exit code 2."""
    raise click.UsageError(message[:1].upper() + message[1:], click.get_current_context())
