"""The engine, loaded for processes that are born of this one; where it is missing, they tell."""

from contextlib import suppress

with suppress(OSError):  # a system library is missing
    import generator.channels.pdf.engine  # noqa: F401
