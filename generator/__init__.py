"""askwell: one plan in, everything an informational interview needs out."""

__version__ = "0.1.0"
