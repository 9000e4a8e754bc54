"""What an SVG may be: a drawing. Opened by itself it is a page, which can run, ask and grow."""

import re
from typing import NamedTuple
from xml.parsers import expat

COPIES = 1_000
"""Elements that ``use`` may draw over again; the PDF engine takes half a second for so many."""
PAGES = "http://www.w3.org/1999/xhtml"
BASE = "http://www.w3.org/XML/1998/namespace base"
RUNS = {"script"}
FOREIGN = {"foreignobject"}
POINTS = {"href", "src"}
WITHIN = re.compile(r"#|$|data:image/(?:gif|jpe?g|png|webp)[;,]", re.IGNORECASE)
"""How an address begins that needs nothing from elsewhere."""
ASKS = re.compile(
    r"""@import.*|image-set\(.*
    |url\(\s*+["']?+\s*+(?!\#|\)|data:(?:image/(?!svg)|font/|application/(?:x-)?font))[^"')]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""Style that needs something from elsewhere; fonts in the file itself are fine."""
ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
SHOWN = 40
"""Letters of an address that are quoted."""


class Element(NamedTuple):
    """An element, or an instruction to the browser, with its text and what is in it."""

    name: str
    values: dict[str, str]
    text: list[str]
    inner: list["Element"]

    @property
    def local(self) -> str:
        """Its name without a namespace, in small letters."""
        return _local(self.name)


class Drawing:
    """An SVG as it was read: XML to the end, with one element around all of it.

    Raises:
        ValueError: it is not that.
    """

    def __init__(self, data: bytes) -> None:
        self.every: list[Element] = []
        self.open: list[Element] = []
        self.loads = False
        """Whether it declares what only another parser than ours would put in its place."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = lambda _: self.open.pop()
        parser.CharacterDataHandler = self._text
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(data, True)  # noqa: FBT003 - it is the end
        except (expat.ExpatError, LookupError) as error:
            raise ValueError from error
        if self.every[0].local != "svg":
            raise ValueError

    def _begin(self, name: str, values: dict[str, str]) -> None:
        element = Element(name, values, [], [])
        if self.open:
            self.open[-1].inner.append(element)
        self.open.append(element)
        self.every.append(element)

    def _text(self, text: str) -> None:
        self.open[-1].text.append(text)

    def _instruction(self, name: str, _: str) -> None:
        self.loads = self.loads or name == "xml-stylesheet"

    def _entity(self, _: str, within: bool, value: str | None, *__: object) -> None:  # noqa: FBT001
        self.loads = self.loads or bool(within) or value is None

    @property
    def fault(self) -> str:
        """Why it is more than a drawing, as the end of a sentence; nothing if it is none."""
        if any(map(_runs, self.every)):
            return "has a script in it, which would run where the picture is opened"
        if any(e.local in FOREIGN or e.name.startswith(f"{PAGES} ") for e in self.every):
            return "has a piece of a web page in it"
        if self.loads:
            return "needs another file"
        if asked := next(filter(None, map(_asked, self.every)), ""):
            return f"needs something that is not in it: “{asked}”"
        if self._is_endless():
            return f"has more than {COPIES:,} copies of its parts"
        return ""

    def _is_endless(self) -> bool:
        """Whether too much is drawn by ``use``, be it for ever; so much is followed, no more."""
        named = {e.values["id"]: e for e in self.every if "id" in e.values}
        left, copies = [(self.every[0], False)], 0
        while left and copies <= COPIES:
            element, again = left.pop()
            copies += again
            left += ((each, again) for each in element.inner)
            if element.local == "use":
                targets = (named.get(value.strip()[1:]) for value in _addresses(element))
                left += ((target, True) for target in targets if target)
        return copies > COPIES


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _addresses(element: Element) -> list[str]:
    """What an element points at."""
    return [v for name, v in element.values.items() if _local(name) in POINTS or name == BASE]


def _runs(element: Element) -> bool:
    return element.local in RUNS or any(name.lower().startswith("on") for name in element.values)


def _asked(element: Element) -> str:
    """What an element asks for elsewhere, the first letters of it."""
    if _local(element.values.get("attributeName", "").replace(":", " ")) in POINTS:
        return element.values["attributeName"]
    for address in _addresses(element):
        if not WITHIN.match(address.strip()):
            return address.strip()[:SHOWN]
    styles = [value for name, value in element.values.items() if " " not in name]
    if element.local == "style":
        styles.append("".join(element.text))
    found = next(filter(None, (ASKS.search(_unescaped(style)) for style in styles)), None)
    return found[0][:SHOWN] if found else ""


def _unescaped(style: str) -> str:
    """Style with its letters in the place of their numbers, by which ``url(`` can be hidden."""
    return ESCAPE.sub(lambda each: _letter(each[1]) if each[1] else each[2], style)


def _letter(number: str) -> str:
    return chr(min(int(number, 16), 0x10FFFF))
