"""What belongs to a cohort: its file, the profiles, and the headings that are never read."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from pydantic import ValidationError

from generator.errors import InputError, Loc, Problem, Source
from generator.load.collection import Once, files
from generator.load.gather import Gather
from generator.load.references import References
from generator.model import Catalog, Interview, Library
from generator.model.cohort import Cohort, Entry, Profile, ProfilesFile, Sensitive
from generator.project import Project
from generator.reading import Outline, explain, read, tree_of
from generator.reading.shape import Shape
from generator.reading.tree import Data, Tree, text_of
from generator.spelling import nearest

SLOT = re.compile(r"\{(\w+)\}")
"""A column in the text of a field."""
OWN_WORDS = ("folder", "opt_out")
"""Fields that are no part of a person or an interview."""
LISTS = ("fields", "within")
"""Where a profile names columns in values, and not in keys."""
STAND_IN: dict[str, Data] = {
    "seeker": {"name": "A", "email": "a@example.org", "introduction": "a student"},
    "interview": {
        "id": "a",
        "topic": "work",
        "meeting": {"mode": "video", "date": "2027-03-11"},
        "contact": {
            "name": "B",
            "relationship": "cold",
            "reason": "Why.",
            "alumni": {"school": "S"},
            "referral": {"name": "C", "relation": "a friend"},
            "family_friend": {"name": "C", "relation": "a friend"},
            "former_colleague": {"organization": "O", "when": "in 2024"},
            "found_via": "a group",
            "course": {"name": "C"},
            "event": {"name": "E"},
            "platform": {"name": "P"},
        },
    },
}
"""What a row would say, so that what is said for all rows can be checked before any is read."""


class Settings(NamedTuple):
    """How the tables of a project are read."""

    cohort: Cohort
    profiles: Mapping[str, Profile]
    sensitive: Sensitive
    defaults: Mapping[str, Data]
    """What holds for every ``seeker`` and every ``interview``, as it was written."""


def load_cohort(project: Project, library: Library, catalog: Catalog) -> Settings:
    """The settings of a project's cohort, with the pack behind it.

    Raises:
        InputError: all that is wrong in the files, sorted.
    """
    gather = Gather()
    sensitive = _sensitive(project, gather)
    profiles = _profiles(project, sensitive, library.small, gather)
    path = gather.only(project.one("cohort", fall_back=False))
    cohort, defaults = Cohort(), cast("Data", {})
    if path and (found := gather.trying(_cohort, path, References(library, catalog))):
        cohort, defaults, source = found
        if cohort.profile and cohort.profile not in profiles:
            hint = nearest(cohort.profile, profiles, "the profiles are")
            message = f"There is no profile “{cohort.profile}”."
            gather.missing([source.problem(message, ("profile",), hint)], "profiles")
    if gather.problems:
        raise InputError(gather.problems)
    return Settings(cohort, profiles, sensitive, cast("dict[str, Data]", defaults))


def _sensitive(project: Project, gather: Gather) -> Sensitive:
    """What the pack never reads, and what the project adds to it."""
    found = Sensitive()
    paths = [project.one("sensitive", fall_back=False), [project.pack / "content/sensitive.yaml"]]
    for path in dict.fromkeys(path for each in paths for path in each):
        if one := gather.trying(read, Sensitive, path):
            found = found.and_also(one[0])
    return found


def _profiles(
    project: Project, sensitive: Sensitive, small: frozenset[str], gather: Gather
) -> dict[str, Profile]:
    """Every profile by its id, with that which it extends and the words of all behind it."""
    found: dict[str, tuple[Profile, Source, int]] = {}
    once = Once("profile", project, gather)
    for file, source in files(project, "profiles", ProfilesFile, Outline(items="profiles"), gather):
        for i, profile in enumerate(file.profiles):
            once.see(profile.id, source, ("profiles", i))
            found[profile.id] = profile, source, i
    whole = {}
    for name, (profile, source, i) in found.items():
        base = found.get(profile.extends or "")
        if profile.extends and (not base or base[0].extends):
            hint = nearest(profile.extends, found, "the profiles are")
            message = f"The profile “{name}” cannot extend “{profile.extends}”."
            problem = source.problem(message, ("profiles", i, "extends"), hint)
            gather.missing([problem], "profiles")
            continue
        full = profile.over(base[0]) if base else profile
        whole[name] = full.model_copy(update={"small": full.small | small})
        gather.problems += _wrong(whole[name], profile, sensitive, source, i)
    if len(whole) < len(found):
        gather.unread.add("profiles")
    return whole


def _wrong(
    whole: Profile, profile: Profile, sensitive: Sensitive, source: Source, number: int
) -> Iterator[Problem]:
    """Columns and fields that a profile names and that are not there, or may not be read."""
    at: Loc = ("profiles", number)
    for name, headings in profile.columns.items():
        for i, heading in enumerate(headings):
            if sensitive.hides(heading):
                message = f"Columns with the heading “{heading}” are never read."
                hint = "Take it out. The words that forbid it are listed in sensitive.yaml."
                yield source.problem(message, (*at, "columns", name, i), hint)
    used = {name for texts in whole.fields.values() for name in SLOT.findall(" ".join(texts))}
    for name in profile.columns:
        if name not in used:
            hint = nearest(name, used, "the columns are") or "Name it in a text below “fields:”."
            loc = (*at, "columns", name)
            yield source.problem(f"No field uses the column “{name}”.", loc, hint, at_key=True)
    for path in profile.fields:
        if path not in OWN_WORDS and Shape(Entry).field(loc_of(path)) is None:
            loc = (*at, "fields", path)
            hint = "Fields are named as in an interview’s file: topic, contact.name, seeker.name."
            yield source.problem(f"There is no field “{path}”.", loc, hint, at_key=True)
    for loc, name in _named(profile):
        if name not in whole.columns:
            hint = nearest(name, whole.columns, "the columns are")
            message = f"There is no column “{name}” in this profile."
            yield source.problem(message, (*at, *loc), hint, at_key=loc[0] not in LISTS)


def _named(profile: Profile) -> Iterator[tuple[Loc, str]]:
    """Where a profile names its columns."""
    for path, texts in profile.fields.items():
        for i, text in enumerate(texts):
            yield from ((("fields", path, i), name) for name in SLOT.findall(text))
    for name in profile.words:
        yield ("words", name), name
    for name in profile.empty:
        yield ("empty", name), name
    for name in profile.example:
        yield ("example", name), name
    for i, name in enumerate(profile.within):
        yield ("within", i), name


def loc_of(path: str) -> Loc:
    """Where the field of a path stands in an entry: an interview's keys come bare."""
    names = path.split(".")
    return tuple(names) if names[0] in {"seeker", *OWN_WORDS} else ("interview", *names)


def merged(over: Data, under: Data) -> Data:
    """Keys of the one, and of the other where it has none; so at every level."""
    if isinstance(over, dict) and isinstance(under, dict):
        both = {key: merged(over[key], under[key]) for key in over.keys() & under.keys()}
        return {**under, **over, **both}
    return over


def _cohort(path: Path, references: References) -> tuple[Cohort, Data, Source]:
    """A cohort's file, and what it says of all rows.

    Raises:
        InputError: every problem that it has.
    """
    cohort, source = read(Cohort, path)
    tree = tree_of(text_of(path), path, Outline())
    keys = {"seeker", "interview"}
    said: dict[str, Data] = {key: each for key, each in tree.keyed.items() if key in keys}
    trial = Tree(path, merged(said, STAND_IN), tree.values, tree.keys, tree.headings)
    shape = Shape(Entry)
    try:
        entry = Entry.model_validate(trial.data)
    except ValidationError as error:
        raise InputError(explain.problems(error, shape, trial)) from None
    gather = Gather()
    references.resolved(cast("Interview", entry.interview), source.below("interview"), gather)
    if gather.problems:
        raise InputError(gather.problems)
    return cohort, cast("Data", said), source
