"""Diagnostics as test results: JUnit's XML, as GitLab, Jenkins and others read it. One suite a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from teipress.diagnostics import Diagnostic, Report, Severity

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """Write a report as test suites. An error is a failed test; a file without errors is one that passed.

    Warnings and notes are told in the output of the test that passed or of the suite: JUnit knows no warnings.
    """
    by_file: dict[str, list[Diagnostic]] = {name: [] for name in report.files}
    for diagnostic in report.diagnostics:
        by_file.setdefault(diagnostic.path, []).append(diagnostic)
    root = ET.Element("testsuites", {"name": "teipress check"})
    for name, diagnostics in by_file.items():
        _add_suite(root, name, diagnostics)
    suites = list(root)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _add_suite(root: ET.Element, name: str, diagnostics: Iterable[Diagnostic]) -> None:
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    others = [d for d in diagnostics if d.severity is not Severity.ERROR]
    counts = {"tests": str(len(errors) or 1), "failures": str(len(errors)), "errors": "0", "skipped": "0"}
    suite = ET.SubElement(root, "testsuite", _safe({"name": name, **counts}))
    for error in errors:
        attributes = {"classname": name, "name": f"{error.line}:{error.column} {error.code}", "file": name}
        if error.line:
            attributes["line"] = str(error.line)
        case = ET.SubElement(suite, "testcase", _safe(attributes))
        failure = ET.SubElement(case, "failure", _safe({"type": error.code, "message": error.message}))
        failure.text = _clean(_told(error))
    if not errors:
        ET.SubElement(suite, "testcase", _safe({"classname": name, "name": "no errors", "file": name}))
    if others:
        ET.SubElement(suite, "system-out").text = _clean("\n".join(f"{d.severity}: {_told(d)}" for d in others))


def _told(diagnostic: Diagnostic) -> str:
    """Say all of a diagnostic in a few lines."""
    place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}" if diagnostic.line else diagnostic.path
    nearest = f" (in “{diagnostic.id}”)" if diagnostic.id else ""
    help = f"\nhelp: {diagnostic.help}" if diagnostic.help else ""
    return f"{place}: {diagnostic.message}{nearest} [{diagnostic.code}]{help}"


def _safe(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key: _clean(value) for key, value in attributes.items()}


def _clean(words: str) -> str:
    """Replace what XML cannot hold."""
    return _FORBIDDEN.sub("�", words)
