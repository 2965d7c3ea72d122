"""Diagnostics for an editor without a terminal: one page, made by ``xslt/report/report.xsl``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as ET

from teipress.codes import CODES
from teipress.diagnostics import Diagnostic, Report
from teipress.errors import SaxonError
from teipress.report.text import excerpt, safe
from teipress.resources import xslt
from teipress.saxon import Saxon, Task, Xml


def render(report: Report, title: str) -> str:
    """Write a report as a page of HTML that stands alone. Raises ``SaxonError`` for a fault of ours."""
    with Saxon() as saxon:
        outcome = saxon.run(Task(Xml(_told(report, title), "report:/"), (xslt("report/report.xsl"),)))
    if outcome.failure:
        raise SaxonError(f"the report could not be written as HTML: {outcome.failure.message}")
    return outcome.outputs[0].text


def _told(report: Report, title: str) -> bytes:
    """Tell a report in XML, for the stylesheet."""
    root = ET.Element("report", {"title": safe(title), "files": str(len(report.files))})
    root.attrib |= {"known": str(report.known), "gone": str(report.gone)}
    for note in report.notes:
        ET.SubElement(root, "note").text = safe(note)
    for path, diagnostics in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.path):
        file = ET.SubElement(root, "file", {"path": safe(path)})
        for diagnostic in diagnostics:
            _add(file, diagnostic, report.lines.get(path, {}).get(diagnostic.line, ""))
    _explain(root, sorted({diagnostic.code for diagnostic in report.diagnostics}))
    told: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def _add(file: ET.Element, diagnostic: Diagnostic, line: str) -> None:
    values = {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "line": str(diagnostic.line),
        "column": str(diagnostic.column),
        "id": diagnostic.id,
        "xpath": diagnostic.xpath,
    }
    told = ET.SubElement(file, "diagnostic", {name: safe(value) for name, value in values.items() if value})
    ET.SubElement(told, "message").text = safe(diagnostic.message)
    if diagnostic.help:
        ET.SubElement(told, "help").text = safe(diagnostic.help)
    if line:
        quoted = ET.SubElement(told, "excerpt")
        for name, words in zip(("before", "at", "after"), excerpt(diagnostic, line), strict=True):
            ET.SubElement(quoted, name).text = safe(words)


def _explain(root: ET.Element, codes: Iterable[str]) -> None:
    for code in codes:
        told = ET.SubElement(root, "code", {"name": safe(code)})
        if known := CODES.get(code):
            for name in ("what", "why", "example", "mend"):
                ET.SubElement(told, name).text = getattr(known, name)
