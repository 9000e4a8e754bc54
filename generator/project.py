"""Where things are, and what day it is: the only clock."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

SUFFIXES = (".yaml", ".yml", ".md")


BUILT_IN_PACK = next(
    folder
    for folder in (Path(__file__).parent / "pack", Path(__file__).parent.parent)
    if (folder / "content").is_dir()
)
"""The folder that holds the built-in ``content`` and ``templates``.

The wheel carries them inside the package; a checkout has them beside it.
"""


def today() -> date:
    """The day, where nobody said ``--today``."""
    return date.today()  # noqa: DTZ011 - the user's own day is what a due date means


class Project(NamedTuple):
    """A user's folder, with the built-in pack behind it."""

    root: Path
    output: Path
    today: date
    pack: Path = BUILT_IN_PACK

    @classmethod
    def at(cls, root: Path, output: Path | None = None, day: date | None = None) -> "Project":
        """The project in a folder, its output inside it unless another place is named."""
        return cls(root, output or root / "output", day or today())

    @property
    def content(self) -> Path:
        """The user's own content: the only place that people are read from."""
        return self.root / "content"

    @property
    def is_written_over(self) -> bool:
        """Whether the output would go among the project's own files."""
        return self.owns(self.output) or self.output.resolve() == self.root.resolve()

    def owns(self, path: Path) -> bool:
        """Whether a place is among the files that documents are made of."""
        folders = [(self.root / name).resolve() for name in ("content", "templates")]
        return any(path.resolve().is_relative_to(folder) for folder in folders)

    @property
    def template_folders(self) -> list[Path]:
        """Where templates are looked for, the user's own first."""
        return list(dict.fromkeys([self.root / "templates", self.pack / "templates"]))

    def is_built_in(self, path: Path) -> bool:
        """Whether a file is one of the pack's; in the pack's own folder all of them are."""
        return path.resolve().is_relative_to(self.pack.resolve() / "content")

    @property
    def has_own_templates(self) -> bool:
        """Whether the project changes any kind or theme of the pack."""
        own = (self.root / "templates").resolve()
        return own.is_dir() and own != (self.pack / "templates").resolve()

    @property
    def has_own_tables(self) -> bool:
        """Whether the project says how the tables of its cohorts are read."""
        names = ("cohort", "sensitive", "profiles")
        found = (p for n in names for p in (*self.one(n, fall_back=False), self.content / n))
        return any(path.exists() and not self.is_built_in(path) for path in found)

    def one(self, name: str, *, fall_back: bool) -> list[Path]:
        """The file ``content/<name>.*``: of the project, else (if it may) of the pack.

        Normally one path or none; two mean that it is written twice, which the reader reports.
        """
        folders = [self.content, self.pack / "content"] if fall_back else [self.content]
        for folder in folders:
            if found := _named(folder, name):
                return found
        return []

    def many(self, name: str, *, fall_back: bool) -> list[Path]:
        """The files of ``content/<name>/``, those of the pack behind those of the project.

        A file of the project replaces the built-in one of the same name, whatever its suffix.
        """
        own = sorted(_content_files(self.content / name))
        if not fall_back or self.content == self.pack / "content":
            return own
        taken = {path.stem for path in own}
        built_in = _content_files(self.pack / "content" / name)
        return own + sorted(path for path in built_in if path.stem not in taken)


def _named(folder: Path, name: str) -> list[Path]:
    return [path for suffix in SUFFIXES if (path := folder / f"{name}{suffix}").is_file()]


def _content_files(folder: Path) -> Iterator[Path]:
    """Content files of a folder; a name that begins with ``_`` or ``.`` is put aside."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.suffix in SUFFIXES and path.is_file() and path.name[0] not in "_.":
                yield path
