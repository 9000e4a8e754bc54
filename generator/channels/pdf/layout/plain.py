"""The press that lays out every page in full."""

from generator.channels.pdf.layout.engine import Case
from generator.channels.pdf.layout.full import Laid, Print
from generator.channels.pdf.layout.impression import Impression


class Plain:
    """Prints pages of one case, all with the same promise: lays out each of them in full."""

    def __init__(self, case: Case, promised: int | None) -> None:
        self.case = case
        self.promised = promised

    def print(self, html: str) -> Print:
        """The file of a page."""
        return self.lay(html).print

    def lay(self, html: str) -> Laid:
        """The page, laid out and not yet a file."""
        return Laid(self.case, self.promised, html)

    def impression(self, html: str) -> Impression:
        """The page, to be bound with others.

        Raises:
            TooLong: it does not fit its pages.
        """
        return Impression.of(self.lay(html))
