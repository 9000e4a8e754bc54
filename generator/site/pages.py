"""Which pages a site has besides its handouts: what each shows, and how one gets there."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from generator.documents import Link, Selection
from generator.model import Audience, Category, Preset, Site
from generator.model.slugs import slug

START, GUIDE, BANK = "index.html", "guide/index.html", "questions/index.html"
HANDOUTS, STATEMENT, CHANGES = "handouts/index.html", "accessibility.html", "changes.html"
MISSING, PICKER = "404.html", "picker/index.html"


class Page(NamedTuple):
    """One page: its place, its template in ``templates/site``, and what it alone shows."""

    path: str
    template: str
    title: str
    about: str
    values: Mapping[str, object] = MappingProxyType({})

    @property
    def link(self) -> Link:
        """The page as others point to it."""
        return Link(self.title, self.path, self.about)


class Suited(NamedTuple):
    """What an audience is shown."""

    audience: Audience
    presets: tuple[Preset, ...]
    bank: tuple[Category, ...]


def pages(shown: Selection, whole: tuple[Category, ...]) -> list[Page]:
    """Every page but the handouts, of what is shown to everyone; ``whole`` is the whole bank."""
    guide = shown.guide
    steps = _in_a_row(list(_steps(shown)))
    categories = _in_a_row(list(_categories(shown)))
    return [
        Page(START, "start", " ".join(guide.title.split()), guide.subtitle),
        Page(GUIDE, "guide", "The guide", f"{guide.subtitle}: each step, and good manners."),
        *steps,
        Page(BANK, "questions", "Questions", f"{_count(shown.bank)}, by what they ask."),
        *categories,
        *_audiences(shown, whole),
        Page(HANDOUTS, "handouts", "Handouts", "To read, to print and to fill in."),
        Page(STATEMENT, "statement", "Accessibility", "What was checked, and whom to tell."),
        *_changes(site_of(shown)),
        Page(MISSING, "missing", "Not found", "There is no page at this address."),
    ]


def site_of(shown: Selection) -> Site:
    """What the organization decides about its site."""
    return shown.organization.site if shown.organization else Site()


def _steps(shown: Selection) -> Iterator[Page]:
    many = len(shown.steps)
    for number, step in enumerate(shown.steps, 1):
        about = f"Step {number} of {many} of an informational interview."
        values = {"step": step, "place": number}
        yield Page(f"guide/{slug(step.id)}.html", "step", step.title, about, values)


def _categories(shown: Selection) -> Iterator[Page]:
    for category in shown.bank:
        about = f"{_count((category,))} to ask in an informational interview."
        path = f"questions/{slug(category.id)}.html"
        yield Page(path, "category", category.title, about, {"category": category})


def _audiences(shown: Selection, whole: tuple[Category, ...]) -> Iterator[Page]:
    for audience in site_of(shown).audiences:
        suited = suited_to(audience, shown, whole)
        about = audience.about or f"{_count(suited.bank)} that suit you."
        path = f"for/{slug(audience.id)}.html"
        yield Page(path, "audience", audience.title, about, {"suited": suited})


def suited_to(audience: Audience, shown: Selection, whole: tuple[Category, ...]) -> Suited:
    """The lists and the questions for an audience; a category that it names, opted in or not."""
    known = {category.id: category for category in whole}
    bank = []
    for category in [known[name] for name in audience.categories] or shown.bank:
        kept = tuple(each for each in category.questions if audience.suits(each.audience))
        if kept:
            bank.append(category.model_copy(update={"questions": kept}))
    presets = {preset.id: preset for preset in shown.presets}
    named = tuple(presets[name] for name in audience.presets)
    usual = tuple(p for p in shown.presets if p.audience and audience.suits(p.audience))
    return Suited(audience, named or usual, tuple(bank))


def _changes(site: Site) -> Iterator[Page]:
    if site.revisions:
        changes = sorted(site.revisions, key=lambda each: each.day, reverse=True)
        yield Page(CHANGES, "changes", "What has changed", "By day.", {"changes": changes})


def _in_a_row(pages: list[Page]) -> list[Page]:
    """Pages that follow each other: each knows the one before it and the one after."""
    befores = [None, *(page.link for page in pages)]
    afters = [*(page.link for page in pages[1:]), None]
    return [
        page._replace(values={**page.values, "before": before, "after": after})
        for page, before, after in zip(pages, befores, afters, strict=False)
    ]


def _count(bank: tuple[Category, ...]) -> str:
    many = sum(len(category.questions) for category in bank)
    return f"{many} question{'' if many == 1 else 's'}"
