"""Styles of single elements, moved out of the pages: a strict policy allows none in them."""

import re
from html import unescape

from generator.documents import Artifact

ATTRIBUTE = re.compile(r'(<[a-z][\w-]*\b[^<>]*?) style="([^"<>]*)"')
"""In pages that our own templates made, from values that are escaped."""
PATH = "assets/single.css"


def moved(pages: dict[str, Artifact]) -> dict[str, Artifact]:
    """The pages without style attributes, and one style sheet with a rule for each style."""
    rules: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        number = rules.setdefault(unescape(found[2]), str(len(rules) + 1))
        return f'{found[1]} data-style="{number}"'

    plain = {
        path: page._replace(data=ATTRIBUTE.sub(named, page.data.decode()).encode())
        for path, page in pages.items()
    }
    sheet = "".join(f'[data-style="{number}"] {{ {css} }}\n' for css, number in rules.items())
    return plain | {PATH: Artifact("", sheet.encode())}
