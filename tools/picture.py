"""Draw docs/packet.png from the built sample: python tools/picture.py, after make build."""

import math
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parent.parent
SHEETS = ("question-sheet", "guide", "phone-script", "thank-you-note")
WIDTH = 560
"""Pixels of one sheet of paper."""
GAP = 24


def main() -> None:
    """Lay four sheets side by side, two rows of two, on grey."""
    folder = ROOT / "output" / "marcus-oyelaran"
    sheets = [sheet(folder / f"{name}.pdf") for name in SHEETS]
    height = max(each.height for each in sheets)
    rows = math.ceil(len(sheets) / 2)
    size = (2 * WIDTH + 3 * GAP, rows * height + (rows + 1) * GAP)
    picture = Image.new("RGB", size, "#c9cdd2")
    for i, each in enumerate(sheets):
        at = (GAP + i % 2 * (WIDTH + GAP), GAP + i // 2 * (height + GAP))
        picture.paste(each, at)
    picture.quantize(64).save(ROOT / "docs" / "packet.png", optimize=True)


def sheet(path: Path) -> Image.Image:
    """The first page of a PDF."""
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        page = document[0]
        return page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")


if __name__ == "__main__":
    main()
