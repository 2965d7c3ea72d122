"""Diagnostics for people: the place, the sentence, the source line with a caret, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from teipress.diagnostics import Diagnostic, Lines, Report, Severity

WIDTH = 100  # the source line is cut to this many columns around the fault
TAB = 4

Style = Callable[[str, str], str]


def plain(text: str, _role: str) -> str:
    """Leave a text as it is: the style for files and pipes."""
    return text


def render(diagnostics: Iterable[Diagnostic], lines: Lines, style: Style = plain) -> Iterator[str]:
    """Write each diagnostic as a few lines; ``style`` colours."""
    for diagnostic in diagnostics:
        yield _headline(diagnostic, style)
        yield from _excerpt(diagnostic, lines.get(diagnostic.path, {}).get(diagnostic.line, ""), style)
        if diagnostic.help:
            yield f"    {style('help:', 'help')} {safe(diagnostic.help)}"


def summary(report: Report) -> str:
    """Say in one line how many faults there are: “2 errors, 1 warning in 1 of 6 files; 3 known problems not shown”."""
    counts = [
        _count(sum(d.severity is severity for d in report.diagnostics), noun)
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note"))
    ]
    found = [count for count in counts if not count.startswith("0 ")]
    touched, files = len({d.path for d in report.diagnostics}), len(report.files)
    remembered = [
        words
        for number, words in (
            (report.known, f"{_count(report.known, 'known problem')} not shown"),
            (report.gone, f"{_count(report.gone, 'known problem')} gone: run again with --update-baseline"),
        )
        if number
    ]
    if found:
        told = f"{', '.join(found)} in {touched} of {_count(max(files, touched), 'file')}"
    else:
        told = f"{_count(files, 'file')} checked, nothing {'new ' if report.known else ''}to mend"
    return "; ".join((told, *remembered))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _headline(diagnostic: Diagnostic, style: Style) -> str:
    place = safe(diagnostic.path)
    if diagnostic.line:
        place += f":{diagnostic.line}:{diagnostic.column}"
    severity = style(f"{diagnostic.severity}:", diagnostic.severity)
    nearest = f" (in “{safe(diagnostic.id)}”)" if diagnostic.id else ""
    return f"{style(place, 'place')}: {severity} {safe(diagnostic.message)}{nearest} [{safe(diagnostic.code)}]"


def _excerpt(diagnostic: Diagnostic, line: str, style: Style) -> Iterator[str]:
    if not line:
        return
    before, at, after = excerpt(diagnostic, line)
    # A margin, so that no line of a file can pass for a command to whoever runs this (“::…” on GitHub).
    yield f"    | {safe(before)}{safe(at)}{safe(after)}".rstrip()
    caret = "^" * max(1, _columns(safe(at)))
    yield f"    | {' ' * _columns(safe(before))}{style(caret, diagnostic.severity)}"


def excerpt(diagnostic: Diagnostic, line: str) -> tuple[str, str, str]:
    """Cut the line of a diagnostic into what comes before the fault, the fault, and what comes after, short enough."""
    return _window(line, diagnostic.column - 1, _length(diagnostic, line))


def _length(diagnostic: Diagnostic, line: str) -> int:
    """Count the characters at fault in their first line."""
    if diagnostic.end_line > diagnostic.line:
        return max(1, len(line) - diagnostic.column + 1)
    return max(1, diagnostic.end_column - diagnostic.column)


def _window(line: str, column: int, length: int) -> tuple[str, str, str]:
    column = max(0, min(column, len(line)))
    at = line[column : column + min(length, WIDTH // 2)]
    before, after = line[:column], line[column + len(at) :]
    if len(line) <= WIDTH:
        return before, at, after
    before = before.lstrip()
    room = WIDTH - len(at)
    if len(before) > room // 2:
        before = "…" + before[len(before) - room // 2 :]
    rest = room - len(before)
    return before, at, after if len(after) <= rest else after[:rest] + "…"


def safe(text: str) -> str:
    """Make a text safe for a terminal: tabs as spaces, what steers a terminal as “�”."""
    return "".join(map(_safe, text))


def _safe(character: str) -> str:
    if character == "\t":
        return " " * TAB
    return "�" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else character


def _columns(text: str) -> int:
    """Count the columns that a text takes on a terminal: wide East Asian characters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
