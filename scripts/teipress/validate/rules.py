"""Read a Schematron schema, a grammar or an ODD that holds rules, and all the files that it includes.

What is read is for ``xslt/schematron/``, which touches no disk. Every element and attribute of it says where it stands:
``d:at`` on an element is its own place, ``d:at-test`` that of its attribute ``test``, as ``file:line:column``. So what
is wrong with a rule can be told at its place, whatever was made of it in between.
"""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lxml import etree

from teipress.corpus import XML_ID, Element
from teipress.errors import ConfigurationError
from teipress.positions import Positions, read_positions
from teipress.saxon import Xml
from teipress.wellformed import Fault, scan

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
RELAXNG = "http://relaxng.org/ns/structure/1.0"
DIAGNOSTICS = "https://teipress.org/ns/diagnostics"
AT = f"{{{DIAGNOSTICS}}}at"

_XSLT = "http://www.w3.org/1999/XSL/Transform"
_INCLUDE, _EXTENDS = f"{{{SCHEMATRON}}}include", f"{{{SCHEMATRON}}}extends"
_URI, _FILE, _PART = (f"{{{DIAGNOSTICS}}}{name}" for name in ("uri", "file", "part"))
# What ``extends href`` may bring the content of into what: its like, and a library into a schema.
_LIKE = {"schema": {"schema", "library"}}

LARGEST_FILE = 16 * 1024**2  # bytes
DEPTH, ATTRIBUTES = 100, 200
LARGEST_SCHEMA = 200_000  # elements, when everything is included


def read_rules(rules: Xml, shown: str = "", folder: Path | None = None) -> tuple[Xml, ...]:
    """Read a schema and what it includes, itself first, each file once, with their places marked.

    ``shown`` is how the reader knows the schema. Only files in ``folder`` are read; without it, in the schema's own.
    Raises ``ConfigurationError`` for whatever is wrong, with its place.
    """
    reader = _Reader(rules, shown or rules.uri, folder)
    reader.resolve(reader.root(rules), rules.uri, ())
    return reader.files()


def read_grammars(grammar: Xml, shown: str = "", folder: Path | None = None) -> tuple[Xml, ...]:
    """Read a RELAX NG grammar and those that it includes, itself first, with the places of their rules marked.

    One that is not there, or not to be read, is left out: that is for whoever checks the grammar.
    """
    reader = _Reader(grammar, shown or grammar.uri, folder)
    waiting = [grammar]
    while waiting:
        file = waiting.pop()
        for reference in reader.root(file).iter(f"{{{RELAXNG}}}include", f"{{{RELAXNG}}}externalRef"):
            try:
                included, _ = reader.file(reference, reference.get("href", ""), file.uri)
            except ConfigurationError:
                continue
            if included.data:
                waiting.append(included)
                reader.root(included)
    return reader.files()


class _Reader:
    def __init__(self, start: Xml, shown: str, folder: Path | None) -> None:
        self._start = start
        self._shown = shown
        self._path = _path(start.uri)
        self._folder = Path(os.path.realpath(folder or self._path.parent))
        self._roots: dict[str, Element] = {}
        self._sizes: dict[Element, int] = {}

    def files(self) -> tuple[Xml, ...]:
        """Give every file that was read."""
        return tuple(Xml(etree.tostring(root), uri) for uri, root in self._roots.items())

    def root(self, file: Xml) -> Element:
        """Parse a file, once."""
        if file.uri not in self._roots:
            self._roots[file.uri] = _parse(file, self._name(file.uri))
        return self._roots[file.uri]

    def resolve(self, element: Element, uri: str, stack: tuple[Element, ...]) -> int:
        """Find what the references in an element mean, and the references in that; give its size when all is put in."""
        if element in self._sizes:
            return self._sizes[element]
        size = 0
        for part in element.iter(etree.Element):
            size += 1
            if part.tag in (_INCLUDE, _EXTENDS) and "href" in part.attrib:
                size += self._refer(part, uri, (*stack, element))
                if size > LARGEST_SCHEMA:
                    _refuse(part, "with this, the schema becomes too large")
            elif part.tag == _INCLUDE:
                _refuse(part, "this include names no file")
        self._sizes[element] = size
        return size

    def _refer(self, reference: Element, uri: str, stack: tuple[Element, ...]) -> int:
        href = reference.get("href", "")
        file, part = self.file(reference, href, uri)
        target = _part(self.root(file), part)
        if target is None:
            _refuse(reference, f"no element of “{href}” has this id")
        inside = (*stack, *reference.iterancestors())
        if target in inside:
            _refuse(reference, f"“{href}” includes itself")
        _expect(reference, target, href)
        reference.set(_FILE, file.uri)
        if part:
            reference.set(_PART, part)
        return self.resolve(target, file.uri, inside)

    def file(self, reference: Element, href: str, uri: str) -> tuple[Xml, str]:
        """Read what a reference names, if it was not read before: the file, and the id in it."""
        address, _, part = href.strip().partition("#")
        if not address:
            return Xml(b"", uri), part
        parts = urlsplit(address)
        if parts.scheme not in ("", "file") or parts.netloc:
            _refuse(reference, f"“{href}” is no file here, and nothing is fetched")
        path = Path(os.path.normpath(_path(uri).parent / url2pathname(parts.path)))
        if not Path(os.path.realpath(path)).is_relative_to(self._folder):
            _refuse(reference, f"“{href}” is outside of the folder that files are read from")
        known = path.as_uri() in self._roots
        return Xml(b"" if known else _bytes(reference, path, href), path.as_uri()), part

    def _name(self, uri: str) -> str:
        if uri == self._start.uri:
            return self._shown
        relative = os.path.relpath(_path(uri), self._path.parent)
        return Path(os.path.normpath(Path(self._shown).parent / relative)).as_posix()


def _refuse(element: Element, words: str) -> NoReturn:
    place = element.get(f"{AT}-href") or element.get(AT)
    raise ConfigurationError(f"{place}: {words}")


def _expect(reference: Element, target: Element, href: str) -> None:
    """Refuse what cannot stand where it would be put."""
    kind, parent = etree.QName(target), reference.getparent()
    if reference.tag == _INCLUDE:
        if target.tag == f"{{{SCHEMATRON}}}schema":
            _refuse(reference, f"“{href}” is a whole schema, which cannot stand here: use extends")
    elif parent is not None:
        own = etree.QName(parent).localname
        if kind.namespace != SCHEMATRON or kind.localname not in _LIKE.get(own, {own}):
            _refuse(reference, f"“{href}” is a {kind.localname}, which cannot extend a {own}")


def _part(root: Element, part: str) -> Element | None:
    if not part:
        return root
    return next((e for e in root.iter(etree.Element) if part in (e.get("id"), e.get(XML_ID))), None)


def _path(uri: str) -> Path:
    return Path(url2pathname(urlsplit(uri).path))


def _bytes(reference: Element, path: Path, href: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        _refuse(reference, f"“{href}” cannot be read: {(error.strerror or 'unknown reason').lower()}")
    if len(data) > LARGEST_FILE:
        _refuse(reference, f"“{href}” is too large")
    return data


def _parse(file: Xml, name: str) -> Element:
    """Parse a file under the rules for untrusted input, and mark the places in it."""
    utf16 = file.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = file.data.decode("utf-16" if utf16 else "utf-8-sig")
        scan(text, DEPTH, ATTRIBUTES)
    except UnicodeDecodeError:
        raise ConfigurationError(f"{name}: this file is not UTF-8, nor UTF-16 with a byte order mark") from None
    except Fault as fault:
        raise ConfigurationError(f"{name}:{fault.position.line}:{fault.position.column}: {fault.message}") from None
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(text.encode(), parser)
    if AT not in root.attrib:
        _mark(root, name, read_positions(text))
    root.set(_URI, file.uri)
    return root


def _mark(root: Element, name: str, positions: Positions) -> None:
    """Write the places on the root, and on every element of Schematron and XSLT."""

    def mark(element: Element, attribute: str, line: int, column: int) -> None:
        element.set(attribute, f"{name}:{line}:{column}")

    for number, element in enumerate(root.iter(etree.Element)):
        namespace = etree.QName(element).namespace
        if namespace == SCHEMATRON:
            for attribute in [str(a) for a in element.attrib if not str(a).startswith("{")]:
                mark(element, f"{AT}-{attribute}", *positions.attribute(number, attribute))
        if namespace in (SCHEMATRON, _XSLT) or element is root:
            mark(element, AT, *positions.starts[number])
