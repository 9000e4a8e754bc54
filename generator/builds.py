"""Data: what is wanted of a build, what it has made, and what became of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, get_args

from generator.documents import Artifact, Receipt, Waiting
from generator.errors import InputError, LimitError, Problem, must_be_known
from generator.model import Paper
from generator.model.bank import Phase, Stage


class Wanted(NamedTuple):
    """Which documents to make; empty means all of them."""

    interviews: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    paper: Paper | None = None
    editions: tuple[str, ...] = ()
    """Of PDFs; empty means those that the organization has them made in."""
    flat: bool = False
    """Whether PDFs have no fields to type into."""
    report: bool = False
    """Whether each folder gets a report of what was checked about its accessibility."""
    strict: bool = False
    """Whether warnings stop a build."""

    @property
    def is_narrowed(self) -> bool:
        """Whether packets lack something on purpose."""
        return bool(self.kinds or self.channels)

    @property
    def prints(self) -> bool:
        """Whether PDFs may be among them."""
        return not self.channels or "pdf" in self.channels

    def must_be_among(self, **known: list[str]) -> None:
        """Refuse a name that no interview, kind or channel has.

        Raises:
            UnknownName: with the nearest of the names that there are.
        """
        given = {
            "interview": self.interviews,
            "kind": self.kinds,
            "channel": self.channels,
            "edition": self.editions,
        }
        for what, names in known.items():
            must_be_known(what, given[what], names)


class Asking(NamedTuple):
    """Which questions of the bank to list; what is empty leaves none out."""

    categories: tuple[str, ...] = ()
    search: str = ""
    preset: str = ""
    stage: str | None = None
    minutes: float | None = None
    phase: Phase | None = None

    def must_be_among(self, *, category: list[str], preset: list[str]) -> None:
        """Refuse a category, a preset or a stage that is not there.

        Raises:
            UnknownName: with the nearest of the names that there are.
        """
        must_be_known("category", self.categories, category)
        must_be_known("preset", filter(None, [self.preset]), preset)
        must_be_known("stage", filter(None, [self.stage]), get_args(Stage))


@dataclass
class Made:
    """Documents that are finished and not yet written."""

    files: dict[str, Artifact] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    """The folders of all that was asked for, also of what got no document."""
    unmade: set[str] = field(default_factory=set)
    """Documents that are not to be made now, by the names of their files without a suffix."""
    waiting: list[Waiting] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    limits: list[Problem] = field(default_factory=list)
    engine: str = ""
    """What the PDF engine said when it could not start; then no PDF is among the files."""

    def in_folder(self, folder: str) -> dict[str, Artifact]:
        """The files of one folder, by their names in it."""
        prefix = f"{folder}/"
        return {
            name.removeprefix(prefix): artifact
            for name, artifact in self.files.items()
            if name.startswith(prefix)
        }

    def note(self, problems: Iterable[Problem]) -> None:
        """Keep what was remarked on: a warning, or a limit that is broken."""
        for problem in problems:
            (self.warnings if problem.severity == "warning" else self.limits).append(problem)

    def stop_if_broken(self, *, strict: bool = False) -> None:
        """Go no further with a problem; sort the warnings, each once.

        Raises:
            InputError: something in the content, a template or a theme is wrong; or there is a
                warning, and ``strict``.
            LimitError: a document cannot keep its kind's limits.
        """
        self.warnings = sorted(_each_once(self.warnings))
        limits = list(_each_once(self.limits))
        if self.problems:
            raise InputError([*self.problems, *limits])
        if limits:
            raise LimitError(limits)
        if strict and self.warnings:
            raise InputError(self.warnings)


def _each_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems; of a template that is too long, only the first interview in which it is.

    It is one fault, though each draft has another length, and it is mended in one place.
    """
    alike: dict[Problem, list[Problem]] = {}
    for problem in sorted(set(problems)):
        of_template = problem.rule and problem.path.suffix == ".j2"
        alike.setdefault(problem._replace(message="") if of_template else problem, []).append(
            problem
        )
    for first, *others in alike.values():
        many = "1 more interview" if len(others) == 1 else f"{len(others)} more interviews"
        more = f" It is too long for {many}." if others else ""
        yield first._replace(message=f"{first.message}{more}")


class Built(NamedTuple):
    """What a build did."""

    receipts: list[Receipt]
    waiting: list[Waiting]
    warnings: list[Problem]
    engine: str
    changed: list[Path]
    """Files that are not as a build left them, and that stay as they are."""
    outdated: list[Path]
    """Those of them that are out of date: a build would make something else now."""
    removed: list[Path]
    """Files of documents that have to wait by now, or that no longer suit an interview."""
    left: list[Path]
    """Folders of interviews that are not there any more."""
