"""A plate: pages laid out once, whose slots take the texts of other rows.

It is laid out with texts that almost fill their slots, and used only after it has made, byte for
byte, what a full layout made of a row. What it prints is then assembled from what never changes,
from paragraphs that the engine lays out and draws, and from fonts that the engine cuts to the
letters of the row.
"""

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import pydyf

from generator.channels.pdf.layout.impression import Impression, title
from generator.channels.pdf.objects.assembled import Assembly
from generator.channels.pdf.objects.ink import Ink
from generator.channels.pdf.objects.ready import joined
from generator.channels.pdf.plates.content import compose, cut_pages
from generator.channels.pdf.plates.family import Family
from generator.channels.pdf.plates.fonts import font_objects
from generator.channels.pdf.plates.sheet import Known, Sheet, digest
from generator.channels.pdf.plates.slots import Phrase, Unfit, Why, words
from generator.channels.pdf.plates.strings import Strings, cut_at_marks, filled, string
from generator.channels.pdf.tagging.fields import called, named


class Plate:
    """Pages of one shape, with gaps for texts."""

    def __init__(self, family: Family, known: Known, lay: Callable[[Sequence[str]], Sheet]) -> None:
        """Lay out a sheet to make it of; ``known`` is another of the same shape, to prove it by.

        Raises:
            Unfit: the layout depends on the texts in more than their shape.
        """
        self.family = family
        marks = family.marks(known.texts)
        sheet = lay(marks)
        self.pages, self.remarks = len(sheet.layout.pages), sheet.said
        self._keep(sheet, marks)
        self.contents = cut_pages(family, sheet, marks)
        self._prove(sheet.known)
        self._prove(known)

    def _prove(self, known: Known) -> None:
        alike = known.pages == self.pages and known.said == self.remarks
        if not alike or digest(self.print(known.texts)) != known.digest:
            raise Unfit(Why.FLOWS)

    def _keep(self, sheet: Sheet, marks: Sequence[str]) -> None:
        """Keep the objects of a file, serialised where they never change."""
        self.anatomy = sheet.anatomy
        objects = self.anatomy.objects
        forms = {form: i for i, each in enumerate(marks) for form in (each, words(each))}
        self.strings = Strings(forms)
        self.fields = [(Phrase(each.words, forms), each.sort) for each in sheet.fields]
        if any(phrase.changes for phrase, _ in self.fields):
            for i, each in enumerate(sheet.fields):
                each.widget.update(named(b"@n%d" % i, b"@l%d" % i))
        objects[:] = map(self.strings.marked, objects)
        info = self.strings.marked(self.anatomy.info)
        self.title = Phrase(title(self.anatomy.info), forms)
        self.info = cut_at_marks(info.data)
        self.cut = {
            i: pieces
            for i, each in enumerate(objects)
            if isinstance(each, pydyf.Dictionary) and len(pieces := cut_at_marks(each.data)) > 1
        }
        text = joined(objects[self.anatomy.metadata].stream).decode()
        self.xml = Phrase(text, {escape(form): i for form, i in forms.items()})
        others = {self.anatomy.metadata, *self.anatomy.streams, *self.anatomy.fonts}
        changing = others | self.cut.keys()
        self.assembly = Assembly(objects, changing, self.anatomy.catalog.reference)

    def print(self, texts: Sequence[str]) -> bytes:
        """The file with the texts of a row.

        Raises:
            Unfit: the row needs fonts in another order than the page has them.
        """
        anatomy, ink, said = self.anatomy, Ink(), self.said_of(texts)
        new = {i: filled(pieces, said) for i, pieces in self.cut.items()}
        for i, pieces in zip(anatomy.streams, self.composed(texts, ink), strict=True):
            new[i] = _again(anatomy.objects[i], b"\n".join(piece for piece, _ in pieces))
        fonts = font_objects(self.family.pens, ink, anatomy.fonts)
        new |= dict(zip(anatomy.fonts, fonts, strict=True))
        xml = self.xml.filled([escape(text) for text in texts]).encode()
        new[anatomy.metadata] = _again(anatomy.objects[anatomy.metadata], xml)
        return self.assembly.file(new, filled(self.info, said))

    def composed(self, texts: Sequence[str], ink: Ink) -> list[list[tuple[bytes, bool]]]:
        """The content of each page in pieces; ``ink`` takes what they draw."""
        settings = self.family.settings(texts)
        return [list(compose(self.family, pieces, settings, ink)) for pieces in self.contents]

    def impression(self, texts: Sequence[str]) -> Impression:
        """The same as a part of a bound file."""
        ink = Ink()
        contents = self.composed(texts, ink)
        name, fonts = self.title.filled(texts), self.family.pens.by_name
        return Impression(
            self.anatomy, contents, self.said_of(texts), ink, fonts, name, self.remarks
        )

    def said_of(self, texts: Sequence[str]) -> dict[bytes, bytes]:
        """What stands for each mark in the objects."""
        said = self.strings.filled(texts)
        if any(phrase.changes for phrase, _ in self.fields):
            labels = ((phrase.filled(texts), sort) for phrase, sort in self.fields)
            for i, (name, label) in enumerate(called(labels)):
                said |= {b"@n%d" % i: string(name), b"@l%d" % i: string(label)}
        return said


def _again(old: pydyf.Stream, content: bytes) -> bytes:
    """A stream with other content."""
    data: bytes = pydyf.Stream([content], old.extra, old.compress).data
    return data
