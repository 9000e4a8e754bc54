"""The picker's question sheets, as they are published: marks stand for a student's words alone."""

import pytest

from generator.model import Organization
from generator.select import Selector
from generator.site.picker import data
from generator.site.sheets import sheets
from generator.site.situations import DAY, MARKS, MINUTES
from generator.typography import short_date
from tests.conftest import TODAY
from tests.values import loaded, selection

FOOTER = {
    "name": "Marrow College",
    "phone": f"555-01{int(MINUTES)}",
    "notice": f"Drop-in hours 3:33–5:00 a.m. until {short_date(DAY)}",
    "revision": "Jan. 15, 2027, Jan. 1",
}
"""What an office may say in the very words that stand for a student's meeting."""


def test_an_offices_own_words_are_no_stand_ins() -> None:
    """Its telephone number, hours and dates are on each sheet as it wrote them."""
    library, catalog = loaded()
    office = Organization.model_validate(FOOTER)
    library = library._replace(organization=office, seeker=None, interviews=())
    found = dict(sheets(Selector(library, catalog, today=TODAY)))
    assert len(found) == 8
    for markup in found.values():
        assert all(text in markup for text in FOOTER.values())


def test_days_and_times_of_a_meeting_are_marked() -> None:
    """So that the page fills in those that a student chose."""
    library, catalog = loaded()
    library = library._replace(seeker=None, interviews=())
    found = dict(sheets(Selector(library, catalog, today=TODAY)))
    agreed = ("meeting.short", "meeting.clock", "meeting.start", "meeting.end", "meeting.thanks")
    for path in (*agreed, "minutes.figure"):
        assert MARKS[path] in found["agreed"], path
    assert not [path for path in agreed if MARKS[path] in found["open"]]
    assert MARKS["questions.spelled"] in found["by-mail"]


@pytest.mark.parametrize(
    ("css", "margins"),
    [
        ("@page { margin: 34pt 42pt 28pt; }", (34, 42, 28)),
        ("@page{size:letter;margin:20mm}", (56.7, 56.7, 56.7)),
        ("@page { margin: 0.5in 1CM }", (36, 28.3, 36)),
        ("@page { margin: 9pt } @page { color: red; margin: 0 12px 1pc 9pt; }", (0, 9, 12)),
        ("@page { margin: var(--edge) }", (56.2, 56.2, 56.2)),
        ("@page wide { margin: 9pt } :root { --text: Plain }", (56.2, 56.2, 56.2)),
    ],
)
def test_margins_are_read_in_any_unit(css: str, margins: tuple[float, float, float]) -> None:
    """So that a sheet that fits on the screen fits on the paper of a theme of one's own, too."""
    library, catalog = loaded()
    selector = Selector(library._replace(seeker=None, interviews=()), catalog, today=TODAY)
    shown = selection("outreach-email")
    shown = shown._replace(theme=shown.theme._replace(print_css=css))
    assert data(shown, selector)["margins"] == pytest.approx(margins, abs=0.1)
