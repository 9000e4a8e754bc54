"""Everything that a project's ``content/`` says, checked."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from generator.errors import Loc, Source
from generator.model.bank import Category, Guide, Preset, Question, Step
from generator.model.font import Face
from generator.model.interview import Interview
from generator.model.organization import USUAL_THEME, Organization
from generator.model.people import Seeker
from generator.model.planning import Planning
from generator.model.policy import Policy
from generator.model.rulebook import Rulebook

USUAL = Policy()
"""What most sources say."""


class Library(NamedTuple):
    """The content of one project. People are those of the project itself, or nobody."""

    guide: Guide
    steps: tuple[Step, ...]
    bank: tuple[Category, ...]
    planning: Planning
    presets: Mapping[str, Preset] = MappingProxyType({})
    organization: Organization | None = None
    organization_source: Source | None = None
    """Where the organization stands."""
    logo: str | None = None
    """The organization's logo as a data URI."""
    faces: tuple[Face, ...] = ()
    """The organization's own fonts."""
    pictures: Mapping[str, str] = MappingProxyType({})
    """What texts name, as data URIs by the names that they have there."""
    seeker: Seeker | None = None
    seeker_source: Source | None = None
    """Where the seeker stands."""
    interviews: tuple[Interview, ...] = ()
    sources: Mapping[str, Source] = MappingProxyType({})
    """Where each interview, by its id, stands."""
    places: Mapping[str, tuple[Source, Loc]] = MappingProxyType({})
    """Where each question of the project's own, by its id, stands."""
    hidden: Mapping[str, tuple[Source, Loc]] = MappingProxyType({})
    """Where each question of the bank that is left out, by its id, is hidden."""
    rules: Rulebook = Rulebook()
    small: frozenset[str] = frozenset()
    """Words that are no names."""

    @property
    def themes(self) -> set[str]:
        """The names of the themes that its documents are to have."""
        return {self.theme_of(interview) for interview in (None, *self.interviews)}

    def theme_of(self, interview: Interview | None) -> str:
        """The name of the theme that an interview's documents have, or those for everyone."""
        own = interview.theme if interview else None
        return own or (self.organization.theme if self.organization else USUAL_THEME)

    @property
    def policy(self) -> Policy:
        """The organization's policy; without one, what most sources say."""
        return self.organization.policy if self.organization else USUAL

    @property
    def questions(self) -> Iterator[Question]:
        """Every question of the bank, in order."""
        for category in self.bank:
            yield from category.questions

    def rules_for(self, interview: Interview | None) -> Rulebook:
        """The rules that have a say about an interview, or about what is meant for everyone."""
        silent = self.organization.silence if self.organization else ()
        if interview is None:
            return self.rules.about(frozenset(silent), None, self.policy.resume)
        silenced = frozenset((*silent, *interview.silence))
        return self.rules.about(silenced, interview.contact.relationship, self.policy.resume)
