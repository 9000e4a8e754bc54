"""Tool: Markdown → safe HTML, or plain text."""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from types import MappingProxyType

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "li", "ol", "p", "pre", "q", "span", "strong", "sub", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
"""What a person writes in a handout; nothing that acts."""
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "span": {"lang"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|#|/", re.IGNORECASE)
"""How a link begins that is the same from every page."""
BLOCK = re.compile(r"</(?:p|li|h\d|blockquote|pre)>")
TAG = re.compile(r"<[^>]+>")
KEPT = re.compile(r'<span class="nb">(.*?)</span>', re.DOTALL)
"""What stays on one line: no gap is heard around it."""
EMPHASIS = re.compile(r"</?(?:b|em|i|strong|wbr)\b[^>]*>")
"""What is marked within a sentence, or a word, and where that may break."""


def to_html(
    text: str, pictures: Mapping[str, str] = MappingProxyType({}), root: str | None = None
) -> str:
    """HTML of Markdown from anywhere: raw HTML in it is cleaned, links keep safe schemes only.

    ``pictures`` are data URIs by the names that the text gives them; there are no others.
    ``root`` leads to the top of a site: links within it count from there, wherever the text stands.
    Without one they lead nowhere, and are words alone.
    """
    import nh3  # noqa: PLC0415

    def only_known(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("a", "href"):
            inside = root + value if root is not None else None
            return value if ABSOLUTE.match(value) else inside
        return pictures.get(value) if (tag, attribute) == ("img", "src") else value

    html = nh3.clean(
        _html(text, "sane_lists", "smarty", "tables"),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=only_known,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return html.replace("<th>", '<th scope="col">')


@lru_cache(512)
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
    return unescape(TAG.sub(" ", EMPHASIS.sub("", KEPT.sub(r"\1", html))))
