"""The one-page promise: kept where it can be, and refused with advice where it cannot."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from generator.builds import Wanted
from generator.check import check_pages
from generator.documents import Artifact, Target
from generator.errors import LimitError, Place, Problem
from generator.maker import Maker
from generator.pipeline import make
from generator.project import Project
from tests.conftest import INTERVIEW, Files, silent

WORDS = "Which part of the day takes more of your care than people outside would think"
FOOT = {"letter": 28, "a4": 28}
PRINTED = "title: Notes\nabout: Some notes.\nchannels: [pdf]\nlimits: {pages: 1}\n"


def interview(count: int, words: str = WORDS, minutes: int = 20) -> str:
    """An interview with so many questions of its own, each of a minute."""
    asked = "\n".join(f"  - {{text: '{words} ({i})?', minutes: 1}}" for i in range(1, count + 1))
    return (
        "contact: {name: Bo Larch, relationship: cold, reason: I saw your exhibit.}\n"
        "topic: museum work\n"
        f"meeting: {{mode: phone, minutes: {minutes}}}\nquestions:\n{asked}\n"
    )


def sheet(root: Path, paper: str) -> bytes:
    """The question sheet of the only interview."""
    wanted = Wanted(kinds=("question-sheet",), channels=("pdf",), paper=paper)  # type: ignore[arg-type]
    return make(Project.at(root), wanted, silent).files["bo/question-sheet.pdf"].data


def lowest(data: bytes) -> float:
    """Points from the bottom of the page to the lowest text."""
    with pypdfium2.PdfDocument(data) as document:
        text = document[0].get_textpage()
        return float(min(text.get_charbox(i)[1] for i in range(text.count_chars()) if i))


def type_sizes(data: bytes) -> dict[str, float]:
    """The pieces of text of the first page, each with the size of its type in points."""
    sizes: dict[str, float] = {}

    def visit(text: str, page: list[float], line: list[float], _: object, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = abs(size * line[3] * page[3])

    PdfReader(BytesIO(data)).pages[0].extract_text(visitor_text=visit)
    return sizes


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("count", [3, 5, 7, 9, 12, 16, 22])
def test_three_to_many_questions_fill_one_page(project: Files, count: int, paper: str) -> None:
    """The sheet has one page, which ends within 14 points of its foot."""
    text = interview(count, "What is it", minutes=20 if count < 10 else 45)
    data = sheet(project({"content/interviews/bo.yaml": text}), paper)
    assert len(PdfReader(BytesIO(data)).pages) == 1
    assert FOOT[paper] <= lowest(data) + 3 <= FOOT[paper] + 14


def test_long_names_and_questions_hold(project: Files) -> None:
    """A 34-character name, a 70-character office and 110-character questions stay on one page."""
    text = interview(6, WORDS + " and how did you come to see it").replace(
        "Bo Larch", "Maximiliana Featherstonehaugh-Wolf"
    )
    office = "name: The Consolidated State University\noffice: Center for Careers and Field Work\n"
    data = sheet(
        project({"content/interviews/bo.yaml": text, "content/organization.yaml": office}), "letter"
    )
    assert len(PdfReader(BytesIO(data)).pages) == 1


@pytest.mark.parametrize("look", ["theme: folio", "editions: [large-print]"])
def test_no_mark_stands_for_what_is_not_there(project: Files, look: str) -> None:
    """A place without a link, and one number without the other, end without a dot behind them."""
    met = "meeting: {mode: in_person, place: Pier 7}"
    files = {
        "content/interviews/bo.yaml": INTERVIEW.replace("meeting: {mode: in_person}", met),
        "content/organization.yaml": f"name: Marrow College\n{look}\n",
    }
    wanted = Wanted(kinds=("question-sheet",), channels=("pdf",))
    made = make(Project.at(project(files)), wanted, silent).files
    (data,) = (each.data for name, each in made.items() if name.startswith("bo/"))
    with pypdfium2.PdfDocument(data) as document:
        text = " ".join(document[0].get_textpage().get_text_range().split())
    assert "Pier 7 How long" in text


def test_what_cannot_fit_is_refused_with_advice(project: Files) -> None:
    """Far too many questions are refused: by how much, on which paper, and what to drop first."""
    text = interview(40, minutes=90) + "  - {text: 'Least of all?', priority: 3}\n"
    root = project({"content/interviews/bo.yaml": text})
    with pytest.raises(LimitError) as refused:
        sheet(root, "letter")
    (problem,) = refused.value.problems
    assert "mm too long for one page (letter), even with 9 pt type" in problem.message
    assert problem.hint.startswith("Drop first: “Least of all?”")
    assert refused.value.exit_code == 3


def test_note_lines_are_as_many_as_asked_for(project: Files) -> None:
    """``note_lines`` fixes the room under a question."""
    fixed = interview(3).replace("(1)?', minutes: 1", "(1)?', minutes: 1, note_lines: 1")
    few = sheet(project({"content/interviews/bo.yaml": fixed}), "letter")
    many = sheet(project({"content/interviews/bo.yaml": interview(3)}), "letter")
    assert few != many


def test_text_never_gets_smaller_than_it_may(project: Files) -> None:
    """Where much must fit, text stops at 9 points and labels at 8."""
    text = interview(8, f"{WORDS} and how you have come to see it")
    data = sheet(project({"content/interviews/bo.yaml": text}), "letter")
    sizes = type_sizes(data)
    assert max(sizes.values()) < 26  # the title's, where nothing is set smaller
    advice = [size for text, size in sizes.items() if "advice" in text or "Thank them" in text]
    assert min(sizes.values()) >= 7.99
    assert len(advice) == 2
    assert min(advice) >= 8.99


@pytest.mark.parametrize("count", [60, 70])
def test_no_number_of_questions_slips_through(project: Files, count: int) -> None:
    """Even what is longer than the page on which it is measured is refused."""
    text = interview(count, minutes=90).replace("minutes: 1}", "minutes: 1, note_lines: 8}")
    root = project({"content/interviews/bo.yaml": text})
    with pytest.raises(LimitError, match="too long for one page"):
        sheet(root, "letter")


def test_a_promise_without_an_end_is_kept(project: Files) -> None:
    """A kind of one page whose template marks no end is refused when it has more."""
    body = "<html lang='en'><head><title>T</title></head><body><h1>T</h1>%s</body></html>"
    root = project(
        {
            "templates/kinds/long/kind.yaml": (
                "title: Long\nabout: Long.\nchannels: [pdf]\nlimits: {pages: 1}\n"
            ),
            "templates/kinds/long/body.html.j2": body % ("<p>text</p>" * 200),
        }
    )
    with pytest.raises(LimitError, match="pages too long for one page"):
        make(Project.at(root), Wanted(kinds=("long",)), silent)


# What to do about it


def too_long(root: Path, kind: str) -> Problem:
    """What is said of a document of the only interview that is a centimetre too long."""
    maker = Maker.of(Project.at(root), Wanted())
    (interview,) = maker.library.interviews
    selection = maker.selector.select(maker.selector.catalog.kinds[kind], Target.about(interview))
    composition = maker.composer.compose(selection)
    long = Artifact(".pdf", b"", 1, overflow=10, promised=1)
    (problem,) = check_pages(long, composition, maker.library.rules["pages"])
    return problem


def test_questions_are_to_be_dropped_where_they_are_shown(project: Files) -> None:
    """However they are set, with curly quotes say; and only those that the page shows."""
    asked = """questions: [{text: "Who is the museum's “first” friend?"}, {text: Why?}]"""
    text = INTERVIEW.replace("questions: [pr-typical-day, cp-attraction]", asked)
    page = (
        '{% extends "shared/page.html.j2" %}'
        "{% block main %}<p>{{ plan.core[0].text|fine }}</p>{% endblock %}"
    )
    files = {
        "content/interviews/bo.yaml": text,
        "templates/kinds/notes/kind.yaml": PRINTED,
        "templates/kinds/notes/body.html.j2": page,
    }
    root = project(files)
    sheet, notes = too_long(root, "question-sheet"), too_long(root, "notes")
    assert sheet.hint.startswith("Drop first: “Why?”, then “Who is the museum's “first” friend?”.")
    assert notes.hint.startswith("Drop first: “Who is the museum's “first” friend?”. Nobody")
    assert {sheet.path.name, notes.path.name} == {"bo.yaml"}
    assert sheet.place == notes.place
    assert sheet.place.line > 1


def test_what_shows_no_question_gets_no_shorter_by_dropping_one(project: Files) -> None:
    """A phone script that is too long is told with the rule's own advice, at the interview."""
    problem = too_long(project(), "phone-script")
    assert problem.hint.startswith("Shorten the goal or the titles.")
    assert (problem.path.name, problem.place) == ("bo.yaml", Place(1, 1))


def test_a_page_of_ones_own_that_is_too_long_is_told_in_its_template(project: Files) -> None:
    """It shows no question, so that nothing in the interview would make it shorter."""
    page = '{% extends "shared/page.html.j2" %}{% block main %}<p>Words</p>{% endblock %}'
    files = {
        "templates/kinds/notes/kind.yaml": PRINTED,
        "templates/kinds/notes/body.html.j2": page,
    }
    problem = too_long(project(files), "notes")
    assert (problem.path.name, problem.path.parent.name) == ("body.html.j2", "notes")
    assert problem.hint.startswith("Write less in notes/body.html.j2, or allow more in")
    assert problem.message.startswith("Notes (bo): 10 mm too long for one page")
