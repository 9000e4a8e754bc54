"""The picker plans as the program does: one file of rules, two hands, the same plan."""

import json
from random import Random
from typing import Any, get_args

from playwright.sync_api import Browser, Page

from generator.documents import Asked, Plan
from generator.model import Chosen, Library, Organization, Policy, Seeker
from generator.model.bank import Phase, Stage
from generator.plan import Planner
from generator.site.rules import rules
from tests.browser import blank
from tests.conftest import ROOT
from tests.test_plan import IDS, LIBRARY, interview

PLAN = ROOT / "templates" / "site" / "picker" / "plan.js"
LIBRARIES, CHOICES = 10, 150
LENGTHS = [None, None, 0.5, 0.7, 1, 1.25, 1.5, 2, 3, 5, 10]
EVERY = """(given) => {
  const [rules, wishes] = JSON.parse(given);
  return JSON.stringify(wishes.map(askwell.planner(rules)));
}"""
"""Text there and back: Playwright takes long over large values."""
Wish = dict[str, Any]


def some_library(chance: Random) -> Library:
    """The sample's bank under some policy, and with one of its numbers for plans changed."""
    policy = Policy(
        opening_minutes=chance.randint(1, 15),
        closing_minutes=chance.randint(1, 15),
        slack_percent=chance.randint(0, 50),
    )
    more = {"step_minutes": chance.randint(1, 30), "most_suggested": chance.randint(1, 30)}
    return LIBRARY._replace(
        organization=Organization(name="Marrow College", policy=policy),
        planning=LIBRARY.planning.model_copy(update=more),
    )


def some_question(chance: Random, number: int) -> dict[str, Any]:
    """A question of the bank, or the seeker's own, with or without minutes and the like."""
    own = chance.random() < 0.2
    known: dict[str, Any] = {"text": f"Why {number}?"} if own else {"id": chance.choice(IDS)}
    known |= {"minutes": chance.choice(LENGTHS), "priority": chance.choice([None, None, 1, 2, 3])}
    known["phase"] = chance.choice([None, None, *get_args(Phase)])
    return {key: value for key, value in known.items() if value is not None}


def some_wish(chance: Random) -> Wish:
    """What a student may have ticked: nothing, a preset, a few questions or half of the bank."""
    count = chance.choice([0, 0, 1, 3, 6, 12, 40])
    return {
        "questions": [some_question(chance, i) for i in range(count)],
        "preset": chance.choice([None, None, *LIBRARY.presets]),
        "minutes": chance.randint(10, 90),
        "stage": chance.choice([None, *get_args(Stage)]),
    }


def by_program(planner: Planner, wish: Wish) -> Plan:
    """The plan that the program makes."""
    seeker = Seeker(name="Ada", email="ada@example.org", introduction="new", stage=wish["stage"])
    chosen = [Chosen.model_validate(each) for each in wish["questions"]]
    about = interview(*chosen, preset=wish["preset"], minutes=wish["minutes"])
    return planner.staged(seeker).plan(about)


def as_data(plan: Plan) -> dict[str, Any]:
    """A plan as the page has it: without what only paper needs."""

    def asked(each: Asked) -> dict[str, Any]:
        known = each._asdict()
        return {key: known[key] for key in ASKED}

    parts = {key: [asked(each) for each in getattr(plan, key)] for key in PARTS}
    spans = {key: getattr(plan, key) for key in ("opening", "asking", "closing", "usable")}
    return json.loads(json.dumps({**spans, **parts}))  # type: ignore[no-any-return]  # tuples become lists


PARTS = ("core", "close", "if_time")
ASKED = ("id", "text", "probes", "minutes", "priority", "theme", "phase", "reason", "minute")


def by_picker(page: Page, library: Library, wishes: list[Wish]) -> list[dict[str, Any]]:
    """The plans that the page makes, with the same keys."""
    page.add_script_tag(path=PLAN)
    plans: list[dict[str, Any]] = json.loads(
        page.evaluate(EVERY, json.dumps([rules(library), wishes]))
    )
    for plan in plans:
        for part in PARTS:
            plan[part] = [{key: each[key] for key in ASKED} for each in plan[part]]
    return plans


def test_both_make_the_same_plans(chromium: Browser) -> None:
    """1,500 choices under ten policies: the same questions, minutes, marks and reasons."""
    chance = Random(6)  # noqa: S311 - not for secrets
    seen = {"core": 0, "close": 0, "if_time": 0}
    with blank(chromium) as page:
        for _ in range(LIBRARIES):
            library = some_library(chance)
            wishes, planner = [some_wish(chance) for _ in range(CHOICES)], Planner(library)
            for wish, plan in zip(wishes, by_picker(page, library, wishes), strict=True):
                assert plan == as_data(by_program(planner, wish)), wish
                for part in PARTS:
                    seen[part] += len(plan[part])
    assert min(seen.values()) > LIBRARIES * CHOICES


def test_what_goes_first_is_the_same(chromium: Browser) -> None:
    """What a page has no room for is given up in the order in which the program advises it."""
    chance = Random(7)  # noqa: S311 - as above
    wishes = [some_wish(chance) for _ in range(40)]
    with blank(chromium) as page:
        plans = by_picker(page, LIBRARY, wishes)
        first = "plans => plans.map(plan => askwell.dropFirst(plan).map(each => each.text))"
        dropped = page.evaluate(first, plans)
    planner = Planner(LIBRARY)
    wanted = [by_program(planner, wish).drop_first for wish in wishes]
    assert dropped == [[asked.text for asked in plan] for plan in wanted]


def test_another_rule_is_another_plan(chromium: Browser) -> None:
    """The test above can fail: a page with one number changed plans otherwise."""
    wish = {"questions": [{"id": name} for name in IDS[:12]], "minutes": 50, "stage": None}
    planning = LIBRARY.planning.model_copy(update={"long_minutes": 60})
    with blank(chromium) as page:
        (plan,) = by_picker(page, LIBRARY._replace(planning=planning), [wish])
    assert plan != as_data(by_program(Planner(LIBRARY), wish | {"preset": None}))
