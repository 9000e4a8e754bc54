"""What the shorter commands ask of a project: nothing is made, nothing is written."""

from typing import NamedTuple

from generator.builds import Asking
from generator.channels import names as channel_names
from generator.documents import Deadline, Plan
from generator.errors import must_be_known
from generator.load import load, load_bank, load_catalog
from generator.load.names import safe_name
from generator.model import Category, Interview, Kind, Library, Preset
from generator.plan import Planner
from generator.project import Project
from generator.select import Selector, matching

URGENCY = ("late", "due", "ahead", "done")


def kinds(project: Project) -> list[Kind]:
    """Every kind there is, in the order of a packet."""
    catalog = load_catalog(project, channel_names())
    return sorted(catalog.kinds.values(), key=lambda kind: kind.number)


def questions(project: Project, asked: Asking) -> tuple[list[Category], dict[str, Preset]]:
    """The bank, or the part of it that is asked for, and the presets."""
    bank, presets = load_bank(project)
    asked.must_be_among(category=[category.id for category in bank], preset=list(presets))
    named = presets[asked.preset] if asked.preset else None
    return matching(bank, asked, named), presets


def plan(project: Project, name: str, preset: str, minutes: int | None) -> tuple[Interview, Plan]:
    """The plan of an interview, as it is or as it would be with another preset or length."""
    library, interview = find(project, name)
    if preset:
        must_be_known("preset", [preset], library.presets)
        interview = interview.model_copy(update={"preset": preset, "questions": ()})
    if minutes:
        meeting = interview.meeting.model_copy(update={"minutes": minutes})
        interview = interview.model_copy(update={"meeting": meeting})
    return interview, Planner(library).plan(interview)


def find(project: Project, name: str) -> tuple[Library, Interview]:
    """An interview by the name of its file, and all that is around it.

    Raises:
        UnknownName: there is no interview of this name.
    """
    name = safe_name(name)
    library, _ = load(project, channel_names())
    known = {interview.id: interview for interview in library.interviews}
    must_be_known("interview", [name], known)
    return library, known[name]


class Due(NamedTuple):
    """What is to be done about all interviews."""

    deadlines: list[Deadline]
    """Everything that is wanted by a day, and how it stands today; what is most urgent first."""
    unasked: list[str]
    """The interviews that nobody was asked for yet."""


def due(project: Project) -> Due:
    """What is wanted by a day, over all interviews, and what has not begun."""
    library, catalog = load(project, channel_names())
    selector = Selector(library, catalog, today=project.today)
    found = [each for row in selector.rows() for each in row.deadlines]
    found.sort(key=lambda each: (URGENCY.index(each.state), each.day))
    begun = ("asked", "outcome", "closed")
    new = (
        each.id
        for each in library.interviews
        if each.meeting.date is None and not any(getattr(each, name) for name in begun)
    )
    return Due(found, [*new])
