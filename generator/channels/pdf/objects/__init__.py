"""The objects of a PDF as bytes, and the glyphs that it draws. Nothing here knows the engine."""
