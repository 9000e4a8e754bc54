"""WeasyPrint, set up once for each theme and paper, and kept from reading anything else."""

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from pydyf import PDF
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from generator.channels.pdf.layout import clock, cuts, packing
from generator.channels.pdf.layout.fit import Block
from generator.channels.pdf.layout.remarks import quoting
from generator.channels.pdf.layout.scratch import scratch
from generator.channels.pdf.tagging.archive import claim_both
from generator.channels.pdf.tagging.fields import Field, add_fields
from generator.channels.pdf.tagging.structure import Structure, TagRecorder
from generator.channels.pdf.tagging.tags import cure, join_pages
from generator.model import Edition, Paper, Theme

pydyf.zlib = packing
Font.subset = cuts.subset

UA, ARCHIVE = "pdf/ua-1", "pdf/a-2a"
"""What the engine is asked for: accessible, or for archives (where archive.py adds the first)."""
TALL = 60
"""Inches: more than any document that fits on its pages."""
NOTE, LABEL = 9, 8
"""Points: the smallest type for text and for labels; what is as small does not shrink."""
WIDTHS = {"letter": "8.5in", "a4": "210mm"}
HEIGHTS = {"letter": 11 * 96, "a4": 297 / 25.4 * 96}
"""CSS pixels."""
Watch = Callable[[PDF, list[Field]], None]
"""Is shown a file when all is in it, just before it is written."""


class _ThemeFiles(URLFetcher):  # type: ignore[misc]  # the engine has no types
    """Fetches the fonts of the theme and pictures inside the page; no network, no other file."""

    def __init__(self, allowed: frozenset[str]) -> None:
        super().__init__(allowed_protocols={"data", "file"}, allow_redirects=False)
        self.allowed = allowed

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401
        if not url.startswith("data:") and url not in self.allowed:
            message = f"{url} may not be read: only the theme's own files are."
            raise ValueError(message)
        return super().fetch(url, headers)


class _Fonts(FontConfiguration):  # type: ignore[misc]  # as above
    """The engine's fonts, with their copies where they are removed, however a process ends."""

    def __init__(self) -> None:
        super().__init__()
        if folder := scratch():
            self._folder = Path(mkdtemp(dir=folder))


class Case:
    """The fonts and style sheets that the documents of one theme, edition and paper share."""

    def __init__(self, theme: Theme, edition: Edition, paper: Paper, variant: str) -> None:
        self.paper = paper
        self.variant = variant
        self.fit = edition.fit
        self.typed = theme.faces[0].path if edition.type_in else None
        """The font of what is typed into fields, if there are any."""
        self.runs_on = not edition.keeps_pages
        """Whether a document may have as many pages as it takes."""
        self.fonts = _Fonts()
        self.fetcher = _ThemeFiles(frozenset(face.path.as_uri() for face in theme.faces))
        faces = "".join(
            f'@font-face {{ font-family: "{face.family}"; src: url("{face.path.as_uri()}"); '
            f"font-weight: {face.weight}; font-style: {face.style} }}\n"
            for face in theme.faces
        )
        self.texts = [faces, theme.print_css, edition.print_css, f"@page{{size:{paper}}}"]
        self.said: set[str] = set()
        self.sheets = [self._heard(text) for text in self.texts]
        self.tall = self.css(f"@page{{size:{WIDTHS[paper]} {TALL}in !important}}")

    def _heard(self, text: str) -> CSS:
        """A style sheet, of which it is taken down what the engine says."""
        said: set[str] = set()
        with _Listening(said):
            sheet = self.css(text)
        self.said |= {quoting(each, text) for each in said}
        return sheet

    def css(self, text: str) -> CSS:
        """A style sheet that may read what the theme may."""
        return CSS(string=text, font_config=self.fonts, url_fetcher=self.fetcher)


@lru_cache(maxsize=8)
def case(theme: Theme, edition: Edition, paper: Paper, *, archive: bool) -> Case:
    """The case of a theme, edition and paper: setting one up costs as much as a page."""
    return Case(theme, edition, paper, ARCHIVE if archive else UA)


class Page:
    """One document that can be changed a little and laid out more than once; parsed once."""

    def __init__(self, case: Case, html: str) -> None:
        self.case = case
        self.height = HEIGHTS[case.paper]
        self.said = set(case.said)
        with _Listening(self.said):
            self.html = HTML(string=html, url_fetcher=case.fetcher)
        elements = self.html.etree_element.iter("div")
        self.elements = {e.get("id"): e for e in elements if e.get("data-lines")}

    @property
    def blocks(self) -> list[Block]:
        """The blocks of writing lines, in the order of the page."""
        spans = {name: element.get("data-lines").split() for name, element in self.elements.items()}
        return [Block(name, int(fewest), int(most)) for name, (fewest, most) in spans.items()]

    def rule(self, block: Block, lines: int, pitch: float) -> None:
        """Give a block so many lines, ``pitch`` points apart."""
        element = self.elements[block.name]
        element[:] = [Element("div") for _ in range(lines)]
        element.set("style", f"--pitch: {pitch:.3f}pt")

    def set_type(self, size: float) -> None:
        """Set the text in another size, in points. Labels keep theirs."""
        style = f"--fs: {size}pt; --t-note: {NOTE}pt; --t-small: {LABEL}pt"
        self.html.etree_element.set("style", style)

    def lay(self, *, tall: bool = False) -> Document:
        """Lay it out; on very tall pages, to see how much room everything takes."""
        sheets = [*self.case.sheets, self.case.tall] if tall else self.case.sheets
        with _Listening(self.said):
            return self.html.render(
                stylesheets=sheets, font_config=self.case.fonts, pdf_variant=self.case.variant
            )

    def write(self, layout: Document, watch: Watch | None = None) -> bytes:
        """The PDF file. Its identifier comes from the content: same page, same bytes."""
        recorder = TagRecorder()

        def finish(_: Document, pdf: PDF) -> None:
            structure = Structure(pdf, recorder)
            join_pages(structure)
            fields: list[Field] = []
            if self.case.typed:
                fields = add_fields(structure, self.html.etree_element, self.case.typed)
            cure(structure)
            structure.write()
            if self.case.variant == ARCHIVE:
                claim_both(structure)
            if watch:
                watch(pdf, fields)

        variant = self.case.variant
        with _Listening(self.said), recorder.listening(), clock.stopped():
            data = layout.write_pdf(pdf_variant=variant, pdf_identifier=True, finisher=finish)
        assert isinstance(data, bytes)
        return data


class _Listening(logging.Handler):
    """Takes down what the engine logs while it works."""

    def __init__(self, said: set[str]) -> None:
        super().__init__(logging.WARNING)
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        self.said.add(record.getMessage())

    def __enter__(self) -> None:
        logging.getLogger("weasyprint").addHandler(self)

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)
