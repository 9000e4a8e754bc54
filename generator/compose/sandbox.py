"""Jinja, narrowed to what anybody's template may do: read our values and fill in text."""

import re
from collections.abc import Callable, Collection, Mapping, MutableMapping
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from pydantic import BaseModel

from generator import markup, typography
from generator.compose.compiled import Compiled, late
from generator.model.color import on_dark
from generator.project import BUILT_IN_PACK
from generator.reading.tree import text_of
from generator.typography import NBSP


def _set(text: str) -> str:
    """A line as it is set on a page. What was escaped before is taken back: the page escapes it."""
    return typography.fine(_bare(text))


def _bare(text: str) -> str:
    return text.unescape() if isinstance(text, Markup) else text


def _whole(text: str) -> Markup:
    """A text with its telephone numbers, times and spelled names each kept on one line.

    By markup and not by no-break characters: what is copied from the page is what was written.
    """
    parts = typography.UNBROKEN.split(_bare(text))
    kept = Markup('<span class="nb">{}</span>').format
    return Markup().join(kept(part) if i % 2 else escape(part) for i, part in enumerate(parts))


@pass_context
def _markdown(context: Context, text: str) -> Markup:
    """HTML that is safe to stand in a page as it is, because it was cleaned."""
    frame, organization = context["frame"], context["organization"]
    home = organization.site.home if organization else ""
    html = markup.to_html(text, context["pictures"], frame.root if frame else home or None)
    return Markup(typography.fine_html(html))  # noqa: S704


def _qr(url: str) -> Markup:
    """A QR code as a drawing of 64 pixels: on paper 48 points, half a millimetre a module."""
    import segno  # noqa: PLC0415 - only an organization with a short link needs it

    code = segno.make(url, micro=False, error="m")
    words = f"QR code for {typography.without_scheme(url)}"
    drawing = code.svg_inline(light="#fff", title=words, omitsize=True, svgclass=None)
    start = f'<svg role="img" aria-label="{escape(words)}" width="64" height="64" '
    return Markup(drawing.replace("<svg ", start, 1))  # noqa: S704


def _slot(text: str, *, blank: bool = False) -> Markup:
    """A text that changes from person to person, marked so that print need not lay out each page.

    It says nothing to a reader: the channel for web pages takes the mark off. Where there may be
    no text, a ``blank`` keeps its place, so that pages with and without it are alike.
    """
    plain = " ".join(re.split(r"[ \t\n\r\f]+", _bare(text).strip()))
    plain = plain or (NBSP if blank else "")
    return Markup(f"<span data-slot>{escape(plain)}</span>" if plain else "")  # noqa: S704


Filters = Mapping[str, Callable[..., Any]]
FILTERS: Filters = {
    "city": typography.city,
    "clock": typography.clock,
    "on_dark": on_dark,
    "clock_range": typography.clock_range,
    "curl": typography.curl,
    "days_after": typography.days_after,
    "digits": typography.digits,
    "elsewhere": typography.elsewhere,
    "fine": _set,
    "kilobytes": typography.kilobytes,
    "letters": typography.letters,
    "listed": typography.listed,
    "long_date": typography.long_date,
    "minutes_figure": typography.minutes_figure,
    "month_day": typography.month_day,
    "number": "{:,}".format,
    "plain": markup.to_text,
    "qr": _qr,
    "seconds": typography.seconds,
    "short_date": typography.short_date,
    "slot": _slot,
    "spelled": typography.spelled,
    "stop": typography.stop,
    "whole": _whole,
    "without_scheme": typography.without_scheme,
    "zone": typography.zone,
}


PACK = (BUILT_IN_PACK / "templates").resolve()


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


PLAIN = (str, int, float, date, time, timedelta, tuple, list, dict, frozenset, set, type(None))
"""Values whose attributes Jinja's own sandbox judges well."""


def field_names(value: object) -> Collection[str]:
    """The names of the fields of one of our values; of anything else there are none."""
    kind: type = type(value)
    return _fields_of(kind)


@cache
def _fields_of(kind: type) -> Collection[str]:
    if issubclass(kind, BaseModel):
        return kind.model_fields
    return getattr(kind, "_fields", ()) if issubclass(kind, tuple) else ()


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to what is known: fields of our values, plain values, Jinja's own.

    Anything else (a path, a module, a model's methods) could read a file or worse.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Jinja's own
        super().__init__(**options)
        self.judged: dict[tuple[type, str], bool] = {}
        """Whether a class of values shows an attribute: it is asked for again and again."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that every template has, as one mapping: each filling goes through them all."""
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        if self.judged.get((type(obj), attribute)):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass  # an item of that name, perhaps
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **named: Any) -> Any:  # noqa: ANN401
        """Call something. A macro is a template's own: there is nothing to ask about it."""
        if type(obj) is not Macro:
            return super().call(context, obj, *args, **named)
        for seen in ("_block_vars", "_loop_vars"):  # which only some filters are told
            named.pop(seen, None)
        return obj(context.eval_ctx, *args, **named)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        """Whether a template may see it, which Jinja's sandbox and ours say of a class."""
        if isinstance(obj, str):  # Jinja puts methods of its own in place of some
            return self._shows(obj, attr, value)
        key = type(obj), attr
        if key not in self.judged:
            self.judged[key] = self._shows(obj, attr, value)
        return self.judged[key]

    def _shows(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        kind = type(obj)
        if fields := field_names(obj):
            return attr in fields or isinstance(getattr(kind, attr, None), property)
        known = isinstance(obj, PLAIN) or kind.__module__.startswith("jinja2.")
        return known and super().is_safe_attribute(obj, attr, value)


def environment(
    folders: tuple[Path, ...], *, autoescape: bool, filters: Filters = FILTERS
) -> Environment:
    """Templates from these folders, the first that has a file winning; unknown names are errors."""
    there = {folder.resolve() for folder in folders if folder.is_dir()}
    escaping = "html" if autoescape else "text"
    made = _Sandbox(
        loader=_Files([str(folder) for folder in folders], encoding="utf-8-sig"),
        autoescape=autoescape,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled(PACK, escaping) if there == {PACK} else None,
    )
    made.filters |= {name: late(each) for name, each in filters.items()}
    made.filters["markdown"] = _markdown
    return made
