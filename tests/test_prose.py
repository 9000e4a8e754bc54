"""What people write in texts: pictures, tables, links and headings that everyone can use."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from generator import markup
from generator.builds import Wanted
from generator.model.prose import Prose
from generator.pipeline import make
from generator.project import Project
from tests.conftest import TODAY, Files, silent
from tests.pages import pdf_of, saved
from tests.readers import pdf_tags
from tests.verapdf import verapdf


class Written(BaseModel):
    """A file with one text in it."""

    text: Prose


@pytest.mark.parametrize(
    "text",
    [
        "![A map](map.png) and [the career center](https://example.org).",
        "### A part\n\nText.\n\n#### A smaller part\n\n### Another part",
        "Write `![](x.png)` for a picture.\n\n    # a comment\n    <img>\n",
        "Mail <mailto:ada@example.org>.",
    ],
)
def test_what_everyone_can_use_is_taken(text: str) -> None:
    """Pictures with words, links with names, headings in steps; code means nothing."""
    assert Written(text=text).text == text.strip()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("![](map.png)", "no words"),
        ("See [www.example.org](https://example.org).", "called by its address"),
        ("See <https://example.org/a>.", "called by its address"),
        ("[](https://example.org)", "called by its address"),
        ("## High", "as high as"),
        ("### A\n\n##### C", "skips a level"),
    ],
)
def test_what_some_could_not_use_is_refused(text: str, said: str) -> None:
    """The author is told, since nobody else can know what a picture shows."""
    with pytest.raises(ValidationError, match=said):
        Written(text=text)


def test_a_picture_comes_with_the_page(project: Files) -> None:
    """A picture of the content folder is in the page itself, with its words, and in the PDF."""
    root = project({"content/questions.md": "# Boats\n\n- What floats?\n"}, people=False)
    guide = (
        "title: Ask well\nsubtitle: For a talk\nchoosing: Choose three.\ndo: [Listen]\n"
        "dont: [Ask for a job]\nintroduction: |\n  See: ![The campus](map.svg)\n"
    )
    (root / "content" / "guide.yaml").write_text(guide, encoding="utf-8")
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    (root / "content" / "map.svg").write_text(drawing, encoding="utf-8")
    made = make(Project.at(root, day=TODAY), Wanted(kinds=("guide",)), silent)
    page = made.files["handouts/guide.html"].data.decode()
    assert '<img alt="The campus" src="data:image/svg+xml;base64,' in page
    figures = pdf_tags(made.files["handouts/guide.pdf"].data).all("Figure")
    assert [str(figure.entries["/Alt"]) for figure in figures] == ["The campus"]


def test_pictures_from_elsewhere_are_dropped() -> None:
    """Only what the project has is shown; nothing is fetched when a page is opened."""
    html = markup.to_html("![x](https://example.org/x.png) ![y](y.png)", {"y.png": "data:,"})
    assert "example.org" not in html
    assert 'src="data:,"' in html


def test_a_table_is_one(tmp_path: Path) -> None:
    """A table in Markdown has heads with their scope, and keeps the rules of PDF/UA."""
    html = markup.to_html("| Day | Task |\n|---|---|\n| Monday | Write |\n| Tuesday | Call |\n")
    assert html.count('<th scope="col">') == 2
    data = pdf_of(f"<h1>A page</h1>{html}")
    assert len(pdf_tags(data).all("TR")) == 3
    path = saved(data, tmp_path)
    assert verapdf([path], "ua1")[str(path)] == []
