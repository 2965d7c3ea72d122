"""Check an edition as a whole: everything that no schema can say, because it concerns several places or files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from teipress.cite.references import check_references
from teipress.corpus import Document
from teipress.diagnostics import Diagnostic
from teipress.validate.authorities import check_authorities
from teipress.validate.characters import check_characters
from teipress.validate.dates import check_dates
from teipress.validate.identifiers import check_identifiers
from teipress.validate.inclusions import check_inclusions
from teipress.validate.languages import check_languages
from teipress.validate.pointers import check_pointers
from teipress.validate.registers import check_registers


def check_all(documents: Sequence[Document], registers: Sequence[Document], root: Path) -> Iterator[Diagnostic]:
    """Run every check of integrity on an edition.

    ``registers`` are those of the ``documents`` that list persons, places and so on. ``root`` is the edition's own
    folder: no file outside of it is read.
    """
    yield from check_identifiers(documents)
    yield from check_inclusions(documents, root)
    yield from check_pointers(documents, root)
    yield from check_registers(registers, documents)
    yield from check_authorities(documents)
    yield from check_dates(documents)
    yield from check_languages(documents)
    yield from check_characters(documents)
    yield from check_references(documents)
