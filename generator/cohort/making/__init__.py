"""Members become packets, whoever does the work; nothing is written here."""
