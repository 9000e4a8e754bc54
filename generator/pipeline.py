"""The whole build as one short function: make all, check all, and only then write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from generator.builds import Built, Made, Wanted
from generator.documents import ALL_INTERVIEWS, EVERYONE, Target
from generator.errors import InputError, Problem
from generator.lint import lint
from generator.maker import Maker, Tell
from generator.model import Library
from generator.printers import Typeset, hired
from generator.project import Project
from generator.write import alone, write

if TYPE_CHECKING:
    from generator.kept import Kept


def build(project: Project, wanted: Wanted, tell: Tell, jobs: int = 1) -> Built:
    """Make every document, check every document, and only then write.

    What somebody has changed in the output folder, or has put there, stays as it is. A document
    that an earlier build made, and that is not to be made now, is removed.

    Raises:
        InputError: something in the content, a template or a theme is wrong, or nothing can be
            written.
        LimitError: a document cannot keep its kind's limits.
    """
    from generator.kept import Kept  # noqa: PLC0415 - a check keeps nothing

    kept = Kept(project.output)
    made = make(project, wanted, tell, jobs, kept)
    with alone(project.output, made.files):
        kept.announce(made.files)
        receipts = write(project.output, made.files)
        kept.confirm(made.files)
        removed = kept.clear(made.unmade)
    return Built(
        receipts,
        made.waiting,
        made.warnings,
        made.engine,
        changed=[project.output / name for name in kept.theirs],
        outdated=[project.output / name for name in kept.outdated],
        removed=removed,
        left=[] if wanted.interviews else kept.left(made.folders),
    )


def make(
    project: Project, wanted: Wanted, tell: Tell, jobs: int = 1, kept: Kept | None = None
) -> Made:
    """Every document that is wanted, checked and unwritten.

    ``jobs`` processes print what is not ``kept`` from an earlier build.

    Raises:
        InputError: something in the content, a template or a theme is wrong.
        LimitError: a document cannot keep its kind's limits.
    """
    return _made(Maker.of(project, wanted), Made(), tell, hired(jobs, kept))


def _made(maker: Maker, made: Made, tell: Tell, crew: AbstractContextManager[Typeset]) -> Made:
    wanted = maker.wanted
    made.note(lint(maker.library, maker.today, wanted.interviews))
    with crew as typeset:
        maker = maker.printed_by(typeset)
        wished = [*targets(maker.library, wanted)]
        made.folders |= {target.folder for target in wished}
        begun = [maker.begin(target, made, tell) for target in wished]
        for each in begun:
            maker.finish(each, made, tell)
    made.stop_if_broken(strict=wanted.strict)
    return made


def check(project: Project, wanted: Wanted, tell: Tell) -> Made:
    """Find what is wrong, and make nothing.

    Content is checked when it is read, and cannot spoil a template of the pack; so only drafts
    with a limit are composed, unless the project has templates of its own.

    Raises:
        InputError: something in the content, a template or a theme is wrong.
        LimitError: a draft cannot keep its kind's limits.
    """
    maker, made = Maker.of(project, wanted), Made()
    made.problems += _of_tables(project, maker)
    made.note(lint(maker.library, project.today, wanted.interviews))
    for target in targets(maker.library, wanted):
        maker.check(target, made, tell, everything=project.has_own_templates)
    made.stop_if_broken(strict=wanted.strict)
    return made


def check_in_full(project: Project, wanted: Wanted, tell: Tell, jobs: int = 1) -> Made:
    """Find what is wrong, also with the pages of every document, and write nothing.

    Raises:
        InputError: something in the content, a template or a theme is wrong.
        LimitError: a document cannot keep its kind's limits.
    """
    maker, made = Maker.of(project, wanted), Made()
    made.problems += _of_tables(project, maker)
    return _made(maker, made, tell, hired(jobs))


def _of_tables(project: Project, maker: Maker) -> Iterator[Problem]:
    """What is wrong with how the tables of cohorts are to be read, which no document depends on."""
    if not project.has_own_tables:
        return
    from generator.load.cohort import load_cohort  # noqa: PLC0415 - most projects have no cohort

    try:
        load_cohort(project, maker.library, maker.selector.catalog)
    except InputError as error:
        yield from error.problems


def targets(library: Library, wanted: Wanted) -> Iterator[Target]:
    """What documents are made for: everyone, each interview, and all interviews together."""
    if not wanted.interviews:
        yield EVERYONE
    for interview in library.interviews:
        if not wanted.interviews or interview.id in wanted.interviews:
            yield Target.about(interview)
    if library.interviews and not wanted.interviews:
        yield ALL_INTERVIEWS
