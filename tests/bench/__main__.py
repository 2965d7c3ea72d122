"""Measure everything and print the table."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.table import render
from tests.bench.validation import measure_relaxng


def main() -> None:
    """Run the benches; an argument sets the number of repeats."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        for line in render(measure_relaxng(Path(folder), repeats)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
