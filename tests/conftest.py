"""What the tests share: the built sample, small projects, and rewriting of golden files."""

import gc
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from generator.builds import Wanted
from generator.pipeline import build
from generator.project import Project
from tests.browser import CHROMIUM, FLAGS

ROOT = Path(__file__).parent.parent
TODAY = date(2027, 2, 22)
THEMES = sorted(path.parent.name for path in ROOT.glob("templates/themes/*/theme.yaml"))
Files = Callable[..., Path]
os.environ.setdefault("ASKWELL_JOBS", "1")
"""Tests run in processes of their own, and what is learned of a page is kept for the next test."""
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
"""Templates and modules are compiled once, and not by each build and process that a test begins."""
gc.set_threshold(100_000, 50, 100)
"""Python looks for garbage seldom, as askwell itself does: layouts were a fifth slower for it."""
settings.register_profile("gate", deadline=None)
settings.load_profile("gate")  # how long an example takes is measured in bench/


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` rewrites golden files, and fails the tests that it rewrote for."""
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


def silent(_: str) -> None:
    """Progress that nobody watches."""


def build_all(project: Project, **wanted: tuple[str, ...]) -> Path:
    """Build a project and return its output folder."""
    build(project, Wanted(**wanted), silent)  # type: ignore[arg-type]  # names are tuples here
    return project.output


def build_report(project: Project) -> Path:
    """Add a report of the accessibility of one document, and return the output folder."""
    about = Wanted(("marcus-oyelaran",), ("question-sheet",), ("pdf", "web"), report=True)
    build(project, about, silent)
    return project.output


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Python looks for garbage as it did before: a run of a cohort has it do that seldom."""
    usual = gc.get_threshold()
    yield
    gc.set_threshold(*usual)
    gc.unfreeze()


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that is made by the process which needs it first; the others wait and take it."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, made = base / name, base / f"{name}.made"
    with closing(sqlite3.connect(base / f"{name}.lock", timeout=600)) as lock:
        lock.execute("begin exclusive")  # ends with the process, however that ends
        if not made.exists():
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the repository's own content, and a report about one of its documents."""

    def make(folder: Path) -> None:
        project = Project.at(ROOT, folder, TODAY)
        build_all(project)
        build_report(project)

    return once(tmp_path_factory, "sample", make)


@pytest.fixture(scope="session", params=THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    """Each theme there is."""
    return str(request.param)


ALONE = ("comparison-grid", "tracker", "example-drafts", "next-outreach", "question-sheet")
"""Kinds that one packet lacks, or of which another interview's is very unlike: a long agenda."""


@pytest.fixture(scope="session")
def themed(
    theme: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The sample in each theme: all of it in its own, one packet and what that lacks in others.

    What depends on words is seen in the first; the others have the same markup.
    """
    if theme == "grid":
        whole: Path = request.getfixturevalue("sample")  # not built for the others
        return whole

    def make(root: Path) -> None:
        shutil.copytree(ROOT / "content", root / "content")
        with (root / "content" / "organization.yaml").open("a", encoding="utf-8") as file:
            file.write(f"theme: {theme}\n")
        project = Project.at(root, root / "output", TODAY)
        build_all(project, channels=("web",), kinds=ALONE)
        build_all(project, interviews=("marcus-oyelaran",))
        build_report(project)

    return once(tmp_path_factory, theme, make) / "output"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all who look at pages."""
    if not CHROMIUM:
        pytest.skip("needs Chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        yield browser
        browser.close()


SEEKER = """\
name: Ada Quill
email: ada.quill@example.org
introduction: a first-year history student at Marrow College
"""
INTERVIEW = """\
contact:
  name: Bo Larch
  email: bo.larch@example.org
  relationship: cold
  reason: Your exhibit on river ferries made me wonder how such a thing is planned.
topic: museum work
meeting: {mode: in_person}
questions: [pr-typical-day, cp-attraction]
"""


@pytest.fixture
def project(tmp_path: Path) -> Files:
    """Make a project of files: ``project({"content/seeker.yaml": …})`` on top of a small one."""

    def make(files: dict[str, str] | None = None, *, people: bool = True) -> Path:
        root = tmp_path / "project"
        base = {"content/seeker.yaml": SEEKER, "content/interviews/bo.yaml": INTERVIEW}
        for name, text in ((base if people else {}) | (files or {})).items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (root / "content").mkdir(parents=True, exist_ok=True)
        return root

    return make


def empty_project(root: Path) -> Project:
    """A coordinator's project that has nothing of its own."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    return Project.at(root, root / "output", TODAY)


@pytest.fixture
def office(tmp_path: Path) -> Project:
    """A coordinator’s empty project."""
    return empty_project(tmp_path / "office")
