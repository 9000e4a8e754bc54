"""Who publishes: the brand of every document, and its policy."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from generator.errors import refuse
from generator.model.base import Content, Email, Line, Url
from generator.model.color import RuleColor, TextColor
from generator.model.font import Font
from generator.model.policy import Policy
from generator.model.site import Site

Paper = Literal["letter", "a4"]
REGULAR, BOLD = 500, 600
"""The heaviest weight that is a regular one, and the lightest bold one."""
USUAL_THEME = "grid"
Card = Literal["flat", "folded", "small"]
"""Two on a sheet; one that is folded, front and inside; four on a sheet for a few words."""


class Printing(Content):
    """What else is decided at the printer; an interview's wins over its organization's."""

    sides: int = Field(1, ge=1, le=2)
    """Of the question sheet; its back has the checklist's boxes and lines to write on."""
    card: Card = "flat"

    def over(self, other: "Printing") -> "Printing":
        """This one, and the other's wherever this says nothing."""
        said = {key: getattr(self, key) for key in self.model_fields_set}
        return other.model_copy(update=said) if said else other


class Logo(Content):
    """A picture file beside the organization's file.

    A mark stands beside the name and needs no alternative text. A picture that has the name in it
    takes the name's place: then ``alt`` says what it reads (WCAG 1.1.1).
    """

    path: Line = Field(description="The name of the picture file in the content folder.")
    alt: Line | None = None


def _with_bold(fonts: tuple[Font, ...]) -> tuple[Font, ...]:
    """Fonts with a regular and a bold one of one family: what is bold else looks like the rest."""
    weights: dict[str, set[int]] = {}
    for font in fonts:
        weights.setdefault(font.family, set()).add(font.weight)
    if fonts and not any(min(each) <= REGULAR and max(each) >= BOLD for each in weights.values()):
        hint = "Add the other one: {family: …, file: …, weight: 700}"
        refuse("A regular and a bold font of one family are needed.", hint)
    return fonts


def _on_one_line(address: object) -> object:
    """An address of several lines with commas in between, as it stands in a footer."""
    if not isinstance(address, str):
        return address
    lines = (line.strip().rstrip(",") for line in address.splitlines())
    return ", ".join(filter(None, lines))


class Organization(Content):
    """Who publishes: the brand of every document. Without one a document has no brand."""

    name: Line = Field(description="The name of the institution.")
    office: Line | None = None
    logo: Logo | None = None
    color: TextColor | None = None
    """Of kickers, figures and marks."""
    second_color: RuleColor | None = None
    """Of the top rule and the bars; never of text."""
    fonts: Annotated[tuple[Font, ...], AfterValidator(_with_bold)] = ()
    """In place of the theme's: a regular and a bold one of one family, at least."""
    address: Annotated[Line, BeforeValidator(_on_one_line)] | None = None
    phone: Line | None = None
    email: Email | None = None
    url: Url | None = None
    link: Url | None = None
    """A short address, printed with a QR code on what is for everyone."""
    revision: Line | None = None
    notice: Line | None = None
    paper: Paper = "letter"
    printing: Printing = Printing()
    theme: Line = USUAL_THEME
    editions: tuple[Line, ...] = Field(("standard",), min_length=1)
    """The editions in which every PDF is made."""
    archive: bool = False
    """Whether PDFs are made for archives, too: PDF/A-2a and PDF/UA-1 in one file."""
    policy: Policy = Policy()
    site: Site = Site()
    silence: tuple[Line, ...] = ()
    """Rules that say nothing in this project."""
