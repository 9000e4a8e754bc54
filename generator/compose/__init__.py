"""Stage: a selection becomes text parts. The only module that knows Jinja."""

import re
import traceback
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from jinja2 import Template, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.environment import TemplateModule

from generator.compose.blocks import strays
from generator.compose.sandbox import FILTERS, PACK, Filters, environment, field_names
from generator.documents import PARTS, Bounds, Composition, Selection, files_of
from generator.errors import InputError, Place, Problem
from generator.model import Catalog


class Composer:
    """The templates of one project, ready to be filled, by these filters."""

    def __init__(self, catalog: Catalog, filters: Filters = FILTERS) -> None:
        self.folders = catalog.folders
        self.own = tuple(folder for folder in self.folders if folder.resolve() != PACK)
        """The folders of the project's own templates."""
        # One environment for each way of escaping: a snippet that both include is escaped in the
        # one and not in the other, whatever its name is.
        self.environments = {
            "html": environment(self.folders, autoescape=True, filters=filters),
            "txt": environment(self.folders, autoescape=False, filters=filters),
        }
        self.templates: dict[str, Template | None] = {}
        """Wordings that were looked for, and are not read again."""
        self.files: dict[tuple[str, str], tuple[Path, ...]] = {}
        """The project's own, by kind and theme."""

    def compose(self, selection: Selection, wanted: Sequence[str] = PARTS) -> Composition:
        """Every part that is wanted and that the kind has a template for.

        Raises:
            InputError: a template that cannot be read, or that uses what is not there.
        """
        context = _context(selection)
        parts: dict[str, str] = {}
        problems: list[Problem] = []
        for part in wanted:
            if problems and part.endswith("html"):
                break
            texts = self._wordings(selection, part, context)
            try:
                best = _first_within(part, texts, selection.bounds)
            except InputError as error:
                problems += error.problems
                continue
            if best is not None:
                parts[part] = best
                context["draft"] = Composition(selection, parts).draft
        if problems:
            raise InputError(problems)
        return Composition(selection, parts, self._files(selection))

    def wordings(self, selection: Selection, part: str) -> Iterator[str]:
        """Every wording of a part, the longest first, whatever the limits are.

        Raises:
            InputError: as above.
        """
        return self._wordings(selection, part, _context(selection))

    def fill(self, name: str, selection: Selection, **more: object) -> str:
        """One template by its name, such as a page of a site; ``more`` comes on top.

        Raises:
            InputError: the template cannot be read, or uses what is not there.
        """
        context = _context(selection) | more
        suffix = "txt" if name.endswith(".css.j2") else "html"
        try:
            template = self._read(name, suffix)
        except TemplateError as error:
            raise InputError([self._problem(error, name)]) from None
        return self._filled(template, f"body.{suffix}", context)

    def look_again(self) -> None:
        """Forget the templates whose files have changed since they were read."""
        self.templates.clear()
        self.files.clear()
        for cache in (each.cache or {} for each in self.environments.values()):
            for key, template in list(cache.items()):
                if not template.is_up_to_date:
                    del cache[key]

    def _wordings(
        self, selection: Selection, part: str, context: dict[str, object]
    ) -> Iterator[str]:
        for file in files_of(part):
            name = f"kinds/{selection.kind.name}/{file}"
            template = self._template(name, part.rpartition(".")[2])
            if template:
                yield self._filled(template, part, context)

    def _template(self, name: str, suffix: str) -> Template | None:
        if name not in self.templates:
            try:
                self.templates[name] = self._read(name, suffix)
            except TemplateNotFound:
                self.templates[name] = None
            except TemplateSyntaxError as error:
                raise InputError([self._problem(error, name)]) from None
        return self.templates[name]

    def _read(self, name: str, suffix: str) -> Template:
        """A template by its name; one of the project's own has no block that is shown nowhere."""
        template = self.environments[suffix].get_template(name)
        if not self._is_own(template.filename or ""):
            return template
        if problems := [*strays(self.environments[suffix], name, self.own)]:
            raise InputError(problems)
        return template

    def _files(self, selection: Selection) -> tuple[Path, ...]:
        """The project's own files that a document's words and looks may come from."""
        kind, theme = selection.kind.name, selection.theme.name
        if (kind, theme) not in self.files:
            rooms = (f"kinds/{kind}/*.j2", "shared/*.j2", f"themes/{theme}/*.css", "shared/*.css")
            folders = [folder for folder in self.own if folder.is_dir()]
            self.files[kind, theme] = tuple(
                path for folder in folders for room in rooms for path in sorted(folder.glob(room))
            )
        return self.files[kind, theme]

    def _is_own(self, path: str) -> bool:
        return any(Path(path).is_relative_to(folder) for folder in self.own)

    def _filled(self, template: Template, part: str, context: dict[str, object]) -> str:
        try:
            text = template.render(context)
        except InputError:
            raise
        except Exception as error:  # noqa: BLE001 - a template can fail in any way; all are its author's to mend
            raise InputError([self._problem(error, str(template.filename), context)]) from None
        return text if part.endswith("html") else _tidy(text, one_line=part == "subject.txt")

    def _problem(
        self, error: Exception, name: str, context: dict[str, object] | None = None
    ) -> Problem:
        """What the engine complains of, at the innermost line of the user's on the way to it.

        The pack's templates are filled by what the user's ask of them; so only where there are none
        of those is it a line of the pack.
        """
        from generator.reading import template as words  # noqa: PLC0415 - only a mistake needs it

        frames = traceback.extract_tb(error.__traceback__)
        places = [(f.filename, f.lineno or 0) for f in frames if f.filename.endswith(".j2")]
        path, line = places[-1] if places else (name, 0)
        said = str(error.message if isinstance(error, TemplateError) else error)
        if isinstance(error, TemplateSyntaxError):
            path, line = error.filename or error.name or name, error.lineno
        elif isinstance(error, TemplateNotFound):
            said = f"template '{error.name}' not found"
        names = (context or {}) | _own_names(error)
        problem = words.problem(self._path(path), line, said, partial(self._known, names))
        if self._is_own(path) or not (own := [each for each in places if self._is_own(each[0])]):
            return problem
        path, line = own[-1]
        return problem._replace(path=Path(path), place=Place(line))

    def _known(self, context: dict[str, object], sort: str, owner: str) -> Iterable[str]:
        """The names that there are of a sort, to find the nearest to a wrong one."""
        if sort == "files":
            return self.environments["txt"].list_templates()
        if sort == "filters":
            return FILTERS
        return context if sort == "names" else _fields(context, owner)

    def _path(self, name: str) -> Path:
        """The file of a template, of which the engine knows the path or only the name."""
        paths = [Path(name), *(folder / name for folder in self.folders)]
        return next((path for path in paths if path.is_file()), paths[1])


def _context(selection: Selection) -> dict[str, object]:
    """The names that a template may use; docs/templates.md lists them."""
    interview = selection.interview
    return {
        "bank": selection.bank,
        "bounds": selection.bounds,
        "census": selection.census,
        "checks": selection.checks,
        "chosen": selection.chosen,
        "contact": interview.contact if interview else None,
        "draft": None,
        "entries": selection.entries,
        "frame": selection.frame,
        "guide": selection.guide,
        "interview": interview,
        "kind": selection.kind,
        "logo": selection.logo,
        "meeting": interview.meeting if interview else None,
        "deadlines": selection.deadlines,
        "organization": selection.organization,
        "paper": selection.paper,
        "pictures": selection.pictures,
        "plan": selection.plan,
        "policy": selection.policy,
        "presets": selection.presets,
        "printing": selection.printing,
        "rows": selection.rows,
        "seeker": selection.seeker,
        "steps": selection.steps,
        "theme": {
            "name": selection.theme.name,
            "brand": selection.theme.brand,
            "family": selection.theme.family,
        },
        "today": selection.today,
        "waiting": selection.waiting,
    }


def _own_names(error: Exception) -> dict[str, object]:
    """What the template that failed has itself set or imported, such as ``part``."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    filled = [each.f_locals for each in frames if each.f_code.co_filename.endswith(".j2")]
    return filled[-1] if filled else {}


def _fields(context: dict[str, object], owner: str) -> set[str]:
    """The fields of a dotted name such as ``contact.alumni``; of all that there is, if unclear."""
    first, *rest = owner.split(".")
    value = context.get(first)
    for name in rest:
        value = getattr(value, name, None)
    values = context.values() if value is None else [value]
    return {name for each in values for name in _names_in(each)}


def _names_in(value: object) -> Collection[str]:
    """The fields of a value, or what a snippet of templates offers."""
    if isinstance(value, TemplateModule):
        return [name for name in vars(value) if not name.startswith("_")]
    return field_names(value)


def _first_within(part: str, texts: Iterator[str], bounds: Bounds) -> str | None:
    """The first wording that keeps the limits; where none does, the shortest, to be refused."""
    text = None
    for text in texts:
        if bounds.broken_by(part, text).keys() <= {"advised_words"}:
            return text
    return text


def _tidy(text: str, *, one_line: bool) -> str:
    """Template layout out of the way: no space at line ends, one blank line between paragraphs."""
    if one_line:
        return " ".join(text.split())
    text = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", text).strip()
