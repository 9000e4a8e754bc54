"""The pack's templates, compiled once: beside them, as Python keeps its compiled modules.

Compiling them each time would be a good part of what ``askwell check`` does.
"""

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context


class Compiled(FileSystemBytecodeCache):
    """What is kept is found by a template's name and text, and by how it escapes.

    Where the pack may not be written to, nothing is kept, and each run compiles again.
    """

    def __init__(self, templates: Path, escaping: str) -> None:
        super().__init__(str(templates / "__pycache__"), f"{escaping}-%s.jinja")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take up what was kept; what cannot be read, for whatever reason, is compiled again."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if Python keeps its own."""
        if sys.dont_write_bytecode:
            return
        try:
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            pass


def late(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, called when a page is made and never while its template is compiled.

    Jinja works out ``{{ "a - b"|fine }}`` beforehand; what is kept would then go on with a filter
    that has since been changed.
    """

    @pass_context
    def call(_: Context, *words: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes
        return filter_(*words, **named)

    return call
