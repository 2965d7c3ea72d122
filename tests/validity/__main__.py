"""Look at every page by the Nu HTML checker and at every book by EPUBCheck: ``python -m tests.validity [FOLDER…]``.

Without a folder: at the reference edition as committed, its guidelines, a report of faults, an edition of the samples,
and one of the shared texts of others, where they are at hand.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.paths import ROOT, SCHEMAS
from tests.validity.checkers import faults_of_book, faults_of_pages, fetch
from tests.validity.sites import SAMPLES, edition_of, report_of_faults, texts_of_others


def main(*folders: str) -> int:
    """Look at all; print the faults, and how much was looked at."""
    with tempfile.TemporaryDirectory() as temporary:
        jar = fetch(Path(temporary))
        places = [Path(folder) for folder in folders] or list(_places(Path(temporary)))
        books = [book for place in places for book in sorted(place.rglob("*.epub"))]
        pages = sum(1 if place.is_file() else len(list(place.rglob("*.html"))) for place in places)
        faults = [*faults_of_pages(jar, places), *(fault for book in books for fault in faults_of_book(book))]
    print(*faults, f"{len(faults)} faults in {pages} pages and {len(books)} books", sep="\n")
    return 1 if faults else 0


def _places(folder: Path) -> Iterator[Path]:
    yield ROOT / "output"
    yield SCHEMAS / "guidelines.html"
    yield report_of_faults(folder / "faults")
    yield edition_of(sorted(SAMPLES.glob("*.xml")), folder / "samples", "Samples")
    if texts := list(texts_of_others()):
        yield edition_of(texts, folder / "others", "Texts of others")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
