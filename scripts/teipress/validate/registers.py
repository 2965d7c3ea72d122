"""Check the registers: that an entry is there once, has a name, and is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from lxml import etree

from teipress.corpus import TEI, XML_ID, Document, Element
from teipress.diagnostics import Diagnostic, Severity
from teipress.validate.amount import at_most
from teipress.validate.authorities import DOI, HANDLE, ISBN, ISSN, authority_of
from teipress.validate.pointers import address_of, pointers

NAMES: Mapping[str, frozenset[str]] = {
    "person": frozenset({"persName", "name"}),
    "personGrp": frozenset({"persName", "name"}),
    "place": frozenset({"placeName", "name", "geogName", "settlement", "region", "country", "district"}),
    "org": frozenset({"orgName", "name"}),
    "event": frozenset({"eventName", "label", "head", "desc"}),
}
_Seen: TypeAlias = dict[tuple[str, str], tuple[Document, Element]]
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)[ ,]+(-?\d+(?:\.\d+)?)")
_NORTH, _EAST = 90, 180
ENTRIES = (*NAMES, "bibl", "biblStruct")


def check_registers(registers: Sequence[Document], documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report entries without a name, entries that seem to be there twice, and entries that nothing points to."""
    used = _targets(documents) if registers else frozenset()
    seen: _Seen = {}
    identified: _Seen = {}
    for register in registers:
        yield from at_most(_in_register(register, used, seen, identified), register, "entries")


def _in_register(register: Document, used: frozenset[str], seen: _Seen, identified: _Seen) -> Iterator[Diagnostic]:
    for entry in entries(register):
        names = _names(entry)
        kind = etree.QName(entry).localname
        if kind in NAMES and not names:
            yield _nameless(register, entry)
        yield from _coordinates(register, entry)
        for name in {name.casefold(): name for name in reversed(names)}.values():
            first = seen.setdefault((kind, name.casefold()), (register, entry))
            if first[1] is not entry:
                yield _twice(register, entry, name, *first)
        for idno, authority, identifier in _authorities(entry):
            first = identified.setdefault((kind, f"{authority} {identifier}"), (register, entry))
            if first[1] is not entry:
                yield _same(register, idno, f"{authority} {identifier}", *first)
        if address_of(register, entry.get(XML_ID, "")) not in used:
            yield _unused(register, entry)


def entries(register: Document) -> Iterator[Element]:
    """Go through the entries of a register: what has an id, and is in a list or, as a part, in an entry of its kind."""
    for element in register.root.iter(*(f"{{{TEI}}}{name}" for name in ENTRIES)):
        parent = element.getparent()
        above = "" if parent is None else etree.QName(parent).localname
        if (above.startswith("list") or above == etree.QName(element).localname) and element.get(XML_ID):
            yield element


def _coordinates(register: Document, entry: Element) -> Iterator[Diagnostic]:
    """Report points that are nowhere on earth; other notations than two numbers, such as grids, are left alone."""
    for geo in entry.iterfind(f"{{{TEI}}}location/{{{TEI}}}geo"):
        found = _POINT.fullmatch(" ".join("".join(map(str, geo.itertext())).split()))
        if found is None:
            continue
        latitude, longitude = map(float, found.groups())
        if abs(latitude) > _NORTH or abs(longitude) > _EAST:
            turned = abs(longitude) <= _NORTH and abs(latitude) <= _EAST
            yield register.diagnose(
                geo,
                "wrong-coordinates",
                f"“{found[0]}” is nowhere on earth: latitudes end at {_NORTH}, longitudes at {_EAST} degrees",
                severity=Severity.WARNING,
                help="Write the latitude first, then the longitude." if turned else "Correct the numbers.",
            )


def _authorities(entry: Element) -> Iterator[tuple[Element, str, str]]:
    """List what authority files call an entry. A book's number is left out: its chapters have it, too."""
    for idno in entry.iterchildren(f"{{{TEI}}}idno"):
        found = authority_of(idno)
        if found and found[0] not in {ISBN, ISSN, DOI, HANDLE}:
            yield idno, found[0].name, found[1].replace(" ", "")


def _names(entry: Element) -> list[str]:
    wanted = NAMES.get(etree.QName(entry).localname, frozenset())
    texts = (
        " ".join("".join(map(str, child.itertext())).split())
        for child in entry.iterchildren(etree.Element)
        if etree.QName(child).localname in wanted
    )
    return [text for text in texts if text]


def _targets(documents: Iterable[Document]) -> frozenset[str]:
    """Collect the addresses that anything points to."""
    return frozenset(uri for document in documents for pointer in pointers(document) for uri in pointer.uris)


def _nameless(register: Document, entry: Element) -> Diagnostic:
    kind = etree.QName(entry).localname
    wanted = " or ".join(f"<{name}>" for name in sorted(NAMES[kind])[:2])
    return register.diagnose(
        entry,
        "nameless-entry",
        f"this <{kind}> has no name, so that no index can list it",
        help=f"Add {wanted}.",
    )


def _twice(register: Document, entry: Element, name: str, other: Document, first: Element) -> Diagnostic:
    line = other.position(first).line
    return register.diagnose(
        entry,
        "duplicate-entry",
        f"“{name}” is also the name of “{first.get(XML_ID)}” ({other.name}, line {line})",
        severity=Severity.WARNING,
        help="If the two are one, keep the older entry and let all references point to it.",
    )


def _same(register: Document, idno: Element, identifier: str, other: Document, first: Element) -> Diagnostic:
    line = other.position(first).line
    return register.diagnose(
        idno,
        "duplicate-entry",
        f"{identifier} is already “{first.get(XML_ID)}” ({other.name}, line {line})",
        severity=Severity.WARNING,
        help="If the two are one, keep the older entry and let all references point to it; else correct the number.",
    )


def _unused(register: Document, entry: Element) -> Diagnostic:
    return register.diagnose(
        entry,
        "unused-entry",
        f"nothing in the edition points to “{entry.get(XML_ID)}”",
        severity=Severity.INFO,
        help="Tag its mentions with ref, or keep it for later: this is no fault.",
    )
