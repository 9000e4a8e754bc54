"""PDFs as their readers meet them: pages, words, tags, and nothing read from elsewhere."""

import re
from io import BytesIO
from pathlib import Path

import page
import pytest
from pypdf import PdfReader
from weasyprint import HTML

from generator.builds import Wanted
from generator.pipeline import make
from generator.project import Project
from tests.conftest import ROOT, TODAY, Files, build_all, silent
from tests.readers import pdf_pages, pdf_tags, pdf_text

PDFS = [
    "handouts/guide",
    "handouts/question-sheet",
    "handouts/phone-script",
    "handouts/thank-you-note",
    "handouts/example-drafts",
    "marcus-oyelaran/guide",
    "marcus-oyelaran/question-sheet",
    "marcus-oyelaran/phone-script",
    "marcus-oyelaran/thank-you-note",
]


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_keeps_the_rules_of_pdf_ua(sample: Path, name: str) -> None:
    """A validator of PDF/UA-1 finds no rule broken, and it did look at something."""
    report = page.validate_pdf(str(sample / f"{name}.pdf"), profile="ua1")
    assert [str(failure) for failure in report.failures] == []
    assert report.rules.total > 100


def test_the_validator_finds_faults(tmp_path: Path) -> None:
    """A PDF of the bare engine, without tags, does not pass: the guard can fail."""
    broken = tmp_path / "broken.pdf"
    HTML(string="<h1>No tags</h1>").write_pdf(broken)
    assert not page.validate_pdf(str(broken), profile="ua1").is_compliant


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_says_what_it_is(sample: Path, name: str) -> None:
    """Title, language and tags are there, the title is shown, and one heading comes first."""
    data = (sample / f"{name}.pdf").read_bytes()
    root = PdfReader(BytesIO(data)).trailer["/Root"]
    assert root["/Lang"] == "en"  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert PdfReader(BytesIO(data)).metadata.title  # type: ignore[union-attr]
    assert len(pdf_tags(data).all("H1")) == 1


def test_the_sheet_is_a_list_of_questions(sample: Path) -> None:
    """Each question is an entry of a list, in the order in which it is asked."""
    data = (sample / "marcus-oyelaran" / "question-sheet.pdf").read_bytes()
    lists = [len(each.all("LI")) for each in pdf_tags(data).all("L")]
    # facts, plan, cues, core, if there is time, close, afterward
    assert lists == [4, 3, 3, 4, 1, 2, 2]
    text = pdf_text(data)
    order = ["What drew you", "typical day", "took you the longest", "first season", "Whom else"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_guides_are_two_leaves(sample: Path) -> None:
    """The guide has two leaves, with the planned questions marked in words."""
    everyone = (sample / "handouts" / "guide.pdf").read_bytes()
    personal = (sample / "marcus-oyelaran" / "guide.pdf").read_bytes()
    assert (pdf_pages(everyone), pdf_pages(personal)) == (4, 4)
    listed = re.search(r"On your question sheet, and marked •: ([\d, ]+)\.", pdf_text(personal))
    assert listed
    assert len(listed[1].split(", ")) == 3
    assert pdf_text(personal).count("•") - pdf_text(everyone).count("•") == 4


def test_the_same_input_is_the_same_bytes(tmp_path: Path) -> None:
    """Two builds of one project differ in no byte of any file."""
    one, two = (
        build_all(
            Project.at(ROOT, tmp_path / name, TODAY),
            kinds=("question-sheet", "guide"),
            interviews=("marcus-oyelaran",),
        )
        for name in ("one", "two")
    )
    files = sorted(path.relative_to(one) for path in one.rglob("[!.]*") if path.is_file())
    assert len(files) == 4
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in files)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "https://example.org/x.png", "x.png"])
def test_nothing_else_is_read(project: Files, url: str) -> None:
    """A template that asks for another file or for the network gets nothing, and a warning."""
    body = (
        '<html lang="en"><head><title>T</title></head><body><h1>T</h1>'
        f'<p><img src="{url}" alt="stolen"></p></body></html>'
    )
    root = project(
        {
            "templates/kinds/spy/kind.yaml": "title: Spy\nabout: Spies.\nchannels: [pdf]\n",
            "templates/kinds/spy/body.html.j2": body,
        }
    )
    made = make(Project.at(root), Wanted(kinds=("spy",)), silent)
    assert len(made.warnings) == 1
    assert url.rpartition("/")[2] in made.warnings[0].message
    assert b"/XObject" not in made.files["bo/spy.pdf"].data


def test_letters_beyond_the_typeface_are_printed(project: Files) -> None:
    """A name in Vietnamese or Greek is drawn with the second typeface, not left blank."""
    root = project()
    path = root / "content" / "interviews" / "bo.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Bo Larch", "Nguyễn Thị Ωmega"))
    made = make(Project.at(root), Wanted(kinds=("question-sheet",), channels=("pdf",)), silent)
    data = made.files["bo/question-sheet.pdf"].data
    assert "Nguyễn Thị Ωmega" in pdf_text(data)
    fonts = PdfReader(BytesIO(data)).pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    assert {name.partition("-")[0] for name in names} == {"Atkinson", "Noto"}
