"""Dates, times and small marks."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from generator import typography as set_

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('He said "no"', "He said “no”"),
        ("a master's degree", "a master’s degree"),
        ('\'tis "odd"', "‘tis “odd”"),
        ('("quoted")', "(“quoted”)"),
    ],
)
def test_quotes_are_curly(typed: str, printed: str) -> None:
    """Straight marks from a keyboard become the right curly ones."""
    assert set_.curl(typed) == printed


def test_the_last_two_words_stay_together() -> None:
    """No line of one word at the end, unless the two words are long."""
    assert set_.bind_last("What do you do?") == f"What do you{NBSP}do?"
    assert set_.bind_last("Hello") == "Hello"
    assert set_.bind_last("about environmental sustainability") == (
        "about environmental sustainability"
    )


@pytest.mark.parametrize(
    ("html", "last"),
    [
        ("<p>It was a long day.</p>", f"long{NBSP}day."),
        ("<p>It was a long\nday.</p>", f"long{NBSP}day."),
        ("<p>It <em>was long</em>.</p>", f"<em>was{NBSP}long</em>."),
        ('<p>See <a href="x" title="a b">it</a></p>', f'See{NBSP}<a href="x" title="a b">it</a>'),
        ("<li>one two</li>\n<li>three</li>", f"one{NBSP}two</li>\n<li>three"),
        ("<td>one two</td>\n<td>three</td>", f"one{NBSP}two</td>\n<td>three"),
        ("<p>Ask in 20 minutes of it</p>", f"20{NBSP}minutes of{NBSP}it"),
        ("<p>so &quot;a&quot; &lt;b&gt;</p>", f"&quot;a&quot;{NBSP}&lt;b&gt;"),
        ("<p>about environmental sustainability</p>", "environmental sustainability"),
        ('<p><img alt="no words"></p>', '<img alt="no words">'),
        ("<p>one two<br>\nthree</p>", "one two<br>\nthree"),
    ],
)
def test_paragraphs_of_html_end_in_two_words(html: str, last: str) -> None:
    """The end of each block is bound as a line is; tags and attributes stay as they are."""
    made = set_.fine_html(html)
    assert last in made
    assert made.replace(NBSP, " ") == html.replace("\nday", " day")


def test_figures_stay_with_their_units() -> None:
    """A number is not parted from what it counts, nor a month from its day."""
    assert set_.bind_units("20 minutes on March 11") == f"20{NBSP}minutes on March{NBSP}11"


@pytest.mark.parametrize("extension", ["x 4417", "x4417", "ext. 4417", "Extension 4417"])
def test_an_extension_stays_with_its_number(extension: str) -> None:
    """No line of a sheet begins with “x 4417”, and none ends in “x”."""
    bound = f"555-0142 {extension}".replace(" ", NBSP)
    assert set_.fine(f"Call 555-0142 {extension} before 2:30.") == f"Call {bound} before{NBSP}2:30."
    assert set_.fine(f"Phone 555-0142, {extension}").endswith(f"0142,{NBSP}{bound[9:]}")


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        ((14, 30), (14, 50), "2:30–2:50 p.m."),
        ((11, 45), (12, 5), "11:45 a.m.–12:05 p.m."),
        ((0, 0), (0, 20), "12:00–12:20 a.m."),
    ],
)
def test_ranges_name_the_half_of_the_day_once(
    start: tuple[int, int], end: tuple[int, int], printed: str
) -> None:
    """An en dash, and a.m. or p.m. twice only where it changes."""
    day = [datetime(2027, 3, 11, *at, tzinfo=UTC) for at in (start, end)]
    assert set_.clock_range(*day) == printed


def test_dates_are_written_in_the_american_way() -> None:
    """Short on a sheet, long in a letter."""
    day = date(2027, 3, 11)
    assert set_.short_date(day) == "Thu., March 11, 2027"
    assert set_.long_date(day) == "Thursday, March 11"
    assert set_.month_day(date(2027, 9, 1)) == "Sept. 1"
    assert set_.clock(time(9, 5)) == "9:05 a.m."


@pytest.mark.parametrize(
    ("zone", "name"),
    [("America/New_York", "EST"), ("Asia/Kolkata", "IST"), ("America/Sao_Paulo", "UTC−3")],
)
def test_zones_have_their_short_names(zone: str, name: str) -> None:
    """A zone without letters is told by its distance from UTC."""
    assert set_.zone(datetime(2027, 3, 11, 12, tzinfo=ZoneInfo(zone))) == name


def test_half_an_hour_is_part_of_a_zone() -> None:
    """Minutes of an offset are not lost."""
    assert set_.zone(datetime(2027, 3, 11, tzinfo=ZoneInfo("Etc/GMT-3"))) == "UTC+3"
    assert set_.zone(datetime(2027, 3, 11, tzinfo=ZoneInfo("Asia/Kathmandu"))) == "UTC+5:45"


@pytest.mark.parametrize(("minutes", "figure"), [(2, "2"), (1.5, "1½"), (0.5, "½"), (2.25, "2¼")])
def test_minutes_are_figures(minutes: float, figure: str) -> None:
    """Half minutes are fractions, not decimals."""
    assert set_.minutes_figure(minutes) == figure


def test_numbers_are_said_one_by_one() -> None:
    """A telephone number for the voice: digit by digit, a pause between the groups."""
    assert set_.digits("555-0177") == "5-5-5, 0-1-7-7"
    for extension in (" x3", " ext. 3", " Ext 3", ", extension 3"):
        assert set_.digits(f"555-0177{extension}") == "5-5-5, 0-1-7-7, extension 3"


def test_lists_have_one_and() -> None:
    """One, two and three items."""
    assert [set_.listed(["a", "b", "c"][:n]) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]


def test_no_sentence_ends_twice() -> None:
    """A full stop is added only where there is no mark yet."""
    assert (set_.stop("after 2 p.m."), set_.stop("today")) == ("after 2 p.m.", "today.")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("My number is 555-0177: that is 5-5-5, 0-1-7-7.", ["555-0177", "5-5-5", "0-1-7-7"]),
        ("Call +44 20 7946 0000 or 1 (555) 555-0142.", ["+44 20 7946 0000", "1 (555) 555-0142"]),
        ("I am B-R-A-N-D-T, free after 3 p.m.; a third-year.", ["B-R-A-N-D-T", "3 p.m."]),
        ("Thursday, March 11, 2:30–2:50 p.m.", ["March 11", "2:30–2:50 p.m."]),
        ("https://meet.example.org/555-0177-1234", []),
        ("In 2027 a well-known, co-worker-led e-mail of 90 words.", []),
        ("W-O-L-F-E-S-C-H-L-E-G-E-L", []),
    ],
)
def test_what_belongs_on_one_line_is_found(text: str, kept: list[str]) -> None:
    """Telephone numbers, times, days and spelled names; not addresses, nor what is too long."""
    assert set_.UNBROKEN.findall(text) == kept
