"""What sources dispute and an organization decides. docs/content.md names the sources."""

from typing import Literal, Self

from pydantic import Field, model_validator

from generator.errors import refuse
from generator.model.base import Content, Day


class Policy(Content):
    """Every number that an organization may set; without one these hold.

    Days count from the event; those that say so are business days: no weekends, no ``holidays``.
    """

    opening_minutes: int = Field(4, ge=1, le=15)
    """At the start of a meeting of 20 minutes or more (The 20-Minute Networking Meeting: 4)."""
    closing_minutes: int = Field(3, ge=1, le=15)
    """At its end (The 20-Minute Networking Meeting: 2 to 3)."""
    slack_percent: int = Field(10, ge=0, le=50)
    """Of the whole meeting, kept free for what comes up."""

    email_words: int = Field(125, ge=30, le=400)
    """More are refused (50 to 125 were answered most: Boomerang's count)."""
    email_advised_words: int = Field(100, ge=30, le=400)
    """More are remarked on (under 100: Simon Fraser University)."""
    subject_characters: int = Field(50, ge=20, le=120)
    linkedin_free: int = Field(200, ge=100, le=300)
    """Characters of a note with an invitation, from a free account."""
    linkedin_paid: int = Field(300, ge=100, le=600)

    follow_up_days: int = Field(7, ge=1, le=60)
    """Business days after the request (a week at least: Carleton; 7: Dalton's 3B7)."""
    follow_up_most: int = Field(1, ge=0, le=3)
    """How often (once only: Simon Fraser University)."""
    confirm_days: int = Field(1, ge=0, le=10)
    """Business days before the meeting (the day before: Rice; 24 to 48 hours: Puget Sound)."""
    arrive_minutes: int = Field(10, ge=0, le=60)
    """Before a meeting in person (10 to 15: Evansville, Pomona)."""
    join_minutes: int = Field(3, ge=0, le=30)
    """Before a meeting by video."""
    alarm_minutes: int = Field(30, ge=0, le=1440)
    """Before the meeting, when the calendar reminds."""
    thank_you_days: int = Field(1, ge=0, le=30)
    """After the meeting (within 24 hours: Yale Postdocs, Bard; a week: CSU Fullerton)."""
    thank_you_late_days: int = Field(7, ge=1, le=60)
    """After the meeting, from when on it is late."""
    referrer_days: int = Field(2, ge=0, le=30)
    """After the meeting, to write to the person who suggested it."""
    next_outreach_days: int = Field(7, ge=0, le=60)
    """After the meeting, to write to those who were named."""
    update_days: int = Field(14, ge=1, le=120)
    """After the meeting, for the first word on what came of the advice."""
    update_every_days: int = Field(90, ge=14, le=400)
    """Between the later ones (up to three a year: University of Portland)."""

    contact_most: int = Field(2, ge=1, le=100)
    """Students of a cohort who write to one contact within ``contact_weeks``."""
    employer_most: int = Field(5, ge=1, le=1000)
    """Students of a cohort who write to people of one employer within ``contact_weeks``."""
    contact_weeks: int = Field(4, ge=1, le=52)
    """The weeks in which requests of a cohort are counted together."""

    resume: Literal["never", "on_request", "attach"] = "on_request"
    holidays: tuple[Day, ...] = ()
    """Days on which nobody works, besides weekends."""

    @model_validator(mode="after")
    def _advises_what_is_allowed(self) -> Self:
        said = "email_advised_words" in self.model_fields_set
        if said and self.email_advised_words > self.email_words:
            message = f"More than {self.email_words} words (“email_words”) are refused."
            hint = "Advise fewer, or allow more."
            refuse(message, hint, key="email_advised_words")
        return self

    @model_validator(mode="after")
    def _is_due_before_it_is_late(self) -> Self:
        if self.thank_you_days > (late := self.thank_you_late_days):
            message = f"This is after day {late}, when it is late (“thank_you_late_days”)."
            refuse(message, "Make this one lower, or the other one higher.", key="thank_you_days")
        return self
