"""Made-up people for one class: everyone has the same questions, and nothing else in common."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import cache

from generator.documents import Composition, Target
from generator.model import Chosen, Interview, Seeker
from generator.select import Selector, gather
from tests.conftest import TODAY
from tests.values import composer, loaded

FIRST = [
    *("Jordan", "Zoë", "José", "Ana-María", "Søren", "Łukasz"),
    *("Chloé", "Priya", "Wei", "O’Neil", "Tariq", "Renée"),
]
LAST = [
    *("Rivera", "Okafor", "García-López", "Šimek", "D’Angelo"),
    *("Kowalczyk", "Smith", "Ávila", "Toffoli", "Tan"),
]
ROLES = ["Hydrologist", "Museum registrar", "Policy analyst", "Nurse educator"]
WORK = ["Tern River Council", "Acme & Daughters", "Béton Frères", "Łódź Transit", "Pier 9"]
PLACES = ["Ashgrove Waterworks, front desk", "The café at Pier 9", "Room 4, Marrow Hall"]
STUDIES = ["history student at Marrow College", "nursing student at Wrenfield University"]


def people(i: int, mode: str) -> tuple[Interview, Seeker]:
    """A student of the class, and whom they will meet."""
    library, _ = loaded()
    interview = library.interviews[0]
    contact = {
        "name": f"{FIRST[i % 12]} {LAST[7 * i % 10]}",
        "title": ROLES[i % 4],
        "organization": WORK[i % 5],
        "phone": f"555-01{i % 100:02}",
        "address": f"{i} Main Street\nTernbridge, OR 97000",
    }
    meeting = {
        "date": date(2027, 3, 1) + timedelta(days=i % 90),
        "time": time(9 + i % 8, 30 * (i % 2)),
        "mode": mode,
        "place": PLACES[i % 3] if mode == "in_person" else None,
        "link": f"https://meet.example.org/{i}" if mode == "video" else None,
    }
    interview = interview.model_copy(
        update={
            "contact": interview.contact.model_copy(update=contact),
            "meeting": interview.meeting.model_copy(update=meeting),
        }
    )
    seeker = {
        "name": f"{FIRST[5 * i % 12]} {LAST[3 * i % 10]}",
        "phone": f"555-01{(3 * i + 7) % 100:02}",
        "introduction": f"a first-year {STUDIES[i % 2]}",
        "address": f"{i} Elm Street\nTernbridge, OR 97001",
    }
    assert library.seeker
    return interview, library.seeker.model_copy(update=seeker)


@cache
def of_all() -> Selector:
    """What does not depend on people, put together once, as a cohort does."""
    return Selector(*loaded(), today=TODAY)


def documents(
    kind: str, theme: str, count: int, modes: tuple[str, ...] = ("video",), *, first: int = 0
) -> Iterator[Composition]:
    """A document of each student about their contact."""
    for i in range(first, first + count):
        interview, seeker = people(i, modes[i % len(modes)])
        yield _document(kind, theme, seeker, Target.about(interview))


def guides_for_other_questions(theme: str) -> Iterator[Composition]:
    """The guides of four students who have chosen different questions, and more or less of them."""
    library, _ = loaded()
    ids = [question.id for category in library.bank for question in category.questions]
    for i in range(4):
        interview, seeker = people(i, "video")
        chosen = tuple(Chosen(id=each) for each in ids[7 * i : 8 * i + 2])
        interview = interview.model_copy(update={"questions": chosen, "preset": None})
        yield _document("guide", theme, seeker, Target.about(interview))


def sheets_without_a_number(theme: str) -> Iterator[Composition]:
    """The sheets of four students, of whom every other has no telephone."""
    for i in range(4):
        interview, seeker = people(i, "video")
        seeker = seeker if i % 2 else seeker.model_copy(update={"phone": None})
        yield _document("question-sheet", theme, seeker, Target.about(interview))


def documents_to_write_on(kind: str, theme: str, count: int) -> Iterator[Composition]:
    """A document of each student, none of whom has a contact yet."""
    for i in range(count):
        _, seeker = people(i, "video")
        yield _document(kind, theme, seeker, Target("seeker", f"student-{i}"))


def _document(kind: str, theme: str, seeker: Seeker, target: Target) -> Composition:
    library, catalog = loaded()
    selector = of_all().among(library._replace(seeker=seeker))
    selection = gather(selector.select(catalog.kinds[kind], target), [], [])
    selection = selection._replace(theme=catalog.themes[theme].branded(library.faces))
    standard = next(each for each in selection.theme.editions if each.name == "standard")
    return composer().compose(selection._replace(edition=standard), ("body.html",))
