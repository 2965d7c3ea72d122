"""Write what Schematron rules found as SVRL (ISO/IEC 19757-3, annex D), for programs that read that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from teipress.corpus import Document, Element
from teipress.saxon import Failure, Saxon, Xml
from teipress.validate.rules import DIAGNOSTICS
from teipress.validate.transpiled import Transpiled, attributes, run, transpile

SVRL = "http://purl.oclc.org/dsdl/svrl"
_S, _D = f"{{{SVRL}}}", f"{{{DIAGNOSTICS}}}"
_OUTCOMES = {"assert": "failed-assert", "report": "successful-report"}
_PATTERNS = {"pattern": "active-pattern", "group": "active-group"}
_RICH = {"emph", "dir", "span"}


def svrl(
    documents: Iterable[Document],
    rules: Xml,
    saxon: Saxon,
    registers: tuple[Xml, ...] = (),
    shown: str = "",
    *,
    phase: str = "#DEFAULT",
    folder: Path | None = None,
) -> bytes:
    """Run the rules, as ``check_schematron`` does, and give the report on all documents as one SVRL document.

    Each document has its own series of active patterns, which name it in ``documents``, and its rules in ``document``.
    """
    transpiled = transpile(rules, saxon, shown, phase=phase, folder=folder, svrl=True)
    reports = tuple(run(documents, transpiled, saxon, registers))
    output = etree.Element(f"{_S}schematron-output", nsmap={"svrl": SVRL})
    _set(output, title="title", phase="phase", schemaVersion="version", of=transpiled.schema)
    for document, report in reports:
        if isinstance(report, Failure):
            words = f"{document.name} was not checked: the rule at {transpiled.place(report)} failed: {report.message}"
            etree.SubElement(output, f"{_S}text").text = words
    for prefix, uri in transpiled.namespaces:
        etree.SubElement(output, f"{_S}ns-prefix-in-attribute-values", prefix=prefix, uri=uri)
    for document, report in reports:
        if not isinstance(report, Failure):
            _add_document(output, document, report, transpiled)
    etree.indent(output)
    return etree.tostring(output, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add_document(output: Element, document: Document, report: Element, transpiled: Transpiled) -> None:
    entries: list[list[Element]] = [[] for _ in transpiled.patterns]
    for entry in report:
        number = int(entry.get("rule", "0")) or transpiled.tests[int(entry.get("test", "0")) - 1].rule
        entries[transpiled.rules[number - 1].pattern].append(entry)
    for pattern, found in zip(transpiled.patterns, entries, strict=True):
        active = etree.SubElement(output, f"{_S}{_PATTERNS[pattern['kind']]}", documents=document.name)
        _set(active, id="id", role="role", of=pattern)
        for entry in found:
            if entry.tag == f"{_D}fired":
                rule = transpiled.rules[int(entry.get("rule", "0")) - 1].attributes
                fired = etree.SubElement(output, f"{_S}fired-rule", document=document.name)
                _set(fired, id="id", context="context", role="role", flag="flag", of=rule)
            else:
                _add_outcome(output, entry, transpiled)


def _add_outcome(output: Element, failed: Element, transpiled: Transpiled) -> None:
    assertion = transpiled.tests[int(failed.get("test", "0")) - 1]
    outcome = etree.SubElement(output, f"{_S}{_OUTCOMES[assertion.attributes['kind']]}")
    outcome.set("location", failed.get("path", ""))
    _set(outcome, id="id", test="test", role="role", flag="flag", severity="severity", of=assertion.attributes)
    for kind in ("diagnostic", "property"):
        for part in failed.iterchildren(f"{_D}{kind}"):
            reference = etree.SubElement(outcome, f"{_S}{kind}-reference")
            reference.set(kind, part.get("id", ""))
            _set(reference, role="role", scheme="scheme", of=attributes(part))
            _add_text(reference, part)
    for part in failed.iterchildren(f"{_D}text"):
        _add_text(outcome, part)


def _add_text(parent: Element, part: Element) -> None:
    text = etree.SubElement(parent, f"{_S}text")
    pieces = [piece for piece in _pieces(part) if piece[1]]
    last: Element | None = None
    for number, (element, words) in enumerate(pieces):
        words = words.lstrip() if number == 0 else words
        words = words.rstrip() if number == len(pieces) - 1 else words
        if element is not None:
            last = etree.SubElement(text, f"{_S}{etree.QName(element).localname}")
            _set(last, **{"class": "class", "dir": "value"}, of=attributes(element))
            last.text = words
        elif last is None:
            text.text = (text.text or "") + words
        else:
            last.tail = (last.tail or "") + words


def _pieces(part: Element) -> Iterator[tuple[Element | None, str]]:
    """Go through a message: plain words, and words in the elements that SVRL has, too."""
    yield None, _tidy(part.text)
    for child in part:
        rich = isinstance(child.tag, str) and etree.QName(child).localname in _RICH
        yield child if rich else None, _tidy("".join(map(str, child.itertext())))
        yield None, _tidy(child.tail)


def _tidy(text: str | None) -> str:
    """Make one space of any white space."""
    words = " ".join((text or "").split())
    if not words:
        return " " if text else ""
    return (" " if (text or "")[0].isspace() else "") + words + (" " if (text or "")[-1].isspace() else "")


def _set(element: Element, *, of: Mapping[str, str], **names: str) -> None:
    """Set attributes that have a value, by the names that they have in what they are ``of``."""
    for name, original in names.items():
        if of.get(original):
            element.set(name, of[original])
