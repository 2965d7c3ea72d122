"""A diagnostic: one fault of the edition, in words an editor can act on, with its place. A report: all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


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


LONGEST = 1_000


def shortened(words: str) -> str:
    """Leave out the middle of a sentence that quotes more than anybody reads."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]}…{words[-LONGEST // 2 :]}"


# The lines of the sources that diagnostics are about, by shown path and number: all that a report needs of the texts.
Lines: TypeAlias = Mapping[str, Mapping[int, str]]

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Report:
    """What a command found: diagnostics in reading order, the files it looked at, and the lines to quote.

    ``files`` holds the shown paths. ``known`` counts the problems that a baseline knows, and ``gone`` those that it
    knows and that are there no more. ``notes`` are sentences about the run itself.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    lines: Lines = field(default_factory=dict)
    known: int = 0
    gone: int = 0
    notes: tuple[str, ...] = ()


def quote(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> dict[str, dict[int, str]]:
    """Take the lines that diagnostics are about out of the texts, which are named by their shown paths."""
    wanted: dict[str, set[int]] = {}
    for diagnostic in diagnostics:
        if diagnostic.line and texts.get(diagnostic.path):
            wanted.setdefault(diagnostic.path, set()).add(diagnostic.line)
    return {path: _numbered(_lines(texts[path]), numbers) for path, numbers in wanted.items()}


def _lines(text: str) -> Sequence[str]:
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def _numbered(lines: Sequence[str], numbers: Iterable[int]) -> dict[int, str]:
    return {number: lines[number - 1] for number in sorted(numbers) if number <= len(lines)}


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort diagnostics for the reader, each one once."""
    return tuple(sorted(set(diagnostics), key=lambda diagnostic: (diagnostic.sort_key, repr(diagnostic))))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
