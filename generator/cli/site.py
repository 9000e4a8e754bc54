"""The commands about the site and the preview: write the one, show the other."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import report
from generator.cli.telling import (
    EDITION,
    FLAT,
    FOLDER,
    IN_FOLDER,
    JOBS,
    PAPER,
    STRICT,
    apart,
    cores,
    telling,
    usage,
    write_json,
)
from generator.errors import InputError, Place, Problem
from generator.project import Project

if TYPE_CHECKING:
    from generator.site import Published


@click.command(epilog="Example: askwell publish --output public --open")
@IN_FOLDER
@click.option("--output", type=FOLDER, help="Where to write; site/ of the project if not given.")
@PAPER
@EDITION
@FLAT
@JOBS
@STRICT
@click.option("--open", "open_it", is_flag=True, help="Open the site's first page when done.")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@telling
def publish(
    folder: Path,
    output: Path | None,
    open_it: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
    **options: Any,  # noqa: ANN401
) -> None:
    """Write the project in FOLDER as a site for any web space: pages, handouts, no person on it."""
    from generator import site  # noqa: PLC0415
    from generator.builds import Wanted  # noqa: PLC0415
    from generator.cli.progress import Progress  # noqa: PLC0415

    project = apart(Project.at(folder, output or folder / "site"))
    jobs = options.pop("jobs") or cores()
    with Progress() as progress:
        published = site.publish(project, Wanted(**options), progress, jobs)
    if as_json:
        write_json(_data(published))
    else:
        _show(published, project.output)
    report.show(report.engine_lines(published.engine))
    if open_it:
        click.launch(str(project.output / "index.html"))
    if published.engine:
        raise click.exceptions.Exit(1)


@click.command(epilog="Example: askwell serve --open")
@IN_FOLDER
@click.option("--host", default="127.0.0.1", help="An address of this machine; its own if none.")
@click.option("--port", type=click.IntRange(1, 65_000), default=8350, show_default=True)
@click.option("--open", "open_it", is_flag=True, help="Open the preview in a browser.")
@telling
def serve(folder: Path, host: str, port: int, open_it: bool) -> None:  # noqa: FBT001
    """Show the project in FOLDER while you write: each page is made anew when a file changes."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - refused
        usage("name one address, such as 192.168.1.5: it is what browsers must ask for")
    try:
        from generator.serve.server import serve as show  # noqa: PLC0415
    except ModuleNotFoundError as error:
        message = f"The preview needs what is not installed ({error.name})."
        raise InputError(
            [Problem(Path(), Place(), message, "pip install askwell[serve]")]
        ) from None

    gc.enable()  # a preview runs for hours (see __main__.py)

    def tell(address: str, packets: list[str]) -> None:
        click.echo(f"The site: {address}", err=True)
        for path in packets:
            click.echo(f"A packet: {address}{path}", err=True)
        click.echo("Press Ctrl-C to stop.", err=True)
        if open_it:
            click.launch(address)

    try:
        show(Project.at(folder), host, port, tell)
    except OSError as error:
        message = f"Nothing can be shown at {host}: {error.strerror or error}."
        hint = "Leave --host out, or name an address of this machine."
        raise InputError([Problem(Path(), Place(), message, hint)]) from None


def _show(published: Published, output: Path) -> None:
    report.show_warnings(published.warnings)
    made = sum(each.state == "made" for each in published.receipts)
    unchanged = len(published.receipts) - made
    size = sum(each.size for each in published.receipts) / 1_000_000
    parts = [f"{report.many(made, 'file')} written", f"{unchanged:,} unchanged"]
    if published.removed:
        parts.append(f"{len(published.removed):,} of an earlier run removed")
    click.echo(f"{', '.join(parts)}: {size:.1f} MB in {report.shown(output)}/", err=True)
    for name in published.left:
        old = report.shown(output / name)
        click.echo(
            f"{old} is no page of the site now, and was changed by hand: "
            "delete it if nobody needs it.",
            err=True,
        )
    click.echo(f"Look at it: {report.shown(output / 'index.html')}", err=True)


def _data(published: Published) -> dict[str, object]:
    return {
        "files": [receipt._asdict() for receipt in published.receipts],
        "removed": published.removed,
        "left": published.left,
        "warnings": [report.problem_data(problem) for problem in published.warnings],
        "pdf_engine": published.engine or "ok",
    }
