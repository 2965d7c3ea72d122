"""Check the characters of a text for those that show something else than they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from teipress.corpus import Document
from teipress.diagnostics import Diagnostic, Severity, Source

# Unicode's bidirectional controls: embeddings, overrides, isolates and their ends (UAX #9, section 2).
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CANDIDATE = re.compile(rf"{_BIDI.pattern}|&#(?:x[0-9A-Fa-f]+|[0-9]+);")


def check_characters(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report bidirectional controls: they can make a line show what it does not say."""
    for document in documents:
        for match in _CANDIDATE.finditer(document.text):
            character = _character(match[0])
            if not _BIDI.match(character):
                continue
            place = document.positions.at(match.start())
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
                end_column=place.column + len(match[0]),
                help="Delete it. Say by xml:lang what language the text is in; the page sees to its direction.",
            )


def _character(written: str) -> str:
    """Give the character itself, be it written as it is or by its number."""
    if not written.startswith("&#"):
        return written
    digits = written[2:-1]
    return chr(int(digits[1:], 16) if digits.startswith("x") else int(digits))
