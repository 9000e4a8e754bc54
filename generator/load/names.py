"""Names in content become names of folders: safe on every file system."""

import re
import unicodedata

PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{6,99}", re.IGNORECASE | re.ASCII)
"""Names that are allowed everywhere as they are; the names of devices are shorter."""


def safe_name(name: str) -> str:
    """A folder name that is allowed everywhere: no separators, device names or leading dots."""
    if PLAIN.fullmatch(name):
        return name
    from pathvalidate import sanitize_filename  # noqa: PLC0415 - most names do not need it

    text = unicodedata.normalize("NFC", name).strip(" .")
    safe = sanitize_filename(text, platform="universal", replacement_text="-", max_len=100)
    return safe.strip(" .-") or "interview"
