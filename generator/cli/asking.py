"""The commands about questions: what there is to ask, and what the minutes allow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.telling import IN_FOLDER, telling, usage, write_json
from generator.project import SUFFIXES, Project

if TYPE_CHECKING:
    from generator.documents import Asked, Plan
    from generator.model import Category, Interview, Preset, Question

ROOM = 3
"""Minutes that another question fits into."""
WIDEST = 60
"""Columns of a question's words in a table; longer ones are cut, as their id says the rest."""


@click.command(epilog="Example: askwell questions --search hire")
@IN_FOLDER
@click.option("--category", "categories", multiple=True, help="Only this category, by its id.")
@click.option("--search", default="", help="Only questions with these words.")
@click.option("--preset", default="", help="Only what this preset takes.")
@click.option("--presets", "list_presets", is_flag=True, help="List the presets instead.")
@click.option("--stage", help="Only what suits this stage: student, career_changer …")
@click.option("--minutes", type=float, help="Only what takes no longer than this.")
@click.option("--phase", type=click.Choice(["open", "core", "close"]), help="Only this phase.")
@click.option("--json", "as_json", is_flag=True, help="Write the questions as JSON.")
@telling
def questions(folder: Path, list_presets: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401, FBT001
    """List the questions to choose from, with their ids."""
    from generator import queries  # noqa: PLC0415
    from generator.builds import Asking  # noqa: PLC0415

    if not folder.is_dir():
        words = (
            " Words to search for stand together in quotation marks." if options["search"] else ""
        )
        usage(f"there is no folder “{folder}”.{words}")
    bank, presets = queries.questions(Project.at(folder), Asking(**options))
    chosen = list(presets.values()) if list_presets else bank
    if as_json:
        write_json([each.model_dump(mode="json") for each in chosen])
        return
    if list_presets:
        lines = [line for preset in presets.values() for line in _preset_lines(preset)]
    else:
        lines = [line for category in bank for line in _category_lines(category)]
        if options["preset"]:
            lines += _takes(presets[options["preset"]], bank)
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("No question has all of that.", err=True)


@click.command(epilog="Example: askwell plan marcus-oyelaran --minutes 30")
@click.argument("interview")
@IN_FOLDER
@click.option("--minutes", type=click.IntRange(10, 90), help="As if it were this long.")
@click.option("--preset", default="", help="As if this preset had been chosen.")
@click.option("--json", "as_json", is_flag=True, help="Write the plan as JSON.")
@telling
def plan(interview: str, folder: Path, minutes: int | None, preset: str, as_json: bool) -> None:  # noqa: FBT001
    """Show what INTERVIEW has the time to ask, and why each question is where it is.

    INTERVIEW is the name of its file, or the file itself.
    """
    from generator import queries  # noqa: PLC0415

    name, root = named(interview, folder)
    found, planned = queries.plan(Project.at(root), name, preset, minutes)
    if as_json:
        write_json(_data(planned))
        return
    for line in _plan_lines(found, planned):
        click.echo(line)


def _data(planned: Plan) -> dict[str, object]:
    """A plan for ``--json``."""
    groups = ("core", "close", "if_time")
    spans = ("opening", "asking", "closing", "usable")
    return {name: getattr(planned, name) for name in spans} | {
        name: [asked._asdict() for asked in getattr(planned, name)] for name in groups
    }


def named(interview: str, folder: Path) -> tuple[str, Path]:
    """The name of an interview, and its project: it may be given as a file."""
    path = Path(interview)
    if path.suffix not in SUFFIXES:
        return interview, folder
    around = path.resolve().parent
    is_ours = path.is_file() and around.parts[-2:] == ("content", "interviews")
    return path.stem, around.parents[1] if is_ours else folder


def _category_lines(category: Category) -> Iterator[str]:
    asked_for = ", only where an interview opts in" if category.opt_in else ""
    yield click.style(f"{category.title} ({category.id}{asked_for})", bold=True)
    for question in category.questions:
        yield f"  {question.id}: {question.text}"
        yield click.style(f"    {', '.join(_about(question))}", dim=True)
        for probe in question.probes:
            yield f"    - {probe}"


def _about(question: Question) -> Iterator[str]:
    yield f"{question.minutes:g} min"
    if question.phase != "core":
        yield "at the start" if question.phase == "open" else "at the end"
    if question.theme:
        yield f"theme {question.theme}"
    if question.level == "caution":
        yield "with caution"
    if question.audience:
        yield f"for {' and '.join(question.audience)}".replace("_", " ")


def _preset_lines(preset: Preset) -> Iterator[str]:
    suited = ", ".join(preset.audience).replace("_", " ")
    yield click.style(f"{preset.id}: {preset.title} ({preset.minutes} min)", bold=True)
    yield f"  {preset.about}"
    yield f"  {' '.join(preset.questions)}"
    if preset.if_time:
        yield f"  if there is time: {' '.join(preset.if_time)}"
    if suited:
        yield f"  suggested for: {suited}"


def _takes(preset: Preset, bank: list[Category]) -> Iterator[str]:
    """How many minutes a preset's questions take."""
    known = {q.id: q for category in bank for q in category.questions}
    taken = [known[name] for name in preset.questions if name in known]
    core = sum(question.minutes for question in taken if question.phase != "close")
    close = sum(question.minutes for question in taken if question.phase == "close")
    yield f"{preset.id}: {core:g} min of questions and {close:g} to close, of {preset.minutes}."


def _plan_lines(interview: Interview, planned: Plan) -> Iterator[str]:
    """The plan as a table: minute, clock, id, length, and the reason."""
    yield click.style(_spans(interview, planned), bold=True)
    width = max(
        (len(_short(a)) for a in (*planned.core, *planned.close, *planned.if_time)), default=0
    )
    for title, group in (
        ("Ask", planned.core),
        ("Close", planned.close),
        ("If there is time", planned.if_time),
    ):
        if group:
            yield f"\n{title}"
        for asked in group:
            minute = "" if asked.minute is None else f"{asked.minute}′"
            begins = None if asked.minute is None else interview.meeting.at(asked.minute)
            gap = f"{begins:%H:%M}  " if begins else " " * 7 * bool(interview.meeting.start)
            yield (
                f"  {minute:>4}  {gap}{_short(asked):<{width}}  "
                f"{asked.minutes:>3g} min  {_why(asked)}"
            )

    left = int(planned.usable - sum(asked.minutes for asked in planned.core))
    if left >= ROOM and interview.meeting.mode != "email_qa":
        yield f"\n{left} minutes are free: there is room for another question."


def _spans(interview: Interview, planned: Plan) -> str:
    """What the meeting's minutes are for."""
    name = interview.contact.name
    if interview.meeting.mode == "email_qa":
        return f"{len(planned.core) + len(planned.close)} questions by email to {name}."
    free = planned.asking - planned.usable
    return (
        f"{interview.meeting.minutes} minutes with {name}: {planned.opening} to open, "
        f"{planned.asking} to ask ({free:g} of them kept free), {planned.closing} to close."
    )


def _short(asked: Asked) -> str:
    return asked.name if len(asked.name) <= WIDEST else f"{asked.name[: WIDEST - 1]}…"


def _why(asked: Asked) -> str:
    return (
        f"{asked.reason}, priority {asked.priority}" if asked.minute is not None else asked.reason
    )
