"""A table, and what became of its rows: in lines, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import report
from generator.project import Project

if TYPE_CHECKING:
    from generator.cohort import Roster
    from generator.cohort.run import Outcome

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
        yield f"Never read, as it is nobody’s business here: {', '.join(columns.sensitive)}."
    if columns.ignored:
        yield f"Not used: {', '.join(columns.ignored)}."
    for each in survey.clashes:
        yield f"{click.style('clash:', fg='yellow', bold=True)} {each.text}"


def fault_lines(roster: Roster, failed: Path | None) -> Iterator[str]:
    """The first faults, and how many more there are."""
    shown, survey = roster.survey.first(SHOWN), roster.survey
    for problem in [*shown, *survey.warnings[: SHOWN - len(shown)]]:
        yield "\n".join(report.cell_lines(problem, roster.table.header))
    if survey.faults:
        more = survey.faults - len(shown)
        rest = f" {more:,} more are not shown; --report FILE writes all." if more else ""
        where = f"in {report.many(survey.bad, 'row')} of {survey.rows:,}"
        yield f"{report.many(survey.faults, 'fault')} {where}.{rest if not failed else ''}"


def outcome_lines(
    outcome: Outcome, project: Project, page: Path, *, verbose: bool
) -> Iterator[str]:
    """What became of the rows, and what to do next."""
    for kind, count in outcome.waiting.most_common() if verbose else ():
        yield f"{kind}: {report.many(count, 'packet')} wait for something."
    for rule, count in outcome.warnings.most_common():
        yield f"{click.style('warning:', fg='yellow', bold=True)} [{rule}] in {count:,} places."
    for reason, count in outcome.apart.most_common() if verbose else ():
        yield f"{report.many(count, 'PDF')} laid out one by one: {reason}."
    if outcome.without_contact:
        has = "has" if outcome.without_contact == 1 else "have"
        lines = f"{has} no contact yet: lines to write on, and no drafts"
        yield f"{report.many(outcome.without_contact, 'packet')} {lines}."
    if outcome.left_over:
        yield (
            f"{report.many(outcome.left_over, 'packet')} of rows that have failed now or are gone "
            "are still there; askwell cohort purge --only removes one."
        )
    yield (
        f"Made {outcome.made:,}, unchanged {outcome.unchanged:,}, skipped {outcome.skipped:,}, "
        f"failed {outcome.failed:,}: packets in {report.shown(project.output)}."
    )
    yield f"What became of each row: {report.shown(page)}"
    if outcome.engine:
        yield from report.engine_lines(outcome.engine)


def data(roster: Roster, outcome: Outcome | None) -> dict[str, object]:
    """A run for ``--json``; faults without the words of any cell that is not theirs to show."""
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
