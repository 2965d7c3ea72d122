"""Schematron side by side with lxml.isoschematron: seventeen rules that both can read, as whole processes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Run, side_by_side
from tests.bench.table import Row
from tests.bench.validation import corpus

RULES = Path(__file__).with_name("rules.sch")
COPIES = 4  # of the corpora, so that what counts is the work on the documents
_ISOSCHEMATRON = (
    "import sys; from lxml import etree, isoschematron; "
    "schema = isoschematron.Schematron(etree.parse(sys.argv[1]), store_report=True); "
    "[schema.validate(etree.parse(path)) for path in sys.argv[2:]]"
)
# What the check of an edition does besides, such as asking whether a file is TEI, is not what is compared here.
_TEIPRESS = (
    "import sys; from pathlib import Path; from teipress.corpus import read_document; "
    "from teipress.saxon import Saxon, Xml; from teipress.validate.schematron import check_schematron\n"
    "def main():\n"
    "    rules = Path(sys.argv[1])\n"
    "    documents = [read_document(Path(path), path) for path in sys.argv[2:]]\n"
    "    with Saxon() as saxon:\n"
    "        list(check_schematron(documents, Xml(rules.read_bytes(), rules.as_uri()), saxon))\n"
    "if __name__ == '__main__': main()"
)


def measure_schematron(folder: Path, repeats: int) -> Iterator[Row]:
    """Yield the figures; ``folder`` is for the corpus."""
    files = copied(folder)
    if not files:
        yield Row("Schematron", "not measured: the corpora are not here")
        return
    size = sum(Path(path).stat().st_size for path in files) / 1e6
    command = [sys.executable, "-m", "teipress", "check", "--quiet", "--only", "schematron", "--schema", str(RULES)]
    runs = side_by_side(
        {
            "command": [*command, *files],
            "check": [sys.executable, "-c", _TEIPRESS, str(RULES), *files],
            "lxml": [sys.executable, "-c", _ISOSCHEMATRON, str(RULES), *files],
        },
        repeats,
    )
    yield _speed("Schematron, 17 rules: teipress check / lxml.isoschematron", runs["command"], runs["lxml"], size)
    yield _speed("Schematron, 17 rules: check_schematron / lxml.isoschematron", runs["check"], runs["lxml"], size)


def copied(folder: Path) -> list[str]:
    """Copy the corpora a few times."""
    sources = corpus()
    return [str(shutil.copy(source, folder / f"{n}-{source.name}")) for n in range(COPIES) for source in sources]


def _speed(name: str, ours: Run, theirs: Run, size: float) -> Row:
    speed = theirs.median / ours.median
    detail = f"{speed:.2f} ({size / ours.median:.1f} MB/s / {size / theirs.median:.1f} MB/s)"
    return Row(name, detail, "≥ 0.7", speed >= 0.7)
