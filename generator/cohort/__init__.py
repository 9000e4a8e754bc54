"""A cohort: one table, a packet for every row.

TABLE ─open─▶ Table ─match─▶ Columns ─look─▶ Seen ─survey─▶ Survey   all rows, before the first file
                                    └─────── run ─▶ Outcome   packets, ledger, failed rows, report
"""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from generator.builds import UnknownName, Wanted
from generator.channels import names as channel_names
from generator.cohort.columns import Columns
from generator.cohort.look import Sought, all_seen, begin
from generator.cohort.members import Reader
from generator.cohort.shared import Shared, read
from generator.cohort.starter import starter
from generator.cohort.survey import Survey, survey
from generator.load import load
from generator.load.cohort import load_cohort
from generator.load.references import References
from generator.project import Project
from generator.tables import Table, open_table, write_csv
from generator.workers import HereAndNow, Hire

ALL = Wanted()


class Roster(NamedTuple):
    """A table, and what is known of all its rows."""

    table: Table
    columns: Columns
    reader: Reader
    survey: Survey
    shared: Shared


def look_over(
    project: Project,
    path: Path,
    profile: str = "",
    sheet: str = "",
    wanted: Wanted = ALL,
    hire: Hire = HereAndNow,
) -> Roster:
    """Read a whole table: its columns first, then every cell; write nothing.

    ``hire`` gives those who help with a long one.

    Raises:
        InputError: the project is wrong, the table cannot be read, or its columns do not do.
        UnknownName: a kind, a channel or an edition is wanted that is not there.
    """
    shared = read(project, wanted)
    _, library, catalog = shared
    kinds, editions = list(catalog.kinds), list(catalog.editions)
    wanted.must_be_among(kind=kinds, channel=channel_names(), edition=editions)
    settings = load_cohort(project, library, catalog)
    table = open_table(path, sheet)
    sought = Sought(project, wanted, shared.digest, table.head, profile)
    reader = begin(sought, settings, References(library, catalog))
    seen = all_seen(sought, table.rows(reader.columns.used), hire)
    found = survey(path, seen, library.policy)
    return Roster(table, reader.columns, reader, found, shared)


def starter_table(project: Project, kinds: Collection[str], profile: str = "") -> bytes:
    """A table to begin with, as CSV, for these kinds of documents or for all.

    Raises:
        InputError: something in the project is wrong.
        UnknownName: there is no such kind or profile.
    """
    library, catalog = load(project, channel_names())
    settings = load_cohort(project, library, catalog)
    Wanted(kinds=tuple(kinds)).must_be_among(kind=list(catalog.kinds))
    if profile and profile not in settings.profiles:
        raise UnknownName("profile", profile, list(settings.profiles))
    chosen = [kind for name, kind in catalog.kinds.items() if not kinds or name in kinds]
    return write_csv(starter(chosen, settings, profile))
