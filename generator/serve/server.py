"""The preview on a port of this machine: pages, and a sign to reload them."""

import asyncio
import contextlib
import re
import socket
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from watchfiles import awatch

from generator.project import Project
from generator.serve.answer import Answer
from generator.serve.preview import SITE, Preview

LOOPBACK = ("127.0.0.1", "localhost")
TRIES = 50
"""Ports to try, from the one that is asked for on."""
SETTLED = 20
"""Milliseconds without a further change, after which a file is taken for saved."""
LONGEST = 200
"""Milliseconds after which changes are told even though more of them come."""
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
ALLOWED = "default-src 'self' 'unsafe-inline' data:; base-uri 'none'; form-action 'none'"
"""In place of a page's own policy, which has no room for the script below; no other host either."""
STILL = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
"""For what is no page and yet can be opened by itself: a drawing or a feed runs nothing."""
POLICIES = {"text/html": ALLOWED, "application/pdf": ALLOWED}
"""By type. Browsers show no PDF in a sandbox; what is in one is not of this site anyway."""
LIVE = """\
const state = document.currentScript.dataset.state;
new EventSource("/-/state").onmessage = (event) => { if (event.data !== state) location.reload(); };
"""


class Live:
    """A preview with its watcher, as an application."""

    def __init__(self, preview: Preview, hosts: tuple[str, ...] = LOOPBACK) -> None:
        self.preview = preview
        self.changed = asyncio.Condition()
        self.app = Starlette(
            routes=[
                Route("/-/state", self.states),
                Route("/-/live.js", lambda _: Response(LIVE, media_type="text/javascript")),
                Route("/", lambda _: RedirectResponse(f"/{SITE}")),
                Route("/{path:path}", self.page),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[*hosts])],
            lifespan=self.watching,
        )

    async def page(self, request: Request) -> Response:
        """The document at an address."""
        answer = await run_in_threadpool(self.preview.answer, request.path_params["path"])
        headers = {
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": POLICIES.get(answer.type, STILL),
        }
        body = _alive(answer) if answer.type == "text/html" else answer.body
        return Response(body, answer.status, headers, answer.type)

    async def states(self, _: Request) -> Response:
        """The number of changes so far, now and after each."""
        return StreamingResponse(self.told(), media_type="text/event-stream")

    async def told(self) -> AsyncIterator[str]:
        """What a page is told; a change that nobody has waited for yet is not missed."""
        while True:
            state = self.preview.state
            yield f"data: {state}\n\n"
            async with self.changed:
                await self.changed.wait_for(partial(self._is_past, state))

    def _is_past(self, state: int) -> bool:
        return self.preview.state != state

    @contextlib.asynccontextmanager
    async def watching(self, _: Starlette) -> AsyncIterator[None]:
        """Look for changes as long as the application runs."""
        task = asyncio.create_task(self._watch())
        yield
        task.cancel()

    async def _watch(self) -> None:
        """Tell of each change below the watched folders; look again when one of them is new."""
        while True:
            folders, again = watched(self.preview.project), asyncio.Event()
            newcomers = asyncio.create_task(self._look_out(folders, again))
            async for _ in self._changes(*folders, debounce=LONGEST, stop_event=again):
                await self._tell()
            newcomers.cancel()
            await self._tell()

    async def _look_out(self, folders: list[Path], again: asyncio.Event) -> None:
        project = self.preview.project
        async for _ in self._changes(project.root, recursive=False):
            if watched(project) != folders:
                again.set()

    async def _changes(self, *folders: Path, **more: Any) -> AsyncIterator[object]:  # noqa: ANN401
        """Changes as the system tells them; where it watches no more files, they are looked for."""
        try:
            async for each in awatch(*folders, step=SETTLED, **more):
                yield each
        except OSError:
            async for each in awatch(*folders, step=SETTLED, force_polling=True, **more):
                yield each

    async def _tell(self) -> None:
        await run_in_threadpool(self.preview.forget)
        async with self.changed:
            self.changed.notify_all()


def _alive(answer: Answer) -> bytes:
    """A page that reloads when something has changed since it was made."""
    script = f'<script src="/-/live.js" data-state="{answer.state}"></script>'
    return POLICY.sub(b"", answer.body, count=1).replace(
        b"</body>", script.encode() + b"</body>", 1
    )


def watched(project: Project) -> list[Path]:
    """The folders whose files documents are made of, as far as they are there."""
    folders = [project.content, *project.template_folders, project.pack / "content"]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def free_socket(host: str, port: int) -> socket.socket:
    """A socket on the first port that nobody has, from this one on.

    Raises:
        OSError: the address is not one of this machine's, or all ports are taken.
    """
    for number in range(port, port + TRIES):
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
            listening.listen()
        except OSError:
            listening.close()
            if number == port + TRIES - 1:
                raise
        else:
            return listening
    raise OSError


def settings(live: Live) -> uvicorn.Config:
    """How a preview runs: it says nothing by itself, and at its end waits a second at most."""
    return uvicorn.Config(
        live.app, log_config=None, log_level="critical", timeout_graceful_shutdown=1
    )


def serve(project: Project, host: str, port: int, tell: Callable[[str, list[str]], None]) -> None:
    """Show a project until it is stopped; ``tell`` gets the address and those of the packets.

    Raises:
        OSError: nothing can be shown at this address.
    """
    preview = Preview(project)
    with free_socket(host, port) as listening:
        number = listening.getsockname()[1]
        tell(f"http://{host}:{number}/", preview.packets())
        live = Live(preview, (*LOOPBACK, host))
        config = settings(live)
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
