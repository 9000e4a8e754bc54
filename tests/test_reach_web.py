"""Pages for every window and every hand: narrow, enlarged, in forced colours, by keyboard."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.browser import blank, each_page, pages, seen, window

ENLARGED = window(320, 256)
"""What a window of 1280 by 1024 pixels holds at 400 %."""
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""The distances that a reader may set (WCAG 1.4.12)."""


def findings(
    chromium: Browser,
    paths: list[Path],
    *questions: str,
    css: str = "",
    **emulated: Any,  # noqa: ANN401 - as Playwright
) -> dict[str, dict[str, list[str]]]:
    """What these pages do not keep, by page and question."""
    found = {}
    for name, page in each_page(chromium, paths, **emulated):
        if css:
            page.add_style_tag(content=css)
        found[name] = seen(page, *questions)
    assert len(found) == len(paths)
    return {name: faults for name, faults in found.items() if faults}


def packets(sample: Path) -> list[Path]:
    """The pages that have controls, not only links."""
    return [path for path in pages(sample) if path.stem == "index"]


SIZES = ["enlarged", "middling", "wide"]
LAYOUT = ("outside()", "clipped()", "collided()")


@pytest.mark.parametrize("css", ["", SPACED], ids=["as made", "spaced"])
@pytest.mark.parametrize("emulated", [ENLARGED, window(800), window(1600)], ids=SIZES)
def test_no_window_cuts_text_off(
    chromium: Browser, themed: Path, css: str, emulated: dict[str, Any]
) -> None:
    """Nobody scrolls sideways (WCAG 1.4.10), and no text is cut off or lies on other text."""
    assert findings(chromium, pages(themed), *LAYOUT, css=css, **emulated) == {}


def test_text_that_is_cut_off_is_found(chromium: Browser) -> None:
    """The test above can fail, and lets a frame of its own be moved."""
    with blank(chromium, **ENLARGED) as page:
        page.set_content("""
        <p style="width: 30em">This line is wider than a window of twenty letters is</p>
        <p style="height: 1em; overflow: hidden">Of two lines<br>one is hidden</p>
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


@pytest.mark.parametrize("width", [320, 800, 1600])
def test_targets_can_be_hit(chromium: Browser, themed: Path, width: int) -> None:
    """Links and buttons are 24 pixels wide and high, and none lies on another (WCAG 2.5.8)."""
    asked = ("small(24, 24)", "crowded()")
    assert findings(chromium, pages(themed), *asked, **window(width)) == {}


@pytest.mark.parametrize("width", [320, 1600])
def test_targets_are_as_high_as_a_finger(chromium: Browser, themed: Path, width: int) -> None:
    """On a screen that is touched they are 44 pixels high."""
    asked = "small(24, 44)"
    assert findings(chromium, pages(themed), asked, has_touch=True, **window(width)) == {}


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


SCHEMES = ["light", "dark"]
PLAIN = [{"color_scheme": scheme} for scheme in SCHEMES]
FORCED = [{"forced_colors": "active", **scheme} for scheme in PLAIN]


@pytest.mark.parametrize("emulated", [*PLAIN, *FORCED])
def test_controls_are_known_by_a_line(
    chromium: Browser, themed: Path, emulated: dict[str, Any]
) -> None:
    """In all colours links are underlined or framed, and the frame stands out (WCAG 1.4.11)."""
    assert findings(chromium, pages(themed), "unmarked()", **emulated) == {}


@pytest.mark.parametrize("emulated", FORCED, ids=SCHEMES)
def test_text_is_there_in_forced_colours(
    chromium: Browser, themed: Path, emulated: dict[str, Any]
) -> None:
    """A reader's own colours reach every word, and what is behind it."""
    assert findings(chromium, pages(themed), "faint()", **emulated) == {}


def picture(page: Page, place: Locator, **cut: float) -> Image.Image:
    """A piece of a page in grey: an element's box, or the beginning of it."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box
    shot = page.screenshot(clip={**box, **cut})  # type: ignore[arg-type]  # four numbers
    return Image.open(BytesIO(shot)).convert("L")


def drawn(piece: Image.Image, ground: int) -> float:
    """The share of a picture that is far from the ground's grey."""
    counts = piece.histogram()
    return sum(n for grey, n in enumerate(counts) if abs(grey - ground) > 100) / sum(counts)


@pytest.mark.parametrize(("emulated", "ground"), [(FORCED[0], 255), (FORCED[1], 0)], ids=SCHEMES)
def test_drawings_are_there_in_forced_colours(
    chromium: Browser, themed: Path, emulated: dict[str, Any], ground: int
) -> None:
    """A box that is ticked differs from one that is not, both can be seen, and so can the logo."""
    guide = themed / "marcus-oyelaran" / "guide.html"
    for _, page in each_page(chromium, [guide], **emulated):
        boxes = page.locator(".rows.checks > li")
        ticked = page.locator(".rows.checks > li.ticked").first
        shares = [
            drawn(picture(page, each, width=16, height=32), ground)
            for each in (boxes.first, ticked)
        ]
        assert 0.02 < shares[0] < shares[1] - 0.1
        low, high = picture(page, page.locator(".mark")).getextrema()
        assert isinstance(low, int)
        assert isinstance(high, int)
        assert high - low > 100


def test_what_forced_colours_hide_is_found(chromium: Browser) -> None:
    """The tests above can fail: colours that do not give way, and boxes that are backgrounds."""
    with blank(chromium, forced_colors="active", color_scheme="dark") as page:
        page.set_content("""
        <p style="forced-color-adjust: none; color: #111">Ink</p>
        <a href="#a" style="text-decoration: none">Bare</a> <a href="#b">Lined</a>
        <p class="drawn" style="height: 14px; background: #fff"></p>
        """)
        assert seen(page, "faint()", "unmarked()") == {"faint()": ["Ink"], "unmarked()": ["Bare"]}
        assert drawn(picture(page, page.locator(".drawn")), 0) == 0


def test_nothing_moves(chromium: Browser, themed: Path) -> None:
    """Who asks for less motion gets none."""
    assert findings(chromium, pages(themed), "moving()", reduced_motion="reduce") == {}


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
