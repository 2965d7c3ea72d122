"""Check that a pointer leads to the right kind of thing, where TEI's Guidelines say what kind that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from teipress.corpus import Element
from teipress.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from teipress.validate.pointers import Pointer


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be pointed at: the elements that the Guidelines name, and those that serve the same purpose."""

    named: tuple[str, ...]
    others: frozenset[str] = frozenset()

    def __contains__(self, name: str) -> bool:
        return name in self.named or name in self.others


def _kind(named: str, others: str = "") -> Kind:
    return Kind(tuple(named.split()), frozenset(others.split()))


# What an entry of a register is about.
_PERSONS = "person personGrp persona listPerson"
_PLACES = "place listPlace"
_ORGS = "org listOrg"
_EVENTS = "event listEvent"
_WORKS = "bibl biblStruct biblFull listBibl msDesc"
_ENTRIES = frozenset(f"{_PERSONS} {_PLACES} {_ORGS} {_EVENTS} {_WORKS}".split())

# Who speaks, writes, or answers for something: an entry, or wherever else a text names them.
_AGENT = _kind(
    "person personGrp org role castItem respStmt",
    f"{_PERSONS} {_ORGS} persName orgName name rs author editor principal funder sponsor publisher authority "
    "distributor meeting castGroup castList actor roleDesc speaker respStmt resp editionStmt application nym handNote "
    f"witness item label row cell note term particDesc {_WORKS}",
)

# TEI P5, the descriptions of these attributes.
_BY_ATTRIBUTE: Mapping[str, Kind] = {
    "who": _AGENT,
    "toWhom": _AGENT,
    "resp": _AGENT,
    "scribeRef": _AGENT,
    "wit": _kind(
        "witness msDesc bibl",
        f"listWit object msPart msFrag {_WORKS} TEI text sourceDoc facsimile item person edition",
    ),
    "hand": _kind("handNote", "handDesc"),
    "calendar": _kind("calendar", "calendarDesc"),
    "rendition": _kind("rendition", "tagUsage styleDefDecl"),
    "facs": _kind("surface zone graphic", "surfaceGrp line media binaryObject facsimile sourceDoc path pb TEI figure"),
    "change": _kind("change", "listChange revisionDesc"),
    "nymRef": _kind("nym", "listNym"),
    "unitRef": _kind("unitDef", "unitDecl"),
    "fromUnit": _kind("unitDef"),
    "toUnit": _kind("unitDef"),
    "since": _kind("when"),
    "origin": _kind("when"),
    "decls": _kind(
        "editorialDecl textClass bibl recording",
        "availability biblFull biblStruct broadcast correction correspDesc equipment geoDecl hyphenation "
        "interpretation langUsage listApp listBibl listEvent listNym listObject listOrg listPerson listPlace metDecl "
        "normalization particDesc projectDesc punctuation quotation refsDecl samplingDecl scriptStmt segmentation "
        "seriesStmt settingDesc sourceDesc stdVals styleDefDecl textDesc xenoData",
    ),
}
_SCHEME = _kind("taxonomy", f"category classDecl {_WORKS}")
_BY_ELEMENT_AND_ATTRIBUTE: Mapping[tuple[str, str], Kind] = {
    ("catRef", "target"): _kind("category", "taxonomy catDesc interp"),
    ("catRef", "scheme"): _SCHEME,
    ("classCode", "scheme"): _SCHEME,
    ("keywords", "scheme"): _SCHEME,
    ("locus", "scheme"): _kind("foliation", "p"),
    ("locusGrp", "scheme"): _kind("foliation", "p"),
    ("handShift", "new"): _kind("handNote", "handDesc"),
}

_PLACE = _kind("place", _PLACES)
_REF_BY_ELEMENT: Mapping[str, Kind] = {
    "persName": _kind("person", _PERSONS),
    "orgName": _kind("org", _ORGS),
    "eventName": _kind("event", _EVENTS),
    "title": _kind("bibl", _WORKS),
    **dict.fromkeys(("placeName", "geogName", "settlement", "region", "country", "district", "pubPlace"), _PLACE),
}
_REF_BY_TYPE: Mapping[str, Kind] = {
    "person": _REF_BY_ELEMENT["persName"],
    "place": _PLACE,
    "org": _REF_BY_ELEMENT["orgName"],
    "organization": _REF_BY_ELEMENT["orgName"],
    "event": _REF_BY_ELEMENT["eventName"],
    "work": _REF_BY_ELEMENT["title"],
}
# What stands in running text, and describes nothing that a name could lead to.
_RUNNING = frozenset(
    "p s l lg w pc c m seg lb pb cb gb milestone anchor hi emph foreign q quote said sp stage head ref ptr".split()
)


def check_kind(pointer: Pointer, target: Element) -> Iterator[Diagnostic]:
    """Report a pointer that leads to the wrong kind of thing.

    It is an error where a name leads to the entry of something else. Elsewhere the Guidelines recommend rather than
    rule, and it is a warning.
    """
    element, attribute = etree.QName(pointer.element).localname, pointer.attribute
    found = etree.QName(target).localname
    if attribute == "ref":
        kind = _REF_BY_ELEMENT.get(element)
        if element in {"rs", "name"}:
            kind = _REF_BY_TYPE.get(pointer.element.get("type", ""))
        if kind is None or found in kind:
            return
        if found in _ENTRIES:
            yield _wrong(pointer, found, kind, Severity.ERROR)
        elif found in _RUNNING:
            yield _wrong(pointer, found, kind, Severity.WARNING)
        return
    kind = _BY_ELEMENT_AND_ATTRIBUTE.get((element, attribute)) or _BY_ATTRIBUTE.get(attribute)
    if kind is not None and found not in kind:
        yield _wrong(pointer, found, kind, Severity.WARNING)


def check_order(pointer: Pointer, target: Element) -> Iterator[Diagnostic]:
    """Report a span that ends before it starts (TEI P5, att.spanning: the end must follow the element)."""
    if pointer.attribute != "spanTo" or target.getroottree().getroot() is not pointer.document.root:
        return
    start, end = pointer.document.position(pointer.element), pointer.document.position(target)
    if end <= start:
        yield _report(
            pointer,
            "backward-span",
            f"“{pointer.written}” ends this span in line {end.line}, before it starts",
            "Point to an element that comes after this one.",
            Severity.ERROR,
        )


def check_chains(links: Iterable[tuple[Pointer, Element]]) -> Iterator[Diagnostic]:
    """Report parts that are chained by ``next`` and ``prev``, and copies, that do not fit together."""
    by_attribute: dict[str, dict[Element, tuple[Pointer, Element]]] = {"next": {}, "prev": {}, "copyOf": {}}
    for pointer, target in links:
        by_attribute[pointer.attribute].setdefault(pointer.element, (pointer, target))
    for attribute in ("next", "prev"):
        for pointer, target in by_attribute[attribute].values():
            yield from _like(pointer, target)
    for element, (pointer, target) in by_attribute["next"].items():
        back = by_attribute["prev"].get(target)
        if back is not None and back[1] is not element:
            yield _report(
                pointer,
                "broken-chain",
                f"“{pointer.written}” is said to come next, but says itself, by prev, that it comes after "
                f"“{back[0].written}”",
                "Let next and prev point to one another.",
                Severity.WARNING,
            )
    for attribute in ("next", "copyOf"):
        yield from _circles(by_attribute[attribute])


def _like(pointer: Pointer, target: Element) -> Iterator[Diagnostic]:
    """Compare the parts of an aggregate (TEI P5, att.global.linking: they should be of the same type)."""
    if target.tag != pointer.element.tag:
        yield _report(
            pointer,
            "wrong-target",
            f"“{pointer.written}” points to a <{etree.QName(target).localname}>: the parts of one thing that "
            f"{pointer.attribute} puts together should be alike, <{etree.QName(pointer.element).localname}>",
            "Point to the other part, or use corresp for what only corresponds.",
            Severity.WARNING,
        )


def _circles(links: Mapping[Element, tuple[Pointer, Element]]) -> Iterator[Diagnostic]:
    """Follow each link once, and report the one that closes a circle."""
    walks: dict[Element, int] = {}
    for walk, start in enumerate(links):
        element = start
        while element in links and element not in walks:
            walks[element] = walk
            pointer, element = links[element]
            if walks.get(element) == walk:
                yield _report(
                    pointer,
                    "circular-pointer",
                    f"“{pointer.written}” leads back to where it started: following {pointer.attribute} never ends",
                    "Correct the pointer that is wrong.",
                    Severity.ERROR,
                )


def _wrong(pointer: Pointer, found: str, kind: Kind, severity: Severity) -> Diagnostic:
    return _report(
        pointer,
        "wrong-target",
        f"“{pointer.written}” points to a <{found}>, which is the wrong kind of thing "
        f"for {pointer.attribute} on <{etree.QName(pointer.element).localname}>",
        f"It must point to {' or '.join(f'<{name}>' for name in kind.named)}.",
        severity,
    )


def _report(pointer: Pointer, code: str, message: str, help: str, severity: Severity) -> Diagnostic:
    return pointer.document.diagnose(
        pointer.element, code, message, attribute=pointer.attribute, severity=severity, help=help
    )
