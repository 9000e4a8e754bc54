"""What a cohort's runs have written, so that the next goes on where it stopped.

A packet is announced before its first file is written and confirmed after its last: whatever a
killed run left behind is known, and nothing else is ever taken for ours. One SQLite file in the
output folder; it holds names, sizes and check sums of files, check sums of whose they are, and what
was remarked on by the names of rules and documents. It has no word of what is in a packet.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from generator.documents import Artifact
from generator.errors import InputError, Place, Problem

NAME = ".askwell-cohort.sqlite"
REPORT = "cohort"
"""The folder of what is about all rows; no packet can be called so."""
TEMPORARY = ".askwell-*"
"""What a write that was cut off leaves behind (see write.py)."""
TABLES = """
create table if not exists packets (folder text primary key, fingerprint blob) without rowid;
create table if not exists files (
    folder text, name text, size integer, modified integer, digest blob,
    primary key (folder, name)
) without rowid;
create table if not exists owners (folder text primary key, owner blob) without rowid;
create table if not exists notes (folder text, sort text, what text);
create index if not exists notes_of on notes (folder);
create temp table met (folder text primary key) without rowid;
"""


class Written(NamedTuple):
    """A file of a packet as it was when it was written. ``size`` is ``None`` until it is."""

    name: str
    size: int | None
    modified: int | None
    """Nanoseconds."""
    digest: bytes | None

    def is_ours(self, path: Path) -> bool:
        """Whether the file is still as we left it; one that was cut off is ours in any case."""
        if self.size is None:
            return path.is_file()
        try:
            now = path.stat()
        except OSError:
            return False
        if now.st_size != self.size:
            return False
        return now.st_mtime_ns == self.modified or digest_of(path.read_bytes()) == self.digest


class Notes(NamedTuple):
    """What was remarked on when a packet was made: by the ids of rules, and titles of documents."""

    warnings: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


NO_NOTES = Notes()


def digest_of(data: bytes) -> bytes:
    """The check sum of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()


class Ledger:
    """The ledger of one output folder; one run at a time has it."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.path = output / NAME
        try:
            output.mkdir(parents=True, exist_ok=True)
            self.base = sqlite3.connect(self.path, timeout=0, isolation_level=None)
            # No other run gets in; a killed one lets go of it. What is confirmed outlives a kill,
            # and a power cut costs at most the last packets, which are then made again.
            self.base.execute("pragma locking_mode = exclusive")
            self.base.execute("pragma journal_mode = wal")
            self.base.execute("pragma synchronous = normal")
            self.base.execute("begin exclusive")
            self.base.execute("commit")
            self.base.executescript(TABLES)
        except (OSError, sqlite3.Error) as error:
            raise InputError([self._problem(error)]) from None

    def _problem(self, error: Exception) -> Problem:
        if "locked" in str(error):
            message = "Another run is at work in this folder."
            return Problem(self.output, Place(), message, "Wait until it is done, or stop it.")
        if isinstance(error, sqlite3.DatabaseError) and "not a database" in str(error):
            message = "What was written in this folder cannot be looked up: its ledger is damaged."
            hint = "Delete this file; then everything is made anew."
            return Problem(self.path, Place(), message, hint)
        said = getattr(error, "strerror", None) or error
        message = f"Nothing can be written here: {said}."
        return Problem(self.output, Place(), message, "Is the folder yours to write in?")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.base.close()

    def meet(self, folder: str) -> None:
        """Take down, for this run alone, that a row of the table has this packet."""
        self.base.execute("insert or ignore into met values (?)", (folder,))

    def left_over(self, most: int) -> tuple[int, list[str]]:
        """How many packets no good row of the table has, and the first of their folders."""
        self.meet(REPORT)
        these = "from packets where folder not in (select folder from met)"
        (count,) = self.base.execute(f"select count(*) {these}").fetchone()
        first = self.base.execute(f"select folder {these} order by 1 limit ?", (most,))
        return count, [folder for (folder,) in first]

    def is_others(self, folder: str, owner: bytes) -> bool:
        """Whether a packet is that of another person."""
        found = self.base.execute("select owner from owners where folder = ?", (folder,)).fetchone()
        return found is not None and found[0] != owner

    def notes(self, folder: str) -> Notes:
        """What was remarked on when a packet was made."""
        wanted = "select sort, what from notes where folder = ? order by rowid"
        found = self.base.execute(wanted, (folder,)).fetchall()
        return Notes(
            *(tuple(what for sort, what in found if sort == each) for each in Notes._fields)
        )

    def is_done(self, folder: str, fingerprint: bytes) -> bool:
        """Whether a packet was made of just this, and every file of it is as it was."""
        found = self.base.execute("select fingerprint from packets where folder = ?", (folder,))
        if found.fetchone() != (fingerprint,):
            return False
        return all(each.is_ours(self.output / folder / each.name) for each in self.files(folder))

    def announce(self, packets: Mapping[str, Iterable[str]], owner: bytes = b"") -> None:
        """Take down the names of files that will be written, by their folders, and whose they are.

        ``owner`` is a check sum, empty where they are nobody's.
        """
        self.base.execute("begin")
        for folder, names in packets.items():
            self.base.execute("insert or replace into packets values (?, null)", (folder,))
            if owner:
                self.base.execute("insert or replace into owners values (?, ?)", (folder, owner))
            rows = [(folder, name) for name in names]
            self.base.executemany(
                "insert or ignore into files values (?, ?, null, null, null)", rows
            )
        self.base.execute("commit")

    def confirm(
        self,
        folder: str,
        fingerprint: bytes,
        files: Mapping[str, Artifact],
        notes: Notes = NO_NOTES,
    ) -> None:
        """Take down that a packet is complete, and what its files are now."""
        rows = []
        for name, artifact in files.items():
            now = (self.output / folder / name).stat()
            rows.append((folder, name, now.st_size, now.st_mtime_ns, digest_of(artifact.data)))
        self.base.execute("begin")
        self.base.executemany("insert or replace into files values (?, ?, ?, ?, ?)", rows)
        self.base.execute("insert or replace into packets values (?, ?)", (folder, fingerprint))
        self.base.execute("delete from notes where folder = ?", (folder,))
        said = [(folder, sort, what) for sort, all_of in notes._asdict().items() for what in all_of]
        self.base.executemany("insert into notes values (?, ?, ?)", said)
        self.base.execute("commit")

    def clear(self, folder: str, kept: Collection[str]) -> None:
        """Take away the files of an earlier run that a packet has no longer."""
        old = [each for each in self.files(folder) if each.name not in kept]
        for each in old:
            path = self.output / folder / each.name
            if each.is_ours(path):
                path.unlink()
        if old:
            self.forget(folder, [each.name for each in old])

    def files(self, folder: str) -> list[Written]:
        """The files of a packet, whether they were finished or only announced."""
        wanted = "select name, size, modified, digest from files where folder = ? order by name"
        return [Written(*row) for row in self.base.execute(wanted, (folder,)).fetchall()]

    def folders(self) -> Iterator[str]:
        """The folders of all packets, in order."""
        last = ""
        following = "select folder from packets where folder > ? order by folder limit 1"
        while found := self.base.execute(following, (last,)).fetchone():
            last = found[0]
            yield last

    def forget(self, folder: str, names: Iterable[str]) -> None:
        """Strike out files that are gone, and the packet with its last file."""
        self.base.execute("begin")
        rows = [(folder, name) for name in names]
        self.base.executemany("delete from files where folder = ? and name = ?", rows)
        left = "not exists (select 1 from files where files.folder = packets.folder)"
        self.base.execute(f"delete from packets where folder = ? and {left}", (folder,))  # noqa: S608 - no words of anyone's
        gone = "not exists (select 1 from packets where folder = ?1)"
        self.base.execute(f"delete from owners where folder = ?1 and {gone}", (folder,))  # noqa: S608 - as above
        self.base.execute(f"delete from notes where folder = ?1 and {gone}", (folder,))  # noqa: S608 - as above
        self.base.execute("commit")

    @property
    def is_empty(self) -> bool:
        """Whether nothing of ours is left."""
        return self.base.execute("select 1 from files limit 1").fetchone() is None
