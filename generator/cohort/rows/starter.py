"""A table to begin with: the columns that the chosen kinds need, and one invented row."""

from collections.abc import Iterable, Iterator

from generator.cohort.rows.columns import underlying
from generator.cohort.rows.match import CONTACT, needs, required, value
from generator.errors import Loc
from generator.load.cohort import SLOT, Settings, loc_of
from generator.model import Kind
from generator.model.cohort import Profile

PARTS = {
    "meeting.start": ("meeting.date", "meeting.time"),
    "dated": ("meeting.date",),
}
"""What is made of fields, and of which."""
PERMISSION = loc_of("contact.referral.permission")


def starter(kinds: Iterable[Kind], settings: Settings, profile: str = "") -> list[list[str]]:
    """The headings and an example of each; what holds for all rows anyway has no column."""
    chosen = settings.profiles[profile or settings.cohort.profile or "plain"]
    wanted = {*_wanted(kinds, settings, chosen)}
    names = dict.fromkeys(
        name
        for path, texts in chosen.fields.items()
        if loc_of(path) in wanted
        for name in SLOT.findall(texts[0])
    )
    ordered = [name for name in chosen.columns if name in names]
    headings = [chosen.columns[name][0] for name in ordered]
    example = [chosen.example.get(name, "") for name in ordered]
    if settings.cohort.folder:
        headings, example = [*headings, settings.cohort.folder], [*example, "ada-quill"]
    return [headings, example]


def _wanted(kinds: Iterable[Kind], settings: Settings, profile: Profile) -> Iterator[Loc]:
    """The fields that a row has to fill."""
    under = underlying(profile, settings.defaults)
    relationship = str(value(under, (*CONTACT, "relationship")))
    must = [*required(("seeker",)), *required(("interview",)), *needs(relationship)]
    if relationship == "referral":
        must.append(PERMISSION)
    for kind in kinds:
        if not any(path.startswith("outcome") for path in kind.requires):
            paths = (part for path in kind.requires for part in PARTS.get(path, (path,)))
            must += map(loc_of, paths)
    yield from (loc for loc in must if value(under, loc) is None)
