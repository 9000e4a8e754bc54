"""The commands about the site: write it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import report
from generator.cli.telling import DAY, FOLDER, telling, usage, write_json
from generator.project import Project

if TYPE_CHECKING:
    from generator.site import Published


@click.command(epilog="Example: askwell publish --output public --open")
@click.argument("folder", type=FOLDER, default=".")
@click.option("--output", type=FOLDER, help="Where to write; site/ of the project if not given.")
@click.option(
    "--paper",
    type=click.Choice(["letter", "a4"], case_sensitive=False),
    help="The paper to lay out for.",
)
@click.option("--edition", "editions", multiple=True, help="PDFs in this edition, as large-print.")
@click.option("--flat", is_flag=True, help="PDFs without fields to type into.")
@click.option("--strict", is_flag=True, help="Let warnings stop it, with exit code 1.")
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
    from generator.builds import UnknownName, Wanted  # noqa: PLC0415
    from generator.cli.progress import Progress  # noqa: PLC0415

    project = Project.at(folder, output or folder / "site")
    try:
        with Progress() as progress:
            published = site.publish(project, Wanted(**options), progress)
    except UnknownName as error:
        usage(str(error))
    if as_json:
        write_json(_data(published))
    else:
        _show(published, project.output)
    for line in report.engine_lines(published.engine) if published.engine else ():
        click.echo(line, err=True)
    if open_it:
        click.launch(str(project.output / "index.html"))
    if published.engine:
        raise click.exceptions.Exit(1)


def _show(published: Published, output: Path) -> None:
    if published.warnings:
        click.echo(report.problems_text(published.warnings) + "\n", err=True)
    made = sum(each.state == "made" for each in published.receipts)
    unchanged = len(published.receipts) - made
    size = sum(each.size for each in published.receipts) / 1_000_000
    parts = [f"{report.many(made, 'file')} written", f"{unchanged:,} unchanged"]
    if published.removed:
        parts.append(f"{len(published.removed):,} of an earlier run removed")
    click.echo(f"{', '.join(parts)}: {size:.1f} MB in {report.shown(output)}/", err=True)
    click.echo(f"Look at it: {report.shown(output / 'index.html')}", err=True)


def _data(published: Published) -> dict[str, object]:
    return {
        "files": [
            {"path": str(r.path), "state": r.state, "size": r.size, "pages": r.pages}
            for r in published.receipts
        ],
        "removed": published.removed,
        "warnings": [report.problem_data(problem) for problem in published.warnings],
        "pdf_engine": published.engine or "ok",
    }
