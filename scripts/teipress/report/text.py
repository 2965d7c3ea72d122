"""Diagnostics for people: the place, the sentence, the source line with a caret, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from teipress.diagnostics import Diagnostic, Severity

WIDTH = 100  # the source line is cut to this many columns around the fault
TAB = 4

Style = Callable[[str, str], str]


def plain(text: str, _role: str) -> str:
    """Leave a text as it is: the style for files and pipes."""
    return text


def render(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], style: Style = plain) -> Iterator[str]:
    """Write each diagnostic as a few lines. ``texts`` holds the sources by shown path; ``style`` colours."""
    for diagnostic in diagnostics:
        yield _headline(diagnostic, style)
        yield from _excerpt(diagnostic, texts.get(diagnostic.path), style)
        if diagnostic.help:
            yield f"    {style('help:', 'help')} {diagnostic.help}"


def summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """Say in one line how many faults there are: “2 errors, 1 warning in 1 of 6 files”."""
    counts = [
        _count(sum(d.severity is severity for d in diagnostics), noun)
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note"))
    ]
    found = [count for count in counts if not count.startswith("0 ")]
    touched = len({d.path for d in diagnostics})
    if not found:
        return f"{_count(files, 'file')} checked, nothing to mend"
    return f"{', '.join(found)} in {touched} of {_count(max(files, touched), 'file')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _headline(diagnostic: Diagnostic, style: Style) -> str:
    place = diagnostic.path
    if diagnostic.line:
        place += f":{diagnostic.line}:{diagnostic.column}"
    severity = style(f"{diagnostic.severity}:", diagnostic.severity)
    nearest = f" (in “{diagnostic.id}”)" if diagnostic.id else ""
    return f"{style(place, 'place')}: {severity} {diagnostic.message}{nearest} [{diagnostic.code}]"


def _excerpt(diagnostic: Diagnostic, text: str | None, style: Style) -> Iterator[str]:
    if text is None or not diagnostic.line:
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if diagnostic.line > len(lines):
        return
    line = lines[diagnostic.line - 1]
    before, at, after = _window(line, diagnostic.column - 1, _length(diagnostic))
    yield f"    {_shown(before)}{_shown(at)}{_shown(after)}".rstrip()
    caret = "^" * max(1, _columns(_shown(at)))
    yield f"    {' ' * _columns(_shown(before))}{style(caret, diagnostic.severity)}"


def _length(diagnostic: Diagnostic) -> int:
    if diagnostic.end_line == diagnostic.line and diagnostic.end_column > diagnostic.column:
        return diagnostic.end_column - diagnostic.column
    return 1


def _window(line: str, column: int, length: int) -> tuple[str, str, str]:
    """Cut a line into what comes before the fault, the fault, and what comes after, short enough to show."""
    length = min(length, WIDTH // 2)
    before, at, after = line[:column], line[column : column + length], line[column + length :]
    if len(before) + len(at) + len(after) <= WIDTH:
        return before.lstrip() if before.strip() == "" and len(line) > WIDTH else before, at, after
    if not before.strip():
        before = ""
    room = max(WIDTH - len(at), 20)
    if len(before) > room // 2:
        before = "…" + before[-(room // 2) :]
    rest = room - len(before)
    return before, at, after if len(after) <= rest else after[:rest] + "…"


def _shown(text: str) -> str:
    """Make a text safe for a terminal: tabs as spaces, control characters as pictures."""
    return "".join(
        " " * TAB if character == "\t" else "�" if unicodedata.category(character) in {"Cc", "Cf"} else character
        for character in text
    )


def _columns(text: str) -> int:
    """Count the columns that a text takes on a terminal: wide East Asian characters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
