"""What all packets of a run share: the project without its people, read once in a process.

A worker is given the check sum, and compares. A process that is a copy of this one has the project
already; any other one, here or on another machine, reads it once more.
"""

from typing import NamedTuple

from generator.builds import Wanted
from generator.channels import names as channel_names
from generator.cohort.records.fingerprint import digest_of_shared
from generator.errors import InputError, Place, Problem
from generator.load import load
from generator.model import Catalog, Library
from generator.project import Project

ALL = Wanted()


class Shared(NamedTuple):
    """A project as it was read for what is wanted, and the check sum of what it was read from."""

    project: Project
    wanted: Wanted
    digest: bytes
    library: Library
    catalog: Catalog


_READ: dict[Project, Shared] = {}
"""The last project that was read."""


def read(project: Project, wanted: Wanted = ALL) -> Shared:
    """Read a project.

    Raises:
        InputError: something in it is wrong.
        UnknownName: a kind, a channel or an edition is wanted that is not there.
    """
    digest = digest_of_shared(project, wanted)  # before it is read: a later change will show
    library, catalog = load(project, channel_names())
    kinds, editions = list(catalog.kinds), list(catalog.editions)
    wanted.must_be_among(kind=kinds, channel=channel_names(), edition=editions)
    _READ.clear()
    _READ[project] = Shared(project, wanted, digest, library, catalog)
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
