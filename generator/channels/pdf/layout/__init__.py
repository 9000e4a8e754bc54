"""A document laid out in full by the engine, and fitted to its pages."""
