"""The problems that an edition is known to have: only new ones fail.

A problem is known by its check, code, file, nearest id and fingerprint, and how often it occurs; never by its line. The
file is JSON with one problem a line, sorted, so that a change of it can be reviewed. Paths are relative to its folder.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from teipress.diagnostics import Diagnostic, Report, Severity, Source
from teipress.errors import ConfigurationError
from teipress.fingerprint import fingerprint

VERSION = 1
_FIELDS: Mapping[str, type] = {
    "path": str,
    "code": str,
    "source": str,
    "id": str,
    "fingerprint": str,
    "count": int,
    "message": str,
}


class Problem(NamedTuple):
    """What a problem is known by."""

    path: str
    code: str
    source: str
    id: str
    fingerprint: str


@dataclass(frozen=True)
class Baseline:
    """The known problems: how often each occurs, and what it said, for whoever reads the file."""

    folder: Path
    counts: Mapping[Problem, int] = field(default_factory=dict)
    messages: Mapping[Problem, str] = field(default_factory=dict)

    def problem(self, diagnostic: Diagnostic, report: Report) -> Problem:
        """Say what a diagnostic is known by."""
        mark = fingerprint(diagnostic, report.lines)
        path = _relative(diagnostic.path, self.folder)
        return Problem(path, diagnostic.code, diagnostic.source, diagnostic.id or "", mark)

    def narrow(self, report: Report, ran: Callable[[str], bool]) -> Report:
        """Leave in a report only what is new; ``ran`` tells whether a check was run, for what is gone."""
        left = Counter(self.counts)
        new: list[Diagnostic] = []
        for diagnostic in report.diagnostics:
            problem = self.problem(diagnostic, report)
            if diagnostic.severity is not Severity.INFO and left[problem] > 0:
                left[problem] -= 1
            else:
                new.append(diagnostic)
        files = {_relative(name, self.folder) for name in report.files}
        gone = sum(n for problem, n in left.items() if n > 0 and problem.path in files and ran(problem.source))
        known = len(report.diagnostics) - len(new)
        return replace(report, diagnostics=tuple(new), known=known, gone=gone)

    def updated(self, report: Report, ran: Callable[[str], bool]) -> Baseline:
        """Remember what a report says, and what was known of files and checks that it does not tell of."""
        files = {_relative(name, self.folder) for name in report.files}
        kept = {p: n for p, n in self.counts.items() if not (p.path in files and ran(p.source))}
        counts, messages = Counter(kept), {problem: self.messages[problem] for problem in kept}
        for diagnostic in report.diagnostics:
            if diagnostic.severity is not Severity.INFO:
                problem = self.problem(diagnostic, report)
                counts[problem] += 1
                messages[problem] = diagnostic.message
        return Baseline(self.folder, counts, messages)

    def render(self) -> bytes:
        """Write the baseline: one problem a line, sorted."""
        rows = [
            json.dumps(
                {**problem._asdict(), "count": self.counts[problem], "message": self.messages[problem]},
                ensure_ascii=False,
            )
            for problem in sorted(self.counts)
        ]
        listed = ",\n".join(rows)
        head = f'{{"made-by": "teipress check --update-baseline", "version": {VERSION}, "problems": ['
        text = f"{head}\n{listed}\n]}}\n" if rows else f"{head}]}}\n"
        return text.encode("utf-8", "backslashreplace")


def read_baseline(path: Path, name: str) -> Baseline:
    """Read a baseline. Raises ``ConfigurationError`` that names the file and the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigurationError(f"{name}: this file is not UTF-8") from None
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise ConfigurationError(
            f"{name}: this baseline cannot be read: {why}; “--update-baseline” makes a new one"
        ) from None
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigurationError(f"{name}:{error.lineno}: this is not JSON: {error.msg}") from None
    except RecursionError:
        raise ConfigurationError(f"{name}:1: this is nested too deeply") from None
    if not isinstance(told, dict) or not isinstance(told.get("problems"), list):
        raise ConfigurationError(f"{name}:1: this is no baseline of teipress")
    if told.get("version") != VERSION:
        raise ConfigurationError(f"{name}:1: this baseline has another version; make it anew by --update-baseline")
    counts: dict[Problem, int] = {}
    messages: dict[Problem, str] = {}
    for number, row in enumerate(told["problems"]):
        if not _is_row(row):
            raise ConfigurationError(f"{name}:{_line(text, number)}: this is no problem of a baseline")
        problem = Problem(*(row[key] for key in Problem._fields))
        counts[problem] = counts.get(problem, 0) + row["count"]
        messages[problem] = row["message"]
    return Baseline(path.parent, counts, messages)


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and all(type(row.get(key)) is kind for key, kind in _FIELDS.items())
        and int(row["count"]) > 0
    )


def _line(text: str, number: int) -> int:
    """Find the line in which an entry of the list of problems starts; the first line, where it cannot be told."""
    decoder = json.JSONDecoder()
    try:
        at = _skipped(text, text.index("[", text.index('"problems"')) + 1)
        for _ in range(number):
            at = _skipped(text, decoder.raw_decode(text, at)[1])
    except (ValueError, IndexError):
        return 1
    return text.count("\n", 0, at) + 1


def _skipped(text: str, at: int) -> int:
    while text[at] in " \t\r\n,":
        at += 1
    return at


def _relative(path: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive on Windows
        return path


def sources_run(only: Iterable[str]) -> Callable[[str], bool]:
    """Make the question whether a check was run, when only some were asked for. Reading always is."""
    chosen = frozenset(only)
    return lambda source: not chosen or source in chosen or source == Source.WELLFORMED
