"""The drafts of the picker's page: each wording of each situation, composed at publishing."""

from collections.abc import Iterable, Iterator

from generator.documents import Selection, Target
from generator.select import Selector
from generator.site.situations import (
    DAY,
    MARKS,
    STAGES,
    Situation,
    marked,
    marking,
    meetings,
    requests,
    thanks,
)
from generator.typography import long_date, short_date

Wording = tuple[list[list[int]], list[list[int]]]
"""The bodies and the subjects, the longest first; each as the numbers of its paragraphs."""


class Wordings:
    """Composes, and keeps each paragraph once: most are in many drafts."""

    def __init__(self, selector: Selector) -> None:
        self.selector = selector
        said = {long_date(DAY): "meeting.day", short_date(DAY): "meeting.late"}
        self.composer = marking(selector.catalog, said)
        self.paragraphs: dict[str, int] = {}

    def data(self) -> dict[str, object]:
        """Everything that the page picks drafts from and fills in, as JSON has it."""
        due = self.selector.catalog.kinds["thank-you-email"].due
        action = due.action or "" if due else ""
        asking = {stage: self.each("outreach-email", requests(stage)) for stage in STAGES}
        alike = [next(s for s in STAGES if asking[s] == asking[stage]) for stage in STAGES]
        wordings = {
            "outreach-email": {stage or "": asking[stage] for stage in dict.fromkeys(alike)},
            "thank-you-email": {"": self.each("thank-you-email", thanks())},
            "calendar": {
                "": self.each(
                    "calendar", meetings(action, self.selector.library.policy), "note.txt"
                )
            },
        }
        return {
            "marks": {mark: path for path, mark in MARKS.items()},
            "stages": {stage or "": same or "" for stage, same in zip(STAGES, alike, strict=True)},
            "paragraphs": list(self.paragraphs),
            "drafts": {
                name: {"limits": self._limits(name), "wordings": known}
                for name, known in wordings.items()
            },
        }

    def each(
        self, kind: str, situations: Iterable[Situation], body: str = "body.txt"
    ) -> dict[str, Wording]:
        """The wordings of one kind, by the names of its situations."""
        base = self._selected(kind)
        return {
            key: self._wording(base._replace(**given), body)
            for key, given in ((each.key, each.shown()) for each in situations)
        }

    def _selected(self, kind: str) -> Selection:
        about = next(thanks()).interview
        return self.selector.select(self.selector.catalog.kinds[kind], Target.about(about))

    def _wording(self, selection: Selection, body: str) -> Wording:
        """All bodies and subjects.

        A template may write less by itself where few words are advised, so that the longest body is
        composed twice: with no such limit, and with the tightest.
        """
        unbounded, tight = (selection.bounds._replace(advised_words=most) for most in (None, 1))
        long, *shorter = self._texts(selection._replace(bounds=unbounded), body)
        short = next(self._texts(selection._replace(bounds=tight), body))
        return [long, short, *shorter], list(self._texts(selection, "subject.txt"))

    def _texts(self, selection: Selection, part: str) -> Iterator[list[int]]:
        for text in self.composer.wordings(selection, part):
            yield self._numbers(marked(text))

    def _numbers(self, text: str) -> list[int]:
        known = self.paragraphs
        return [known.setdefault(each, len(known)) for each in text.split("\n\n")]

    def _limits(self, kind: str) -> dict[str, int | None]:
        return self._selected(kind).bounds._asdict()
