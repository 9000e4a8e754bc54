"""A new project: a few small files that build at once."""

import json
from pathlib import Path
from string import Template

from generator.documents import Artifact
from generator.errors import InputError, Place, Problem
from generator.model.base import slug
from generator.project import built_in_pack
from generator.write import write

QUESTIONS = (
    ("name", "Your full name (nothing, if you only publish handouts)", ""),
    ("email", "Your email address", "name"),
    ("introduction", "Complete the sentence: I am … (a third-year biology student at …)", "name"),
    ("contact", "Whom would you like to ask? (full name, or nothing for now)", "name"),
    ("contact_email", "Their email address, if you know it", "contact"),
    ("topic", "Complete: I would like to learn about …", "contact"),
    ("reason", "One sentence: why do you ask this person?", "contact"),
    ("organization", "The institution that publishes (nothing for none)", ""),
)
"""Key, question, and the answer without which it is not asked."""
NEEDS = {
    "seeker": ("name", "email", "introduction"),
    "interview": ("contact", "topic", "reason"),
    "organization": ("organization",),
}
FILES = {
    "seeker": "content/{aside}seeker.yaml",
    "interview": "content/interviews/{aside}{name}.yaml",
    "organization": "content/{aside}organization.yaml",
}


class Incomplete(Exception):
    """Some answers are there and others, that belong with them, are not."""


def scaffold(folder: Path, answers: dict[str, str]) -> list[Path]:
    """Write a project into a new or empty folder.

    A part without answers is written with its name behind a ``_``, which puts it aside.

    Raises:
        Incomplete: an interview without its seeker, or half of either.
        InputError: there is something in the folder already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "There is something here already."
        raise InputError([Problem(folder, Place(), message, "Choose a name that is not taken.")])
    _complete(answers)
    files = {".gitignore": "output/\n"}
    for part, needs in NEEDS.items():
        given = needs[0] in answers
        name = slug(answers["contact"]) if part == "interview" and given else "first"
        path = FILES[part].format(aside="" if given else "_", name=name)
        files[path] = _filled(part, answers if given else {})
    return [write(folder, path, Artifact("", text.encode())).path for path, text in files.items()]


def _complete(answers: dict[str, str]) -> None:
    for part, needs in NEEDS.items():
        missing = [f"--{key.replace('_', '-')}" for key in needs if key not in answers]
        if missing and len(missing) < len(needs):
            message = f"The {part} also needs {' and '.join(missing)}."
            raise Incomplete(message)
    if "contact" in answers and "name" not in answers:
        message = "An interview needs somebody who asks: --name, --email and --introduction."
        raise Incomplete(message)


def _filled(part: str, answers: dict[str, str]) -> str:
    """The text of a file: comments as they are, answers as quoted YAML, the rest as an example."""
    folder = built_in_pack() / "templates" / "new"
    example = json.loads((folder / "example.json").read_text(encoding="utf-8"))
    values = {**dict.fromkeys(example, ""), **answers} if answers else example
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    quoted["contact_email_line"] = (
        f"email: {quoted['contact_email']}"
        if values["contact_email"]
        else "# email: ana@example.org"
    )
    return Template((folder / f"{part}.yaml").read_text(encoding="utf-8")).substitute(quoted)
