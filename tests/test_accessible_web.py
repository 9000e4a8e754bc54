"""Pages as axe judges them: every page, on screen and as printed, light and dark, wide and narrow.

What axe leaves to a human (text beside a drawn box, text beside a float) is computed here as well.
"""

from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser import blank, each_page, pages, seen, window

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": RULES}
STYLED = {
    "type": "rule",
    "values": [
        "color-contrast",
        "link-in-text-block",
        "scrollable-region-focusable",
        "target-size",
    ],
}
"""The rules that a style sheet can break; the others are about markup, which all themes share."""
WAYS: list[dict[str, Any]] = [
    {"media": "screen", "color_scheme": "light"},
    {"media": "screen", "color_scheme": "dark"},
    {"media": "print", "color_scheme": "light"},
    {"media": "print", "color_scheme": "dark"},
]
LIGHT = [way for way in WAYS if way["color_scheme"] == "light"]
"""Colors in the dark are looked at without axe as well, and faster."""
SEEN = WAYS[:3]
"""What is printed from a dark screen is looked at without axe alone."""
NARROW = {"width": 320, "height": 640}
FAULTY = """\
<!DOCTYPE html><title>A page with faults</title><style media="print">p { color: #aaa }</style>
<main><h1>Faults</h1><img src="data:,"><p>Pale on paper</p></main>
"""


def judged(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds on a page: the rule, and where it is broken."""
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate(
        "async (options) => (await axe.run(document, options)).violations", options
    )
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


def judged_in(
    page: Page, ways: list[dict[str, Any]], rules: dict[str, Any]
) -> dict[str, list[str]]:
    """What axe finds in these media and schemes, and in a narrow window; the dark is of style."""
    page.evaluate(AXE)
    found = {}
    for way in ways:
        page.emulate_media(**way)
        found[" ".join(way.values())] = judged(page, rules if way in LIGHT else STYLED)
    page.emulate_media(**WAYS[0])
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # two numbers
    found["narrow"] = judged(page, rules)
    page.set_viewport_size(window(1280)["viewport"])
    return {way: faults for way, faults in found.items() if faults}


def test_axe_finds_nothing(chromium: Browser, themed: Path, theme: str) -> None:
    """No page breaks a rule of WCAG 2.2 AA that can be tested, nor a custom worth keeping."""
    asked = (SEEN, ALL_RULES) if theme == "grid" else (LIGHT, STYLED)
    found = {
        name: judged_in(page, *asked)
        for name, page in each_page(chromium, pages(themed), **window(1280))
    }
    assert len(found) == len(pages(themed))
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_finds_what_is_wrong(chromium: Browser) -> None:
    """The test above can fail, and knows the media apart."""
    with blank(chromium, **window(1280)) as page:
        page.set_content(FAULTY)
        found = judged_in(page, WAYS, ALL_RULES)
        styled = judged_in(page, LIGHT, STYLED)
    rules = {way: {each.partition(":")[0] for each in faults} for way, faults in found.items()}
    assert rules["screen light"] == {"html-has-lang", "image-alt"}
    assert rules["print light"] == {"html-has-lang", "image-alt", "color-contrast"}
    assert rules["print dark"] == {"color-contrast"}
    assert rules["narrow"] == rules["screen light"]
    assert set(styled) == {"print light"}


def test_all_text_stands_out(chromium: Browser, themed: Path) -> None:
    """Text has 4.5:1 to what is behind it, large text 3:1 (WCAG 1.4.3), in whatever colors."""
    found = {}
    for name, page in each_page(chromium, pages(themed), **window(800)):
        for way in WAYS:
            page.emulate_media(**way)
            found[name, *way.values()] = seen(page, "faint()")
    assert {where: faint for where, faint in found.items() if faint} == {}


def test_pale_text_is_found(chromium: Browser) -> None:
    """The test above can fail: on the page's ground, on one of its own, and for large text."""
    with blank(chromium) as page:
        page.set_content("""
        <p style="color: #777">Pale</p> <p style="background: #888">Dark on gray</p>
        <p style="color: #fff8; background: #1746a2">Half clear</p> <p>Plain</p>
        <p style="color: #888; font-size: 2rem">Large</p>
        <p style="color: #999; font-size: 2rem">Large and pale</p>
        """)
        assert seen(page, "faint()") == {"faint()": ["Pale", "Half clear", "Large and pale"]}


WITHOUT_COPYING = "document.querySelectorAll('[data-copy]').forEach((each) => each.remove())"


def test_a_page_is_whole_without_scripts(chromium: Browser, sample: Path) -> None:
    """Without scripts every word is there but those on buttons that would do nothing."""
    told = {}
    for name, page in each_page(chromium, pages(sample)):
        page.evaluate(WITHOUT_COPYING)
        told[name] = page.locator("body").inner_text()
    plain = {
        name: page.locator("body").inner_text()
        for name, page in each_page(chromium, pages(sample), java_script_enabled=False)
    }
    assert plain == told
    assert all(len(text) > 200 for text in plain.values())


def test_without_scripts_there_is_no_idle_button(chromium: Browser, sample: Path) -> None:
    """A button that needs a script is shown where scripts run, and only there."""
    packets = [path for path in pages(sample) if path.stem == "index"]
    for scripts in (True, False):
        for _, page in each_page(chromium, packets, java_script_enabled=scripts):
            buttons = page.get_by_role("button").all()
            assert any(button.is_visible() for button in buttons) == scripts
