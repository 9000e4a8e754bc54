"""Pages as browsers meet them: one file, readable without scripts, printed like the PDF."""

import re
import subprocess
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from generator.builds import Wanted
from generator.pipeline import make
from generator.project import Project
from tests.browser import CHROMIUM, FLAGS, pages
from tests.conftest import Files, silent
from tests.readers import html_text, pdf_pages

browser = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")


class Page(HTMLParser):
    """The elements of a page, the headings in order, and what it would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    @property
    def loads(self) -> list[str]:
        """Every address that a browser would fetch while it shows the page."""
        names = {"src", "srcset", "poster", "data", "action", "background"}
        found = [v or "" for _, attrs in self.elements for k, v in attrs.items() if k in names]
        links = [attrs.get("href") or "" for tag, attrs in self.elements if tag == "link"]
        return [address for address in [*found, *links] if not address.startswith("data:")]


def test_a_page_is_one_file(sample: Path) -> None:
    """No page asks for anything: not in its elements, its styles or its fonts."""
    for path in pages(sample):
        text = path.read_text(encoding="utf-8")
        assert Page(text).loads == [], path
        assert set(re.findall(r"url\(['\"]?(\w+):", text)) == {"data"}, path
        assert "@import" not in text, path
        assert "default-src 'none'" in text, path


def test_a_page_that_asks_is_noticed() -> None:
    """The test above can fail."""
    assert Page('<img src="https://example.org/x.png"><link href="a.css">').loads


def test_a_mark_stays_with_the_blank_before_it(sample: Path) -> None:
    """No line of a script to fill in begins with a full stop, however narrow the window."""
    text = (sample / "handouts" / "phone-script.html").read_text(encoding="utf-8")
    blank = '<span class="blank"></span>'
    assert text.count(f'<span class="nb">{blank}.</span>') > 4
    assert re.findall(rf"{blank}(?:</span>)+[.,;]|(?<!nb\">){blank}[.,;]", text) == []


def test_only_the_packet_has_a_script(sample: Path) -> None:
    """Pages are whole without scripts; the packet's one copies a draft that is there anyway."""
    scripts = {
        path.relative_to(sample).as_posix(): path.read_text(encoding="utf-8").count("<script")
        for path in pages(sample)
    }
    packets = {"marcus-oyelaran/index.html", "noor-haddad/index.html"}
    assert {name for name, count in scripts.items() if count} == packets


def test_headings_never_skip_a_level(sample: Path) -> None:
    """One first heading, and each level below it in turn (WCAG 1.3.1)."""
    for path in pages(sample):
        tags = [tag for tag, _ in Page(path.read_text(encoding="utf-8")).elements]
        levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_there_once(sample: Path) -> None:
    """No two elements have one id, and every label that is named exists."""
    for path in pages(sample):
        elements = Page(path.read_text(encoding="utf-8")).elements
        ids = [attrs["id"] for _, attrs in elements if "id" in attrs]
        wanted = {attrs["aria-labelledby"] for _, attrs in elements if "aria-labelledby" in attrs}
        assert len(ids) == len(set(ids)), path
        assert wanted <= set(ids), path


def test_the_packet_has_every_draft_and_file(sample: Path) -> None:
    """Drafts are on the page in full, ``mailto:`` links carry them, files are linked."""
    folder = sample / "marcus-oyelaran"
    text = (folder / "index.html").read_text(encoding="utf-8")
    links = {attrs.get("href") or "" for tag, attrs in Page(text).elements if tag == "a"}
    report = {"accessibility.html", "accessibility.json"}  # made on request, and of the files
    files = {path.name for path in folder.iterdir()} - {"index.html"} - report
    assert files <= links
    mails = [path for path in folder.glob("*.eml") if "marcus" in path.read_text("utf-8")]
    letters = [link for link in links if link.startswith("mailto:marcus.oyelaran@")]
    assert len(letters) == len(mails) > 1
    words = " ".join(html_text(folder / "index.html").split())
    assert "These times suit me: Thursday, March 11, after 2:00 p.m.; Friday morning" in words
    assert "Waits for a sentence to them" in text


def due(page: Path) -> list[tuple[str, str, str]]:
    """What a packet says is due: the day, where its link leads, and how it stands, in words."""
    text = page.read_text(encoding="utf-8")
    entry = r'<time datetime="([\d-]+)">.*?</time>(.*?)</li>'
    found = re.findall(entry, text[text.index('class="due"') :], re.DOTALL)
    return [
        (
            day,
            "".join(re.findall(r'href="#([\w-]+)"', rest)),
            "".join(re.findall(r'class="state">([^<]+)', rest)),
        )
        for day, rest in found
    ]


def test_the_packet_begins_with_what_is_due(sample: Path) -> None:
    """Days in order, each linked to its document, one of them in words the next."""
    page = sample / "marcus-oyelaran" / "index.html"
    entries = due(page)
    ids = {attrs.get("id") for _, attrs in Page(page.read_text(encoding="utf-8")).elements}
    assert [day for day, _, _ in entries] == sorted(day for day, _, _ in entries)
    assert ("2027-03-12", "h-thank-you-email", "") in entries
    assert {link for _, link, _ in entries if link} <= ids
    assert [state for _, _, state in entries].count("next") == 1


def test_calendar_and_contact_are_downloads(sample: Path) -> None:
    """What goes into other programs is saved, not shown, and stands nowhere else."""
    text = (sample / "marcus-oyelaran" / "index.html").read_text(encoding="utf-8")
    links = [attrs for tag, attrs in Page(text).elements if tag == "a"]
    saved = {attrs.get("href") for attrs in links if "download" in attrs}
    assert saved == {"calendar.ics", "contact.vcf"}
    assert sum(attrs.get("href") == "calendar.ics" for attrs in links) == 1


def test_tables_can_be_moved_and_heard(sample: Path) -> None:
    """A wide table has a frame that takes the keyboard and a name, and heads with a scope."""
    for name in ("tracker", "comparison-grid"):
        elements = Page((sample / "overview" / f"{name}.html").read_text("utf-8")).elements
        frames = [attrs for _, attrs in elements if attrs.get("role") == "region"]
        heads = [attrs for tag, attrs in elements if tag == "th"]
        assert frames
        assert all(frame["tabindex"] == "0" and frame["aria-label"] for frame in frames)
        assert {head.get("scope") for head in heads} == {"col", "row"}


def test_a_brand_color_reaches_the_page(project: Files) -> None:
    """The organization's color is set after the theme's and wins."""
    brand = 'name: Marrow College\ncolor: "#00573f"\n'
    root = project({"content/organization.yaml": brand})
    made = make(Project.at(root), Wanted(kinds=("guide",), channels=("web",)), silent)
    assert "--brand: #00573f" in made.files["handouts/guide.html"].data.decode()


def printed(page: Path, folder: Path, paper: str) -> bytes:
    """A page as Chromium prints it on paper of this size."""
    assert CHROMIUM
    copy = folder / f"{paper}.html"
    text = page.read_text(encoding="utf-8")
    text = text.replace("@page { size: letter }", f"@page {{ size: {paper} }}")
    copy.write_text(re.sub(r'(<body class="[\w-]+) letter', rf"\1 {paper}", text))
    target = folder / f"{paper}.pdf"
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer"]
    subprocess.run(
        [*command, f"--print-to-pdf={target}", copy.as_uri()], check=True, capture_output=True
    )
    return target.read_bytes()


@browser
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("marcus-oyelaran/question-sheet", 1),
        ("marcus-oyelaran/phone-script", 1),
        ("marcus-oyelaran/thank-you-note", 1),
        ("marcus-oyelaran/guide", 4),
        ("handouts/question-sheet", 1),
        ("handouts/example-drafts", 1),
        ("handouts/comparison-grid", 1),
        ("handouts/guide", 4),
    ],
)
def test_a_browser_prints_what_the_pdf_has(
    sample: Path, tmp_path: Path, name: str, count: int
) -> None:
    """Chromium prints as many pages as the PDF has, on Letter and on A4."""
    page = sample / f"{name}.html"
    assert pdf_pages((sample / f"{name}.pdf").read_bytes()) == count
    counts = [pdf_pages(printed(page, tmp_path, paper)) for paper in ("letter", "a4")]
    assert counts == [count, count]
