"""The files of ``content/``. The bank, the steps and the guide fall back; people never do."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from generator.documents import RESERVED
from generator.errors import Place, Problem, Source
from generator.load.bank import Places, read_bank, read_presets, read_steps
from generator.load.fonts import find_face
from generator.load.gather import Gather
from generator.load.measures import in_words
from generator.load.names import safe_name
from generator.load.overlay import hidden_in, overlaid, places_in
from generator.load.pictures import read_picture, read_pictures
from generator.load.rules import read_rules
from generator.load.small import read_small
from generator.load.stray import stray_files
from generator.model import (
    Category,
    Face,
    Guide,
    Interview,
    Library,
    Organization,
    Overlay,
    Planning,
    Policy,
    Seeker,
)
from generator.project import Project
from generator.reading import Outline, read

GUIDE = Outline(prose="introduction", named=True)
ORGANIZATION = Outline(prose="notice")
SEEKER = Outline(prose="introduction")
INTERVIEW = Outline(prose="goal", bullets="questions")
M = TypeVar("M", Guide, Organization, Overlay, Planning, Seeker)


def read_library(project: Project, gather: Gather) -> Library | None:
    """Everything that the project's content says, before cross-references are followed."""
    if not project.content.is_dir():
        message = "There is no content folder here."
        hint = "Go to your project's folder, or make one: askwell new my-interviews"
        gather.problems.append(Problem(project.content, Place(), message, hint))
        return None
    gather.problems += stray_files(project)
    sources: dict[str, Source] = {}
    organization = _one(project, "organization", Organization, ORGANIZATION, gather)
    policy = organization[0].policy if organization else Policy()
    guide = _one(project, "guide", Guide, GUIDE, gather, fall_back=True)
    planning = _one(project, "planning", Planning, Outline(), gather, fall_back=True)
    steps = read_steps(project, policy, gather)
    bank, places, hidden = read_whole_bank(project, gather)
    seeker = _one(project, "seeker", Seeker, SEEKER, gather)
    interviews = _interviews(project, gather, sources)
    if guide is None or planning is None:
        return None
    return Library(
        guide=gather.trying(in_words, guide[0], policy, guide[1]) or guide[0],
        steps=steps,
        bank=bank,
        planning=planning[0],
        presets=read_presets(project, bank, hidden, gather),
        organization=organization[0] if organization else None,
        organization_source=organization[1] if organization else None,
        logo=gather.trying(_logo, *organization) if organization else None,
        faces=tuple(_faces(*organization, gather)) if organization else (),
        pictures=read_pictures(project, guide[0], steps, bank, gather),
        seeker=seeker[0] if seeker else None,
        seeker_source=seeker[1] if seeker else None,
        interviews=interviews,
        sources=sources,
        places=places,
        hidden=hidden,
        rules=read_rules(project, gather),
        small=read_small(project, gather),
    )


def read_whole_bank(
    project: Project, gather: Gather
) -> tuple[tuple[Category, ...], Places, Places]:
    """The bank with what the project's overlay changes in it.

    And where the project's own questions stand, and where others are hidden.
    """
    bank, places = read_bank(project, gather)
    overlay = _one(project, "overlay", Overlay, Outline(), gather)
    if overlay is None and project.one("overlay", fall_back=False):
        gather.unread.add("questions")
    if overlay:
        whole = overlaid(bank, *overlay, gather)
        return whole, places | places_in(*overlay), hidden_in(*overlay, bank)
    return bank, places, {}


def _one(
    project: Project,
    name: str,
    model: type[M],
    outline: Outline,
    gather: Gather,
    *,
    fall_back: bool = False,
) -> tuple[M, Source] | None:
    path = gather.only(project.one(name, fall_back=fall_back))
    return gather.trying(read, model, path, outline) if path else None


def _interviews(
    project: Project, gather: Gather, sources: dict[str, Source]
) -> tuple[Interview, ...]:
    paths = project.many("interviews", fall_back=False)
    if paths and not project.one("seeker", fall_back=False):
        gather.problems.append(_nobody_asks(project.content))
    _same_name(paths, gather)
    found = []
    for path in paths:
        name = safe_name(path.stem)
        known = gather.trying(read, Interview, path, INTERVIEW, id=name)
        if known is None:
            gather.unread.add("interviews")
        if known and known[0].id != name:
            message, hint = "The id of an interview is the name of its file.", "Delete this line."
            gather.problems.append(known[1].problem(message, ("id",), hint, at_key=True))
        elif known:
            found.append(known[0])
            sources[name] = known[1]
    return tuple(found)


def _nobody_asks(content: Path) -> Problem:
    message = "This file is missing: there is an interview, and nobody who asks."
    hint = "Make it, with a line for each: name: …, email: …, introduction: …"
    if (content / "_seeker.yaml").is_file():
        hint = "Fill in _seeker.yaml, then take the “_” out of its name."
    return Problem(content / "seeker.yaml", Place(), message, hint)


def _same_name(paths: list[Path], gather: Gather) -> None:
    """Two files that would write into one folder, on whatever file system."""
    by_folder: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        by_folder[safe_name(path.stem).casefold()].append(path)
    for folder, clashing in by_folder.items():
        if len(clashing) > 1:
            names = " and ".join(path.name for path in clashing)
            message = f"{names} would be written into the same folder."
            hint = "Give one of them another name."
            gather.problems.append(Problem(clashing[0], Place(), message, hint))
        if folder in RESERVED:
            message = f"An interview cannot be called “{folder}”: that folder has another use."
            hint = "Give the file another name."
            gather.problems.append(Problem(clashing[0], Place(), message, hint))


def _faces(organization: Organization, source: Source, gather: Gather) -> Iterator[Face]:
    """The organization's own fonts, in packages or beside its file."""
    for i, font in enumerate(organization.fonts):
        where = [source.path.parent], "the content folder", source, ("fonts", i)
        if face := gather.trying(find_face, font, *where):
            yield face


def _logo(organization: Organization, source: Source) -> str | None:
    """The logo, which every page carries."""
    logo = organization.logo
    if logo is None:
        return None
    return read_picture(source.path.parent, logo.path, source, ("logo", "path"))
