"""The rules of the lint: like the bank a collection with the pack behind, and checked likewise."""

import re
from collections.abc import Iterator

from generator.errors import Loc, Place, Problem, Source
from generator.load.collection import Once, files
from generator.load.gather import Gather
from generator.model import Library, Rule, RulesFile
from generator.model.phrases import expression
from generator.model.rulebook import Rulebook
from generator.model.rules import LIMITS
from generator.project import Project
from generator.reading import Outline
from generator.reading.tree import text_of
from generator.spelling import nearest

RULES = Outline(prose="reason", bullets="phrases", items="rules")


def read_rules(project: Project, gather: Gather) -> Rulebook:
    """Every rule by its id; none where one of them was not understood."""
    before = len(gather.problems)
    found = Rulebook()
    once = Once("rule", project, gather)
    own = Source(project.content)
    for file, source in files(project, "rules", RulesFile, RULES, gather):
        built_in = project.is_built_in(source.path)
        own = own if built_in else source
        for i, rule in enumerate(file.rules):
            once.see(rule.id, source, ("rules", i))
            found[rule.id] = rule
            if not built_in:
                gather.problems += _bad_phrases(rule, source, i)
    for name in LIMITS:
        if name not in found and len(gather.problems) == before:
            hint = "Take the limits over from the built-in rules, or put yours into content/rules/."
            gather.problems.append(own.problem(f"The rule “{name}” is missing.", (), hint))
    return found if len(gather.problems) == before else Rulebook()


def _bad_phrases(rule: Rule, source: Source, number: int) -> Iterator[Problem]:
    """Phrases that are no regular expressions; those of the pack are tried in its tests."""
    for key in ("phrases", "fine"):
        for i, phrase in enumerate(getattr(rule, key)):
            try:
                expression(phrase)
            except re.error as error:
                why = error.msg.partition(",")[0]
                message = f"The phrase “{phrase}” cannot be looked for: {why}."
                hint = "Put a backslash before a mark that means itself: \\? or \\(."
                place = _place(phrase, source, ("rules", number, key, i))
                yield Problem(source.path, place, message, hint)


def _place(phrase: str, source: Source, loc: Loc) -> Place:
    """Where a phrase stands: it is an entry of a list, or a line of the text that has them all."""
    start = source.place(loc)
    if loc in source.values:
        return start
    lines = text_of(source.path).split("\n")
    for number, line in enumerate(lines[start.line - 1 :], start.line):
        if line.strip() == phrase:
            return Place(number, line.index(phrase) + 1)
    return start


def unknown_rules(library: Library) -> Iterator[Problem]:
    """What is silenced and cannot be: no such rule, or a limit."""
    everywhere = library.organization.silence if library.organization else ()
    if library.organization_source:
        yield from _unknown(everywhere, library.organization_source, library)
    for interview in library.interviews:
        yield from _unknown(interview.silence, library.sources[interview.id], library)


def _unknown(names: tuple[str, ...], source: Source, library: Library) -> Iterator[Problem]:
    for i, name in enumerate(names):
        if library.rules and name not in library.rules:
            otherwise = "A remark names its rule at the end, as [job-ask]."
            hint = nearest(name, library.rules) or otherwise
            yield source.problem(f"There is no rule “{name}”.", ("silence", i), hint)
        elif name in LIMITS:
            hint = "An organization can set another number below “policy:”."
            message = f"The rule “{name}” is a limit, and cannot be silenced."
            yield source.problem(message, ("silence", i), hint)
