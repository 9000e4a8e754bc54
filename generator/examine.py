"""Tool: what can be checked by machine about the accessibility of finished files.

PDFs are checked against PDF/UA-1 by page-validation, where that is installed; pages against what
their structure alone tells. Nothing here says that a file is accessible: see the report.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

from generator.documents import Artifact, Checked

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
VALIDATOR = "PDF/UA-1 (page-validation)"
STRUCTURE = "structure of the page (WCAG 2.1: 1.1.1, 1.3.1, 2.4.2, 2.4.4, 2.4.6, 3.1.1)"


def examine(files: Mapping[str, Artifact]) -> Iterator[Checked]:
    """What the checks say about each file, by its name."""
    for name, artifact in files.items():
        if artifact.suffix.endswith(".pdf"):
            yield _pdf(name, artifact.data)
        elif artifact.suffix == ".html":
            yield _page(name, artifact.data.decode(errors="replace"))


def _pdf(name: str, data: bytes) -> Checked:
    if not find_spec("page"):
        return Checked(name, VALIDATOR, 0, "not run", ("pip install askwell[accessibility]",))
    import page  # noqa: PLC0415 - an extra

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checked.pdf"
        path.write_bytes(data)
        try:
            report = page.validate_pdf(str(path), profile="ua1")
        except page.PageError as error:  # somebody has put it there, and it is no PDF
            return _checked(name, VALIDATOR, 0, [str(error)])
    found = [f"{each.rule_id}: {each.message}" for each in report.failures]
    return _checked(name, VALIDATOR, report.rules.total, list(dict.fromkeys(found)))


def _page(name: str, text: str) -> Checked:
    seen = _Seen()
    seen.feed(text)
    return _checked(
        name, STRUCTURE, len(RULES), [rule for rule, holds in RULES.items() if not holds(seen)]
    )


def _checked(name: str, check: str, rules: int, found: list[str]) -> Checked:
    return Checked(name, check, rules, "failed" if found else "passed", tuple(found))


class _Seen(HTMLParser):
    """What the structure of a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()
        self.language = ""
        self.levels: list[int] = []
        self.bare_pictures = self.bare_heads = 0
        self.words: dict[str, list[str]] = {"title": [], "a": []}
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.counts[tag] += 1
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag in HEADINGS:
            self.levels.append(HEADINGS.index(tag) + 1)
        self.bare_pictures += tag == "img" and "alt" not in given
        self.bare_heads += tag == "th" and "scope" not in given
        if tag in self.words:
            self.words[tag].append(given.get("aria-label") or "")
            self.inside.append(tag)
        elif tag == "img" and "a" in self.inside:
            self.words["a"][-1] += given.get("alt") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        for tag in self.inside:
            self.words[tag][-1] += data


def _step_down(levels: list[int]) -> bool:
    return all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


RULES: dict[str, Callable[[_Seen], bool]] = {
    "the page has no language": lambda seen: bool(seen.language),
    "the page has no title": lambda seen: any(each.strip() for each in seen.words["title"]),
    "the page has not one main heading": lambda seen: seen.counts["h1"] == 1,
    "a heading skips a level": lambda seen: _step_down(seen.levels),
    "the page has no main part": lambda seen: seen.counts["main"] == 1,
    "a picture has no words": lambda seen: not seen.bare_pictures,
    "a link has no words": lambda seen: all(each.strip() for each in seen.words["a"]),
    "a head of a table has no scope": lambda seen: not seen.bare_heads,
}
"""What is wrong where a rule does not hold."""
