"""The static site of a project: pages for everyone, and one on which a student picks questions."""
