"""Compile an ODD into RELAX NG, XSD, Schematron and the encoding guidelines. The work is done by ``xslt/odd/``."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xmlschema
from xmlschema import XMLSchemaModelError, XMLSchemaParseError

from teipress.corpus import TEI, Document, Unreadable, read_document
from teipress.diagnostics import Diagnostic, Report, Source, in_order, quote
from teipress.errors import SaxonError
from teipress.messages import read_message
from teipress.project import shown
from teipress.resources import xslt
from teipress.saxon import Failure, Saxon, Task, Xml

SCHEMA_SPEC = f"{{{TEI}}}schemaSpec"
ELEMENT_SPEC = f"{{{TEI}}}elementSpec"
DATA_SPEC = f"{{{TEI}}}dataSpec"
COMPANION = "xml.xsd"  # what xsd.xsl writes beside the schema: the attributes of the xml: namespace


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
        return Compiled(Report((trouble.diagnostic,), (shown(path),)))
    with Saxon() as saxon:
        return compile_document(odd, saxon)


def compile_document(odd: Document, saxon: Saxon) -> Compiled:
    """Compile an ODD that was read already."""
    found = _verified(odd, saxon)
    files = {} if found else _compiled(odd, saxon)
    found = found or tuple(_unusable(odd, files))
    report = Report(in_order(found), (odd.name,), quote(found, {odd.name: odd.text}))
    return Compiled(report, {} if found else files)


def _verified(odd: Document, saxon: Saxon) -> tuple[Diagnostic, ...]:
    outcome = saxon.run(Task(Xml(odd.data, odd.uri), (xslt("odd/verify.xsl"),)))
    if outcome.failure:
        raise _our_fault(outcome.failure)
    return tuple(read_message(odd, message, Source.INTEGRITY) for message in outcome.outputs[0].messages)


def _compiled(odd: Document, saxon: Saxon) -> dict[str, bytes]:
    """Give each compiled file by its name."""
    name = next(odd.root.iter(SCHEMA_SPEC)).get("ident", odd.stem)
    sheets = {
        f"{name}.rng": "rng.xsl",
        f"{name}.xsd": "xsd.xsl",
        f"{name}.sch": "schematron.xsl",
        "guidelines.html": "guidelines.xsl",
    }
    outcome = saxon.run(Task(Xml(odd.data, odd.uri), tuple(xslt(f"odd/{sheet}") for sheet in sheets.values())))
    if outcome.failure:
        raise _our_fault(outcome.failure)
    files: dict[str, bytes] = {}
    for file, output in zip(sheets, outcome.outputs, strict=True):
        files[file] = _ended(output.text)
        files.update({name: _ended(text) for name, text in output.documents.items()})
    return files


def _unusable(odd: Document, files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Find what only the compiled XSD shows: content models that it cannot follow, datatypes that it does not know."""
    (schema,) = (data.decode() for name, data in files.items() if name.endswith(".xsd") and name != COMPANION)
    alone = schema[schema.index("<xs:schema") :].replace(f' schemaLocation="{COMPANION}"', "")
    declared = {spec.get("ident"): spec for spec in odd.root.iter(ELEMENT_SPEC, DATA_SPEC)}
    first: dict[str, XMLSchemaParseError] = {}
    for error in xmlschema.XMLSchema11(alone, validation="lax", allow="none").all_errors:
        first.setdefault(_owner(error.validator, declared), error)
    for name, error in first.items():
        if isinstance(error, XMLSchemaModelError):
            twice = re.search(r"name='(?:\w+:)?([^']+)'", error.message)
            words = f"in <{name}>, <{twice[1] if twice else '…'}> can belong to two parts of the content"
            help = "Let each element occur once in the model, or once in one alternate."
            yield odd.diagnose(declared[name], "odd-ambiguous", words, help=help)
        else:
            words = f"“{name}” is not a datatype that XSD can use: {error.message}"
            yield odd.diagnose(declared[name], "odd-unusable-datatype", words)


def _owner(component: Any, declared: Container[str | None]) -> str:
    """Find the element or datatype that a component of the XSD was compiled from."""
    while component.local_name not in declared:
        component = component.parent
    return str(component.local_name)


def _our_fault(failure: Failure) -> SaxonError:
    return SaxonError(f"the ODD could not be compiled: {failure.message} ({failure.stylesheet} {failure.line})")


def _ended(text: str) -> bytes:
    return (text.rstrip() + "\n").encode()
