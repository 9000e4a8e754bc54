"""Look at pages in a browser: the sample's, one after the other, without a network."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
SEEN = Path(__file__).parent / "seen.js"


def pages(sample: Path) -> list[Path]:
    """Every page of the sample."""
    found = sorted(sample.rglob("*.html"))
    assert len(found) > 8
    return found


def window(width: int, height: int = 800) -> dict[str, Any]:
    """A window of this size, in CSS pixels."""
    return {"viewport": {"width": width, "height": height}}


@contextmanager
def blank(chromium: Browser, **emulated: Any) -> Iterator[Page]:  # noqa: ANN401 - as Playwright
    """An empty page that knows ``seen.js``, for a reader with these settings."""
    with chromium.new_context(offline=True, **emulated) as context:
        context.add_init_script(path=SEEN)
        yield context.new_page()


def each_page(
    chromium: Browser,
    paths: list[Path],
    **emulated: Any,  # noqa: ANN401 - as Playwright
) -> Iterator[tuple[str, Page]]:
    """These files opened in turn, each with its folder's and its own name."""
    with blank(chromium, **emulated) as page:
        for path in paths:
            page.goto(path.as_uri())
            yield f"{path.parent.name}/{path.stem}", page


def seen(page: Page, *questions: str) -> dict[str, list[str]]:
    """What ``seen.js`` finds, question by question; without a finding, nothing."""
    asked = ", ".join(f'"{question}": seen.{question}' for question in questions)
    answers: dict[str, list[str]] = page.evaluate(f"({{{asked}}})")
    return {question: answer for question, answer in answers.items() if answer}
