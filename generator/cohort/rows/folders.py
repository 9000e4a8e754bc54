"""The name of a packet's folder: the seeker's own, never an id or an address unless asked for."""

import unicodedata
import zlib
from collections.abc import Collection, Mapping

from generator.documents import RESERVED
from generator.errors import InputError, Source
from generator.load.names import safe_name
from generator.model.slugs import slug
from generator.reading.tree import Data

REPORT = "cohort"
"""The folder of what is about all rows; no packet can be called so."""
LONGEST = 60
"""Characters; with four bytes each, every file system has room for them."""


def folder_of(data: Mapping[str, Data], source: Source, taken: Collection[str] = ()) -> str:
    """The folder of a row: what its table says, or else the name of the person.

    ``taken`` are folders of the project's own interviews, in small letters.

    Raises:
        InputError: that folder has another use.
    """
    asked, seeker = data.get("folder"), data.get("seeker")
    name = seeker.get("name") if isinstance(seeker, dict) else None
    folder = safe_name(str(asked) if asked else _spelled(str(name or "")))
    if folder.casefold() in {*RESERVED, REPORT} or folder.casefold() in taken:
        loc = ("folder",) if asked else ("seeker", "name")
        own = folder.casefold() in taken
        used = "an interview of the project has it" if own else "that folder has another use"
        message = f"A packet cannot be called “{folder}”: {used}."
        hint = "Choose another name in a column “Folder”."
        raise InputError([source.problem(message, loc, hint)])
    return folder


def _spelled(name: str) -> str:
    """A name in small letters, in those of its own script where that is not Latin."""
    if name.isascii():
        return slug(name, LONGEST)
    letters = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in name.casefold())
    spelled = "-".join(unicodedata.normalize("NFC", letters).split())
    if all(unicodedata.name(c, "").startswith("LATIN") for c in spelled if c.isalpha()):
        return slug(name, LONGEST)
    if len(spelled) <= LONGEST:
        return spelled
    return f"{spelled[: LONGEST - 9]}-{zlib.crc32(name.encode()):08x}"
