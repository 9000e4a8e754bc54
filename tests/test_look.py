"""What can be measured of the look, theme by theme: where pages end, how much ink, which sizes.

Each kind is laid out once in each theme, on one of the two papers, with an interview and without,
turned about so that every theme meets both papers: that halves the time.
"""

from functools import cache
from io import BytesIO
from typing import Any, NamedTuple, get_args

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from generator.channels import typeset
from generator.documents import ALL_INTERVIEWS, EVERYONE, Artifact, Selection, Target
from generator.model import Agenda, Paper
from generator.model.catalog import Scope
from generator.select import Selector, gather
from tests.conftest import THEMES, TODAY
from tests.test_fields import rectangles
from tests.values import composer, loaded

SCALE = 2
"""Pixels in a point."""
PAPERS = get_args(Paper)
CARDS = "thank-you-note"
KINDS = sorted(
    name
    for name, kind in loaded()[1].kinds.items()
    if "pdf" in kind.channels
    and name != "envelope"  # not a page: see test_paper
    and "cover" not in kind.made_for  # a name on an empty leaf: see test_bind
)


class Measures(NamedTuple):
    """What a theme keeps: points, and a share of the paper."""

    foot: float
    """The lower margin."""
    ink: float
    """The most of a page that may be covered."""
    color: float
    """The most of a page that may be in color."""
    title: float
    """The size of a sheet's title."""
    cover: float
    """The size of the guide's title."""


KEPT = {
    "grid": Measures(foot=28, ink=0.05, color=0.01, title=26, cover=34),
    "folio": Measures(foot=28, ink=0.05, color=0.01, title=25.2, cover=37.8),
    "fair": Measures(foot=26, ink=0.09, color=0.03, title=37, cover=48),
}


class Sheet(NamedTuple):
    """A document as it is looked at."""

    kind: str
    scope: Scope
    theme: str
    paper: Paper


NOBODY_YET = Target("seeker", "leila-brandt", agenda=Agenda(preset="first-talk-20"))
"""The packet of a student in a cohort who has not found anyone to ask."""


def sheets(theme: str) -> list[Sheet]:
    """Every kind as often as it is made, each on one paper."""
    found = []
    for i, kind in enumerate(KINDS):
        for j, scope in enumerate(loaded()[1].kinds[kind].made_for):
            turn = i + j + THEMES.index(theme)
            found.append(Sheet(kind, scope, theme, PAPERS[turn % len(PAPERS)]))
    return found


def selected(sheet: Sheet) -> Selection:
    """What a sheet shows, and how it is printed."""
    library, catalog = loaded()
    about = Target.about(library.interviews[0])
    targets = {"interview": about, "overview": ALL_INTERVIEWS, "seeker": NOBODY_YET}
    target = targets.get(sheet.scope, EVERYONE)
    selector = Selector(library, catalog, today=TODAY)
    selection = selector.select(catalog.kinds[sheet.kind], target)
    theme = catalog.themes[sheet.theme]
    edition = next(each for each in theme.editions if each.name == "standard")
    return gather(selection, [], [])._replace(
        theme=theme, edition=edition, editions=(edition,), paper=sheet.paper
    )


@cache
def made(sheet: Sheet) -> Artifact:
    """The PDF of a sheet."""
    (artifact,) = typeset(composer().compose(selected(sheet)), "pdf")
    return artifact


@cache
def pages(sheet: Sheet) -> list[Image.Image]:
    """Its pages as pictures."""
    return pictures_of(made(sheet).data)


def pictures_of(data: bytes) -> list[Image.Image]:
    """The pages of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=SCALE).to_pil() for page in document]


def below(picture: Image.Image) -> float:
    """Points from the last thing on a page to the paper's edge."""
    box = ImageOps.invert(picture.convert("L")).getbbox()
    return (picture.height - (box[3] if box else 0)) / SCALE


def ink(picture: Image.Image) -> float:
    """The share of a page that is covered, 0 to 1, as a gray-scale printer sees it."""
    histogram = picture.convert("L").histogram()
    return sum((255 - gray) * count for gray, count in enumerate(histogram)) / (
        255 * picture.width * picture.height
    )


def colors(picture: Image.Image) -> float:
    """The share of a page that is neither black, white nor a gray."""
    red, green, blue = picture.convert("RGB").split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    histogram = ImageChops.subtract(lightest, darkest).histogram()
    return sum(histogram[32:]) / (picture.width * picture.height)


def sizes(data: bytes) -> list[float]:
    """The sizes of the type of the first page, in points."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        texts = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        return [round(each.get_font_size() * each.get_matrix().a, 1) for each in texts]


def unnumbered(picture: Image.Image, foot: float) -> Image.Image:
    """A page without its number, which stands below its foot, at the right."""
    bare = picture.copy()
    corner = picture.width * 3 // 4, picture.height - round((foot - 1) * SCALE)
    bare.paste("white", (*corner, *picture.size))
    return bare


def off(foot: float, pictures: list[Image.Image]) -> list[float]:
    """How far above the foot each page ends, where that is too far or too near."""
    ends = map(below, (unnumbered(each, foot) if i else each for i, each in enumerate(pictures)))
    return [end - foot for end in ends if not foot - 1 <= end <= foot + 14]


def test_every_theme_is_measured() -> None:
    """A new theme says what it keeps; all kinds on paper are looked at, on both papers."""
    assert sorted(KEPT) == THEMES
    for theme in THEMES:
        looked = sheets(theme)
        assert {each.kind for each in looked} == set(KINDS)
        assert {each.paper for each in looked} == set(PAPERS)
    for kind in KINDS:
        assert {each.paper for t in THEMES for each in sheets(t) if each.kind == kind} == {*PAPERS}


def test_every_page_ends_at_its_foot(theme: str) -> None:
    """Nothing is left over, and nothing hangs over: at most 14 points above the margin."""
    foot = KEPT[theme].foot
    faults = {each: off(foot, pages(each)) for each in sheets(theme) if each.kind != CARDS}
    assert {each: found for each, found in faults.items() if found} == {}


def test_pages_of_several_are_numbered(theme: str) -> None:
    """From the second page on, in type that can be read; one page has no number, nor have cards."""
    for each in sheets(theme):
        with pypdfium2.PdfDocument(made(each).data) as document:
            feet = [_foot(page, KEPT[theme].foot) for page in document]
        pages = len(feet)
        numbers = [f"{n} of {pages}" for n in range(2, pages + 1)]
        assert feet == ["", *([""] * (pages - 1) if each.kind == CARDS else numbers)], each


def _foot(page: pypdfium2.PdfPage, foot: float) -> str:
    """What stands below the foot of a page, at the right."""
    width, _ = page.get_size()
    text: str = page.get_textpage().get_text_bounded(width * 3 / 4, 0, width, foot - 1)
    return text.strip()


def test_pages_are_light_on_ink(theme: str) -> None:
    """No page covers more of the paper than its theme may, and none is empty."""
    found = {each: [ink(page) for page in pages(each)] for each in sheets(theme)}
    least = {each: 0.001 if each.kind == CARDS else 0.01 for each in found}
    most = KEPT[theme].ink
    assert [each for each, all_ in found.items() if not least[each] < min(all_)] == []
    assert [each for each, all_ in found.items() if not max(all_) < most] == []


def test_color_marks_and_does_not_fill(theme: str) -> None:
    """Every document has the theme's color somewhere, and little of it."""
    found = {each: colors(pages(each)[0]) for each in sheets(theme)}
    most = KEPT[theme].color
    assert [each for each, share in found.items() if not 0.0002 < share < most] == []


def test_titles_have_the_size_of_their_theme(theme: str) -> None:
    """The title is the largest type of a page and has one size; the guide's is larger."""
    kept = KEPT[theme]
    for each in sheets(theme):
        if each.kind in {CARDS, "comparison-grid"}:
            continue
        wanted = kept.cover if each.kind == "guide" else kept.title
        largest = max(sizes(made(each).data))
        assert wanted * 0.9 <= largest <= wanted + 0.1, each


def test_pages_keep_few_sizes(theme: str) -> None:
    """No type under 8 points, and at most seven sizes, title and numerals among them."""
    for each in sheets(theme):
        used = set(sizes(made(each).data))
        assert min(used) >= 7.99, each
        assert len(used) <= 7, (each, used)


def painted(data: bytes) -> list[list[int]]:
    """The numbers of the tagged pieces of each page, in the order in which they are painted."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            [
                int(each.operands[1].MCID)
                for each in pikepdf.parse_content_stream(page)
                if str(each.operator) == "BDC" and "/MCID" in each.operands[1]
            ]
            for page in pdf.pages
        ]


def read_out(data: bytes) -> list[list[int]]:
    """The same numbers in the order of the tags."""
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers: list[list[int]] = [[] for _ in pdf.pages]
        where = {page.obj.objgen: list_ for page, list_ in zip(pdf.pages, numbers, strict=True)}
        todo: list[Any] = [(pdf.Root.StructTreeRoot, None)]
        while todo:
            node, page = todo.pop()
            if isinstance(node, int):
                where[page].append(node)
            elif isinstance(node, pikepdf.Array):
                todo += [(kid, page) for kid in reversed(list(node))]
            elif node.get("/Type") != "/OBJR":
                page = node.Pg.objgen if "/Pg" in node else page
                todo.append((node.get("/MCID", node.get("/K", pikepdf.Array())), page))
    return numbers


def test_pages_are_painted_in_the_order_of_their_tags(theme: str) -> None:
    """Who copies or reflows a page gets it in the order in which it is read out.

    But for the moments of fair's checklist, which float to the right of their headings.
    """
    for each in sheets(theme):
        if (each.theme, each.kind) != ("fair", "day-of-checklist"):
            data = made(each).data
            assert painted(data) == read_out(data), each


@pytest.mark.parametrize("paper", PAPERS)
def test_a_handout_has_room_for_a_hand(theme: str, paper: Paper) -> None:
    """A question's line ends where its notes do, and two lines for a fact are 6.5 mm apart."""
    places = rectangles(made(Sheet("question-sheet", "handout", theme, paper)).data)
    ends = [places[name][2] for name in ("question", "notes-my-own-question")]
    assert abs(ends[0] - ends[1]) < 1
    if theme == "grid":  # elsewhere there is one line, or the frame is the second
        assert places["who"][1] - places["who-2"][1] >= 6.5 * 72 / 25.4


def test_a_fault_would_be_noticed() -> None:
    """The measures tell an empty page from a full one, and a short one from a long one."""
    white, black = (Image.new("RGB", (100, 100), name) for name in ("white", "black"))
    assert (ink(white), below(white), colors(white)) == (0, 50, 0)
    assert (ink(black), below(black), colors(black)) == (1, 0, 0)
    assert colors(Image.new("RGB", (100, 100), "#a33a00")) == 1
    sheet = next(each for each in sheets("grid") if each.kind == "question-sheet")
    (page,) = pages(sheet)
    too_long = page.crop((0, 0, page.width, page.height - 20 * SCALE))
    too_short = ImageOps.expand(page, (0, 0, 0, 20 * SCALE), "white")
    assert [len(off(28, [each])) for each in (page, too_long, too_short)] == [0, 1, 1]
