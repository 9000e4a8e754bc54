"""Many documents in one file for the print shop: flat, tagged, each font in it once."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import BinaryIO

from generator.channels.pdf import PART, Bound, Packet, presses, promised
from generator.channels.pdf.binding.book import Book
from generator.channels.pdf.layout import engine, remarks
from generator.channels.pdf.layout.full import Laid
from generator.channels.pdf.layout.impression import Impression, TooLong
from generator.documents import Composition
from generator.errors import InputError, Problem

PAGE = '<!DOCTYPE html><html lang="en"><head><title>{}</title></head><body></body></html>'


def bind(packets: Iterable[Packet], file: BinaryIO, title: str, sides: int = 2) -> Bound:
    """As ``generator.channels.pdf.bind`` says."""
    book, warnings = Book(file, sides), dict[Problem, None]()
    last = None
    for packet in packets:
        for composition in _in_order(packet):
            if not book.part:
                book.begin_packet()
            impression = _impression(composition)
            warnings |= dict.fromkeys(remarks.warnings(impression.said, composition))
            book.add(impression, is_cover=composition is packet.cover)
            last = composition
        if book.part:
            book.end_packet(packet.title)
    if last is None:
        message = "There is nothing to bind."
        raise ValueError(message)
    book.end(Laid(_case(last), None, PAGE.format(escape(title))).anatomy)
    return Bound(book.pages, tuple(warnings))


def _in_order(packet: Packet) -> Iterator[Composition]:
    if packet.cover:
        yield packet.cover
    yield from packet.documents


def _impression(composition: Composition) -> Impression:
    selection = composition.selection
    press = presses.press(_case(composition), promised(selection))
    try:
        return press.impression(composition.parts[PART])
    except TooLong:
        message = f"The {selection.kind.title.lower()} does not fit its pages, so it is not bound."
        raise InputError([selection.source.problem(message)]) from None


def _case(composition: Composition) -> engine.Case:
    """The case for a flat print: what is on paper has no fields."""
    selection = composition.selection
    flat = selection.edition._replace(type_in=False)
    return engine.case(selection.theme, flat, selection.paper, archive=False)
