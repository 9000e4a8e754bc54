"""Tool: Markdown → safe HTML, or plain text."""

import re
from html import unescape

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "em", "h3", "h4", "hr", "i", "li", "ol", "p",
    "pre", "q", "span", "strong", "sub", "sup", "ul",
}  # fmt: skip
"""What a person writes in a handout. No pictures, tables or forms yet; nothing that acts."""
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "span": {"lang"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
BLOCK = re.compile(r"</(?:p|li|h\d|blockquote|pre)>")
TAG = re.compile(r"<[^>]+>")


def to_html(text: str) -> str:
    """HTML of Markdown from anywhere: raw HTML in it is cleaned, links keep safe schemes only."""
    import nh3  # noqa: PLC0415

    html = _html(text, "sane_lists", "smarty")
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def to_text(text: str) -> str:
    """The words of a Markdown text, a blank line between its paragraphs."""
    import nh3  # noqa: PLC0415

    html = nh3.clean(_html(text, "sane_lists"), tags=TAGS)
    plain = unescape(TAG.sub("", BLOCK.sub("\n\n", html)))
    return re.sub(r"\n{3,}", "\n\n", plain).strip()


def _html(text: str, *extensions: str) -> str:
    # Drafts have no Markdown in them: a check of the drafts alone need not load it.
    import markdown  # noqa: PLC0415

    return markdown.markdown(text, extensions=list(extensions), output_format="html")


def words_of(html: str) -> str:
    """The words that a reader of an HTML page sees, markup and styles left out."""
    html = re.sub(r"<(style|script|title)\b.*?</\1>", " ", html, flags=re.DOTALL | re.IGNORECASE)
    return unescape(TAG.sub(" ", html))
