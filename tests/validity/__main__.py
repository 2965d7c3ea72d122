"""Look at every page by the Nu HTML checker, at every book by EPUBCheck, at all data by what reads it.

``python -m tests.validity [FOLDER…]``. Without a folder: at the reference edition as committed, and as it would be at
an address; its guidelines; a report of faults; an edition of the samples, and one of the shared texts of others, where
they are at hand.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.paths import ROOT, SCHEMAS
from tests.validity.checkers import NU, faults_of_book, faults_of_pages
from tests.validity.data import SITE_MAPS, faults_of_data, kinds
from tests.validity.sites import SAMPLES, edition_at_address, edition_of, report_of_faults, texts_of_others


def main(*folders: str) -> int:
    """Look at all; print the faults, and how much was looked at."""
    with tempfile.TemporaryDirectory() as temporary:
        jar, site_maps = NU.fetch(Path(temporary)), SITE_MAPS.fetch(Path(temporary))
        places = [Path(folder) for folder in folders] or list(_places(Path(temporary)))
        sites = [place for place in places if place.is_dir()]
        books = [book for site in sites for book in sorted(site.rglob("*.epub"))]
        pages = sum(1 if place.is_file() else len(list(place.rglob("*.html"))) for place in places)
        data = sum((Counter(kinds(site)) for site in sites), Counter())
        faults = [
            *faults_of_pages(jar, places),
            *(fault for book in books for fault in faults_of_book(book)),
            *(fault for site in sites for fault in faults_of_data(site, site_maps)),
        ]
    looked_at = Counter({"pages": pages, "books": len(books)}) + data
    print(*faults, f"{len(faults)} faults in {', '.join(f'{n} {kind}' for kind, n in looked_at.items())}", sep="\n")
    return 1 if faults else 0


def _places(folder: Path) -> Iterator[Path]:
    yield ROOT / "output"
    yield edition_at_address(folder / "address")
    yield SCHEMAS / "guidelines.html"
    yield report_of_faults(folder / "faults")
    yield edition_of(sorted(SAMPLES.glob("*.xml")), folder / "samples", "Samples")
    if texts := list(texts_of_others()):
        yield edition_of(texts, folder / "others", "Texts of others")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
