"""Know a problem again when lines were added above it: by its rule, its words and what stands at its place."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from teipress.diagnostics import Diagnostic, Lines

# What a message says of places: numbers of lines, and the folders of files, which depend on where the command runs.
_PLACE = re.compile(r"\blines? \d+(?: and \d+)?|:\d+(?::\d+)?\b|[^\s“”\"']*/(?=[^\s/“”\"'])")


def fingerprint(diagnostic: Diagnostic, lines: Lines) -> str:
    """Give 32 hexadecimal digits made of the code, the words without places, the nearest id, and the content."""
    line = lines.get(diagnostic.path, {}).get(diagnostic.line, "")
    several = diagnostic.end_line > diagnostic.line
    content = line[max(0, diagnostic.column - 1) : None if several else diagnostic.end_column - 1]
    parts = (
        diagnostic.code,
        _PLACE.sub("", diagnostic.message),
        diagnostic.id or "",
        " ".join(content.split()) if diagnostic.end_column else "",
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def fingerprints(diagnostics: Iterable[Diagnostic], lines: Lines) -> Iterator[str]:
    """Give each diagnostic a fingerprint of its own: of several alike in one file, it says which one."""
    seen: Counter[tuple[str, str]] = Counter()
    for diagnostic in diagnostics:
        mark = fingerprint(diagnostic, lines)
        seen[diagnostic.path, mark] += 1
        yield f"{mark}:{seen[diagnostic.path, mark]}"
