"""Names in content become names of folders: safe on every file system."""

import re
import unicodedata

from generator.model.base import TURNING

DEVICE = r"(?:con|prn|aux|nul|com\d|lpt\d)\Z"
PLAIN = re.compile(rf"(?!{DEVICE})[a-z0-9][a-z0-9_-]{{0,99}}", re.IGNORECASE | re.ASCII)
"""Names that are allowed everywhere as they are; Windows keeps some for devices."""


def safe_name(name: str) -> str:
    """A folder name that is allowed everywhere: no separators, device names or leading dots."""
    if PLAIN.fullmatch(name):
        return name
    from pathvalidate import sanitize_filename  # noqa: PLC0415 - most names do not need it

    known = name.encode(errors="replace").decode()  # Linux has names of bytes that are no text
    seen = " ".join(TURNING.sub("", unicodedata.normalize("NFC", known)).split())
    text = seen.strip(" .")
    safe = sanitize_filename(text, platform="universal", replacement_text="-", max_len=100)
    return safe.strip(" .-") or "interview"
