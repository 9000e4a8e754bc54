"""A cohort: one table, a packet for every row."""
