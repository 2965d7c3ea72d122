"""Check every ``xml:id``: what is cited must be well formed and there once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from lxml import etree

from teipress.corpus import XML_ID, Document, Element
from teipress.diagnostics import Diagnostic, Severity


def check_identifiers(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report ids that are no XML names, not in Unicode's NFC form, or not unique in their document."""
    for document in documents:
        yield from _in_document(document)


def _in_document(document: Document) -> Iterator[Diagnostic]:
    exact: dict[str, Element] = {}
    folded: dict[str, Element] = {}
    for element in document.elements(XML_ID):
        value = element.get(XML_ID, "")
        name = " ".join(value.split())
        if fault := _syntax(name):
            code, why, help = fault
            yield document.diagnose(element, code, why, attribute=XML_ID, help=help)
        elif name in exact:
            yield _duplicate(document, element, name, exact[name])
        else:
            if value != name:
                yield _spaced(document, element, value)
            fold = name.casefold()
            if fold in folded:
                yield _alike(document, element, name, folded[fold])
            folded.setdefault(fold, element)
        exact.setdefault(name, element)


def _syntax(name: str) -> tuple[str, str, str] | None:
    if not is_ncname(name):
        return (
            "malformed-id",
            f"“{name}” cannot be an xml:id",
            "An id starts with a letter or “_”, and goes on with letters, digits, “.”, “-” and “_”.",
        )
    if not unicodedata.is_normalized("NFC", name):
        return (
            "unnormalized-id",
            f"the id “{name}” is not in Unicode's composed form (NFC), so that links to it may miss it",
            f"Write it as “{unicodedata.normalize('NFC', name)}”, with composed characters.",
        )
    return None


def is_ncname(name: str) -> bool:
    """Tell whether a string is an NCName (Namespaces in XML 1.0, section 3)."""
    try:
        etree.QName(None, name)
    except ValueError:
        return False
    return ":" not in name


def _duplicate(document: Document, element: Element, name: str, first: Element) -> Diagnostic:
    line = document.position(first).line
    return document.diagnose(
        element,
        "duplicate-id",
        f"the id “{name}” is already taken by <{etree.QName(first).localname}> in line {line}",
        attribute=XML_ID,
        help="Give this element another id. The first one may already be cited: keep it.",
    )


def _spaced(document: Document, element: Element, value: str) -> Diagnostic:
    return document.diagnose(
        element,
        "spaced-id",
        f"the id “{value}” has white space around it, which not every program ignores",
        attribute=XML_ID,
        severity=Severity.WARNING,
        help="Delete the white space.",
    )


def _alike(document: Document, element: Element, name: str, first: Element) -> Diagnostic:
    other = first.get(XML_ID, "")
    line = document.position(first).line
    return document.diagnose(
        element,
        "confusable-id",
        f"the id “{name}” differs only in capital letters from “{other}” in line {line}",
        attribute=XML_ID,
        severity=Severity.WARNING,
        help="Readers mix such ids up. Choose another, unless one of them is already cited.",
    )
