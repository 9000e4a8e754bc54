"""What askwell costs beside the engine it stands on. Run it with: python -m bench."""
