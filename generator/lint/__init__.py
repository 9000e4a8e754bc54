"""Stage, pure: what had better not be written, in the user's own words and in finished drafts."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from generator.documents import Composition
from generator.errors import Loc, Problem, Severity, Source
from generator.lint.alike import alike
from generator.lint.facts import Case, facts, facts_of_bank
from generator.lint.texts import Text, of_bank, of_people
from generator.lint.words import Words, suspected
from generator.model import Library, Rule
from generator.model.phrases import Phrase
from generator.model.rulebook import Rulebook
from generator.model.rules import Sort
from generator.reading.written import where

__all__ = ["lint", "lint_draft"]


def lint(library: Library, today: date, wanted: Collection[str] = ()) -> list[Problem]:
    """What the rules say about all that the user wrote, or about the interviews wanted."""
    usual = library.rules_for(None)
    found = [] if wanted else [*_in_texts(of_bank(library), usual), *facts_of_bank(library, usual)]
    about = set(wanted) or {interview.id for interview in library.interviews}
    for interview in library.interviews:
        if interview.id in about:
            rules = library.rules_for(interview)
            source = library.sources[interview.id]
            case = Case(interview, source, library.policy, today, library.seeker, library.small)
            found += _in_texts(of_people(library, interview), rules)
            found += facts(case, rules)
    for interview, problem in alike(library):
        if interview.id in about and problem.rule in library.rules_for(interview):
            found.append(problem)
    return sorted(set(found))


def _in_texts(texts: Iterable[Text], rules: Rulebook) -> Iterator[Problem]:
    """What the rules say about texts. Phrases that are in none of them are looked for once."""
    by_sort: dict[Sort, list[Text]] = {}
    for text in texts:
        by_sort.setdefault(text.sort, []).append(text)
    for sort, same in by_sort.items():
        all_words = "\n".join(text.words.small for text in same)
        for rule, phrases in suspected(rules, sort, all_words):
            for text in same:
                if excess := text.words.excess(rule, phrases):
                    yield _problem(rule, sort, excess, text.source, text.loc)


def lint_draft(composition: Composition, library: Library) -> Iterator[Problem]:
    """What the rules say about a message, and have not said about the user's words in it."""
    draft, selection = composition.draft, composition.selection
    interview, kind = selection.interview, selection.kind
    if draft is None or interview is None or not selection.bounds.of_text:
        return
    if interview.id not in library.sources:
        return
    sort: Sort = "request" if kind.when == "before" else "thanks"
    parts = Words.of(draft.subject), Words.of(draft.body)
    all_words = "\n".join(words.small for words in parts)
    for rule, phrases in suspected(library.rules_for(interview), sort, all_words):
        for words in parts:
            if excess := words.excess(rule, phrases):
                own = list(of_people(library, interview))
                if _is_said_already(own, rule, sort):
                    continue
                template = where(excess[0], composition.own)
                source, loc = _origin(own, rule) or (template or selection.source, ())
                problem = _problem(rule, sort, excess, source, loc)
                title = "" if loc or template else f"{kind.title}: "
                yield problem._replace(message=f"{title}{problem.message}")


def _is_said_already(own: list[Text], rule: Rule, sort: Sort) -> bool:
    """Whether a rule has remarked on one of the user's own texts, apart from any draft."""
    phrases = [Phrase.of(phrase) for phrase in rule.phrases]
    return any(text.words.excess(rule, phrases) for text in own if text.sort == sort)


def _origin(own: list[Text], rule: Rule) -> tuple[Source, Loc] | None:
    """Where the user wrote what a rule finds in a draft; ``None``: the words are a template's."""
    phrases = [Phrase.of(phrase) for phrase in rule.phrases]
    found = (text for text in own if text.words.found(rule, phrases))
    return next(((text.source, text.loc) for text in found), None)


def _problem(rule: Rule, sort: Sort, excess: list[str], source: Source, loc: Loc) -> Problem:
    """What a rule says, about the first match that is one too many."""
    severity: Severity = "error" if sort in rule.refuses else "warning"
    return rule.problem(source, loc, severity, found=excess[0])
