"""Steps, question categories, presets: collections in a file or a folder, with the pack behind."""

import math
from collections.abc import Iterable, Iterator
from typing import TypeVar

from generator.errors import Loc, Problem, Source
from generator.load.collection import Once, files
from generator.load.gather import Gather
from generator.load.measures import in_words
from generator.model import BankFile, Category, Policy, Preset, PresetsFile, Step, StepsFile
from generator.project import Project
from generator.reading import Outline
from generator.spelling import nearest

STEPS = Outline(prose="body", bullets="tips", tasks="checklist", items="steps", named=True)
BANK = Outline(prose="description", bullets="questions", probes="probes", items="categories")
PRESETS = Outline(prose="about", bullets="questions", items="presets", own_ids=True)

N = TypeVar("N", Step, Category)
Places = dict[str, tuple[Source, Loc]]
"""Where questions stand, by their ids."""
UNHIDE = "Take it out here, or out of “hide:” there."


def read_steps(project: Project, policy: Policy, gather: Gather) -> tuple[Step, ...]:
    """Every step, in order, with the numbers of the policy."""
    found: list[Step] = []
    once = Once("step", project, gather)
    for file, source in files(project, "steps", StepsFile, STEPS, gather):
        for i, step in enumerate(file.steps):
            found.append(gather.trying(in_words, step, policy, source, ("steps", i)) or step)
            once.see(step.id, source, ("steps", i))
    return numbered(found)


def read_bank(project: Project, gather: Gather) -> tuple[tuple[Category, ...], Places]:
    """Every category with its questions, in order; and where the project's own questions stand."""
    found: list[Category] = []
    places: Places = {}
    once = Once("category", project, gather)
    once_each = Once("question", project, gather)
    for file, source in files(project, "questions", BankFile, BANK, gather):
        own = source.path.is_relative_to(project.content)
        for i, category in enumerate(file.categories):
            found.append(category)
            once.see(category.id, source, ("categories", i))
            for j, question in enumerate(category.questions):
                loc: Loc = ("categories", i, "questions", j)
                once_each.see(question.id, source, loc)
                if own:
                    places[question.id] = source, loc
    return numbered(found), places


def read_presets(
    project: Project, bank: tuple[Category, ...], hidden: Places, gather: Gather
) -> dict[str, Preset]:
    """Every preset by its id.

    One of the pack's loses the questions that a project's bank does not have; one of the
    project's own may not name any such.
    """
    known = {question.id for category in bank for question in category.questions}
    found: dict[str, Preset] = {}
    once = Once("preset", project, gather)
    for file, source in files(project, "presets", PresetsFile, PRESETS, gather):
        own = source.path.is_relative_to(project.content)
        for i, preset in enumerate(file.presets):
            once.see(preset.id, source, ("presets", i))
            if own:
                wrong = _missing(preset, source, ("presets", i), known, hidden)
                gather.missing(wrong, "questions")
            kept = tuple(name for name in preset.questions if name in known)
            more = tuple(name for name in preset.if_time if name in known)
            if kept or own:
                found[preset.id] = preset.model_copy(update={"questions": kept, "if_time": more})
    return found


def _missing(
    preset: Preset, source: Source, loc: Loc, known: set[str], hidden: Places
) -> Iterator[Problem]:
    for key in ("questions", "if_time"):
        for i, name in enumerate(getattr(preset, key)):
            if name not in known:
                message = f"The preset “{preset.id}” names “{name}”, which is not in the bank."
                hint = nearest(name, known) or "This lists every id: askwell questions"
                if name in hidden:
                    place = where(*hidden[name])
                    message = f"The preset “{preset.id}” names “{name}”, which {place} hides."
                    hint = UNHIDE
                yield source.problem(message, (*loc, key, i), hint)


def where(source: Source, loc: Loc) -> str:
    """A place in another file, within a sentence."""
    return f"{source.path.name}, line {source.place(loc).line}"


def numbered(items: Iterable[N]) -> tuple[N, ...]:
    """In the order of their numbers; those without one follow in the order of reading."""
    return tuple(sorted(items, key=lambda item: math.inf if item.number is None else item.number))
