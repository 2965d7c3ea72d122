"""Schematron side by side with lxml.isoschematron: seventeen rules that both can read, as whole processes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import side_by_side
from tests.bench.table import Row
from tests.bench.validation import corpus

RULES = Path(__file__).with_name("rules.sch")
COPIES = 4  # of the corpora, so that what counts is the work on the documents
_ISOSCHEMATRON = (
    "import sys; from lxml import etree, isoschematron; "
    "schema = isoschematron.Schematron(etree.parse(sys.argv[1]), store_report=True); "
    "[schema.validate(etree.parse(path)) for path in sys.argv[2:]]"
)


def measure_schematron(folder: Path, repeats: int) -> Iterator[Row]:
    """Yield the figures; ``folder`` is for the corpus."""
    files = copied(folder)
    if not files:
        yield Row("Schematron", "not measured: the corpora are not here")
        return
    size = sum(Path(path).stat().st_size for path in files) / 1e6
    command = [sys.executable, "-m", "teipress", "check", "--quiet", "--only", "schematron", "--jobs", "1"]
    runs = side_by_side(
        {
            "teipress": [*command, "--schema", str(RULES), *files],
            "lxml": [sys.executable, "-c", _ISOSCHEMATRON, str(RULES), *files],
        },
        repeats,
    )
    ours, theirs = runs["teipress"].median, runs["lxml"].median
    detail = f"{theirs / ours:.2f} ({size / ours:.1f} MB/s / {size / theirs:.1f} MB/s)"
    name = f"Schematron, 17 rules, {size:.0f} MB, one process: speed of teipress / lxml"
    yield Row(name, detail, "≥ 0.7", theirs / ours >= 0.7)
    worker = runs["teipress"].worker
    yield Row("peak memory of its worker, which runs the rules", f"{worker:.0f} MB", "200 MB", 0 < worker < 200)
    yield Row("peak memory of its own process, which has read all files", f"{runs['teipress'].peak:.0f} MB")


def copied(folder: Path) -> list[str]:
    """Copy the corpora a few times."""
    sources = corpus()
    return [str(shutil.copy(source, folder / f"{n}-{source.name}")) for n in range(COPIES) for source in sources]
