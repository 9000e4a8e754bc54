"""A family: the pages of one skeleton, and how their paragraphs take other texts."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial

from generator.channels.pdf.plates.paragraphs import Paragraph, Pens, Set
from generator.channels.pdf.plates.sheet import Sheet
from generator.channels.pdf.plates.slots import Cut, Unfit, Why, mark

MORE = 26
"""Words of one letter that a text is lengthened by, at the most: half a line of a page."""
TAILS = (7, 6, 8, 5, 9, 4, 10, 12, 14, 20, 30)
"""Letters of a text that a mark may take the place of, the likeliest first."""


class Family:
    """The pages of one skeleton, as far as the first of them that was laid out tells."""

    def __init__(self, page: Cut, sheet: Sheet) -> None:
        self.pens = Pens(sheet.layout.fonts)
        by_size: dict[tuple[float, ...], list[Paragraph]] = {}
        for asked in sheet.recorder.layouts.values():
            paragraphs = [Paragraph(asked[key], self.pens) for key in sorted(asked)]
            sizes = tuple(paragraph.size for paragraph in paragraphs)
            by_size.pop(sizes, None)
            by_size[sizes] = paragraphs
        tried: list[list[Paragraph]]
        *tried, last = by_size.values() if by_size else [[]]
        self.tried = tried
        """The paragraphs in the sizes of type that did not do."""
        self.paragraphs = last
        """And in the one that did."""
        self.sizes = list(by_size)
        shown = {each for paragraph in self.paragraphs for each in paragraph.numbers}
        if shown | sheet.titles != set(range(len(page.raw))):
            raise Unfit(Why.HIDDEN)

    def key(self, texts: Sequence[str]) -> tuple[int, ...]:
        """The shape of a row: all of its texts that the rest of the page depends on."""
        return tuple(
            paragraph.with_texts(texts).shape
            for paragraphs in (*self.tried, self.paragraphs)
            for paragraph in paragraphs
        )

    def settings(self, texts: Sequence[str]) -> list[Set]:
        """The paragraphs with the texts of a row."""
        return [paragraph.with_texts(texts) for paragraph in self.paragraphs]

    def marks(self, texts: Sequence[str]) -> list[str]:
        """Texts of the same shape that can be told from all others, and almost fill their slots.

        So whatever depends on the width of a text shows beside a page with usual texts.
        """
        made = list(texts)
        key = self.key(texts)

        def other(i: int, said: str) -> bool:
            made[i] = said
            return self.key(made) != key

        for i, text in enumerate(texts):
            tails = (text[start:] for start in (*TAILS, len(text)))
            if all(other(i, mark(i, tail)) for tail in tails):
                raise Unfit(Why.SHORT)
        for i, usual in enumerate(made):
            longer = [usual + " m" * count for count in range(MORE + 1)]
            most = bisect_left(longer, x=True, key=partial(other, i)) - 1
            made[i] = longer[most]
        return made
