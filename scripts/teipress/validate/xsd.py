"""Check documents against an XML Schema, with the xmlschema library under lock.

The verdict is xmlschema's; the words and the places are ours.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import xmlschema
from lxml import etree
from xmlschema.validators import XMLSchemaChildrenValidationError, XMLSchemaValidationError

from teipress.corpus import TEI, Document, Element
from teipress.diagnostics import Diagnostic, Source
from teipress.errors import ConfigurationError
from teipress.meant import nearest

SHOWN = 6  # this many expected names are listed, the rest are counted


class XsdSchema:
    """A compiled XSD. Raises ``ConfigurationError`` when the schema itself is wrong."""

    def __init__(self, path: Path, shown: str) -> None:
        try:
            with warnings.catch_warnings():  # what it includes and cannot find is no trifle
                warnings.simplefilter("error")
                self._schema = xmlschema.XMLSchema11(path.as_uri(), defuse="always", allow="sandbox")
        except (xmlschema.XMLSchemaException, ValueError, LookupError, OSError, etree.LxmlError, Warning) as error:
            reason = str(getattr(error, "message", "") or error).strip().splitlines()
            raise ConfigurationError(f"{shown}: not a usable XSD: {reason[0] if reason else error}") from None

    def check(self, documents: Iterable[Document]) -> Iterator[Diagnostic]:
        """Report what the schema does not allow."""
        for document in documents:
            yield from self._check(document)

    def _check(self, document: Document) -> Iterator[Diagnostic]:
        root, originals = _bare(document)
        resource = xmlschema.XMLResource(root, allow="none", defuse="never")
        try:
            for error in self._schema.iter_errors(resource, use_location_hints=False):
                if _is_new(error):
                    element: Any = error.elem
                    yield _in_our_words(document, originals.get(element, element), error)
        except (xmlschema.XMLSchemaException, ValueError, LookupError, ArithmeticError) as error:
            yield document.diagnose(
                document.root,
                "xsd-failure",
                f"the XSD check could not go on: {error}",
                source=Source.XSD,
                help="Mend the other faults first. If this stays, report it as a bug of teipress.",
            )


def _is_new(error: XMLSchemaValidationError) -> bool:
    """Leave out what repeats another error: an unknown child of reported content, text where nothing may be."""
    reason = error.reason or ""
    if "character data between child elements" in reason:
        return not getattr(error.validator, "is_empty", bool)()
    return not reason.startswith("element is not allowed")


def _bare(document: Document) -> tuple[Element, Mapping[Element, Element]]:
    """Leave out comments and processing instructions: xmlschema takes them for children, and ends a value at them.

    Gives the root to validate and, where it is a copy, the document's own element for each of its elements.
    """
    if next(document.root.iter(etree.Comment, etree.ProcessingInstruction), None) is None:
        return document.root, {}
    root = deepcopy(document.root)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root, dict(zip(root.iter(etree.Element), document.elements(), strict=True))


def _in_our_words(document: Document, element: Element, error: XMLSchemaValidationError) -> Diagnostic:
    reason = error.reason or ""
    if isinstance(error, XMLSchemaChildrenValidationError):
        return _wrong_children(document, element, error)
    if match := re.match(r"missing required attribute '(.+?)'", reason):
        return _report(
            document,
            element,
            "missing-attribute",
            f"<{local(element)}> lacks its attribute “{_readable(match[1])}”",
            f'Add {_readable(match[1])}="…".',
        )
    if match := re.match(r"'?(\S+?)'? attribute not allowed", reason):
        return _unknown_attribute(document, element, match[1], error)
    if match := re.match(r"attribute (\S+?)=", reason):
        return _wrong_value(document, element, match[1], reason, error)
    if "content is empty" in reason:
        return _report(
            document,
            element,
            "unexpected-text",
            f"<{local(element)}> must be empty, but there is text in it: “{_cut(_own_text(element))}”",
            "Take the text out of it.",
        )
    if "character data" in reason:
        return _report(
            document,
            element,
            "unexpected-text",
            f"<{local(element)}> must hold elements only, but there is text in it: “{_cut(_own_text(element))}”",
            "Put the text into one of the elements that belong here.",
        )
    if "is not an element of the schema" in reason:
        return _report(
            document,
            element,
            "unknown-element",
            f"the schema knows no element <{local(element)}>",
            "Correct the name, or see the guidelines for the elements of this edition.",
        )
    if "can't have child elements" in reason:
        child = next(element.iterchildren(etree.Element), element)
        return _report(
            document,
            child,
            "unexpected-element",
            f"<{local(child)}> cannot stand in <{local(element)}>, which holds text only",
            "Take the element out, keeping its text.",
        )
    if not isinstance(error.obj, etree._Element):
        where = f"“{_cut(_own_text(element))}” is not a value for <{local(element)}>"
        why, help = _why(_own_text(element), reason, error)
        return _report(document, element, "wrong-content", where + why, help)
    return _report(document, element, "wrong-content", _plain(f"<{local(element)}>: {reason}"))


def _wrong_children(document: Document, parent: Element, error: XMLSchemaChildrenValidationError) -> Diagnostic:
    expected = _names(error.expected)
    wanted = _list(expected)
    child = None
    if error.invalid_tag:
        children = list(parent.iterchildren(etree.Element))
        child = children[error.index] if error.index < len(children) else None
    if child is None:
        content = f"{wanted} is missing" if wanted else "its content is not complete"
        return _report(
            document,
            parent,
            "missing-element",
            f"<{local(parent)}> is not complete: {content}",
            f"Add {wanted}." if wanted else None,
        )
    possible = {*expected, *_names(error.validator)} - {local(child)}
    near = nearest(local(child), sorted(possible))
    where = f"<{local(child)}> cannot stand here in <{local(parent)}>"
    return _report(
        document,
        child,
        "unexpected-element",
        f"{where}; expected is {wanted}" if wanted else where,
        f"Did you mean <{near}>?" if near else f"See the guidelines for what <{local(parent)}> may hold.",
    )


def _unknown_attribute(document: Document, element: Element, name: str, error: XMLSchemaValidationError) -> Diagnostic:
    allowed = [_readable(key) for key in getattr(error.validator, "__iter__", tuple)() if key]
    near = nearest(_readable(name), allowed)
    return _report(
        document,
        element,
        "unknown-attribute",
        f"<{local(element)}> has no attribute “{_readable(name)}” in this edition's schema",
        f"Did you mean “{near}”?" if near else f"It may have: {', '.join(allowed) or 'none'}.",
        attribute=name,
    )


def _wrong_value(
    document: Document, element: Element, name: str, reason: str, error: XMLSchemaValidationError
) -> Diagnostic:
    value = element.get(name, "")
    where = f"“{_cut(value)}” is not a value for {_readable(name)} on <{local(element)}>"
    why, help = _why(value, reason, error)
    if _readable(name) in _DATES:
        help = "Write a date as 2012-08-07, 2012-08 or 2012; a year before Christ as -0043."
    return _report(document, element, "wrong-value", where + why, help, attribute=name)


def _why(value: str, reason: str, error: XMLSchemaValidationError) -> tuple[str, str]:
    """Say why a value is wrong, and how to mend it."""
    if match := re.search(r"value must be one of \[(.*)\]", reason):
        choices = re.findall(r"'([^']*)'", match[1])
        near = nearest(value, choices)
        help = f"Did you mean “{near}”?" if near else "Choose one of these values."
        return f": it must be {_alternatives(choices)}", help
    if match := re.search(r"any pattern of \[(.*)\]", reason):
        return f": it must match the pattern {match[1]}", "Correct the value."
    if match := re.search(r"value must be ([^'\"]+)$", reason):
        return f": it must be {match[1]}", "Correct the value."
    kind = str(getattr(error.validator, "local_name", None) or "")
    wanted = _FORMS.get(kind)
    return (f": it must be {wanted}" if wanted else ": it has not the right form"), "Correct the value."


# What the commonest types of XML Schema are, in plain words.
_FORMS = {
    "date": "a date such as 2012-08-07",
    "gYear": "a year such as 2012",
    "gYearMonth": "a month such as 2012-08",
    "dateTime": "a date and time such as 2012-08-07T10:00:00",
    "integer": "a whole number",
    "int": "a whole number",
    "nonNegativeInteger": "a whole number, 0 or more",
    "positiveInteger": "a whole number, 1 or more",
    "decimal": "a number",
    "double": "a number",
    "boolean": "true or false",
}
_DATES = frozenset({"when", "notBefore", "notAfter", "from", "to"})


def _report(
    document: Document,
    element: Element,
    code: str,
    message: str,
    help: str | None = None,
    *,
    attribute: str | None = None,
) -> Diagnostic:
    return document.diagnose(element, code, message, attribute=attribute, source=Source.XSD, help=help)


def local(element: Element) -> str:
    """Name an element for the reader: plain in TEI, with its namespace elsewhere."""
    qname = etree.QName(element)
    return qname.localname if qname.namespace == TEI else str(qname)


def _names(expected: object) -> list[str]:
    """Collect the element names below the particles that xmlschema expected."""
    names: list[str] = []
    for particle in expected if isinstance(expected, Iterable) else ():
        name = getattr(particle, "local_name", None)
        if name:
            names.append(str(name))
        elif isinstance(particle, Iterable):
            names.extend(_names(particle))
    return list(dict.fromkeys(names))


def _list(names: list[str]) -> str:
    shown = " or ".join(f"<{name}>" for name in names[:SHOWN])
    return f"{shown} or {len(names) - SHOWN} others" if len(names) > SHOWN else shown


def _alternatives(values: list[str]) -> str:
    return " or ".join(f"“{value}”" for value in values)


def _readable(name: str) -> str:
    return name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")


def _plain(reason: str) -> str:
    return re.sub(r"'\{[^}]*\}(\w+)'", r"<\1>", _readable(reason))


def _own_text(element: Element) -> str:
    """Give the text directly in an element, its white space as single spaces."""
    return " ".join("".join((element.text or "", *(child.tail or "" for child in element))).split())


def _cut(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
