"""The program: ``askwell``, and ``python -m generator``."""

import atexit
import gc
import os
import signal

# Most commands are over before there is any garbage worth looking for, and looking costs them a
# tenth of their time. What runs for long looks by itself: a build between documents
# (cli/progress.py), a preview and the packets of a cohort all the time. It is turned off here, and
# not where the commands are, so that a program that imports those keeps its collector.
gc.disable()
# Nor is there any at the end, when Python looks for the last time through all that is left: of a
# thousand drafts that is a tenth of the time.
atexit.register(gc.freeze)
# Plugins of pydantic that happen to be installed must not change how content is read; not looking
# for them saves as much time again.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# Who interrupts before the commands are there, who would say that it was done, gets no traceback.
asked_to_end = signal.getsignal(signal.SIGINT)
if asked_to_end is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from generator.cli import main  # noqa: E402

if asked_to_end is signal.default_int_handler:
    signal.signal(signal.SIGINT, asked_to_end)

__all__ = ["main"]

if __name__ == "__main__":
    main()
