"""What the pages share: style sheets, fonts, the logo; each a file of its own beside them."""

import base64
import re
from collections.abc import Iterator

from generator.channels.web import faces
from generator.compose import Composer
from generator.documents import Artifact, Selection
from generator.model import Face
from generator.webfonts import woff

FOLDER = "assets"
SUFFIXES = {"svg+xml": "svg", "jpeg": "jpg"}
DATA = re.compile(r"data:image/([\w+.-]+);base64,(.*)", re.DOTALL)


def icon_of(shown: Selection) -> str:
    """The path of the logo, or of the mark that stands in for it in a browser's tab."""
    found = DATA.fullmatch(shown.logo or "")
    kind = found[1] if found else "svg+xml"
    return f"{FOLDER}/{'logo' if found else 'mark'}.{SUFFIXES.get(kind, kind)}"


def assets(shown: Selection, composer: Composer) -> Iterator[tuple[str, Artifact]]:
    """Each file by its path."""
    theme, icon = shown.theme, icon_of(shown)
    yield icon, Artifact("", _picture(shown, composer))
    here = {"logo": icon.rpartition("/")[2] if shown.logo else None}
    sheets = {
        "theme.css": faces(theme, _file) + composer.fill("shared/brand.css.j2", shown, **here),
        "screen.css": theme.screen_css,
        "print.css": f"{theme.print_css}\n{theme.browser_css}\n@page {{ size: {shown.paper} }}",
        "site.css": theme.site_css,
    }
    for name, text in sheets.items():
        yield f"{FOLDER}/{name}", Artifact("", f"{text.strip()}\n".encode())
    for face in theme.faces:
        if face.web:
            yield f"{FOLDER}/{_file(face)}", Artifact("", woff(face))


def _picture(shown: Selection, composer: Composer) -> bytes:
    """The logo's own bytes; without one, a drawing."""
    if found := DATA.fullmatch(shown.logo or ""):
        return base64.b64decode(found[2])
    return composer.fill("site/mark.svg.j2", shown).encode()


def _file(face: Face) -> str:
    """The name of a font on the site."""
    return re.sub(r"[^\w.-]+", "-", face.path.stem).strip("-") + ".woff"
