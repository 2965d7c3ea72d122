"""Diagnostics for programs: a JSON array."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from teipress.diagnostics import Diagnostic

FIELDS = (
    "code",
    "source",
    "severity",
    "message",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "id",
    "xpath",
    "help",
)


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """Write diagnostics as an array of objects with the fields of DESIGN's contract, in that order."""
    rows = [asdict(diagnostic) for diagnostic in diagnostics]
    return json.dumps([{name: row[name] for name in FIELDS} for row in rows], ensure_ascii=False, indent=2)
