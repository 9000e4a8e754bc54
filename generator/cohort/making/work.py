"""The work of one process: members in, packets out. Nothing is written here.

It can be handed to any executor, in this process, in others, or on other machines that have the
same askwell and see the project at the same place.
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

from generator.builds import Made, Wanted
from generator.channels.pdf import forget, in_full
from generator.cohort.making.patience import Patience, TimeUp
from generator.cohort.rows.members import Member
from generator.cohort.shared import as_it_was
from generator.documents import Artifact, Target
from generator.errors import AskwellError, Place, Problem
from generator.lint import lint
from generator.maker import Maker
from generator.project import Project
from generator.workers import clear_up_seldom

ONE_AT_A_TIME = Lock()
"""A cluster's worker may have threads; the PDF engine's fonts are shared, and not made for that."""


class Order(NamedTuple):
    """What holds for all packets of a run."""

    project: Project
    wanted: Wanted
    seconds: float
    """That one document may take."""
    shared: bytes
    """The check sum of all that is not a person."""
    in_full: bool = False
    """Whether every page is laid out by itself, with no plates: the files are the same."""


class Packet(NamedTuple):
    """The documents of one member, or why there are none. Who that is, its row says."""

    files: Mapping[str, Artifact] = {}
    """By their names in the folder."""
    waiting: tuple[str, ...] = ()
    """The titles of kinds that wait for something."""
    warnings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Why there is no packet."""
    engine: str = ""
    """What the PDF engine said when it could not start."""


def get_ready(order: Order) -> None:
    """Learn what all packets have in common; where it is not as it was, the first packet tells."""
    with suppress(AskwellError):
        _maker(order)


def make_packets(order: Order, members: Sequence[Member]) -> list[Packet]:
    """The packets of some members, in their order; what fails for one is no other's business.

    Raises:
        InputError: the project is not what it was when the run began.
    """
    press = in_full() if order.in_full else nullcontext()
    with ONE_AT_A_TIME, press, Patience(order.seconds) as patience:
        return [_packet(_maker(order), member, order, patience) for member in members]


def maker_for(order: Order) -> Maker:
    """What makes the documents of an order.

    Raises:
        InputError: the project is not what it was when the run began.
    """
    shared = as_it_was(order.project, order.wanted, order.shared)
    return Maker.for_content(shared.library, shared.catalog, order.wanted, order.project.today)


@lru_cache(maxsize=1)
def _maker(order: Order) -> Maker:
    maker = maker_for(order)
    clear_up_seldom()
    return maker


def _packet(maker: Maker, member: Member, order: Order, patience: Patience) -> Packet:
    made = Made()
    try:
        with patience.for_packet():
            _make(maker, member, made, patience)
        made.stop_if_broken(strict=order.wanted.strict)
    except AskwellError as error:
        return _failed(member, error.problems)
    except TimeUp:
        # What was cut off may have left shared things half done.
        _maker.cache_clear()
        forget()
        message = f"A document took longer than {order.seconds:g} seconds ({patience.name})."
        hint = "Look at this row for something very long."
        return _failed(member, [_problem(member, message, hint)])
    except Exception as error:  # noqa: BLE001 - whatever it is, it is one row's, and the rest is made
        message = f"askwell itself has failed here ({type(error).__name__})."
        return _failed(member, [_problem(member, message, "Please tell us what you did.")])
    return Packet(
        files=made.in_folder(member.folder),
        waiting=tuple(each.kind.title for each in made.waiting),
        warnings=tuple(made.warnings),
        engine=made.engine,
    )


def with_people(maker: Maker, member: Member) -> Maker:
    """The maker for one member: nobody else is in its library."""
    library = maker.library._replace(
        seeker=member.seeker,
        seeker_source=member.seeker_source,
        interviews=(member.interview,) if member.interview else (),
        sources={member.folder: member.source},
    )
    return maker.among(library)


def target_of(member: Member) -> Target:
    """The packet of a member; where there is no contact yet, with lines to write one on."""
    if member.interview:
        return Target.about(member.interview)
    return Target("seeker", member.folder, agenda=member.agenda)


def _make(maker: Maker, member: Member, made: Made, patience: Patience) -> None:
    """The documents of a member, and what is to be remarked on."""
    own = with_people(maker, member)
    if member.interview:
        made.note(lint(own.library, maker.today, (member.interview.id,)))
    own.make(target_of(member), made, patience)
    made.limits = [_of_row(member, each) for each in made.limits]
    made.warnings = [_of_row(member, each) for each in made.warnings]


def _failed(member: Member, problems: Sequence[Problem]) -> Packet:
    """What is wrong, each at its cell, or at the row where it is in none."""
    of_row = Place(member.number)
    mine = (
        problem if problem.place.line else problem._replace(place=of_row) for problem in problems
    )
    # Where warnings stop a row, they are what is wrong with it.
    return Packet(problems=tuple(each._replace(severity="error") for each in mine))


def _of_row(member: Member, problem: Problem) -> Problem:
    """What is wrong with a text is the row's, though a template has the words: others may not."""
    path = member.source.path
    if problem.path == path:
        return problem
    hint = f"{problem.hint} The words are in {problem.path.name}.".strip()
    return problem._replace(path=path, place=Place(member.number), hint=hint)


def _problem(member: Member, message: str, hint: str) -> Problem:
    return Problem(member.source.path, Place(member.number), message, hint)
