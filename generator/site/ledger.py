"""What an earlier run wrote into the site's folder: only that may be replaced or removed.

A small JSON file, since it is read and written whole:

    {"index.html": "5f0c…", "guide/old.html": null}     null: announced, perhaps cut off
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from generator.documents import Artifact
from generator.errors import InputError, Place, Problem
from generator.write import write

NAME = ".askwell-site.json"


class Ledger:
    """The ledger of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / NAME
        self.files: dict[str, str | None] = {}
        if self.path.is_file():
            self.files = _read(self.path)

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
            if name not in files and _is_ours(self.folder, name, digest)
        ]

    def remove(self, names: Iterable[str]) -> None:
        """Remove files of ours, and the folders that are empty then."""
        for name in names:
            path = self.folder / name
            path.unlink(missing_ok=True)
            for parent in path.parents:
                if parent == self.folder or any(parent.iterdir()):
                    break
                parent.rmdir()

    def confirm(self, files: Mapping[str, Artifact]) -> None:
        """Take down what is there now."""
        self._keep({name: digest_of(artifact.data) for name, artifact in files.items()})

    def _keep(self, files: dict[str, str | None]) -> None:
        self.files = dict(sorted(files.items()))
        text = json.dumps(self.files, indent=0, ensure_ascii=False)
        write(self.folder, {NAME: Artifact("", f"{text}\n".encode())})

    def _differs(self, path: Path, data: bytes) -> bool:
        return path.is_file() and path.read_bytes() != data


def digest_of(data: bytes) -> str:
    """The check sum of a file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _read(path: Path) -> dict[str, str | None]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): digest and str(digest) for name, digest in found.items()}
    except (ValueError, AttributeError):
        message = "What was written in this folder cannot be looked up: its ledger is damaged."
        hint = "Delete this file and the site; then everything is made anew."
        raise InputError([Problem(path, Place(), message, hint)]) from None


def _is_ours(folder: Path, name: str, digest: str | None) -> bool:
    """Whether a file is within the folder, by no link, and as it was written."""
    parts = PurePosixPath(name)
    path = folder / parts
    if parts.is_absolute() or ".." in parts.parts or not path.is_file():
        return False
    if path.resolve() != folder.resolve() / parts:
        return False
    return digest is None or digest_of(path.read_bytes()) == digest
