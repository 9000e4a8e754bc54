"""What runs have written, for whom and of what; and how it is removed."""
