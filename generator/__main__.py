"""The program: ``askwell``, and ``python -m generator``."""

import gc
import os

# Most commands are over before there is any garbage worth looking for, and looking costs them a
# tenth of their time. What runs for long looks itself: a build between documents (cli/progress.py),
# a preview and the packets of a cohort all the time. Here, and not where the commands are, so that
# who imports those keeps the collector as it was.
gc.disable()
# Nothing that happens to be installed beside askwell has a say in how content is read; not looking
# for it saves as much again.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from generator.cli import main  # noqa: E402

__all__ = ["main"]

if __name__ == "__main__":
    main()
