"""What tells how an edition is encoded, published with it: schemas, and the guidelines that were compiled with them.

Endings Principles 2.2, 2.1: the data model is documented in a static document that is a part of the products.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from teipress.project import Project

FOLDER = "schemas/"
GUIDELINES = "guidelines.html"
COMPANION = "xml.xsd"  # what xsd.xsl writes beside a schema


def documentation(project: Project) -> Mapping[str, Path]:
    """Give the files by their paths in the edition; of two with one name, the first. None, where no schema is named."""
    found: dict[str, Path] = {}
    for path in _files(project):
        if path.is_file():
            found.setdefault(FOLDER + path.name, path)
    return found


def _files(project: Project) -> Iterator[Path]:
    schemas = project.schemas
    if schemas.odd:
        yield schemas.odd.with_name(GUIDELINES)
    yield from (path for path in (schemas.odd, schemas.rng, schemas.xsd, schemas.schematron) if path)
    if schemas.xsd:
        yield schemas.xsd.with_name(COMPANION)
