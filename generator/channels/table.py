"""A table for a spreadsheet: one row for each interview, columns as the kind names them."""

from collections.abc import Iterator
from datetime import date, time

from generator.documents import Artifact, Composition, Row, Selection
from generator.errors import InputError
from generator.tables import write_csv

PART = ""
"""It needs no template."""


def typeset(composition: Composition) -> Artifact:
    """A ``.csv`` file.

    Raises:
        InputError: the kind names no columns.
    """
    selection = composition.selection
    columns = selection.kind.columns
    if not columns:
        message = f"The kind “{selection.kind.name}” has the channel “table”, but no columns."
        hint = "Add them: columns: {Contact: contact.name}"
        raise InputError([selection.kind_source.problem(message, ("channels",), hint)])
    cells = ([_cell(path, row, selection) for path in columns.values()] for row in _rows(selection))
    return Artifact(".csv", write_csv([[*columns], *cells]))


def _rows(selection: Selection) -> Iterator[Row]:
    """Every interview, or the one that the document is about."""
    yield from selection.rows
    if selection.interview and not selection.rows:
        yield Row(selection.interview, tuple(selection.deadlines))


def _cell(path: str, row: Row, selection: Selection) -> str:
    facts = selection.facts._replace(interview=row.interview, next=row.next)
    return _written(facts.at(path))


def _written(value: object) -> str:
    """A value as the files of a project have it, dates as ISO 8601 has them."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case time():
            return f"{value:%H:%M}"
        case date():
            return value.isoformat()
        case tuple():
            return "; ".join(_written(each) for each in value)
    return str(value)
