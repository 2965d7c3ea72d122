"""Check every pointer: that its target is there, and is the right kind of thing.

Nothing is fetched: an address on the web is left alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import url2pathname

from lxml import etree

from teipress.corpus import TEI, XML_ID, Document, Element
from teipress.diagnostics import Diagnostic

# The attributes whose values are pointers (TEI P5, teidata.pointer), by the elements that have them;
# an empty set stands for every element.
POINTERS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        "active adj adjFrom adjTo ana calendar change children copyOf corresp datcat datingMethod datingPoint "
        "decls domains edRef exclude facs feats given hand inst lemmaRef mutual mergedIn new next nymRef parts "
        "passive perf period prev ref rendition require resp sameAs scheme scribeRef scriptRef select source "
        "spanTo synch target targetDatcat targetEnd toWhom unitRef url valueDatcat where who wit".split(),
        frozenset[str](),
    ),
    "class": frozenset({"msContents", "msItem", "msItemStruct"}),
    "from": frozenset({"app", "arc", "rt", "span"}),
    "to": frozenset({"app", "arc", "rt", "span"}),
    "since": frozenset({"when"}),
    "origin": frozenset({"timeline"}),
}

# What an element may point at with @ref, and anything with these attributes.
_PERSON = frozenset({"person", "personGrp", "persona", "listPerson", "nym"})
_PLACE = frozenset({"place", "listPlace", "nym"})
_ORG = frozenset({"org", "listOrg", "nym"})
_EVENT = frozenset({"event", "listEvent"})
_WORK = frozenset({"bibl", "biblStruct", "biblFull", "listBibl", "msDesc", "object", "title"})
KINDS_BY_ELEMENT: Mapping[str, frozenset[str]] = {
    "persName": _PERSON,
    "placeName": _PLACE,
    "orgName": _ORG,
    "eventName": _EVENT,
    "title": _WORK,
}
KINDS_BY_TYPE: Mapping[str, frozenset[str]] = {
    "person": _PERSON,
    "place": _PLACE,
    "organization": _ORG,
    "org": _ORG,
    "event": _EVENT,
    "work": _WORK,
}
KINDS_BY_ATTRIBUTE: Mapping[str, frozenset[str]] = {
    "who": _PERSON | _ORG | frozenset({"role", "castItem", "respStmt", "author", "editor", "name", "persName"}),
}

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)
_PUBLIC_SCHEMES = frozenset({"http", "https", "mailto", "doi", "urn", "ftp", "ftps", "tag", "data", "info", "geo"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointer: where it stands, as it was written, and the absolute URI that it means."""

    document: Document
    element: Element
    attribute: str
    written: str
    uri: str


@dataclass(frozen=True)
class Library:
    """All documents of an edition, to look targets up in."""

    documents: tuple[Document, ...]

    @cached_property
    def by_uri(self) -> Mapping[str, Document]:
        """Find a document by its address."""
        return {document.uri: document for document in self.documents}

    @cached_property
    def targets(self) -> Mapping[str, Mapping[str, Element]]:
        """Find, by a document's address and an id, the element that has it."""
        return {
            document.uri: {e.get(XML_ID, "").strip(): e for e in reversed([*document.elements(XML_ID)])}
            for document in self.documents
        }


def check_pointers(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report every pointer whose target is nowhere in the edition, or is the wrong kind of thing."""
    library = Library(tuple(documents))
    for document in library.documents:
        schemes = prefix_definitions(document)
        for element in document.elements():
            for attribute, value in element.attrib.items():
                if is_pointer(element, str(attribute)):
                    for written in str(value).split():
                        yield from _check(library, document, element, str(attribute), written, schemes)


def is_pointer(element: Element, attribute: str) -> bool:
    """Tell whether an attribute's values are pointers."""
    owners = POINTERS.get(attribute)
    return owners is not None and (not owners or etree.QName(element).localname in owners)


def prefix_definitions(document: Document) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Collect the ``prefixDef``s of a document: scheme → patterns and replacements (TEI P5, SACR)."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for element in document.root.iter(f"{{{TEI}}}prefixDef"):
        scheme = element.get("ident", "")
        rule = element.get("matchPattern", ""), element.get("replacementPattern", "")
        found[scheme] = (*found.get(scheme, ()), rule)
    return found


def resolve(written: str, schemes: Mapping[str, tuple[tuple[str, str], ...]]) -> str | None:
    """Turn a pointer with a private scheme into the relative address it stands for; others stay as they are.

    Nothing where the scheme's patterns do not fit.
    """
    scheme = _SCHEME.fullmatch(written)
    if scheme and scheme[1] in schemes:
        return _expand(scheme[2], schemes[scheme[1]])
    return written


def _check(
    library: Library,
    document: Document,
    element: Element,
    attribute: str,
    written: str,
    schemes: Mapping[str, tuple[tuple[str, str], ...]],
) -> Iterator[Diagnostic]:
    scheme = _SCHEME.fullmatch(written)
    relative = resolve(written, schemes)
    if scheme and relative is None:
        patterns = " or ".join(f"“{pattern}”" for pattern, _ in schemes[scheme[1]])
        yield document.diagnose(
            element,
            "malformed-pointer",
            f"“{written}” does not fit what the header says of “{scheme[1]}:”: it must match {patterns}",
            attribute=attribute,
            help="Correct the pointer, or the prefixDef in the header.",
        )
        return
    if scheme and scheme[1] not in schemes and scheme[1].lower() not in _PUBLIC_SCHEMES | {"file"}:
        near = difflib.get_close_matches(scheme[1], schemes, 1)
        yield document.diagnose(
            element,
            "undeclared-prefix",
            f"“{scheme[1]}:” in “{written}” is no scheme that this document's header declares",
            attribute=attribute,
            help=f"Did you mean “{near[0]}:”?" if near else "Declare it by a prefixDef in the header.",
        )
        return
    try:
        uri = urljoin(_base(document, element), relative or "")
        parts = urlsplit(uri)
    except ValueError:
        yield document.diagnose(
            element,
            "malformed-pointer",
            f"“{written}” is not an address",
            attribute=attribute,
            help="Write “#” and an id, a file of the edition, or a complete address.",
        )
        return
    if parts.scheme == "file":
        yield from _look_up(library, Pointer(document, element, attribute, written, uri))


def _expand(rest: str, rules: tuple[tuple[str, str], ...]) -> str | None:
    for pattern, replacement in rules:
        try:
            match = re.fullmatch(pattern, rest)
        except re.error:
            continue
        if match:
            return _fill(replacement, match)
    return None


def _fill(replacement: str, match: re.Match[str]) -> str:
    """Put the groups of a match into ``$1`` … of a replacement; a group that is not there is empty."""
    groups = ("", *(group or "" for group in match.groups()))
    return re.sub(r"\$(\d)", lambda m: groups[int(m[1])] if int(m[1]) < len(groups) else "", replacement)


def _base(document: Document, element: Element) -> str:
    """Give the base for relative pointers: ``xml:base`` where there is one, else the file."""
    return urljoin(document.uri, element.base or "")


def _look_up(library: Library, pointer: Pointer) -> Iterator[Diagnostic]:
    address, _, fragment = pointer.uri.partition("#")
    document, element = pointer.document, pointer.element
    if address not in library.by_uri:
        if not _is_file(address):
            yield document.diagnose(
                element,
                "dangling-pointer",
                f"“{pointer.written}” points to a file that is not there: {_file_name(address)}",
                attribute=pointer.attribute,
                help="Correct the path, which is relative to this file, or add the file.",
            )
        return
    if not fragment:
        return
    targets = library.targets[address]
    target = targets.get(unquote(fragment))
    if target is None:
        near = difflib.get_close_matches(fragment, targets, 1)
        yield document.diagnose(
            element,
            "dangling-pointer",
            f"“{pointer.written}” points to nothing: "
            f"no element in {library.by_uri[address].name} has the id “{fragment}”",
            attribute=pointer.attribute,
            help=f"Did you mean “{near[0]}”?" if near else "Correct the pointer, or add what it should point to.",
        )
        return
    expected = _kinds(element, pointer.attribute)
    found = etree.QName(target).localname
    if expected and found not in expected:
        names = " or ".join(f"<{name}>" for name in sorted(expected))
        yield document.diagnose(
            element,
            "wrong-target",
            f"“{pointer.written}” points to a <{found}>, which is the wrong kind of thing "
            f"for {pointer.attribute} on <{etree.QName(element).localname}>",
            attribute=pointer.attribute,
            help=f"It must point to {names}.",
        )


def _kinds(element: Element, attribute: str) -> frozenset[str]:
    if attribute != "ref":
        return KINDS_BY_ATTRIBUTE.get(attribute, frozenset())
    name = etree.QName(element).localname
    if name in {"rs", "name"}:
        return KINDS_BY_TYPE.get(element.get("type", ""), frozenset())
    return KINDS_BY_ELEMENT.get(name, frozenset())


def _is_file(address: str) -> bool:
    try:
        return Path(url2pathname(urlsplit(address).path)).exists()
    except (OSError, ValueError):
        return False


def _file_name(address: str) -> str:
    return Path(unquote(urlsplit(address).path)).name or address
