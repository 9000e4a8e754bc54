"""Data that the user writes: frozen, unknown keys refused, no input or output."""

from generator.model.bank import (
    Addition,
    BankFile,
    Category,
    Guide,
    Overlay,
    Preset,
    PresetsFile,
    Question,
    Step,
    StepsFile,
    Tip,
)
from generator.model.catalog import (
    ByField,
    Catalog,
    Due,
    Edition,
    EditionFile,
    Example,
    Fit,
    Kind,
    Limits,
    Theme,
    ThemeFile,
)
from generator.model.font import Face, Font
from generator.model.interview import Agenda, Chosen, Interview, Meeting, Outcome
from generator.model.library import Library
from generator.model.organization import Logo, Organization, Paper, Printing
from generator.model.people import Contact, Seeker
from generator.model.planning import Planning
from generator.model.policy import Policy
from generator.model.rules import Rule, RulesFile
from generator.model.site import Audience, Revision, Site

__all__ = [
    "Addition",
    "Agenda",
    "Audience",
    "BankFile",
    "ByField",
    "Catalog",
    "Category",
    "Chosen",
    "Contact",
    "Due",
    "Edition",
    "EditionFile",
    "Example",
    "Face",
    "Fit",
    "Font",
    "Guide",
    "Interview",
    "Kind",
    "Library",
    "Limits",
    "Logo",
    "Meeting",
    "Organization",
    "Outcome",
    "Overlay",
    "Paper",
    "Planning",
    "Policy",
    "Preset",
    "PresetsFile",
    "Printing",
    "Question",
    "Revision",
    "Rule",
    "RulesFile",
    "Seeker",
    "Site",
    "Step",
    "StepsFile",
    "Theme",
    "ThemeFile",
    "Tip",
]
