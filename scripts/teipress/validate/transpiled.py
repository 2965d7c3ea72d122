"""Schematron rules made fit to run: transpiled by ``xslt/schematron/``, run by Saxon, and what they then report."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from lxml import etree

from teipress.corpus import Document, Element
from teipress.errors import ConfigurationError
from teipress.resources import xslt
from teipress.saxon import Engine, Failure, Outcome, Saxon, Task, Value, Xml
from teipress.validate.rules import AT, DIAGNOSTICS, read_rules

_D = f"{{{DIAGNOSTICS}}}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and its pattern: their attributes as the schema has them, by name, and what is in the pattern's stead."""

    attributes: Mapping[str, str]
    pattern: int


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assert or a report; ``rule`` is the number of its rule."""

    attributes: Mapping[str, str]
    rule: int


@dataclass(frozen=True, slots=True)
class Transpiled:
    """A schema as a stylesheet, and what is in it. Its rules and tests are counted from 1 in the reports.

    ``places`` tells, in order, from which line of the stylesheet on a place of the schema holds.
    """

    shown: str
    stylesheet: Xml
    schema: Mapping[str, str]
    namespaces: tuple[tuple[str, str], ...]
    patterns: tuple[Mapping[str, str], ...]
    rules: tuple[Rule, ...]
    tests: tuple[Assertion, ...]
    places: tuple[tuple[int, str], ...]

    def place(self, failure: Failure) -> str:
        """Say where in the schema something failed; only which schema, where Saxon names no line."""
        at = bisect_right(self.places, (failure.line, "￿"))
        return self.places[at - 1][1] if failure.line and at else self.shown


def transpile(
    rules: Xml,
    saxon: Saxon,
    shown: str = "",
    *,
    phase: str = "#DEFAULT",
    folder: Path | None = None,
    svrl: bool = False,
) -> Transpiled:
    """Turn a Schematron schema into a stylesheet. Raises ``ConfigurationError`` when the schema is wrong.

    ``phase`` is an id, ``#ALL``, or ``#DEFAULT`` for the one that the schema chooses; ``folder`` is where the files
    are that it may include. With ``svrl`` the reports hold what SVRL wants to know beyond the faults.
    """
    files = read_rules(rules, shown, folder)
    parameters: Mapping[str, Value] = {"phase": phase, "svrl": svrl, "files": files}
    outcome = saxon.run(Task(files[0], (xslt("schematron/transpile.xsl"),), parameters))
    if outcome.failure:
        raise ConfigurationError(f"{shown or rules.uri}: not a usable Schematron schema: {outcome.failure.message}")
    output = outcome.outputs[0]
    for message in output.messages:
        fault = etree.fromstring(message.encode())
        raise ConfigurationError(f"{fault.get('at')}: {_words(fault)}")
    return _read(output.text, rules.uri, shown or rules.uri)


def run(
    documents: Iterable[Document], transpiled: Transpiled, saxon: Saxon, registers: tuple[Xml, ...] = ()
) -> Iterator[tuple[Document, Element | Failure]]:
    """Run the rules; give for each document the report of what failed, or why there is none.

    ``registers`` takes the place of a let of the schema that has this name: rules cannot read files while they run.
    Documents are taken only a few ahead of the reports.
    """
    common = Task(Xml(b"", ""), (transpiled.stylesheet,), shared={"registers": registers})
    waiting: deque[Document] = deque()

    def sources() -> Iterator[Xml]:
        for document in documents:
            waiting.append(document)
            yield Xml(document.data, document.uri)

    for outcome in saxon.work(_run, common, sources()):
        report = outcome if isinstance(outcome, Failure) else _report(outcome)
        if isinstance(report, Failure) and report.static:
            words = f"this is not valid XPath: {report.message} [{report.code}]"
            raise ConfigurationError(f"{transpiled.place(report)}: {words}")
        yield waiting.popleft(), report


def _run(engine: Engine, common: Task, source: Xml) -> Outcome:
    return engine.run(Task(source, common.stylesheets, shared=common.shared))


def _report(outcome: Outcome) -> Element | Failure:
    return outcome.failure or etree.fromstring(outcome.outputs[0].text.encode(), etree.XMLParser(huge_tree=True))


def _read(text: str, uri: str, shown: str) -> Transpiled:
    stylesheet = etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True))
    schema = next(stylesheet.iter(f"{_D}schema"))
    patterns = list(schema.iter(f"{_D}pattern"))
    rules = list(schema.iter(f"{_D}rule"))
    return Transpiled(
        shown=shown,
        stylesheet=Xml(text.encode(), uri),
        schema=attributes(schema),
        namespaces=tuple((ns.get("prefix", ""), ns.get("uri", "")) for ns in schema.iter(f"{_D}ns")),
        patterns=tuple(map(attributes, patterns)),
        rules=tuple(Rule(attributes(rule), number) for number, p in enumerate(patterns) for rule in p),
        tests=tuple(Assertion(attributes(test), number) for number, rule in enumerate(rules, 1) for test in rule),
        places=tuple(_places(stylesheet)),
    )


def attributes(element: Element) -> Mapping[str, str]:
    """Give an element's attributes as plain strings."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def _places(stylesheet: Element) -> Iterator[tuple[int, str]]:
    """Find the lines of the stylesheet on which something of the schema starts: before each is a line break."""
    for element in stylesheet.iter(etree.Element):
        if at := element.get(AT):
            yield cast("int", element.sourceline), at


def _words(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
