"""Check documents against Schematron rules, which may stand by themselves, or in a grammar or an ODD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from teipress.corpus import Document, Element
from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.errors import ConfigurationError
from teipress.positions import Position
from teipress.resources import xslt
from teipress.saxon import Failure, Saxon, Task, Xml
from teipress.validate.nodes import read_nodes
from teipress.validate.rules import DIAGNOSTICS, SCHEMATRON, read_grammars
from teipress.validate.transpiled import Assertion, Transpiled, run, transpile

_D = f"{{{DIAGNOSTICS}}}"
_SEVERITIES = {
    **dict.fromkeys(("fatal", "error"), Severity.ERROR),
    **dict.fromkeys(("warning", "warn", "nonfatal", "non-fatal", "caution"), Severity.WARNING),
    **dict.fromkeys(("info", "information", "informational", "hint", "note", "notice"), Severity.INFO),
}


def check_schematron(
    documents: Iterable[Document],
    rules: Xml,
    saxon: Saxon,
    registers: tuple[Xml, ...] = (),
    shown: str = "",
    *,
    phase: str = "#DEFAULT",
    folder: Path | None = None,
) -> Iterator[Diagnostic]:
    """Report where documents break the rules.

    ``registers`` takes the place of a top-level ``let`` of that name: rules cannot read files while they run. ``shown``
    is how the reader knows the schema. ``phase`` is the id of one, or ``#ALL``; without it, the schema's own choice.
    Only from ``folder`` may the schema include files; without it, from its own. A schema that is wrong raises
    ``ConfigurationError``.
    """
    transpiled = transpile(rules, saxon, shown, phase=phase, folder=folder)
    for document, report in run(documents, transpiled, saxon, registers):
        if isinstance(report, Failure):
            yield _broken_off(document, report, transpiled)
        else:
            yield from _Reading(document, report, transpiled).diagnostics()


def embedded_rules(data: bytes, uri: str, saxon: Saxon, shown: str = "", folder: Path | None = None) -> Xml | None:
    """Take the rules out of a RELAX NG grammar and the files that it includes, or out of an ODD; none, if it has none.

    What comes back is a Schematron schema for ``check_schematron``, which tells the places of the original file.
    """
    if SCHEMATRON.encode("utf-16-le" if data[:2] == b"\xff\xfe" else "utf-8") not in data:
        return None
    files = read_grammars(Xml(data, uri), shown, folder)
    outcome = saxon.run(Task(files[0], (xslt("schematron/extract.xsl"),), {"files": files}))
    if outcome.failure:
        raise ConfigurationError(f"{shown or uri}: its Schematron rules cannot be read: {outcome.failure.message}")
    rules = outcome.outputs[0].text
    return Xml(rules.encode(), uri) if rules else None


def severity(assertion: Assertion, transpiled: Transpiled) -> Severity:
    """Say how bad it is, by the first severity, role or flag that does: of the assertion, its rule or its pattern."""
    rule = transpiled.rules[assertion.rule - 1]
    for attributes in (assertion.attributes, rule.attributes, transpiled.patterns[rule.pattern]):
        for name in ("severity", "role", "flag"):
            if found := _SEVERITIES.get(attributes.get(name, "").strip().lower()):
                return found
    return Severity.ERROR


class _Reading:
    """The report on one document."""

    def __init__(self, document: Document, report: Element, transpiled: Transpiled) -> None:
        self._document = document
        self._report = report
        self._transpiled = transpiled

    def diagnostics(self) -> Iterator[Diagnostic]:
        for failed in self._report.iter(f"{_D}failed"):
            yield self._diagnostic(failed, self._transpiled.tests[int(failed.get("test", "1")) - 1])

    def _diagnostic(self, failed: Element, assertion: Assertion) -> Diagnostic:
        rule = self._transpiled.rules[assertion.rule - 1]
        ids = (a.get("id") for a in (assertion.attributes, rule.attributes, self._transpiled.patterns[rule.pattern]))
        number = int(failed.get("element", "0"))
        diagnostic = self._document.diagnose(
            self._elements[max(number, 1) - 1],
            next(filter(None, ids), "rule-failed"),
            message(failed, assertion),
            attribute=failed.get("attribute"),
            source=Source.SCHEMATRON,
            severity=severity(assertion, self._transpiled),
        )
        child = failed.get("child")
        return self._at_node(diagnostic, number, int(child), failed.get("kind", "")) if child else diagnostic

    def _at_node(self, diagnostic: Diagnostic, element: int, child: int, kind: str) -> Diagnostic:
        """Tell it where a text, a comment or a processing instruction stands, not where the element around it does."""
        start, end = self._nodes[element, child]
        return replace(
            diagnostic,
            line=start.line,
            column=start.column,
            end_line=end.line,
            end_column=end.column,
            xpath=f"{diagnostic.xpath if element else ''}/{kind}",
        )

    @cached_property
    def _elements(self) -> tuple[Element, ...]:
        return tuple(self._document.elements())

    @cached_property
    def _nodes(self) -> dict[tuple[int, int], tuple[Position, Position]]:
        return dict(read_nodes(self._document.text))


def message(failed: Element, assertion: Assertion) -> str:
    """Give the words of an assertion and its diagnostics in one line; where it has none, its test."""
    parts = (" ".join("".join(map(str, part.itertext())).split()) for part in failed if part.tag != f"{_D}property")
    words = " ".join(filter(None, parts))
    wrong = "is not so" if assertion.attributes.get("kind") == "assert" else "is so"
    return words or f"“{assertion.attributes.get('test')}” {wrong} here"


def _broken_off(document: Document, failure: Failure, transpiled: Transpiled) -> Diagnostic:
    return document.diagnose(
        document.root,
        "schematron-failure",
        f"the rule at {transpiled.place(failure)} failed while it was at work: {failure.message}"
        if failure.line
        else f"a rule of {transpiled.shown} failed while it was at work: {failure.message}",
        source=Source.SCHEMATRON,
        help="Correct the rule, or what it stumbled over.",
    )
