"""What a packet is made of, as one check sum: while it is the same, the packet stays as it is.

All packets of a run have most of it in common: content, templates, versions, the day.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from generator.builds import Wanted
from generator.cohort.rows.members import Member
from generator.errors import InputError, unreadable
from generator.project import Project
from generator.versions import versions

PEOPLE = {"interviews", "seeker.yaml", "seeker.yml", "seeker.md"}
"""What a cohort does not read: its people are in the table."""
TABLES = {".csv", ".tsv", ".xlsx", ".ods"}
"""A table in the content folder is not content."""


def fingerprint(member: Member, shared: bytes) -> bytes:
    """The check sum of a packet: of what all have in common, and of what the row says."""
    found = hashlib.blake2b(shared, digest_size=16)
    for part in (member.folder, member.seeker.model_dump_json()):
        found.update(part.encode() + b"\0")
    for said in (member.interview, member.agenda):
        found.update(said.model_dump_json().encode() if said else b"\0")
    return found.digest()


def owner_of(member: Member) -> bytes:
    """The check sum of whose packet it is: a person's is known by the email address."""
    return hashlib.blake2b(member.seeker.email.casefold().encode(), digest_size=16).digest()


def digest_of_shared(project: Project, wanted: Wanted) -> bytes:
    """The check sum of content, templates, versions, the day, and what was asked for."""
    found = hashlib.blake2b(digest_size=16)
    for part in (*versions(), repr(wanted), project.today.isoformat()):
        found.update(part.encode() + b"\0")
    for folder in dict.fromkeys([project.content, project.pack / "content"]):
        for path in sorted(_files(folder)):
            if path.relative_to(folder).parts[0] not in PEOPLE:
                _add(found, folder, path)
    for folder in project.template_folders:
        for path in sorted(_files(folder)):
            _add(found, folder, path)
    return found.digest()


def _add(found: "hashlib.blake2b", folder: Path, path: Path) -> None:
    name = path.relative_to(folder).as_posix().encode()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError([unreadable(path, error)]) from None
    found.update(b"%s\0%d\0" % (name, len(data)) + data)


def _files(folder: Path) -> Iterator[Path]:
    """Everything below a folder but tables of people, hidden files and what Python keeps."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "." and name != "__pycache__"]
        for path in (Path(here, name) for name in names if name[0] != "."):
            if path.suffix not in TABLES and path.is_file():
                yield path
