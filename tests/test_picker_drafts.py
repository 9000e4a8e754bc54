"""The picker's drafts are the program's: the same words for whatever is typed and chosen."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser, Page

from generator.documents import Target
from generator.load.content import INTERVIEW
from generator.model import Interview, Seeker
from generator.model.bank import Mode
from generator.model.base import _after_learn, _line, _sentence, _spoken
from generator.reading import read
from generator.select import Selector
from generator.site.picker import SCRIPTS, data
from generator.site.situations import STAGES, TIES
from tests.browser import blank
from tests.conftest import ROOT, TODAY
from tests.test_plan import IDS
from tests.values import composer, loaded, selection

PICKER = ROOT / "templates" / "site" / "picker"
PURE = [name for name in SCRIPTS if name not in {"picker.js", "view.js", "store.js"}]
WORDS = [
    "rivers",
    "Maps",
    "of",
    "the",
    "city",
    "labs",
    "and",
    "a",
    "harbor",
    "night",
    "Dr. Wu",
    "é",
]
ENDS = ["", "", ".", "!", " ", ";", " Inc.", " p.m.", "…", "?”"]
READ = {
    "topic": "topic",
    "contact.reason": "sentence",
    "outcome.takeaways": "sentence",
    **dict.fromkeys(
        (
            *("seeker.introduction", "contact.referral.relation"),
            *("contact.family_friend.relation", "contact.former_colleague.when"),
            *("contact.found_via", "contact.event.said", "contact.platform.about"),
        ),
        "fragment",
    ),
}
"""How the page reads its fields, where it is not as a line; test_picker looks at the page."""
FILLED = """(given) => {
  const { data, cases, read } = JSON.parse(given);
  const plan = askwell.planner(data.rules);
  const dates = askwell.words.datesOf(data.days, data.months);
  const late = data.rules.policy.thank_you_late_days;
  const drafts = askwell.drafts({ ...data.drafts, dates, late, spelled: data.spelled });
  return JSON.stringify(cases.map(({ typed, questions, minutes, stage }) => {
    const facts = {};
    for (const path in typed) facts[path] = askwell.words[read[path] || "line"](typed[path]);
    const planned = plan({ questions, minutes, stage });
    return [drafts.request(facts, planned), drafts.thanks(facts, planned)];
  }));
}"""
Case = dict[str, Any]


@pytest.fixture(scope="module")
def tools(chromium: Browser) -> Iterator[Page]:
    """A page with the picker's pure scripts, and nothing else."""
    with blank(chromium) as page:
        for name in PURE:
            page.add_script_tag(path=PICKER / name)
        yield page


def some_words(chance: Random, fewest: int, most: int) -> str:
    """A phrase as somebody may type it."""
    words = " ".join(chance.choices(WORDS, k=chance.randint(fewest, most)))
    return words + chance.choice(ENDS)


def some_case(chance: Random, tie: str, mode: str) -> Case:
    """A student's words and choices."""
    contact = TIES[tie]
    paths = ["contact.name", "contact.reason", "topic", "seeker.name", "seeker.introduction"]
    paths += ["outcome.takeaways", *_needed(tie)]
    typed = {path: some_words(chance, 1, chance.choice([2, 6, 20])) for path in paths}
    typed["seeker.name"] = "Ada Quill"
    if tie == "alumni+told":
        typed["seeker.introduction"] = f"a student at {typed['contact.alumni.school'].strip()} now"
    day = chance.choice(["", "2027-03-11", "2028-02-29"])
    typed |= {
        "meeting.mode": mode,
        "meeting.date": day,
        "seeker.stage": chance.choice(STAGES) or "",
    }
    minutes = chance.choice([15, 20, 45, 90])
    typed |= {"meeting.minutes": str(minutes), "contact.relationship": contact.relationship}
    chosen = [{"id": name} for name in chance.sample(IDS, chance.choice([0, 1, 2, 9]))]
    return {
        "typed": typed,
        "questions": chosen,
        "minutes": minutes,
        "stage": typed["seeker.stage"] or None,
    }


def _needed(tie: str) -> list[str]:
    """The paths of what a relationship needs."""
    about = {
        "alumni": ["alumni.school"],
        "referral": ["referral.name", "referral.relation"],
        "family_friend": ["family_friend.name", "family_friend.relation"],
        "former_colleague": ["former_colleague.organization", "former_colleague.when"],
        "linkedin": ["found_via"],
        "faculty_staff": ["course.name"],
        "event": ["event.name"],
        "event+said": ["event.name", "event.said"],
        "mentor_platform": ["platform.name"],
        "mentor_platform+about": ["platform.name", "platform.about"],
    }
    return [f"contact.{path}" for path in about.get(tie.replace("+told", ""), [])]


def by_program(case: Case) -> list[tuple[str, str]]:
    """The subjects and bodies of the program's request and thanks."""
    tree: dict[str, Any] = {}
    for path, text in case["typed"].items():
        here, keys = tree, path.split(".")
        for key in keys[:-1]:
            here = here.setdefault(key, {})
        if text:
            here[keys[-1]] = text
    seeker = Seeker.model_validate({"email": "ada@example.org", **tree.pop("seeker")})
    interview = Interview.model_validate({"id": "x", "questions": case["questions"], **tree})
    found = []
    for kind in ("outreach-email", "thank-you-email"):
        shown = selection(kind, interview, seeker)
        plan = Selector(*_staged(seeker), today=TODAY).plan(Target.about(interview))
        parts = composer().compose(shown._replace(plan=plan), ("subject.txt", "body.txt")).parts
        found.append((parts["subject.txt"], parts["body.txt"]))
    return found


def _staged(seeker: Seeker) -> tuple[Any, Any]:
    library, catalog = loaded()
    return library._replace(seeker=seeker), catalog


def test_drafts_have_the_programs_words(tools: Page) -> None:
    """Every relationship in every mode, with words of any length and odd ends, at all stages."""
    chance = Random(8)  # noqa: S311 - not for secrets
    library, catalog = loaded()
    selector = Selector(library._replace(seeker=None, interviews=()), catalog, today=TODAY)
    shown = selection("outreach-email")
    known = data(shown, selector)
    cases = [some_case(chance, tie, mode) for tie in TIES for mode in get_args(Mode) * 2]
    given = json.dumps({"data": known, "cases": cases, "read": READ})
    lengths = set()
    for case, drafts in zip(cases, json.loads(tools.evaluate(FILLED, given)), strict=True):
        wanted = by_program(case)
        assert [(each["subject"], each["body"]) for each in drafts] == wanted, case
        lengths.add(drafts[0]["words"] // 25)
    assert len(lengths) >= 3


def test_words_are_read_as_the_program_reads_them(tools: Page) -> None:
    """Lines, parts of sentences and sentences, however they were typed."""
    typed = [
        *("  a   student. ", "I am a student.", "I’m a “student”", "work at Acme Inc.", "9 a.m."),
        *("what now?", "don't; ,", "éa", "ßa", "I'll go", "Yes!", "he said “no.”", "(really)", "-"),
        *("A student", "I am An artist", "The Hague", "What you said", "A level student", "My"),
        *("two\nlines\r\nand\ttabs", "a\x1cb\x85c\u2028d", "bell\x07", "(no.)", "...", "the U.S."),
    ]
    asked = "(all) => all.map((t) => [askwell.words.line(t), askwell.words.sentence(t)])"
    assert tools.evaluate(asked, typed) == [[_line(t), _sentence(str(_line(t)))] for t in typed]
    parts = [t for t in typed if t not in {"-", "...", "don't; ,"}] + ["don't; , x"]
    asked = "(all) => all.map(askwell.words.fragment)"
    assert tools.evaluate(asked, parts) == [_spoken(str(_line(t))) for t in parts]
    topics = [*parts, "Learn about rivers.", "to learn more about A river", "learning about it"]
    topics = [t for t in topics if not t.lower().startswith(("i ", "i’", "i'"))]
    asked = "(all) => all.map(askwell.words.topic)"
    assert tools.evaluate(asked, topics) == [_after_learn(str(_line(t))) for t in topics]


HOSTILE = ["yes", "a: b # c", '"}, {x', "- 'n", "&a *b !!c", "<<", "é\u2028\u0085 \\n", "%", "| >"]


def test_files_say_what_was_typed(tools: Page, tmp_path: Path) -> None:
    """Whatever is typed is text to the program: no mark of YAML in it means anything."""
    chosen = [{"id": IDS[0]}, *({"text": f"Why {text}?", "minutes": 1.5} for text in HOSTILE)]
    script = """([texts, chosen]) => {
      const line = askwell.words.line;
      return texts.map((text) => askwell.files.interview({
        "contact.name": line(text) || "x", "contact.relationship": "cold",
        "contact.reason": line(`Why ${text}`), "topic": `a ${line(text)}`, "meeting.mode": "phone",
        "meeting.minutes": "20", "meeting.date": "", "outcome.takeaways": "" },
        chosen.map((each) => (each.text ? { ...each, text: line(each.text) } : each))));
    }"""
    for text, yaml in zip(HOSTILE, tools.evaluate(script, [HOSTILE, chosen]), strict=True):
        path = tmp_path / "x.yaml"
        path.write_text(yaml, encoding="utf-8")
        interview, _ = read(Interview, path, INTERVIEW, id="x")
        assert interview.contact.name == _line(text)
        asked = [each.text for each in interview.questions]
        assert asked == [IDS[0], *(_line(f"Why {each}?") for each in HOSTILE)]
        assert interview.outcome is None
