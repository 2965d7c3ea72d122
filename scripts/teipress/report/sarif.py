"""Diagnostics for code scanning: SARIF 2.1.0 (OASIS), as GitHub, Azure DevOps and editors read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from teipress import __version__
from teipress.codes import CODES
from teipress.diagnostics import Diagnostic, Report, Severity, has_errors
from teipress.fingerprint import fingerprints
from teipress.report.places import Root, encoded

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GRAVITY: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}


def render(report: Report, root: Root) -> str:
    """Write a report as a log of one run. Columns are counted in characters, and the log says so."""
    found = report.diagnostics
    worst: dict[str, Diagnostic] = {}
    for diagnostic in sorted(found, key=_gravity):
        worst[diagnostic.code] = diagnostic
    codes = sorted(worst)
    numbers = {code: number for number, code in enumerate(codes)}
    marks = fingerprints(found, report.lines)
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "teipress",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [_rule(worst[code]) for code in codes],
                    }
                },
                "invocations": [{"executionSuccessful": True, "exitCode": int(has_errors(found))}],
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    "%SRCROOT%": {"description": {"text": "The root of the repository, or where the command ran."}}
                },
                "automationDetails": {"id": "teipress/check/"},
                "results": [
                    _result(diagnostic, numbers[diagnostic.code], mark, report, root)
                    for diagnostic, mark in zip(found, marks, strict=True)
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


def _gravity(diagnostic: Diagnostic) -> int:
    return -list(LEVELS).index(diagnostic.severity)


def _rule(diagnostic: Diagnostic) -> dict[str, Any]:
    """Describe a rule; those of an edition's own schema are explained in its guidelines."""
    rule: dict[str, Any] = {
        "id": diagnostic.code,
        "defaultConfiguration": {"level": LEVELS[diagnostic.severity]},
        "properties": {"tags": ["TEI", diagnostic.source], "problem.severity": _GRAVITY[diagnostic.severity]},
    }
    known = CODES.get(diagnostic.code)
    if known is None:
        words = f"A rule of the edition's own schema: “{diagnostic.code}”."
        return {**rule, "shortDescription": {"text": words}, "help": {"text": "The edition's guidelines explain it."}}
    return {
        **rule,
        "shortDescription": {"text": known.what},
        "fullDescription": {"text": f"{known.what} {known.why}"},
        "help": {
            "text": f"{known.why} For example: {known.example}. Mend it: {known.mend}",
            "markdown": f"{_markdown(known.why)}\n\n"
            + (f"Example:\n\n```\n{known.example}\n```\n\n" if known.example else "")
            + f"**Mend it:** {_markdown(known.mend)}\n\nSee `docs/codes.md#{known.code}`.",
        },
    }


def _markdown(words: str) -> str:
    return words.replace("<", "\\<").replace("*", "\\*")


def _result(diagnostic: Diagnostic, number: int, mark: str, report: Report, root: Root) -> dict[str, Any]:
    words = diagnostic.message + (f"\n{diagnostic.help}" if diagnostic.help else "")
    properties = {"source": diagnostic.source, "id": diagnostic.id, "help": diagnostic.help}
    place: dict[str, Any] = {"artifactLocation": _artifact(diagnostic.path, root)}
    if diagnostic.line:
        place["region"] = _region(diagnostic, report.lines.get(diagnostic.path, {}).get(diagnostic.line, ""))
    location: dict[str, Any] = {"physicalLocation": place}
    if diagnostic.xpath:
        kind = "attribute" if "/@" in diagnostic.xpath else "element"
        location["logicalLocations"] = [{"fullyQualifiedName": diagnostic.xpath, "kind": kind}]
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": number,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": words},
        "locations": [location],
        "partialFingerprints": {"teipress/v1": mark},
        "properties": {key: value for key, value in properties.items() if value is not None},
    }


def _artifact(path: str, root: Root) -> dict[str, str]:
    relative = root.relative(path)
    if relative is None:
        return {"uri": root.uri(path)}
    return {"uri": encoded(relative), "uriBaseId": "%SRCROOT%"}


def _region(diagnostic: Diagnostic, line: str) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": diagnostic.line, "startColumn": max(1, diagnostic.column)}
    if diagnostic.end_column:
        region |= {"endLine": diagnostic.end_line, "endColumn": diagnostic.end_column}
        several = diagnostic.end_line > diagnostic.line
        snippet = line[diagnostic.column - 1 : None if several else diagnostic.end_column - 1]
        if snippet:
            region["snippet"] = {"text": snippet}
    return region
