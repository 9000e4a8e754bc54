"""The plain script beside which askwell is measured: WeasyPrint and finished pages, nothing else.

    python bench/bare.py FOLDER LAYOUTS

FOLDER holds ``sheets.json`` (style sheets, and the @font-face rules first) and ``*.html``, finished
pages. Each is laid out as often as its name in ``layouts.json`` says, or once where LAYOUTS is 1.
"""

import json
import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration


def main(folder: Path, *, once: bool) -> None:
    """Lay out every page and write it."""
    fonts = FontConfiguration()
    texts = json.loads((folder / "sheets.json").read_text(encoding="utf-8"))
    sheets = [CSS(string=text, font_config=fonts) for text in texts]
    layouts = json.loads((folder / "layouts.json").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.html")):
        page = HTML(string=path.read_text(encoding="utf-8"))
        for _ in range(1 if once else layouts[path.stem]):
            layout = page.render(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
        layout.write_pdf(path.with_suffix(".pdf"), pdf_variant="pdf/ua-1", pdf_identifier=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), once=sys.argv[2] == "1")
