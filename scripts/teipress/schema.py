"""Compile an ODD into RELAX NG, XSD, Schematron and the encoding guidelines. The work is done by ``xslt/odd/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from teipress.corpus import Document, Unreadable, read_document
from teipress.diagnostics import Diagnostic, Severity, Source, in_order
from teipress.errors import SaxonError
from teipress.pipeline import Report
from teipress.project import shown
from teipress.resources import xslt
from teipress.saxon import Failure, Saxon, Task, Xml

SCHEMA_SPEC = "{http://www.tei-c.org/ns/1.0}schemaSpec"


@dataclass(frozen=True, slots=True)
class Compiled:
    """What was compiled, by file name; nothing, when the ODD has errors, which are in the report."""

    report: Report
    files: Mapping[str, bytes] = field(default_factory=dict)


def compile_odd(path: Path) -> Compiled:
    """Compile a self-contained ODD. Its faults are diagnostics; ``SaxonError`` is raised for a fault of ours."""
    try:
        odd = read_document(path, shown(path))
    except Unreadable as trouble:
        return Compiled(Report((trouble.diagnostic,), 1, {}))
    source = Xml(odd.data, odd.uri)
    with Saxon() as saxon:
        verdict = saxon.run(Task(source, (xslt("odd/verify.xsl"),)))
        if verdict.failure:
            raise _our_fault(verdict.failure)
        found = in_order(_diagnostic(odd, message) for message in verdict.outputs[0].messages)
        report = Report(found, 1, {odd.name: odd.text})
        if found:
            return Compiled(report)
        name = next(odd.root.iter(SCHEMA_SPEC)).get("ident", path.stem)
        sheets = {
            f"{name}.rng": "rng.xsl",
            f"{name}.xsd": "xsd.xsl",
            f"{name}.sch": "schematron.xsl",
            "guidelines.html": "guidelines.xsl",
        }
        outcome = saxon.run(Task(source, tuple(xslt(f"odd/{sheet}") for sheet in sheets.values())))
    if outcome.failure:
        raise _our_fault(outcome.failure)
    files: dict[str, bytes] = {}
    for file, output in zip(sheets, outcome.outputs, strict=True):
        files[file] = _ended(output.text)
        files.update({name: _ended(text) for name, text in output.documents.items()})
    return Compiled(report, files)


def _diagnostic(odd: Document, message: str) -> Diagnostic:
    """Turn a stylesheet's structured message into a diagnostic at its place."""
    told = etree.fromstring(message.encode())
    element, _ = odd.locate(told.get("location", "/1"))
    words = " ".join("".join(map(str, told.itertext())).split())
    return odd.diagnose(
        element, told.get("code", ""), words, source=Source.INTEGRITY, severity=Severity(told.get("severity", "error"))
    )


def _our_fault(failure: Failure) -> SaxonError:
    return SaxonError(f"the ODD could not be compiled: {failure.message} ({failure.stylesheet} {failure.line})")


def _ended(text: str) -> bytes:
    return (text.rstrip() + "\n").encode()
