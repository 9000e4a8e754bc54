"""click options in, lines and exit codes out: the only room that prints or exits."""

from generator.cli.commands import main

__all__ = ["main"]
