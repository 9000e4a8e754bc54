"""Placeholders, such as [Name] or TODO: what people leave in drafts, and nobody may send."""

import re

TO_DO = r"(?<![\w.@-])(?-i:TODO|todo|ToDo|Todo(?=:)|\ATodo(?=\W*\Z))(?!\w|\.\w|[\w.+-]{0,64}@)"
"""With one capital beside other words it is a surname; in an address, somebody's, too."""
PLACEHOLDER = (
    r"(?i)\[(?:your |the |their |contact'?s? )?"
    r"(?:first |last |full |company |job |school )*(?:name|title|company|organi[sz]ation|date|time|"
    r"field|topic|school|position|industry|major|city|email|phone|employer|insert [^][]*)\](?!\()"
    rf"|\{{\{{[^{{\n]*?\}}\}}|\{{%[^{{\n]*?%\}}|<<[^<\n]*?>>|{TO_DO}"
    r"|\bTBD\b|\bXXX+\b|\bLorem ipsum\b"
)
"""What people leave in drafts, and what must never reach one.

No pattern runs on into the beginning of another placeholder, so one pass over a text is enough.
"""
SUSPECT = "[", "{{", "{%", "<<", "todo", "tbd", "xxx", "lorem ipsum"
"""What every placeholder has in it, in lower case: most texts need no closer look."""


def placeholders(text: str) -> list[str]:
    """The placeholders in a text, as they stand there."""
    return re.findall(PLACEHOLDER, text) if is_suspect(text) else []


def is_suspect(text: str) -> bool:
    """Whether there may be a placeholder in a text."""
    small = text.lower()
    for sign in SUSPECT:  # noqa: SIM110 - a loop is quicker, and every text comes by here
        if sign in small:
            return True
    return False
