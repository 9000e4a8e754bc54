"""What may be said to ``askwell cohort TABLE``: its options, and what they come to."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from generator.cli.telling import FLAT, FOLDER, PAPER, TODAY, Command, usage

if TYPE_CHECKING:
    from generator.builds import Wanted
    from generator.cohort.run import Chosen
    from generator.model import Paper

FILE = click.Path(dir_okay=False, path_type=Path)
ROWS = re.compile(r"(?P<first>\d+)(?P<to>-(?P<last>\d*))?")
"""One row, “5”; some, “5-20”; or all from one on, “5-”."""


class Choice(NamedTuple):
    """What was said, by the names of the options; those for another folder are not among it."""

    check_only: bool
    limit: int | None
    rows: str
    only: tuple[str, ...]
    jobs: int | None
    dask: str | None
    merged: Path | None
    one_sided: bool
    in_full: bool
    failed: Path | None
    resume: bool
    profile: str
    sheet: str
    kinds: tuple[str, ...]
    channels: tuple[str, ...]
    paper: Paper | None
    editions: tuple[str, ...]
    flat: bool
    strict: bool
    seconds: float
    today: date | None
    verbose: bool
    as_json: bool

    @property
    def chosen(self) -> Chosen:
        """Which rows; what are no rows is wrong usage."""
        from generator.cohort.run import Chosen  # noqa: PLC0415

        first, last = _span(self.rows) if self.rows else (0, None)
        return Chosen(first, last, frozenset(map(str.casefold, self.only)), self.limit)

    @property
    def wanted(self) -> Wanted:
        """Which documents, and how."""
        from generator.builds import Wanted  # noqa: PLC0415

        return Wanted(
            kinds=self.kinds,
            channels=self.channels,
            paper=self.paper,
            editions=self.editions,
            flat=self.flat,
            strict=self.strict,
        )


def choosing(command: Command) -> Command:
    """The options that say which rows, which documents, and how."""
    for option in reversed(
        [
            click.option(
                "--check", "check_only", is_flag=True, help="Look all rows over, write nothing."
            ),
            click.option("--limit", type=click.IntRange(1), help="At most so many packets."),
            click.option(
                "--rows", default="", help="Only these rows, as the spreadsheet counts: 5-20."
            ),
            click.option("--only", multiple=True, help="Only the packet of this folder."),
            click.option(
                "--jobs", type=click.IntRange(1), help="Processes; as many as there are cores."
            ),
            click.option("--dask", help="Let the Dask cluster of this scheduler do the work."),
            click.option("--merged", type=FILE, help="Also one PDF of all, for the print shop."),
            click.option("--one-sided", is_flag=True, help="That file without empty backs."),
            click.option("--in-full", is_flag=True, help="Lay out each page alone: same files."),
            click.option("--report", "failed", type=FILE, help="Where to write the failed rows."),
            click.option(
                "--resume/--anew", default=True, help="Keep packets that are as they should be."
            ),
            click.option(
                "--profile", default="", help="How the columns are read: plain, handshake …"
            ),
            click.option(
                "--sheet", default="", help="The sheet of a workbook; the first if not given."
            ),
            click.option("--kind", "kinds", multiple=True, help="Only this kind of document."),
            click.option(
                "--channel", "channels", multiple=True, help="Only this channel: pdf, email …"
            ),
            PAPER,
            click.option("--edition", "editions", multiple=True, help="PDFs in this edition."),
            FLAT,
            click.option("--strict", is_flag=True, help="Let a row with warnings fail."),
            click.option(
                "--time-limit",
                "seconds",
                type=click.FloatRange(1),
                default=60,
                show_default=True,
                help="Seconds that one document may take.",
            ),
            TODAY,
            click.option("--output", type=FOLDER, help="Where to write; output/ if not given."),
            click.option("--verbose", is_flag=True, help="Say more about how it was made."),
            click.option("--json", "as_json", is_flag=True, help="Write the result as JSON."),
        ]
    ):
        command = option(command)
    return command


def _span(rows: str) -> tuple[int, int | None]:
    """The first and the last of some rows; no last one where all that follow are meant."""
    match = ROWS.fullmatch(rows)
    if not match:
        usage(f"“{rows}” are no rows; write them as 5-20, 5- or 5.")
    first = int(match["first"])
    if not match["to"]:
        return first, first
    if not match["last"]:
        return first, None
    last = int(match["last"])
    if last < first:
        usage(f"“{rows}” are no rows; the first of them comes first: {last}-{first}.")
    return first, last
