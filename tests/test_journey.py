"""A newcomer's whole way, from an empty folder to a packet of what a student picked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, expect

from generator.cli import main
from generator.load import load_bank
from generator.project import Project
from generator.serve.preview import Preview
from generator.typography import fine
from tests.readers import pdf_pages
from tests.test_picker import HERE, TICKED, Student
from tests.test_serve import running

Told = Callable[..., Result]


@pytest.fixture
def told() -> Told:
    """Run a command as it is typed; it is to work."""

    def run(*words: str) -> Result:
        ran = CliRunner().invoke(main, [*words])
        assert ran.exit_code == 0, ran.stderr
        return ran

    return run


def test_no_step_needs_explaining(chromium: Browser, told: Told, tmp_path: Path) -> None:
    """New, organization, serve, publish, pick, print, take along, build: each with what is shown.

    The center's project has an organization and nobody in it; the student's has the two files that
    the page gave, where the page says that they belong.
    """
    center, student = tmp_path / "center", tmp_path / "student"
    told("new", str(center), "--organization", "Marrow College")
    file = center / "content" / "organization.yaml"
    with chromium.new_context(**HERE, accept_downloads=True) as context:
        page = context.new_page()
        with running(Preview(Project.at(center))) as port:
            page.goto(f"http://127.0.0.1:{port}/")
            expect(page.get_by_text("Marrow College").first).to_be_visible()
            file.write_text(f"{file.read_text()}office: Ferry Desk\n", encoding="utf-8")
            expect(page.get_by_text("Ferry Desk").first).to_be_visible(timeout=30_000)
        told("publish", str(center))
        page.goto((center / "site" / "index.html").as_uri())
        page.get_by_role("link", name="Pick your questions").click()
        page.wait_for_selector("body > .paged", state="attached")
        picking = Student(page, center / "site" / "picker" / "index.html")
        picking.tick(*TICKED)
        picking.type()
        assert pdf_pages(picking.printed(format="Letter")) == 1
        interview, seeker = picking.files(tmp_path)
    bank = [
        question
        for category in load_bank(Project.at(student))[0]
        for question in category.questions
    ]
    for path, folder in ((interview, "content/interviews"), (seeker, "content")):
        (student / folder).mkdir(parents=True, exist_ok=True)
        path.rename(student / folder / path.name)
    told("build", str(student), "--channel", "web", "--kind", "question-sheet")
    sheet = student / "output" / interview.stem / "question-sheet.html"
    built = sheet.read_text(encoding="utf-8")
    asked = [question.text for question in bank if question.id in TICKED]
    assert len(asked) == len(TICKED)
    assert [text for text in asked if fine(text) not in built] == []
