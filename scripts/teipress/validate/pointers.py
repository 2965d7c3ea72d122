"""Check every pointer: that its target is there, and is the right kind of thing.

Nothing is fetched: an address on the web is left alone. Of files that are no documents of the edition, only whether
they are there is asked. ``@key`` is no pointer: TEI gives it to names of any kind, and nobody but its project knows
what they mean (TEI P5, ND).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import regex
from lxml import etree

from teipress.corpus import TEI, XML_ID, Document, Element
from teipress.diagnostics import Diagnostic, Severity
from teipress.validate.addresses import XML_BASE, absolute, base_of, file_of
from teipress.validate.amount import at_most
from teipress.validate.inclusions import Inclusions
from teipress.validate.kinds import check_chains, check_kind, check_order
from teipress.validate.nearest import Names


def _owners(names: str) -> frozenset[str]:
    return frozenset(names.split())


_NODES = "eLeaf eTree iNode leaf node root triangle"
_LEXICAL = (
    "case colloc def entryFree etym form gen gram gramGrp hom hyph iType lang lbl mood number oRef orth pRef per pos "
    "pron re sense subc syll tns usg xr"
)

# The attributes whose values are pointers (TEI P5, teidata.pointer), by the elements that have them. An empty set
# stands for every element: what a class of attributes declares, and no element has with another meaning.
# Left out: xml:base, which is no pointer but what they are relative to; and citeData/@property, a name of Dublin Core.
POINTERS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        "ana calendar change copyOf corresp datcat datingMethod datingPoint decls domains edRef end exclude facs hand "
        "inst lemmaRef mergedIn next nymRef period prev ref rendition resp sameAs scribeRef scriptRef select source "
        "spanTo synch target targetDatcat targetEnd toWhom unitRef url valueDatcat who wit".split(),
        frozenset[str](),
    ),
    **dict.fromkeys(("adj", "adjFrom", "adjTo"), _owners("node")),
    **dict.fromkeys(("active", "mutual", "passive"), _owners("relation")),
    **dict.fromkeys(("from", "to"), _owners("app arc rt span")),
    **dict.fromkeys(("fromUnit", "toUnit"), _owners("conversion")),
    **dict.fromkeys(("filter", "uri"), _owners("equiv")),
    "children": _owners("iNode root"),
    "class": _owners("msContents msItem msItemStruct"),
    "code": _owners("occupation socecStatus"),
    "fVal": _owners("f"),
    "feats": _owners("fs"),
    "follow": _owners("iNode leaf"),
    "given": _owners("certainty"),
    "location": _owners(_LEXICAL),
    "new": _owners("handShift"),
    "origin": _owners("timeline"),
    "parent": _owners("iNode leaf"),
    "parts": _owners("nym"),
    "perf": _owners("move tech"),
    "replyTo": _owners("post"),
    "require": _owners("lem rdg rdgGrp"),
    "scheme": _owners("catRef classCode keywords locus locusGrp occupation socecStatus"),
    "since": _owners("when"),
    "start": _owners(
        "annotationBlock binaryObject ellipsis gap incident kinesic line media path pause post surface u vocal writing "
        "zone"
    ),
    "value": _owners(_NODES),
    "where": _owners("conversion event"),
}

IMAGES = frozenset({"graphic", "media", "binaryObject"})

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)
# Schemes of IANA's register that editions use, and file:, which is looked up.
_PUBLIC_SCHEMES = frozenset(
    "http https mailto doi urn ftp ftps tag data info geo ark hdl oai tel sip news cid mid ni xmpp iris file".split()
)
# TEI P5, SATS; and the W3C's
_XPOINTERS = frozenset(
    {"xpath", "left", "right", "string-index", "range", "string-range", "match", "element", "xmlns", "xpointer"}
)
_WORD = re.compile(r"[^/.:#?%\\]+")
_MADE = frozenset({".html", ".htm"})
_XPOINTER = re.compile(r"([A-Za-z][\w.\-]*)\(")

# No prefixDef of a real edition comes near these; one that is meant to keep a program busy does.
_LONGEST_EXPANSION = 10_000
_PATTERN_SECONDS = 0.1
_MOST_RULES = 10


@dataclass(frozen=True)
class Prefixes:
    """The private schemes of a document: their patterns, and what takes their place (TEI P5, SAPU).

    A pattern comes with the file, and may be made to never end: (a+)+. One that took too long is not tried again.
    """

    rules: Mapping[str, tuple[tuple[str, str], ...]]
    _slow: set[str] = field(default_factory=set, init=False)

    @cached_property
    def names(self) -> Names:
        """Find the scheme that is like a misspelt one."""
        return Names(self.rules)

    def expansions(self, scheme: str, rest: str) -> Iterator[str]:
        """Spell out what follows a scheme, in each of the ways that its definitions allow."""
        for pattern, replacement in self.rules[scheme]:
            match = self._match(pattern, rest)
            filled = match and _fill(replacement, ("", *(group or "" for group in match.groups())))
            if filled:
                yield filled

    def _match(self, pattern: str, rest: str) -> regex.Match[str] | None:
        if pattern in self._slow or len(self._slow) >= _MOST_RULES or len(pattern) > _LONGEST_EXPANSION:
            return None
        try:
            return regex.fullmatch(pattern, rest, timeout=_PATTERN_SECONDS)
        except TimeoutError:
            self._slow.add(pattern)
        except (regex.error, RecursionError, OverflowError, MemoryError):
            pass
        return None


def _fill(replacement: str, groups: tuple[str, ...]) -> str | None:
    """Put the groups of a match into ``$1`` … of a replacement; a group that is not there is empty."""
    if len(replacement) + replacement.count("$") * max(map(len, groups)) > _LONGEST_EXPANSION:
        return None
    return re.sub(r"\$(\d)", lambda m: groups[int(m[1])] if int(m[1]) < len(groups) else "", replacement)


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointer: where it stands, as it was written, and the absolute URIs that it may mean; none, if it means none.

    There are several where the header defines one prefix in several ways (TEI P5, SAPU).
    """

    document: Document
    element: Element
    attribute: str
    written: str
    uris: tuple[str, ...]


@dataclass(frozen=True)
class Library:
    """All documents of an edition, to look targets up in, and the folder that it is in, if one is known."""

    documents: tuple[Document, ...]
    root: Path | None = None
    _ids: dict[Document, Mapping[str, Element]] = field(default_factory=dict, init=False)
    _listings: dict[Path, frozenset[str]] = field(default_factory=dict, init=False)

    @cached_property
    def by_uri(self) -> Mapping[str, Document]:
        """Find a document by its address."""
        return {document.uri: document for document in self.documents}

    @cached_property
    def targets(self) -> Mapping[str, Mapping[str, Element]]:
        """Find, by a document's address and an id, the element that has it."""
        return {document.uri: self._ids_of(document) for document in self.documents}

    @cached_property
    def names(self) -> Mapping[str, Names]:
        """Find, by a document's address, its ids that are like a misspelt one."""
        return {uri: Names(targets) for uri, targets in self.targets.items()}

    def _ids_of(self, document: Document) -> Mapping[str, Element]:
        if document not in self._ids:
            elements = reversed([*document.elements(XML_ID)])
            self._ids[document] = {" ".join(element.get(XML_ID, "").split()): element for element in elements}
        return self._ids[document]

    def target(self, uri: str) -> Element | None:
        """Find the element that a URI with an id leads to, in its document or in what becomes one with it."""
        address, _, fragment = uri.partition("#")
        found = self.targets.get(address, {}).get(fragment)
        if found is None and fragment and address in self.together:
            others = (self._ids_of(document).get(fragment) for document in self.together[address])
            found = next((other for other in others if other is not None), None)
        return found

    @cached_property
    def together(self) -> Mapping[str, tuple[Document, ...]]:
        """Find, by a document's address, the documents with which it becomes one text by XInclude."""
        if self.root is None:
            return {}
        return Inclusions(self.documents, self.root).together

    def namesake(self, path: Path) -> str | None:
        """Give the name that a file really has, if it is not the one by which it was asked for; nothing if it is.

        Some systems do not tell capital letters, or composed letters, from others. Only the edition's own folder is
        looked into.
        """
        folder = path.parent
        if self.root is None or not folder.is_relative_to(self.root):
            return None
        if folder not in self._listings:
            try:
                self._listings[folder] = frozenset(path.name for path in folder.iterdir())
            except OSError:
                self._listings[folder] = frozenset()
        names = self._listings[folder]
        if path.name in names:
            return None
        return next((name for name in sorted(names) if _folded(name) == _folded(path.name)), None)


def check_pointers(documents: Iterable[Document], root: Path | None = None) -> Iterator[Diagnostic]:
    """Report every pointer whose target is nowhere in the edition, or is the wrong kind of thing."""
    library = Library(tuple(documents), root)
    links: list[tuple[Pointer, Element]] = []
    for document in library.documents:
        yield from at_most(_in_document(library, document, links), document, "pointers")
    yield from check_chains(links)


def _in_document(library: Library, document: Document, links: list[tuple[Pointer, Element]]) -> Iterator[Diagnostic]:
    schemes = prefix_definitions(document)
    for pointer in pointers(document):
        target = _target(library, pointer)
        if target is None:
            yield from _check(library, pointer, schemes)
        else:
            yield from check_kind(pointer, target)
            yield from check_order(pointer, target)
            if pointer.attribute in {"next", "prev", "copyOf"}:
                links.append((pointer, target))


def pointers(document: Document) -> Iterator[Pointer]:
    """Go through the pointers of a document's TEI elements; what another vocabulary points at is its own affair."""
    schemes = prefix_definitions(document)
    has_bases = any(True for _ in document.elements(XML_BASE))
    for element in document.root.iter(f"{{{TEI}}}*"):
        for attribute, value in element.attrib.items():
            if is_pointer(element, str(attribute)):
                base = base_of(document, element) if has_bases else document.uri
                for written in values(str(value)):
                    uris = tuple(
                        uri for relative in resolve(written, schemes) if (uri := absolute(base, relative)) is not None
                    )
                    yield Pointer(document, element, str(attribute), written, uris)


def address_of(document: Document, identifier: str) -> str:
    """Give the absolute URI of an element, as ``Pointer.uris`` have it."""
    return f"{document.uri}#{identifier}"


def values(attribute: str) -> list[str]:
    """Split an attribute into its pointers. White space inside the brackets of ``#xpath(…)`` does not count."""
    if "(" not in attribute:
        return attribute.split()
    found: list[str] = []
    depth = 0
    for word in attribute.split():
        if depth > 0:
            found[-1] += f" {word}"
        else:
            found.append(word)
        if _XPOINTER.search(found[-1].partition("#")[2]):
            depth += word.count("(") - word.count(")")
    return found if depth == 0 else attribute.split()


def is_pointer(element: Element, attribute: str) -> bool:
    """Tell whether an attribute's values are pointers."""
    owners = POINTERS.get(attribute)
    return owners is not None and (not owners or etree.QName(element).localname in owners)


def prefix_definitions(document: Document) -> Prefixes:
    """Collect the ``prefixDef``s of a document."""
    found: dict[str, list[tuple[str, str]]] = {}
    for element in document.root.iter(f"{{{TEI}}}prefixDef"):
        rules = found.setdefault(element.get("ident", ""), [])
        if len(rules) < _MOST_RULES:
            rules.append((element.get("matchPattern", ""), element.get("replacementPattern", "")))
    return Prefixes({scheme: tuple(rules) for scheme, rules in found.items()})


def resolve(written: str, schemes: Prefixes) -> tuple[str, ...]:
    """Turn a pointer with a private scheme into the relative addresses it may stand for; others stay as they are.

    Nothing where the scheme's patterns do not fit.
    """
    scheme = _SCHEME.fullmatch(written)
    if scheme and scheme[1] in schemes.rules:
        return tuple(dict.fromkeys(schemes.expansions(scheme[1], scheme[2])))
    return (written,)


def _target(library: Library, pointer: Pointer) -> Element | None:
    return next((target for uri in pointer.uris if (target := library.target(uri)) is not None), None)


def _check(library: Library, pointer: Pointer, schemes: Prefixes) -> Iterator[Diagnostic]:
    """Say why a pointer leads to no element, unless it need not."""
    written = pointer.written
    scheme = _SCHEME.fullmatch(written)
    if scheme and scheme[1] not in schemes.rules and scheme[1].lower() not in _PUBLIC_SCHEMES:
        yield _undeclared(pointer, scheme[1], schemes)
    elif scheme and scheme[1] in schemes.rules and not pointer.uris:
        patterns = " or ".join(f"“{pattern}”" for pattern, _ in schemes.rules[scheme[1]])
        yield _report(
            pointer,
            "malformed-pointer",
            f"“{written}” does not fit what the header says of “{scheme[1]}:”: it must match {patterns}",
            "Correct the pointer, or the prefixDef in the header.",
        )
    elif not pointer.uris:
        yield _report(
            pointer,
            "malformed-pointer",
            f"“{written}” is not an address",
            "Write “#” and an id, a file of the edition, or a complete address.",
        )
    else:
        faults = [_look_up(library, pointer, *uri.partition("#")[::2]) for uri in pointer.uris]
        if all(faults):
            yield from (fault for fault in faults[:1] if fault)


def _undeclared(pointer: Pointer, scheme: str, schemes: Prefixes) -> Diagnostic:
    if len(scheme) == 1:
        return _report(
            pointer,
            "malformed-pointer",
            f"“{pointer.written}” is the path of a file on one computer, and leads nowhere on others",
            "Write the path relative to this file, with “/”: “images/page1.jpg”.",
        )
    near = schemes.names.nearest(scheme)
    return _report(
        pointer,
        "undeclared-prefix",
        f"“{scheme}:” in “{pointer.written}” is no scheme that this document's header declares",
        f"Did you mean “{near}:”?" if near else "Declare it by a prefixDef in the header.",
    )


def _report(pointer: Pointer, code: str, message: str, help: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return pointer.document.diagnose(
        pointer.element, code, message, attribute=pointer.attribute, help=help, severity=severity
    )


def _look_up(library: Library, pointer: Pointer, address: str, fragment: str) -> Diagnostic | None:
    """Say what is wrong with an address that leads to no element; nothing where it leads elsewhere."""
    if not address.startswith("file:"):
        return None
    if address not in library.by_uri:
        path = file_of(address)
        return None if path is None else _missing(library, pointer, path)
    if not fragment:
        return None
    if scheme := _XPOINTER.match(fragment):
        return None if scheme[1] in _XPOINTERS else _unknown_scheme(pointer, scheme[1])
    near = library.names[address].nearest(fragment)
    return _report(
        pointer,
        "dangling-pointer",
        f"“{pointer.written}” points to nothing: no element in {library.by_uri[address].name} has the id “{fragment}”",
        f"Did you mean “{near}”?" if near else "Correct the pointer, or add what it should point to.",
    )


def _unknown_scheme(pointer: Pointer, scheme: str) -> Diagnostic:
    near = Names(_XPOINTERS).nearest(scheme)
    return _report(
        pointer,
        "malformed-pointer",
        f"“{scheme}()” in “{pointer.written}” is none of TEI's ways to point into a document",
        f"Did you mean “{near}()”?" if near else "They are xpath, left, right, range, string-range and match.",
    )


def _missing(library: Library, pointer: Pointer, path: Path) -> Diagnostic | None:
    """Report a file that is not there, or is there under a name that only some systems take for the same."""
    namesake = library.namesake(path)
    if namesake is None and _exists(path):
        return None
    if _WORD.fullmatch(pointer.written) and namesake is None:
        return _not_a_pointer(library, pointer)
    image = etree.QName(pointer.element).localname in IMAGES or pointer.attribute == "facs"
    what = "an image" if image else "a file"
    if namesake is not None:
        return _report(
            pointer,
            "missing-image" if image else "dangling-pointer",
            f"“{pointer.written}” points to {what} whose name is written otherwise: it is “{namesake}”",
            f"Write “{namesake}”: many systems, and the web, tell capital letters from small ones.",
        )
    help = "Correct the path, which is relative to this file, or add the file."
    if "\\" in pointer.written:
        help = "Write the path with “/” instead of “\\”."
    elif pointer.attribute == "url" and len(str(pointer.element.get("url", "")).split()) > 1:
        help = "An address holds no blanks: write each as “%20”."
    return _report(
        pointer,
        "missing-image" if image else "dangling-pointer",
        f"“{pointer.written}” points to {what} that is not there: {path.name or path}",
        help,
        # Images of pages are often kept elsewhere: by a library, or because they are large. Pages are made.
        Severity.WARNING if (image and _is_facsimile(pointer)) or path.suffix in _MADE else Severity.ERROR,
    )


def _not_a_pointer(library: Library, pointer: Pointer) -> Diagnostic:
    """Report a word where an address should be: mostly a “#” was forgotten, or a name stands instead of an id."""
    word = pointer.written
    known = word in library.targets[pointer.document.uri]
    return _report(
        pointer,
        "dangling-pointer",
        f"“{word}” points to a file of that name, which is not there",
        f"Did you mean “#{word}”?"
        if known
        else f"If “{word}” is an id, write “#{word}”; {pointer.attribute} holds addresses, no names.",
    )


def _is_facsimile(pointer: Pointer) -> bool:
    around = {etree.QName(element).localname for element in pointer.element.iterancestors(f"{{{TEI}}}*")}
    return pointer.attribute == "facs" or not around.isdisjoint({"facsimile", "sourceDoc"})


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
