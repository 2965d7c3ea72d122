"""Check the characters of a text for those that show something else than they say, or nothing at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from teipress.corpus import TEI, Document
from teipress.diagnostics import Diagnostic, Severity, Source

# Each kind of character is shown so often in one document; the rest is counted.
SHOWN = 5
COUNTED = 1_000_000


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of character: the code of its diagnostic, the characters, the sentence, and how to mend it."""

    code: str
    characters: re.Pattern[str]
    what: str
    help: str


_KINDS = (
    # Unicode's bidirectional controls: embeddings, overrides, isolates and their ends (UAX #9, section 2).
    _Kind(
        "bidi-control",
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "an invisible character that changes the direction of what follows",
        "Delete it. Say by xml:lang what language the text is in; the page sees to its direction.",
    ),
    _Kind(
        "lost-character",
        re.compile("[\ufffd]"),
        "the sign for a character that was lost when the text was converted",
        "Restore what stood here from the source.",
    ),
    _Kind(
        "control-character",
        re.compile("[\u0080-\u0084\u0086-\u009f]"),
        "a control character, probably a quotation mark or a dash that was converted from the wrong encoding",
        "Restore what stood here. In Windows-1252, 0x93 and 0x94 are “ and ”, 0x96 and 0x97 are – and —.",
    ),
    _Kind(
        "no-character",
        re.compile(
            "[\ufdd0-\ufdef" + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 17)) + "]"
        ),
        "a code that Unicode will never give to a character",
        "Restore what stood here from the source.",
    ),
    _Kind(
        "private-character",
        re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"),
        "a character for private use, which shows differently, or not at all, with every font",
        "Replace it by a character of Unicode, or describe it in a charDecl in the header, and write <g> here.",
    ),
)
_ANY = "".join(kind.characters.pattern[1:-1] for kind in _KINDS)
_NUMBER = "&#(?:x0*[0-9A-Fa-f]{1,6}|0*[0-9]{1,7});"
_CANDIDATE = re.compile(f"[{_ANY}]|{_NUMBER}")
_ASCII_CANDIDATE = re.compile(_NUMBER)


def check_characters(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report characters that make a line show what it does not say. Of very many, the first few and their number."""
    for document in documents:
        describes = next(document.root.iter(f"{{{TEI}}}charDecl"), None) is not None
        first: dict[_Kind, list[tuple[int, int, str]]] = {}
        counts: Counter[_Kind] = Counter()
        for match in (_ASCII_CANDIDATE if document.text.isascii() else _CANDIDATE).finditer(document.text):
            character = _character(match[0])
            kind = _kind(character)
            if kind is not None and not (describes and kind.code == "private-character"):
                counts[kind] += 1
                if counts[kind] == COUNTED:
                    break
                if counts[kind] <= SHOWN:
                    first.setdefault(kind, []).append((*match.span(), character))
        for kind, found in first.items():
            yield from _told(document, kind, found, counts[kind])


@lru_cache(maxsize=1024)
def _kind(character: str) -> _Kind | None:
    return next((kind for kind in _KINDS if kind.characters.match(character)), None)


def _told(document: Document, kind: _Kind, found: list[tuple[int, int, str]], count: int) -> Iterator[Diagnostic]:
    for number, (start, end, character) in enumerate(found, 1):
        many = f"{'at least ' if count == COUNTED else ''}{count - SHOWN:,}"
        more = f"; {many} more follow" if number == SHOWN < count else ""
        place = document.positions.at(start)
        name = unicodedata.name(character, "")
        yield Diagnostic(
            code=kind.code,
            source=Source.INTEGRITY,
            severity=Severity.WARNING,
            message=f"here is {kind.what}: {' '.join(filter(None, (f'U+{ord(character):04X}', name)))}{more}",
            path=document.name,
            line=place.line,
            column=place.column,
            end_line=place.line,
            end_column=place.column + end - start,
            help=kind.help,
        )


@lru_cache(maxsize=1024)
def _character(written: str) -> str:
    """Give the character itself, be it written as it is or by its number."""
    if not written.startswith("&#"):
        return written
    digits = written[2:-1]
    number = int(digits[1:].lstrip("0") or "0", 16) if digits.startswith("x") else int(digits.lstrip("0") or "0")
    # In a comment, a number may be anything.
    return chr(number) if number <= 0x10FFFF else ""
