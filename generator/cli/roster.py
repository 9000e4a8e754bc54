"""A table, and what became of its rows: in lines, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import report
from generator.excerpt import visible

if TYPE_CHECKING:
    from generator.cohort import Roster
    from generator.cohort.outcome import Outcome
    from generator.cohort.records.purge import Purged
    from generator.cohort.run import Run

SHOWN = 20
"""Faults that are shown; all of them are in the table of failed rows."""


def roster_lines(roster: Roster) -> Iterator[str]:
    """What was read, how, and what was left unread."""
    table, columns, survey = roster.table, roster.columns, roster.survey
    for remark in table.remarks:
        yield "\n".join(report.cell_lines(remark, table.header))
    read = f"{report.many(survey.rows, 'row')}, read as “{columns.profile.title}”"
    yield f"{click.style(report.shown(table.path), bold=True)}: {read}."
    if columns.sensitive:
        yield visible(
            f"Never read, as it is nobody’s business here: {', '.join(columns.sensitive)}."
        )
    if columns.unused:
        yield visible(f"Not used: {', '.join(columns.unused)}.")
    for each in survey.clashes:
        yield f"{click.style('clash:', fg='yellow', bold=True)} {visible(each.text)}"


def fault_lines(roster: Roster, failed: Path | None, table: Path | None) -> Iterator[str]:
    """The first faults, and how many more there are.

    ``failed`` is the table of them that was asked for, ``table`` that which the run writes anyway.
    """
    shown, survey = roster.survey.first(SHOWN), roster.survey
    for problem in [*shown, *survey.warnings[: SHOWN - len(shown)]]:
        yield "\n".join(report.cell_lines(problem, roster.table.header))
    if survey.faults:
        more = survey.faults - len(shown)
        told = f"{report.shown(table)} will have all" if table else "--report FILE writes all"
        rest = f" {more:,} more are not shown; {told}." if more else ""
        where = f"in {report.many(survey.bad, 'row')} of {survey.rows:,}"
        yield f"{report.many(survey.faults, 'fault')} {where}.{rest if not failed else ''}"


def check_lines(roster: Roster, failed: Path | None) -> Iterator[str]:
    """How many packets there would be, and why not more; and what was written."""
    survey = roster.survey
    others = f"; {report.many(survey.opted_out, 'row')} opted out" if survey.opted_out else ""
    if survey.without_contact:
        others = f", {survey.without_contact:,} of them without a contact{others}"
    written = f"Only {report.shown(failed)} was written" if failed else "Nothing was written"
    yield f"{report.many(survey.good, 'packet')} can be made{others}. {written}."


def outcome_lines(run: Run, page: Path, *, verbose: bool) -> Iterator[str]:
    """What became of the rows, and what to do next."""
    outcome = run.outcome
    for problem in run.late:
        yield "\n".join(report.cell_lines(problem, run.table.header))
    for kind, count in outcome.waiting.most_common() if verbose else ():
        yield f"{kind}: waits for something in {_rows(outcome.rows[kind], count)}."
    for said, count in outcome.warnings.most_common():
        what = f"{said}," if " " in said else f"[{said}]"
        where = _rows(outcome.rows[said], count)
        yield f"{click.style('warning:', fg='yellow', bold=True)} {what} in {where}."
    for reason, count in outcome.apart.most_common() if verbose else ():
        yield f"{report.many(count, 'PDF')} laid out one by one: {reason}."
    if outcome.without_contact:
        has = "has" if outcome.without_contact == 1 else "have"
        lines = f"{has} no contact yet: lines to write on, and no drafts"
        yield f"{report.many(outcome.without_contact, 'packet')} {lines}."
    if outcome.empty:
        has, them = ("has", "it") if outcome.empty == 1 else ("have", "them")
        lacks = f"nothing of what you asked for: {report.NEEDS}"
        lacks = f"nothing in {them} yet: see --verbose" if outcome.waiting else lacks
        yield f"{report.many(outcome.empty, 'packet')} {has} {lacks}."
    if not (outcome.made or outcome.unchanged or outcome.failed):
        yield "There was nothing to make in the rows that were chosen."
    yield from _others(run)
    yield (
        f"Made {outcome.made:,}, unchanged {outcome.unchanged:,}, skipped {outcome.skipped:,}, "
        f"failed {outcome.failed:,}: packets in {report.shown(run.output)}."
    )
    yield f"What became of each row: {report.shown(page)}"
    yield from report.engine_lines(outcome.engine)


def _others(run: Run) -> Iterator[str]:
    """What else is in the folder of packets: it is left alone."""
    outcome = run.outcome
    if outcome.left_over:
        yield visible(_left_over(run))
    if outcome.changed:
        names = ", ".join(report.shown(run.output / name) for name in outcome.theirs)
        names += " …" if outcome.changed > len(outcome.theirs) else ""
        left = "is not as a run left it" if outcome.changed == 1 else "are not as a run left them"
        files = f"{report.many(outcome.changed, 'file')} that {left}"
        again = "To have one made anew, move it elsewhere or delete it"
        yield f"{files}: {names}. Nothing was changed there. {again}."


def _left_over(run: Run) -> str:
    """Packets that are there and not of this table, and that they may be taken away."""
    from generator.cohort.records.purge import command  # noqa: PLC0415

    outcome = run.outcome
    packets, one = report.many(outcome.left_over, "packet"), outcome.left_over == 1
    names = ", ".join(outcome.left) + (" …" if outcome.left_over > len(outcome.left) else "")
    there = f"{'is' if one else 'are'} there that no row of this table asks for"
    kept = "It was left as it is" if one else "They were left as they are"
    remove = command(run.order.project, outcome.left[0])
    remove += f" removes {'it' if one else 'the first'}"
    if outcome.nameless:
        rows = "the row" if outcome.nameless == 1 else f"one of the {outcome.nameless:,} rows"
        remove = f"{'it' if one else 'each'} may be of {rows} with a fault in the name"
    return f"{packets} {there}: {names}. {kept}; {remove}."


def _rows(first: list[int], count: int) -> str:
    """The first rows with something that is there so many times."""
    if len(first) == 1 == count:
        return f"row {first[0]}"
    shown = ", ".join(map(str, first))
    return f"{count:,} places, rows {shown}{' …' if count > len(first) else ''}"


def purged_lines(done: Purged) -> Iterator[str]:
    """What a purge has removed, and what it has left."""
    for path in done.kept:
        yield f"{report.shown(path)} was changed since, and stays."
    for path in done.linked:
        yield f"{path} leads elsewhere: nothing was removed there. Look yourself."
    yield f"Removed {report.many(done.removed, 'file')}."


def run_data(roster: Roster, outcome: Outcome | None) -> dict[str, object]:
    """A run for ``--json``: a problem quotes the cell that it is about, and no other."""
    survey = roster.survey
    return {
        "rows": survey.rows,
        "good": survey.good,
        "opted_out": survey.opted_out,
        "without_contact": survey.without_contact,
        "profile": roster.columns.profile.id,
        "ignored": roster.columns.ignored,
        "sensitive": roster.columns.sensitive,
        "problems": [report.problem_data(each) for each in survey.all()],
        "clashes": [each._asdict() for each in survey.clashes],
        "outcome": vars(outcome) if outcome else None,
    }
