"""Files that look like content and would be passed over in silence."""

from collections.abc import Iterator
from pathlib import Path

from generator.errors import Place, Problem
from generator.load.folders import first
from generator.project import SUFFIXES, Project
from generator.spelling import meant

FILES = (
    *("guide", "steps", "questions", "presets", "overlay", "rules", "organization", "seeker"),
    *("planning", "small"),
    *("cohort", "profiles", "sensitive"),
)
FOLDERS = ("interviews", "steps", "questions", "presets", "rules", "profiles")
GROUPS = ("kinds", "themes", "editions")
TEMPLATES = (*GROUPS, "shared")
DESCRIBED = {"kind.yaml": "kinds", "kind.yml": "kinds", "theme.yaml": "themes"}
"""What the folders of a group of templates have in them."""
IN_TEMPLATES = "This belongs in templates/{}/."
SLIP = 0.8
"""How like a name is to one of those, from 0 to 1: there may be others, to include from."""
NOT_CONTENT = ("readme", "license", "changelog")
DOCUMENTS = {".txt", ".text", ".doc", ".docx", ".odt", ".rtf", ".pages", ".markdown", ".json"}
"""What editors and word processors make of a file, unasked."""


def stray_files(project: Project) -> Iterator[Problem]:
    """Each file or folder whose name is a slip, with the name that it should have."""
    for path in _seen(project.content):
        if path.is_dir():
            group = path.name if path.name in GROUPS else _described(path)
            hint = IN_TEMPLATES.format(group) if group else meant(path.name, FOLDERS)
            if path.name not in FOLDERS and hint:
                message = f"There is no content folder of the name “{path.name}”."
                yield Problem(path, Place(), message, hint)
        elif path.suffix not in SUFFIXES:
            if path.name.partition(".")[0].lower() in FILES:
                yield _wrong_ending(path)
        elif path.stem not in FILES and path.stem.lower() not in NOT_CONTENT:
            yield _unknown(path)
    for folder in FOLDERS:
        yield from _in_collection(project.content / folder)
    if project.has_own_templates:
        yield from _in_templates(project.root / "templates")
        yield from _other_ending(project.template_folders)


def _in_templates(folder: Path) -> Iterator[Problem]:
    for path in _seen(folder):
        from difflib import get_close_matches  # noqa: PLC0415 - few have templates of their own

        near = get_close_matches(path.name, TEMPLATES, 1, SLIP)
        group = _described(path)
        if path.is_dir() and path.name not in TEMPLATES and (group or near):
            hint = IN_TEMPLATES.format(group) if group else f"Did you mean “{near[0]}”?"
            message = f"There is no folder of templates of the name “{path.name}”."
            yield Problem(path, Place(), message, hint)


def _other_ending(folders: list[Path]) -> Iterator[Problem]:
    """Each ``.yml`` file that would be read if its name ended in ``.yaml``."""
    own = folders[0]
    for path in sorted(own.rglob("[!._]*.yml")):
        right = path.relative_to(own).with_suffix(".yaml")
        if right.parts[0] == "editions" or first(folders, right.as_posix()).is_file():
            message = "This file is not read: its name does not end in .yaml."
            yield Problem(path, Place(), message, f"Call it {right.name}, or delete it.")


def _described(folder: Path) -> str:
    """The group of templates that a folder is of, by the file that says what it is."""
    return next((group for file, group in DESCRIBED.items() if (folder / file).is_file()), "")


def _in_collection(folder: Path) -> Iterator[Problem]:
    for path in _seen(folder) if folder.is_dir() else ():
        endings = {suffix.lower() for suffix in path.suffixes}
        if path.is_dir():
            if any(inner.suffix in SUFFIXES for inner in path.iterdir()):
                message = f"What is in folders below “{folder.name}” is not read."
                hint = "Move its files up, or put “_” before its name to set it aside."
                yield Problem(path, Place(), message, hint)
        elif path.suffix not in SUFFIXES and endings & {*DOCUMENTS, *SUFFIXES}:
            yield _wrong_ending(path)


def _seen(folder: Path) -> list[Path]:
    """What is in a folder, without what begins with ``_`` or ``.``."""
    return sorted(path for path in folder.iterdir() if path.name[0] not in "_.")


def _wrong_ending(path: Path) -> Problem:
    message = "This file is not read: its name does not end in .yaml or .md."
    hint = f"Save it as plain text under the name {path.name.partition('.')[0]}.yaml."
    return Problem(path, Place(), message, hint)


def _unknown(path: Path) -> Problem:
    message = f"There is no content file of the name “{path.name}”."
    hint = meant(path.name, [f"{name}{path.suffix}" for name in FILES])
    other = "If this is an interview, move it into content/interviews."
    return Problem(path, Place(), message, hint or other)
