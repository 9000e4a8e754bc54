"""One organization file restyles every document; an office touches no style sheet."""

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from generator.builds import Wanted
from generator.model import Organization
from generator.pipeline import make
from generator.project import Project
from tests.conftest import ROOT, TODAY, Files, silent
from tests.readers import pdf_tags, pdf_text
from tests.values import loaded

ORGANIZATION = """\
name: Saint Brendan and the Navigators State University of the Western Reserve
office: Center for Career Development and Experiential Learning
logo: {path: wordmark.svg, alt: Saint Brendan}
color: "#7b1022"
second_color: "#b5891a"
fonts:
  - {family: Spectral, package: fontpkg_spectral, file: Spectral-Regular.ttf}
  - {family: Spectral, package: fontpkg_spectral, file: Spectral-Bold.ttf, weight: 700}
link: https://example.org/ask
revision: Oct. 2026
notice: We do not discriminate on the basis of age, disability, gender, race or religion.
theme: THEME
"""
WORDMARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 24" width="90" height="24">'
    '<path d="M2 20 L12 4 L22 20 Z" fill="#7b1022"/></svg>'
)
SHEET, MINE = "handouts/question-sheet", "bo/question-sheet"


@pytest.fixture(params=["grid", "folio", "fair"])
def files(request: pytest.FixtureRequest, project: Files) -> dict[str, bytes]:
    """Sheets of an organization that is not the sample's, in each theme."""
    root = project(
        {
            "content/organization.yaml": ORGANIZATION.replace("THEME", request.param),
            "content/wordmark.svg": WORDMARK,
        }
    )
    made = make(Project.at(root, day=TODAY), Wanted(kinds=("question-sheet",)), silent)
    return {name: artifact.data for name, artifact in made.files.items()}


def fonts(data: bytes) -> set[str]:
    """The families in a PDF's pages."""
    resources = PdfReader(BytesIO(data)).pages[0]["/Resources"]
    names = [str(font["/BaseFont"]) for font in resources["/Font"].values()]  # type: ignore[index]
    return {name.partition("+")[2].partition("-")[0] for name in names}


def codes(data: bytes) -> list[str]:
    """What a phone reads in a printed page."""
    drawn = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(drawn)]


def test_fonts_and_colors_are_the_organizations(files: dict[str, bytes]) -> None:
    """Its serif is the only family; its red and its yellow are drawn; on one page all the same."""
    data = files[f"{MINE}.pdf"]
    assert fonts(data) == {"Spectral"}
    content = PdfReader(BytesIO(data)).pages[0].get_contents()
    assert content is not None
    drawn = content.get_data()
    assert b"0.482353 0.062745 0.133333" in drawn
    assert b"0.709804 0.537255 0.101961" in drawn
    assert len(PdfReader(BytesIO(data)).pages) == 1


def test_the_wordmark_stands_for_the_name(files: dict[str, bytes]) -> None:
    """A picture with the name in it is read aloud; the footer says the rest."""
    data = files[f"{MINE}.pdf"]
    assert [str(tag.entries["/Alt"]) for tag in pdf_tags(data).all("Figure")] == ["Saint Brendan"]
    text = " ".join(pdf_text(data).split())
    assert "Center for Career Development" in text
    assert "Rev. Oct. 2026" in text
    assert "do not discriminate" in text


def test_the_short_link_can_be_read_with_a_phone(files: dict[str, bytes]) -> None:
    """What is for everyone has the code and the address; what is for one person has no code."""
    assert codes(files[f"{SHEET}.pdf"]) == ["https://example.org/ask"]
    assert codes(files[f"{MINE}.pdf"]) == []
    assert "example.org/ask" in pdf_text(files[f"{SHEET}.pdf"])
    figures = pdf_tags(files[f"{SHEET}.pdf"]).all("Figure")
    assert str(figures[-1].entries["/Alt"]) == "QR code for example.org/ask"


@pytest.mark.parametrize(
    "address", ["Alder Hall 210\n12 Ferry Lane\n", "Alder Hall 210,\n\n 12 Ferry Lane"]
)
def test_an_address_of_several_lines_has_commas(address: str) -> None:
    """A footer has it on one line; the room's number ran into that of the street."""
    office = Organization.model_validate({"name": "Marrow College", "address": address})
    assert office.address == "Alder Hall 210, 12 Ferry Lane"


def test_pages_on_the_web_are_the_organizations_too(files: dict[str, bytes]) -> None:
    """Colors, for dark screens as well, and fonts stand above those of the theme."""
    page = files[f"{MINE}.html"].decode()
    (start,) = [line for line in page.splitlines() if line.startswith("<style>html:root")]
    assert "--brand: #7b1022" in start
    assert "--brand-2: #b5891a" in start
    assert "--brand-dark: #" in start
    assert '--text: "Spectral"' in start


def test_a_font_that_is_not_there_is_named(project: Files) -> None:
    """A slip in a font's file is an error with its place."""
    organization = ORGANIZATION.replace("THEME", "grid").replace("Spectral-Bold", "Spectral-Bald")
    files = {"content/organization.yaml": organization, "content/wordmark.svg": WORDMARK}
    with pytest.raises(Exception, match=r"no font file “Spectral-Bald\.ttf”"):
        make(Project.at(project(files), day=TODAY), Wanted(), silent)


def test_a_font_beside_the_content_does_from_anywhere(
    project: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project is mostly named from where one stands: “.” is a folder, too."""
    (regular,) = (face.path for face in loaded()[1].themes["folio"].faces[:1])
    named = "fonts: [{family: Ours, file: ours.ttf}, {family: Ours, file: ours.ttf, weight: 700}]\n"
    root = project({"content/organization.yaml": f"name: Marrow College\n{named}"})
    (root / "content" / "ours.ttf").write_bytes(regular.read_bytes())
    monkeypatch.chdir(root)
    made = make(Project.at(Path(), day=TODAY), Wanted(kinds=("thank-you-note",)), silent)
    assert "Ours" in fonts(made.files["handouts/thank-you-note.pdf"].data)


@pytest.mark.parametrize(
    ("site", "link"),
    [("", ">"), ("site: {url: https://example.org/talks}\n", "talks/guide/prepare.html")],
)
def test_links_within_a_site_are_whole_elsewhere(site: str, link: str, project: Files) -> None:
    """In a packet they lead to the site, and are words alone where nobody said its address."""
    text = (ROOT / "content" / "guide.md").read_text(encoding="utf-8")
    linked = text.replace("\n## Do\n", "\nSee [the list](guide/prepare.html).\n\n## Do\n")
    files = {"content/guide.md": linked, "content/organization.yaml": f"name: Marrow\n{site}"}
    wanted = Wanted(kinds=("guide",), channels=("web",))
    made = make(Project.at(project(files), day=TODAY), wanted, silent)
    page = made.files["handouts/guide.html"].data.decode()
    (found,) = re.findall(r"See <a([^>]*>)the", page)
    assert found == (f' href="https://example.org/{link}">' if "/" in link else link)
