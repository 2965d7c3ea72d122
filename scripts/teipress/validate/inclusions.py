"""Check what documents include by XInclude: that it is there, in the edition's own folder, and not in a circle.

Nothing is fetched, and no file outside of the edition's folder is opened.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from teipress.corpus import XML_ID, Document, Element, Unreadable, read_document
from teipress.diagnostics import Diagnostic
from teipress.files import USUAL, Limits
from teipress.files import XINCLUDE as XINCLUDE
from teipress.validate.addresses import absolute, base_of, file_of
from teipress.validate.amount import at_most

_INCLUDE = f"{{{XINCLUDE}}}include"
_FALLBACK = f"{{{XINCLUDE}}}fallback"
_ID = re.compile(r"""(?:element\(|xpointer\(id\(['"])?([^\s()/'"]+)(?:['"]\)\))?\)?""")


@dataclass(frozen=True, slots=True)
class Inclusion:
    """One xi:include: where it is, and what it brings in: a document, and an element of it; or why it cannot."""

    document: Document
    element: Element
    included: Document | None = None
    target: Element | None = None
    fault: Diagnostic | None = None


@dataclass(frozen=True)
class Inclusions:
    """What the documents of an edition include, directly or through others."""

    documents: tuple[Document, ...]
    root: Path
    limits: Limits = USUAL
    _read: dict[Path, Document | Unreadable] = field(default_factory=dict, init=False)

    @cached_property
    def all(self) -> Mapping[Document, tuple[Inclusion, ...]]:
        """List the inclusions of every document of the edition, and of every other file that is included."""
        found: dict[Document, tuple[Inclusion, ...]] = {}
        waiting = list(self.documents)
        while waiting:
            document = waiting.pop()
            if document not in found:
                found[document] = tuple(self._inclusions(document))
                waiting.extend(i.included for i in found[document] if i.included is not None)
        return found

    @cached_property
    def together(self) -> Mapping[str, tuple[Document, ...]]:
        """Group, by their addresses, the documents that become one text by inclusion: they share their ids."""
        near: dict[Document, set[Document]] = {}
        for document, inclusions in self.all.items():
            for inclusion in inclusions:
                if inclusion.included is not None:
                    near.setdefault(document, set()).add(inclusion.included)
                    near.setdefault(inclusion.included, set()).add(document)
        groups: dict[str, tuple[Document, ...]] = {}
        for document in near:
            if document.uri not in groups:
                group = _reachable(document, near)
                groups.update(dict.fromkeys((member.uri for member in group), group))
        return groups

    def of(self, document: Document, element: Element) -> Inclusion:
        """Say what an xi:include of a document brings in."""
        return next(inclusion for inclusion in self.all[document] if inclusion.element is element)

    def _inclusions(self, document: Document) -> Iterator[Inclusion]:
        for element in document.root.iter(_INCLUDE):
            yield self._include(document, element)

    def _include(self, document: Document, element: Element) -> Inclusion:
        href, pointer = element.get("href", ""), element.get("xpointer")
        if malformed := _malformed(document, element):
            return Inclusion(document, element, fault=malformed)
        address = absolute(base_of(document, element), href) if href else document.uri
        path = file_of(address) if address else None
        if path is None or not self._is_inside(path):
            return Inclusion(document, element, fault=_outside(document, element))
        if element.get("parse", "xml") == "text":
            missing = None if _is_file(path) or _has_fallback(element) else _missing(document, element, "file")
            return Inclusion(document, element, fault=missing)
        included = self._document(path)
        if included is None or isinstance(included, Unreadable):
            other_vocabulary = included is not None and included.diagnostic.code == "not-tei"
            if other_vocabulary or _has_fallback(element):
                return Inclusion(document, element)
            fault = _missing(document, element, "file") if included is None else _broken(document, element, included)
            return Inclusion(document, element, fault=fault)
        target = included.root if pointer is None else self._target(included, pointer)
        if target is None and _names_id(pointer) and not _has_fallback(element):
            return Inclusion(document, element, included, fault=_missing(document, element, "id"))
        return Inclusion(document, element, included, target)

    def _is_inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.root.resolve())
        except (OSError, ValueError, RuntimeError):
            return False

    @cached_property
    def _by_path(self) -> Mapping[Path, Document]:
        return {document.path: document for document in self.documents}

    @cached_property
    def _ids(self) -> dict[Document, Mapping[str, Element]]:
        return {}

    def _document(self, path: Path) -> Document | Unreadable | None:
        if path in self._by_path:
            return self._by_path[path]
        if not _is_file(path):
            return None
        if path not in self._read:
            try:
                self._read[path] = read_document(path, Path(os.path.relpath(path)).as_posix(), self.limits)
            except Unreadable as trouble:
                self._read[path] = trouble
        return self._read[path]

    def _target(self, document: Document, pointer: str) -> Element | None:
        if document not in self._ids:
            elements = reversed([*document.elements(XML_ID)])
            self._ids[document] = {" ".join(element.get(XML_ID, "").split()): element for element in elements}
        name = _ID.fullmatch(pointer.strip())
        return self._ids[document].get(name[1]) if name else None


def check_inclusions(documents: Iterable[Document], root: Path) -> Iterator[Diagnostic]:
    """Report inclusions of what is not there, or is elsewhere, or holds the inclusion itself."""
    inclusions = Inclusions(tuple(documents), root)
    for document, found in inclusions.all.items():
        faults = (inclusion.fault for inclusion in found if inclusion.fault)
        yield from at_most(faults, document, "inclusions")
        for fallback in document.root.iter(_FALLBACK):
            parent = fallback.getparent()
            if parent is None or parent.tag != _INCLUDE:
                yield document.diagnose(
                    fallback,
                    "malformed-inclusion",
                    "this fallback belongs to no xi:include",
                    help="Put it into the xi:include that may fail, or delete it.",
                )
    yield from _circles(inclusions)


def _circles(inclusions: Inclusions) -> Iterator[Diagnostic]:
    """Follow the inclusions from each document, depth first, and report the ones that close a circle."""
    known = {inclusion.element: inclusion for found in inclusions.all.values() for inclusion in found}
    done: set[Element] = set()
    for document in inclusions.documents:
        path: dict[Element, Iterator[Inclusion]] = {document.root: _within(document.root, known)}
        while path:
            place, waiting = next(reversed(path.items()))
            inclusion = next(waiting, None)
            if inclusion is None:
                done.add(place)
                del path[place]
            elif inclusion.target in path:
                yield circular(inclusion)
            elif inclusion.target is not None and inclusion.target not in done:
                path[inclusion.target] = _within(inclusion.target, known)


def circular(inclusion: Inclusion) -> Diagnostic:
    """Report an inclusion of what holds it."""
    return inclusion.document.diagnose(
        inclusion.element,
        "circular-inclusion",
        f"“{_named(inclusion.element)}” holds this xi:include itself, so that including it never ends",
        help="Take one of the inclusions out.",
    )


def _within(place: Element, known: Mapping[Element, Inclusion]) -> Iterator[Inclusion]:
    """Go through the inclusions inside of an element."""
    return (known[element] for element in place.iter(_INCLUDE))


def _reachable(document: Document, near: Mapping[Document, set[Document]]) -> tuple[Document, ...]:
    found = {document: None}
    waiting = [document]
    while waiting:
        for other in near[waiting.pop()]:
            if other not in found:
                found[other] = None
                waiting.append(other)
    return tuple(found)


def _malformed(document: Document, element: Element) -> Diagnostic | None:
    """Say what breaks XInclude 1.1, section 3.1."""
    href, parse = element.get("href", ""), element.get("parse", "xml")
    attribute, why, help = None, "", ""
    if "#" in href:
        attribute, why = "href", f"“{href}” has a “#”, which XInclude does not allow"
        help = "Write what comes after it into xpointer."
    elif parse not in {"xml", "text"}:
        attribute, why = "parse", f"“{parse}” is no way to include anything"
        help = 'Write parse="xml" or parse="text".'
    elif not href and element.get("xpointer") is None:
        why, help = "this xi:include does not say what to include", "Add href, or xpointer, or both."
    elif len(element.findall(_FALLBACK)) > 1:
        why, help = "this xi:include has several fallbacks", "Leave one."
    if not why:
        return None
    return document.diagnose(element, "malformed-inclusion", why, attribute=attribute, help=help)


def _missing(document: Document, element: Element, what: str) -> Diagnostic:
    href, pointer = element.get("href", ""), element.get("xpointer", "")
    if what == "id":
        return document.diagnose(
            element,
            "dangling-inclusion",
            f"no element in “{href or document.name}” has the id “{pointer}”, which is to be included",
            attribute="xpointer",
            help="Correct the id, or add xi:fallback.",
        )
    return document.diagnose(
        element,
        "dangling-inclusion",
        f"the file to include here is not there: “{href}”",
        attribute="href",
        help="Correct the path, which is relative to this file, or add xi:fallback.",
    )


def _broken(document: Document, element: Element, trouble: Unreadable) -> Diagnostic:
    found = trouble.diagnostic
    place = f"{found.path}, line {found.line}" if found.line else found.path
    return document.diagnose(
        element,
        "dangling-inclusion",
        f"the file to include here cannot be read ({place}): {found.message}",
        attribute="href",
        help=found.help or "Mend that file.",
    )


def _outside(document: Document, element: Element) -> Diagnostic:
    return document.diagnose(
        element,
        "outside-inclusion",
        f"“{element.get('href')}” lies outside of the edition's folder, and is not read",
        attribute="href",
        help="Copy what is to be included into the edition: its text must not depend on what is elsewhere.",
    )


def _has_fallback(element: Element) -> bool:
    return element.find(_FALLBACK) is not None


def _names_id(pointer: str | None) -> bool:
    return pointer is not None and _ID.fullmatch(pointer.strip()) is not None


def _named(element: Element) -> str:
    return "#".join(filter(None, (element.get("href"), element.get("xpointer"))))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
