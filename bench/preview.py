"""How long it takes from saving a file to the new page: ``python -m bench.preview``.

Beside it, in turn and in the same process, what is made of the file without any preview: the
project loaded, and the document composed and typeset. Processor time is what a machine with
nothing else to do would take at the most, but for the wait until a file is taken for saved.
"""

import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import uvicorn

from generator.builds import Made, Wanted
from generator.documents import Target
from generator.maker import Maker
from generator.project import Project
from generator.serve.preview import Preview
from generator.serve.server import Live, free_socket, settings

ROOT = Path(__file__).parent.parent
NAME = "marcus-oyelaran"
DOCUMENTS = (
    *("guide", "question-sheet", "day-of-checklist", "debrief-sheet", "outreach-email"),
    *("phone-script", "follow-up-email", "replies", "thank-you-note", "confirmation"),
)
"""The packet that the promise is about; with its own page it has eleven."""
RUNS = 9


@contextmanager
def running(project: Project) -> Iterator[int]:
    """A preview on a port of its own."""
    with free_socket("127.0.0.1", 0) as listening:
        live = Live(Preview(project))
        server = uvicorn.Server(settings(live))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def get(port: int, path: str) -> HTTPResponse:
    """The answer for a path, its head read."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    return connection.getresponse()


def saved_to_page(port: int, path: Path, page: str, word: str) -> float:
    """Seconds from saving a file to the last byte of the page that has its new word."""
    told = get(port, "/-/state")
    told.readline(), told.readline()
    text = path.read_text(encoding="utf-8")
    start = time.perf_counter()
    path.write_text(text.replace("topic: ", f"topic: {word} "), encoding="utf-8")
    told.readline()
    body = get(port, page).read()
    took = time.perf_counter() - start
    if word not in body.decode():
        raise SystemExit(page)  # an old one
    path.write_text(text, encoding="utf-8")
    told.readline(), told.readline()
    told.close()
    return took


def made_alone(project: Project, kind: str) -> float:
    """Seconds for the same document without a preview."""
    start = time.perf_counter()
    maker = Maker.of(project, Wanted(kinds=(kind,), channels=("web",)))
    interview = next(each for each in maker.library.interviews if each.id == NAME)
    maker.make(Target.about(interview), Made(), lambda _: None)
    return time.perf_counter() - start


def main() -> None:
    """Print both for a draft, a page of the packet, and the packet's own page."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "content", root / "content")
        path = root / "content" / "interviews" / f"{NAME}.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}documents: [{', '.join(DOCUMENTS)}]\n", encoding="utf-8")
        project = Project.at(root)
        print("milliseconds    saved to page (worst)  processor     made alone")
        with running(project) as port:
            time.sleep(1)
            for page in ("outreach-email", "question-sheet", "index"):
                address = f"/{NAME}/{page}.html"
                get(port, address).read()
                took, used, alone = [], [], []
                for i in range(RUNS):
                    begun = time.process_time()
                    took.append(saved_to_page(port, path, address, f"word{i}") * 1000)
                    used.append((time.process_time() - begun) * 1000)
                    if page != "index":
                        alone.append(made_alone(project, page) * 1000)
                print(
                    f"{page:16}{statistics.median(took):12.0f} ({max(took):.0f})"
                    f"{statistics.median(used):12.0f}"
                    f"{f'{statistics.median(alone):16.0f}' if alone else ''}"
                )


if __name__ == "__main__":
    main()
