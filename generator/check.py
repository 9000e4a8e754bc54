"""Stage, pure: does a document keep its kind's limits, and has it no blank in it?"""

from collections.abc import Iterator, Mapping
from html import unescape

from generator import markup
from generator.documents import Artifact, Composition, Selection
from generator.errors import Loc, Problem, Severity
from generator.model import Rule
from generator.model.base import is_suspect, placeholders

TOPIC: Loc = ("topic",)
REASON: Loc = ("contact", "reason")


def check_text(composition: Composition) -> Iterator[Problem]:
    """What was left in a document that has no business there: placeholders."""
    source, name = composition.selection.source, composition.selection.kind.title
    for part, text in composition.parts.items():
        if not is_suspect(unescape(text)):
            continue
        words = markup.words_of(text) if part.endswith("html") else text
        for blank in sorted(set(placeholders(words))):
            message = f"{name}: the placeholder “{blank}” was never filled in."
            yield source.problem(message, hint="Put the real words there, or take it out.")


def check_limits(composition: Composition, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """Which limits a draft does not keep, by the rules that have a say about it."""
    selection, bounds = composition.selection, composition.selection.bounds
    draft, interview = composition.draft, selection.interview
    if draft is None or (interview and selection.kind.name in interview.sent):
        return
    for name, is_now, limit, loc in (
        ("subject", len(draft.subject), bounds.subject, TOPIC),
        ("characters", len(draft.body), bounds.characters, TOPIC),
        ("words", draft.words, bounds.words, REASON),
        ("advised-words", draft.words, bounds.advised_words, REASON),
    ):
        if limit and is_now > limit and name in rules:
            severity: Severity = "warning" if name == "advised-words" else "error"
            values = {"title": selection.kind.title, "now": is_now, "most": limit}
            yield rules[name].problem(selection.source, loc, severity, **values)


def check_pages(artifact: Artifact, selection: Selection, rule: Rule) -> Iterator[Problem]:
    """What is wrong with the pages of a file: more than promised."""
    pages = artifact.promised
    if pages is None or (not artifact.overflow and (artifact.pages or 0) <= pages):
        return
    promise = "one page" if pages == 1 else f"{pages} pages"
    smallest = selection.theme.fit.sizes[-1]
    most = f"{promise} ({selection.paper}), even with {smallest:g} pt type"
    drop = selection.plan.drop_first[:3] if selection.interview else []
    if names := ", then ".join(f"“{asked.id or asked.text}”" for asked in drop):
        rule = rule.model_copy(update={"better": f"Drop first: {names}."})
    loc: Loc = ("questions",) if names else ()
    title, now = selection.kind.title, _length(artifact)
    yield rule.problem(selection.source, loc, "error", title=title, now=now, most=most)


def _length(artifact: Artifact) -> str:
    return f"{artifact.overflow} mm" if artifact.overflow else f"with {artifact.pages} pages"
