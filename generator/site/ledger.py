"""What an earlier run wrote into the site's folder: only that may be replaced or removed.

A small JSON file, since it is read and written whole:

    {"index.html": "5f0c…", "guide/old.html": null}     null: announced, perhaps cut off
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.documents import Artifact
from generator.errors import InputError, Place, Problem
from generator.ledger import as_written, content, digest_of, keep, read
from generator.write import remove

NAME = ".askwell-site.json"
DAMAGED = "Delete this file and the site; then everything is made anew."


class Ledger:
    """The ledger of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / NAME
        self.files: dict[str, str | None] = read(self.path, _digest, DAMAGED)

    def refuse_strangers(self, files: Mapping[str, Artifact]) -> None:
        """Stop where a page would take the place of a file that is somebody else's.

        Raises:
            InputError: with each such file.
        """
        message = "There is a file here that askwell has not written."
        hint = "Publish into a folder of its own, or move this file away."
        strangers = [
            Problem(self.folder / name, Place(), message, hint)
            for name, artifact in files.items()
            if name not in self.files and self._differs(self.folder / name, artifact.data)
        ]
        if strangers:
            raise InputError(strangers)

    def announce(self, names: Iterable[str]) -> None:
        """Take down what will be written, before it is."""
        if new := [name for name in names if name not in self.files]:
            self._keep({**self.files, **dict.fromkeys(new)})

    def stale(self, files: Mapping[str, Artifact]) -> list[str]:
        """What an earlier run wrote, nobody has changed since, and this one does not have."""
        return [
            name
            for name, digest in self.files.items()
            if name not in files and as_written(self.folder, name, digest) is not None
        ]

    def left(self, files: Mapping[str, Artifact]) -> list[str]:
        """What an earlier run wrote, somebody has changed since, and this one does not have."""
        return [
            name
            for name, digest in self.files.items()
            if name not in files
            and content(self.folder, name) is not None
            and as_written(self.folder, name, digest) is None
        ]

    def remove(self, names: Iterable[str]) -> None:
        """Remove files of ours, and the folders that are empty then.

        Raises:
            InputError: one cannot be removed.
        """
        for name in names:
            path = self.folder / name
            remove(path)
            for parent in path.parents:
                if parent == self.folder or any(parent.iterdir()):
                    break
                parent.rmdir()

    def confirm(self, files: Mapping[str, Artifact]) -> None:
        """Take down what is there now, with what is left: each run tells of it."""
        left = {name: self.files[name] for name in self.left(files)}
        self._keep(left | {name: digest_of(artifact.data) for name, artifact in files.items()})

    def _keep(self, files: dict[str, str | None]) -> None:
        self.files = files
        keep(self.path, files)

    def _differs(self, path: Path, data: bytes) -> bool:
        return path.is_file() and path.read_bytes() != data


def _digest(said: object) -> str | None:
    return None if said is None else str(said)
