"""Put a text together from the files that it includes by XInclude, as its page shows it.

Only files in the edition's folder are included. What cannot be included stays as it is, is reported, and is shown on
the page as what it is: an address. Pointers are rewritten, so that they lead where they led in the file that they come
from.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from lxml import etree

from teipress.corpus import XML_ID, Document, Element, parse_document
from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.files import XINCLUDE, Limits, Unreadable, read_bytes
from teipress.positions import Position
from teipress.publish.media import Media, examine
from teipress.validate.addresses import absolute, base_of, file_of

if TYPE_CHECKING:
    from teipress.validate.inclusions import Inclusion, Inclusions

INCLUDE = f"{{{XINCLUDE}}}include"
FALLBACK = f"{{{XINCLUDE}}}fallback"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an element of a text comes from: the file, the element in it, and the inclusion that brought it in."""

    document: Document
    element: Element
    via: Element | None = None


@dataclass(frozen=True, eq=False)
class Assembled(Document):
    """A document made of several: what is found in it is reported at its place in the file that was read first."""

    host: Document
    origins: tuple[Origin, ...]

    def position(self, element: Element) -> Position:
        """Say where an element starts, or where what it is part of is included."""
        origin = self._origin(element)
        return self.host.position(origin.element if origin.via is None else origin.via)

    def diagnose(
        self,
        element: Element,
        code: str,
        message: str,
        *,
        attribute: str | None = None,
        source: Source = Source.INTEGRITY,
        severity: Severity = Severity.ERROR,
        help: str | None = None,
    ) -> Diagnostic:
        """Report a fault of an element; of one that was included, where it was, with its own place in words."""
        origin = self._origin(element)
        if origin.via is None:
            return self.host.diagnose(
                origin.element, code, message, attribute=attribute, source=source, severity=severity, help=help
            )
        start = origin.document.position(origin.element)
        told = f"{message} (in {origin.document.name}, line {start.line})"
        return self.host.diagnose(origin.via, code, told, source=source, severity=severity, help=help)

    def _origin(self, element: Element) -> Origin:
        return self.origins[self._numbers[element]]


@dataclass(frozen=True, slots=True)
class Assembly:
    """A text with all that it includes, what is wrong with that, and the files that were read for it."""

    document: Document
    diagnostics: tuple[Diagnostic, ...] = ()
    files: tuple[Media, ...] = ()


def assemble(document: Document, root: Path, limits: Limits) -> Assembly:
    """Put a text together, if it includes anything. Raises ``Unreadable`` where it becomes larger than may be."""
    if XINCLUDE not in document.text or next(document.root.iter(INCLUDE), None) is None:
        return Assembly(document)
    from teipress.validate.inclusions import Inclusions  # most texts do not need it

    work = _Work(document, Inclusions((document,), root, limits), root, limits)
    tree = work.copy(document.root.getroottree())
    work.settle_pointers()
    data = etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
    try:
        read = parse_document(data, document.path, document.name, limits)
    except Unreadable as trouble:
        raise Unreadable(work.too_large(trouble.diagnostic.message)) from None
    origins = tuple(work.origins[element] for element in tree.getroot().iter(etree.Element))
    whole = Assembled(read.path, read.name, read.data, read.text, read.digest, read.root, document, origins)
    return Assembly(whole, tuple(work.found), tuple(work.files.values()))


@dataclass(slots=True)
class _Work:
    """One assembly: where the elements made so far come from, what was read, what was wrong."""

    host: Document
    inclusions: Inclusions
    root: Path
    limits: Limits
    origins: dict[Element, Origin] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    files: dict[Path, Media] = field(default_factory=dict)
    size: int = 0
    nodes: int = 0

    def copy(self, tree: etree._ElementTree) -> etree._ElementTree:
        """Copy the first document, and put into the copy what it includes."""
        made = deepcopy(tree)
        self._know(self.host, tree.getroot(), made.getroot(), None)
        self._fill(made.getroot(), (self.host.root,))
        return made

    def settle_pointers(self) -> None:
        """Let each pointer lead where it led before: to this text, where that is in it now, else by a new path."""
        from teipress.validate.pointers import is_pointer, values

        here: dict[str, set[str]] = {}
        for origin in self.origins.values():
            if name := " ".join(origin.element.get(XML_ID, "").split()):
                here.setdefault(origin.document.uri, set()).add(name)
        for element, origin in self.origins.items():
            for attribute, written in [(str(name), str(value)) for name, value in element.items()]:
                if is_pointer(element, attribute) and any(not word.startswith("#") for word in written.split()):
                    element.set(attribute, " ".join(self._settled(word, origin, here) for word in values(written)))

    def too_large(self, why: str) -> Diagnostic:
        """Report a text that becomes too large by what it includes, at the first inclusion."""
        place = next(self.host.root.iter(INCLUDE))
        return self.host.diagnose(
            place,
            "too-much-included",
            f"with what it includes, this text is beyond the limits: {why}",
            source=Source.RENDER,
            help="Include less, or publish the parts as texts of their own.",
        )

    def _know(self, document: Document, source: Element, made: Element, via: Element | None) -> None:
        """Remember where the elements of a copy come from."""
        for old, new in zip(source.iter(etree.Element), made.iter(etree.Element), strict=True):
            self.origins[new] = Origin(document, old, via)

    def _fill(self, made: Element, chain: tuple[Element, ...]) -> None:
        """Put what is included into a copy; ``chain`` holds the elements that are being included."""
        for place in [*made.iter(INCLUDE)]:
            if not any(holder.tag == INCLUDE for holder in place.iterancestors()):
                self._include(place, chain)

    def _include(self, place: Element, chain: tuple[Element, ...]) -> None:
        origin = self.origins[place]
        inclusion = self.inclusions.of(origin.document, origin.element)
        fault = self._put(place, inclusion, origin, chain)
        fallback = place.find(FALLBACK)
        if fault is not None and fallback is not None:
            parts = [*fallback.iterchildren(etree.Element)]
            _replace(place, [*fallback], fallback.text or "")
            for part in parts:
                self._fill(part, chain)
        elif fault is not None:
            self._report(fault, origin)

    def _put(
        self, place: Element, inclusion: Inclusion, origin: Origin, chain: tuple[Element, ...]
    ) -> Diagnostic | None:
        """Put in what an inclusion names, or say why that cannot be."""
        path = _path_of(inclusion)
        if path is not None:
            self._depend(path, inclusion.included.digest if inclusion.included else "")
        if inclusion.fault is not None:
            return inclusion.fault
        if place.get("parse") == "text":
            text = self._read(path) if path is not None else None
            if text is None:
                return _not_includable(inclusion)
            _replace(place, [], text)
            return None
        if inclusion.target is None or inclusion.included is None:
            return _not_includable(inclusion)
        if inclusion.target in chain:
            from teipress.validate.inclusions import circular

            return circular(inclusion)
        self._allow(len(etree.tostring(inclusion.target)), sum(1 for _ in inclusion.target.iter()), len(chain))
        part = deepcopy(inclusion.target)
        part.tail = None
        via = origin.element if origin.via is None else origin.via
        self._know(inclusion.included, inclusion.target, part, via)
        _keep_language(inclusion.target, part)
        _replace(place, [part])
        self._fill(part, (*chain, inclusion.target))
        return None

    def _allow(self, size: int, nodes: int, depth: int) -> None:
        """Count what is included, and stop before it is more than one file may be."""
        self.size, self.nodes = self.size + size, self.nodes + nodes
        if self.size > self.limits.size:
            raise Unreadable(self.too_large(f"at most {self.limits.size:,} bytes are read"))
        if self.nodes > self.limits.nodes:
            raise Unreadable(self.too_large(f"at most {self.limits.nodes:,} elements are read"))
        if depth > self.limits.depth:
            raise Unreadable(self.too_large(f"at most {self.limits.depth:,} files include each other"))

    def _read(self, path: Path) -> str | None:
        """Read what is included as text; nothing where it is not there, or is none that XML can hold."""
        try:
            text = read_bytes(path, path.name, self.limits).decode("utf-8-sig")
            etree.Element("x").text = text
        except (Unreadable, ValueError):
            return None
        self._allow(len(text), 1, 0)
        return text

    def _depend(self, path: Path, digest: str) -> None:
        """Remember a file that the text depends on, even where it is not there."""
        if path == self.host.path or path in self.files or not path.is_relative_to(self.root):
            return
        file = examine(path.relative_to(self.root).as_posix(), self.root)
        self.files[path] = replace(file, digest=digest or file.digest)

    def _report(self, diagnostic: Diagnostic, origin: Origin) -> None:
        if origin.via is None:
            self.found.append(diagnostic)
            return
        told = f"{diagnostic.message} (in {origin.document.name}, line {diagnostic.line})"
        self.found.append(
            self.host.diagnose(
                origin.via,
                diagnostic.code,
                told,
                source=diagnostic.source,
                severity=diagnostic.severity,
                help=diagnostic.help,
            )
        )

    def _settled(self, written: str, origin: Origin, here: Mapping[str, set[str]]) -> str:
        address, _, fragment = written.partition("#")
        if not address or urlsplit(address).scheme:
            return written
        meant = absolute(base_of(origin.document, origin.element), address)
        path = file_of(meant) if meant else None
        if meant is None or path is None:
            return written
        if fragment and fragment in here.get(meant, ()):
            return f"#{fragment}"
        if origin.via is None:
            return written
        relative = quote(Path(os.path.relpath(path, self.host.path.parent)).as_posix())
        return relative + (f"#{fragment}" if fragment else "")


def _path_of(inclusion: Inclusion) -> Path | None:
    """Give the file that an inclusion names, if it names one."""
    document, element = inclusion.document, inclusion.element
    address = absolute(base_of(document, element), element.get("href", ""))
    return file_of(address) if address else None


def _not_includable(inclusion: Inclusion) -> Diagnostic:
    """Report what is there and cannot become part of a TEI text, or is named in a way that is not read."""
    return inclusion.document.diagnose(
        inclusion.element,
        "dangling-inclusion",
        "what is to be included here is no TEI, or is named in another way than by its id: the page shows its address",
        source=Source.RENDER,
        severity=Severity.WARNING,
        help="Name an element of a TEI file by its id, or include a whole TEI file.",
    )


def _keep_language(source: Element, made: Element) -> None:
    """Let a part keep the language that it has in its file (XInclude 1.1, section 4.5.6)."""
    if made.get(_XML_LANG) is None:
        for holder in source.iterancestors():
            if (language := holder.get(_XML_LANG)) is not None:
                made.set(_XML_LANG, language)
                return


def _replace(place: Element, nodes: list[Element], text: str = "") -> None:
    """Put text and nodes where an element is."""
    parent, tail = place.getparent(), place.tail or ""
    if parent is None:
        return
    before = place.getprevious()
    at = parent.index(place)
    parent.remove(place)
    if nodes:
        nodes[-1].tail = (nodes[-1].tail or "") + tail
    else:
        text += tail
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    for number, node in enumerate(nodes):
        parent.insert(at + number, node)
