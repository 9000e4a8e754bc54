"""The files of ``content/``. The bank, the steps and the guide fall back; people never do."""

import base64
import math
import mimetypes
from collections import defaultdict
from pathlib import Path
from typing import TypeVar

from generator.errors import InputError, Loc, Place, Problem, Source, nearest
from generator.load.gather import Gather
from generator.load.names import safe_name
from generator.model import (
    BankFile,
    Category,
    Guide,
    Interview,
    Library,
    Organization,
    Seeker,
    Step,
    StepsFile,
)
from generator.project import SUFFIXES, Project
from generator.reading import Outline, read

STEPS = Outline(prose="body", bullets="tips", tasks="checklist", items="steps")
BANK = Outline(prose="description", bullets="questions", items="categories")
GUIDE = Outline(prose="introduction")
ORGANIZATION = Outline(prose="notice")
SEEKER = Outline(prose="introduction")
INTERVIEW = Outline(prose="goal", bullets="questions")
KNOWN = ("guide", "steps", "questions", "organization", "seeker", "interviews")
NOT_CONTENT = ("readme", "license", "changelog")

N = TypeVar("N", Step, Category)


def read_library(project: Project, gather: Gather) -> Library | None:
    """Everything that the project's content says, before cross-references are followed."""
    if not project.content.is_dir():
        message = "There is no content folder here."
        hint = "Go to your project's folder, or make one: askwell new my-interviews"
        gather.problems.append(Problem(project.content, Place(), message, hint))
        return None
    _unknown_files(project, gather)
    sources: dict[str, Source] = {}
    guide = _one(project, "guide", Guide, GUIDE, gather, fall_back=True)
    steps = _numbered(_steps(project, gather))
    bank = _numbered(_categories(project, gather))
    organization = _one(project, "organization", Organization, ORGANIZATION, gather)
    seeker = _one(project, "seeker", Seeker, SEEKER, gather)
    interviews = _interviews(project, gather, sources)
    if guide is None:
        return None
    return Library(
        guide=guide[0],
        steps=steps,
        bank=bank,
        organization=organization[0] if organization else None,
        logo=gather.trying(_logo, *organization) if organization else None,
        seeker=seeker[0] if seeker else None,
        interviews=interviews,
        sources=sources,
    )


M = TypeVar("M", Guide, Organization, Seeker)


def _one(
    project: Project,
    name: str,
    model: type[M],
    outline: Outline,
    gather: Gather,
    *,
    fall_back: bool = False,
) -> tuple[M, Source] | None:
    path = gather.only(project.one(name, fall_back=fall_back))
    return gather.trying(read, model, path, outline) if path else None


def _steps(project: Project, gather: Gather) -> list[Step]:
    found: list[Step] = []
    once = _Once("step", gather)
    for path in _collection(project, "steps", gather):
        file = gather.trying(read, StepsFile, path, STEPS)
        for i, step in enumerate(file[0].steps if file else ()):
            found.append(step)
            once.see(step.id, file[1], ("steps", i))
    return found


def _categories(project: Project, gather: Gather) -> list[Category]:
    found: list[Category] = []
    once, once_each = _Once("category", gather), _Once("question", gather)
    for path in _collection(project, "questions", gather):
        file = gather.trying(read, BankFile, path, BANK)
        for i, category in enumerate(file[0].categories if file else ()):
            found.append(category)
            loc: Loc = ("categories", i)
            once.see(category.id, file[1], loc)
            for j, question in enumerate(category.questions):
                once_each.see(question.id, file[1], (*loc, "questions", j))
    return found


class _Once:
    """Sees to it that an id is there only once."""

    def __init__(self, what: str, gather: Gather) -> None:
        self.what = what
        self.gather = gather
        self.seen: dict[str, Source] = {}

    def see(self, name: str, source: Source, loc: Loc) -> None:
        """Take note of an id, or complain that it was seen before."""
        first = self.seen.get(name)
        self.seen[name] = source
        if first:
            where = "this file" if first.path == source.path else first.path.name
            message = f"The {self.what} “{name}” is in {where} already."
            hint = "Give one of them another id, or delete it."
            self.gather.problems.append(source.problem(message, loc, hint))


def _collection(project: Project, name: str, gather: Gather) -> list[Path]:
    """One file that is the whole collection, or else a folder with the pack's behind it."""
    whole = gather.only(project.one(name, fall_back=False))
    if whole is None:
        return project.many(name, fall_back=True)
    if project.many(name, fall_back=False) and project.root != project.pack:
        message = f"There is both {whole.name} and a folder “{name}”."
        hint = f"{whole.name} stands for all of them; keep the file or the folder."
        gather.problems.append(Problem(whole, Place(), message, hint))
    return [whole]


def _numbered(items: list[N]) -> tuple[N, ...]:
    """In the order of their numbers; those without one follow in the order of reading."""
    return tuple(sorted(items, key=lambda item: math.inf if item.number is None else item.number))


def _interviews(
    project: Project, gather: Gather, sources: dict[str, Source]
) -> tuple[Interview, ...]:
    paths = project.many("interviews", fall_back=False)
    _same_name(paths, gather)
    found = []
    for path in paths:
        known = gather.trying(read, Interview, path, INTERVIEW, id=safe_name(path.stem))
        if known:
            found.append(known[0])
            sources[known[0].id] = known[1]
    return tuple(found)


def _same_name(paths: list[Path], gather: Gather) -> None:
    """Two files that would write into one folder, on whatever file system."""
    by_folder: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        by_folder[safe_name(path.stem).casefold()].append(path)
    for folder, clashing in by_folder.items():
        if len(clashing) > 1:
            names = " and ".join(path.name for path in clashing)
            message = f"{names} would write the same folder."
            gather.problems.append(Problem(clashing[0], Place(), message, "Rename one of them."))
        if folder == "handouts":
            message = "An interview cannot be called “handouts”: that folder is for everyone's."
            gather.problems.append(Problem(clashing[0], Place(), message, "Rename the file."))


def _unknown_files(project: Project, gather: Gather) -> None:
    """A misspelt name would otherwise be passed over in silence."""
    for path in sorted(project.content.iterdir()):
        name = path.stem if path.suffix in SUFFIXES else path.name
        relevant = path.suffix in SUFFIXES or path.is_dir()
        if not relevant or path.name[0] in "._" or name.lower() in NOT_CONTENT or name in KNOWN:
            continue
        hint = nearest(name, KNOWN)
        if path.is_file() or hint.startswith("Did"):
            message = f"askwell does not know a content file of the name “{path.name}”."
            hint = hint or f"The names are {', '.join(KNOWN)}."
            gather.problems.append(Problem(path, Place(), message, hint))


def _logo(organization: Organization, source: Source) -> str | None:
    """The logo as a data URI: pages carry it, and nothing has to be fetched."""
    if organization.logo is None:
        return None
    folder = source.path.parent.resolve()
    path = (folder / organization.logo.path).resolve()
    kind = mimetypes.guess_type(path.name)[0] or ""
    if not path.is_relative_to(folder) or not path.is_file():
        problem = source.problem(
            f"There is no picture “{organization.logo.path}” beside this file.",
            ("logo", "path"),
            "Put it into the content folder and give its name.",
        )
        raise InputError([problem])
    if not kind.startswith("image/"):
        problem = source.problem(
            f"“{path.name}” is not a picture.", ("logo", "path"), "Use SVG, PNG or JPEG."
        )
        raise InputError([problem])
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
