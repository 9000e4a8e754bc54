"""The press: prints a page from a plate where it can, and lays it out in full where it cannot.

It is a cache and nothing else: ``Press(…).print(html) == Plain(…).print(html)``, always, to the
byte. A page without slots is remembered whole.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from generator.channels.pdf.engine import Case
from generator.channels.pdf.family import Family
from generator.channels.pdf.full import Laid, Print
from generator.channels.pdf.impression import Impression
from generator.channels.pdf.plates import Plate
from generator.channels.pdf.presses import Plain
from generator.channels.pdf.recent import Recent
from generator.channels.pdf.sheet import Sheet
from generator.channels.pdf.slots import Cut, Unfit, Why

SHAPES = 2
"""The page of a shape that gets a plate, which costs two layouts."""
CREDIT, COST = 4, 2
"""Layouts: what a skeleton may spend on plates before they earn any, and what one costs.

So pages that are all unlike, though of one skeleton, lose no more than that.
"""
SKELETONS, ONCE, PLATES, WHOLE, BYTES = 64, 24, 24, 8, 32_000_000
"""What is kept: skeletons of a press, those of one page so far, plates of one, pages to bind, bytes
of finished files. What is learned of a skeleton takes a megabyte or more."""
OF_ROWS = {Why.LETTERS, Why.SCRIPT, Why.LONG}
"""Reasons that lie in one row: another of the same skeleton may still get a plate."""


class Skeleton:
    """The pages that differ only in their slots: what is known of them, and their plates."""

    def __init__(self) -> None:
        self.credit = CREDIT
        self.family: Family | Why | None = None
        self.shapes: Counter[object] = Counter()
        self.plates: Recent[Plate | Why] = Recent(PLATES)

    def learn(self, page: Cut, lay: Callable[..., Sheet]) -> Sheet:
        """Lay out a page, and take down how its paragraphs are set, or why that is of no use.

        Raises:
            Unfit: the page cannot be laid out to learn from.
        """
        sheet, self.family = None, Why.UNKNOWN  # until more is known
        try:
            sheet = lay(page.texts)
            self.family = Family(page, sheet)
            self.shapes[self.family.key(page.texts)] += 1
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

    def plate(self, family: Family, texts: Sequence[str], lay: Callable[..., Sheet]) -> Plate:
        """The plate for texts of this shape.

        Raises:
            Unfit: there is none, and why.
        """
        key = family.key(texts)
        if key not in self.plates:
            if len(self.shapes) > 40 * PLATES:
                self.shapes.clear()
            self.shapes[key] += 1
            if self.shapes[key] < SHAPES or self.credit < COST:
                raise Unfit(Why.FIRST)
            self.credit -= COST
        found = self.plates.get(key, lambda: _plate_or_reason(family, texts, lay))
        if isinstance(found, Why):
            raise Unfit(found)
        self.credit += 1
        return found


def _plate_or_reason(
    family: Family, texts: Sequence[str], lay: Callable[..., Sheet]
) -> Plate | Why:
    try:
        return Plate(family, texts, lay)
    except Unfit as reason:
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
            return skeleton.plate(skeleton.family, texts, lay)
        return skeleton.learn(page, lay)

    def _skeleton(self, key: object) -> Skeleton:
        """The skeleton of a page. Most that were seen once are not seen again, so few are kept."""
        if key in self.seen_once:
            self.skeletons.get(key, lambda: self.seen_once.pop(key))
        if key in self.skeletons:
            return self.skeletons.get(key, Skeleton)
        return self.seen_once.get(key, Skeleton)
