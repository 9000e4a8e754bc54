"""One full layout that is watched: what a plate is made from, and what it is proved by."""

from collections.abc import Sequence

from pydyf import PDF
from weasyprint.document import Document

from generator.channels.pdf import fit
from generator.channels.pdf.engine import Case
from generator.channels.pdf.fields import Field
from generator.channels.pdf.paragraphs import Recorder
from generator.channels.pdf.slots import Unfit, Why, numbered
from generator.model import Fit


class Sheet:
    """A page laid out in full, with all that is known of how it was done."""

    def __init__(
        self, case: Case, bounds: Fit, promised: int | None, html: str, texts: Sequence[str]
    ) -> None:
        page = case.page(html)
        slots = numbered(page.html.etree_element, texts)
        self.titles = {i for element, i in slots.items() if element.tag == "title"}
        self.recorder = Recorder(slots)
        with self.recorder.listening():
            fitted = fit.fit(page, bounds, promised)
        if fitted.overflow:
            raise Unfit(Why.LONG)
        self.layout: Document = fitted.layout
        self.data = page.write(self.layout, self._keep)
        self.said = frozenset(page.said)

    def _keep(self, pdf: PDF, fields: list[Field]) -> None:
        self.objects = list(pdf.objects)
        self.catalog, self.info = pdf.catalog, pdf.info
        self.page_references = pdf.page_references
        self.fields = fields
