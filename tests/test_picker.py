"""The picker as a student uses it: a real browser, from opening the page to what is taken along."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from playwright.sync_api import Browser, Download, Page, Route

from generator import markup
from generator.builds import Made, Wanted
from generator.maker import Maker
from generator.model.slugs import slug
from generator.pipeline import make
from generator.project import Project
from generator.site import without_people
from generator.site.assets import assets
from generator.site.picker import SCRIPTS, STYLE
from generator.site.press import Press
from tests.browser import blank, seen, window
from tests.conftest import ROOT, THEMES, TODAY, silent
from tests.readers import html_text, mail, mail_text, pdf_pages, sentences
from tests.test_accessible_web import ALL_RULES, AXE, SEEN, judged, judged_in
from tests.test_picker_drafts import PURE, READ
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
PICKER = ROOT / "templates" / "site" / "picker"
FILL = """(typed) => {
  for (const name in typed) document.querySelector(`[name='${name}']`).value = typed[name];
  document.getElementById("topic").dispatchEvent(new Event("input", { bubbles: true }));
}"""
BUDGET = 60_000
"""Bytes of the picker's own scripts and style."""
HERE: dict[str, Any] = {"timezone_id": "America/New_York", "locale": "en-US"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The picker of the sample's site in a theme, written without the other pages."""
    written: dict[str, Path] = {}

    def write(theme: str) -> Path:
        if theme not in written:
            written[theme] = _written(tmp_path_factory.mktemp(theme), theme)
        return written[theme]

    return write


def _written(root: Path, theme: str, questions: str = "") -> Path:
    (root / "content").mkdir()
    if questions:
        (root / "content" / "questions.md").write_text(questions, encoding="utf-8")
    for name in () if questions else ("organization.yaml", "wrenfield.svg"):
        (root / "content" / name).write_bytes((ROOT / "content" / name).read_bytes())
    with (root / "content" / "organization.yaml").open("a", encoding="utf-8") as file:
        file.write(f"theme: {theme}\n" + ("name: Marrow College\n" if questions else ""))
    project = Project.at(root, day=TODAY)
    press = Press(without_people(Maker.of(project, Wanted())), project)
    files = press.picker() | dict(assets(press.shown, press.maker.composer))
    for name, artifact in files.items():
        path = root / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
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
        """Fill in all fields, letter by letter only for the page."""
        self.page.evaluate(FILL, TYPED | more)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.page.select_option(f"[name='{name}']", value)

    @property
    def plan(self) -> list[str]:
        """The questions of the plan as it is shown."""
        rows = self.page.locator("#chosen > li")
        keys: list[str] = rows.evaluate_all("list => list.map(e => e.dataset.key)")
        return keys

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

    def files(self, folder: Path) -> tuple[Path, Path]:
        """The files for the program: the interview, and who asks."""
        interview = self.saved("[data-do=save][data-key=interview]", folder)
        return interview, self.saved("[data-do=save][data-key=seeker]", folder)

    def printed(self, **paper: Any) -> bytes:  # noqa: ANN401 - as Playwright
        """What comes out of the printer."""
        self.page.evaluate("dispatchEvent(new Event('beforeprint'))")
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
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script(path=ROOT / "tests" / "seen.js")
        yield Student(page, site("grid"))
        assert errors == []


@pytest.fixture(scope="module")
def tools(chromium: Browser) -> Iterator[Page]:
    """A page with the picker's pure scripts, and nothing else."""
    with blank(chromium) as page:
        for name in PURE:
            page.add_script_tag(path=PICKER / name)
        yield page


def test_the_whole_way(student: Student, requests: list[str], tmp_path: Path) -> None:
    """Search, tick, order, type, print, take along; and the program makes a packet of the file.

    Its sheet, its request and its thanks have the same words, and nothing was asked of any host.
    """
    page = student.page
    page.fill("#f-search", "typical")
    assert page.locator("#found").inner_text() == "1 question"
    page.fill("#f-search", "")
    student.tick(*TICKED)
    for name, text in TYPED.items():
        page.fill(f"[name='{name}']", text)
    page.fill("#takeaway", "you showed me that a ferry needs a harbor first")
    assert len(student.plan) == len(TICKED) + 1
    for paper in ("Letter", "A4"):
        assert pdf_pages(student.printed(format=paper)) == 1
    interview, seeker = student.files(tmp_path)
    made = built(tmp_path, interview, seeker, day=date(2027, 3, 11))  # thanks come after the talk
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


KINDS = ("outreach-email", "thank-you-email", "question-sheet", "calendar")


def built(
    root: Path, interview: Path, seeker: Path, kinds: tuple[str, ...] = KINDS, day: date = TODAY
) -> Made:
    """What the program makes of the files, with no organization but the sample's."""
    content = root / "content"
    (content / "interviews").mkdir(parents=True)
    interview.rename(content / "interviews" / interview.name)
    seeker.rename(content / "seeker.yaml")
    for name in ("organization.yaml", "wrenfield.svg"):
        (content / name).write_bytes((ROOT / "content" / name).read_bytes())
    wanted = Wanted(kinds=kinds, channels=("email", "web", "calendar"), strict=True)
    return make(Project.at(root, day=day), wanted, silent)


def printed_words(data: bytes) -> str:
    """The words on all pages of a PDF, in one line."""
    with pypdfium2.PdfDocument(data) as document:
        texts = [each.get_textpage().get_text_range() for each in document]
    return " ".join(" ".join(texts).split())


def sheet_words(page: Page) -> str:
    """The words of the sheet as they will print, a sentence to a line."""
    html = page.locator("body > .paged").evaluate_all("all => all.map(e => e.outerHTML).join('')")
    words = sentences(markup.words_of(html))
    assert "Questions for Bo Larch" in words
    return words


CASES: list[dict[str, str]] = [
    {"meeting.mode": "phone", "contact.phone": "555-0123"},
    {"meeting.mode": "in_person", "meeting.date": "2027-03-11", "meeting.place": "Pier 7"},
    {"meeting.mode": "email_qa", "meeting.minutes": "15"},
    {"meeting.mode": "in_person", "contact.title": "", "contact.organization": ""},
]


def test_sheets_have_the_programs_words(student: Student, tmp_path: Path) -> None:
    """In each mode, with a day or without one, the page has what the program's page has."""
    student.tick(*TICKED, "en-barriers", "cl-hours")
    for i, case in enumerate(CASES):
        open_ = {"meeting.date": "", "meeting.time": "", "meeting.link": "", "meeting.place": ""}
        student.type(**{"contact.phone": "", "meeting.minutes": "20", **open_, **case})
        folder = tmp_path / str(i)
        interview, seeker = student.files(folder)
        made = built(folder, interview, seeker, ("question-sheet",))
        (folder / "sheet.html").write_bytes(made.files["bo-larch/question-sheet.html"].data)
        assert pdf_pages(student.printed()) == 1
        assert sheet_words(student.page) == html_text(folder / "sheet.html")


def test_what_is_not_known_yet_has_one_line(student: Student) -> None:
    """No second line below a name or behind a place, and a short one where a number goes."""
    sheet = student.page.locator("body > .paged")
    assert sheet.locator(".sub").count() == 0
    assert sheet.locator(".facts .l2 .blank").count() == 0
    assert sheet.locator(".facts .nb > .blank.short").count() == 1


def test_the_calendar_is_the_programs(student: Student, tmp_path: Path) -> None:
    """The file is understood; its meeting has the same name, so one brings the other up to date."""
    student.tick(*TICKED)
    student.type()
    found: Any = Calendar.from_ical(student.saved("[data-key=calendar]", tmp_path).read_bytes())
    interview, seeker = student.files(tmp_path)
    wanted: Any = Calendar.from_ical(
        built(tmp_path, interview, seeker).files["bo-larch/calendar.ics"].data
    )
    ours: dict[str, Any]
    theirs: dict[str, Any]
    ours, theirs = ({str(e["uid"]): e for e in each.walk("VEVENT")} for each in (found, wanted))
    assert len(ours) == 2
    for uid, event in ours.items():
        assert event["summary"] == theirs[uid]["summary"]
        assert event["dtstart"].dt == theirs[uid]["dtstart"].dt
        assert event["dtend"].dt == theirs[uid]["dtend"].dt
        for key in ("description", "location", "url"):
            assert event.get(key) == theirs[uid].get(key)
    meeting = next(e for e in ours.values() if isinstance(e["dtstart"].dt, datetime))
    assert meeting["dtstart"].dt == datetime(
        2027, 3, 11, 14, 30, tzinfo=ZoneInfo(HERE["timezone_id"])
    )
    assert [alarm["trigger"].dt.total_seconds() for alarm in meeting.walk("VALARM")] == [-1800]


def test_calendar_text_is_safe_and_folded(tools: Page) -> None:
    """Marks that mean something to a calendar are escaped, long lines broken between letters."""
    odd = "Ünïted; ferries, \\ and\nBEGIN:VEVENT " + "ä" * 90
    script = """(title) => askwell.calendar.file({ id: "x", owner: "", today: 0,
      date: "2027-07-01", time: "", zone: "Asia/Kolkata", minutes: 20,
      alarm: 30, place: title, link: "",
      entries: [{ title, text: title }, { title, text: "" }],
      due: { key: "thanks/1", days: 1 } })"""
    text = tools.evaluate(script, odd)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    events: list[Any] = Calendar.from_ical(text).walk("VEVENT")
    assert [event["summary"] for event in events] == [odd, odd]
    assert [event["dtstart"].dt for event in events] == [date(2027, 7, 1), date(2027, 7, 2)]


ODD_TIMES = [
    ("2027-03-14", "12:00", "America/New_York"),
    ("2027-11-07", "08:30", "America/New_York"),
    ("2027-07-01", "09:15", "Asia/Kolkata"),
    ("2027-03-28", "03:30", "Europe/Berlin"),
    ("2027-10-03", "23:45", "Australia/Lord_Howe"),
]
"""Days on which clocks are changed, and zones that are off by less than an hour."""


def test_times_are_moments(tools: Page) -> None:
    """A time by the clocks of a zone is the same moment as the program has it."""
    found = tools.evaluate("(all) => all.map((t) => askwell.calendar.moment(...t))", ODD_TIMES)
    meant = [
        datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))
        for day, time, zone in ODD_TIMES
    ]
    assert [each / 1000 for each in found] == [each.timestamp() for each in meant]


NAMES = [
    "Bo Larch",
    "Zoë Ångström-Łukasiewicz",
    "王小明",
    'Bo "Ferry" Larch, Jr.',
    "Bo\r\nBcc: everyone@example.org",
    "=?utf-8?q?Bo=0D=0ABcc:_x@example.org?=",
    "Ö" * 22,
]
LETTERS = st.text(
    st.characters(categories=["L", "N", "P", "Z"], max_codepoint=0x52F),
    max_size=80,
)


def test_files_are_called_as_the_program_calls_them(tools: Page) -> None:
    """Also where letters have no counterpart from a to z: two people never have one name."""

    @given(st.lists(LETTERS, min_size=200, max_size=200))
    @settings(max_examples=5, phases=[Phase.generate])
    def all_alike(texts: list[str]) -> None:
        names = [*NAMES, "Søren Þórðarson Weiß", "李明", "Анна Иванова", "O’Neil, D'Angelo", *texts]
        assert tools.evaluate("(all) => all.map(askwell.files.slug)", names) == [*map(slug, names)]

    all_alike()


HEAD = {"X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type"}


def test_a_mail_draft_is_a_mail(tools: Page) -> None:
    """Whatever a name is, mail programs read it back, and it adds no line to the head."""
    script = """(all) => all.map((typed) => {
      const name = askwell.words.line(typed);
      const body = `Dear ${name},\\n\\n. ${"é ".repeat(60)} \\n=_askwell\\nFrom me`;
      const [from, to] = ["ada@example.org", "bo@example.org"].map((email) => ({ name, email }));
      return askwell.mail.file({ subject: `About ${name}`, body }, from, to);
    })"""
    for name, text in zip(NAMES, tools.evaluate(script, NAMES), strict=True):
        lines = text.split("\r\n")
        assert text.isascii()
        assert max(map(len, lines[lines.index("") :])) <= 76
        message, whole = mail(text.encode()), " ".join(name.split())
        assert message.defects == []
        assert set(message.keys()) == HEAD
        assert message["Subject"] == f"About {whole}"
        assert [a.display_name for a in message["To"].addresses] == [whole]
        assert mail_text(message, "plain").startswith(f"Dear {whole},\n\n. é ")
        assert "<br>\n=_askwell<br>\nFrom me</p>" in mail_text(message, "html")


def test_nothing_chosen_is_what_the_program_suggests(student: Student) -> None:
    """Before anything is ticked the plan is the program's own, and can be taken as it is."""
    first = student.plan
    assert "pa-route" in first
    assert student.page.locator("#chosen button").count() == 0
    student.page.click("text=Tick these")
    assert student.plan == first
    assert student.page.evaluate("document.activeElement.id") == "pick-plan"
    assert student.page.locator("input[name=ask]:checked").count() == len(first)
    student.choose("meeting.minutes", "90")
    assert student.page.locator("#chosen .late").count() == 0


def test_the_bank_is_searched_and_filtered(student: Student) -> None:
    """By words, category, audience and minutes; what is hidden stays ticked; lists are taken."""
    page = student.page
    rows = page.locator(".bank li:visible")
    everything = rows.count()
    student.tick("cp-attraction")
    page.select_option("#f-category", "trends-technology")
    assert page.locator(".bank fieldset:visible").count() == 1
    page.select_option("#f-category", "")
    page.select_option("#f-minutes", "1")
    assert 0 < rows.count() < everything
    page.select_option("#f-minutes", "")
    student.choose("seeker.stage", "career_changer")
    assert 0 < rows.count() < everything
    page.fill("#f-search", "no such words")
    assert page.locator("#found").inner_text() == "0 questions"
    assert "cp-attraction" in student.plan
    page.select_option("#f-preset", "parachute-4")
    assert student.plan[:2] == ["pa-route", "pr-best-hardest"]


def test_order_by_keyboard_and_by_hand(student: Student) -> None:
    """Buttons move a question and keep the focus on it; so does dragging; each move is told."""
    page = student.page
    student.tick("pr-typical-day", "cp-attraction", "ik-advice", "cp-who-next")
    page.locator("[data-key=ik-advice] [data-do=up]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert student.plan[:4] == ["ik-advice", "pr-typical-day", "cp-attraction", "cp-who-next"]
    focused = "document.activeElement.closest('[data-key]').dataset.key"
    assert page.evaluate(focused) == "ik-advice"
    page.locator("#said", has_text="Now 1 of 4.").wait_for(state="attached")
    page.locator("[data-key=ik-advice] .ask").drag_to(page.locator("[data-key=cp-attraction] .ask"))
    assert student.plan[:3] == ["pr-typical-day", "cp-attraction", "ik-advice"]
    assert page.locator("[data-key=ik-advice] [data-do=down]").is_disabled()  # then comes the end
    page.locator("[data-key=ik-advice] [data-do=drop]").press("Enter")
    assert "ik-advice" not in student.plan
    assert not page.is_checked("input[value=ik-advice]")


def test_questions_of_ones_own(student: Student) -> None:
    """An own question is planned with its minutes, at the end if it is for the end."""
    page = student.page
    page.fill("#own-text", "  Why <b>ferries</b>? ")
    page.keyboard.press("Enter")
    page.fill("#own-text", "May I see the engine room?")
    page.check("#own-close")
    page.click("text=Add it")
    assert student.plan == ["Why <b>ferries</b>?", "May I see the engine room?"]
    assert page.locator("#chosen b:has-text('ferries')").count() == 0
    assert page.evaluate("document.activeElement.id") == "own-text"


def test_more_than_a_page_moves_to_spare_time(student: Student) -> None:
    """Forty questions and an hour and a half still print on one page, and no question is lost."""
    boxes = student.page.locator("input[name=ask]")
    names: list[str] = boxes.evaluate_all("all => all.slice(0, 40).map((each) => each.value)")
    student.open(f"{student.path.as_uri()}#ask={','.join(names)}")
    student.choose("meeting.minutes", "90")
    student.type()
    for paper in ("Letter", "A4"):
        made = student.printed(format=paper)
        assert pdf_pages(made) == 1
    listed = student.page.locator("body > main.paged :is(.questions, .spare) > li").count()
    whole = student.page.locator("main.paged").text_content() or ""
    more = re.search(r"And (\d+) more", whole)
    assert more
    assert listed + int(more[1]) == len(student.plan)


def test_a_bank_without_closing_questions_leaves_a_line(chromium: Browser, tmp_path: Path) -> None:
    """As the program's sheet does; and the line for a name stays within its column."""
    path = _written(tmp_path, "folio", "# The job\n\n- What do you do all day?\n")
    with chromium.new_context(**window(1280), **HERE) as context:
        student = Student(context.new_page(), path)
        assert pdf_pages(student.printed(format="Letter")) == 1
        student.page.emulate_media(media="print")
        student.page.set_viewport_size({"width": 600, "height": 1000})
        (item,) = student.page.locator("main.paged .close .questions > li").all()
        assert item.locator(".q > .blank").count() == 1
        assert item.locator(".at b").inner_text() == "17"
        name = student.page.locator(".paged h1")
        line, room = name.locator(".blank").bounding_box(), name.bounding_box()
        assert line
        assert room
        assert line["width"] <= room["width"]


@pytest.mark.parametrize("theme", THEMES)
def test_one_page_in_each_theme(chromium: Browser, site: Callable[[str], Path], theme: str) -> None:
    """Long names, places and questions, or none at all, hold on one page of Letter and A4."""
    long = {
        "contact.name": "Maximiliana Featherstonehaugh-Wolf",
        "contact.title": "Deputy director for coastal and estuarine habitat restoration programs",
        "contact.organization": "The Consolidated Interstate Commission for Estuaries",
        "meeting.place": "Ashgrove Waterworks, the second gate behind the old pumping station",
        "topic": "the restoration of habitats along the coast and what it takes to begin there",
    }
    nothing = dict.fromkeys(TYPED, "")
    with chromium.new_context(**window(1280), **HERE) as context:
        student = Student(context.new_page(), site(theme))
        student.tick(*TICKED, "ik-future", "en-barriers", "sk-portfolio", "cl-hours")
        student.choose("meeting.minutes", "30")
        for typed, paper in ((TYPED, "A4"), (long, "Letter"), (long, "A4"), (nothing, "Letter")):
            student.type(**typed)
            made = student.printed(format=paper)
            assert pdf_pages(made) == 1
            assert "Other formats on request" in printed_words(made)


def test_nothing_is_kept_unless_asked(student: Student) -> None:
    """A reload forgets everything; with the box ticked it brings it back, until it is forgotten."""
    page = student.page
    student.tick(*TICKED)
    student.type()
    student.open()
    assert page.locator("input[name=ask]:checked").count() == 0
    assert page.input_value("[name='contact.name']") == ""
    assert page.evaluate("localStorage.length") == 0
    page.check("#keep")
    student.tick(*TICKED)
    student.type()
    page.fill("#takeaway", "You said no.")
    student.open()
    assert page.input_value("[name='contact.name']") == "Bo Larch"
    assert page.input_value("#takeaway") == "You said no."
    assert page.locator("input[name=ask]:checked").count() == len(TICKED)
    student.open(f"{student.path.as_uri()}#ask=ik-future")
    assert student.plan[0] == "ik-future"  # somebody's link, which takes nothing away
    student.open()
    assert page.locator("input[name=ask]:checked").count() == len(TICKED)
    page.click("text=Forget everything")
    assert page.input_value("[name='contact.name']") == ""
    assert page.evaluate("localStorage.length") == 0
    student.open()
    assert page.locator("input[name=ask]:checked").count() == 0


def test_what_one_tab_forgets_no_other_keeps(student: Student) -> None:
    """Whoever forgets everything finds nothing afterward, also where the page is open twice."""
    page = student.page
    page.check("#keep")
    other = Student(page.context.new_page(), student.path)
    assert other.page.is_checked("#keep")
    page.click("text=Forget everything")
    other.page.wait_for_selector("#keep:not(:checked)")
    other.page.fill("#topic", "museum work")
    assert page.evaluate("localStorage.length") == 0


def test_nothing_comes_back_with_the_back_button(student: Student) -> None:
    """What was learned is gone as all other words are; else it would stand there and count not."""
    page = student.page
    page.fill("#takeaway", "You said no.")
    page.locator("nav.site-bar a").first.evaluate("link => { link.href = 'plan.js'; }")
    page.locator("nav.site-bar a").first.click()
    page.wait_for_url("**/plan.js")
    page.go_back()
    page.wait_for_selector("body > .paged", state="attached")
    assert page.input_value("#takeaway") == ""


def test_a_choice_that_is_gone_is_the_usual_one(student: Student) -> None:
    """What was kept may be of a page with other lengths and ties: the rest comes back."""
    page = student.page
    page.check("#keep")
    page.fill("#topic", "museum work")
    page.evaluate(OTHER)
    student.open()
    assert page.input_value("#topic") == "museum work"
    assert page.input_value("#meeting-minutes") == "20"
    assert page.input_value("#contact-relationship") == "cold"


OTHER = """() => {
  const kept = JSON.parse(localStorage.getItem("askwell-picker"));
  Object.assign(kept.typed, { "meeting-minutes": "7", "contact-relationship": "neighbor" });
  localStorage.setItem("askwell-picker", JSON.stringify(kept));
}"""


def test_a_link_carries_questions_alone(student: Student) -> None:
    """Whoever opens it has the same questions in the same order, and nothing about anybody."""
    page = student.page
    student.tick(*TICKED)
    student.type()
    page.fill("#own-text", "Why ferries?")
    page.keyboard.press("Enter")
    page.click("text=Copy a link")
    link = page.input_value("#link")
    assert link == f"{student.path.as_uri()}#ask={','.join(TICKED)}"
    student.open(link)
    assert student.plan[: len(TICKED)] == [*TICKED]
    assert page.input_value("[name='contact.name']") == ""
    page.evaluate("location.hash = '#ask=ik-advice'")
    page.wait_for_selector("input[value=ik-advice]:checked")
    student.open(f"{student.path.as_uri()}#ask=no-such-question,<b>,cp-attraction")
    assert student.plan[0] == "cp-attraction"
    student.open(f"{student.path.as_uri()}#ask=cp-attraction%2Cik-advice")  # by a mail program
    assert student.plan[:2] == ["cp-attraction", "ik-advice"]
    student.open(f"{student.path.as_uri()}#ask=%E0%A4%A")
    assert page.locator("input[name=ask]:checked").count() == 0


def test_questions_that_are_gone_are_told(student: Student) -> None:
    """Of a bookmark or of what was kept: how many the bank has no more; the others stay."""
    page = student.page
    planned = page.locator("#planned")
    student.open(f"{student.path.as_uri()}#ask=cp-attraction,of-last-year")
    assert planned.inner_text().endswith(" No longer here: 1.")
    student.open(f"{student.path.as_uri()}#ask=of-last-year,and-of-the-year-before")
    assert planned.inner_text().endswith(" No longer here: 2.")
    page.click("text=Forget everything")
    assert "No longer" not in planned.inner_text()
    student.tick("cp-attraction")
    page.check("#keep")
    page.evaluate(OLDER)
    student.open()
    assert student.plan[0] == "cp-attraction"
    assert planned.inner_text().endswith(" No longer here: 1.")


OLDER = """() => {
  const kept = JSON.parse(localStorage.getItem("askwell-picker"));
  kept.chosen.push({ id: "of-last-year" });
  localStorage.setItem("askwell-picker", JSON.stringify(kept));
}"""


def test_a_list_sets_how_long_the_talk_is(student: Student) -> None:
    """From the page of the lists by its link, and when it is chosen here."""
    page = student.page
    student.open(f"{student.path.as_uri()}#ask=cp-attraction&minutes=30")
    assert page.input_value("#meeting-minutes") == "30"
    assert student.plan[0] == "cp-attraction"
    page.select_option("#f-preset", "seed-15")
    assert page.input_value("#meeting-minutes") == "45"  # it is for 50, and there is no nearer one
    student.open(f"{student.path.as_uri()}#ask=cp-attraction&minutes=<b>")
    assert page.input_value("#meeting-minutes") == "20"


def test_drafts_wait_for_what_they_need(student: Student) -> None:
    """A card says in words what it still lacks, and asks for what the relationship needs."""
    page = student.page
    card = page.locator("article", has_text="Request by email")
    assert "their full name" in card.inner_text()
    student.tick(*TICKED)
    student.type()
    student.choose("contact.relationship", "referral")
    assert "the day on which they let you use their name" in card.inner_text()
    page.fill("[name='contact.referral.name']", "Noor Haddad")
    page.fill("[name='contact.referral.relation']", "my adviser")
    page.fill("[name='contact.referral.permission']", "2027-02-15")
    assert "Noor Haddad, my adviser, suggested" in student.draft("outreach-email")
    page.fill("[name='contact.email']", "bo.larch@example")
    wrong = page.locator("#contact-email-wrong")
    assert wrong.is_hidden()  # nobody is told off while typing
    page.keyboard.press("Tab")
    wrong.wait_for()
    assert page.locator("article a[href^='mailto:']").count() == 0
    page.fill("[name='contact.email']", TYPED["contact.email"])
    wrong.wait_for(state="hidden")
    link = str(page.locator("article a[href^='mailto:']").get_attribute("href"))
    assert link.startswith("mailto:bo.larch@example.org?subject=Noor%20Haddad%20suggested")


def test_copying(student: Student) -> None:
    """The text of a draft is on the clipboard, or selected where that is forbidden."""
    student.tick(*TICKED)
    student.type()
    student.page.click("[data-do=copy][data-key=outreach-email]")
    said = re.compile(r"Copied\.|It is selected: copy it with your keyboard\.")
    student.page.locator("#said", has_text=said).wait_for(state="attached")


def test_scripts_off_is_the_whole_bank(chromium: Browser, site: Callable[[str], Path]) -> None:
    """Without script there are boxes to tick and no dead buttons, and the bank prints."""
    with chromium.new_context(java_script_enabled=False, **window(1280)) as context:
        page = context.new_page()
        page.goto(site("grid").as_uri())
        page.check("input[value=pr-typical-day]")
        assert page.locator("main button:visible, main select:visible").count() == 0
        assert page.locator(".bank li:visible").count() == page.locator(".bank li").count()
        made = page.pdf(format="Letter")
    assert 1 < pdf_pages(made) < 6
    assert "What do you do on a typical day?" in printed_words(made)


def test_it_works_below_any_path(chromium: Browser, site: Callable[[str], Path]) -> None:
    """On a host, in a folder of it: everything is found, and nothing else is asked for."""
    root, home = site("grid").parent.parent, "https://careers.example.org/talks/"
    with chromium.new_context(**window(1280), **HERE) as context:
        context.route("**/*", lambda route: route.fulfill(path=root / below(home, route)))
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(f"{home}picker/index.html#ask=cp-attraction")
        page.wait_for_selector("body > .paged", state="attached")
        assert page.is_checked("input[value=cp-attraction]")
        assert page.locator("main.paged .q").first.evaluate(COLOR) == "rgb(23, 25, 30)"
    assert [url for url in asked if not url.startswith(home)] == []
    assert {url.rpartition("/")[2] for url in asked} >= {*SCRIPTS, STYLE, "theme.css"}


def below(home: str, route: Route) -> str:
    """The path that is asked for, in the folder."""
    return route.request.url.partition("#")[0].removeprefix(home)


COLOR = "(each) => getComputedStyle(document.documentElement).color"


FEWER = """() => {
  const search = document.getElementById("f-search");
  search.value = "typical day";
  search.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("input[value=pr-typical-day]").click();
}"""
"""One question is enough; and the focus stays where a page begins."""


def test_the_keyboard_reaches_everything(student: Student) -> None:
    """From field to field by Tab alone, and each is seen where the focus is."""
    page = student.page
    page.evaluate(FEWER)
    reached: list[int] = []
    while len(reached) < 100:
        page.keyboard.press("Tab")
        found = page.evaluate("seen.focused()")
        if found["index"] < 0:
            break
        assert found["visible"], found
        reached.append(found["index"])
    assert reached == sorted(reached)
    missed = set(range(page.evaluate("seen.controls()"))) - set(reached)
    assert len(missed) == page.locator("main button:disabled:visible").count() == 2  # nowhere to go


def test_everyone_can_use_it(student: Student) -> None:
    """Axe finds nothing, empty or filled in, in any medium, scheme or width; nor do our eyes."""
    page = student.page
    page.evaluate(AXE)
    assert judged(page, ALL_RULES) == []
    student.tick(*TICKED)
    student.choose("contact.relationship", "referral")
    student.type()
    page.fill("#takeaway", "You said no.")
    assert judged_in(page, SEEN, ALL_RULES) == {}
    for size in (window(320, 256), window(800), window(1600)):
        page.set_viewport_size(size["viewport"])
        assert seen(page, *LAYOUT, *TARGETS) == {}
    around = {" ".join(text.split()) for text in page.locator("nav a").all_inner_texts()}
    ways: list[dict[str, Any]] = [{"color_scheme": "light"}, {"color_scheme": "dark"}, *FORCED]
    for way in ways:
        page.emulate_media(**way)
        assert seen(page, "faint()") == {}
        assert set(page.evaluate("seen.unmarked()")) <= around
    page.emulate_media(forced_colors="none", reduced_motion="reduce")
    assert seen(page, "moving()") == {}


def test_the_page_is_light_and_strict(student: Student) -> None:
    """Its scripts and style are under 60 kB, and its policy forbids what it never does."""
    folder = student.path.parent
    assert sum((folder / name).stat().st_size for name in (*SCRIPTS, STYLE)) < BUDGET
    policy = student.page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute(
        "content"
    )
    assert "default-src 'none'" in str(policy)
    assert "unsafe" not in str(policy)
    names = "Object.keys(window).filter((name) => window[name] === window.askwell)"
    assert student.page.evaluate(names) == ["askwell"]


def test_fields_are_read_as_files_are(student: Student) -> None:
    """Each field that completes a sentence is read as such, as the tests of the drafts assume."""
    fields = "all => all.map((each) => [each.name, each.dataset.as])"
    found = student.page.locator("[data-as]").evaluate_all(fields)
    read = {name: kind for name, kind in found if kind in {"sentence", "fragment", "topic"}}
    assert read == {name: kind for name, kind in READ.items() if name != "outcome.takeaways"}
