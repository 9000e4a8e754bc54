"""Stage: a selection becomes text parts. The only module that knows Jinja."""

import re
import traceback
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from pydantic import BaseModel

from generator import markup, typography
from generator.documents import Bounds, Composition, Selection
from generator.errors import InputError, Place, Problem, nearest
from generator.model import Catalog

PARTS = ("subject.txt", "body.txt", "body.html")
"""The texts come first: a page may show the draft that they make."""
WORDINGS = ("", ".shorter", ".shortest")
"""A part may be there in shorter wordings; the first that keeps the limits is taken."""


def _set(text: str) -> str:
    """A line as it is set on a page. What was escaped before is taken back: the page escapes it."""
    return typography.fine(text.unescape() if isinstance(text, Markup) else text)


def _markdown(text: str) -> Markup:
    """HTML that is safe to stand in a page as it is, because it was cleaned."""
    return Markup(markup.to_html(text))  # noqa: S704


FILTERS = {
    "clock": typography.clock,
    "clock_range": typography.clock_range,
    "curl": typography.curl,
    "days_after": typography.days_after,
    "digits": typography.digits,
    "fine": _set,
    "kilobytes": typography.kilobytes,
    "listed": typography.listed,
    "long_date": typography.long_date,
    "markdown": _markdown,
    "minutes_figure": typography.minutes_figure,
    "month_day": typography.month_day,
    "plain": markup.to_text,
    "seconds": typography.seconds,
    "short_date": typography.short_date,
    "spelled": typography.spelled,
    "stop": typography.stop,
    "without_scheme": typography.without_scheme,
    "zone": typography.zone,
}


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed: templates read the fields of our values and call nothing on them.

    pydantic's models have methods that read files and unpickle; no template may reach them.
    """

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        ours = isinstance(obj, BaseModel) or (is_dataclass(obj) and not isinstance(obj, type))
        if isinstance(obj, type) or (ours and (callable(value) or attr.startswith("model_"))):
            return False
        return super().is_safe_attribute(obj, attr, value)


class Composer:
    """The templates of one project, ready to be filled."""

    def __init__(self, catalog: Catalog) -> None:
        self.folders = catalog.folders
        # One environment for each way of escaping: a snippet that both include is escaped in the
        # one and not in the other, whatever its name is.
        self.environments = {
            "html": self._environment(autoescape=True),
            "txt": self._environment(autoescape=False),
        }

    def _environment(self, *, autoescape: bool) -> _Sandbox:
        environment = _Sandbox(
            loader=FileSystemLoader([str(folder) for folder in self.folders]),
            autoescape=autoescape,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= FILTERS
        return environment

    def compose(self, selection: Selection) -> Composition:
        """Every part that the kind has a template for.

        Raises:
            InputError: a template that cannot be read, or that uses what is not there.
        """
        context = _context(selection)
        parts: dict[str, str] = {}
        for part in PARTS:
            wordings = self._wordings(selection, part, context)
            best = _first_within(part, wordings, selection.bounds)
            if best is not None:
                parts[part] = best
            context["draft"] = Composition(selection, parts).draft
        return Composition(selection, parts)

    def _wordings(
        self, selection: Selection, part: str, context: dict[str, object]
    ) -> Iterator[str]:
        stem, _, suffix = part.partition(".")
        for wording in WORDINGS:
            name = f"kinds/{selection.kind.name}/{stem}{wording}.{suffix}.j2"
            template = self._template(name, suffix)
            if template:
                yield self._filled(template, part, context)

    def _template(self, name: str, suffix: str) -> Template | None:
        try:
            return self.environments[suffix].get_template(name)
        except TemplateSyntaxError as error:
            raise InputError([self._syntax_problem(error)]) from None
        except TemplateNotFound:
            return None

    def _filled(self, template: Template, part: str, context: dict[str, object]) -> str:
        try:
            text = template.render(context)
        except TemplateSyntaxError as error:
            raise InputError([self._syntax_problem(error)]) from None
        except Exception as error:  # noqa: BLE001 - a template can fail in any way; all are its author's to mend
            raise InputError([self._problem(error, template, context)]) from None
        return text if part.endswith("html") else _tidy(text, one_line=part == "subject.txt")

    def _syntax_problem(self, error: TemplateSyntaxError) -> Problem:
        path = self._path(error.filename or error.name or "")
        message = f"This template has a mistake: {(error.message or '').rstrip('.')}."
        return Problem(path, Place(error.lineno), message)

    def _problem(self, error: Exception, template: Template, context: dict[str, object]) -> Problem:
        path, line = self._where(error) or (str(template.filename), 0)
        said = str(error.message if isinstance(error, TemplateError) else error)
        name = re.search(r"'(\w+)' is undefined|no attribute '(\w+)'", said)
        if isinstance(error, UndefinedError) and name:
            word = name[1] or name[2]
            message = f"This template uses “{word}”, which is not there."
            return Problem(self._path(path), Place(line), message, nearest(word, _names(context)))
        if isinstance(error, TemplateNotFound):
            message = f"This template includes “{error.name}”, which is not there."
            return Problem(self._path(path), Place(line), message)
        message = f"This template cannot be filled: {said.rstrip('.')}."
        return Problem(self._path(path), Place(line), message)

    def _where(self, error: Exception) -> tuple[str, int] | None:
        """The innermost template line on the way to an error."""
        frames = traceback.extract_tb(error.__traceback__)
        places = [(f.filename, f.lineno or 0) for f in frames if f.filename.endswith(".j2")]
        return places[-1] if places else None

    def _path(self, name: str) -> Path:
        return next(
            (folder / name for folder in self.folders if (folder / name).is_file()),
            self.folders[0] / name,
        )


def _context(selection: Selection) -> dict[str, object]:
    """The names that a template may use; docs/templates.md lists them."""
    interview = selection.interview
    return {
        "bank": selection.bank,
        "bounds": selection.bounds,
        "chosen": selection.chosen,
        "contact": interview.contact if interview else None,
        "draft": None,
        "entries": selection.entries,
        "guide": selection.guide,
        "interview": interview,
        "kind": selection.kind,
        "logo": selection.logo,
        "meeting": interview.meeting if interview else None,
        "organization": selection.organization,
        "paper": selection.paper,
        "seeker": selection.seeker,
        "sheet": selection.sheet,
        "steps": selection.steps,
        "theme": selection.theme,
        "today": selection.today,
        "waiting": selection.waiting,
    }


def _names(context: dict[str, object]) -> set[str]:
    """Every name that a template might have meant."""
    names = set(context)
    for value in context.values():
        if isinstance(value, BaseModel):
            names |= set(type(value).model_fields)
    return names


def _first_within(part: str, wordings: Iterator[str], bounds: Bounds) -> str | None:
    """The first wording that keeps the limits; where none does, the shortest, to be refused."""
    text = None
    for text in wordings:
        if within(part, text, bounds):
            return text
    return text


def within(part: str, text: str, bounds: Bounds) -> bool:
    """Whether a text keeps the limits of its part."""
    if part == "subject.txt":
        return bounds.subject is None or len(text) <= bounds.subject
    if part == "body.txt":
        long = bounds.characters is not None and len(text) > bounds.characters
        return not long and (bounds.words is None or len(text.split()) <= bounds.words)
    return True


def _tidy(text: str, *, one_line: bool) -> str:
    """Template layout out of the way: no space at line ends, one blank line between paragraphs."""
    if one_line:
        return " ".join(text.split())
    text = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", text).strip()
