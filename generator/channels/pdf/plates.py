"""A plate: pages laid out once, whose slots take the texts of other rows.

A plate is used only after it has made, byte for byte, what a full layout makes of texts that almost
fill their slots. What it prints is then assembled from what never changes, from paragraphs that the
engine lays out and draws, and from fonts that the engine cuts to the letters of the row.
"""

from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape

import pydyf

from generator.channels.pdf.assembled import assembled
from generator.channels.pdf.content import compose, cut_pages
from generator.channels.pdf.family import Family
from generator.channels.pdf.fields import Field, called
from generator.channels.pdf.fonts import font_objects
from generator.channels.pdf.impression import Impression, title
from generator.channels.pdf.ink import Ink
from generator.channels.pdf.ready import Ready, joined, written
from generator.channels.pdf.sheet import Sheet
from generator.channels.pdf.slots import Phrase, Unfit, Why, words
from generator.channels.pdf.strings import filled, phrased


class Plate:
    """Pages of one shape, with gaps for texts."""

    def __init__(
        self, family: Family, texts: Sequence[str], lay: Callable[[Sequence[str]], Sheet]
    ) -> None:
        """Lay out two sheets in order to make and to prove it.

        Raises:
            Unfit: the layout depends on the texts in more than their shape.
        """
        self.family = family
        marks = family.marks(texts)
        sheet = lay(marks)
        self.pages, self.said = len(sheet.layout.pages), sheet.said
        self._keep(sheet, marks)
        self.contents = cut_pages(family, sheet, marks)
        self._prove(marks, sheet)
        full = family.stretched(texts)
        self._prove(full, lay(full))

    def _prove(self, texts: Sequence[str], sheet: Sheet) -> None:
        alike = len(sheet.layout.pages) == self.pages and sheet.said == self.said
        if not alike or self.print(texts) != sheet.data:
            raise Unfit(Why.FLOWS)

    def _keep(self, sheet: Sheet, marks: Sequence[str]) -> None:
        """Keep the objects of a file, serialised where they never change."""
        self.anatomy = sheet.anatomy
        objects = self.anatomy.objects
        forms = {form: i for i, each in enumerate(marks) for form in (each, words(each))}
        self.info = phrased(self.anatomy.info, forms) or self.anatomy.info
        self.fields = [
            (written(field.widget), Phrase(field.words, forms), field.sort)
            for field in sheet.fields
        ]
        widgets = {field.widget.number for field in sheet.fields}
        self.phrases = {
            each.number: found
            for each in objects
            if each.number not in widgets and (found := phrased(each, forms))
        }
        text = joined(objects[self.anatomy.metadata].stream).decode()
        self.xml = Phrase(text, {escape(form): i for form, i in forms.items()})
        changing = {0, *self.anatomy.streams, *self.anatomy.fonts, *self.phrases}
        self.ready = [
            each if i in changing or each.number is None else Ready(each, i)
            for i, each in enumerate(objects)
        ]

    def print(self, texts: Sequence[str]) -> bytes:
        """The file with the texts of a row.

        Raises:
            Unfit: the row needs fonts in another order than the page has them.
        """
        anatomy, ink = self.anatomy, Ink()
        objects = self.ready[:]
        for i, pieces in zip(anatomy.streams, self.composed(texts, ink), strict=True):
            content = b"\n".join(piece for piece, _ in pieces)
            old = anatomy.objects[i]
            objects[i] = Ready(pydyf.Stream([content], old.extra, old.compress), i)
        fonts = font_objects(self.family.pens, ink, anatomy.fonts[0])
        for i, each in zip(anatomy.fonts, fonts, strict=True):
            objects[i] = Ready(each, i)
        for i, found in self.changed(texts):
            objects[i] = Ready(found, i)
        return assembled(objects, anatomy.catalog.reference, self.said_of(texts))

    def composed(self, texts: Sequence[str], ink: Ink) -> list[list[tuple[bytes, bool]]]:
        """The content of each page in pieces; ``ink`` takes what they draw."""
        settings = self.family.settings(texts)
        return [list(compose(self.family, pieces, settings, ink)) for pieces in self.contents]

    def impression(self, texts: Sequence[str]) -> Impression:
        """The same as a part of a bound file."""
        ink = Ink()
        contents = self.composed(texts, ink)
        name = title(self.said_of(texts))
        fonts = self.family.pens.by_name
        return Impression(
            self.anatomy, contents, dict(self.changed(texts)), ink, fonts, name, self.said
        )

    def said_of(self, texts: Sequence[str]) -> pydyf.Dictionary:
        """What the file says of itself: its title and the like."""
        return filled(self.info, texts)

    def changed(self, texts: Sequence[str]) -> Iterator[tuple[int, pydyf.Object]]:
        """The objects whose strings change, with their numbers."""
        for i, phrases in self.phrases.items():
            yield i, filled(phrases, texts)
        if self.xml.changes:
            old = self.anatomy.objects[self.anatomy.metadata]
            xml = self.xml.filled([escape(text) for text in texts]).encode()
            yield self.anatomy.metadata, pydyf.Stream([xml], old.extra, old.compress)
        if any(phrase.changes for _, phrase, _ in self.fields):
            fields = [
                Field(widget, phrase.filled(texts), sort) for widget, phrase, sort in self.fields
            ]
            for field, names in zip(fields, called(fields), strict=True):
                yield field.widget.number, pydyf.Dictionary(field.widget | names)
