"""The site: a project's content as static pages, for any web space and for a folder alone.

Maker ─handouts─▶ PDFs ┐
selection ─pages─▶ HTML ┼─▶ files ─links─▶ ─ledger─▶ Published
theme, logo ─▶ assets   ┘

People never appear on it: they are taken out of the library before anything is made.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.builds import Made, Wanted
from generator.documents import Artifact, Receipt
from generator.errors import Problem
from generator.lint import lint
from generator.maker import Maker, Tell
from generator.printers import hired
from generator.project import Project
from generator.site.ledger import Ledger
from generator.site.press import Press
from generator.write import alone, write


class Published(NamedTuple):
    """What became of the files of a site."""

    receipts: list[Receipt]
    removed: list[str]
    """Files of an earlier run that the site no longer has, by their paths in it."""
    left: list[str]
    """Those of them that somebody has changed: they stay."""
    warnings: list[Problem]
    engine: str
    """What the PDF engine said when it could not start; then the site has no PDF."""


def publish(project: Project, wanted: Wanted, tell: Tell, jobs: int = 1) -> Published:
    """Make all pages, check all pages, and only then write; what is stale is removed last.

    Raises:
        InputError: something in the content, a template or a theme is wrong; a link leads nowhere;
            or a page would take the place of a file that is not ours.
        LimitError: a handout cannot keep its kind's limits.
    """
    made = make(project, wanted, tell, jobs)
    return Published(*put(project.output, made.files), made.warnings, made.engine)


def put(folder: Path, files: Mapping[str, Artifact]) -> tuple[list[Receipt], list[str], list[str]]:
    """Make a folder have these files; what became of them, what was removed, what is left.

    Of what an earlier run wrote, others stay only where somebody has changed them.

    Raises:
        InputError: a file would take the place of one that is not ours, or cannot be written.
    """
    with alone(folder, files):
        ledger = Ledger(folder)
        ledger.refuse_strangers(files)
        stale, left = ledger.stale(files), ledger.left(files)
        ledger.announce(files)
        receipts = write(folder, files)
        ledger.remove(stale)
        ledger.confirm(files)
    return receipts, stale, left


def make(project: Project, wanted: Wanted, tell: Tell, jobs: int = 1) -> Made:
    """Every file of the site, checked and unwritten; ``jobs`` processes print.

    Raises:
        InputError: something in the content, a template or a theme is wrong, or a link is broken.
        LimitError: a handout cannot keep its kind's limits.
    """
    maker, made = without_people(Maker.of(project, wanted)), Made()
    made.note(lint(maker.library, project.today, ()))
    with hired(jobs) as typeset:
        Press(maker.printed_by(typeset), project).run(made, tell)
    made.stop_if_broken(strict=wanted.strict)
    return made


def without_people(maker: Maker) -> Maker:
    """The same maker without the seeker and the interviews."""
    return maker.among(maker.library._replace(seeker=None, seeker_source=None, interviews=()))
