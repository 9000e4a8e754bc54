"""The printed documents: what stands on them, on how many pages, for whom and by whose clock."""

import re
from collections.abc import Iterable
from pathlib import Path

import page as validator
import pypdfium2
import pytest

from generator.builds import Wanted
from generator.channels import typeset
from generator.documents import ALL_INTERVIEWS, EVERYONE, Artifact, Selection, Target
from generator.model import Interview, Organization, Paper, Policy
from generator.pipeline import make
from generator.project import Project
from generator.select import Selector, gather
from tests.conftest import THEMES, TODAY, Files, silent
from tests.readers import pdf_pages, pdf_tags, pdf_text
from tests.values import composer, loaded

PAPERS = ("letter", "a4")
LIBRARY, CATALOG = loaded()
CONTACT = {
    "name": "Bo Larch",
    "phone": "555-0123",
    "email": "bo.larch@example.org",
    "relationship": "cold",
    "reason": "Your exhibit on river ferries made me wonder how such a thing is planned.",
}
AGREED = {"date": "2027-03-11", "time": "14:30", "timezone": "America/New_York"}
LONG = {
    "name": "Maximiliana Featherstonehaugh-Wolf",
    "title": "Deputy director for coastal and estuarine habitat restoration programs",
    "organization": "The Consolidated Interstate Commission for Estuaries",
}
GOAL = (
    "Learn whether a degree in ecology or one in engineering opens more doors, and how people "
    "whose family has never done such work find their first paid season in it."
)
OFFICE = Organization(
    name="The Consolidated State University",
    office="Center for Careers, Cooperative Education and Field Work",
    address="Alder Hall 210",
    phone="555-0110",
    notice="Other formats on request",
)


def interview(
    mode: str = "in_person",
    contact: dict[str, str] | None = None,
    meeting: dict[str, object] | None = None,
    **more: object,
) -> Interview:
    """An interview in this mode, agreed unless its meeting is given; more keys win."""
    known = {"id": "bo", "contact": CONTACT | (contact or {}), "topic": "museum work"}
    agreed = {"mode": mode, **(AGREED if meeting is None else meeting)}
    return Interview.model_validate({**known, "meeting": agreed, **more})


def selected(
    kind: str,
    about: Interview | None = None,
    paper: Paper = "letter",
    *,
    organization: Organization | None = None,
    policy: Policy | None = None,
    timezone: str | None = None,
) -> Selection:
    """What a document shows to a seeker in this zone, under this policy."""
    publisher = organization or LIBRARY.organization or OFFICE
    if policy:
        publisher = publisher.model_copy(update={"policy": policy})
    seeker = LIBRARY.seeker and LIBRARY.seeker.model_copy(update={"timezone": timezone})
    library = LIBRARY._replace(organization=publisher, seeker=seeker)
    selector = Selector(library, CATALOG, Wanted(paper=paper), today=TODAY)
    target = Target.about(about) if about else EVERYONE
    return gather(selector.select(CATALOG.kinds[kind], target), [], [])


def among(kind: str, interviews: Iterable[Interview], paper: Paper = "letter") -> Selection:
    """What a document about all interviews shows."""
    library = LIBRARY._replace(interviews=tuple(interviews))
    selector = Selector(library, CATALOG, Wanted(paper=paper), today=TODAY)
    return selector.select(CATALOG.kinds[kind], ALL_INTERVIEWS)


def printed(selection: Selection) -> Artifact:
    """The PDF of a document."""
    return next(typeset(composer().compose(selection), "pdf"))


def text_of(selection: Selection) -> str:
    """The words of a PDF as they are read aloud, in one line."""
    return " ".join(pdf_text(printed(selection).data).split())


def page_texts(data: bytes) -> list[str]:
    """The words of each page of a PDF, in one line each."""
    with pypdfium2.PdfDocument(data) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


ONE_PAGE = ("question-sheet", "day-of-checklist", "debrief-sheet")
MODES = ("in_person", "video", "phone", "email_qa")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", ONE_PAGE)
def test_one_page_is_kept_with_long_names(kind: str, mode: str, paper: Paper) -> None:
    """Long names, titles, offices and goals stay on one page, whatever the mode."""
    about = interview(mode, LONG, goal=GOAL, topic="the restoration of habitats along the coast")
    made = printed(selected(kind, about, paper, organization=OFFICE))
    assert (made.pages, made.overflow) == (1, 0)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", [*ONE_PAGE, "comparison-grid"])
def test_handouts_are_one_page(kind: str, paper: Paper) -> None:
    """What everyone gets is one page with lines to write on."""
    assert printed(selected(kind, paper=paper)).pages == 1


def tables() -> list[Selection]:
    """The documents that are tables."""
    met = [interview(id=f"bo-{n}", outcome={"takeaways": ["You said no."]}) for n in range(5)]
    return [among("tracker", met), among("comparison-grid", met), among("comparison-grid", [])]


@pytest.mark.parametrize(
    "selection",
    [
        *(selected(kind, interview(mode)) for kind in ONE_PAGE for mode in MODES),
        *(selected(kind) for kind in (*ONE_PAGE, "guide")),
        *tables(),
    ],
    ids=lambda selection: selection.kind.name,
)
def test_a_pdf_keeps_the_rules_of_pdf_ua(selection: Selection, tmp_path: Path) -> None:
    """A validator of PDF/UA-1 finds no rule broken in any of them."""
    path = tmp_path / "made.pdf"
    path.write_bytes(printed(selection).data)
    report = validator.validate_pdf(str(path), profile="ua1")
    assert [str(failure) for failure in report.failures] == []
    assert report.rules.total > 100


# The question sheet


@pytest.mark.parametrize("paper", PAPERS)
def test_all_seed_questions_in_twenty_minutes(paper: Paper) -> None:
    """Four are asked, two close, ten stand below with their minutes; on one page."""
    selection = selected("question-sheet", interview(preset="seed-15"), paper)
    assert (len(selection.plan.core), len(selection.plan.if_time)) == (4, 10)
    made = printed(selection)
    assert made.pages == 1
    text = " ".join(pdf_text(made.data).split())
    spare = text[text.index("If there is time") : text.index("Close min 17")]
    for asked in selection.plan.if_time:
        assert asked.text in spare.replace("\xa0", " ")
    assert len(re.findall(r"\d½? min", spare.replace("\xa0", " "))) == 10


def test_what_is_too_much_for_one_talk_is_counted() -> None:
    """Of very many questions ten are printed, and the others are said to be left."""
    own = [f"What is the {n}th thing to know?" for n in range(30)]
    text = text_of(selected("question-sheet", interview(questions=own)))
    assert "And 15 more, for another talk." in text.replace("\xa0", " ")


def test_by_mail_nobody_watches_the_clock() -> None:
    """A sheet for questions by email has no plan bar, no minute marks and no time to keep."""
    text = text_of(selected("question-sheet", interview("email_qa", preset="email-4", meeting={})))
    assert "Before I send" in text
    assert "four questions" in text
    assert not re.search(r"\bmin\b|The plan|minutes", text)


def test_an_hour_is_an_agenda() -> None:
    """Many questions stand in a line each with the time, and the lines to write on below them."""
    about = interview(meeting={**AGREED, "minutes": 60})
    selection = selected("question-sheet", about)
    made = printed(selection)
    text = " ".join(pdf_text(made.data).split())
    assert made.pages == 1
    assert len(selection.plan.core) > 12
    assert text.index("2:38") < text.index(selection.plan.core[1].text) < text.index("Notes")


# The guide


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("about", [None, interview(preset="explore-30")])
def test_a_guide_is_two_leaves(about: Interview | None, paper: Paper) -> None:
    """Four pages, each category whole on one of them, and none that is asked for by choice only."""
    selection = selected("guide", about, paper)
    pages = [text.replace("\xa0", " ") for text in page_texts(printed(selection).data)]
    assert len(pages) == 4
    for category in selection.bank:
        homes = {
            number
            for question in category.questions
            for number, text in enumerate(pages)
            if re.sub(r"\W", "", question.text) in re.sub(r"\W", "", text)
        }
        assert len(homes) == 1, category.title
    assert not any("the first in their family" in text for text in pages)


def test_the_guide_marks_what_needs_care() -> None:
    """A dagger stands at each question that can be taken amiss, and once where it is explained."""
    selection = selected("guide")
    careful = [q for category in selection.bank for q in category.questions if q.level == "caution"]
    text = text_of(selection).replace("\xa0", " ")
    assert careful
    assert text.count("†") == len(careful) + 1
    assert text.count("† Ask with care: it can be taken amiss.") == 1
    assert all(re.search(rf"{re.escape(q.text)} ?†", text) for q in careful)


def test_lists_name_questions_by_their_numbers() -> None:
    """Whoever looks up the numbers of a ready-made list finds its questions."""
    selection = selected("guide")
    body = composer().compose(selection, ("body.html",)).parts["body.html"]
    numbers = re.findall(r'<span class="number[^>]*id="question-([\w-]+)">(\d+)<', body)
    assert [int(number) for _, number in numbers] == list(range(1, len(numbers) + 1))
    lists = re.findall(r"<li><p><b>.*?</li>", body)
    assert len(lists) == len(selection.presets)
    for preset, listed in zip(selection.presets, lists, strict=True):
        named = re.findall(r'href="#question-([\w-]+)">(\d+)<', listed)
        assert [name for name, _ in named] == [*preset.questions, *preset.if_time]
        assert set(named) <= set(numbers)


def test_a_small_bank_is_one_leaf(project: Files) -> None:
    """With one's own few questions the guide is a front and a back, without lists of others."""
    questions = "# Boats {#boats}\n\n- What floats?\n- What sinks?\n"
    root = project({"content/questions.md": questions}, people=False)
    wanted = Wanted(kinds=("guide",), channels=("pdf",))
    (guide,) = make(Project.at(root), wanted, silent).files.values()
    assert guide.pages == 2
    assert "Ready-made lists" not in pdf_text(guide.data)


# The day-of checklist


@pytest.mark.parametrize(
    ("mode", "there", "not_there"),
    [
        ("in_person", ["at 2:20", "Identification", "until 2:50"], ["Join", "link"]),
        ("video", ["at 2:27", "microphone", "The link fails? Call 555-0123"], ["desk"]),
        ("phone", ["You call 555-0123", "at 2:47", "stop at 2:50"], ["camera", "desk"]),
        ("email_qa", ["Writing to Bo Larch", "seven working days"], ["at 2", "stop"]),
    ],
)
def test_a_checklist_fits_its_mode(mode: str, there: list[str], not_there: list[str]) -> None:
    """Where to be and when, what to have, what to do when it goes wrong: by mode."""
    text = text_of(selected("day-of-checklist", interview(mode))).replace("\xa0", " ")
    assert [words for words in there if words not in text] == []
    assert [words for words in not_there if words in text] == []


def test_what_is_for_a_class_is_asked_for() -> None:
    """The request has promised to ask, so the first words of the talk do."""
    course = {"course": "HIS 210", "shared_with": "my class"}
    text = text_of(selected("day-of-checklist", interview(assignment=course)))
    assert "May I use what you tell me for HIS 210, and share it with my class?" in text


def test_the_clock_is_the_seekers() -> None:
    """Marks are by the clock on the seeker's wall; where theirs differs, no time is said aloud."""
    about = interview("video", {"timezone": "America/Chicago"})
    for kind in ("day-of-checklist", "question-sheet"):
        text = text_of(selected(kind, about, timezone="America/Denver")).replace("\xa0", " ")
        assert "12:30–12:50 p.m. MST" in text
        assert "1:30 p.m. CST for them" in text
        assert "until 12:50" not in text
        assert "12:47" in text


def test_who_goes_there_takes_the_clock_of_the_place() -> None:
    """In person the time is the place's, wherever the seeker lives."""
    text = text_of(selected("day-of-checklist", interview(), timezone="America/Denver"))
    assert "at 2:20" in text.replace("\xa0", " ")
    assert "MST" not in text


@pytest.mark.parametrize(
    ("resume", "words"),
    [("never", "No résumé"), ("on_request", "only if they ask"), ("attach", "résumé you sent")],
)
def test_the_resume_is_the_organizations_to_decide(resume: str, words: str) -> None:
    """A checklist says of the résumé what the policy says."""
    selection = selected("day-of-checklist", interview(), policy=Policy(resume=resume))
    assert words in text_of(selection).replace("\xa0", " ")


# The debrief sheet


def test_a_debrief_asks_in_words() -> None:
    """What an outcome has a key for is asked for in words; whoever has no file knows no keys."""
    text = text_of(selected("debrief-sheet", interview())).replace("\xa0", " ")
    asked = ["Three things I learned", "Next steps", "surprised me", "Would it fit me", "promised"]
    places = [text.index(words) for words in [*asked, "Names they gave me"]]
    assert places == sorted(places)
    assert not re.search(r"\w_\w|takeaways|outcome", text)
    assert "Thank them by March 12" in text


# The tables


def rows(count: int) -> list[Interview]:
    """So many interviews, each of another contact."""
    return [interview(contact={"name": f"Bo Larch {n}"}, id=f"bo-{n:02}") for n in range(count)]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_long_tracker_repeats_its_head(paper: Paper) -> None:
    """Thirty interviews take more pages than one, and each page has the headings again."""
    selection = among("tracker", rows(30), paper)
    texts = page_texts(printed(selection).data)
    assert len(texts) > 1
    assert all("Contact Asked Meeting Next step By" in text for text in texts)
    assert sum(text.count("Confirm the meeting") for text in texts) == 30


def test_a_tracker_is_a_table() -> None:
    """Heads of columns and of rows say which they are, so each cell is heard with both."""
    tags = pdf_tags(printed(among("tracker", rows(3))).data)
    scopes = [str(tag.entries["/A"]["/Scope"]) for tag in tags.all("TH")]
    assert scopes == ["/Column"] * 5 + ["/Row"] * 3
    assert len(tags.all("TD")) == 3 * 4


def test_a_tracker_says_what_is_late() -> None:
    """The first thing to do, its day, and in words that it is late."""
    past = interview(meeting={**AGREED, "date": "2027-02-10"}, outcome={"takeaways": ["You did."]})
    selection = among("tracker", [past])
    (row,) = selection.rows
    assert row.next
    text = text_of(selection).replace("\xa0", " ")
    assert f"{row.next.action} Feb. 11 late" in text
    assert "late" in text.split("Contact")[0]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (4, 1), (5, 2)])
def test_a_grid_lies_on_its_side(count: int, pages: int, paper: Paper) -> None:
    """Four interviews to a page, and the page is wider than it is tall."""
    data = printed(among("comparison-grid", rows(count), paper)).data
    assert pdf_pages(data) == pages
    with pypdfium2.PdfDocument(data) as document:
        assert all(page.get_width() > page.get_height() for page in document)


@pytest.mark.parametrize("theme", THEMES)
def test_a_full_grid_keeps_its_page(theme: str) -> None:
    """Long titles and long answers take room from the empty rows, and the foot is not alone."""
    long = (
        "Half of the week goes into explaining numbers to people who have to decide, "
        "and who never have the time to read a table."
    )
    work = {"title": "Assistant director for water quality, field stations"}
    work["organization"] = "Ashgrove County Water Council"
    outcome = {"takeaways": [long], "surprises": long, "next_steps": [long[:87]], "fit": 4}
    full = [interview(contact=work, outcome=outcome) for _ in range(4)]
    selection = among("comparison-grid", full)._replace(theme=CATALOG.themes[theme])
    assert pdf_pages(printed(selection).data) == 1


def test_a_grid_has_what_is_known() -> None:
    """Takeaways, next steps, names and fit stand under their contact; the rest is to be written."""
    outcome = {
        "takeaways": ["You showed me that the crates come first."],
        "next_steps": ["ask about the course on crates"],
        "named": ["Jo Fenn"],
        "fit": 4,
    }
    text = text_of(among("comparison-grid", [interview(outcome=outcome)])).replace("\xa0", " ")
    for words in ("the crates come first", "the course on crates", "Jo Fenn", "4 of 5"):
        assert words in text
    assert text.count("Name") == 3
