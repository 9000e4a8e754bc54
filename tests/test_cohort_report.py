"""The coordinator's page about a cohort, as readers and checkers meet it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from generator.cli import main
from tests.browser import each_page, seen, window
from tests.cohorts import rows, table
from tests.conftest import THEMES, empty_project
from tests.test_accessible_web import ALL_RULES, SEEN, WAYS, judged_in
from tests.test_valid_html import validated

CROWDED = 4
"""Students who all ask one person."""


def report_in(folder: Path, theme: str) -> Path:
    """A report with everything in it: a fault, a clash, a row without a contact, an old packet."""
    project = empty_project(folder / "office")
    said = f"name: Marrow College\ntheme: {theme}\n"
    (project.content / "organization.yaml").write_text(said, encoding="utf-8")
    people = rows(12)
    words = [str(folder / "roster.csv"), str(project.root), "--channel", "text", "--jobs", "1"]
    words += ["--today", "2027-02-22"]
    table(folder / "roster.csv", people)
    assert CliRunner().invoke(main, ["cohort", *words]).exit_code == 0
    for person in people[:CROWDED]:
        person[3:6] = ["Ana Ruiz", "ana.ruiz@example.org", "Harbor Lab"]
    people[5][1] = "not-an-address"
    people[6][3:9] = [""] * 6
    table(folder / "roster.csv", people[:-1])
    assert CliRunner().invoke(main, ["cohort", *words]).exit_code == 1
    return project.output / "cohort" / "report.html"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in each theme."""
    folder = tmp_path_factory.mktemp("reports")
    for theme in THEMES:
        page = report_in(tmp_path_factory.mktemp(theme), theme)
        (folder / f"{theme}.html").write_bytes(page.read_bytes())
    return folder


def test_it_tells_what_became_of_the_rows(reports: Path, chromium: Browser) -> None:
    """Counts, the fault with its cell, the clash, and a link for each packet."""
    for _, page in each_page(chromium, [reports / "grid.html"], **window(1280)):
        text = page.inner_text("body")
        links = page.eval_on_selector_all(".packets a", "all => all.map(a => a.pathname)")
    assert "1 of 11 rows needs mending" in text
    assert "Row 7, column B (Email): “not-an-address” is not an email address." in text
    assert f"Ana Ruiz (contact) would be approached by {CROWDED} students" in text
    assert "1 packet has lines to write the contact on, and no drafts" in text
    assert "1 packet is there that no row of this table asks for: " in text
    assert "GPA" in text
    assert len(links) == 10


def test_every_packet_is_where_its_link_leads(tmp_path: Path, chromium: Browser) -> None:
    """Each link opens a file that is there."""
    report = report_in(tmp_path, "grid")
    for _, page in each_page(chromium, [report], **window(1280)):
        links = page.eval_on_selector_all(
            ".packets a, .mend + a, main a", "all => all.map(a => a.href)"
        )
    assert len(links) == 11
    assert all(Path(link.removeprefix("file://")).is_file() for link in links)


def test_axe_and_the_validator_find_nothing(reports: Path, chromium: Browser) -> None:
    """In each theme, on screen and in print, light and dark, wide and narrow; text stands out."""
    pages = sorted(reports.glob("*.html"))
    found = {}
    for name, page in each_page(chromium, pages, **window(1280)):
        found[name] = judged_in(page, SEEN, ALL_RULES)
        for way in WAYS:
            page.emulate_media(**way)
            if pale := seen(page, "faint()"):
                found[f"{name} {way}"] = pale
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert {name: said for name, said in validated(reports).items() if said} == {}
