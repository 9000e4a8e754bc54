"""Tool: what earlier builds left in the output folder; what of it is changed, or good again.

    {"bo-larch/question-sheet.pdf": ["5f0c…", "77ab…", 1], "bo-larch/voicemail.txt": ["09d3…", …]}

Beside each file stand its check sum, and, of a PDF, that of what it was made of and its pages.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.channels.pdf import again
from generator.channels.pdf.origin import made_of
from generator.documents import Artifact, Composition, Selection
from generator.ledger import as_written, content, digest_of, keep, read
from generator.write import remove

NAME = ".askwell-build.json"
DAMAGED = "Delete this file and the documents here; then they are made anew."


class Entry(NamedTuple):
    """What is known of one file."""

    digest: str | None
    """``None`` where we have not written it yet."""
    origin: str | None = None
    """What a PDF was made of, if it may be taken again."""
    pages: int | None = None
    announced: str | None = None
    """The check sum that an unfinished build was about to give it, and perhaps has given it."""


class Kept:
    """The files of one output folder, as its ledger knows them."""

    def __init__(self, folder: Path) -> None:
        """Look them up.

        Raises:
            InputError: the ledger is damaged, or may not be read.
        """
        self.folder = folder
        self.entries = self._read()
        self.origins: dict[str, str] = {}
        """What the PDFs of this build are made of."""
        self.theirs: list[str] = []
        """Files that somebody has changed since they were written, or has made: they stay."""
        self.outdated: list[str] = []
        """Those of them that are out of date, such as one that names a day that was moved."""

    def print_of(self, composition: Composition) -> Artifact | None:
        """The PDF of a document in its edition, if it would be the very same again."""
        name = composition.selection.path_of(f"{composition.selection.edition.suffix}.pdf")
        origin = self.origins[name] = made_of(composition)
        entry = self._entry(name)
        if entry.origin != origin or entry.pages is None:
            return None
        data = as_written(self.folder, name, entry.digest)
        return None if data is None else again(composition, data, entry.pages)

    def settled(self, selection: Selection, artifact: Artifact) -> Artifact:
        """The file that stays in the folder: what was made, or what somebody put in its place."""
        name = selection.path_of(artifact.suffix)
        there = content(self.folder, name)
        artifact = self._remarked(selection, artifact)
        if there is None or there == artifact.data or digest_of(there) in self._ours(name):
            return artifact
        self.entries = self._read()  # perhaps another build has written it meanwhile
        if digest_of(there) in self._ours(name):
            return artifact
        self.theirs.append(name)
        if self._is_other(name, artifact):
            self.outdated.append(name)
        return artifact._replace(data=there)

    def _remarked(self, selection: Selection, artifact: Artifact) -> Artifact:
        """With a remark, if what was sent before a meeting is not what would be sent now.

        Somebody who has it in writing goes by it: a day may have been moved.
        """
        kind, interview = selection.kind, selection.interview
        sent = interview.sent.get(kind.name) if interview else None
        ahead = kind.due and kind.due.before and interview and not interview.outcome
        if not (sent and ahead and self._is_other(selection.path_of(artifact.suffix), artifact)):
            return artifact
        message = f"The {kind.title.lower()} of {sent} says something else than what is here now."
        hint = "Tell them what has changed, and write that day here."
        remark = selection.source.problem(message, ("sent", kind.name), hint).as_warning()
        return artifact._replace(warnings=(*artifact.warnings, remark))

    def _is_other(self, name: str, artifact: Artifact) -> bool:
        """Whether a file is not what an earlier build has made in its place."""
        ours = self._ours(name)
        return bool(ours) and digest_of(artifact.data) not in ours

    def clear(self, unmade: Collection[str]) -> list[Path]:
        """Remove the files of documents that are not made now, by their names without a suffix.

        What somebody has changed stays.
        """
        stale = [name for name in self.entries if name.rpartition(".")[0] in unmade]
        gone: list[Path] = []
        for name in stale:
            there = content(self.folder, name)
            if there is not None and digest_of(there) not in self._ours(name):
                self.theirs.append(name)
                self.outdated.append(name)
            elif there is not None:
                remove(self.folder / name)
                gone.append(self.folder / name)
        if stale:
            self._keep({}, without={*stale} - {*self.theirs})
        return gone

    def left(self, folders: Collection[str]) -> list[Path]:
        """Folders with files of ours, of interviews that are not there any more."""
        names = {name.partition("/")[0] for name in self.entries} - {*folders}
        return [self.folder / name for name in sorted(names) if (self.folder / name).is_dir()]

    def announce(self, files: Mapping[str, Artifact]) -> None:
        """Note what will be written, before it is: what a killed build leaves is known as ours."""
        self.entries = self._read()
        digests = {name: digest_of(each.data) for name, each in self._but_theirs(files)}
        self._keep(
            {
                name: Entry(old.digest, announced=digest)
                for name, digest in digests.items()
                if (old := self._entry(name)).digest != digest
            }
        )

    def confirm(self, files: Mapping[str, Artifact]) -> None:
        """Note what is there now. A PDF with a remark is printed again, to be remarked on again."""
        self._keep(
            {
                name: Entry(
                    digest_of(artifact.data),
                    None if artifact.warnings else self.origins.get(name),
                    artifact.pages,
                )
                for name, artifact in self._but_theirs(files)
            }
        )

    def _but_theirs(self, files: Mapping[str, Artifact]) -> Iterator[tuple[str, Artifact]]:
        return ((name, each) for name, each in files.items() if name not in self.theirs)

    def _entry(self, name: str) -> Entry:
        return self.entries.get(name, Entry(None))

    def _ours(self, name: str) -> set[str]:
        """The check sums that a file of ours may have."""
        return {each for each in (self._entry(name).digest, self._entry(name).announced) if each}

    def _read(self) -> dict[str, Entry]:
        return read(self.folder / NAME, _as_entry, DAMAGED)

    def _keep(self, entries: dict[str, Entry], without: Collection[str] = ()) -> None:
        """Put entries in the place of those of the same names, and leave all others."""
        known = self._read() | entries
        self.entries = {name: entry for name, entry in known.items() if name not in without}
        keep(self.folder / NAME, self.entries)


def _as_entry(said: object) -> Entry:
    if not isinstance(said, list):
        raise TypeError
    return Entry(*said)
