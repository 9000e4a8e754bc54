"""Many sheets of one shape, beside what else could make them: ``python -m bench sheets [COUNT]``.

Everything is timed in turn, in one process, with composing and writing to the disk; typst is a
development dependency, and its line is left out where it is not installed.
"""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import jinja2
from weasyprint import HTML

from generator.channels import pdf
from generator.channels.pdf.layout import engine
from generator.documents import Asked, Composition
from generator.workers import clear_up_seldom
from tests.classmates import documents, people

PLAIN = jinja2.Environment(autoescape=True).from_string("""<!DOCTYPE html><html lang="en"><head>
<title>Questions for {{ contact.name }}</title><style>@page { size: letter; margin: 15mm }
body { font: 10pt sans-serif } .line { border-bottom: 1pt dotted #777; height: 7mm }</style></head>
<body><h1>Questions for {{ contact.name }}</h1>
<p>{{ contact.title }}, {{ contact.organization }}</p>
<p>{{ meeting.date }} · {{ meeting.link }} · {{ seeker.name }} · {{ seeker.introduction }}</p><ol>
{% for asked in asked %}<li>{{ asked.text }}{% for _ in range(4) %}<div class="line"></div>
{% endfor %}</li>{% endfor %}</ol></body></html>""")
SCRIPT, ALIKE = (
    "the script of an office, a plain page",
    "the same script, for the sheet that is ours",
)
SLOW = {"laid out in full", SCRIPT, ALIKE}
"""Timed once while the others are timed twenty times."""
RULED = "height: var(--pitch); border-bottom: var(--hair) solid var(--rule)"
TYPST = """#let row = sys.inputs
#set document(title: "Questions for " + row.name, date: none)
#set page("us-letter", margin: 15mm)
#set text(10pt)
= Questions for #row.name
#row.work \\
#row.day · #row.link · #row.seeker · #row.introduction
#for each in json(bytes(row.asked)) [
  + #each
    #for _ in range(4) { v(7mm); line(length: 100%, stroke: .5pt + gray) }
]
"""


def milliseconds(make: Callable[[int], bytes], folder: Path, rows: range) -> list[float]:
    """How long each file takes until it is on the disk."""
    times = []
    gc.collect()  # what the one before has left is not this one's
    for i in rows:
        start = time.perf_counter()
        (folder / f"{i}.pdf").write_bytes(make(i))
        times.append(1000 * (time.perf_counter() - start))
    return times


def sheet(i: int) -> Composition:
    """The question sheet of one student, composed now."""
    (made,) = documents("question-sheet", "grid", 1, first=i)
    return made


def in_full(i: int) -> bytes:
    """The same without plates."""
    with pdf.in_full():
        return pdf.typeset(sheet(i)).data


def questions() -> list[Asked]:
    """Those of our sheet, each with four lines to write on, which fill a page as ours is filled."""
    plan = sheet(0).selection.plan
    return [*plan.core, *plan.close]


def by_script(i: int) -> bytes:
    """As an office would write it: nothing is shared from page to page."""
    interview, seeker = people(i, "video")
    asked = questions()
    html = PLAIN.render(
        contact=interview.contact, meeting=interview.meeting, seeker=seeker, asked=asked
    )
    data = HTML(string=html).write_pdf()
    assert isinstance(data, bytes)
    return data


@cache
def styles() -> str:
    """The style sheets of our sheet and its fonts, with lines as an office draws them."""
    selection = sheet(0).selection
    case = engine.case(selection.theme, selection.edition, selection.paper, archive=False)
    text = "\n".join(case.texts)
    assert RULED in text
    return text.replace(RULED, "height: var(--pitch); border-bottom: 1px dotted #777")


def alike_by_script(i: int) -> bytes:
    """Our own page in the plain way: nothing is shared, not fitted, without fields, dotted lines.

    Its text comes from our composing, which is a hundredth of what this takes.
    """
    html = sheet(i).parts["body.html"].replace("</head>", f"<style>{styles()}</style></head>")
    data = HTML(string=html).write_pdf()
    assert isinstance(data, bytes)
    return data


def typst(folder: Path) -> Callable[[int], bytes] | None:
    """Typst's compiler, kept from page to page, with the texts as inputs."""
    if not find_spec("typst"):
        return None
    import json  # noqa: PLC0415

    from typst import Compiler  # noqa: PLC0415

    source = folder / "sheet.typ"
    source.write_text(TYPST, encoding="utf-8")
    compiler = Compiler(str(source))
    asked = json.dumps([each.text for each in questions()])

    def make(i: int) -> bytes:
        interview, seeker = people(i, "video")
        contact, meeting = interview.contact, interview.meeting
        inputs = {
            "name": contact.name,
            "work": contact.work or "",
            "day": str(meeting.date),
            "link": meeting.link or "",
            "seeker": seeker.name,
            "introduction": seeker.introduction,
            "asked": asked,
        }
        data = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1")
        assert isinstance(data, bytes)  # pages alone would be many
        return data

    return make


def bound(folder: Path, sheets: Iterable[Composition], rows: int) -> tuple[float, float]:
    """Milliseconds and bytes of a sheet in a bound file."""
    start = time.perf_counter()
    with (folder / "bound.pdf").open("wb") as file:
        pdf.bind([pdf.Packet("All", sheets)], file, "All sheets")
    took = 1000 * (time.perf_counter() - start)
    return took / rows, (folder / "bound.pdf").stat().st_size / rows


def packet(i: int) -> list[bytes]:
    """Six pages of one student: guide, question sheet and card."""
    kinds = ("guide", "question-sheet", "thank-you-note")
    made = [each for kind in kinds for each in documents(kind, "grid", 1, first=i)]
    return [pdf.typeset(each).data for each in made]


def packets() -> tuple[float, float]:
    """Milliseconds of a packet from plates, and in full; medians of four."""
    for i in range(6):
        packet(i)  # until there are plates
    times: tuple[list[float], list[float]] = [], []
    for i in range(4):
        start = time.perf_counter()
        packet(2 * i)
        middle = time.perf_counter()
        with pdf.in_full():
            packet(2 * i)
        times[0].append(1000 * (middle - start))
        times[1].append(1000 * (time.perf_counter() - middle))
    return statistics.median(times[0]), statistics.median(times[1])


def main(rows: int) -> None:
    """Print the table: medians, and how many times longer than a sheet from a plate."""
    clear_up_seldom()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        makers: dict[str, Callable[[int], bytes]] = {
            "from a plate": lambda i: pdf.typeset(sheet(i)).data,
            "composing alone": lambda i: sheet(i).parts["body.html"].encode(),
            "laid out in full": in_full,
            SCRIPT: by_script,
            ALIKE: alike_by_script,
        }
        if compiler := typst(folder):
            makers["Typst, its compiler kept"] = compiler
        times: dict[str, list[float]] = {label: [] for label in makers}
        milliseconds(makers["from a plate"], folder, range(8))  # until there is a plate
        for block in range(0, rows, max(1, rows // 20)):
            for label, make in makers.items():
                few = 1 if label in SLOW else rows // 20
                times[label] += milliseconds(make, folder, range(block, block + few))
        base = statistics.median(times["from a plate"])
        same = all(in_full(i) == pdf.typeset(sheet(i)).data for i in range(0, rows, rows // 5))
        print(f"{'milliseconds a sheet':50}{'median':>8} {'best':>8} {'ratio':>8}")
        for label, each in times.items():
            median = statistics.median(each)
            print(f"{label:50}{median:8.1f} {min(each):8.1f} {median / base:8.1f}")
        print(f"the same bytes as in full: {same}")
        bound(folder, map(sheet, range(8)), 8)  # until there is a plate for flat pages
        took, size = bound(folder, map(sheet, range(rows)), rows)
        print(f"{'bound in one file, with composing':50}{took:8.1f} {size / 1000:8.1f} kB a page")
        took, _ = bound(folder, [sheet(i) for i in range(rows, 2 * rows)], rows)
        print(f"{'others like them, composed before':50}{took:8.1f}")
        plates, full = packets()
        print(f"{'a packet of six pages: from plates, in full':50}{plates:8.1f} {full:8.1f}")
