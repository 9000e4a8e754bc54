"""Everything that a project's ``content/`` says, checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.errors import Source
from generator.model.bank import Category, Guide, Question, Step
from generator.model.people import Interview, Organization, Seeker


@dataclass(frozen=True)
class Library:
    """The content of one project. People are those of the project itself, or nobody."""

    guide: Guide
    steps: tuple[Step, ...]
    bank: tuple[Category, ...]
    organization: Organization | None = None
    organization_source: Source | None = None
    """Where the organization stands."""
    logo: str | None = None
    """The organization's logo as a data URI."""
    seeker: Seeker | None = None
    interviews: tuple[Interview, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Where each interview, by its id, stands."""

    @property
    def questions(self) -> Iterator[Question]:
        """Every question of the bank, in order."""
        for category in self.bank:
            yield from category.questions
