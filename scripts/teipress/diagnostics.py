"""A diagnostic: one fault of the edition, in words an editor can act on, with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Which check found the fault."""

    WELLFORMED = "wellformed"
    RELAXNG = "relaxng"
    XSD = "xsd"
    SCHEMATRON = "schematron"
    INTEGRITY = "integrity"
    RENDER = "render"


class Severity(StrEnum):
    """How bad it is; only an error makes a command fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault and its place.

    ``path`` is as shown to the reader, relative to where the command ran. Lines and columns count from 1, columns in
    characters; 0 means that none is known. The place is the start of the element or attribute at fault.
    """

    code: str
    source: Source
    message: str
    path: str
    severity: Severity = Severity.ERROR
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    id: str | None = None
    xpath: str | None = None
    help: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order diagnostics as a reader goes through the files."""
        return self.path, self.line, self.column, self.code, self.message


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort diagnostics for the reader, each one once."""
    return tuple(sorted(set(diagnostics), key=lambda diagnostic: (diagnostic.sort_key, repr(diagnostic))))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
