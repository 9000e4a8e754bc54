"""``askwell due``: what is to be done by now, over all interviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.telling import IN_FOLDER, TODAY, telling, write_json
from generator.project import Project

if TYPE_CHECKING:
    from generator.documents import Deadline

COLORS = {"late": "red", "due": "yellow", "ahead": "cyan", "done": "green"}
OPEN = ("late", "due")


@click.command(epilog="Example: askwell due --today 2027-03-12")
@IN_FOLDER
@TODAY
@click.option("--all", "everything", is_flag=True, help="Also what is ahead, and what is done.")
@click.option("--json", "as_json", is_flag=True, help="Write the list as JSON.")
@telling
def due(folder: Path, today: date | None, everything: bool, as_json: bool) -> None:  # noqa: FBT001
    """List what is due or late today, over all interviews of the project in FOLDER."""
    from generator import queries  # noqa: PLC0415

    project = Project.at(folder, day=today)
    deadlines, unasked = queries.due(project)
    found = [each for each in deadlines if everything or each.state in OPEN]
    if as_json:
        data = [_data(each) for each in found]
        write_json({"today": str(project.today), "due": data, "unasked": unasked})
        return
    for line in _lines(found):
        click.echo(line)
    if not found:
        click.echo(_nothing(project, everything=everything), err=True)
    if unasked:
        click.echo(f"Not asked yet: {', '.join(unasked)}.", err=True)


def _lines(found: list[Deadline]) -> Iterator[str]:
    """In columns: how it stands, by when (or when it was done), the interview, and what to do."""
    states = max((len(each.state) for each in found), default=0)
    names = max((len(each.interview) for each in found), default=0)
    for each in found:
        state = click.style(f"{each.state:{states}}", fg=COLORS[each.state])
        yield f"{state}  {each.done or each.day}  {each.interview:{names}}  {each.action}"


def _nothing(project: Project, *, everything: bool) -> str:
    if everything:
        return "No interview has a date yet."
    return f"Nothing is due on {project.today} (what is ahead: --all)."


def _data(deadline: Deadline) -> dict[str, object]:
    days = ("day", "late", "done")
    return deadline._asdict() | {key: _day(getattr(deadline, key)) for key in days}


def _day(day: object) -> str | None:
    return str(day) if day else None
