"""What is wrong with a kind or a theme of one's own is told in its own files, and once."""

from pathlib import Path

import pytest

from generator.builds import Wanted
from generator.errors import InputError, LimitError, Problem
from generator.pipeline import check, make
from generator.project import Project
from tests.conftest import INTERVIEW, ROOT, SEEKER, TODAY, Files, silent

ROOM = "templates/kinds/lab-visit"
KIND = """
title: Visit a lab
about: Asks to see where the work is done.
channels: [email, text]
limits: {words: 20}
"""
SHORT = "Dear {{ contact.dear }},\n\nmay I see your lab?\n\n{{ seeker.name }}\n"
OTHER = INTERVIEW.replace("Bo ", "Ines ").replace("bo.", "ines.")


def refused(project: Files, body: str, **more: str) -> list[Problem]:
    """What a check says of a draft of one's own, with two interviews."""
    files = {
        f"{ROOM}/kind.yaml": KIND,
        f"{ROOM}/subject.txt.j2": "A visit to your lab",
        f"{ROOM}/body.txt.j2": body,
        "content/interviews/ines.yaml": OTHER,
    }
    root = project(files | more)
    with pytest.raises(LimitError) as error:
        check(Project.at(root, day=TODAY), Wanted(), silent)
    return list(error.value.problems)


def at(problem: Problem) -> str:
    """The file of a problem and its place there: ``body.txt.j2:2:5``."""
    return f"{problem.path.name}:{problem.place.line}:{problem.place.column}"


def test_a_placeholder_of_a_template_is_told_in_it(project: Files) -> None:
    """It is no interview's fault; what a comment says is in no document."""
    (problem,) = refused(project, "{# [name] #}\nDear Professor [name],\n")
    assert at(problem) == "body.txt.j2:2:16"
    assert "“[name]” was never filled in" in problem.message


def test_a_subject_without_a_word_is_told_in_its_template(project: Files) -> None:
    """A mail without a subject is not opened."""
    (problem,) = refused(project, SHORT, **{f"{ROOM}/subject.txt.j2": "{# later #}\n"})
    assert at(problem).startswith("subject.txt.j2")
    assert problem.message == "Visit a lab: the subject is empty."


def test_words_of_a_template_are_told_in_it(project: Files) -> None:
    """What a rule refuses is told where it stands, however the lines are broken."""
    (problem,) = refused(project, SHORT.replace("may I", "is anybody\n  hiring? Are you\nhiring?"))
    assert problem.rule == "job-ask"
    assert at(problem) == "body.txt.j2:4:11"


def test_words_of_a_piece_are_told_in_it(project: Files) -> None:
    """So is what a template includes from the project's own shared pieces."""
    body = SHORT + '{% include "shared/closing.j2" %}\n'
    pieces = {"templates/shared/closing.j2": "\nThank you, [name]\n"}
    (problem,) = refused(project, body, **pieces)
    assert at(problem) == "closing.j2:2:12"


def test_words_of_a_user_are_told_in_the_interview(project: Files) -> None:
    """A template that shows them has nothing to answer for."""
    asking = INTERVIEW.replace("such a thing is planned.", "it is done. Are you hiring?")
    body = SHORT.replace("may I see your lab?", "{{ contact.reason }}")
    problems = refused(project, body, **{"content/interviews/bo.yaml": asking})
    assert [at(problem) for problem in problems] == ["bo.yaml:5:11"]


def test_a_template_that_is_too_long_is_told(project: Files) -> None:
    """Nobody can shorten a reason that is not in it. It is told once, and for how many it is so."""
    long = SHORT.replace("lab?", "lab" + " and the room beside it" * 5 + " {{ contact.name }}?")
    (problem,) = refused(project, long)
    assert at(problem) == "body.txt.j2:0:0"
    assert problem.message == (
        "Visit a lab (bo): the text has 37 words; at most 20 are allowed. "
        "It is too long for 1 more interview."
    )
    assert problem.hint.startswith("Write less in lab-visit/body.txt.j2, or allow more")

    third = OTHER.replace("Ines Larch", "Cleo van der Larch").replace("ines.", "cleo.")
    (again,) = refused(project, long, **{"content/interviews/cleo.yaml": third})
    assert again.message.endswith("at most 20 are allowed. It is too long for 2 more interviews.")


def test_a_page_that_shows_a_text_keeps_its_limit(project: Files) -> None:
    """What is only printed may have a limit of words, as long as there is a text to count."""
    page = '{% extends "shared/page.html.j2" %}{% block main %}{{ draft.body }}{% endblock %}'
    long = SHORT.replace("lab?", "lab" + " and the room beside it" * 5 + "?")
    more = {f"{ROOM}/body.html.j2": page}
    more[f"{ROOM}/kind.yaml"] = KIND.replace("[email, text]", "[pdf, web]")
    (problem,) = refused(project, long, **more)
    assert problem.rule == "words"


def test_an_advice_that_a_template_cannot_keep_is_told_once(project: Files) -> None:
    """Also as a remark, and apart from what else is wrong."""
    advice = KIND.replace("{words: 20}", "{words: 90, advised_words: 15}")
    root = project({f"{ROOM}/kind.yaml": advice})
    files = {
        f"{ROOM}/subject.txt.j2": "A visit to your lab",
        f"{ROOM}/body.txt.j2": SHORT.replace("lab?", "lab" + " and the next one" * 5 + "?"),
        "content/interviews/ines.yaml": OTHER,
    }
    made = check(Project.at(project(files), day=TODAY), Wanted(kinds=("lab-visit",)), silent)
    (remark,) = [each for each in made.warnings if each.rule == "advised-words"]
    assert remark.path.is_relative_to(root)
    assert remark.message.endswith("people read 15 at most. It is too long for 1 more interview.")


def test_a_long_reason_in_a_template_is_told_in_the_interview(project: Files) -> None:
    """Where the template alone would keep the limit, it is the user's words that are too many."""
    problems = refused(project, SHORT.replace("may", "{{ contact.reason }} May"))
    assert [at(problem) for problem in problems] == ["bo.yaml:5:11", "ines.yaml:5:11"]


FAIR = ROOT / "templates/themes/fair"
SHEET = (
    "/* color: rd */\n.part { background-color: rd }\n.part {\n  color: rd; font-size:20pxx\n}\n"
)
PAGE = """\
{% extends "shared/page.html.j2" %}
{% block title %}Visit a lab{% endblock %}
{% block main %}
<p style="colr: red">Here it is:</p>
<img src="map.png" alt="A map">
<img src="https://example.org/plan.png" alt="A plan">
{% endblock %}
"""


def remarked(root: Path) -> list[Problem]:
    """What a build of handouts of one's own remarks on in print, each once."""
    made = make(Project.at(root, day=TODAY), Wanted(kinds=("first", "second")), silent)
    return made.warnings


def handouts(page: str) -> dict[str, str]:
    """Two kinds with the same page."""
    kind = "title: Visit a lab\nabout: Shows the way.\nchannels: [pdf]\nmade_for: [handout]\n"
    both = ("first", "second")
    kinds = {f"templates/kinds/{name}/kind.yaml": kind for name in both}
    return kinds | {f"templates/kinds/{name}/body.html.j2": page for name in both}


def test_a_remark_on_print_is_told_where_its_words_stand(project: Files) -> None:
    """A style sheet's is told in it, once for all documents; a page's in its template."""
    hall = {each.name: each.read_text(encoding="utf-8") for each in FAIR.glob("*.*")}
    hall["print.css"] = SHEET + hall["print.css"]
    own = {f"templates/themes/hall/{name}": text for name, text in hall.items()}
    own["content/organization.yaml"] = "name: Marrow College\ntheme: hall\n"
    told = {at(each): each for each in remarked(project(handouts(PAGE) | own))}
    pages = ["body.html.j2:4:11", "body.html.j2:5:11", "body.html.j2:6:11"]
    assert sorted(told) == [*pages, "print.css:2:9", "print.css:4:14", "print.css:4:3"]
    assert (
        told["print.css:4:14"].message == "“font-size:20pxx” has no effect in PDFs: invalid value."
    )
    assert told["body.html.j2:5:11"].message == "“map.png” is not shown in PDFs."
    assert all(each.hint and each.severity == "warning" for each in told.values())


@pytest.mark.parametrize(
    ("slip", "words", "place"),
    [
        (".notes { color: red; margin 3pt }", ".notes { color: red; margin 3pt }", "2:1"),
        (".notes {\n  color: red;\n  margin 3pt\n}", "margin 3pt", "4:3"),
        ("@import url(a.css);", "@import url(a.css);", "2:1"),
    ],
)
def test_a_line_of_a_style_sheet_that_is_half_is_told_in_it(
    project: Files, slip: str, words: str, place: str
) -> None:
    """The engine says but where it is, in the sheets of the theme together."""
    hall = {each.name: each.read_text(encoding="utf-8") for each in FAIR.glob("*.*")}
    hall["print.css"] = f"/* margin 3pt */\n{slip}\n{hall['print.css']}"
    own = {f"templates/themes/hall/{name}": text for name, text in hall.items()}
    own["content/organization.yaml"] = "name: Marrow College\ntheme: hall\n"
    page = PAGE.partition("<p")[0] + "<p>Here it is.</p>\n{% endblock %}\n"
    (told,) = remarked(project(handouts(page) | own))
    assert at(told) == f"print.css:{place}"
    assert told.message == f"“{words}” is not understood in PDFs."
    assert "it lacks, or take it out" in told.hint


def test_a_remark_that_stands_nowhere_names_its_document(project: Files) -> None:
    """What a template has put together is in none of its lines."""
    page = PAGE.replace("map.png", "{{ 'map' }}.png").replace("plan.png", "{{ 'plan' }}.png")
    messages = [each.message for each in remarked(project(handouts(page))) if not each.hint]
    assert len(messages) == 4
    assert all(message.startswith("Visit a lab: the PDF engine says: ") for message in messages)


def test_what_the_engine_fails_over_is_told_in_words(project: Files) -> None:
    """It stops at a calculation that is none; that is no fault of the program's."""
    page = PAGE.replace("colr: red", "width: calc(1px + )").replace("<img", "<hr")
    root = project(handouts(page))
    with pytest.raises(InputError) as caught:
        make(Project.at(root, day=TODAY), Wanted(kinds=("first",)), silent)
    (problem,) = caught.value.problems
    assert problem.message == "Visit a lab: the PDF engine fails (AssertionError)."
    assert "style sheets" in problem.hint


ABOUT_THE_OFFICE = """
title: A note to the office
about: Tells the office how the talk went.
channels: [email]
suits: {organization.link: [], printing.sides: ["1"]}
requires: {seeker.phone: your telephone number (seeker.yaml → phone)}
recipient: seeker
due: {after: meeting, days: 2, needs: organization.phone, until: seeker.timezone}
"""
OFFICE = "name: Marrow College\nlink: https://example.org/careers\nphone: 555-0187\n"


def test_a_kind_may_name_any_field_that_there_is(project: Files) -> None:
    """Of the organization, the policy, how it is printed and the seeker, wherever it names one."""
    body = "Dear {{ organization.name }},\n\nit went well.\n\n{{ seeker.name }}\n"
    files = {
        f"{ROOM}/kind.yaml": ABOUT_THE_OFFICE,
        f"{ROOM}/subject.txt.j2": "How it went",
        f"{ROOM}/body.txt.j2": body,
        "content/organization.yaml": OFFICE,
        "content/seeker.yaml": f"{SEEKER}phone: 555-0199\n",
    }

    def mail(**more: str) -> bytes | None:
        made = make(Project.at(project(files | more), day=TODAY), Wanted(), silent)
        file = made.files.get("bo/lab-visit.eml")
        return file.data if file else None

    sent = mail()
    assert sent
    assert b"To: Ada Quill <" in sent
    assert mail(**{"content/organization.yaml": "name: Marrow College\n"}) is None
    assert mail(**{"content/organization.yaml": f"{OFFICE}printing: {{sides: 2}}\n"}) is None
