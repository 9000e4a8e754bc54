"""The engine, loaded by a worker before it has work; where it is missing, the first print tells."""

from contextlib import suppress

from generator.channels.pdf.layout import libraries

with suppress(OSError):  # a system library is missing
    libraries.load()
    import generator.channels.pdf.layout.engine  # noqa: F401
