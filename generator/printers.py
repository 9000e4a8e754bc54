"""Tool: who prints. Other processes lay out PDFs, and this one composes what comes next.

compositions ─▶ texts, mails, pages: typeset here, when they are asked for
└─ PDFs ─▶ orders ─▶ workers, the longest first ─▶ artifacts, in the order of the documents
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING

from generator.channels import typeset
from generator.documents import Artifact, Composition

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from generator.kept import Kept
    from generator.workers import Begin, Hire

PDF = "pdf"
FEW = 3
"""PDFs: fewer are printed by the time that another process is ready."""
Typeset = Callable[[Composition, str], Iterable[Artifact]]
"""Makes the files of a document in a channel, at the latest when they are asked for."""


@contextmanager
def hired(jobs: int, kept: Kept | None = None) -> Iterator[Typeset]:
    """What typesets the documents of a build, with the help of so many processes.

    ``kept`` has PDFs that would be the same again, and knows of files that somebody has changed.
    """
    crew = _Printers(jobs, kept)
    try:
        yield crew.typeset
    finally:
        crew.dismiss()


def print_workers(jobs: int, begin: Begin | None = None) -> Hire:
    """How to get processes that load the PDF engine and begin, all before they have work."""
    from generator.channels.pdf.layout.scratch import scratch  # noqa: PLC0415 - few builds need it
    from generator.workers import processes  # noqa: PLC0415 - as above

    scratch()
    return processes(jobs, partial(_get_warm, begin))


def _get_warm(begin: Begin | None) -> None:
    import generator.channels.pdf.layout.warm  # noqa: F401, PLC0415 - for its effect

    if begin:
        begin()


class _Order:
    """One PDF: kept from an earlier build, printed by whoever has the order, or else here."""

    def __init__(self, composition: Composition, kept: Artifact | None) -> None:
        self.composition = composition
        self.kept = kept
        self.printed: Future[list[Artifact]] | None = None

    @property
    def length(self) -> int:
        """How long it is, in letters of HTML: the longest are begun first."""
        return sum(map(len, self.composition.parts.values()))

    def files(self) -> list[Artifact]:
        """The file, as soon as it is there."""
        if self.kept:
            return [self.kept]
        if self.printed:
            from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - as above

            try:
                return self.printed.result()
            except BrokenExecutor:  # a worker was killed, which need not stop anybody
                pass
        return list(typeset(self.composition, PDF))


class _Printers:
    """Processes that print what is not kept."""

    def __init__(self, jobs: int, kept: Kept | None) -> None:
        self.jobs = jobs
        self.kept = kept
        self.executor: Executor | None = None
        self.orders: list[_Order] = []
        """Those that nobody has yet."""

    def typeset(self, composition: Composition, channel: str) -> Iterable[Artifact]:
        """The files of a document; its PDFs are ordered now."""
        if channel != PDF:
            return self._settled(composition, typeset(composition, channel))
        orders = [self._order(each) for each in _by_edition(composition)]
        self.orders += [each for each in orders if not each.kept]
        if self.executor is None and len(self.orders) >= FEW and self.jobs > 1:
            self.executor = print_workers(self.jobs)()
        return self._settled(composition, self._files(orders))

    def _settled(self, composition: Composition, files: Iterable[Artifact]) -> Iterator[Artifact]:
        for artifact in files:
            selection = composition.selection
            yield self.kept.settled(selection, artifact) if self.kept else artifact

    def _order(self, composition: Composition) -> _Order:
        return _Order(composition, self.kept.print_of(composition) if self.kept else None)

    def dismiss(self) -> None:
        """Let the processes go: nothing more will be asked for."""
        if self.executor:
            self.executor.shutdown(wait=False)

    def _files(self, orders: list[_Order]) -> Iterator[Artifact]:
        """Hand out all that was ordered by the time that something is asked for."""
        if self.executor:
            for order in sorted(self.orders, key=lambda each: -each.length):
                order.printed = self.executor.submit(_print, order.composition)
        self.orders.clear()
        for order in orders:
            yield from order.files()


def _by_edition(composition: Composition) -> Iterator[Composition]:
    """The document once for each edition, without what a page no longer needs to be laid out."""
    for each in composition.in_editions():
        selection = each.selection._replace(
            editions=(each.selection.edition,), bank=(), steps=(), presets=(), deadlines=(), rows=()
        )
        yield each._replace(selection=selection)


@cache
def _begin() -> None:
    from generator.workers import clear_up_seldom  # noqa: PLC0415 - as above

    clear_up_seldom()


def _print(composition: Composition) -> list[Artifact]:
    _begin()
    return list(typeset(composition, PDF))
