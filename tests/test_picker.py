"""The picker as a student uses it: a real browser, from opening the page to what is taken along."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Download, Page

from generator.builds import Made, Wanted
from generator.pipeline import Maker, make
from generator.project import Project
from generator.site import nobodys
from generator.site.assets import assets
from generator.site.picker import SCRIPTS, STYLE
from generator.site.press import Press
from tests.browser import seen, window
from tests.conftest import ROOT, THEMES, TODAY, silent
from tests.readers import html_text, mail, mail_text, pdf_pages, pdf_text
from tests.test_accessible_web import ALL_RULES, AXE, WAYS, judged, judged_in
from tests.test_reach_web import FORCED, LAYOUT, TARGETS

TYPED = {
    "contact.name": "Bo Larch",
    "contact.title": "Curator",
    "contact.organization": "Ferry Museum",
    "contact.email": "bo.larch@example.org",
    "contact.reason": "your exhibit on river ferries made me wonder how such a thing is planned",
    "topic": "museum work.",
    "meeting.date": "2027-03-11",
    "meeting.time": "14:30",
    "meeting.link": "https://meet.example.org/ferry",
    "seeker.name": "Ada Quill",
    "seeker.email": "ada.quill@example.org",
    "seeker.introduction": "I am a first-year history student at Marrow College.",
}
TICKED = ("pr-typical-day", "cp-attraction", "ik-advice", "pr-best-hardest", "cp-who-next")
BUDGET = 60_000
"""Bytes of the picker's own scripts and style."""
HERE = {"timezone_id": "America/New_York", "locale": "en-US"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The picker of the sample's site in a theme, written without the other pages."""
    written: dict[str, Path] = {}

    def write(theme: str) -> Path:
        if theme not in written:
            written[theme] = _written(tmp_path_factory.mktemp(theme), theme)
        return written[theme]

    return write


def _written(root: Path, theme: str) -> Path:
    (root / "content").mkdir()
    for name in ("organization.yaml", "wrenfield.svg"):
        (root / "content" / name).write_bytes((ROOT / "content" / name).read_bytes())
    with (root / "content" / "organization.yaml").open("a", encoding="utf-8") as file:
        file.write(f"theme: {theme}\n")
    project = Project.at(root, day=TODAY)
    press = Press(nobodys(Maker.of(project, Wanted())), project)
    files = press.picker() | dict(assets(press.shown, press.maker.composer))
    for name, file in files.items():
        path = root / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    (root / "site" / "assets" / "single.css").touch()
    return root / "site" / "picker" / "index.html"


class Student:
    """Somebody at the page."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.path = path
        self.open()

    def open(self, link: str = "") -> None:
        """Open the page, or a link to it, and wait for the sheet."""
        self.page.goto("about:blank")
        self.page.goto(link or self.path.as_uri())
        self.page.wait_for_selector("body > .paged", state="attached")

    def tick(self, *names: str) -> None:
        """Tick questions of the bank."""
        for name in names:
            self.page.check(f"input[value={name}]")

    def type(self, **more: str) -> None:
        """Fill in all fields."""
        for name, text in (TYPED | more).items():
            self.page.fill(f"[name='{name}']", text)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.page.select_option(f"[name='{name}']", value)

    @property
    def plan(self) -> list[str]:
        """The questions of the plan as it is shown."""
        return self.page.locator("#chosen > li").evaluate_all(
            "list => list.map(e => e.dataset.key)"
        )

    def draft(self, kind: str) -> str:
        """The text of a draft."""
        return self.page.locator(f"#draft-{kind}").inner_text()

    def saved(self, button: str, folder: Path) -> Path:
        """The file that a button gives."""
        with self.page.expect_download() as waiting:
            self.page.locator(button).click()
        found: Download = waiting.value
        path = folder / found.suggested_filename
        found.save_as(path)
        return path

    def printed(self, **paper: Any) -> bytes:  # noqa: ANN401 - as Playwright
        """What comes out of the printer."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
        )
        return self.page.pdf(**paper)


@pytest.fixture
def requests() -> list[str]:
    """What the page asked for."""
    return []


@pytest.fixture
def student(
    chromium: Browser, site: Callable[[str], Path], requests: list[str]
) -> Iterator[Student]:
    """A student with a new browser."""
    with chromium.new_context(**window(1280), **HERE, accept_downloads=True) as context:
        context.on("request", lambda request: requests.append(request.url))
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.add_init_script(path=ROOT / "tests" / "seen.js")
        yield Student(page, site("grid"))


def test_the_whole_way(student: Student, requests: list[str], tmp_path: Path) -> None:
    """Search, tick, order, type, print, take along; and the program makes a packet of the file.

    Its sheet, its request and its thanks have the same words, and nothing was asked of any host.
    """
    page = student.page
    page.fill("#f-search", "typical")
    assert page.locator("#found").inner_text() == "1 question"
    page.fill("#f-search", "")
    student.tick(*TICKED)
    student.type()
    page.fill("#takeaway", "you showed me that a ferry needs a harbor first")
    assert len(student.plan) == len(TICKED) + 1
    for paper in ("Letter", "A4"):
        assert pdf_pages(student.printed(format=paper)) == 1
    interview = student.saved("[data-do=save][data-key=interview]", tmp_path)
    seeker = student.saved("[data-do=save][data-key=seeker]", tmp_path)
    made = built(tmp_path, interview, seeker)
    for kind in ("outreach-email", "thank-you-email"):
        drafted = mail(student.saved(f"[data-do=mail][data-key={kind}]", tmp_path).read_bytes())
        program = mail(made.files[f"bo-larch/{kind}.eml"].data)
        assert drafted.items() == program.items()
        for part in ("plain", "html"):
            assert mail_text(drafted, part) == mail_text(program, part)
        assert student.draft(kind).split() == mail_text(program, "plain").split()
    (tmp_path / "sheet.html").write_bytes(made.files["bo-larch/question-sheet.html"].data)
    assert sheet_words(page) == html_text(tmp_path / "sheet.html")
    assert [url for url in requests if not url.startswith(("file://", "blob:", "about:"))] == []


def built(root: Path, interview: Path, seeker: Path) -> Made:
    """What the program makes of the files, with no organization but the sample's."""
    content = root / "content"
    (content / "interviews").mkdir(parents=True)
    interview.rename(content / "interviews" / interview.name)
    seeker.rename(content / "seeker.yaml")
    for name in ("organization.yaml", "wrenfield.svg"):
        (content / name).write_bytes((ROOT / "content" / name).read_bytes())
    kinds = ("outreach-email", "thank-you-email", "question-sheet", "calendar")
    wanted = Wanted(kinds=kinds, channels=("email", "web", "calendar"), strict=True)
    return make(Project.at(root, day=TODAY), wanted, silent)


def sheet_words(page: Page) -> str:
    """The words of the sheet as they will print, a sentence to a line."""
    from tests.readers import sentences  # noqa: PLC0415

    html = page.locator("body > .paged").evaluate_all("all => all.map(e => e.outerHTML).join('')")
    from generator import markup  # noqa: PLC0415

    return sentences(markup.words_of(html))
