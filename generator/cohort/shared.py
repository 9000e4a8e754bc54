"""What all packets of a run share: the project without its people, read once in a process.

A worker is given the check sum, and compares. A process that is a copy of this one has the project
already; any other one, here or on another machine, reads it once more.
"""

from typing import NamedTuple

from generator.builds import Wanted
from generator.channels import names as channel_names
from generator.cohort.fingerprint import digest_of_shared
from generator.errors import InputError, Place, Problem
from generator.load import load
from generator.model import Catalog, Library
from generator.project import Project


class Shared(NamedTuple):
    """A project as it was read, and the check sum of what it was read from."""

    digest: bytes
    library: Library
    catalog: Catalog


_READ: dict[Project, Shared] = {}
"""The last project that was read."""


def read(project: Project, wanted: Wanted) -> Shared:
    """Read a project.

    Raises:
        InputError: something in it is wrong.
    """
    digest = digest_of_shared(project, wanted)  # before it is read: a later change will show
    _READ.clear()
    _READ[project] = Shared(digest, *load(project, channel_names()))
    return _READ[project]


def as_it_was(project: Project, wanted: Wanted, digest: bytes) -> Shared:
    """A project that was read before, here or elsewhere.

    Raises:
        InputError: it is not what it was.
    """
    if digest_of_shared(project, wanted) != digest:
        message = "The project was changed while packets were made of it."
        raise InputError([Problem(project.root, Place(), message, "Run it again.")])
    known = _READ.get(project)
    return known if known and known.digest == digest else read(project, wanted)
