"""Makes the outlines that maps are drawn on: ``nox -s outlines``."""
