"""``askwell new``: a project from answers, which options give or a terminal is asked for."""

from __future__ import annotations

import shlex
import sys
from functools import partial
from pathlib import Path

import click

from generator.cli import report
from generator.cli.telling import FOLDER, telling


@click.command(epilog='Example: askwell new my-interviews --name "Leila Brandt"')
@click.argument("folder", type=FOLDER)
@click.option("--name", help="Your full name.")
@click.option("--email", help="Your email address.")
@click.option("--introduction", help="Completes “I am …”.")
@click.option("--contact", help="The full name of the person to ask.")
@click.option("--contact-email", help="Their email address.")
@click.option("--topic", help="Completes “I would like to learn about …”.")
@click.option("--reason", help="One sentence: why this person.")
@click.option("--organization", help="The institution that publishes the handouts.")
@telling
def new(folder: Path, **answers: str | None) -> None:
    """Make a project that builds at once. A terminal asks a few questions; options answer them."""
    from generator import scaffold  # noqa: PLC0415

    given = {key: value for key, value in answers.items() if value}
    if at_a_terminal():
        _ask(given)
    made = scaffold.scaffold(folder, given)
    for path in made:
        click.echo(f"  {report.shown(path)}", err=True)
    click.echo(f"Now: askwell build {shlex.quote(report.shown(folder))} --open", err=True)


def at_a_terminal() -> bool:
    """Whether somebody is there to answer questions."""
    return sys.stdin.isatty()


def _ask(answers: dict[str, str]) -> None:
    """The questions of ``new``: all of them, or those that the options have left open."""
    from generator import scaffold  # noqa: PLC0415

    everything = not answers
    for key, question, needs in scaffold.QUESTIONS:
        needed = key in scaffold.lacking(answers)
        if needed or (everything and (not needs or needs in answers)):
            answer = click.prompt(
                question,
                default="",
                show_default=False,
                err=True,
                value_proc=partial(_accepted, key, needed),
            )
            answers |= {key: answer} if answer else {}


def _accepted(key: str, needed: bool, value: str) -> str:  # noqa: FBT001
    from generator import scaffold  # noqa: PLC0415

    if needed and not value.strip():
        raise click.UsageError(scaffold.NEEDED)
    if value.strip() and (wrong := scaffold.wrong(key, value)):
        raise click.UsageError(wrong)
    return value.strip()
