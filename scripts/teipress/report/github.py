"""Diagnostics as commands of GitHub's workflows, which shows them beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teipress.diagnostics import Diagnostic, Severity
from teipress.report.places import Root
from teipress.report.text import safe

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(diagnostics: Iterable[Diagnostic], root: Root) -> Iterator[str]:
    """Write one command a diagnostic. No word of a file can end it and start another."""
    for diagnostic in diagnostics:
        path = diagnostic.path
        properties = {"file": root.relative(path) or path, "title": diagnostic.code}
        if diagnostic.line:
            properties |= {"line": str(diagnostic.line), "col": str(max(1, diagnostic.column))}
        if diagnostic.end_column:
            properties["endLine"] = str(diagnostic.end_line)
            if diagnostic.end_line == diagnostic.line:  # GitHub takes columns within one line only
                properties["endColumn"] = str(diagnostic.end_column)
        told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        help = f"\n{safe(diagnostic.help)}" if diagnostic.help else ""
        nearest = f" (in “{safe(diagnostic.id)}”)" if diagnostic.id else ""
        words = f"{safe(diagnostic.message)}{nearest}{help}"
        yield f"::{_COMMANDS[diagnostic.severity]} {told}::{_data(words)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(safe(words)).replace(":", "%3A").replace(",", "%2C")
