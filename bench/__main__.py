"""Measure, side by side in one run; ratios are of medians, and of pairs taken in turn."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from bench import bare
from generator.builds import Wanted
from generator.channels.pdf import engine
from generator.pipeline import build
from generator.project import Project

ROOT = Path(__file__).parent.parent
INTERVIEW = "marcus-oyelaran"
RUNS = 7


def seconds(do: Callable[[], Any]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def side_by_side(ours: Callable[[], Any], theirs: Callable[[], Any], runs: int = RUNS) -> str:
    """Time two calls in turn, after one round that does not count."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs + 1)][1:]
    one, two = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    return f"{one:8.0f} ms {two:8.0f} ms {ratio:8.2f}"


def command(*words: str) -> Callable[[], Any]:
    """A call of a command, as a whole process."""
    return lambda: subprocess.run(words, cwd=ROOT, check=True, capture_output=True)


def silent(_: str) -> None:
    """Progress that nobody watches."""


def finished_pages(folder: Path) -> None:
    """The packet's finished pages, as the fit left them, with the number of layouts it took."""
    layouts: dict[str, int] = {}
    pages: dict[str, engine.Page] = {}
    lay, write = engine.Page.lay, engine.Page.write

    def counting(page: engine.Page, *, tall: bool = False) -> Any:  # noqa: ANN401
        name = str(id(page))
        layouts[name] = layouts.get(name, 0) + 1
        pages[name] = page
        return lay(page, tall=tall)

    engine.Page.lay = counting  # type: ignore[method-assign]
    try:
        wanted = Wanted(interviews=(INTERVIEW,), channels=("pdf",))
        build(Project.at(ROOT, folder / "built"), wanted, silent)
    finally:
        engine.Page.lay, engine.Page.write = lay, write  # type: ignore[method-assign]
    for name, page in pages.items():
        text = ET.tostring(page.html.etree_element, encoding="unicode", method="html")
        (folder / f"{name}.html").write_text(f"<!DOCTYPE html>{text}", encoding="utf-8")
    (folder / "layouts.json").write_text(json.dumps(layouts), encoding="utf-8")
    press = next(iter(pages.values())).press
    (folder / "sheets.json").write_text(json.dumps(press.texts), encoding="utf-8")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        finished_pages(folder)
        layouts = json.loads((folder / "layouts.json").read_text(encoding="utf-8"))
        project = Project.at(ROOT, folder / "out")
        pdfs = Wanted(interviews=(INTERVIEW,), channels=("pdf",))
        output = str(folder / "cold")
        base = command(sys.executable, "-c", "import click, jinja2, pydantic")
        # pydantic imports half of itself when the first model is defined.
        model = "import click, jinja2, pydantic\nclass Model(pydantic.BaseModel): x: int"
        base_in_use = command(sys.executable, "-c", model)
        askwell = [sys.executable, "-m", "generator"]
        packet = command(*askwell, "build", "--interview", INTERVIEW, "--output", output)

        def script(count: str) -> Callable[[], Any]:
            return command(sys.executable, "bench/bare.py", str(folder), count)

        print(
            f"Python {sys.version.split()[0]}; {len(layouts)} PDFs, {sum(layouts.values())} layouts"
        )
        print(f"{'':58}{'ours':>11} {'bare':>11} {'ratio':>8}")
        for label, row in (
            (
                "a packet's PDFs, warm | the same layouts and writing",
                side_by_side(
                    lambda: build(project, pdfs, silent), lambda: bare.main(folder, once=False)
                ),
            ),
            (
                "askwell --help | import click, jinja2, pydantic",
                side_by_side(command(*askwell, "--help"), base),
            ),
            (
                "askwell check | import click, jinja2, pydantic",
                side_by_side(command(*askwell, "check"), base),
            ),
            (
                "askwell check | the same imports, and one model defined",
                side_by_side(command(*askwell, "check"), base_in_use),
            ),
            (
                "a whole packet, cold | import weasyprint, same layouts",
                side_by_side(packet, script("all")),
            ),
            (
                "a whole packet, cold | import weasyprint, one layout each",
                side_by_side(packet, script("1")),
            ),
        ):
            print(f"{label:58}{row}")


if __name__ == "__main__":
    main()
