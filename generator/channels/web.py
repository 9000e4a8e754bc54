"""A self-contained page: styles and fonts inside, no request to any network."""

import base64
import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path

from generator.cutting import cut
from generator.documents import Artifact, Composition
from generator.model import Theme

PART = "body.html"
SLOT = re.compile(r"<span data-slot>([^<]*)</span>")
"""The mark of a text that changes, which only print has a use for."""
LETTERS = (
    range(0x20, 0x250),  # Latin, with Extended A and B
    range(0x300, 0x370),  # marks to combine
    range(0x1E00, 0x1F00),  # Latin Extended Additional, as Vietnamese has it
    range(0x2000, 0x2070),  # punctuation
    range(0x20A0, 0x20D0),  # currencies
    range(0x2100, 0x2150),
    range(0x2190, 0x2194),  # arrows
    range(0x2212, 0x2213),
)
FEATURES = (
    *("case", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "c2sc", "smcp"),
    *("lnum", "onum", "pnum", "tnum", "frac", "numr", "dnom"),
)
"""What a theme's style sheet may ask of a font."""


def typeset(composition: Composition) -> Artifact:
    """An ``.html`` file that prints like the PDF."""
    page = unmarked(composition.parts[PART])
    style = _style(composition.selection.theme, composition.selection.paper)
    return Artifact(".html", page.replace("</head>", f"{style}</head>", 1).encode())


def unmarked(page: str) -> str:
    """A page without the marks that only print has a use for, and without what is blank."""
    return SLOT.sub(lambda found: found[1].strip(), page)


def faces(theme: Theme, address: Callable[[Path], str]) -> str:
    """The rules for a theme's fonts, whose files are at these addresses."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f"font-style: {face.style}; src: url({address(face.path)}) }}\n"
        for face in theme.faces
        if face.web
    )


@cache
def woff(path: Path) -> bytes:
    """A font as WOFF with the letters of Latin scripts: a tenth of the file's size.

    What a page has besides, the reader's own fonts show.
    """
    from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter  # noqa: PLC0415 - only pages need it

    letters, out = cut(path, list(chain.from_iterable(LETTERS)), FEATURES), BytesIO()
    font = SFNTReader(BytesIO(letters))
    packed = SFNTWriter(out, len(font.tables), font.sfntVersion, "woff")
    for tag in font.tables:
        packed[tag] = font[tag]
    packed.close()
    return out.getvalue()


@cache
def _style(theme: Theme, paper: str) -> str:
    size = f"@page {{ size: {paper} }}"
    return (
        f"<style>\n{faces(theme, _data_uri)}</style>\n"
        f'<style media="print">\n{theme.print_css}\n{theme.browser_css}\n{size}\n</style>\n'
        f'<style media="screen">\n{theme.screen_css}\n</style>\n'
    )


@cache
def _data_uri(path: Path) -> str:
    return f"data:font/woff;base64,{base64.b64encode(woff(path)).decode()}"
