"""Speed, measured side by side in one run: ratios, never seconds. Not part of the tests: ``nox -s bench``."""
