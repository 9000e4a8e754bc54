"""A row of a table becomes a member, or all that is wrong with it."""
