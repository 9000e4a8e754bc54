"""What is wrong with a row, told for a spreadsheet: the column, and what to fill in."""

import re
from collections.abc import Iterator

from pydantic import ValidationError

from generator.cohort.rows.columns import NAMES, SHAPE, Columns, Field
from generator.cohort.rows.match import CONTACT, needs, value
from generator.cohort.rows.names import may_be_turned
from generator.errors import Loc, Place, Problem, Refused
from generator.model.people import NEEDED
from generator.reading import explain
from generator.reading.explain import Fault
from generator.reading.tree import Data, Tree
from generator.spelling import brief, nearest
from generator.tables import Row
from generator.typography import listed

BROKEN = re.compile(
    r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|BUSY!|GETTING_DATA)"
)
"""What a formula leaves that cannot be computed."""
HINTS = {
    "A meeting with a time needs a date.": "Fill in the day as well: 2027-03-11.",
    "A meeting with an end needs a time.": "Fill in when it begins as well: 2:30 pm.",
}
"""What to do in a table, where the models speak of lines in a file."""
MEETING = [("interview", "meeting", key) for key in ("date", "time", "until", "place", "link")]
NO_DATE, NO_TIME = "is not a date", "is not a time of day"
SERIAL = re.compile(r"\d{5}(?:\.\d+)?|0?\.\d+")
"""A day as spreadsheets count them, or a part of one."""
OF_NUMBERS = ("int_", "float_", "greater_", "less_")
"""How the sorts of complaint about a number begin."""
FORMAT = "Spreadsheets count days so: format the column as dates or as times, and save it again."
FIRST = "Write the first name first, and a title in a column of its own: Ada Quill."
FORMS = {"month-first": "3/13/2027", "day-first": "13.3.2027"}
OTHER_ORDER = "Or as content/cohort.yaml has it with “dates: {}”: {}."
FOR_MANY = {"introduction", "topic"}
"""Fields that may be said once for many rows."""
OTHERWISE = "Or say in content/cohort.yaml what holds where a row says nothing."
ORDER = "Or say in content/cohort.yaml how days are written: dates: {}."


def broken(row: Row, columns: Columns) -> Iterator[Problem]:
    """Cells with an error of the spreadsheet in them."""
    for i in columns.used:
        if row.cells[i][:1] == "#" and BROKEN.fullmatch(row.cells[i]):
            message = f"This cell has an error of the spreadsheet in it: {row.cells[i]}"
            place = Place(row.number, i + 1)
            yield Problem(columns.table.path, place, message, "Mend its formula, or type the text.")


def commas(tree: Tree, columns: Columns) -> Iterator[Problem]:
    """Names of which nobody can say which part comes first."""
    for loc in NAMES:
        name = value(tree.keyed, loc)
        if isinstance(name, str) and may_be_turned(name):
            place = tree.source.place(loc)
            message = f"The name “{brief(name)}” has a comma in it, and stays as it is."
            yield Problem(columns.table.path, place, message, FIRST, "warning")


def unmet(tree: Tree, columns: Columns) -> Iterator[Problem]:
    """Day, time and place of a meeting with nobody: papers without a contact do not show them."""
    places = sorted({tree.values[loc] for loc in MEETING if loc in tree.values})
    if places and "interview" not in tree.keyed:
        cells = listed([f"“{brief(columns.table.header[at.column - 1])}”" for at in places])
        message = f"This row has no contact: its papers have lines to write on in place of {cells}."
        hint = "Fill in whom the meeting is with."
        yield Problem(columns.table.path, places[0], message, hint, "warning")


def untied(row: Row, tree: Tree, columns: Columns) -> Iterator[Problem]:
    """What a row's relationship needs and the row does not have."""
    relationship = value(tree.keyed, (*CONTACT, "relationship"))
    if not isinstance(relationship, str) or relationship not in NEEDED:
        return
    for loc in needs(relationship):
        if value(tree.keyed, loc) is None:
            said = f"The relationship “{relationship}” needs it."
            yield _empty(loc, row, columns, said)


def faults(error: ValidationError, row: Row, tree: Tree, columns: Columns) -> Iterator[Problem]:
    """Each complaint of a validation about a row, at its cell."""
    tree.keys.update(dict.fromkeys(_locs(tree.data), Place(row.number)))
    for fault in explain.faults(error, SHAPE, tree):
        refused = fault.context.get("error")
        if isinstance(refused, Refused) and refused.key == "relationship":
            continue  # ``untied`` has said so
        if fault.kind == "missing" or fault.value in ("", None):
            yield _empty(fault.loc, row, columns)
        else:
            yield _wrong(fault, row, tree, columns)


def _wrong(fault: Fault, row: Row, tree: Tree, columns: Columns) -> Problem:
    place = tree.source.place(fault.loc)
    heading = columns.table.header[place.column - 1] if place.column else str(fault.key)
    message, hint = explain.said(fault, SHAPE, f"“{brief(heading)}”")
    hint = HINTS.get(message, _listed(fault, place.column, columns) or hint)
    if place.column:
        message = _quoting(row.cells[place.column - 1], message, fault, columns)
    if SERIAL.fullmatch(str(fault.value)) and (NO_DATE in message or NO_TIME in message):
        hint = FORMAT
    elif NO_DATE in message:
        hint = f"{hint} {_in_order(str(fault.value), columns.cohort.dates)}"
    return Problem(columns.table.path, place if place.line else Place(row.number), message, hint)


def _quoting(cell: str, message: str, fault: Fault, columns: Columns) -> str:
    """A message with what its cell says, also where that was read in another order."""
    if fault.kind.startswith(OF_NUMBERS):
        return f"{message.removesuffix('.')}; “{brief(cell)}” is not."
    field = columns.by_loc.get(fault.loc)
    if field and field.kind == "day":
        return message.replace(f"“{brief(fault.value)}”", f"“{brief(cell)}”")
    return message


def _listed(fault: Fault, column: int, columns: Columns) -> str:
    """The words of a closed list that a column may have: the profile's, and those of the field.

    What fills another field besides has the profile's alone, such as the years of a student system.
    """
    field = columns.by_loc.get(fault.loc)
    if fault.kind != "literal_error" or field is None:
        return ""
    fills = [each.loc for each in columns.filled if each.has(column - 1)]
    names = [name for text in field.texts if text.alone for name in text.columns]
    words = [*columns.profile.words.get(names[0], ())] if names else []
    own = [] if words and len(fills) > 1 else field.choices.values()
    return nearest(str(fault.value), [*words, *own], "it can be")


def _in_order(text: str, order: str) -> str:
    """How a day may be written besides; one with full stops has its day first."""
    if order == "year-first":
        return ORDER.format("day-first" if "." in text else "month-first")
    return OTHER_ORDER.format(order, FORMS[order])


def _empty(loc: Loc, row: Row, columns: Columns, said: str = "") -> Problem:
    """That a cell is empty which should not be; the first that would do."""
    field = columns.by_loc.get(loc)
    if field is None or not field.texts:
        heading = field.wanted if field else str(loc[-1])
        hint = f"Add a column “{heading}”{_such_as(heading, columns)}."
        message = f"There is no column “{heading}”."
        return Problem(columns.table.path, Place(row.number), message, f"{said} {hint}".strip())
    *_, name, column = min(_gaps(field, row, columns))
    heading, cell = columns.table.header[column], row.cells[column]
    message, hint = f"“{brief(heading)}” is empty.", f"Fill it in{_such_as(heading, columns)}."
    if cell and columns.says_nothing(name, cell):
        message = f"“{brief(cell)}” counts as an empty cell in “{brief(heading)}”."
    if name in columns.words and not columns.says_nothing(name, cell):
        message = f"“{brief(cell)}” is not among the words of the profile “{columns.profile.id}”."
        hint = nearest(cell, columns.profile.words[name])
        hint = f"{hint} Below “words:” a profile says what cells stand for.".strip()
    if loc[-1] in FOR_MANY:
        hint = f"{hint} {OTHERWISE}"
    place = Place(row.number, column + 1)
    return Problem(columns.table.path, place, message, f"{said} {hint}".strip())


def _gaps(field: Field, row: Row, columns: Columns) -> Iterator[tuple[int, bool, int, str, int]]:
    """For each way to fill a field: how many cells of it are empty, and the first of them.

    The smallest is the best way: few empty cells, then a column alone, then what is named last.
    """
    for i, text in enumerate(field.texts):
        gaps = [
            name
            for name, at in text.columns.items()
            if not columns.part(name, row.cells[at], alone=text.alone)
        ] or [*text.columns][:1]
        yield len(gaps), not text.alone, -i, gaps[0], text.columns[gaps[0]]


def _such_as(heading: str, columns: Columns) -> str:
    """An example of what stands in a column."""
    for name, headings in columns.profile.columns.items():
        if heading in headings and name in columns.profile.example:
            return f", such as “{columns.profile.example[name].removesuffix('.')}”"
    return ""


def _locs(data: Data, above: Loc = ()) -> Iterator[Loc]:
    """The way to each key."""
    for key, below in data.items() if isinstance(data, dict) else ():
        yield (*above, key)
        yield from _locs(below, (*above, key))
