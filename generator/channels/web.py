"""A self-contained page: styles and fonts inside, no request to any network."""

import base64
import re
from collections.abc import Callable
from functools import cache

from generator.documents import Artifact, Composition
from generator.model import Face, Theme
from generator.webfonts import woff

PART = "body.html"
SLOT = re.compile(r"<span data-slot>([^<]*)</span>")
"""The mark of a text that changes, which only print has a use for."""


def typeset(composition: Composition) -> Artifact:
    """An ``.html`` file that prints like the PDF."""
    page = unmarked(composition.parts[PART])
    style = _style(composition.selection.theme, composition.selection.paper)
    return Artifact(".html", page.replace("</head>", f"{style}</head>", 1).encode())


def unmarked(page: str) -> str:
    """A page without the marks that only print has a use for, and without what is blank."""
    return SLOT.sub(lambda found: found[1].strip(), page)


def faces(theme: Theme, address: Callable[[Face], str]) -> str:
    """The rules for a theme's fonts, whose files are at these addresses."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f"font-style: {face.style}; src: url({address(face)}) }}\n"
        for face in theme.faces
        if face.web
    )


@cache
def _style(theme: Theme, paper: str) -> str:
    size = f"@page {{ size: {paper} }}"
    return (
        f"<style>\n{faces(theme, _data_uri)}</style>\n"
        f'<style media="print">\n{theme.print_css}\n{theme.browser_css}\n{size}\n</style>\n'
        f'<style media="screen">\n{theme.screen_css}\n</style>\n'
    )


@cache
def _data_uri(face: Face) -> str:
    return f"data:font/woff;base64,{base64.b64encode(woff(face)).decode()}"
