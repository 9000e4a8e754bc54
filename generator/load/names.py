"""Names in content become names of folders: safe on every file system."""

import unicodedata

from pathvalidate import sanitize_filename


def safe_name(name: str) -> str:
    """A folder name that is allowed everywhere: no separators, device names or leading dots."""
    text = unicodedata.normalize("NFC", name).strip(" .")
    safe = sanitize_filename(text, platform="universal", replacement_text="-", max_len=100)
    return safe.strip(" .-") or "interview"
