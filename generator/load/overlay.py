"""What an organization changes in the bank: add, hide, reword, reorder, in a file of its own."""

from collections.abc import Iterator
from typing import TypeVar

from generator.errors import Loc, Problem, Source
from generator.load.bank import Places, numbered
from generator.load.gather import Gather
from generator.model import Category, Overlay, Question
from generator.model.slugs import bare
from generator.spelling import meant, nearest

N = TypeVar("N", Category, Question)
IN_BANK = "in the bank"
OTHER = "Give this one another id; to change its words, put it below “reword:”."
AGAIN = "Keep one of them, or give this one another id."
HIDE = "Take this one out, or put {} below “hide:”."


def overlaid(
    bank: tuple[Category, ...], overlay: Overlay, source: Source, gather: Gather
) -> tuple[Category, ...]:
    """The bank as the organization wants it; ids that are not in it are gathered as problems."""
    gather.problems += _taken(bank, overlay, source)
    untitled = [*_untitled(bank, overlay, source)]
    gather.missing(untitled, "questions")
    bank = numbered([*_grown(bank, overlay), *_new(bank, overlay)])
    gather.missing(_unknown(bank, overlay, source), "questions")
    if untitled:
        gather.unread.add("questions")  # those that were to be added there
    kept = (_changed(category, overlay) for category in bank if category.id not in overlay.hide)
    return _ordered(tuple(category for category in kept if category.questions), overlay.reorder)


def _taken(bank: tuple[Category, ...], overlay: Overlay, source: Source) -> Iterator[Problem]:
    """Questions of its own with the id or the words of one that is in the bank, or here above."""
    ids = {question.id: IN_BANK for category in bank for question in category.questions}
    words = {bare(question.text): question.id for question in _kept(bank, overlay)}
    for i, addition in enumerate(overlay.add):
        for j, question in enumerate(addition.questions):
            loc: Loc = ("add", i, "questions", j)
            first = words.setdefault(bare(question.text), question.id)
            if where := ids.get(question.id):
                message = f"The question “{question.id}” is {where} already."
                hint = OTHER if where == IN_BANK else AGAIN
                yield source.problem(message, loc, hint)
            elif first != question.id:
                message = f"The question “{first}”, {ids[first]}, has the same words."
                hint = HIDE.format(first) if ids[first] == IN_BANK else "Keep one of them."
                yield source.problem(message, loc, hint)
            ids.setdefault(question.id, f"on line {source.place(loc).line}")


def _kept(bank: tuple[Category, ...], overlay: Overlay) -> Iterator[Question]:
    """The questions of the bank that stay, in their own words."""
    gone = {*overlay.hide, *overlay.reword}
    for category in bank:
        if category.id not in gone:
            yield from (each for each in category.questions if each.id not in gone)


def _untitled(bank: tuple[Category, ...], overlay: Overlay, source: Source) -> Iterator[Problem]:
    """Additions to a category that is neither in the bank nor begun here."""
    there = {category.id for category in bank}
    begun = there | {each.category for each in overlay.add if each.title}
    for i, addition in enumerate(overlay.add):
        if addition.category not in begun:
            hint = meant(addition.category, there) or "Add its heading: title: …"
            message = f"There is no category “{addition.category}”, and this one has no title."
            yield source.problem(message, ("add", i, "category"), hint)


def places_in(overlay: Overlay, source: Source) -> Places:
    """Where each question stands that has its words from here."""
    found: Places = {
        question.id: (source, ("add", i, "questions", j))
        for i, addition in enumerate(overlay.add)
        for j, question in enumerate(addition.questions)
    }
    return found | {name: (source, ("reword", name)) for name in overlay.reword}


def hidden_in(overlay: Overlay, source: Source, bank: tuple[Category, ...]) -> Places:
    """Where each question of the bank is hidden, alone or with its category."""
    places = {name: (source, ("hide", i)) for i, name in enumerate(overlay.hide)}
    return {
        question.id: places.get(question.id) or places[category.id]
        for category in bank
        for question in category.questions
        if question.id in places or category.id in places
    }


def _grown(bank: tuple[Category, ...], overlay: Overlay) -> Iterator[Category]:
    """The categories of the bank with what is added to them, under the title that it names."""
    for category in bank:
        more: dict[str, object] = {}
        for each in overlay.add:
            if each.category == category.id:
                said = {"title": each.title, "number": each.number}
                more |= {key: value for key, value in said.items() if value is not None}
        more["questions"] = (*category.questions, *_additions(overlay, category.id))
        yield category.model_copy(update=more)


def _new(bank: tuple[Category, ...], overlay: Overlay) -> Iterator[Category]:
    """The categories that the bank does not have."""
    seen = {category.id for category in bank}
    for addition in overlay.add:
        if addition.title and addition.category not in seen:
            seen.add(addition.category)
            yield Category(
                id=addition.category,
                title=addition.title,
                number=addition.number,
                questions=_additions(overlay, addition.category),
            )


def _additions(overlay: Overlay, category: str) -> tuple[Question, ...]:
    return tuple(q for each in overlay.add if each.category == category for q in each.questions)


def _unknown(bank: tuple[Category, ...], overlay: Overlay, source: Source) -> Iterator[Problem]:
    questions = {question.id for category in bank for question in category.questions}
    questions |= {question.id for each in overlay.add for question in each.questions}
    both = questions | {category.id for category in bank}
    places: list[tuple[str, Loc, set[str]]] = [
        *((name, ("hide", i), both) for i, name in enumerate(overlay.hide)),
        *((name, ("reword", name), questions) for name in overlay.reword),
        *((name, ("reorder", i), both) for i, name in enumerate(overlay.reorder)),
    ]
    for name, loc, known in places:
        if name not in known:
            message = f"There is no “{name}” in the bank."
            hint = nearest(name, known) or "This lists every id: askwell questions"
            yield source.problem(message, loc, hint, at_key=loc[0] == "reword")


def _changed(category: Category, overlay: Overlay) -> Category:
    """The category without what is hidden, in the words and the order that are wanted."""
    kept = [question for question in category.questions if question.id not in overlay.hide]
    worded = [
        question.model_copy(update={"text": overlay.reword[question.id], "probes": ()})
        if question.id in overlay.reword
        else question
        for question in kept
    ]
    return category.model_copy(update={"questions": _ordered(tuple(worded), overlay.reorder)})


def _ordered(items: tuple[N, ...], first: tuple[str, ...]) -> tuple[N, ...]:
    """Those that are named first, in their order; the others as they were."""
    rank = {name: i for i, name in enumerate(first)}
    return tuple(sorted(items, key=lambda item: rank.get(item.id, len(rank))))
