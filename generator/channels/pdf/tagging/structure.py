"""The tag tree of a PDF, taken out of the engine's objects and put back.

The engine gives each box a structure element (ISO 32000-1, 14.7). Here they become a plain tree
that can be changed with a few lines, and that is written back as a whole:

    Document ─ H1 ─ Marked(page 0, content 3)
             └ L ─ LI ─ LBody ─ P ─ Marked(page 0, content 4)

What no tag owns any more when the tree is written is an artifact: something that is seen, and not
read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags as engine

from generator.channels.pdf.objects.ready import number


class Marked(NamedTuple):
    """Something drawn on a page: pages and contents count from 0."""

    page: int
    content: int


class Widget(NamedTuple):
    """A link or a field on a page."""

    page: int
    annotation: Any


@dataclass(eq=False)
class Tag:
    """A structure element."""

    name: str
    page: int
    """Where it begins."""
    kids: list[Tag | Marked | Widget] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)
    """``Lang``, ``Alt``, ``A`` and the like."""
    box: Any = None
    """What the engine made it from; a tag of our own has none."""

    @property
    def html(self) -> Any:  # noqa: ANN401 - an element of the page, or None
        """The element that it was made from, also where its box is only a part of that."""
        return None if self.box is None else self.box.element

    @property
    def tags(self) -> list[Tag]:
        """The tags directly below."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    @property
    def pages(self) -> set[int]:
        """The pages that its contents are on."""
        inner = [kid.pages if isinstance(kid, Tag) else {kid.page} for kid in self.kids]
        return {self.page}.union(*inner)

    def walk(self) -> Iterator[Tag]:
        """This tag and all below it, from the top; what is added on the way is visited too."""
        yield self
        for kid in self.tags:
            yield from kid.walk()


class TagRecorder:
    """Takes down which box each structure element is made from."""

    def __init__(self) -> None:
        self.boxes: dict[int, Any] = {}
        self.elements: list[Any] = []
        self.furniture: list[Any] = []
        """Elements of margin boxes, which are outside the tree: headers, footers, page numbers."""

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While a file is written. The function is private: WeasyPrint is pinned, and tested."""
        original = engine._build_box_tree  # noqa: SLF001
        depth = 0

        def build(box: Any, *rest: Any) -> Iterator[Any]:  # noqa: ANN401
            nonlocal depth
            outside = isinstance(box, boxes.MarginBox)
            depth += outside
            for element in original(box, *rest):
                # An element is yielded once by each level above it; the first is that of its box.
                if id(element) not in self.boxes:
                    self.boxes[id(element)] = getattr(box, "_box", box)
                    self.elements.append(element)
                    if depth:
                        self.furniture.append(element)
                yield element
            depth -= outside

        engine._build_box_tree = build  # noqa: SLF001
        try:
            yield
        finally:
            engine._build_box_tree = original  # noqa: SLF001


class Structure:
    """The structure of one file: read, to be changed, and written back."""

    def __init__(self, pdf: pydyf.PDF, recorder: TagRecorder) -> None:
        self.pdf = pdf
        self.recorder = recorder
        self.pages = [self.get(reference) for reference in pdf.page_references]
        self.root = self.get(pdf.catalog["StructTreeRoot"])
        self.document = self._read(self.get(self.root["K"][0]))
        self.free: list[Any] = []

    def get(self, reference: bytes) -> Any:  # noqa: ANN401 - whatever it is
        """The object that a reference names."""
        return self.pdf.objects[number(reference)]

    def add(self, entries: pydyf.Object) -> Any:  # noqa: ANN401
        """The same object, now part of the file."""
        self.pdf.add_object(entries)
        return entries

    def _read(self, element: Any) -> Tag:  # noqa: ANN401
        page = self._page(element["Pg"]) if "Pg" in element else 0
        own = {"Type", "S", "K", "P", "Pg"}
        tag = Tag(
            name=element["S"].removeprefix("/"),
            page=page,
            entries={key: value for key, value in element.items() if key not in own},
            box=self.recorder.boxes.get(id(element)),
        )
        for kid in element["K"]:
            if isinstance(kid, int):
                tag.kids.append(Marked(page, kid))
            elif (below := self.get(kid)).get("Type") == "/OBJR":
                tag.kids.append(Widget(page, self.get(below["Obj"])))
            else:
                tag.kids.append(self._read(below))
        return tag

    def _page(self, reference: bytes) -> int:
        return int(self.pdf.page_references.index(reference))

    def write(self) -> None:
        """Put the tree in the place of the engine's."""
        furniture = {mark for element in self.recorder.furniture for mark in self._marks(element)}
        for element in self.recorder.elements:
            element.clear()  # the engine's; the places are filled anew with the tags of our tree
        self.free = list(reversed(self.recorder.elements))
        old = self.get(self.root["ParentTree"])["Nums"]
        owners: list[list[Any]] = [[b"null"] * len(marks) for marks in old[1::2][: len(self.pages)]]
        widgets: list[tuple[Any, Any]] = []
        document = self._written(self.document, self.root.reference, owners, widgets)
        self.root["K"] = pydyf.Array([document.reference])
        numbers = pydyf.Array()
        for page, references in enumerate(owners):
            numbers += [page, pydyf.Array(references)]
            for content, owner in enumerate(references):
                if owner == b"null":
                    self._artifact(page, content, pagination=(page, content) in furniture)
        for key, (annotation, owner) in enumerate(widgets, start=len(owners)):
            annotation["StructParent"] = key
            numbers += [key, owner]
        self.get(self.root["ParentTree"])["Nums"] = numbers

    def _written(
        self, tag: Tag, parent: bytes, owners: list[list[Any]], widgets: list[tuple[Any, Any]]
    ) -> Any:  # noqa: ANN401
        page = self.pdf.page_references[tag.page]
        first = {"Type": "/StructElem", "S": f"/{tag.name}", "P": parent, "Pg": page}
        element = self._element()
        element.update(first | tag.entries)
        below = element["K"] = pydyf.Array()
        for kid in tag.kids:
            where = self.pdf.page_references[kid.page]
            if isinstance(kid, Tag):
                below.append(self._written(kid, element.reference, owners, widgets).reference)
            elif isinstance(kid, Marked):
                owners[kid.page][kid.content] = element.reference
                elsewhere = {"Type": "/MCR", "Pg": where, "MCID": kid.content}
                same = kid.page == tag.page
                below.append(kid.content if same else pydyf.Dictionary(elsewhere))
            else:
                widgets.append((kid.annotation, element.reference))
                link = {"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": where}
                below.append(self.add(pydyf.Dictionary(link)).reference)
        return element

    def _element(self) -> Any:  # noqa: ANN401
        """A place for a structure element: the engine's, as long as there are any."""
        return self.free.pop() if self.free else self.add(pydyf.Dictionary())

    def _marks(self, element: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401
        for kid in element["K"]:
            if isinstance(kid, int):
                yield self._page(element["Pg"]), kid
            elif (below := self.get(kid)).get("Type") == "/StructElem":
                yield from self._marks(below)

    def _artifact(self, page: int, content: int, *, pagination: bool) -> None:
        """Mark a content as an artifact (ISO 32000-1, 14.8.2.2)."""
        stream = self.get(self.pages[page]["Contents"]).stream
        for i, operator in enumerate(stream):
            if operator == b"BDC" and stream[i - 1] == {"MCID": content}:
                kind = "/Pagination" if pagination else "/Layout"
                stream[i - 2 : i] = ["/Artifact", pydyf.Dictionary({"Type": kind})]
                return
