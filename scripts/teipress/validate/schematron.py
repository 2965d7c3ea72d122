"""Check documents against Schematron rules: transpiled to XSLT 3.0 by ``xslt/schematron/``, run by Saxon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from teipress.corpus import Document
from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.errors import ConfigurationError
from teipress.resources import xslt
from teipress.saxon import Failure, Saxon, Task, Xml

_SEVERITIES = {
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
}


def compile_schematron(rules: Xml, saxon: Saxon, shown: str = "") -> Xml:
    """Turn a Schematron schema into a stylesheet. Raises ``ConfigurationError`` when the schema is wrong."""
    outcome = saxon.run(Task(rules, (xslt("schematron/transpile.xsl"),)))
    if outcome.failure:
        raise ConfigurationError(f"{shown or rules.uri}: not a usable Schematron schema: {outcome.failure.message}")
    output = outcome.outputs[0]
    for message in output.messages:
        words = " ".join("".join(map(str, etree.fromstring(message.encode()).itertext())).split())
        raise ConfigurationError(f"{shown or rules.uri}: {words}")
    return Xml(output.text.encode(), rules.uri)


def check_schematron(
    documents: Iterable[Document], rules: Xml, saxon: Saxon, registers: tuple[Xml, ...] = (), shown: str = ""
) -> Iterator[Diagnostic]:
    """Report where documents break the rules.

    ``registers`` takes the place of a top-level ``let`` of that name: rules cannot read files while they run.
    """
    documents = tuple(documents)
    stylesheet = compile_schematron(rules, saxon, shown)
    parameters = {"registers": registers}
    tasks = (Task(Xml(document.data, document.uri), (stylesheet,), parameters) for document in documents)
    for document, outcome in zip(documents, saxon.map(tasks), strict=True):
        if outcome.failure:
            yield _broken_off(document, outcome.failure, shown or rules.uri)
        else:
            yield from _failures(document, outcome.outputs[0].text)


def _failures(document: Document, report: str) -> Iterator[Diagnostic]:
    for failed in etree.fromstring(report.encode()):
        element, attribute = document.locate(failed.get("location", ""))
        yield document.diagnose(
            element,
            failed.get("id", ""),
            " ".join("".join(map(str, failed.itertext())).split()),
            attribute=attribute,
            source=Source.SCHEMATRON,
            severity=_SEVERITIES.get(failed.get("role", "").lower(), Severity.ERROR),
        )


def _broken_off(document: Document, failure: Failure, rules: str) -> Diagnostic:
    if failure.static:
        raise ConfigurationError(f"{rules}: a rule is not valid XPath: {failure.message} [{failure.code}]")
    return document.diagnose(
        document.root,
        "schematron-failure",
        f"a rule of {rules} failed while it was at work: {failure.message}",
        source=Source.SCHEMATRON,
        help="Correct the rule, or what it stumbled over.",
    )
