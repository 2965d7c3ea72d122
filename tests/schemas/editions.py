"""The two editions that are valid: the one of the tests, which uses everything, and the reference edition."""

from __future__ import annotations

from pathlib import Path

from teipress.corpus import Document, read_document
from tests.paths import TEI

VALID = Path(__file__).parent / "valid"
REFERENCE = TEI


def read_edition(folder: Path) -> dict[str, Document]:
    """Read the TEI files of a folder, by their path in it."""
    names = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*.xml"))}
    return {name: read_document(path, name) for name, path in names.items()}
