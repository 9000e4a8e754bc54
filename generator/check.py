"""Stage, pure: does a document keep its kind's limits, and has it no blank in it?"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from generator import markup
from generator.documents import TEXTS, Artifact, Asked, Composition, Selection, files_of
from generator.errors import Loc, Problem, Severity, Source
from generator.model import Rule
from generator.model.placeholders import is_suspect, placeholders
from generator.reading.written import where
from generator.spelling import brief

SUBJECT = "subject.txt"
TOPIC: Loc = ("topic",)
REASON: Loc = ("contact", "reason")
WORD = re.compile(r"\w+")


def check_text(composition: Composition) -> Iterator[Problem]:
    """What a document may not be sent with: placeholders, or a subject without a word."""
    source, name = composition.selection.source, composition.selection.kind.title
    if composition.parts.get(SUBJECT) == "":
        template = _own_template(composition, SUBJECT)
        place = Source(template) if template else source
        yield place.problem(f"{name}: the subject is empty.", hint="Put a few words there.")
    for part, text in composition.parts.items():
        if _quotes(composition.selection) or not is_suspect(unescape(text)):
            continue
        words = markup.words_of(text) if part.endswith("html") else text
        for blank in sorted(set(placeholders(words))):
            message = f"{name}: the placeholder “{brief(blank)}” was never filled in."
            hint = "Put the real words there, or take it out."
            yield (where(blank, composition.own) or source).problem(message, hint=hint)


def _quotes(selection: Selection) -> bool:
    """Whether it is a report, which shows headings, names of files and cells as they are."""
    return selection.census is not None or bool(selection.checks)


def check_limits(composition: Composition, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """Which limits a draft does not keep, by the rules that have a say about it."""
    selection, bounds = composition.selection, composition.selection.bounds
    draft, interview = composition.draft, selection.interview
    if draft is None or (interview and selection.kind.name in interview.sent):
        return
    for part in TEXTS:
        text = composition.parts.get(part, "")
        for name, (now, most) in bounds.broken_by(part, text).items():
            if rule := rules.get(name.replace("_", "-")):
                severity: Severity = "warning" if name == "advised_words" else "error"
                values = {"title": selection.kind.title, "now": now, "most": most}
                template = _own_template(composition, part)
                if template and name in bounds.broken_by(part, _without_people(text, selection)):
                    yield _of_template(template, rule, selection, severity, values)
                else:
                    loc = REASON if "words" in name else TOPIC
                    yield rule.problem(selection.source, loc, severity, **values)


def _without_people(text: str, selection: Selection) -> str:
    """A draft without what the user can shorten in it, as far as that stands there literally."""
    interview, seeker = selection.interview, selection.seeker
    theirs = [interview.topic, interview.contact.reason] if interview else []
    theirs += [seeker.introduction, *seeker.availability] if seeker else []
    for words in filter(None, theirs):
        text = text.replace(words, "")
    return text


def _own_template(composition: Composition, part: str) -> Path | None:
    """The project's own template of a part, in its shortest wording."""
    kind, files = composition.selection.kind.name, files_of(part)
    own = {path.name: path for path in composition.own if path.parent.name == kind}
    return next((own[file] for file in reversed(files) if file in own), None)


def _of_template(
    path: Path, rule: Rule, selection: Selection, severity: Severity, values: dict[str, object]
) -> Problem:
    """That a template makes a document too long by itself."""
    file = f"{selection.kind.name}/{path.name}"
    rule = rule.model_copy(update={"better": f"Write less in {file}, or allow more in kind.yaml."})
    title = f"{selection.kind.title} ({selection.folder})"
    return rule.problem(Source(path), (), severity, **values | {"title": title})


def check_pages(artifact: Artifact, composition: Composition, rule: Rule) -> Iterator[Problem]:
    """What is wrong with the pages of a file: more than promised."""
    selection, pages = composition.selection, artifact.promised
    if pages is None or (not artifact.overflow and (artifact.pages or 0) <= pages):
        return
    promise = "one page" if pages == 1 else f"{pages} pages"
    smallest = selection.theme.fit.sizes[-1]
    most = f"{promise} ({selection.paper}), even with {smallest:g} pt type"
    values: dict[str, object] = {"now": _length(artifact), "most": most}
    drop, template = _shown(composition), _own_template(composition, "body.html")
    if template and not drop:
        yield _of_template(template, rule, selection, "error", values)
        return
    if names := ", then ".join(f"“{brief(asked.name)}”" for asked in drop[:3]):
        rule = rule.model_copy(update={"better": f"Drop first: {names}."})
    loc: Loc = ("questions",) if names else ()
    yield rule.problem(selection.source, loc, "error", title=selection.kind.title, **values)


def _shown(composition: Composition) -> list[Asked]:
    """The questions that its page shows and that could be dropped, in the order to do so."""
    selection = composition.selection
    page = _bare(markup.words_of(composition.parts.get("body.html", "")))
    drop = selection.plan.drop_first if selection.interview else []
    return [asked for asked in drop if _bare(asked.text).strip() and _bare(asked.text) in page]


def _bare(text: str) -> str:
    """Words alone, however their marks and spaces are set, with a space on either side."""
    return f" {' '.join(WORD.findall(text))} "


def _length(artifact: Artifact) -> str:
    return f"{artifact.overflow} mm" if artifact.overflow else f"with {artifact.pages} pages"
