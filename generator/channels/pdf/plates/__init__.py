"""Pages that were laid out once, and take the texts of other rows: the same bytes, much sooner."""
