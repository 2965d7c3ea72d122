"""Check every pointer: that its target is there, and is the right kind of thing.

Nothing is fetched: an address on the web is left alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import url2pathname

from lxml import etree

from teipress.corpus import TEI, XML_ID, Document, Element
from teipress.diagnostics import Diagnostic
from teipress.validate.nearest import Names

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
    """One pointer: where it stands, as it was written, and the absolute URI that it means; none, if it means none."""

    document: Document
    element: Element
    attribute: str
    written: str
    uri: str | None


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
            document.uri: {" ".join(e.get(XML_ID, "").split()): e for e in reversed([*document.elements(XML_ID)])}
            for document in self.documents
        }

    @cached_property
    def names(self) -> Mapping[str, Names]:
        """Find, by a document's address, its ids that are like a misspelt one."""
        return {uri: Names(targets) for uri, targets in self.targets.items()}


def check_pointers(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report every pointer whose target is nowhere in the edition, or is the wrong kind of thing."""
    library = Library(tuple(documents))
    for document in library.documents:
        schemes = prefix_definitions(document)
        for pointer in pointers(document):
            yield from _check(library, pointer, schemes)


def pointers(document: Document) -> Iterator[Pointer]:
    """Go through the pointers of a document's TEI elements; what another vocabulary points at is its own affair."""
    schemes = prefix_definitions(document)
    for element in document.root.iter(f"{{{TEI}}}*"):
        for attribute, value in element.attrib.items():
            if is_pointer(element, str(attribute)):
                for written in str(value).split():
                    uri = _absolute(document, element, written, schemes)
                    yield Pointer(document, element, str(attribute), written, uri)


def address_of(document: Document, identifier: str) -> str:
    """Give the absolute URI of an element, as ``Pointer.uri`` has it."""
    return f"{document.uri}#{identifier}"


def _absolute(
    document: Document, element: Element, written: str, schemes: Mapping[str, tuple[tuple[str, str], ...]]
) -> str | None:
    relative = resolve(written, schemes)
    if relative is None:
        return None
    address, hash, fragment = relative.partition("#")
    try:
        # TEI P5, SA: relative to xml:base where there is one, else to the file
        resource = _resource(urljoin(document.uri, element.base or ""), address)
    except ValueError:
        return None
    return resource + hash + unquote(fragment)


@lru_cache(maxsize=4096)
def _resource(base: str, address: str) -> str:
    """Join an address with its base. A file's comes out as ``Document.uri`` is, however it was escaped."""
    uri = urljoin(base, address)
    parts = urlsplit(uri)
    return Path(url2pathname(parts.path)).as_uri() if parts.scheme == "file" else uri


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
    library: Library, pointer: Pointer, schemes: Mapping[str, tuple[tuple[str, str], ...]]
) -> Iterator[Diagnostic]:
    written = pointer.written
    scheme = _SCHEME.fullmatch(written)
    if scheme and scheme[1] not in schemes and scheme[1].lower() not in _PUBLIC_SCHEMES | {"file"}:
        near = difflib.get_close_matches(scheme[1], schemes, 1)
        yield _report(
            pointer,
            "undeclared-prefix",
            f"“{scheme[1]}:” in “{written}” is no scheme that this document's header declares",
            f"Did you mean “{near[0]}:”?" if near else "Declare it by a prefixDef in the header.",
        )
    elif scheme and resolve(written, schemes) is None:
        patterns = " or ".join(f"“{pattern}”" for pattern, _ in schemes[scheme[1]])
        yield _report(
            pointer,
            "malformed-pointer",
            f"“{written}” does not fit what the header says of “{scheme[1]}:”: it must match {patterns}",
            "Correct the pointer, or the prefixDef in the header.",
        )
    elif pointer.uri is None:
        yield _report(
            pointer,
            "malformed-pointer",
            f"“{written}” is not an address",
            "Write “#” and an id, a file of the edition, or a complete address.",
        )
    elif pointer.uri.startswith("file:"):
        yield from _look_up(library, pointer, *pointer.uri.partition("#")[::2])


def _report(pointer: Pointer, code: str, message: str, help: str) -> Diagnostic:
    return pointer.document.diagnose(pointer.element, code, message, attribute=pointer.attribute, help=help)


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


def _look_up(library: Library, pointer: Pointer, address: str, fragment: str) -> Iterator[Diagnostic]:
    if address not in library.by_uri:
        if not _is_file(address):
            yield _report(
                pointer,
                "dangling-pointer",
                f"“{pointer.written}” points to a file that is not there: {_file_name(address)}",
                "Correct the path, which is relative to this file, or add the file.",
            )
        return
    if not fragment or "(" in fragment:  # TEI P5, SATS: #xpath(…) and its like need no id
        return
    target = library.targets[address].get(fragment)
    if target is None:
        near = library.names[address].nearest(fragment)
        yield _report(
            pointer,
            "dangling-pointer",
            f"“{pointer.written}” points to nothing: "
            f"no element in {library.by_uri[address].name} has the id “{fragment}”",
            f"Did you mean “{near}”?" if near else "Correct the pointer, or add what it should point to.",
        )
        return
    expected = _kinds(pointer.element, pointer.attribute)
    found = etree.QName(target).localname
    if expected and found not in expected:
        names = " or ".join(f"<{name}>" for name in sorted(expected))
        yield _report(
            pointer,
            "wrong-target",
            f"“{pointer.written}” points to a <{found}>, which is the wrong kind of thing "
            f"for {pointer.attribute} on <{etree.QName(pointer.element).localname}>",
            f"It must point to {names}.",
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
