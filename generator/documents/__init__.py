"""Data in flight: one frozen value per stage.

Selection ─compose─▶ Composition ─typeset─▶ Artifact ─write─▶ Receipt
"""

from generator.documents.bounds import COUNTED, Bounds
from generator.documents.document import (
    PARTS,
    TEXTS,
    WORDINGS,
    Artifact,
    Composition,
    Receipt,
    Selection,
    files_of,
)
from generator.documents.drafts import Draft, Person
from generator.documents.packets import (
    ALL_INTERVIEWS,
    EVERYONE,
    RESERVED,
    Checked,
    Entry,
    File,
    Target,
    Waiting,
)
from generator.documents.pages import Frame, Link
from generator.documents.plans import Asked, Deadline, Plan, Row, State

__all__ = [
    "ALL_INTERVIEWS",
    "COUNTED",
    "EVERYONE",
    "PARTS",
    "RESERVED",
    "TEXTS",
    "WORDINGS",
    "Artifact",
    "Asked",
    "Bounds",
    "Checked",
    "Composition",
    "Deadline",
    "Draft",
    "Entry",
    "File",
    "Frame",
    "Link",
    "Person",
    "Plan",
    "Receipt",
    "Row",
    "Selection",
    "State",
    "Target",
    "Waiting",
    "files_of",
]
