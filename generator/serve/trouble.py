"""What is wrong, as a page: each problem with its file, its line, the line itself, and a hint."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from generator.errors import Problem
from generator.excerpt import excerpt
from generator.serve.answer import Answer

STYLE = """
html {
  color-scheme: light dark; color: #17191e; background: #fff;
  font: 1rem/1.5 system-ui, sans-serif;
}
body {
  max-width: 62rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem);
  border-top: 7px solid #b3261e;
}
h1 { font-size: 1.75rem; line-height: 1.2; }
li { margin: 1.5rem 0; border-top: 1px solid #80868f; padding-top: .75rem; list-style: none; }
ul, p, pre { margin: 0; padding: 0; }
pre { margin: .5rem 0; overflow-x: auto; font: .9375rem/1.4 ui-monospace, monospace; }
.where { color: #4b505a; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  html { color: #eceef1; background: #14161a; }
  .where { color: #b4bac4; }
}
"""


def trouble(problems: Iterable[Problem], root: Path) -> Answer:
    """The page that stands in for one that cannot be made; it goes away when they are mended."""
    found = list(problems)
    title = f"{len(found)} problem{'' if len(found) == 1 else 's'} to mend"
    items = "\n".join(_item(each, root) for each in found)
    page = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head>\n<body><main><h1>{title}</h1>\n<ul>\n{items}\n</ul>\n"
        "<p>Save the file, and this page looks again.</p></main></body></html>\n"
    )
    return Answer(500, "text/html", page.encode())


def _item(problem: Problem, root: Path) -> str:
    line = f":{problem.place.line}" if problem.place.line else ""
    path = problem.path.resolve()
    path = path.relative_to(root.resolve()) if path.is_relative_to(root.resolve()) else path
    where = f"{path}{line}" if problem.path.name else ""
    shown = "\n".join(excerpt(problem.path, problem.place))
    parts = [f'<p class="where">{escape(where)}</p>', f"<p><b>{escape(problem.message)}</b></p>"]
    parts += [f"<pre>{escape(shown)}</pre>"] if shown else []
    parts += [f"<p>{escape(problem.hint)}</p>"] if problem.hint else []
    return f"<li>{''.join(parts)}</li>"
