"""A self-contained page: styles and fonts inside, no request to any network."""

import base64
from functools import cache
from pathlib import Path

from generator.documents import Artifact, Composition
from generator.model import Theme

PART = "body.html"


def typeset(composition: Composition) -> Artifact:
    """An ``.html`` file that prints like the PDF."""
    page = composition.parts["body.html"]
    style = _style(composition.selection.theme, composition.selection.paper)
    return Artifact(".html", page.replace("</head>", f"{style}</head>", 1).encode())


@cache
def _style(theme: Theme, paper: str) -> str:
    size = f"@page {{ size: {paper} }}"
    return (
        f"<style>\n{_faces(theme)}</style>\n"
        f'<style media="print">\n{theme.print_css}\n{theme.browser_css}\n{size}\n</style>\n'
        f'<style media="screen">\n{theme.screen_css}\n</style>\n'
    )


def _faces(theme: Theme) -> str:
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f"font-style: {face.style}; src: url({_data_uri(face.path)}) }}\n"
        for face in theme.faces
        if face.web
    )


@cache
def _data_uri(path: Path) -> str:
    return f"data:font/ttf;base64,{base64.b64encode(path.read_bytes()).decode()}"
