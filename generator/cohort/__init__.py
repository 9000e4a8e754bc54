"""A cohort: one table, a packet for every row.

TABLE ─open─▶ Table ─match─▶ Columns ─look─▶ Seen ─survey─▶ Survey   all rows, before the first file
                                    └─────── run ─▶ Outcome   packets, ledger, failed rows, report
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.channels import names as channel_names
from generator.cohort.rows.columns import Columns
from generator.cohort.rows.members import Reader
from generator.cohort.rows.starter import starter
from generator.cohort.shared import Shared
from generator.cohort.survey import Survey, survey
from generator.cohort.survey.look import GetAhead, Sought, all_seen, begin
from generator.errors import InputError, Place, Problem, must_be_known
from generator.load import load
from generator.load.cohort import load_cohort
from generator.load.references import References
from generator.project import Project
from generator.tables import Row, Table, open_table, write_csv
from generator.workers import HereAndNow, Hire


class Roster(NamedTuple):
    """A table, and what is known of all its rows."""

    table: Table
    reader: Reader
    survey: Survey
    shared: Shared
    numbers: range
    """From the first row with anything in it to the last, as the spreadsheet counts."""

    @property
    def columns(self) -> Columns:
        """The columns of the table."""
        return self.reader.columns


def look_over(
    shared: Shared,
    path: Path,
    profile: str = "",
    sheet: str = "",
    hire: Hire = HereAndNow,
    ahead: GetAhead | None = None,
) -> Roster:
    """Read a whole table: its columns first, then every cell; write nothing.

    ``hire`` gives those who help with a long one, ``ahead`` who gets on with a short one.

    Raises:
        InputError: the table cannot be read, or its columns do not do, or the project says wrong
            things of columns.
    """
    project, wanted, digest, library, catalog = shared
    settings = load_cohort(project, library, catalog)
    table = open_table(path, sheet)
    sought = Sought(project, wanted, digest, table.head, profile)
    try:
        reader = begin(sought, settings, References(library, catalog))
    except InputError as error:  # perhaps the table is on another sheet
        raise InputError([*error.problems, *table.remarks]) from None
    counted = _Counted()
    rows = counted.filled(table.rows(reader.columns.used))
    found = survey(path, all_seen(sought, rows, hire, ahead), library.policy)
    table = table._replace(remarks=(*table.remarks, *_passed_over(path, counted)))
    numbers = range(counted.first, counted.last + 1)
    return Roster(table, reader, found, shared, numbers)


class _Counted:
    """The numbers of the rows that were come by."""

    def __init__(self) -> None:
        self.blank: list[int] = []
        self.totals: list[int] = []
        self.first = 1
        self.last = 0

    def filled(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows that are about somebody, by the columns that are used; the others are noted."""
        for row in rows:
            if row.is_nobodys:
                (self.blank if row.is_blank else self.totals).append(row.number)
                continue
            if not self.last:
                self.first = row.number
            self.last = row.number
            yield row


def _passed_over(path: Path, counted: _Counted) -> Iterator[Problem]:
    """That rows are about nobody, such as a line with totals."""
    for rows, has, have in (
        (counted.blank, "has nothing in a column that is read", "nor have"),
        (counted.totals, "has figures or totals alone, and nobody’s name", "and so have"),
    ):
        if rows:
            more = f", {have} {len(rows) - 1:,} more below it" if len(rows) > 1 else ""
            message = f"This row {has}{more}: it was passed over."
            yield Problem(path, Place(rows[0]), message, severity="warning")


def starter_table(project: Project, kinds: Collection[str], profile: str = "") -> bytes:
    """A table to begin with, as CSV, for these kinds of documents or for all.

    Raises:
        InputError: something in the project is wrong.
        UnknownName: there is no such kind or profile.
    """
    library, catalog = load(project, channel_names())
    settings = load_cohort(project, library, catalog)
    must_be_known("kind", kinds, catalog.kinds)
    must_be_known("profile", filter(None, [profile]), settings.profiles)
    chosen = [kind for name, kind in catalog.kinds.items() if not kinds or name in kinds]
    return write_csv(starter(chosen, settings, profile))
