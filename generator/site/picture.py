"""The picture that stands for a page where somebody shares its address."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.documents import Artifact, Selection
from generator.typography import curl

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

PATH = "assets/preview.png"
SIZE = (1200, 630)
"""Pixels: what those who show previews lay out for (the Open Graph protocol names no size)."""
EDGE = 80
TITLE, LINE, SMALL = 108, 1.12, 38
INK, MUTED, PAPER = "#17191e", "#4b505a", "#ffffff"


def preview(shown: Selection) -> Artifact:
    """The title as on the guide, the time axis of a meeting, and who publishes, on white."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only a site that has an address needs it

    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((EDGE, EDGE, SIZE[0] - EDGE, EDGE + 8), INK)
    _bar(draw, shown)
    _words(draw, shown)
    out = BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return Artifact(".png", out.getvalue())


def _bar(draw: "ImageDraw", shown: Selection) -> None:
    """The three parts of a meeting, as long as they take."""
    plan, left, top = shown.plan, EDGE, SIZE[1] - 176
    brand = (shown.organization and shown.organization.color) or shown.theme.brand
    width = SIZE[0] - 2 * EDGE
    spans = (plan.opening, plan.asking, plan.closing)
    for i, color in enumerate((INK, brand, INK)):
        right = EDGE + width * sum(spans[: i + 1]) // sum(spans)
        draw.rectangle((left, top, right, top + 20), color)
        left = right + 8


def _words(draw: "ImageDraw", shown: Selection) -> None:
    rows = [curl(row) for row in shown.guide.title.splitlines()]
    font = _fitting(_bold(shown), rows)
    for i, row in enumerate(rows):
        at = (EDGE, EDGE + 48 + i * font.size * LINE)
        draw.text(at, row, INK, font)
    if organization := shown.organization:
        name = " ".join(filter(None, (organization.name, organization.office)))
        small = _fitting(_bold(shown), [name], SMALL)
        draw.text((EDGE, SIZE[1] - EDGE - SMALL), name, MUTED, small)


def _bold(shown: Selection) -> Path:
    """The font file of the theme's heads: the heaviest that its pages carry."""
    return max((face for face in shown.theme.faces if face.web), key=lambda each: each.weight).path


def _fitting(path: Path, rows: list[str], size: int = TITLE) -> "FreeTypeFont":
    """The font, in the size in which the longest row has room."""
    from PIL import ImageFont  # noqa: PLC0415 - as above

    font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    longest = max(font.getlength(row) for row in rows)
    room = min(1, (SIZE[0] - 2 * EDGE) / longest, 3 / len(rows))
    return font.font_variant(size=int(size * room))
