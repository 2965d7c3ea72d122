"""Keep a single file from burying the report: what is wrong ten thousand times is said ten thousand times, not more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from teipress.corpus import Document
from teipress.diagnostics import Diagnostic, Severity

MOST = 10_000


def at_most(found: Iterable[Diagnostic], document: Document, what: str, most: int = MOST) -> Iterator[Diagnostic]:
    """Pass on the first diagnostics that a check finds in a document, and say where it stopped, if it did."""
    for number, diagnostic in enumerate(found):
        if number == most:
            yield replace(
                diagnostic,
                code="too-many-faults",
                message=f"{document.name} has more than {most:,} faults of its {what}; from here on, none are shown",
                severity=Severity.WARNING,
                help="Mend those that are shown, then check again. They probably have one cause.",
            )
            return
        yield diagnostic
