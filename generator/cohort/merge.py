"""All that is printed of a cohort as one file for the print shop, in the order of the table."""

from itertools import chain
from pathlib import Path

from generator.builds import Made
from generator.channels.pdf import Bound, Packet, bind
from generator.cohort.making.work import maker_for, target_of, with_people
from generator.cohort.rows.members import Member
from generator.cohort.run import Run
from generator.documents import PARTS, Composition, Entry, Selection, Target
from generator.maker import Maker
from generator.select import in_use
from generator.write import streamed


def merge(run: Run, path: Path, sides: int = 2) -> Bound | None:
    """Write one PDF: for each member a separator sheet, and then what is printed for them.

    With two ``sides`` to a leaf a back may stay empty, so that no document is on that of another.
    Nothing is written where there is nobody.

    Raises:
        InputError: a document cannot be made, or the file cannot be written.
        LimitError: a document does not keep its limits.
        EngineMissing: the PDF engine cannot start on this machine.
    """
    maker = maker_for(run.order)
    members = run.members()
    first = next(members, None)
    if first is None:
        return None
    with streamed(path) as file:
        packets = (_packet(maker, member) for member in chain([first], members))
        return bind(packets, file, f"Packets of {run.table.path.stem}", sides)


def _packet(maker: Maker, member: Member) -> Packet:
    own, target = with_people(maker, member), target_of(member)
    wanted = own.selector.kinds(target)
    kinds = [kind for kind in wanted if "pdf" in kind.channels and kind.bound]
    selections = [*own.selections(target, sorted(kinds, key=in_use), Made())]
    return Packet(
        title=member.seeker.name,
        documents=(_composed(own, selection) for selection in selections),
        cover=_cover(own, target, selections),
    )


def _composed(maker: Maker, selection: Selection) -> Composition:
    """The words of a document that was found to be right when the packets were made."""
    made = Made()
    composition = maker.composed(selection, PARTS, made)
    made.stop_if_broken()
    assert composition is not None
    return composition


def _cover(maker: Maker, target: Target, selections: list[Selection]) -> Composition | None:
    """The separator sheet, which lists what follows."""
    entries = tuple(Entry(each.kind, (), None, each.bounds) for each in selections)
    for kind in maker.selector.catalog.kinds.values():
        if "cover" in kind.made_for:
            return _composed(maker, maker.selector.select(kind, target)._replace(entries=entries))
    return None
