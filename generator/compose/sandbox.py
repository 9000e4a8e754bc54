"""Jinja, narrowed to what anybody's template may do: read our values and fill in text."""

from collections.abc import Callable
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from pydantic import BaseModel

from generator import markup, typography
from generator.reading.tree import text_of


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


class _Files(FileSystemLoader):
    """Template files; one that is no plain text is a problem of the user's, with a place."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            for folder in map(Path, self.searchpath):
                if (folder / template).is_file():
                    text_of(folder / template)
            raise


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed: templates read the fields of our values and call nothing on them.

    pydantic's models have methods that read files and unpickle; no template may reach them.
    """

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        ours = isinstance(obj, BaseModel) or (is_dataclass(obj) and not isinstance(obj, type))
        if isinstance(obj, type) or (ours and (callable(value) or attr.startswith("model_"))):
            return False
        return super().is_safe_attribute(obj, attr, value)


def environment(folders: tuple[Path, ...], *, autoescape: bool) -> Environment:
    """Templates from these folders, the first that has a file winning; unknown names are errors."""
    made = _Sandbox(
        loader=_Files([str(folder) for folder in folders], encoding="utf-8-sig"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= FILTERS
    return made
