"""What the documents of one plate share in a bound file, and the objects that each has for itself.

Objects are cut once at every reference, so that for a document only numbers are put in:

    <</Type/Page/Parent 1 0 R …>>  →  b"<</Type/Page/Parent ", 1, b" …>>"  →  … 4711 0 R …
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import pydyf

from generator.channels.pdf.layout.impression import Impression, Piece
from generator.channels.pdf.objects.ready import closure, number, reference, references
from generator.channels.pdf.objects.writer import Writer, stream
from generator.channels.pdf.plates.strings import filled

TOKEN = re.compile(rb"(\((?:\\.|[^\\()])*\)|\b\d+ 0 R\b|@\w+)")
"""Strings, references, and what stands for a number that differs from document to document."""
NOTHING = b">0<"
"""Between two glyphs: go on where you are. The engine says it after each."""
TINY, SMALL = 100, 700
"""Bytes: content that is not worth an object of its own, though it stays the same."""
Tokens = list[bytes | int]
Said = dict[Any, bytes]
"""What stands for each reference, by the number that it had, and for each mark."""


class Added(NamedTuple):
    """Where a document has come to be in a bound file."""

    pages: list[int]
    part: int
    owners: list[int]
    """What owns each mark or annotation, in the order of the keys of the parent tree."""


class Imprint:
    """The common objects of one plate, in the file; and the others, ready to be numbered."""

    def __init__(self, impression: Impression, out: Writer, fonts: int) -> None:
        """``fonts`` is the number of the object that will list all fonts."""
        self.anatomy, self.out = impression.anatomy, out
        objects, catalog = self.anatomy.objects, self.anatomy.catalog
        self.root, self.tree = number(catalog["StructTreeRoot"]), number(catalog["Pages"])
        self.document = number(objects[self.root]["K"][0])
        self.places = _named_places(catalog)
        nums = objects[number(objects[self.root]["ParentTree"])]["Nums"]
        self.owners = [self._cut(each) for each in nums[1::2]]
        lent = set() if impression.ink is None else set(self.anatomy.fonts)
        self.shared = {self.anatomy.fonts[-1]: fonts} if lent else {}
        self._share(closure(objects, [self.anatomy.resources], lent))
        ends = {self.root, self.tree, *self.anatomy.streams, *self.shared, *lent}
        self.own = closure(objects, [*self.anatomy.pages, self.document], ends)
        self.cut = {i: _settled(self._cut(objects[i]), self.shared) for i in self.own}
        self.kept: dict[bytes, int] = {}
        """The streams of content that stays; none for what is not worth one."""

    def add(self, impression: Impression, key: int, part: int, node: int) -> Added:
        """Write a document. Its tags are below the tag ``part``; its pages are kids of ``node``.

        ``key`` is the first that is free in the parent tree.
        """
        base = self.out.reserve(len(self.own))
        new = self.shared | {self.root: part} | {n: base + i for i, n in enumerate(self.own)}
        said: Said = {old: reference(n) for old, n in new.items()}
        said |= {b"@k%d" % i: b"%d" % (key + i) for i in range(len(self.owners))}
        said |= impression.strings
        for i, pieces in enumerate(impression.contents):
            said[b"@c%d" % i] = self._content(pieces)
        said[b"@node"] = reference(node)
        objects = [(new[i], filled(self.cut[i], said)) for i in self.own]
        owners = [self._owner(tokens, new, said, objects) for tokens in self.owners]
        self.out.pack(objects)
        return Added([new[i] for i in self.anatomy.pages], new[self.document], owners)

    def _owner(
        self, tokens: Tokens, new: Mapping[int, int], said: Said, objects: list[tuple[int, bytes]]
    ) -> int:
        """The number of a tag, or of a list of tags, which is added to the objects."""
        match tokens:
            case [b"", int(one), b""]:
                return new[one]
        objects.append((self.out.reserve(), filled(tokens, said)))
        return objects[-1][0]

    def _content(self, pieces: list[Piece]) -> bytes:
        """The streams of a page: those it shares, and its own between them."""
        streams, own = [], [b""]
        for whole, stays in pieces:
            if stays and (kept := self._kept(whole)):
                streams += [self._stream(own), kept]
                own = [b""]
            else:
                own.append(whole.replace(NOTHING, b""))
        streams.append(self._stream(own))
        return b"[%b]" % b" ".join(reference(each) for each in streams if each)

    def _kept(self, whole: bytes) -> int:
        if whole not in self.kept:
            content = whole.replace(NOTHING, b"")
            large = len(content) > SMALL
            self.kept[whole] = self.out.once(stream(content)) if large else 0
        return self.kept[whole]

    def _stream(self, own: list[bytes]) -> int:
        data = b"\n".join(own)
        return self.out.put(stream(data, packed=len(data) > TINY)) if data.strip() else 0

    def _share(self, numbers: list[int]) -> None:
        objects = self.anatomy.objects
        for i in numbers:
            alone = isinstance(objects[i], pydyf.Stream) and not references(objects[i])
            self.shared[i] = self.out.once(objects[i].data) if alone else self.out.reserve()
        said: Said = {old: reference(n) for old, n in self.shared.items()}
        for i in numbers:
            if self.shared[i] not in self.out.table:
                head, mark, rest = objects[i].data.partition(b"\nstream\n")
                data = filled(_tokens(head), said) + mark + rest
                self.out.put(data, self.shared[i])

    def _cut(self, thing: Any) -> Tokens:  # noqa: ANN401
        """An object, cut at what differs from document to document."""
        if not isinstance(thing, pydyf.Dictionary):
            return _tokens(thing if isinstance(thing, bytes) else thing.data)
        made = pydyf.Dictionary(thing)
        if made.get("Type") == "/Page":
            i = self.anatomy.pages.index(thing.number)
            made |= {"Contents": b"@c%d" % i, "Parent": b"@node"}
        for key in {"StructParent", "StructParents"} & made.keys():
            made[key] = b"@k%d" % made[key]
        if made.get("Type") == "/StructElem":
            made["S"] = "/Part" if made["S"] == "/Document" else made["S"]
            del made["Type"]  # it need not be said
        if isinstance(target := made.get("Dest"), pydyf.String):
            made["Dest"] = self.places[target.string]
        made.pop("ID", None)
        return _tokens(made.data)


def _named_places(catalog: Mapping[str, Any]) -> dict[str, Any]:
    """Where internal links lead, by the names that the engine has for it."""
    names = catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    return {name.string: place for name, place in zip(names[::2], names[1::2], strict=True)}


def _tokens(data: bytes) -> Tokens:
    return [
        number(token) if i % 2 and token.endswith(b" 0 R") else token
        for i, token in enumerate(TOKEN.split(data))
    ]


def _settled(tokens: Tokens, shared: Mapping[int, int]) -> Tokens:
    """The same with what is alike for every document written out, in as few pieces as may be."""
    made: Tokens = [b""]
    for token in tokens:
        piece = reference(shared[token]) if token in shared else token  # type: ignore[index]
        last = made[-1]
        if isinstance(piece, int) or isinstance(last, int) or b"@" in (piece[:1], last[:1]):
            made.append(piece)
        else:
            made[-1] = last + piece
    return made
