"""The preview: made when opened, anew when saved, readable when wrong, for this machine alone."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import uvicorn
import watchfiles
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from generator.cli import main
from generator.project import Project
from generator.serve import server
from generator.serve.preview import Preview
from generator.serve.server import ALLOWED, LOOPBACK, STILL, Live, free_socket, settings
from tests.conftest import INTERVIEW, TODAY, Files

SHEET = "bo/question-sheet.html"
MINE = '{% extends "shared/page.html.j2" %}{% block main %}Mine{% endblock %}'


@pytest.fixture
def root(project: Files) -> Path:
    """A small project with one interview."""
    return project()


@pytest.fixture
def preview(root: Path) -> Preview:
    """Its preview, with nobody watching the files."""
    return Preview(Project.at(root, day=TODAY))


@contextmanager
def running(preview: Preview) -> Iterator[int]:
    """A preview on a port of its own, with its watcher, as long as the block runs."""
    with free_socket("127.0.0.1", 0) as listening:
        serving = uvicorn.Server(settings(Live(preview)))
        thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            serving.should_exit = True
            thread.join()


def write(path: Path, text: str) -> None:
    """A file in folders that may not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def asked(port: int, path: str, host: str = "localhost") -> tuple[int, dict[str, str], bytes]:
    """What a server answers for a path, just as it is written."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def test_each_document_is_made_when_it_is_opened(preview: Preview) -> None:
    """A page, a draft, a page of the site; nothing else is made for it."""
    assert b"Bo Larch" in preview.answer(SHEET).body
    assert preview.answer("bo/outreach-email.txt").type == "text/plain"
    assert b"Ask someone" in preview.answer("site/").body
    assert b"@font-face" in preview.answer("site/assets/theme.css").body
    assert list(preview.answers) == [
        *(SHEET, "bo/outreach-email.txt", "site/index.html", "site/assets/theme.css")
    ]


def test_a_packet_names_its_pdfs_and_makes_none(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of a packet needs no PDF engine; each PDF is made when it is opened."""
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "generator.channels.pdf.layout.engine", None)
        page = preview.answer("bo/").body
    assert b'href="question-sheet.pdf"' in page
    assert b'<span class="size"></span>' not in page
    answer = preview.answer("bo/phone-script.pdf")
    assert answer.type == "application/pdf"
    assert answer.body.startswith(b"%PDF")


def test_the_site_in_a_preview_lacks_nothing(chromium: Browser, preview: Preview) -> None:
    """Every style sheet, font, script and picture that its pages ask for is there."""
    told: list[str] = []
    with running(preview) as port, chromium.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        for path in ("", "site/questions/path.html", "site/handouts/guide.html", "site/picker/"):
            page.goto(f"http://127.0.0.1:{port}/{path}")
    assert told == []


def test_what_is_not_there_is_not_found(preview: Preview) -> None:
    """Only documents are answers: no file of the disk is, whatever the path."""
    for path in (
        *("nobody/", "bo/nothing.html", "bo/nothing.pdf", "site/nothing.html", "seeker.yaml"),
        *(
            "../content/seeker.yaml",
            "content/seeker.yaml",
            "/etc/hostname",
            "bo/../../etc/hostname",
        ),
    ):
        assert preview.answer(path).status == 404, path


def test_what_is_wrong_is_a_page_until_it_is_mended(root: Path, preview: Preview) -> None:
    """File, line, the line itself, and the hint; markup in it is shown and not obeyed."""
    path = root / "content" / "interviews" / "bo.yaml"
    path.write_text(INTERVIEW.replace("topic: ", "tpic: <b>"), encoding="utf-8")
    answer = preview.answer(SHEET)
    page = answer.body.decode()
    assert answer.status == 500
    assert '<p class="where">content/interviews/bo.yaml:6</p>' in page
    assert "6 | tpic: &lt;b&gt;museum work" in page
    assert "Did you mean “topic”?" in page
    path.write_text(INTERVIEW, encoding="utf-8")
    preview.forget()
    assert preview.answer(SHEET).status == 200


def test_a_failure_of_ours_is_a_page_too(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sees a traceback, and the preview goes on."""

    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("generator.serve.preview.targets", fail)
        answer = preview.answer(SHEET)
    assert answer.status == 500
    assert b"askwell itself has failed (RuntimeError: )." in answer.body
    preview.forget()
    assert preview.answer(SHEET).status == 200


def test_strange_hosts_and_paths_are_refused(preview: Preview) -> None:
    """A page elsewhere cannot read the preview through a name of its own (DNS rebinding)."""
    with running(preview) as port:
        assert asked(port, "/", "evil.example")[0] == 400
        assert asked(port, "/", f"127.0.0.1:{port}")[0] == 307
        assert asked(port, "/../../../../etc/hostname")[0] == 404
        assert asked(port, "/site/..%2f..%2f..%2fetc%2fhostname")[0] == 404
        status, headers, body = asked(port, "/site/guide/prepare.html")
    assert status == 200
    assert "default-src 'self'" in headers["content-security-policy"]
    assert b"http-equiv" not in body
    assert b"/-/live.js" in body


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/bo/", ALLOWED),
        ("/bo/phone-script.pdf", ALLOWED),
        ("/bo/outreach-email.txt", STILL),
        ("/bo/calendar.ics", STILL),
        ("/site/assets/mark.svg", STILL),
        ("/site/assets/theme.css", STILL),
        ("/nothing", STILL),
    ],
)
def test_every_answer_says_what_it_may(preview: Preview, path: str, policy: str) -> None:
    """A page may use what is here; what is no page runs nothing, though it is opened by itself."""
    with running(preview) as port:
        headers = asked(port, path)[1]
    assert headers["content-security-policy"] == policy
    assert "sandbox" in STILL
    assert "'self'" not in STILL


def test_a_second_instance_finds_a_free_port() -> None:
    """On this machine's own address; where a port is taken, the next is tried."""
    with free_socket("127.0.0.1", 18_350) as first:
        port = first.getsockname()[1]
        with free_socket("127.0.0.1", port) as second:
            assert second.getsockname() == ("127.0.0.1", second.getsockname()[1])
            assert second.getsockname()[1] > port
    assert LOOPBACK == ("127.0.0.1", "localhost")


def test_a_page_follows_what_is_saved(chromium: Browser, root: Path, preview: Preview) -> None:
    """Saved words appear by themselves; a mistake does, too, and goes away when it is mended."""
    path = root / "content" / "interviews" / "bo.yaml"
    with running(preview) as port, chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/{SHEET}")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Bo Larch")
        path.write_text(INTERVIEW.replace("Bo Larch", "Bo Alder"), encoding="utf-8")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Bo Alder", timeout=30_000)
        path.write_text(INTERVIEW.replace("meeting:", "meting:"), encoding="utf-8")
        expect(page.get_by_role("heading", level=1)).to_contain_text("to mend", timeout=30_000)
        expect(page.get_by_text("Did you mean “meeting”?")).to_be_visible()
        path.write_text(INTERVIEW, encoding="utf-8")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Bo Larch", timeout=30_000)
        (root / "templates").mkdir()
        write(root / "templates" / "kinds" / "question-sheet" / "body.html.j2", MINE)
        expect(page.get_by_role("main")).to_have_text("Mine", timeout=30_000)


def test_where_the_system_watches_no_more_files_they_are_looked_at(
    chromium: Browser, root: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a machine whose editors watch all that it can; the page follows all the same."""

    async def full(*folders: Path, **more: Any) -> AsyncIterator[object]:  # noqa: ANN401
        if not more.get("force_polling"):
            raise OSError(28, "OS file watch limit reached")
        async for each in watchfiles.awatch(*folders, **more):
            yield each

    monkeypatch.setattr(server, "awatch", full)
    with running(preview) as port, chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/{SHEET}")
        path = root / "content" / "interviews" / "bo.yaml"
        alder, heading = INTERVIEW.replace("Bo Larch", "Bo Alder"), page.get_by_role("heading")
        for times in range(60):  # who looks for changes has to have looked before
            path.write_text(alder + "\n" * times, encoding="utf-8")
            with suppress(AssertionError):
                expect(heading.first).to_contain_text("Bo Alder", timeout=1_000)
                break
        expect(heading.first).to_contain_text("Bo Alder")


def test_a_change_between_two_words_of_the_server_is_told(preview: Preview) -> None:
    """Also one that comes just after a page was told how many there were."""
    live = Live(preview)

    async def two() -> list[str]:
        words = live.told()
        first = await anext(words)
        preview.forget()  # nobody waits for it yet
        return [first, await asyncio.wait_for(anext(words), timeout=10)]

    with ThreadPoolExecutor(1) as another:  # here a loop may be running already
        assert another.submit(asyncio.run, two()).result() == ["data: 0\n\n", "data: 1\n\n"]


def test_templates_and_brand_are_followed(root: Path, preview: Preview) -> None:
    """A template of one's own and the organization's color are in the next answer."""
    assert b"Juniper" not in preview.answer(SHEET).body
    (root / "content" / "organization.yaml").write_text('name: Juniper Hall\ncolor: "#5b2a86"\n')
    write(root / "templates" / "kinds" / "question-sheet" / "body.html.j2", MINE)
    preview.forget()
    page = preview.answer(SHEET).body
    assert b"Mine" in page
    assert b"#5b2a86" in page
    assert b"Juniper Hall" in page


def test_every_address_at_once_is_refused(root: Path) -> None:
    """Whoever wants the preview elsewhere says at which address."""
    ran = CliRunner().invoke(main, ["serve", str(root), "--host", "0.0.0.0"])  # noqa: S104 - refused
    assert ran.exit_code == 2
    assert "Name one address" in ran.stderr


def test_what_is_not_installed_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the command says how to get it."""
    monkeypatch.delitem(sys.modules, "generator.serve.server")
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    ran = CliRunner().invoke(main, ["serve", str(root)])
    assert ran.exit_code == 1
    assert "pip install askwell[serve]" in ran.stderr


def test_an_address_of_another_machine_is_refused(root: Path) -> None:
    """An address that is not this machine's is a problem, with a hint, and no traceback."""
    ran = CliRunner().invoke(main, ["serve", str(root), "--host", "192.0.2.1"])
    assert ran.exit_code == 1
    assert "Nothing can be shown at 192.0.2.1" in ran.stderr
