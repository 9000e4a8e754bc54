"""No blanks: whatever is unknown, nothing in an output looks as if something is missing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check import check_text
from generator.documents import EVERYONE, TEXTS, Composition, Entry, File, Target
from generator.markup import words_of
from generator.model import Interview, Library, Organization, Seeker
from generator.select import Selector, gather, lacks, suits
from tests.conftest import TODAY
from tests.values import INTERVIEWS, ORGANIZATIONS, SEEKERS, composer, composition, loaded

MISSING = re.compile(
    r"\bNone\b|Undefined|\{\{|\}\}|\[\w|\( *\)|“ *”|\" *\"|  |[ (]+[,.;:!?)]|,,|\.\.(?!\.)|,\."
    r"|;\.|\?\.|:\.|^[,.;:]|\b(?:Dear|about|at|with|(?<!choose )from|by|is|for)[,.;]|· *·|· *$",
    re.MULTILINE,
)
CATALOG = loaded()[1]
KINDS = sorted(CATALOG.kinds)
DRAFTS = [name for name in KINDS if "text" in CATALOG.kinds[name].channels]
FOR_ALL = {"handout"}, {"cohort"}
PERSONAL = [name for name in KINDS if {*CATALOG.kinds[name].made_for} not in FOR_ALL]


def gaps(composition: Composition) -> list[str]:
    """Places in a document where something seems to be missing."""
    found = []
    for part, text in composition.parts.items():
        shown = text
        if part.endswith("html"):
            # A line to write on is where a handout's reader puts the words.
            shown = re.sub(r' ?<span class="blank"></span> ?', "▁", text)
            # A mark that stands right behind a word which is set in bold is where it should be.
            shown = re.sub(r"(?<=\w)(?:</(?:a|b|em|i|span)>)+(?=[,.;:!?)])", "", shown)
            shown = " ".join(words_of(shown.replace('<p class="say">', "")).split())
        found += [
            f"{part}: …{shown[max(0, m.start() - 30) : m.end() + 30]}…"
            for m in MISSING.finditer(shown)
        ]
    return found


@given(
    kind=st.sampled_from(PERSONAL),
    interview=INTERVIEWS,
    seeker=SEEKERS,
    organization=st.none() | ORGANIZATIONS,
)
@settings(max_examples=400, deadline=None)
def test_no_document_has_a_gap(
    kind: str, interview: Interview, seeker: Seeker, organization: Organization | None
) -> None:
    """Every document of every made-up interview reads as if all of it had been written by hand."""
    library, catalog = loaded()
    library = library._replace(seeker=seeker, organization=organization, logo=None)
    selection = Selector(library, catalog, today=TODAY).select(
        catalog.kinds[kind], Target.about(interview)
    )
    if kind == "packet":
        selection = gather(selection, entries(library, interview), [])
    if suits(catalog.kinds[kind], interview, library) and not lacks(selection):
        assert gaps(composer().compose(selection)) == []


def entries(library: Library, interview: Interview) -> list[Entry]:
    """The drafts of an interview, as its packet lists them."""
    found = []
    for name in DRAFTS:
        kind = CATALOG.kinds[name]
        selection = Selector(library, CATALOG, today=TODAY).select(kind, Target.about(interview))
        if suits(kind, interview, library) and not lacks(selection):
            draft = composer().compose(selection, TEXTS).draft
            found.append(Entry(kind, (File(f"{name}.txt", 900, None),), draft, selection.bounds))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_handout_has_a_gap(kind: str) -> None:
    """Handouts have lines to write on where a person's facts would stand, and no gaps."""
    library, catalog = loaded()
    if "handout" in catalog.kinds[kind].made_for:
        selection = Selector(library, catalog, today=TODAY).select(catalog.kinds[kind], EVERYONE)
        assert gaps(composer().compose(selection)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dear , hello",
        "Dear, hello",
        "two  spaces",
        "I am None.",
        "at {{ place }}",
        "in [Company]",
        "ends..",
    ],
)
def test_a_gap_is_seen(text: str) -> None:
    """The test above can fail: each sort of gap is found where there is one."""
    made = composition("outreach-email")
    assert gaps(Composition(made.selection, {"body.txt": text}))


@pytest.mark.parametrize(
    "text",
    [
        *("Dear [Name],", "at [Company Name]", "{{ name }}", "<<topic>>", "XXXX"),
        *("TODO: reason", "Todo: reason", "todo", "Todo", "Todo.", "I am ToDo."),
    ],
)
def test_a_placeholder_of_the_user_is_refused(text: str) -> None:
    """What people leave in templates is a problem that names it."""
    made = composition("outreach-email")
    (problem,) = check_text(Composition(made.selection, {"body.txt": text}))
    assert "was never filled in" in problem.message


@pytest.mark.parametrize(
    "text", ["Dear Makoto Todo,", "Todo-san", "makoto.todo@example.org", "todo-m@example.org"]
)
def test_a_surname_is_no_placeholder(text: str) -> None:
    """Todo is one: a capital and small letters beside other words, or part of an address."""
    made = composition("outreach-email")
    assert not [*check_text(Composition(made.selection, {"body.txt": text}))]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Dear [your <b>name</b>],</p>",
        "<p>about &lt;&lt;topic&gt;&gt;</p>",
        "<p>about &#91;Topic&#93;</p>",
        '<p>Dear <span class="nb">[Na</span>me],</p>',
    ],
)
def test_a_placeholder_is_seen_through_markup(html: str) -> None:
    """A page is judged by what its reader sees, however that is marked up or spelled."""
    made = composition("outreach-email")
    (problem,) = check_text(Composition(made.selection, {"body.html": html}))
    assert "was never filled in" in problem.message
    styles = "<style>a[title] { color: red }</style><p>[1] is a note.</p>"
    assert not [*check_text(Composition(made.selection, {"body.html": styles}))]
