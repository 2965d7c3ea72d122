"""Measure everything and print the table."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.building import measure_building
from tests.bench.schematron import measure_schematron
from tests.bench.table import render
from tests.bench.validation import measure_relaxng

MEASURES = {"relaxng": measure_relaxng, "schematron": measure_schematron, "building": measure_building}


def main() -> None:
    """Run the benches. Arguments: the number of repeats, and the names of those to run (default: all)."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
    names = [argument for argument in sys.argv[1:] if argument in MEASURES] or list(MEASURES)
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            for line in render(MEASURES[name](Path(folder), (*numbers, 5)[0])):
                print(line, flush=True)


if __name__ == "__main__":
    main()
