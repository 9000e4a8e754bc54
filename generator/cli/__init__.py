"""click options in, lines and exit codes out: the only room that prints or exits."""

import gc
import os

# Most commands are over before there is any garbage worth looking for, and looking costs them a
# tenth of their time. A build, which may be long, looks between documents (see progress.py).
gc.disable()
# Nothing that happens to be installed beside askwell has a say in how content is read; not looking
# for it saves as much again.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from generator.cli.commands import main  # noqa: E402

__all__ = ["main"]
