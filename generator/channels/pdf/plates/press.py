"""The press: prints a page from a plate where it can, and lays it out in full where it cannot.

It is a cache and nothing else: ``Press(…).print(html) == Plain(…).print(html)``, always, to the
byte. A plate costs as much as the page that it is made for; a page without slots is remembered
whole.
"""

from collections.abc import Callable, Sequence

from generator.channels.pdf.layout.engine import Case
from generator.channels.pdf.layout.full import Laid, Print
from generator.channels.pdf.layout.impression import Impression
from generator.channels.pdf.layout.plain import Plain
from generator.channels.pdf.objects.recent import Recent
from generator.channels.pdf.plates.family import Family
from generator.channels.pdf.plates.plate import Plate
from generator.channels.pdf.plates.sheet import Known, Sheet
from generator.channels.pdf.plates.slots import Cut, Unfit, Why

FAILURES = 2
"""Plates of a skeleton that may fail their proof: then no more of them are tried."""
SKELETONS, ONCE, SHAPES, PLATES, WHOLE, BYTES = 64, 24, 64, 24, 8, 32_000_000
"""What is kept: skeletons of a press, those of one page so far, shapes and plates of one, pages to
bind, bytes of finished files. What is learned of a skeleton takes a megabyte or more."""
OF_ROWS = {Why.LETTERS, Why.SCRIPT, Why.LONG}
"""Reasons that lie in one row: another of the same skeleton may still get a plate."""


class Skeleton:
    """The pages that differ only in their slots: what is known of them, and their plates."""

    def __init__(self) -> None:
        self.family: Family | Why | None = None
        self.known: Recent[Known] = Recent(SHAPES)
        """The first page of each shape: it proves the plate that the second is printed from."""
        self.plates: Recent[Plate | Why] = Recent(PLATES)
        self.failures = 0

    def learn(self, page: Cut, lay: Callable[..., Sheet]) -> Sheet:
        """Lay out a page, and take down how its paragraphs are set, or why that is of no use.

        Raises:
            Unfit: the page cannot be laid out to learn from.
        """
        sheet, self.family = None, Why.UNKNOWN  # until more is known
        try:
            sheet = lay(page.texts)
            self.family = Family(page, sheet)
            key = self.family.key(page.texts)
            self.known.get(key, lambda: sheet.known)
        except Unfit as reason:
            self.family = None if reason.why in OF_ROWS else reason.why
            if sheet is None:
                raise
            sheet.apart = reason.why
        except BaseException as error:
            if not isinstance(error, Exception):
                self.family = None  # it was cut short, which says nothing of the page
            raise
        return sheet

    def made(
        self, family: Family, texts: Sequence[str], lay: Callable[..., Sheet]
    ) -> Plate | Sheet:
        """The plate for texts of this shape, or their page, if it is the first that has it.

        Raises:
            Unfit: there is no plate, and why.
        """
        key = family.key(texts)
        if key not in self.plates:
            if key not in self.known:
                sheet = lay(texts)
                self.known.get(key, lambda: sheet.known)
                return sheet
            if self.failures == FAILURES:
                raise Unfit(Why.FLOWS)
        known = self.known
        found = self.plates.get(key, lambda: self._plate_or_reason(family, known.pop(key), lay))
        if isinstance(found, Why):
            raise Unfit(found)
        return found

    def _plate_or_reason(
        self, family: Family, known: Known, lay: Callable[..., Sheet]
    ) -> Plate | Why:
        try:
            return Plate(family, known, lay)
        except Unfit as reason:
            self.failures += 1
            return reason.why


class Press(Plain):
    """Prints the pages of one case and promise."""

    def __init__(self, case: Case, promised: int | None) -> None:
        super().__init__(case, promised)
        self.seen_once: Recent[Skeleton] = Recent(ONCE)
        self.skeletons: Recent[Skeleton] = Recent(SKELETONS)
        self.memo: Recent[Print] = Recent(BYTES, lambda made: len(made.data))
        self.whole: Recent[Impression] = Recent(WHOLE)

    def print(self, html: str) -> Print:
        """The very file of a full layout."""
        page = Cut.of(html)
        if not page.raw:
            return self.memo.get(html, lambda: super(Press, self).print(html))
        try:
            made = self._made(page)
            if isinstance(made, Laid):
                return made.print._replace(apart=made.apart)
            return Print(made.print(page.texts), made.pages, 0, made.remarks)
        except Unfit as reason:
            return super().print(html)._replace(apart=reason.why)

    def impression(self, html: str) -> Impression:
        """The same, to be bound with others."""
        page = Cut.of(html)
        if not page.raw:
            return self.whole.get(html, lambda: Impression.of(self.lay(html)))
        made: Plate | Laid
        try:
            made = self._made(page)
        except Unfit:
            made = self.lay(html)
        return Impression.of(made) if isinstance(made, Laid) else made.impression(page.texts)

    def _made(self, page: Cut) -> Plate | Sheet:
        """The plate for a page; or the page itself, where something was to be learned from it.

        Raises:
            Unfit: it has to be laid out in full, and why.
        """
        skeleton, texts = self._skeleton(page.skeleton), page.texts

        def lay(other: Sequence[str]) -> Sheet:
            return Sheet(self.case, self.promised, page.filled(other), other)

        if isinstance(skeleton.family, Why):
            raise Unfit(skeleton.family)
        if skeleton.family:
            return skeleton.made(skeleton.family, texts, lay)
        return skeleton.learn(page, lay)

    def _skeleton(self, key: object) -> Skeleton:
        """The skeleton of a page. Most that were seen once are not seen again, so few are kept."""
        if key in self.seen_once:
            self.skeletons.get(key, lambda: self.seen_once.pop(key))
        if key in self.skeletons:
            return self.skeletons.get(key, Skeleton)
        return self.seen_once.get(key, Skeleton)
