"""What the user is told: problems with their line and a caret, and the summary of a build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.errors import Problem
from generator.excerpt import excerpt, visible
from generator.spelling import brief
from generator.tables.table import letters_of

if TYPE_CHECKING:
    from generator.builds import Built

WRITTEN = {".yaml", ".yml", ".md", ".j2", ".css", ".svg", ".html"}
"""What people write by hand. A line of anything else may be a row, which is not shown."""
NEEDS = "see askwell kinds for what each needs"
COLORS = {"error": "red", "warning": "yellow"}


def show(lines: Iterable[str]) -> None:
    """Lines, on standard error."""
    for line in lines:
        click.echo(line, err=True)


def show_warnings(warnings: Collection[Problem]) -> None:
    """What did not stop the work, if there is any, and a blank line below it."""
    if warnings:
        show([problems_text(warnings), ""])


def shown(path: Path) -> str:
    """A path as the user would type it: from here, if it is below here."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)


def problem_lines(problem: Problem) -> Iterator[str]:
    """A problem in the manner of a compiler: where, what, the line itself, and a hint."""
    if problem.place.line and problem.path.suffix not in WRITTEN:
        yield from cell_lines(problem, ())
        return
    where = shown(problem.path) if problem.path.name else ""
    if where and problem.place.line:
        where += f":{problem.place.line}"
        where += f":{problem.place.column}" if problem.place.column else ""
    label = click.style(f"{problem.severity}:", fg=COLORS[problem.severity], bold=True)
    rule = f" [{problem.rule}]" if problem.rule else ""
    yield f"{f'{where}: ' if where else ''}{label} {visible(problem.message)}{rule}"
    yield from excerpt(problem.path, problem.place)
    if problem.hint:
        yield f"  {click.style('hint:', bold=True)} {visible(problem.hint)}"


def cell_lines(problem: Problem, header: Sequence[str]) -> Iterator[str]:
    """A problem of a table: which cell, what, and a hint. The row itself is never shown."""
    where = shown(problem.path)
    if problem.place.line:
        where += f", row {problem.place.line}"
    if column := problem.place.column:
        heading = f" ({visible(brief(header[column - 1]))})" if column <= len(header) else ""
        where += f", column {letters_of(column)}{heading}"
    label = click.style(f"{problem.severity}:", fg=COLORS[problem.severity], bold=True)
    yield f"{where}: {label} {visible(problem.message)}"
    if problem.hint:
        yield f"  {click.style('hint:', bold=True)} {visible(problem.hint)}"


def problems_text(problems: Iterable[Problem]) -> str:
    """All problems, and how many there are."""
    found = list(problems)
    blocks = ["\n".join(problem_lines(problem)) for problem in found]
    count = Counter(problem.severity for problem in found)
    total = " and ".join(many(number, name) for name, number in sorted(count.items()))
    return "\n\n".join([*blocks, total + "."])


def many(number: int, name: str) -> str:
    """1 file, 2 files, 12,000 files."""
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _changed(paths: list[Path], outdated: Collection[Path]) -> Iterator[str]:
    """Files that stay because no build has left them so, and how to have them made anew."""
    for path in paths:
        since = ". It would be made otherwise by now" if path in outdated else ""
        yield f"{shown(path)} is not as it was made, and stays as it is{since}."
    if paths:
        again = "To have it made anew, move it elsewhere or delete it, and build again."
        yield f"  {click.style('hint:', bold=True)} {again}"


def summary(built: Built, output: Path) -> Iterator[str]:
    """What was made, what was unchanged, what waits for what, and what is somebody's own."""
    width = max((len(receipt.path.name) for receipt in built.receipts), default=0)
    folder = None
    for receipt in built.receipts:
        if receipt.path.parent != folder:
            folder = receipt.path.parent
            yield click.style(f"{shown(folder)}/", bold=True)
        pages = f"{many(receipt.pages, 'page')}, " if receipt.pages else ""
        size = f"{max(1, round(receipt.size / 1000))} kB"
        state = "" if receipt.state == "made" else "  unchanged"
        yield f"  {receipt.path.name:<{width}}  {pages}{size}{state}"
    for each in built.waiting:
        name = f"{each.folder}, {each.kind.title}:"
        yield f"{click.style(name, bold=True)} waits for {' and '.join(each.lacks)}."
    yield from _changed(built.changed, built.outdated)
    for path in built.removed:
        yield f"{shown(path)} is not to be made now, and was removed."
    for path in built.left:
        yield f"{shown(path)} is of no interview that is there now; delete it if nobody needs it."
    if not built.receipts and not built.changed:
        yield f"Nothing that you asked for is made of this: {NEEDS}."
    states = Counter(receipt.state for receipt in built.receipts)
    kept = f", {states['unchanged']} unchanged" if states["unchanged"] else ""
    yield f"Made {many(states['made'], 'file')}{kept} in {shown(output)}."


def engine_lines(said: str) -> Iterator[str]:
    """That there are no PDFs, and the command that mends it; nothing if the engine said nothing."""
    if not said:
        return
    from generator import doctor  # noqa: PLC0415 - few need it

    head = click.style("error:", fg="red", bold=True)
    yield f"{head} No PDF was made: the PDF engine cannot start ({said.splitlines()[0]})."
    yield f"  {click.style('hint:', bold=True)} {doctor.install_command()}"


def problem_data(problem: Problem) -> dict[str, object]:
    """A problem for ``--json``."""
    return {
        "path": str(problem.path),
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "rule": problem.rule,
    }
