"""The header of a table against a profile: which column fills which field."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, get_args, get_origin

from generator.cohort.rows.names import contact_name, student_name
from generator.errors import Loc, Place
from generator.load.cohort import SLOT, Settings, loc_of, merged
from generator.model.cohort import Cohort, Entry, Profile, key_of
from generator.reading.shape import Shape
from generator.reading.tree import Data, Tree
from generator.sentence import in_sentence
from generator.spelling import brief
from generator.tables import Row, Table

SHAPE = Shape(Entry, frozenset({"id"}))
ID_LIST = re.compile(r"[\w.-]+(?:\s*,\s*[\w.-]+)+", re.ASCII)
"""Ids with commas between them; in a text of one's own a comma stands in a sentence."""
BREAK = re.compile(r"[;\n]")
MONTHS = 12
SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
"""A day in figures. Where there are full stops, its month stands in the middle."""
KINDS: dict[object, str] = {tuple: "list", dt.date: "day", dt.time: "time"}
"""The sorts of fields whose texts are looked at before they are given to them."""
SECONDS = re.compile(r"(?<=\d:\d\d):00(?!\d)")
NAMES: dict[Loc, Callable[[str], str]] = {
    ("seeker", "name"): student_name,
    ("interview", "contact", "name"): contact_name,
}
"""Fields with the name of a person, and how those of registries are read."""
MAILTO = re.compile(r"mailto:\s*", re.IGNORECASE)
"""What spreadsheets leave in front of an address that was a link."""
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::00)?", re.ASCII)
"""A day with a time, as cells of workbooks may have both where one is shown."""
SLIP = 0.85
"""From this likeness on (0 to 1) a heading may be a slip of another."""
REASON = "What is wrong"
"""The heading of what the table of failed rows adds; one that is given back may still have it."""

AS_WRITTEN = ("opt_out", "folder", "seeker.name")
"""Fields whose cells always say something: who wants no packet, and what a student is called."""

AGENDA: dict[Loc, Loc] = {
    ("interview", "preset"): ("agenda", "preset"),
    ("interview", "questions"): ("agenda", "questions"),
    ("interview", "meeting", "minutes"): ("agenda", "minutes"),
}
"""Where cells about the interview go in a row without a contact: into its agenda."""


class Text(NamedTuple):
    """One way to fill a field from the table: words with columns in them."""

    words: str
    columns: Mapping[str, int]
    """The columns by their names, and where they stand, from 0."""
    first: int
    """The leftmost of them."""
    alone: bool
    """Whether there is nothing but one column."""


class Field(NamedTuple):
    """A field, and the ways to fill it from this table."""

    loc: Loc
    texts: tuple[Text, ...]
    wanted: str
    """The heading of the column that would fill it."""
    choices: Mapping[str, str]
    """What a closed list has, by what of it counts."""
    kind: str
    """``list``, ``day``, ``time`` or ``""``."""
    asks: bool
    """Whether it is about a contact."""

    def has(self, column: int) -> bool:
        """Whether a column, from 0, fills it or a part of it."""
        return any(column in text.columns.values() for text in self.texts)


class Columns:
    """The columns of one table, and what becomes of a row's cells."""

    def __init__(self, table: Table, profile: Profile, settings: Settings) -> None:
        self.table = table
        self.profile = profile
        self.cohort = settings.cohort
        hidden = [
            settings.sensitive.hides(heading, folder=settings.cohort.folder or "")
            for heading in table.header
        ]
        found = _found(table, profile, settings.cohort, hidden)
        self.at = {name: places[0] for name, places in found.items()}
        """Where each column of the profile stands in the table, from 0."""
        self.twice = {name: places for name, places in found.items() if len(places) > 1}
        """Columns of the profile that stand in several places."""
        self.fields = [_field(path, texts, self) for path, texts in profile.fields.items()]
        self.by_loc = {field.loc: field for field in self.fields}
        self.filled = [field for field in self.fields if field.texts]
        """The fields that this table can fill."""
        self.under = underlying(profile, settings.defaults)
        """What holds where a row says nothing."""
        positions = {i for f in self.filled for text in f.texts for i in text.columns.values()}
        self.used = tuple(sorted(positions))
        """The places of the columns that are read."""
        header = list(enumerate(table.header))
        self.sensitive = tuple(heading for i, heading in header if hidden[i])
        self.ignored = tuple(
            heading
            for i, heading in header
            if not hidden[i] and i not in positions and heading not in {"", REASON}
        )
        self.mends = REASON in table.header
        """Whether this is a table of failed rows that was mended: then other rows are elsewhere."""
        lacking = (headings for name, headings in profile.columns.items() if name not in found)
        known = {key_of(heading): heading for headings in lacking for heading in headings}
        self.unused = tuple(_with_slip(heading, known) for heading in self.ignored)
        """Headings that are ignored, each with a known one that it may be a slip of."""
        self.words = {
            name: {key_of(text): said for text, said in words.items()}
            for name, words in profile.words.items()
        }
        as_written = (text for path in AS_WRITTEN for text in profile.fields.get(path, ()))
        self.as_written = {*SLOT.findall(" ".join(as_written))}
        self.empty = {name: {*map(key_of, texts)} for name, texts in profile.empty.items()}

    def tree(self, row: Row) -> Tree:
        """What the cells of a row say of ``folder``, ``seeker`` and ``interview``, with places.

        Without a contact in it a row has no interview, and perhaps an agenda.
        """
        values: dict[Loc, Place] = {(): Place(row.number)}
        data: dict[str, Data] = {"seeker": {}}
        asks = False
        for field in self.filled:
            for text in field.texts:
                if said := self._said(text, row.cells):
                    _put(data, field.loc, self._typed(said, field))
                    values[field.loc] = Place(row.number, text.first + 1)
                    asks = asks or field.asks
                    break
        for key, under in self.under.items():
            data[key] = merged(data.get(key, {}), under)
        if not asks and (agenda := _agenda(data.pop("interview", None))):
            data["agenda"] = agenda
            values |= {AGENDA[loc]: place for loc, place in values.items() if loc in AGENDA}
        return Tree(self.table.path, data, values)

    def _said(self, text: Text, cells: tuple[str, ...]) -> str:
        """What a way to fill a field yields; nothing where one of its columns is empty."""
        if text.alone:
            (name,) = text.columns
            return self.part(name, cells[text.first], alone=True)
        found = {}
        for name, at in text.columns.items():
            if not (said := self.part(name, cells[at], alone=False)):
                return ""
            found[name] = said
        return SLOT.sub(lambda match: found[match[1]], text.words)

    def part(self, name: str, cell: str, *, alone: bool) -> str:
        """What a cell adds to a text; "" if nothing.

        Where the profile lists what the words of a column stand for, other words count only if the
        column is all of the text.
        """
        if self.says_nothing(name, cell):
            return ""
        if name in self.profile.within:
            cell = in_sentence(cell, self.profile.small)
        words = self.words.get(name)
        return words.get(key_of(cell), cell if alone else "") if words else cell

    def says_nothing(self, name: str, cell: str) -> bool:
        """Whether a cell of a column is empty, or says no more than that."""
        if not cell or (name in self.empty and key_of(cell) in self.empty[name]):
            return True
        if name in self.as_written or cell.casefold() not in self.profile.unknown:
            return False
        return key_of(cell) not in self.words.get(name, ())

    def _typed(self, text: str, field: Field) -> Data:
        """A text as its field wants it; what it cannot take, it will refuse in its own words."""
        if field.choices:
            return field.choices.get(key_of(text), text)
        if field.kind == "list":
            parts = text.split(",") if ID_LIST.fullmatch(text) else BREAK.split(text)
            return [part.strip() for part in parts if part.strip()]
        if field.kind in {"day", "time"}:
            return self._when(text, field.kind)
        if field.loc[-1] == "email":
            return MAILTO.sub("", text)
        return NAMES[field.loc](text) if field.loc in NAMES else text

    def _when(self, text: str, kind: str) -> str:
        """A day or a time of day, of a cell that may have both."""
        if match := MOMENT.fullmatch(text):
            return match[1 if kind == "day" else 2]
        if kind == "time":
            return SECONDS.sub("", text)
        return text if self.cohort.dates == "year-first" else _day(text, self.cohort.dates)


def _agenda(interview: Data) -> dict[str, Data]:
    """What of an interview holds without a contact: the questions, if any, and the minutes."""
    said = interview if isinstance(interview, dict) else {}
    found = {key: said[key] for key in ("preset", "questions") if said.get(key)}
    meeting = said.get("meeting")
    if found and isinstance(meeting, dict) and "minutes" in meeting:
        found["minutes"] = meeting["minutes"]
    return found


def _put(data: dict[str, Data], loc: Loc, said: Data) -> None:
    """Put a value where it belongs, with the keys above it."""
    for step in loc[:-1]:
        below = data.setdefault(step, {})  # type: ignore[arg-type]  # there are no lists on the way
        data = below if isinstance(below, dict) else {}
    data[loc[-1]] = said  # type: ignore[index]


def _day(text: str, order: str) -> str:
    """A day in figures, in the order that the coordinator named, as ISO 8601 has it.

    What cannot be such a day stays as it was written.
    """
    match = SLASHED.fullmatch(text)
    if not match or (match[2] == "." and order == "month-first"):
        return text
    one, _, two, year = match.groups()
    month, day = (one, two) if order == "month-first" else (two, one)
    if int(month) > MONTHS:
        return text  # to be quoted as it was written
    return f"{year if len(year) == 4 else f'20{year}'}-{month:0>2}-{day:0>2}"  # noqa: PLR2004 - figures of a year


def _with_slip(heading: str, known: Mapping[str, str]) -> str:
    """A heading; and one that is known, by what of it counts, if the two are all but the same."""
    from difflib import get_close_matches  # noqa: PLC0415 - most tables have no such heading

    near = get_close_matches(key_of(heading), known, 1, cutoff=SLIP)
    return f"{brief(heading)} (did you mean “{known[near[0]]}”?)" if near else brief(heading)


def _found(
    table: Table, profile: Profile, cohort: Cohort, hidden: list[bool]
) -> dict[str, list[int]]:
    """Where the columns of a profile stand."""
    headings: dict[str, list[int]] = {}
    for i, heading in enumerate(table.header):
        if heading and not hidden[i]:
            headings.setdefault(key_of(heading), []).append(i)
    names = dict(profile.columns)
    if cohort.folder:
        names["folder"] = (cohort.folder,)
    found = {
        name: [i for key in dict.fromkeys(map(key_of, known)) for i in headings.get(key, ())]
        for name, known in names.items()
    }
    return {name: places for name, places in found.items() if places}


def _field(path: str, texts: tuple[str, ...], columns: Columns) -> Field:
    loc, usable = loc_of(path), []
    for text in texts:
        at = {name: columns.at.get(name, -1) for name in SLOT.findall(text)}
        if at and min(at.values()) >= 0:
            usable.append(Text(text, at, min(at.values()), SLOT.fullmatch(text) is not None))
    plain = next((match for text in texts if (match := SLOT.fullmatch(text))), None)
    wanted = columns.profile.columns[plain[1]][0] if plain else path
    about = SHAPE.field(loc)
    parts = [*_parts(about.annotation)] if about else []
    choices = {key_of(part): part for part in parts if isinstance(part, str)}
    kind = next((kind for sort, kind in KINDS.items() if sort in parts), "")
    asks = loc[:2] == ("interview", "contact")
    return Field(loc, tuple(usable), wanted, choices, kind, asks)


def underlying(profile: Profile, said: Mapping[str, Data]) -> dict[str, Data]:
    """What holds where a row says nothing: the coordinator's words, and then the profile's."""
    constants: dict[str, Data] = {}
    for path, texts in profile.fields.items():
        for text in texts:
            if not SLOT.search(text):
                _put(constants, loc_of(path), text)
    return {key: merged(said.get(key, {}), constants.get(key, {})) for key in {*said, *constants}}


def _parts(annotation: object) -> Iterator[object]:
    """A type, and those that it is made of."""
    yield get_origin(annotation) or annotation
    for part in get_args(annotation):
        yield from _parts(part)
