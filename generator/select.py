"""Stage, pure: what one document shows and in which order, within the minutes there are."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from functools import cache

from generator import schedule
from generator.builds import Asking, Wanted
from generator.documents import (
    ALL_INTERVIEWS,
    Bounds,
    Deadline,
    Entry,
    Plan,
    Row,
    Selection,
    Target,
    Waiting,
)
from generator.later import Later
from generator.model import (
    ByField,
    Catalog,
    Category,
    Edition,
    Guide,
    Interview,
    Kind,
    Library,
    Limits,
    Organization,
    Paper,
    Preset,
    Printing,
    Question,
    Step,
    Theme,
)
from generator.model.bank import Mode, Relationship
from generator.model.catalog import USUAL, Number, Scope
from generator.model.facts import Facts
from generator.plan import Planner

FOR_ALL = {"handout", "cohort"}
"""What is about no one seeker."""
PACKETS = {"interview", "seeker"}
"""What is somebody's own."""
STAGES = ("before", "during", "after")


class Selector:
    """One project on one day, ready to select for any number of documents."""

    def __init__(
        self, library: Library, catalog: Catalog, wanted: Wanted | None = None, *, today: date
    ) -> None:
        self.library = library
        self.catalog = catalog
        self.wanted = wanted or Wanted()
        self.today = today
        self.planner = Planner(library)
        # What follows is the same for many people, so each is put together once and kept.
        self.themes = cache(lambda name: catalog.themes[name].branded(library.faces))
        self.guides = cache(lambda mode, tie: _fitted(library.guide, mode, tie))
        self.steps = cache(lambda mode, tie: tuple(_fitting(library.steps, mode, tie)))
        self.banks = cache(lambda opt_in: tuple(_shown(library.bank, opt_in)))
        self.presets = tuple(library.presets.values())
        self.dated = [kind for kind in catalog.kinds.values() if kind.due]
        self._kinds = cache(lambda *of: tuple(_wanted(catalog.kinds, *of)))

    def wanting(self, wanted: Wanted) -> "Selector":
        """The same for other documents."""
        other = copy(self)
        other.wanted = wanted
        return other

    def among(self, library: Library) -> "Selector":
        """The same for other people; what does not depend on them is shared."""
        other = copy(self)
        other.library = library
        other.planner = self.planner.staged(library.seeker)
        return other

    def select(self, kind: Kind, target: Target) -> Selection:
        """What a document of this kind shows: for an interview, for everyone, or of all of them."""
        library, folder, interview = self.library, target.folder, target.interview
        seeker = None if target.scope in FOR_ALL else library.seeker
        if kind.example and not interview:
            seeker, interview = kind.example.seeker, kind.example.interview
        organization = library.organization
        theme = self.themes(library.theme_of(interview))
        facts = facts_of(interview, library)._replace(seeker=seeker)
        editions = tuple(self._editions(theme))
        return Selection(
            kind=kind,
            folder=folder,
            theme=theme,
            edition=editions[0],
            editions=editions,
            paper=self.wanted.paper or _paper(interview, library),
            printing=facts.printing or Printing(),
            bounds=_bounds(kind.limits, facts),
            today=self.today,
            guide=self.guides(*_tie(interview)),
            steps=self.steps(*_tie(interview)),
            bank=self.banks(interview.opt_in if interview else ()),
            plan=self.plan(target._replace(interview=interview)),
            policy=library.policy,
            presets=self.presets,
            deadlines=Later(lambda: self.deadlines(interview)) if interview else (),
            rows=tuple(self.rows()) if folder == ALL_INTERVIEWS.folder else (),
            organization=organization,
            logo=library.logo,
            pictures=library.pictures,
            seeker=seeker,
            interview=interview,
            census=target.census,
            source=library.sources.get(folder) or self.catalog.sources[kind.name],
            kind_source=self.catalog.sources[kind.name],
        )

    def kinds(self, target: Target) -> tuple[Kind, ...]:
        """The kinds to make for a target; those that list the others of a packet come last."""
        chosen = target.interview and target.interview.documents
        return self._kinds(self.wanted, target.scope, chosen)

    def _editions(self, theme: Theme) -> Iterator[Edition]:
        """The editions to print: those asked for, else the organization's."""
        organization = self.library.organization
        names = self.wanted.editions or (organization.editions if organization else (USUAL,))
        known = {edition.name: edition for edition in theme.editions}
        for name in dict.fromkeys(names):
            yield known[name]._replace(type_in=known[name].type_in and not self.wanted.flat)

    def plan(self, target: Target) -> Plan:
        """The plan of an interview or an agenda, or the blank one that everyone gets."""
        wanted = target.interview or target.agenda
        return self.planner.plan(wanted) if wanted else self.planner.blank()

    def deadlines(self, interview: Interview) -> tuple[Deadline, ...]:
        """What is to be done about an interview, the earliest first."""
        kinds = (kind for kind in self.dated if suits(kind, interview, self.library))
        return schedule.deadlines(interview, kinds, facts_of(interview, self.library), self.today)

    def rows(self) -> Iterator[Row]:
        """Every interview with its deadlines, in the order of the files."""
        for interview in self.library.interviews:
            yield Row(interview, self.deadlines(interview))


def shows_others(kind: Kind) -> bool:
    """Whether it is about the other documents of a packet."""
    return "packet" in kind.made_for


def _wanted(
    known: Mapping[str, Kind], wanted: Wanted, scope: Scope, chosen: tuple[str, ...] | None
) -> list[Kind]:
    """The kinds to make for a target of this scope, in their order.

    A build of some documents leaves the packet's page alone, which would lack the others; whoever
    asks for that page by name gets it, and all that it shows.
    """
    pages = [kind for kind in known.values() if shows_others(kind)]
    named = [kind for kind in pages if kind.name in wanted.kinds]
    narrowed = () if named and scope in PACKETS else wanted.kinds
    kinds = [
        kind
        for kind in known.values()
        if scope in kind.made_for
        and (not narrowed or kind.name in narrowed)
        and (chosen is None or kind.name in chosen)
    ]
    if scope == "interview" and (named or not wanted.is_narrowed):
        kinds += [
            kind
            for kind in pages
            if not wanted.channels or {*wanted.channels}.intersection(kind.channels)
        ]
    return sorted(kinds, key=lambda kind: (shows_others(kind), kind.number))


def suits(kind: Kind, interview: Interview, library: Library) -> bool:
    """Whether a document of this kind makes sense for an interview at all.

    Where there will be no meeting, that is said by the kind: ``closed: [declined, …]``.
    """
    if interview.closed and "closed" not in kind.suits:
        return False
    facts = facts_of(interview, library)
    found = ((facts.at(path), values) for path, values in kind.suits.items())
    return all(str(value) in values if values else bool(value) for value, values in found)


def _shown(bank: tuple[Category, ...], wanted: tuple[str, ...]) -> Iterator[Category]:
    """The bank without what appears only where it is asked for."""
    return (category for category in bank if not category.opt_in or category.id in wanted)


def matching(bank: tuple[Category, ...], asking: Asking, preset: Preset | None) -> list[Category]:
    """The part of a bank that is asked for. Every word searched for must be there."""
    found = []
    for category in bank:
        questions = tuple(q for q in category.questions if _matches(q, asking, preset))
        if questions and (not asking.categories or category.id in asking.categories):
            found.append(category.model_copy(update={"questions": questions}))
    return found


def _matches(question: Question, asking: Asking, preset: Preset | None) -> bool:
    text = " ".join((question.id, question.theme or "", question.text, *question.probes)).lower()
    return (
        all(word in text for word in asking.search.lower().split())
        and (preset is None or question.id in {*preset.questions, *preset.if_time})
        and (asking.stage is None or not question.audience or asking.stage in question.audience)
        and (asking.minutes is None or question.minutes <= asking.minutes)
        and (asking.phase is None or question.phase == asking.phase)
    )


def gather(selection: Selection, entries: list[Entry], waiting: list[Waiting]) -> Selection:
    """The selection of a document that shows the others of its packet, in the order of use."""
    waiting = [each for each in waiting if each.folder == selection.folder]
    return selection._replace(
        entries=tuple(sorted(entries, key=lambda each: in_use(each.kind))),
        waiting=tuple(sorted(waiting, key=lambda each: in_use(each.kind))),
    )


def in_use(kind: Kind) -> tuple[int, int]:
    """Where a kind stands in the order of use."""
    return STAGES.index(kind.when), kind.number


def lacks(selection: Selection) -> tuple[str, ...]:
    """What must be known before this document can be made without a blank."""
    if selection.interview is None:
        return ()
    facts = selection.facts
    return tuple(words for path, words in selection.kind.requires.items() if not facts.at(path))


def facts_of(interview: Interview | None, library: Library) -> Facts:
    """What is known for the documents of an interview, or for those about none."""
    organization = library.organization
    printing = _printing(interview, organization)
    return Facts(interview, organization, library.policy, printing, library.seeker)


def _paper(interview: Interview | None, library: Library) -> Paper:
    if interview and interview.paper:
        return interview.paper
    return library.organization.paper if library.organization else "letter"


def _printing(interview: Interview | None, organization: Organization | None) -> Printing:
    usual = organization.printing if organization else Printing()
    return interview.printing.over(usual) if interview else usual


def _tie(interview: Interview | None) -> tuple[Mode | None, Relationship | None]:
    """What the words of a step depend on."""
    if interview is None:
        return None, None
    return interview.meeting.mode, interview.contact.relationship


def _fitted(guide: Guide, mode: Mode | None, relationship: Relationship | None) -> Guide:
    """The guide with the manners that suit the mode and the relationship."""
    manners = {
        "do": tuple(tip for tip in guide.do if tip.suits(mode, relationship)),
        "dont": tuple(tip for tip in guide.dont if tip.suits(mode, relationship)),
    }
    return guide.model_copy(update=manners)


def _fitting(
    steps: Iterable[Step], mode: Mode | None, relationship: Relationship | None
) -> Iterator[Step]:
    """The steps, tips and check boxes that suit the mode and the relationship."""
    for step in steps:
        if step.suits(mode, relationship):
            tips = tuple(tip for tip in step.tips if tip.suits(mode, relationship))
            boxes = tuple(tip for tip in step.checklist if tip.suits(mode, relationship))
            yield step.model_copy(update={"tips": tips, "checklist": boxes})


def _bounds(limits: Limits, facts: Facts) -> Bounds:
    def number(limit: "Number | ByField | None") -> int | None:
        if isinstance(limit, ByField):
            value = str(facts.at(limit.field))
            choices = {key: number(each) or 0 for key, each in limit.values.items()}
            return choices.get(value, min(choices.values()))
        return facts.number(limit)

    words, advised = number(limits.words), number(limits.advised_words)
    return Bounds(
        number(limits.pages),
        words,
        min(words, advised) if words and advised else advised,
        number(limits.characters),
        number(limits.subject),
    )
