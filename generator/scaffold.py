"""A new project: a few small files that build at once."""

import json
from pathlib import Path
from string import Template

from pydantic import TypeAdapter, ValidationError

from generator.documents import Artifact
from generator.errors import InputError, Place, Problem, WrongUsage
from generator.model.base import Email, Fragment, Line, PersonName, Sentence, Topic
from generator.model.slugs import slug
from generator.project import BUILT_IN_PACK
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
TYPES = {
    "email": Email,
    "introduction": Fragment,
    "contact": PersonName,
    "contact_email": Email,
    "topic": Topic,
    "reason": Sentence,
}
"""What an answer will be read as; any other is a line."""
NEEDED = "This is needed: the drafts say it."
FILES = {
    "seeker": "content/{aside}seeker.yaml",
    "interview": "content/interviews/{aside}{name}.yaml",
    "organization": "content/{aside}organization.yaml",
}


ASIDE = "# Fill this in, and take the “_” out of the file's name: until then it is put aside.\n"


class Incomplete(WrongUsage):
    """An answer cannot be used, or others that belong with it are missing."""


def scaffold(folder: Path, answers: dict[str, str]) -> list[Path]:
    """Write a project into a new or empty folder.

    A part without answers is written with its name behind a ``_``, which puts it aside.

    Raises:
        Incomplete: an interview without its seeker, half of either, or an unusable answer.
        InputError: there is something in the folder already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "There is something here already."
        raise InputError([Problem(folder, Place(), message, "Choose a name that is not taken.")])
    for key, value in answers.items():
        if message := wrong(key, value):
            raise Incomplete(message)
    if missing := lacking(answers):
        options = [f"--{key.replace('_', '-')}" for key in missing]
        message = f"What you gave also needs {' and '.join(options)}."
        raise Incomplete(message)
    files = {".gitignore": "output/\nsite/\n"}
    for part, needs in NEEDS.items():
        given = needs[0] in answers
        name = slug(answers["contact"]) if part == "interview" and given else "first"
        path = FILES[part].format(aside="" if given else "_", name=name)
        aside = "" if given else ASIDE
        files[path] = aside + _filled(part, answers if given else {})
    written = write(folder, {path: Artifact("", text.encode()) for path, text in files.items()})
    return [receipt.path for receipt in written]


def lacking(answers: dict[str, str]) -> list[str]:
    """The keys that belong with what was answered, and were not."""
    parts = [needs for needs in NEEDS.values() if any(key in answers for key in needs)]
    if "contact" in answers:
        parts.append(NEEDS["seeker"])
    needed = dict.fromkeys(key for part in parts for key in part)
    return [key for key in needed if key not in answers]


def wrong(key: str, value: str) -> str:
    """What is wrong with an answer, and what to write instead; or ""."""
    try:
        TypeAdapter(TYPES.get(key, Line)).validate_python(value)
    except ValidationError as error:
        refused = error.errors()[0].get("ctx", {}).get("error", "That cannot be used.")
        return f"{refused} {getattr(refused, 'hint', '')}".strip()
    return ""


def _filled(part: str, answers: dict[str, str]) -> str:
    """The text of a file: comments as they are, answers as quoted YAML, the rest as an example."""
    folder = BUILT_IN_PACK / "templates" / "new"
    example = json.loads((folder / "example.json").read_text(encoding="utf-8"))
    values = {**dict.fromkeys(example, ""), **answers} if answers else example
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    quoted["contact_email_line"] = (
        f"email: {quoted['contact_email']}"
        if values["contact_email"]
        else "# email: ana@example.org"
    )
    return Template((folder / f"{part}.yaml").read_text(encoding="utf-8")).substitute(quoted)
