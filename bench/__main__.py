"""Measure, side by side in one run; ratios are of medians, and of pairs taken in turn.

``python -m bench check plan`` measures only the lines that have one of these words;
``python -m bench sheets`` is about many sheets of one shape (bench/sheets.py).
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from bench import cohort, packets, sheets
from bench.bare import Plain
from generator.builds import Wanted
from generator.channels import names, pdf
from generator.channels.pdf.layout import engine
from generator.channels.pdf.layout.fit import fit
from generator.compose import Composer
from generator.documents import Target
from generator.load import load
from generator.model import Chosen
from generator.pipeline import build
from generator.plan import Planner
from generator.project import Project
from generator.select import Selector

ROOT = Path(__file__).parent.parent
INTERVIEW = "marcus-oyelaran"
RUNS = 7


def seconds(do: Callable[[], Any]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def in_full(project: Project, wanted: Wanted) -> None:
    """A build whose pages all differ in shape, so that no plate helps."""
    with pdf.in_full():
        build(project, wanted, silent)


@dataclass(frozen=True)
class Pair:
    """Two calls to be timed in turn, and how much longer ours may take."""

    label: str
    ours: Callable[[], Any]
    theirs: Callable[[], Any]
    limit: float | None = None
    documents: int = 1

    def row(self) -> str:
        """Medians in milliseconds a document, and the median of the ratios pair by pair."""
        pairs = [(seconds(self.ours), seconds(self.theirs)) for _ in range(RUNS + 1)][1:]
        each = 1000 / self.documents
        one, two = (statistics.median(column) * each for column in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        limit = f"{self.limit:8.2f}" if self.limit else f"{'':8}"
        return f"{self.label:70}{one:8.0f} {two:8.0f} {ratio:8.2f}{limit}"


def command(*words: str) -> Callable[[], Any]:
    """A call of a command, as a whole process; modules are compiled once, as on any machine."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(words, cwd=ROOT, check=True, capture_output=True, env=environment)


def anew(folder: str, do: Callable[[], Any]) -> Callable[[], Any]:
    """The same call without what an earlier one left in a folder."""

    def call() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        do()

    return call


def thrice(do: Callable[[], None]) -> Callable[[], None]:
    """The same call three times."""

    def call() -> None:
        for _ in range(3):
            do()

    return call


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

    engine.Page.lay = counting  # type: ignore[assignment,method-assign]
    try:
        wanted = Wanted(interviews=(INTERVIEW,), channels=("pdf",))
        build(Project.at(ROOT, folder / "built"), wanted, silent)
    finally:
        engine.Page.lay, engine.Page.write = lay, write  # type: ignore[method-assign]
    for name, page in pages.items():
        text = ET.tostring(page.html.etree_element, encoding="unicode", method="html")
        (folder / f"{name}.html").write_text(f"<!DOCTYPE html>{text}", encoding="utf-8")
    (folder / "layouts.json").write_text(json.dumps(layouts), encoding="utf-8")
    case = next(iter(pages.values())).case
    (folder / "sheets.json").write_text(json.dumps(case.texts), encoding="utf-8")


def is_wanted(label: str) -> bool:
    """Whether a line is measured: all are, unless some were named."""
    return len(sys.argv) == 1 or any(word in label for word in sys.argv[1:])


def finished_sheet() -> engine.Page:
    """The question sheet of the sample's interview, as the fit left it: valid, and to type into."""
    library, catalog = load(Project.at(ROOT), names())
    selector = Selector(library, catalog, today=date(2027, 2, 22))
    selection = selector.select(
        catalog.kinds["question-sheet"], Target.about(library.interviews[0])
    )
    html = Composer(catalog).compose(selection).parts["body.html"]
    case = engine.case(selection.theme, selection.edition, selection.paper, archive=False)
    page = engine.Page(case, html)
    fit(page, selection.edition.fit, 1)
    return page


def bare_sheet(page: engine.Page) -> bytes:
    """The same page by the engine alone, with tags."""
    layout = page.html.render(
        stylesheets=page.case.sheets, font_config=page.case.fonts, pdf_variant=engine.UA
    )
    data = layout.write_pdf(pdf_variant=engine.UA, pdf_identifier=True)
    assert isinstance(data, bytes)
    return data


def three_interviews(folder: Path) -> Project:
    """A student's project: the sample's people, and its interview three times."""
    root = folder / "project"
    shutil.copytree(ROOT / "content", root / "content")
    interview = root / "content" / "interviews" / f"{INTERVIEW}.yaml"
    for name in ("second", "third"):
        shutil.copy(interview, interview.with_stem(name))
    return Project.at(root)


def plans(count: int) -> Callable[[], Any]:
    """A call that plans so many meetings: of chosen questions, of presets, and of nothing."""
    library, _ = load(Project.at(ROOT), names())
    ids, presets = [q.id for q in library.questions], list(library.presets)
    first = library.interviews[0]
    interviews = []
    for i in range(count):
        start = 7 * i % len(ids)
        chosen = tuple(Chosen(id=name) for name in ids[start : start + 8])
        choices: list[dict[str, object]] = [
            {"questions": chosen},
            {"preset": presets[i % len(presets)]},
            {},
        ]
        meeting = first.meeting.model_copy(update={"minutes": 15 + i % 31})
        bare: dict[str, object] = {"questions": (), "preset": None, "meeting": meeting}
        interviews.append(first.model_copy(update=bare | choices[i % 3]))
    return lambda: deque(map(Planner(library).plan, interviews), maxlen=0)


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["sheets"]:
        sheets.main(int(sys.argv[2]) if sys.argv[2:] else 1_000)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        finished_pages(folder)
        layouts = json.loads((folder / "layouts.json").read_text(encoding="utf-8"))
        project = three_interviews(folder)
        pdfs = Wanted(interviews=(INTERVIEW, "second", "third"), channels=("pdf",))
        output, plain, sheet = str(folder / "cold"), Plain.of(folder), finished_sheet()
        base = command(sys.executable, "-c", "import click, jinja2, pydantic")
        # pydantic imports half of itself when the first model is defined.
        model = "import click, jinja2, pydantic\nclass Model(pydantic.BaseModel): x: int"
        base_in_use = command(sys.executable, "-c", model)
        askwell = [sys.executable, "-m", "generator"]
        build_it = [*askwell, "build", "--output", output]
        packet = anew(output, command(*build_it, "--interview", INTERVIEW, "--jobs", "1"))
        alone = anew(output, command(*build_it, "--jobs", "1"))

        def script(count: str) -> Callable[[], Any]:
            return command(sys.executable, "bench/bare.py", str(folder), count)

        print(
            f"Python {sys.version.split()[0]}; {len(layouts)} PDFs, {sum(layouts.values())} layouts"
        )
        print(f"{'milliseconds':70}{'ours':>8} {'bare':>8} {'ratio':>8}{'limit':>8}")
        for pair in (
            Pair(
                "a PDF of three packets, each in full, warm | the same layouts and writing",
                anew(str(project.output), lambda: in_full(project, pdfs)),
                thrice(lambda: plain.make(once=False)),
                1.1,
                3 * len(layouts),
            ),
            Pair(
                "a valid sheet to type into | the same page, tagged by the engine alone",
                lambda: sheet.write(sheet.lay()),
                lambda: bare_sheet(sheet),
                1.25,
            ),
            Pair(
                "askwell --help | imports of click, jinja2, pydantic",
                command(*askwell, "--help"),
                base,
                3,
            ),
            *(
                Pair(
                    f"askwell {words[0]} | imports of click, jinja2, pydantic",
                    command(*askwell, *words),
                    base,
                    3,
                )
                for words in (["check"], ["plan", INTERVIEW], ["due"])
            ),
            Pair("askwell check | and one model defined", command(*askwell, "check"), base_in_use),
            Pair(
                "a packet, cold | import weasyprint, the same layouts", packet, script("all"), 1.3
            ),
            Pair("a packet, cold | import weasyprint, one layout each", packet, script("1")),
            Pair(
                "a build of everything, two processes | one",
                anew(output, command(*build_it, "--jobs", "2")),
                alone,
            ),
            Pair(
                "everything again, nothing changed | a build of everything",
                command(*build_it, "--jobs", "1"),
                alone,
            ),
        ):
            if is_wanted(pair.label):
                print(pair.row(), flush=True)
        if is_wanted("packets"):
            for line in packets.lines(folder):
                print(line, flush=True)
        if is_wanted("cohort"):
            for line in cohort.lines(ROOT, folder):
                print(line, flush=True)
    if not is_wanted("planning"):
        return
    took = statistics.median(seconds(plans(10_000)) for _ in range(RUNS))
    print(f"{'planning 10,000 interviews, seconds':70}{took:8.2f} {'':8} {'':8}{1:8.2f}")


if __name__ == "__main__":
    main()
