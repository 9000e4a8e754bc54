"""Pages for every window and every hand: narrow, enlarged, in forced colors, by keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from generator.builds import Wanted
from generator.pipeline import make
from generator.project import Project
from tests.browser import blank, each_page, pages, seen, window
from tests.conftest import THEMES, Files, silent

ENLARGED = window(320, 256)
"""What a window of 1280 by 1024 pixels holds at 400 %."""
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""The distances that a reader may set (WCAG 1.4.12)."""
LAYOUT = ("outside()", "clipped()", "collided()")
TARGETS = ("small(24, 24)", "crowded()")
FINGER = ("small(24, 44)",)


class Reader(NamedTuple):
    """How somebody looks at a page, and what is asked of it then."""

    asked: tuple[str, ...]
    window: dict[str, Any]
    media: dict[str, Any]
    css: str = ""
    touches: bool = False


SIZES = {"enlarged": ENLARGED, "middling": window(800), "wide": window(1600)}
SCHEMES = ["light", "dark"]
FORCED = [{"forced_colors": "active", "color_scheme": scheme} for scheme in SCHEMES]
STILL = {"reduced_motion": "reduce"}
READERS = {
    **{name: Reader((*LAYOUT, *TARGETS), size, {}) for name, size in SIZES.items()},
    **{f"{name}, spaced": Reader(LAYOUT, size, {}, SPACED) for name, size in SIZES.items()},
    **{f"{name}, touched": Reader(FINGER, size, {}, touches=True) for name, size in SIZES.items()},
    **{name: Reader(("unmarked()",), window(1280), {"color_scheme": name}) for name in SCHEMES},
    **{
        f"forced, {media['color_scheme']}": Reader(("unmarked()", "faint()"), window(1280), media)
        for media in FORCED
    },
    "at rest": Reader(("moving()",), window(1280), STILL),
}
USUAL = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
Found = dict[str, dict[str, dict[str, list[str]]]]
"""What is wrong, by page, reader and question."""


@contextmanager
def touched(page: Page, really: bool) -> Iterator[None]:  # noqa: FBT001
    """A page on a screen that is touched, if it is."""
    if not really:
        yield
        return
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    yield
    tools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    tools.detach()


@contextmanager
def styled(page: Page, css: str) -> Iterator[None]:
    """A page with styles of its reader's own, if there are any."""
    style = page.add_style_tag(content=css) if css else None
    yield
    if style:
        style.evaluate("(each) => each.remove()")


def as_read(page: Page, reader: Reader) -> dict[str, list[str]]:
    """What a page does not keep for a reader; it is left as it was."""
    page.set_viewport_size(reader.window["viewport"])
    page.emulate_media(**USUAL | reader.media)
    with touched(page, reader.touches), styled(page, reader.css):
        return seen(page, *reader.asked)


@pytest.fixture(scope="session")
def found(chromium: Browser, themed: Path) -> Found:
    """What every reader finds: each page is opened once, since that takes longer than to look."""
    paths = pages(themed)
    answers = {
        name: {who: as_read(page, reader) for who, reader in READERS.items()}
        for name, page in each_page(chromium, paths)
    }
    assert len(answers) == len(paths)
    return answers


def faults(found: Found, *asked: str) -> list[tuple[str, str, str, list[str]]]:
    """What was found in answer to these questions."""
    return [
        (page, who, question, what)
        for page, answers in found.items()
        for who, answer in answers.items()
        for question, what in answer.items()
        if question in asked
    ]


def packets(sample: Path) -> list[Path]:
    """The pages that have controls, not only links."""
    return [path for path in pages(sample) if path.stem == "index"]


def test_no_window_cuts_text_off(found: Found) -> None:
    """Nobody scrolls sideways (WCAG 1.4.10), and no text is cut off or lies on other text.

    In no window, and with a reader's own distances either.
    """
    assert faults(found, *LAYOUT) == []


OFFICE = """
name: Northern Highlands Polytechnic University and State College of Applied River Sciences
office: Career Development, Professional Exploration and Lifelong Learning of Alumni and Friends
address: Alder Hall, Suite 1200, 4711 North Riverside Promenade, Marrow, ME 04000
email: careers@example.org
"""


@pytest.mark.parametrize("theme", THEMES)
def test_a_long_office_holds(chromium: Browser, project: Files, theme: str) -> None:
    """Its name of three lines lies on nothing, and its address is no wider than the window.

    On the narrowest screen and on paper.
    """
    root = project({"content/organization.yaml": f"{OFFICE}theme: {theme}\n"}, people=False)
    wanted = Wanted(kinds=("question-sheet", "guide"), channels=("web",))
    for artifact in make(Project.at(root), wanted, silent).files.values():
        with blank(chromium, **ENLARGED) as page:
            page.set_content(artifact.data.decode())
            assert seen(page, *LAYOUT) == {}
            page.set_viewport_size({"width": 700, "height": 970})
            page.emulate_media(media="print")
            assert seen(page, *LAYOUT) == {}


def test_text_that_is_cut_off_is_found(chromium: Browser) -> None:
    """The test above can fail, and lets a frame of its own be moved."""
    with blank(chromium, **ENLARGED) as page:
        page.set_content("""
        <p style="width: 30em">This line is wider than a window of twenty letters is</p>
        <p style="height: 1.2em; overflow: hidden">Of two lines<br>one is hidden</p>
        <p>Above</p><p style="margin-top: -2.2em">Beneath</p>
        <div style="overflow-x: auto"><p style="width: 30em">This is wide in its frame</p></div>
        """)
        found = seen(page, *LAYOUT)
    assert found["outside()"] == [
        "This line is wider than a window of twenty letters",
        "a page of 488 pixels",
    ]
    assert found["clipped()"] == ["one is hidden"]
    assert found["collided()"] == ["Above / Beneath"]


def test_targets_can_be_hit(found: Found) -> None:
    """Links and buttons are 24 pixels wide and high, and none lies on another (WCAG 2.5.8)."""
    assert faults(found, *TARGETS) == []


def test_targets_are_as_high_as_a_finger(found: Found) -> None:
    """On a screen that is touched they are 44 pixels high."""
    assert faults(found, *FINGER) == []


def test_a_small_target_is_found(chromium: Browser) -> None:
    """The tests above can fail."""
    with blank(chromium) as page:
        page.set_content("""
        <style>a { display: inline-block; width: 30px; height: 30px }</style>
        <a href="#a">A</a><a href="#b" style="height: 20px">B</a><a href="#c">C</a>
        <a href="#d" style="margin-left: -20px">D</a>
        """)
        assert seen(page, "small(24, 24)") == {"small(24, 24)": ["B: 30 by 20"]}
        assert seen(page, "crowded()") == {"crowded()": ["C / D"]}


def test_controls_are_known_by_a_line(found: Found) -> None:
    """In all colors links are underlined or framed, and the frame stands out (WCAG 1.4.11)."""
    assert faults(found, "unmarked()") == []


def test_text_is_there_in_forced_colors(found: Found) -> None:
    """A reader's own colors reach every word, and what is behind it."""
    assert faults(found, "faint()") == []


def picture(page: Page, place: Locator, **cut: float) -> Image.Image:
    """A piece of a page in gray: an element's box, or the beginning of it."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box
    shot = page.screenshot(clip={**box, **cut})  # type: ignore[arg-type]  # four numbers
    return Image.open(BytesIO(shot)).convert("L")


def drawn(piece: Image.Image, ground: int) -> float:
    """The share of a picture that is far from the ground's gray."""
    counts = piece.histogram()
    return sum(n for gray, n in enumerate(counts) if abs(gray - ground) > 100) / sum(counts)


@pytest.mark.parametrize(("emulated", "ground"), [(FORCED[0], 255), (FORCED[1], 0)], ids=SCHEMES)
def test_drawings_are_there_in_forced_colors(
    chromium: Browser, themed: Path, emulated: dict[str, Any], ground: int
) -> None:
    """A box that is ticked differs from one that is not, both can be seen, and so can the logo."""
    guide = themed / "marcus-oyelaran" / "guide.html"
    for _, page in each_page(chromium, [guide], **emulated):
        boxes = page.locator(".rows.checks > li")
        ticked = boxes.nth(1)
        ticked.evaluate("each => each.classList.add('ticked')")
        shares = [
            drawn(picture(page, each, width=16, height=32), ground)
            for each in (boxes.first, ticked)
        ]
        assert 0.02 < shares[0] < shares[1] - 0.1
        low, high = picture(page, page.locator(".mark")).getextrema()
        assert isinstance(low, int)
        assert isinstance(high, int)
        assert high - low > 100


def test_what_forced_colors_hide_is_found(chromium: Browser) -> None:
    """The tests above can fail: colors that do not give way, and boxes that are backgrounds."""
    with blank(chromium, forced_colors="active", color_scheme="dark") as page:
        page.set_content("""
        <p style="forced-color-adjust: none; color: #111">Ink</p>
        <a href="#a" style="text-decoration: none">Bare</a> <a href="#b">Lined</a>
        <p class="drawn" style="height: 14px; background: #fff"></p>
        """)
        assert seen(page, "faint()", "unmarked()") == {"faint()": ["Ink"], "unmarked()": ["Bare"]}
        assert drawn(picture(page, page.locator(".drawn")), 0) == 0


def test_nothing_moves(found: Found) -> None:
    """Who asks for less motion gets none."""
    assert faults(found, "moving()") == []


FAULTY = """\
<title>For every reader something</title><style>
a { display: inline-block; width: 30px; height: 30px }
.mouse { height: 20px }
@media (pointer: coarse) { .mouse { height: 44px } }
@media (forced-colors: active) { .bare { text-decoration: none } }
@media (prefers-color-scheme: dark) { .dark { text-decoration: none } }
@media (prefers-reduced-motion: reduce) { .moves { transition: color 1s } }
.frame { width: 13em; height: 1.3em; overflow: hidden }
</style>
<p class="frame moves">This has room for its words</p>
<a href="#a">A</a> <a href="#b" class="mouse">B</a>
<a href="#c" class="bare">C</a> <a href="#d" class="dark">D</a>
"""


def test_each_reader_finds_what_is_wrong_for_them(chromium: Browser) -> None:
    """The tests above can fail, and no reader leaves anything behind for the next."""
    with blank(chromium) as page:
        page.set_content(FAULTY)
        answers = {who: as_read(page, reader) for who, reader in READERS.items()}
    assert [answers[size]["small(24, 24)"] for size in SIZES] == [["B: 30 by 20"]] * 3
    touched = answers["wide, touched"]["small(24, 44)"]
    assert [each[0] for each in touched] == ["A", "C", "D"]
    assert answers["light"] == {}
    assert answers["dark"] == {"unmarked()": ["D"]}
    assert answers["forced, light"] == {"unmarked()": ["C"]}
    assert answers["at rest"].keys() == {"moving()"}
    assert "clipped()" in answers["wide, spaced"]


def test_motion_is_found(chromium: Browser) -> None:
    """The test above can fail."""
    with blank(chromium, reduced_motion="reduce") as page:
        page.set_content('<p style="transition: color 1s">A</p><p>B</p>')
        assert len(seen(page, "moving()")["moving()"]) == 1


def tabbed(page: Page, key: str = "Tab") -> Iterator[dict[str, Any]]:
    """Where the key leads, until it leaves the page or comes back to where it has been."""
    been = set()
    while True:
        page.keyboard.press(key)
        stop: dict[str, Any] = page.evaluate("seen.focused()")
        if stop["index"] < 0 or stop["index"] in been:
            return
        been.add(stop["index"])
        yield stop


def after(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a reader meets the other later: below, or in a column to the right."""
    return bool(other["top"] >= one["bottom"] - 24 or other["left"] >= one["right"] - 1)


@pytest.mark.parametrize("width", [320, 800, 1600])
def test_the_keyboard_reaches_everything_in_order(
    chromium: Browser, themed: Path, width: int
) -> None:
    """Tab stops at each control once, in the order that is seen, and each time it can be seen."""
    paths = pages(themed) if width == 800 else packets(themed)
    for name, page in each_page(chromium, paths, **window(width)):
        stops = list(tabbed(page))
        assert [stop["index"] for stop in stops] == list(range(page.evaluate("seen.controls()"))), (
            name
        )
        assert [stop["words"] for stop in stops if not stop["visible"]] == [], name
        jumps = [(a["words"], b["words"]) for a, b in pairwise(stops) if not after(a, b)]
        assert jumps == [], name


def test_the_keyboard_goes_back(chromium: Browser, themed: Path) -> None:
    """Nothing holds the keyboard: Shift and Tab lead from the last control to the first."""
    for _, page in each_page(chromium, packets(themed), **window(800)):
        count = page.evaluate("seen.controls()")
        page.locator("a[href], button").last.focus()
        stops = [stop["index"] for stop in tabbed(page, "Shift+Tab")]
        assert stops[: count - 1] == list(reversed(range(count - 1)))


def test_keyboard_faults_are_found(chromium: Browser) -> None:
    """The tests above can fail: a trap, a focus that is not shown, and an order of its own."""
    with blank(chromium) as page:
        page.set_content("""
        <style>#b:focus { outline: 0 } div { display: flex; flex-direction: column-reverse }</style>
        <div><a href="#a">A</a><a href="#b" id="b">B</a></div>
        <a href="#c" onkeydown="event.preventDefault()">C</a><a href="#d">D</a>
        """)
        stops = list(tabbed(page))
        assert [stop["words"] for stop in stops] == ["A", "B", "C"]
        assert [stop["words"] for stop in stops if not stop["visible"]] == ["B"]
        assert [after(a, b) for a, b in pairwise(stops)] == [False, True]


def test_the_first_stop_skips_to_the_documents(chromium: Browser, themed: Path) -> None:
    """The first Tab shows a link that leads past the head; the next one is behind it."""
    for _, page in each_page(chromium, packets(themed), **window(800)):
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_draft_is_copied_by_keyboard(chromium: Browser, sample: Path) -> None:
    """Enter or the space bar copies the whole draft, says so, and stays where it was."""
    allowed = ["clipboard-read", "clipboard-write"]
    for _, page in each_page(chromium, packets(sample), permissions=allowed):
        for number, button in enumerate(page.locator("[data-copy]").all()):
            button.focus()
            page.keyboard.press(("Enter", "Space")[number % 2])
            page.locator("#said", has_text="Copied").wait_for(state="attached")
            draft = page.locator(f"#{button.get_attribute('data-copy')}").text_content()
            assert page.evaluate("navigator.clipboard.readText()") == draft
            assert button.evaluate("(each) => each === document.activeElement")
            page.evaluate("document.getElementById('said').textContent = ''")


REFUSED = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }"


def test_a_draft_is_selected_where_copying_is_refused(chromium: Browser, sample: Path) -> None:
    """Where the browser does not let a page copy, the draft is selected, and the page says so."""
    for _, page in each_page(chromium, packets(sample)):
        page.evaluate(REFUSED)
        button = page.locator("[data-copy]").first
        button.focus()
        page.keyboard.press("Enter")
        page.locator("#said", has_text="selected").wait_for(state="attached")
        draft = page.locator(f"#{button.get_attribute('data-copy')}").inner_text()
        assert page.evaluate("getSelection().toString()").strip() == draft.strip()


def test_a_question_of_the_sheet_is_heard_as_one(chromium: Browser, themed: Path) -> None:
    """In the guide a dot says so to the eye, and words to the ear; no other question has them."""
    guide = themed / "marcus-oyelaran" / "guide.html"
    for name, page in each_page(chromium, [guide]):
        heard = page.locator(".rows.checks").first.aria_snapshot()
        said = [line for line in heard.splitlines() if "on my sheet" in line]
        assert len(said) == 1, f"{name}: {heard}"
        assert "2 What do you do on a typical day?" in heard
