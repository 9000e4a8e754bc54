"""Picture files of the content folder, as data: pages carry them, and nothing has to be fetched."""

import base64
import re
from collections.abc import Iterable
from pathlib import Path

from generator.errors import InputError, Loc, Source
from generator.load.drawings import Drawing
from generator.load.gather import Gather
from generator.model import Category, Guide, Step
from generator.model.prose import PICTURE
from generator.project import Project
from generator.spelling import nearest

TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
BEGINNINGS = {
    "image/gif": re.compile(rb"GIF8"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
"""How the bytes of each sort of picture begin; an SVG is looked at as a whole."""
PLAIN = "Export it as a plain SVG, with all that it shows in that one file, or take a PNG."


def read_picture(folder: Path, name: str, source: Source, loc: Loc = ()) -> str:
    """A picture of a folder as a data URI; ``source`` and ``loc`` say where it is named.

    Raises:
        InputError: it is not there, not in the folder, or no picture.
    """
    folder = folder.resolve()
    path = (folder / name).resolve()
    message = hint = ""
    if not path.is_relative_to(folder):
        message = f"The picture “{name}” is not in the content folder."
        hint = "Copy it there, and write its name alone."
    elif not path.is_file():
        message = f"There is no picture “{name}” in the content folder."
        pictures = [each.name for each in folder.iterdir() if is_picture(each)]
        hint = nearest(path.name, pictures, "the pictures there are")
        hint = hint or "Copy it there, and write its name."
    elif not is_picture(path):
        message, hint = f"“{path.name}” is not a picture.", "Use an SVG, PNG or JPEG file."
    else:
        message, hint = _fault(path)
    if message:
        raise InputError([source.problem(message, loc, hint)])
    return _data_uri(path)


def read_pictures(
    project: Project,
    guide: Guide,
    steps: Iterable[Step],
    bank: Iterable[Category],
    gather: Gather,
) -> dict[str, str]:
    """The pictures that texts name, by the names that they have there."""
    texts = [guide.introduction, *(step.body for step in steps)]
    texts += [category.description or "" for category in bank]
    found = {}
    for name in sorted({each["file"] for text in texts for each in PICTURE.finditer(text)}):
        here = Source(project.content / name)
        if uri := gather.trying(read_picture, project.content, name, here):
            found[name] = uri
    return found


def _fault(path: Path) -> tuple[str, str]:
    """What is wrong with a picture, and what to do about it; nothing if it is one."""
    data, sort = path.read_bytes(), TYPES[path.suffix.lower()]
    message = f"“{path.name}” is not the picture that its name says."
    hint = "Open it in a picture program and save it again."
    if sort in BEGINNINGS:
        return ("", "") if BEGINNINGS[sort].match(data) else (message, hint)
    try:
        fault = Drawing(data).fault
    except ValueError:
        return message, hint
    return (f"“{path.name}” {fault}.", PLAIN) if fault else ("", "")


def is_picture(path: Path) -> bool:
    """Whether its name is that of a picture."""
    return path.suffix.lower() in TYPES


def _data_uri(path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode()
    return f"data:{TYPES[path.suffix.lower()]};base64,{data}"
