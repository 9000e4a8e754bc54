"""The profile that fits a table, and what the table lacks; columns are looked at before cells."""

from collections.abc import Iterator, Mapping
from functools import cache

from generator.cohort.rows.columns import SHAPE, Columns
from generator.errors import InputError, Loc, Place, Problem
from generator.load.cohort import SLOT, Settings, loc_of
from generator.model.people import NEEDED
from generator.reading.tree import Data
from generator.spelling import brief, meant, nearest
from generator.tables import Table

CONTACT: Loc = ("interview", "contact")
NONE_KNOWN = "None of the headings in this row is known here."
KNOWN_ONES = (
    "They may be “Name”, “Email” and more: “askwell cohort template” writes a table with them. "
    "Delete what stands above them."
)
APART = (
    "There is but one column in this table, and its heading is not known here.",
    "Columns are told apart by commas, semicolons or tabs. Save it as CSV once more.",
)
FOR_ALL = "Or say in content/cohort.yaml what holds for all."
SHARED = {"introduction", "topic", "mode", "reason", "relationship"}
"""Fields that may be the same for everyone."""
SHOWN = 12
"""Headings of a table that a hint lists."""


def match(table: Table, settings: Settings, profile: str = "") -> Columns:
    """The columns of a table as the profile of this name reads them, or as the best one does.

    Raises:
        InputError: there is no such profile, or columns are missing or there twice.
    """
    name = profile or settings.cohort.profile or ""
    if name and name not in settings.profiles:
        hint = nearest(name, settings.profiles, "the profiles are")
        message = f"There is no profile “{name}”."
        raise InputError([Problem(table.path, Place(), message, hint)])
    profiles = [settings.profiles[name]] if name else list(settings.profiles.values())
    tried = [Columns(table, each, settings) for each in profiles]
    best = max(tried, key=lambda columns: (len(columns.used), not columns.profile.extends))
    if problems := [*_unknown(best)] or [*_twice(best), *_missing(best)]:
        raise InputError(problems)
    return best


def _problem(columns: Columns, column: int, message: str, hint: str) -> Problem:
    return Problem(columns.table.path, Place(columns.table.header_row, column), message, hint)


def _unknown(columns: Columns) -> Iterator[Problem]:
    if not columns.used:
        yield _problem(
            columns, 0, *(APART if _in_one_piece(columns.table) else (NONE_KNOWN, KNOWN_ONES))
        )
    if columns.cohort.folder and "folder" not in columns.at:
        hint = nearest(columns.cohort.folder, columns.table.header, "the headings are")
        message = f"There is no column “{columns.cohort.folder}” to call the folders after."
        yield _problem(columns, 0, message, hint)


def _in_one_piece(table: Table) -> bool:
    """Whether the columns of a text may not have been told apart."""
    return len(table.header) == 1 and not table.in_workbook


def _twice(columns: Columns) -> Iterator[Problem]:
    """Two columns for one thing, of which one is used."""
    for places in columns.twice.values():
        if set(places) & {*columns.used}:
            first, second = (brief(columns.table.header[i]) for i in places[:2])
            message = f"There are two columns “{first}”."
            if first != second:
                message = f"“{first}” and “{second}” are two columns for the same."
            yield _problem(columns, places[1] + 1, message, "Delete or rename one of them.")


def _missing(columns: Columns) -> Iterator[Problem]:
    """Fields that every row needs and that nothing fills."""
    needed = [*required(("seeker",))]
    if any(field.asks for field in columns.filled):
        needed += required(("interview",))
        needed += tie(columns)
    for loc in needed:
        if not has(columns, loc):
            field = columns.by_loc.get(loc)
            yield lacking(columns, field.wanted if field else str(loc[-1]), loc)


def lacking(columns: Columns, heading: str, loc: Loc) -> Problem:
    """That a table has no column for a field."""
    hint = f"Add it{_otherwise(columns, loc)}, or rename the column that has it; this table has: "
    hint += f"{_headings(columns)}."
    if slip := meant(heading, columns.ignored):
        hint = f"{slip} Then call it “{heading}”."
    if loc[-1] in SHARED:
        hint = f"{hint} {FOR_ALL}"
    return _problem(columns, 0, f"There is no column “{heading}”.", hint)


def _otherwise(columns: Columns, loc: Loc) -> str:
    """The columns that would do as well."""
    profile = columns.profile
    texts = next((t for path, t in profile.fields.items() if loc_of(path) == loc), ())
    others = [SLOT.findall(text) for text in texts if not SLOT.fullmatch(text)]
    if not others or not others[-1]:
        return ""
    return f" (or {' and '.join(f'“{profile.columns[name][0]}”' for name in others[-1])})"


def _headings(columns: Columns) -> str:
    hidden = {*columns.sensitive}
    names = [
        brief(heading) for heading in columns.table.header if heading and heading not in hidden
    ]
    more = ["…"] if len(names) > SHOWN else []
    return ", ".join([*names[:SHOWN], *more])


def has(columns: Columns, loc: Loc) -> bool:
    """Whether something fills a field: a column, the coordinator's words, or the profile."""
    field = columns.by_loc.get(loc)
    return bool(field and field.texts) or value(columns.under, loc) is not None


def value(data: Mapping[str, Data], loc: Loc) -> Data:
    """What stands at a place of a tree's data; ``None`` where nothing does."""
    found: Data = dict(data)
    for step in loc:
        found = found.get(str(step)) if isinstance(found, dict) else None
    return found


def required(loc: Loc) -> Iterator[Loc]:
    """The fields below a place that must be filled."""
    for key in SHAPE.required(loc):
        field = SHAPE.field((*loc, key))
        if field and field.is_required() and key != "id":
            below = [*required((*loc, key))] if SHAPE.keys((*loc, key)) else []
            yield from below or [(*loc, key)]


def tie(columns: Columns) -> tuple[Loc, ...]:
    """The fields that are needed by the relationship, if it is the same in all rows."""
    loc = loc_of("contact.relationship")
    field, said = columns.by_loc.get(loc), value(columns.under, loc)
    told = field and field.texts
    return needs(said) if isinstance(said, str) and said in NEEDED and not told else ()


@cache
def needs(relationship: str) -> tuple[Loc, ...]:
    """The fields that a relationship cannot do without."""
    loc: Loc = (*CONTACT, NEEDED[relationship][0])
    return tuple(required(loc)) if SHAPE.keys(loc) else (loc,)
