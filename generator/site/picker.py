"""The page on which a student picks questions: markup, data, style and scripts, for a browser.

rules, and wordings of each situation ─▶ data ┐
question sheet ─▶ sheets of each state ───────┴─▶ index.html, beside its scripts
"""

import json
import re

from markupsafe import Markup

from generator.compose import Composer
from generator.documents import Artifact, Selection
from generator.load.folders import first
from generator.model import Theme
from generator.reading.tree import text_of
from generator.select import Selector
from generator.site.pages import PICKER
from generator.site.rules import rules
from generator.site.sheets import sheets
from generator.site.wordings import Wordings
from generator.typography import DAYS, FULL_DAYS, FULL_MONTHS, MONTHS, spelled

FOLDER, STYLE = "site/picker", "picker.css"
SCRIPTS = (
    *("plan.js", "words.js", "drafts.js", "mail.js", "calendar.js", "files.js"),
    *("sheet.js", "store.js", "view.js", "picker.js"),
)
"""In the order in which they need each other."""
MARGIN = re.compile(r"@page\s*\{[^{}]*?\bmargin:\s*([^;{}]+)")
LENGTH = re.compile(r"([\d.]+)(pt|pc|px|in|cm|mm|q)?", re.IGNORECASE)
POINTS = {"pt": 1, "pc": 12, "px": 0.75, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "q": 18 / 25.4}
"""In a unit of CSS (CSS Values 4 §6.2); a zero needs none."""
USUAL = "75px"
"""The engine's own, where a theme says nothing."""
COMMENT = re.compile(r"^ *(?://[^\n]*|/\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
"""A comment on lines of its own: it is for those who write the scripts, and not published."""
LONGEST = 90
"""Minutes of a meeting."""
THANKS = "thank-you-email"


def picker(shown: Selection, selector: Selector, composer: Composer) -> dict[str, Artifact]:
    """The files of the page by their paths on the site; ``shown`` is the page in its frame.

    Raises:
        InputError: a template cannot be read, or uses what is not there.
    """
    folders = selector.catalog.folders
    own = {
        name: COMMENT.sub("", text_of(first(folders, f"{FOLDER}/{name}")))
        for name in (*SCRIPTS, STYLE)
    }
    values = {
        "sheets": [(name, Markup(text)) for name, text in sheets(selector)],  # noqa: S704
        "scripts": SCRIPTS,
        "usual": selector.library.planning.usual_minutes,
        "data": _embedded(data(shown, selector)),
    }
    page = composer.fill(f"{FOLDER}/index.html.j2", shown, **values)
    files = {PICKER: page, **{f"picker/{name}": text for name, text in own.items()}}
    return {path: Artifact("", text.encode()) for path, text in files.items()}


def data(shown: Selection, selector: Selector) -> dict[str, object]:
    """All that the scripts know: the rules of a plan, the drafts, and words for figures."""
    return {
        "rules": rules(selector.library),
        "drafts": Wordings(selector).data(),
        "titles": {name: selector.catalog.kinds[name].title for name in ("outreach-email", THANKS)},
        "thanks": f"{THANKS}/1",
        "margins": _margins(shown.theme),
        "days": {"full": FULL_DAYS, "short": DAYS},
        "months": {"full": FULL_MONTHS, "short": MONTHS},
        "spelled": [spelled(number) for number in range(LONGEST + 1)],
    }


def _embedded(value: object) -> Markup:
    """JSON that can stand in a script element: nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704


def _margins(theme: Theme) -> tuple[float, float, float]:
    """Of a printed page in points: top, sides, bottom."""
    said = map(LENGTH.findall, reversed([USUAL, *MARGIN.findall(theme.print_css)]))
    top, *others = (float(n) * POINTS[unit.lower() or "pt"] for n, unit in next(filter(None, said)))
    side, bottom, *_ = (*others, *([top] * 2))
    return top, side, bottom
