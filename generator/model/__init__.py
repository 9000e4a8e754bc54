"""Data that the user writes: frozen, unknown keys refused, no input or output."""

from generator.model.bank import BankFile, Category, Guide, Question, Step, StepsFile, Tip
from generator.model.catalog import (
    ByField,
    Catalog,
    Example,
    Face,
    Fit,
    Font,
    Kind,
    Limits,
    Theme,
    ThemeFile,
)
from generator.model.library import Library
from generator.model.people import (
    Chosen,
    Contact,
    Interview,
    Logo,
    Meeting,
    Organization,
    Outcome,
    Paper,
    Seeker,
)

__all__ = [
    "BankFile",
    "ByField",
    "Catalog",
    "Category",
    "Chosen",
    "Contact",
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
    "Paper",
    "Question",
    "Seeker",
    "Step",
    "StepsFile",
    "Theme",
    "ThemeFile",
    "Tip",
]
