"""Kinds and themes: what documents there are and how they look, as data."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from generator.errors import Source, refuse
from generator.model.base import Content, FileName, Line, Points
from generator.model.color import TextColor
from generator.model.font import Face, Font
from generator.model.interview import Interview
from generator.model.people import Seeker

Scope = Literal["handout", "seeker", "interview", "packet", "overview", "report", "cohort", "cover"]
"""For everyone; for a seeker without an interview; for each interview; what lists the others; one
over all interviews; on request; about a cohort; in front of a packet for the print shop."""
USUAL = "standard"
"""The edition that is made where no other is asked for."""
Number = Annotated[int | Line, Field(union_mode="left_to_right")]
"""A number, or the path of a field that holds it: ``policy.email_words``."""
Days = Annotated[Annotated[int, Field(ge=0, le=3660)] | Line, Field(union_mode="left_to_right")]
"""A number of days, ten years at most, or the path of a field that holds it."""


class ByField(Content):
    """A limit that depends on one field: ``{field: seeker.linkedin_account, free: 200, …}``."""

    field: Line
    values: dict[str, Number] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: object) -> object:
        if isinstance(data, dict) and "values" not in data:
            return {
                "field": data.get("field"),
                "values": {k: data[k] for k in data if k != "field"},
            }
        return data


class Limits(Content):
    """What may not be broken. Words are counted as runs of non-space, characters as code points."""

    pages: Number | ByField | None = None
    words: Number | None = None
    advised_words: Number | None = None
    characters: Number | ByField | None = None
    subject: Number | None = None

    @model_validator(mode="after")
    def _advises_what_is_allowed(self) -> Self:
        advised, most = self.advised_words, self.words
        if isinstance(advised, int) and isinstance(most, int) and advised > most:
            message = f"More than {most} words (“words”) are refused."
            refuse(message, "Advise fewer, or allow more.", key="advised_words")
        return self

    @property
    def of_text(self) -> bool:
        """Whether a draft could be too long."""
        return any(limit is not None for limit in (self.words, self.characters, self.subject))


class Due(Content):
    """The day on which a document is wanted, counted from the request or from the meeting.

    ``{after: meeting, days: policy.thank_you_days, late: policy.thank_you_late_days}``
    """

    after: Literal["asked", "meeting"] | None = None
    before: Literal["meeting"] | None = None
    days: Days = 0
    business: bool = False
    """Whether only business days are counted."""
    late: Days | None = None
    """Days after which it is late, counted like ``days``."""
    every: Days | None = None
    """Days after which it is wanted again, for as long as it was sent."""
    most: Number | None = None
    """How often at most; 0 is never."""
    needs: Line | None = None
    """The path of a field; until that is known the document is not wanted yet."""
    until: Line | None = None
    """The path of a field; once that is known the document is wanted no more."""
    action: Line | None = None
    """What to do, in the imperative: “Send the thank-you email”."""

    @model_validator(mode="after")
    def _counts_from_one_event(self) -> Self:
        if (self.after is None) == (self.before is None):
            message = "Days are counted either after an event or before one."
            refuse(message, "Have one of them: after: meeting", key="after" if self.after else "")
        if self.before and self.every:
            refuse("What comes before the meeting cannot be wanted again.", key="every")
        return self

    @model_validator(mode="after")
    def _is_due_before_it_is_late(self) -> Self:
        days, late = self.days, self.late
        if self.after and isinstance(days, int) and isinstance(late, int) and days > late:
            message = f"This is after day {late}, when it is late (“late”)."
            refuse(message, "Make this one lower, or the other one higher.", key="days")
        return self


class Example(Content):
    """Invented people that a kind shows its drafts with; never anyone's default."""

    seeker: Seeker
    interview: Interview


class Kind(Content):
    """A kind of document: one folder of templates and this file."""

    name: Line
    title: Line = Field(description="What the document is called.")
    about: Line = Field(description="What it is for, in a sentence.")
    when: Literal["before", "during", "after"] = "before"
    number: int = 99
    channels: tuple[Line, ...] = Field(
        min_length=1, description="What to make of it: channels: [pdf, web]"
    )
    made_for: tuple[Scope, ...] = ("interview",)
    requires: dict[str, Line] = Field(default_factory=dict)
    """What must be known first: the path of a field, and what to tell the user about it."""
    suits: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    """The path of a field, and its values for which the document makes sense; none: any value."""
    limits: Limits = Limits()
    recipient: Line = "contact"
    """The path of the person whom a draft is for, who has a name and maybe an email address."""
    due: Due | None = None
    columns: dict[str, Line] = Field(default_factory=dict)
    """Of a table: the heading of each column, and the path of the field in it."""
    file: FileName | None = None
    """The name of the output without its suffix, where it is not the kind's own name."""
    example: Example | None = None
    bound: bool = True
    """Whether it goes into a cohort's file for the print shop, if it is printed at all."""

    @property
    def stem(self) -> str:
        """The name of its output files, without the suffix."""
        return self.file or self.name


class Fit(Content):
    """How far a page may be changed so that it ends at its foot; all lengths in points.

    A writing line is ``pitch`` apart: 18.4 to 25.5 pt are 6.5 to 9 mm, the range for handwriting.
    """

    pitch: tuple[Points, Points] = (18.4, 25.5)
    sizes: tuple[Points, ...] = Field((10, 9.75, 9.5, 9.25, 9), min_length=1)


class EditionFile(Content):
    """A way to print every document: what it adds to the theme, and what it promises."""

    title: Line = Field(description="What it is called.")
    about: Line = Field(description="Whom or what it is for, in a sentence.")
    print: tuple[FileName, ...] = ()
    """Style sheets after the theme's own: of the theme, or of templates/shared."""
    fit: Fit | None = None
    """In place of the theme's."""
    pages: Literal["promised", "any"] = "promised"
    """Whether the pages that a kind promises are kept."""
    type_in: bool = True
    """Whether writing lines and check boxes are form fields, too."""


class ThemeFile(Content):
    """A theme as it is written: tokens, fonts, and style sheets by purpose."""

    about: Line = Field(description="What it looks like, in a sentence.")
    brand: TextColor = Field(description='Its main color: brand: "#1746a2"')
    fonts: tuple[Font, ...] = Field(
        min_length=1, description="At least one, as - {family: …, file: …}"
    )
    print: tuple[FileName, ...] = ("print.css",)
    """For paper, by the PDF engine and by browsers."""
    browser: tuple[FileName, ...] = ("browser.css",)
    """What browsers need besides when they print."""
    screen: tuple[FileName, ...] = ("screen.css",)
    site: tuple[FileName, ...] = ("site.css",)
    """What the pages of a site need besides, on the screen and on paper."""
    fit: Fit = Fit()


class Edition(NamedTuple):
    """An edition as one theme prints it."""

    name: str
    title: str
    print_css: str
    fit: Fit
    keeps_pages: bool
    type_in: bool

    @property
    def suffix(self) -> str:
        """What the names of its files end in; nothing in the usual one."""
        return "" if self.name == USUAL else f"-{self.name}"


class Theme(NamedTuple):
    """The look, with its fonts found and its style sheets read."""

    name: str
    about: str
    brand: str
    faces: tuple[Face, ...]
    print_css: str
    browser_css: str
    screen_css: str
    site_css: str
    fit: Fit
    editions: tuple[Edition, ...] = ()
    family: str = ""
    """Of the organization, where it has fonts of its own."""

    def branded(self, faces: tuple[Face, ...]) -> "Theme":
        """The theme in an organization's fonts, with its own behind them."""
        if not faces:
            return self
        return self._replace(faces=(*faces, *self.faces), family=faces[0].family)


class Catalog(NamedTuple):
    """Every kind and theme there is for this project."""

    kinds: Mapping[str, Kind]
    themes: Mapping[str, Theme]
    editions: Mapping[str, EditionFile]
    folders: tuple[Path, ...]
    """Where templates are looked for, the user's own first."""
    sources: Mapping[str, Source] = MappingProxyType({})
    """Where each kind, by its name, is described."""
