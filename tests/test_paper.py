"""Paper: both sides of a sheet, cards to cut and fold, envelopes, and the edge of every page."""

import re
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest
from PIL import ImageChops
from pypdf import PdfReader

from generator.builds import Wanted
from generator.channels import typeset
from generator.check import check_pages
from generator.documents import EVERYONE, Artifact, Selection, Target
from generator.errors import LimitError
from generator.model import Interview, Paper, Printing
from generator.model.organization import Card
from generator.pipeline import make
from generator.project import Project
from generator.select import Selector
from tests.conftest import THEMES, TODAY, Files, silent
from tests.pages import EDGE, pdf_of, saved, white
from tests.test_fields import fields
from tests.test_look import below, ink, pictures_of, unnumbered
from tests.test_matrix import EDITIONS, PAPERS, heard, passes
from tests.values import composer, loaded
from tests.verapdf import verapdf

OFF = 6
"""Points from a mark to what it marks."""
LONG = 12
"""Points: the length of a mark."""
CARDS: dict[Paper, tuple[float, float]] = {"letter": (396, 306), "a4": (419.53, 297.64)}
"""A2 and A6."""
SMALL = 360, 234
DARK = 220
"""Of 255, which are white."""
WORDS = (
    "Which part of the day takes more of your care than people outside of the work would ever think"
)
ADDRESS = "The Pier Museum\n  18 Quay Street\nPort Alder, ME 04001"
HOME = "12 Mill Lane\nWrenfield, ME 04100"

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left."""
Point = tuple[float, float]


def interview(count: int = 5, **more: object) -> Interview:
    """An interview that is agreed, with so many long questions; more keys win."""
    contact = {"name": "Bo Larch", "address": ADDRESS, "relationship": "cold"}
    contact["reason"] = "I saw your exhibit of ferries."
    meeting = {"mode": "video", "minutes": 90, "date": "2027-03-11", "time": "14:30"}
    asked = [{"text": f"{WORDS} ({n})?", "minutes": 1} for n in range(count)]
    known = {"id": "bo", "contact": contact, "topic": "museum work", "meeting": meeting}
    return Interview.model_validate({**known, "questions": asked, **more})


def selected(
    kind: str,
    about: Interview | None = None,
    *,
    theme: str = "grid",
    paper: Paper = "letter",
    edition: str = "standard",
    **printing: object,
) -> Selection:
    """What a document shows to a seeker with an address, where the organization prints so."""
    library, catalog = loaded()
    assert library.organization
    assert library.seeker
    said = {"theme": theme, "printing": Printing.model_validate(printing)}
    library = library._replace(
        organization=library.organization.model_copy(update=said),
        seeker=library.seeker.model_copy(update={"address": HOME}),
    )
    wanted = Wanted(paper=paper, editions=(edition,))
    target = Target.about(about) if about else EVERYONE
    return Selector(library, catalog, wanted, today=TODAY).select(catalog.kinds[kind], target)


def printed(selection: Selection) -> Artifact:
    """The PDF of a document."""
    return next(typeset(composer().compose(selection), "pdf"))


def texts(data: bytes) -> list[str]:
    """The words of each page, in one line each."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.replace("\xa0", " ").split()) for text in pages]


def sizes(data: bytes) -> list[tuple[float, float]]:
    """The width and height of each page, in points."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_size() for page in document]


def place(data: bytes, words: str, number: int = 0) -> Box:
    """Where words stand on a page."""
    with pypdfium2.PdfDocument(data) as document:
        text = document[number].get_textpage()
        found = text.search(words).get_next()
        assert found, f"“{words}” is not on page {number + 1}"
        boxes = [text.get_charbox(found[0] + i) for i in range(found[1])]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def cut(box: Box, xs: set[float], ys: set[float], away: float = OFF + LONG / 2) -> set[Point]:
    """The middles of marks off a trim, at these places of its sides; or what is as far away."""
    left, bottom, right, top = box
    ends = {(x, y) for x in xs for y in (bottom - away, top + away)}
    return ends | {(x, y) for y in ys for x in (left - away, right + away)}


def inked(data: bytes, points: set[Point], number: int = 0) -> set[Point]:
    """Those of the points that have ink within three quarters of a point, on a page."""
    scale = 4
    with pypdfium2.PdfDocument(data) as document:
        picture = document[number].render(scale=scale).to_pil().convert("L")
    found = set()
    for x, y in points:
        left, top = x * scale - 3, picture.height - y * scale - 3
        near = picture.crop((round(left), round(top), round(left) + 7, round(top) + 7))
        if near.getextrema()[0] < DARK:
            found.add((x, y))
    return found


def trim(paper: Paper, across: float, down: float, *, lying: bool = False) -> Box:
    """A trim of this size in the middle of the paper."""
    width, height = {"letter": (612, 792), "a4": (595.28, 841.89)}[paper]
    width, height = (height, width) if lying else (width, height)
    left, bottom = (width - across) / 2, (height - down) / 2
    return left, bottom, left + across, bottom + down


# The back of the question sheet


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_sheet_has_a_back_when_asked_for(theme: str, paper: Paper) -> None:
    """Then it has exactly two pages: questions, and the checklist's boxes with a page of lines."""
    selection = selected("question-sheet", interview(), theme=theme, paper=paper, sides=2)
    made = printed(selection)
    assert (made.pages, made.promised, made.overflow) == (2, 2, 0)
    front, back = texts(made.data)
    # PDFium tells text by where it stands: a mark in the margin may come between two lines.
    assert WORDS.partition(" would")[0] in front
    assert "Ready for Bo Larch" in back
    assert "Your full name in the window" in back
    assert "2 of 2" in back
    assert "Your full name in the window" not in front
    found = fields(made.data)
    assert sum(name.startswith("notes") for name in found) >= 1
    boxes = [name for name, field in found.items() if field["/FT"] == "/Btn"]
    assert len(boxes) >= 12


def test_without_a_word_there_is_no_back() -> None:
    """A sheet has one page, as it always had."""
    assert printed(selected("question-sheet", interview())).pages == 1


@pytest.mark.parametrize("mode", ["in_person", "video", "phone", "email_qa"])
def test_every_mode_has_its_back(mode: str) -> None:
    """Both pages end at their foot, whatever the mode."""
    about = interview(meeting={"mode": mode})
    data = printed(selected("question-sheet", about, sides=2)).data
    assert [28 <= lowest <= 42 for lowest in _feet(data)] == [True, True]


def _feet(data: bytes) -> list[float]:
    """Where pages end; a line may be drawn on the margin's edge."""
    return [below(unnumbered(picture, 28)) + 1 for picture in pictures_of(data)]


def test_everyone_gets_a_back_as_well() -> None:
    """A handout's back suits every mode."""
    made = printed(selected("question-sheet", sides=2))
    assert made.pages == 2
    assert "Ready for the day" in texts(made.data)[1]


@pytest.mark.parametrize(("usual", "own", "pages"), [(1, 2, 2), (2, 1, 1), (2, None, 2)])
def test_an_interview_decides_for_itself(usual: int, own: int | None, pages: int) -> None:
    """What it says of printing wins over its organization; what it leaves open does not."""
    printing = {"sides": own} if own else {"card": "small"}
    selection = selected("question-sheet", interview(printing=printing), sides=usual)
    assert selection.bounds.pages == pages


# The promise


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("theme", THEMES)
def test_three_to_twelve_questions_are_one_page(theme: str, paper: Paper) -> None:
    """In every theme, on the papers in turn, with questions of two lines each; with a back, two."""
    counts = range(3, 13)[PAPERS.index(paper) :: 2]
    pages = {}
    for count in counts:
        about = interview(count)
        for sides in (1, 2):
            selection = selected("question-sheet", about, theme=theme, paper=paper, sides=sides)
            assert len(selection.plan.core + selection.plan.close) >= count
            artifact = printed(selection)
            pages[count, sides] = artifact.pages, artifact.overflow
    assert pages == {(count, sides): (sides, 0) for count in counts for sides in (1, 2)}


@pytest.mark.parametrize("sides", [1, 2])
@pytest.mark.parametrize("theme", THEMES)
def test_what_is_too_long_is_refused_in_millimetres(theme: str, sides: int) -> None:
    """Where the promise cannot be kept, the problem says by how much, and the file is not kept."""
    many = [{"text": f"{WORDS} ({n})?", "minutes": 0.5, "note_lines": 8} for n in range(12)]
    selection = selected("question-sheet", interview(questions=many), theme=theme, sides=sides)
    artifact = printed(selection)
    rule = loaded()[0].rules["pages"]
    (problem,) = check_pages(artifact, composer().compose(selection), rule)
    assert re.search(r"[1-9]\d*(\.\d)? mm too long", problem.message)
    assert ("one page", "2 pages")[sides - 1] in problem.message
    assert artifact.data == b""


@pytest.mark.parametrize("theme", THEMES)
def test_the_clock_stands_beside_its_question(theme: str) -> None:
    """In an hour's agenda each question has its time on the same line, and all fit on the page."""
    hour = {"mode": "video", "minutes": 60, "date": "2027-03-11", "time": "14:30"}
    selection = selected("question-sheet", interview(0, meeting=hour), theme=theme)
    made = printed(selection)
    assert (made.pages, made.overflow) == (1, 0)
    assert len(selection.plan.core) > 12
    second = place(made.data, selection.plan.core[1].text)
    clock = place(made.data, "2:40")
    assert clock[1] < (second[1] + second[3]) / 2 < clock[3]
    assert second[2] < clock[0] or clock[2] < second[0]


# Cards


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_folded_card_is_folded_in_its_middle(theme: str, paper: Paper) -> None:
    """Marks to cut stand off its corners, those to fold at half its height: on both its sides."""
    made = printed(selected("thank-you-note", interview(), theme=theme, paper=paper, card="folded"))
    across, down = CARDS[paper]
    box = trim(paper, across, down * 2)
    corners = cut(box, {box[0], box[2]}, {box[1], box[3]})
    near = cut(box, {box[0], box[2]}, {box[1], box[3]}, OFF / 2)
    middle = sizes(made.data)[0][1] / 2
    fold = {(x, middle) for x in (box[0] - 16, box[0] - 8, box[2] + 8, box[2] + 16)}
    gaps = {(box[0] - 12, middle), (box[2] + 12, middle)}
    for number in (0, 1):
        assert inked(made.data, corners | near | fold | gaps, number) == corners | fold


@pytest.mark.parametrize("theme", THEMES)
def test_a_folded_card_is_written_below_its_fold(theme: str) -> None:
    """Inside, the names stand on the lower half; on the other side the front does."""
    made = printed(selected("thank-you-note", interview(), theme=theme, card="folded"))
    assert (made.pages, made.promised) == (2, 2)
    bottom, fold = (792 - 612) / 2, 396
    for words in ("Dear Bo Larch", "With thanks", "leila.brandt"):
        assert bottom < place(made.data, words)[1] < place(made.data, words)[3] < fold, words
    front = place(made.data, "Thank", 1)
    assert bottom < front[1] < front[3] < fold
    assert "Bo Larch" not in texts(made.data)[1]
    assert "2 of 2" not in texts(made.data)[1]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("theme", THEMES)
def test_four_small_cards_are_cut_by_six_lines(theme: str, paper: Paper) -> None:
    """The sheet lies on its side; marks stand at the outer and the middle lines of its cards."""
    made = printed(selected("thank-you-note", interview(), theme=theme, paper=paper, card="small"))
    assert made.pages == 1
    (size,) = sizes(made.data)
    assert size[0] > size[1]
    box = trim(paper, SMALL[0] * 2, SMALL[1] * 2, lying=True)
    xs = {box[0], (box[0] + box[2]) / 2, box[2]}
    ys = {box[1], (box[1] + box[3]) / 2, box[3]}
    marks, near = cut(box, xs, ys), cut(box, xs, ys, OFF / 2)
    assert inked(made.data, marks | near) == marks
    assert texts(made.data)[0].count("Thank you") == 4
    assert texts(made.data)[0].count("Bo Larch") == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_a_mark_out_of_place_would_be_noticed(paper: Paper) -> None:
    """Flat cards have no marks where a folded one has them."""
    made = printed(selected("thank-you-note", interview(), paper=paper))
    across, down = CARDS[paper]
    box = trim(paper, across, down * 2)
    corners = cut(box, {box[0], box[2]}, {box[1], box[3]})
    assert len(inked(made.data, corners)) < len(corners)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("card", get_args(Card))
def test_a_card_says_the_same_however_it_is_printed(card: Card, edition: str) -> None:
    """The contact is named and the seeker signs, in each way to fold and each edition."""
    made = printed(selected("thank-you-note", interview(), edition=edition, card=card))
    said = " ".join(texts(made.data))
    assert "Dear Bo Larch," in said
    assert "With thanks," in said
    assert "Leila Brandt" in said


@pytest.mark.parametrize("theme", THEMES)
def test_an_address_breaks_after_its_at(theme: str) -> None:
    """A long one is not torn in the middle of a word, on a sheet or on a card."""
    name, host = "leila.brandt-hutchinson", "students.wrenfielduniversity.example.edu"
    torn = {}
    for kind in ("phone-script", "thank-you-note"):
        selection = selected(kind, interview(meeting={"mode": "phone"}), theme=theme)
        assert selection.seeker
        seeker = selection.seeker.model_copy(update={"email": f"{name}@{host}"})
        words = texts(printed(selection._replace(seeker=seeker)).data)[0].split()
        torn[kind] = {each.rpartition("@")[2] for each in words if "@" in each} - {"", host}
    assert torn == {"phone-script": set(), "thank-you-note": set()}


@pytest.mark.parametrize("theme", THEMES)
def test_a_long_office_leaves_room_for_a_long_name(theme: str) -> None:
    """Both stand at the head of a paper, beside each other, in two lines at the most."""
    selection = selected("question-sheet", interview(1), theme=theme)
    assert selection.seeker
    assert selection.organization
    office = {"name": "Wrenfield and Ashgrove University of Applied Sciences"}
    office["office"] = "Center for Career Development and Exploration"
    selection = selection._replace(
        seeker=selection.seeker.model_copy(update={"name": "Leila Alexandra Brandt-Hutchinson"}),
        organization=selection.organization.model_copy(update=office),
    )
    data = printed(selection).data
    kicker, name = place(data, "Question sheet"), place(data, "Hutchinson")
    first, last = place(data, "Wrenfield and"), place(data, "Exploration")
    for upper, lower in ((kicker, name), (first, last)):
        assert upper[3] - lower[1] < 30
    assert kicker[3] == pytest.approx(first[3], abs=5)


def test_an_office_of_two_lines_pushes_no_fact_aside() -> None:
    """In folio the facts stand below its second line, one under the other."""
    selection = selected("question-sheet", interview(1), theme="folio")
    assert selection.organization
    office = {"name": "Wrenfield and Ashgrove University of Applied Sciences"}
    office["office"] = "Center for Career Development and Exploration"
    organization = selection.organization.model_copy(update=office)
    data = printed(selection._replace(organization=organization, logo=None)).data
    assert place(data, "When")[0] == pytest.approx(place(data, "Where")[0], abs=1)


# Envelopes


@pytest.mark.parametrize(("paper", "size"), [("letter", (414, 315)), ("a4", (459.21, 323.15))])
@pytest.mark.parametrize("theme", THEMES)
def test_an_envelope_has_both_addresses(
    theme: str, paper: Paper, size: tuple[float, float]
) -> None:
    """A2 or C6: the seeker's at the upper left, the contact's on the right, the foot left free."""
    made = printed(selected("envelope", interview(), theme=theme, paper=paper))
    (found,) = sizes(made.data)
    assert found == pytest.approx(size, abs=0.1)
    sender, receiver = place(made.data, "Leila Brandt"), place(made.data, "Bo Larch")
    last = place(made.data, "Port Alder, ME 04001")
    assert place(made.data, "Wrenfield, ME")[1] > receiver[3]
    assert sender[0] < size[0] / 4 < receiver[0]
    assert receiver[0] == pytest.approx(last[0], abs=2)
    assert last[1] > 45


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_long_line_of_an_address_goes_on_indented(theme: str, edition: str) -> None:
    """So that it is not read as a line of its own; and the stamp keeps its corner."""
    name = "Ashgrove and Tern River Watershed Conservation"
    contact = {"name": "Bo Larch", "address": f"{name} Council\nPort Alder, ME 04001"}
    about = interview(contact={"relationship": "cold", "reason": "I saw your map.", **contact})
    selection = selected("envelope", about, theme=theme, edition=edition)
    assert selection.seeker
    home = {"address": f"18 Mill Lane, care of {name} Fellows\nWrenfield"}
    seeker = selection.seeker.model_copy(update=home)
    data = printed(selection._replace(seeker=seeker)).data
    for first, second in (("Ashgrove and", "Council"), ("18 Mill", "Fellows")):
        one, on = place(data, first), place(data, second)
        assert on[1] < one[1]
        assert on[0] > one[0] + 8
    (width, _) = sizes(data)[0]
    assert max(place(data, word)[2] for word in ("care of", "Fellows")) < width * 2 / 3


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("theme", THEMES)
def test_the_inside_of_a_folded_card_has_even_margins(theme: str, paper: Paper) -> None:
    """Nothing stands beside the message there: it is as far from both sides, and off the fold."""
    selection = selected("thank-you-note", interview(), theme=theme, paper=paper, card="folded")
    with pypdfium2.PdfDocument(printed(selection).data) as document:
        picture = document[0].render(scale=2, grayscale=True).to_pil()
    width, height = CARDS[paper]
    left, fold = (picture.width - 2 * width) / 2, picture.height / 2
    inside = picture.crop(
        (round(left), round(fold) + 2, round(left + 2 * width), round(fold + 2 * height))
    )
    box = ImageChops.invert(inside).point(lambda gray: 255 * (gray > 255 - DARK)).getbbox()
    assert box
    assert box[0] == pytest.approx(inside.width - box[2], abs=4)
    assert box[1] > 2 * 32


def test_an_envelope_waits_for_no_address(project: Files) -> None:
    """It is made where the contact's address is known, and not spoken of where it is not."""
    known = "contact:\n  name: Bo Larch\n  relationship: cold\n  reason: I saw your exhibit.\n"
    rest = "topic: museum work\nmeeting: {mode: phone}\n"
    with_address = project(
        {"content/interviews/bo.yaml": f"{known}  address: |\n    1 Quay\n    Alder\n{rest}"}
    )
    made = make(Project.at(with_address), Wanted(kinds=("envelope",)), silent)
    assert list(made.files) == ["bo/envelope.pdf"]
    (with_address / "content/interviews/bo.yaml").write_text(known + rest, encoding="utf-8")
    made = make(Project.at(with_address), Wanted(kinds=("envelope",)), silent)
    assert (made.files, made.waiting) == ({}, [])


def test_an_address_that_is_too_long_is_refused(project: Files) -> None:
    """Lines beyond the free foot are a second page, which an envelope does not have."""
    lines = "\n".join(f"    Line {n}" for n in range(14))
    text = (
        "contact:\n  name: Bo Larch\n  relationship: cold\n  reason: I saw your exhibit.\n"
        f"  address: |\n{lines}\ntopic: museum work\nmeeting: {{mode: phone}}\n"
    )
    root = project({"content/interviews/bo.yaml": text})
    with pytest.raises(LimitError, match="too long for one page"):
        make(Project.at(root), Wanted(kinds=("envelope",)), silent)


# What is asked for by a key is checked like everything else


@pytest.mark.parametrize("theme", THEMES)
def test_no_checker_finds_a_fault_in_what_is_asked_for(theme: str, tmp_path: Path) -> None:
    """veraPDF, page-validation and outloud, for backs, cards and envelopes."""
    wanted: dict[str, tuple[str, dict[str, object]]] = {
        "back": ("question-sheet", {"sides": 2}),
        "folded": ("thank-you-note", {"card": "folded"}),
        "small": ("thank-you-note", {"card": "small"}),
        "envelope": ("envelope", {}),
    }
    for name, (kind, printing) in wanted.items():
        selection = selected(kind, interview(), theme=theme, **printing)  # type: ignore[arg-type]
        saved(printed(selection).data, tmp_path, f"{name}.pdf")
    files = sorted(tmp_path.glob("*.pdf"))
    assert len(files) == len(wanted)
    assert {name: found for name, found in verapdf(files, "ua1").items() if found} == {}
    assert [file.name for file in files if not passes(file)] == []
    assert heard(files) == {}


# The edge of the paper


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_near_the_edge(theme: str) -> None:
    """Cards and backs keep 6 mm free on all sides; the other pages are in test_matrix."""
    back = printed(selected("question-sheet", interview(), theme=theme, sides=2))
    edges = {"back": white(back.data)}
    for n, card in enumerate(get_args(Card)):
        for paper in PAPERS:
            edition = EDITIONS[(n + PAPERS.index(paper)) % len(EDITIONS)]
            options = {"theme": theme, "paper": paper, "edition": edition, "card": card}
            note = printed(selected("thank-you-note", interview(), **options))
            edges[f"{card}-{paper}"] = white(note.data)
    assert {name: found for name, found in edges.items() if min(found) < EDGE} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_backs_and_cards_are_light_on_ink(theme: str) -> None:
    """No page covers more than 5 % of the paper, of the theme with heavy heads 9 %."""
    wanted = [
        selected("question-sheet", interview(), theme=theme, sides=2),
        *(selected("thank-you-note", interview(), theme=theme, card=c) for c in get_args(Card)),
    ]
    most = 0.09 if theme == "fair" else 0.05
    covered = [ink(picture) for each in wanted for picture in pictures_of(printed(each).data)]
    assert all(0 < each < most for each in covered), covered


def test_what_is_near_the_edge_would_be_noticed() -> None:
    """A line of text 4 mm from the edge of a page is nearer than 6."""
    near = pdf_of("<p>Near</p>", css="@page { margin: 4mm } body { line-height: 1 }")
    assert white(near)[0] < EDGE
    assert white(pdf_of("<p>Far</p>", css="@page { margin: 10mm }"))[0] > EDGE


def test_a_page_is_an_envelope_only_where_it_should_be(tmp_path: Path) -> None:
    """The size of an envelope is its own kind's; a sheet of the same interview has its paper's."""
    path = tmp_path / "sheet.pdf"
    path.write_bytes(printed(selected("question-sheet", interview())).data)
    assert [float(each) for each in PdfReader(path).pages[0].mediabox[2:]] == [612, 792]
