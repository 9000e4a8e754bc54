"""``python -m generator`` is ``askwell``."""

from generator.cli import main

main()
