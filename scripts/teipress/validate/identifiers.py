"""Check every ``xml:id``: what is cited must be well formed and there once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lxml import etree

from teipress.corpus import XML_ID, Document, Element
from teipress.diagnostics import Diagnostic, Severity
from teipress.validate.amount import at_most

# Small letters of the Cyrillic and Greek scripts that look like Latin ones in most fonts (UTS #39).
LOOKALIKES = str.maketrans("асԁеһіјӏорԛѕѵѡхуʏαιοορυνκ", "acdehijlopqsvwxyyaioopuvk")
_LATIN = re.compile("[a-z]")


def check_identifiers(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report ids that are no XML names, not in Unicode's NFC form, or not unique in their document."""
    for document in documents:
        yield from at_most(_in_document(document), document, "ids")


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
            if letters := _strangers(name):
                yield _mixed(document, element, name, letters)
            skeleton = name.lower() if name.isascii() else name.casefold().translate(LOOKALIKES)
            if skeleton in folded:
                yield _alike(document, element, name, folded[skeleton])
            folded.setdefault(skeleton, element)
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


def _strangers(name: str) -> str:
    """List the letters of a Latin name that are none, but look like Latin ones."""
    if name.isascii():
        return ""
    fold = name.casefold()
    return "".join(dict.fromkeys(c for c in fold if ord(c) in LOOKALIKES)) if _LATIN.search(fold) else ""


def _mixed(document: Document, element: Element, name: str, letters: str) -> Diagnostic:
    named = ", ".join(f"“{letter}” ({unicodedata.name(letter).capitalize()})" for letter in letters)
    return document.diagnose(
        element,
        "confusable-id",
        f"the id “{name}” has letters that look like Latin ones and are not: {named}",
        attribute=XML_ID,
        severity=Severity.WARNING,
        help=f"Did you mean “{name.translate(LOOKALIKES)}”? Whoever types the id, types that.",
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
    other = " ".join(first.get(XML_ID, "").split())
    line = document.position(first).line
    how = "differs only in capital letters from" if name.casefold() == other.casefold() else "looks just like"
    return document.diagnose(
        element,
        "confusable-id",
        f"the id “{name}” {how} “{other}” in line {line}",
        attribute=XML_ID,
        severity=Severity.WARNING,
        help="Readers mix such ids up. Choose another, unless one of them is already cited.",
    )
