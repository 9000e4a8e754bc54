"""What a cohort's runs have written, so that the next goes on where it stopped.

A packet is announced before its first file is written and confirmed after its last: whatever a
killed run left behind is known, and nothing else is ever taken for ours. One SQLite file in the
output folder; it holds names, sizes and check sums of files, check sums of whose they are, and what
was remarked on by the names of rules and documents. It has no word of what is in a packet.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Self

from generator.cohort.rows.folders import REPORT
from generator.documents import Artifact
from generator.errors import InputError, Place, Problem
from generator.ledger import damaged
from generator.write import remove, way_out

NAME = ".askwell-cohort.sqlite"
TABLES = """
create table if not exists packets (folder text primary key, fingerprint blob) without rowid;
create table if not exists files (
    folder text, name text, size integer, modified integer, digest blob, announced blob,
    primary key (folder, name)
) without rowid;
create table if not exists owners (folder text primary key, owner blob) without rowid;
create table if not exists notes (folder text, sort text, what text);
create index if not exists notes_of on notes (folder);
create temp table met (folder text primary key) without rowid;
"""


ANNOUNCE = """
insert into files (folder, name, announced) values (?, ?, ?)
on conflict do update set announced = excluded.announced
"""
CONFIRM = """
update files set size = ?, modified = ?, digest = announced, announced = null
where folder = ? and name = ?
"""


class OnDisk(NamedTuple):
    """A file as it was found on the disk just after it was written."""

    name: str
    size: int
    modified: int
    """Nanoseconds."""


class Written(NamedTuple):
    """A file of a packet as a run wrote it; until then nothing is known but its name."""

    name: str
    size: int | None
    modified: int | None
    """Nanoseconds."""
    digest: bytes | None
    announced: bytes | None
    """The check sum that an unfinished run was about to give it, and perhaps has given it."""

    def is_ours(self, path: Path) -> bool:
        """Whether the file is there as a run left it."""
        try:
            now = path.stat()
            as_it_was = (now.st_size, now.st_mtime_ns) == (self.size, self.modified)
            return as_it_was or digest_of(path.read_bytes()) in {self.digest, self.announced}
        except OSError:
            return False


class Notes(NamedTuple):
    """What was remarked on when a packet was made: by the ids of rules, and titles of documents."""

    warnings: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


NO_NOTES = Notes()


class Announced(NamedTuple):
    """A packet that is about to be written."""

    folder: str
    files: Mapping[str, Artifact]
    owner: bytes = b""
    """A check sum; empty where it is nobody's."""


class Confirmed(NamedTuple):
    """A packet that was written."""

    folder: str
    fingerprint: bytes
    """The check sum of what it is made of."""
    files: Sequence[OnDisk]
    notes: Notes = NO_NOTES


def digest_of(data: bytes) -> bytes:
    """The check sum of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()


def on_disk(home: Path, names: Iterable[str]) -> list[OnDisk]:
    """What there is to know of files that were written just now.

    Raises:
        InputError: one of them is gone already.
    """
    try:
        stats = ((name, (home / name).stat()) for name in names)
        return [OnDisk(name, now.st_size, now.st_mtime_ns) for name, now in stats]
    except OSError as error:
        message = f"A file of this packet is gone already: {error.strerror or error}."
        hint = "Leave the output folder alone while a run is at work."
        raise InputError([Problem(home, Place(), message, hint)]) from None


def has_run(output: Path) -> bool:
    """Whether there may be packets of an earlier run in an output folder."""
    return (output / NAME).exists()


class Ledger:
    """The ledger of one output folder; one run at a time has it."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.path = output / NAME
        try:
            output.mkdir(parents=True, exist_ok=True)
            self.base = sqlite3.connect(self.path, timeout=0, isolation_level=None)
            # The lock keeps other runs out, and ends with this process however that ends. What is
            # confirmed survives a kill; a power cut loses the last packets at most, and the next
            # run makes them again.
            self.base.execute("pragma locking_mode = exclusive")
            self.base.execute("pragma journal_mode = wal")
            self.base.execute("pragma synchronous = normal")
            self.base.execute("begin exclusive")
            self.base.execute("commit")
            self.base.executescript(TABLES)
            self.base.execute("select announced from files limit 0")  # older ledgers have none
        except (OSError, sqlite3.Error) as error:
            raise InputError([self._problem(error)]) from None

    def _problem(self, error: Exception) -> Problem:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the plain code, without its extension
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            message = "Another run is at work in this folder."
            return Problem(self.output, Place(), message, "Wait until it is done, or stop it.")
        if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT} or "no such column" in str(
            error
        ):
            hint = "Delete this file and the packets here; then they are made anew."
            return damaged(self.path, hint)
        said = getattr(error, "strerror", None) or error
        message = f"Nothing can be written here: {said}."
        return Problem(self.output, Place(), message, "Is the folder yours to write in?")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.base.close()

    def meet(self, folder: str) -> None:
        """Take down, for this run alone, that a row of the table has this packet."""
        self.base.execute("insert or ignore into met values (?)", (folder.casefold(),))

    def left_over(self, most: int) -> tuple[int, list[str]]:
        """How many packets no row of the table has, and the first of their folders."""
        self.meet(REPORT)
        self.base.create_function("folded", 1, str.casefold, deterministic=True)
        these = "from packets where folded(folder) not in (select folder from met)"
        (count,) = self.base.execute(f"select count(*) {these}").fetchone()
        first = self.base.execute(f"select folder {these} order by 1 limit ?", (most,))
        return count, [folder for (folder,) in first]

    def is_others(self, folder: str, owner: bytes) -> bool:
        """Whether a packet is that of another person; many disks take “Ada” and “ada” for one."""
        wanted = "select owner from owners where folder = ?"
        found = self.base.execute(wanted, (folder.casefold(),)).fetchone()
        return found is not None and found[0] != owner

    def notes(self, folder: str) -> Notes:
        """What was remarked on when a packet was made."""
        wanted = "select sort, what from notes where folder = ? order by rowid"
        found = self.base.execute(wanted, (folder,)).fetchall()
        return Notes(
            *(tuple(what for sort, what in found if sort == each) for each in Notes._fields)
        )

    def is_done(self, folder: str, fingerprint: bytes) -> bool:
        """Whether a packet was made of just this, and every file of it is there."""
        found = self.base.execute("select fingerprint from packets where folder = ?", (folder,))
        if found.fetchone() != (fingerprint,):
            return False
        return all((self.output / folder / each.name).is_file() for each in self.files(folder))

    def changed(self, folder: str) -> list[str]:
        """The files of a packet that somebody has changed since a run left them."""
        home = self.output / folder
        found = ((each, home / each.name) for each in self.files(folder))
        return [each.name for each, path in found if path.is_file() and not each.is_ours(path)]

    def theirs(self, folder: str, files: Mapping[str, Artifact]) -> list[str]:
        """Which of these files somebody has changed since a run left them, or has put there.

        A link is none: it is replaced, and what it leads to is left alone.
        """
        home = self.output / folder
        if not home.is_dir():
            return []
        known = {each.name: each for each in self.files(folder)}

        def is_theirs(name: str, artifact: Artifact) -> bool:
            path = home / name
            if not path.is_file() or path.is_symlink():
                return False
            ours = name in known and known[name].is_ours(path)
            return not ours and path.read_bytes() != artifact.data

        return [name for name, artifact in files.items() if is_theirs(name, artifact)]

    def announce(self, *packets: Announced) -> None:
        """Take down the files that will be written, and whose they are: all of them, or none.

        To end a change costs more than to make it, so packets are announced together.

        Raises:
            InputError: the ledger cannot be written.
        """
        files = [
            (each.folder, name, digest_of(artifact.data))
            for each in packets
            for name, artifact in each.files.items()
        ]
        owners = [(each.folder.casefold(), each.owner) for each in packets if each.owner]
        with self._change() as base:
            folders = [(each.folder,) for each in packets]
            base.executemany("insert or replace into packets values (?, null)", folders)
            base.executemany("insert or replace into owners values (?, ?)", owners)
            base.executemany(ANNOUNCE, files)

    def confirm(self, *packets: Confirmed) -> None:
        """Take down that announced packets are complete: all of them, or none.

        Raises:
            InputError: the ledger cannot be written.
        """
        files = [
            (file.size, file.modified, each.folder, file.name)
            for each in packets
            for file in each.files
        ]
        made_of = [(each.folder, each.fingerprint) for each in packets]
        notes = [
            (each.folder, sort, what)
            for each in packets
            for sort, all_of in each.notes._asdict().items()
            for what in all_of
        ]
        with self._change() as base:
            base.executemany(CONFIRM, files)
            base.executemany("insert or replace into packets values (?, ?)", made_of)
            folders = [(each.folder,) for each in packets]
            base.executemany("delete from notes where folder = ?", folders)
            base.executemany("insert into notes values (?, ?, ?)", notes)

    def clear(self, folder: str, kept: Collection[str]) -> None:
        """Take away the files of an earlier run that a packet has no longer."""
        old = [each for each in self.files(folder) if each.name not in kept]
        for each in old:
            path = self.output / folder / each.name
            if each.is_ours(path) and not way_out(self.output, path):
                remove(path)
        if old:
            self.forget(folder, [each.name for each in old])

    def files(self, folder: str) -> list[Written]:
        """The files of a packet, whether they were finished or only announced."""
        wanted = f"select {', '.join(Written._fields)} from files where folder = ? order by name"  # noqa: S608 - no words of anyone's
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
        with self._change() as base:
            rows = [(folder, name) for name in names]
            base.executemany("delete from files where folder = ? and name = ?", rows)
            left = "not exists (select 1 from files where files.folder = packets.folder)"
            base.execute(f"delete from packets where folder = ? and {left}", (folder,))  # noqa: S608 - no words of anyone's
            gone = "not exists (select 1 from packets where folder = ?1)"
            base.execute(f"delete from notes where folder = ?1 and {gone}", (folder,))  # noqa: S608 - as above
            owners = f"delete from owners where folder = ?2 and {gone}"  # noqa: S608 - as above
            base.execute(owners, (folder, folder.casefold()))

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """What is done to the ledger together, or not at all.

        Raises:
            InputError: it cannot be written.
        """
        try:
            self.base.execute("begin")
            yield self.base
            self.base.execute("commit")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                self.base.execute("rollback")
            raise InputError([self._problem(error)]) from None

    @property
    def is_empty(self) -> bool:
        """Whether nothing of ours is left."""
        return self.base.execute("select 1 from files limit 1").fetchone() is None
