"""Check the characters of a text for those that show something else than they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from teipress.corpus import Document
from teipress.diagnostics import Diagnostic, Severity, Source

# Unicode's bidirectional controls: embeddings, overrides, isolates and their ends (UAX #9, section 2).
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def check_characters(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report bidirectional controls: they can make a line show what it does not say."""
    for document in documents:
        for match in _BIDI.finditer(document.text):
            place = document.positions.at(match.start())
            character = match[0]
            yield Diagnostic(
                code="bidi-control",
                source=Source.INTEGRITY,
                severity=Severity.WARNING,
                message=f"here is an invisible character that changes the direction of what follows: "
                f"U+{ord(character):04X} {unicodedata.name(character)}",
                path=document.name,
                line=place.line,
                column=place.column,
                end_line=place.line,
                end_column=place.column + 1,
                help="Delete it. Say by xml:lang what language the text is in; the page sees to its direction.",
            )
