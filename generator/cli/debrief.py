"""``askwell debrief``: what came of a meeting, from options or from a few questions."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import report
from generator.cli.asking import named
from generator.cli.new import at_a_terminal
from generator.cli.telling import DAY, IN_FOLDER, TODAY, telling, usage
from generator.project import Project

if TYPE_CHECKING:
    from generator.model import Interview
    from generator.model.interview import Promise

DATED = re.compile(r"(?i)^(?P<what>.+?),? (?P<word>by|on) (?P<day>\d{4}-\d\d-\d\d)\.?$")
FITS = ("1", "2", "3", "4", "5")
NOBODY = {"-", "n", "no", "nobody", "none"}


@click.command(epilog='Example: askwell debrief marcus-oyelaran --takeaway "…" --named "Ana Reyes"')
@click.argument("interview")
@IN_FOLDER
@click.option(
    "--takeaway", "takeaways", multiple=True, help="A sentence to them: what you learned."
)
@click.option("--next-step", "next_steps", multiple=True, help="Completes “I will …”.")
@click.option(
    "--promise", "promises", multiple=True, help="Completes “I will …”; may end in “by 2027-03-20”."
)
@click.option(
    "--kept", multiple=True, help="A promise that you have kept, in its words; today, or “on …”."
)
@click.option(
    "--named",
    "names",
    multiple=True,
    help="Whom they named: “Ana Reyes, Planner, Acme <ana@…>”; a name is enough.",
)
@click.option(
    "--permitted", multiple=True, help="The name of somebody to whom you may mention your contact."
)
@click.option("--progress", multiple=True, help="Completes “I have …”: what you did with advice.")
@click.option("--surprises", default="", help="What you did not expect.")
@click.option("--fit", type=click.IntRange(1, 5), help="How well the work would suit you.")
@click.option("--day", type=DAY, help="When you talked, if the file does not say it.")
@click.option("--thanked", type=DAY, help="The day on which you sent the thank-you email.")
@TODAY
@telling
def debrief(interview: str, folder: Path, today: date | None, **said: Any) -> None:  # noqa: ANN401
    """Write down what came of INTERVIEW, in its own file; nothing else in it changes.

    A terminal asks a few questions; options answer them. Whoever was named gets an interview file
    of their own.
    """
    from generator import queries  # noqa: PLC0415
    from generator.debrief import debrief as write_outcome  # noqa: PLC0415

    name, root = named(interview, folder)
    project = Project.at(root, day=today)
    library, found = queries.find(project, name)
    safe: AbstractContextManager[None] = nullcontext()
    if not any(said.values()):
        if not at_a_terminal():
            usage("say what came of it: --takeaway “…”, or run this in a terminal.")
        said = _asked(found, **said)
        safe = _typed_once(said)
    path = library.sources[found.id].path
    with safe:
        receipts = write_outcome(project, found, path, _answers(found, **said))
    written = [receipt.path for receipt in receipts if receipt.state == "made"]
    for path in written:
        click.echo(f"  {report.shown(path)}", err=True)
    now = f"Now: {shlex.join(['askwell', 'build', '--interview', found.id])}"
    click.echo(now if written else "Nothing of it is new: the file is as it was.", err=True)


@contextmanager
def _typed_once(said: dict[str, Any]) -> Iterator[None]:
    """Show the answers as options where they cannot be written, so that nobody types them again."""
    try:
        yield
    except Exception:
        again = shlex.join(["askwell", "debrief", *_as_options(said)])
        click.echo(f"Nothing was written. To mend one of the answers: {again}", err=True)
        raise


def _as_options(said: dict[str, Any]) -> Iterator[str]:
    """The words of a command that says the same."""
    context = click.get_current_context()
    values = context.params | said
    for param in context.command.params:
        value = values.get(param.name or "")
        for each in value if isinstance(value, tuple) else (value,) if value else ():
            if isinstance(param, click.Option):
                yield param.opts[0]
            yield str(each)


def _answers(
    interview: Interview,
    promises: tuple[str, ...],
    kept: tuple[str, ...],
    names: tuple[str, ...],
    permitted: tuple[str, ...],
    **rest: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    from generator.debrief import Answers, Somebody  # noqa: PLC0415
    from generator.model import Outcome  # noqa: PLC0415

    people = [Somebody.of(text) for text in names]
    for name in permitted:
        if name not in [person.name for person in people]:
            usage(f"--permitted: “{name}” is not among those who were named.")
    promised = {each.what.casefold() for each in (interview.outcome or Outcome()).promises}
    return Answers(
        promises=tuple(_dated(text, "by") for text in promises),
        kept=tuple(
            (text, None) if text.casefold() in promised else _dated(text, "on") for text in kept
        ),
        named=tuple(each._replace(permitted=each.name in permitted) for each in people),
        **rest,
    )


def _dated(text: str, word: str) -> tuple[str, date | None]:
    """``send the map by 2027-03-20`` is a promise with a day."""
    match = DATED.match(text.strip())
    if match and match["word"].lower() == word:
        try:
            return match["what"], date.fromisoformat(match["day"])
        except ValueError:
            usage(f"There is no day “{match['day']}” in the calendar.")
    return text, None


def _asked(interview: Interview, **said: Any) -> dict[str, Any]:  # noqa: ANN401
    """The same from questions; an empty answer ends each list."""
    contact, mode = interview.contact.name, interview.meeting.mode
    outcome = interview.outcome
    click.echo(f"What came of the talk with {contact}? Press Enter to go on.", err=True)
    if not (interview.meeting.date or (outcome and outcome.day)):
        came = "did the answers come" if mode == "email_qa" else "did you talk"
        said["day"] = _day(f"On which day {came}? (2027-03-11; Enter: today)")
    said["takeaways"] = tuple(_list("One thing that you learned, as a sentence to them"))
    said["next_steps"] = tuple(_list("What will you do with it? I will …"))
    said["promises"] = _promises()
    said["kept"] = tuple(_kept(outcome.promises if outcome else ()))
    said["names"] = _names()
    said["permitted"] = _permitted(contact, said["names"])
    said["surprises"] = _answer("What did you not expect?")
    said["fit"] = click.prompt(
        "How well would the work suit you, from 1 to 5? (Enter: no idea)",
        value_proc=_fit,
        default="",
        show_default=False,
        err=True,
    )
    said["progress"] = tuple(_list("What have you done with their advice by now? I have …"))
    if "thank-you-email" not in interview.sent:
        said["thanked"] = _day("On which day did you thank them? (2027-03-12; Enter: not yet)")
    return said


def _promises() -> tuple[str, ...]:
    """What was promised, each with its day: what has none is never due."""
    found = []
    for what in _list("What did you promise? I will …", _promise):
        due = None if _dated(what, "by")[1] else _day("By which day? (2027-03-20; Enter: none)")
        found.append(f"{what} by {due}" if due else what)
    return tuple(found)


def _promise(answer: str) -> str:
    """A promise whose day, if it has one, is in the calendar."""
    _dated(answer, "by")
    return answer.strip()


def _kept(promises: Iterable[Promise]) -> Iterator[str]:
    """The promises of the file that were kept since."""
    for promise in promises:
        if not promise.done:
            question = f"“I will {promise.what}”: on which day was it done? (Enter: not yet)"
            if done := _day(question):
                yield f"{promise.what} on {done}"


def _permitted(contact: str, names: Iterable[str]) -> tuple[str, ...]:
    """To whom the contact may be mentioned."""
    from generator.debrief import Somebody  # noqa: PLC0415

    return tuple(
        name
        for name in (Somebody.of(text).name for text in names)
        if click.confirm(f"May you mention {contact} when you write to {name}?", err=True)
    )


def _day(question: str) -> date | None:
    """A day, or none."""
    found: date | None = click.prompt(
        question,
        value_proc=lambda answer: DAY.convert(answer, None, None) if answer.strip() else None,
        default="",
        show_default=False,
        err=True,
    )
    return found


def _fit(answer: str) -> int | None:
    """A number from 1 to 5, or no idea."""
    if answer.strip() and answer.strip() not in FITS:
        message = f"“{answer}” is no whole number from 1 to 5."
        raise click.BadParameter(message)
    return int(answer) if answer.strip() else None


def _names() -> tuple[str, ...]:
    """Whom the contact named."""
    question = "Whom did they name? (Ana Reyes, Planner, Acme <ana@example.org>)"
    return tuple(name for name in _list(question, _name) if name.lower() not in NOBODY)


def _name(answer: str) -> str:
    """A name. A yes is an answer to another question."""
    if answer.strip().lower() in {"y", "yes"}:
        usage("whom did they name? Please write the name.")
    return answer.strip()


def _list(question: str, taken: Callable[[str], str] = str.strip) -> Iterator[str]:
    """Answers until one is empty; what is not taken is asked again."""
    while answer := _answer(question, taken):
        yield answer


def _answer(question: str, taken: Callable[[str], str] = str.strip) -> str:
    return str(click.prompt(question, value_proc=taken, default="", show_default=False, err=True))
