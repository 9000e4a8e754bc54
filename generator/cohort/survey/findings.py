"""What the first pass has found, kept on disk so that memory does not grow with the table."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from generator.cohort.rows.members import Person
from generator.cohort.survey.clashes import Approach
from generator.errors import Place, Problem, Severity

TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE problems (row, col, message, hint, severity);
CREATE TABLE people (row, folder_col, email_col, folder, email, asked, contact);
CREATE TABLE requests (row, sort, key, name, day, alias);
"""
INDEXES = """
CREATE INDEX by_row ON problems (row, col);
CREATE INDEX by_folder ON people (folder);
CREATE INDEX by_email ON people (email);
CREATE INDEX by_key ON requests (sort, key);
"""
KNOWN_AGAIN = """
CREATE TABLE known (alias PRIMARY KEY, key);
INSERT INTO known SELECT alias, min(key) FROM requests WHERE alias <> '' GROUP BY alias
  HAVING count(DISTINCT key) = 1;
UPDATE requests SET key = coalesce((SELECT key FROM known WHERE alias = requests.key), key)
  WHERE sort = 'contact' AND alias = '';
"""
BATCH = 500
"""Rows that are kept in memory until they are written together."""
IS_BAD = "severity = 'error'"
BAD_ROWS = f"SELECT row FROM problems WHERE {IS_BAD}"  # noqa: S608 - our own words
SAME = {
    "folder": "SELECT folder FROM people WHERE folder <> '' GROUP BY 1 HAVING count(*) > 1",
    "email": "SELECT email FROM people WHERE email <> '' GROUP BY 1 HAVING count(*) > 1",
}


class Findings:
    """A private database that vanishes with its last user; none of it is in any folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.base = sqlite3.connect("")
        self.base.executescript(TABLES)
        self.people: list[Person] = []
        self.requests: list[Approach] = []

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep problems; what of them is the file is known."""
        rows = ((*each.place, each.message, each.hint, each.severity) for each in problems)
        self.base.executemany("INSERT INTO problems VALUES (?, ?, ?, ?, ?)", rows)

    def meet(self, person: Person, requests: Iterable[Approach]) -> None:
        """Keep what of a row is compared with others."""
        self.people.append(person)
        self.requests += requests
        if len(self.people) == BATCH:
            self._flush()

    def _flush(self) -> None:
        self.base.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?)", self.people)
        self.base.executemany("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?)", self.requests)
        self.people, self.requests = [], []

    def settle(self) -> None:
        """Everything was met: from now on there are questions."""
        self._flush()
        self.base.executescript(INDEXES)

    def count(self) -> int:
        """How many faults there are."""
        query = f"SELECT count(*) FROM problems WHERE {IS_BAD}"  # noqa: S608 - our own words
        return int(self.base.execute(query).fetchone()[0])

    def problems(
        self, severity: Severity = "error", row: int | None = None, most: int = -1
    ) -> Iterator[Problem]:
        """Problems of a severity, of one row or of all, in the order of rows and columns."""
        of_row = "" if row is None else "AND row = :row"
        query = f"SELECT * FROM problems WHERE severity = :severity {of_row}"  # noqa: S608
        query += " ORDER BY row, col, rowid LIMIT :most"
        values = {"severity": severity, "row": row, "most": most}
        for number, column, message, hint, _ in self.base.execute(query, values):
            yield Problem(self.path, Place(number, column), message, hint, severity)

    def bad_rows(self) -> Iterator[int]:
        """The numbers of the rows that have problems."""
        query = f"SELECT DISTINCT row FROM problems WHERE {IS_BAD} ORDER BY row"  # noqa: S608
        return (row for (row,) in self.base.execute(query))

    def alike(self, what: str) -> Iterator[list[Person]]:
        """The people that have one ``folder`` or one ``email``, group by group."""
        query = f"SELECT * FROM people WHERE {what} IN ({SAME[what]}) ORDER BY {what}, row"  # noqa: S608
        people = map(Person._make, self.base.execute(query))
        for _, group in groupby(people, attrgetter(what)):
            yield list(group)

    def folders(self) -> Iterator[str]:
        """The folders of all packets that rows ask for, in small letters."""
        return (folder for (folder,) in self.base.execute("SELECT folder FROM people"))

    def claimed(self) -> Iterator[str]:
        """The folders of packets that rows with faults would have, as far as they are known."""
        return (folder for _, folder in self.claimed_by())

    def claimed_by(self) -> Iterator[tuple[int, str]]:
        """The same, each with the row that would have it."""
        query = f"SELECT row, folder FROM people WHERE row IN ({BAD_ROWS}) AND folder <> ''"  # noqa: S608
        yield from self.base.execute(query)

    def nameless(self) -> int:
        """How many rows with faults may have any packet."""
        known = "SELECT row FROM people WHERE folder <> ''"
        query = f"SELECT count(DISTINCT row) FROM ({BAD_ROWS}) WHERE row NOT IN ({known})"  # noqa: S608
        return int(self.base.execute(query).fetchone()[0])

    def forget_bad(self) -> None:
        """Nobody is asked by a row of which no packet can be made."""
        query = f"DELETE FROM requests WHERE row IN ({BAD_ROWS})"  # noqa: S608
        self.base.execute(query)

    def know_again(self) -> None:
        """Who is named without an address is the person of that name and employer who has one."""
        self.base.executescript(KNOWN_AGAIN)

    def without_contact(self) -> int:
        """Good rows that ask nobody yet."""
        query = f"SELECT count(*) FROM people WHERE NOT contact AND row NOT IN ({BAD_ROWS})"  # noqa: S608
        return int(self.base.execute(query).fetchone()[0])

    def crowded(self, sort: str, most: int) -> Iterator[list[Approach]]:
        """The requests to each contact or employer that gets more than so many, by their days."""
        query = (
            "SELECT * FROM requests WHERE sort = ?1 AND key IN "
            "(SELECT key FROM requests WHERE sort = ?1 GROUP BY key HAVING count(*) > ?2) "
            "ORDER BY key, day, row"
        )
        requests = map(Approach._make, self.base.execute(query, (sort, most)))
        for _, group in groupby(requests, attrgetter("key")):
            yield list(group)
