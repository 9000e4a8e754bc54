"""The plain script beside which askwell is measured: WeasyPrint and finished pages, nothing else.

    python bench/bare.py FOLDER LAYOUTS

FOLDER holds ``sheets.json`` (style sheets, the @font-face rules first) and ``*.html``, finished
pages. Each is laid out as often as ``layouts.json`` says by its name, or once if LAYOUTS is 1.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration


@dataclass(frozen=True)
class Plain:
    """Fonts and style sheets that are set up once, as askwell does."""

    folder: Path
    fonts: Any
    sheets: list[Any]
    layouts: dict[str, int]

    @classmethod
    def of(cls, folder: Path) -> "Plain":
        """Read what a folder holds."""
        fonts = FontConfiguration()
        texts = json.loads((folder / "sheets.json").read_text(encoding="utf-8"))
        layouts = json.loads((folder / "layouts.json").read_text(encoding="utf-8"))
        return cls(folder, fonts, [CSS(string=text, font_config=fonts) for text in texts], layouts)

    def make(self, *, once: bool) -> None:
        """Lay out every page and write it."""
        for path in sorted(self.folder.glob("*.html")):
            page = HTML(string=path.read_text(encoding="utf-8"))
            for _ in range(1 if once else self.layouts[path.stem]):
                layout = page.render(
                    stylesheets=self.sheets, font_config=self.fonts, pdf_variant="pdf/ua-1"
                )
            layout.write_pdf(path.with_suffix(".pdf"), pdf_variant="pdf/ua-1", pdf_identifier=True)


if __name__ == "__main__":
    Plain.of(Path(sys.argv[1])).make(once=sys.argv[2] == "1")
