"""Read TEI: the one module that does. Every file is untrusted.

A file is read once, as bytes. Everybody gets those bytes: lxml for the verdict and the tree, expat for lines and
columns, Saxon for the output. What must not reach them is refused before.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias, cast

from lxml import etree

from teipress.diagnostics import Diagnostic, Severity, Source
from teipress.positions import NOWHERE, Position, Positions, line_offsets, read_positions

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

Element: TypeAlias = etree._Element


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may be: bytes, depth of elements, attributes on an element."""

    size: int = 64 * 1024**2
    depth: int = 100
    attributes: int = 200


@dataclass(frozen=True, eq=False)
class Document:
    """A well-formed TEI document.

    ``path`` is absolute, ``name`` is what the reader is shown, ``digest`` is the SHA-256 of ``data``.
    """

    path: Path
    name: str
    data: bytes
    text: str
    digest: str
    root: Element

    @property
    def stem(self) -> str:
        """Name the document in addresses: its file name without ``.xml``."""
        return self.path.stem

    @property
    def uri(self) -> str:
        """Give the document's base URI."""
        return self.path.as_uri()

    @cached_property
    def positions(self) -> Positions:
        """Find where the elements start, the first time somebody asks."""
        return read_positions(self.text)

    @cached_property
    def _numbers(self) -> dict[Element, int]:
        return {element: number for number, element in enumerate(self.elements())}

    @cached_property
    def ids(self) -> frozenset[str]:
        """Collect every ``xml:id``, as an XML processor normalizes it."""
        return frozenset(" ".join(e.get(XML_ID, "").split()) for e in self.elements(XML_ID))

    def elements(self, attribute: str | None = None) -> Iterator[Element]:
        """Go through the elements in document order; only those with ``attribute``, if one is named."""
        for element in self.root.iter(etree.Element):
            if attribute is None or attribute in element.attrib:
                yield element

    def position(self, element: Element) -> Position:
        """Say where an element starts."""
        return self.positions.starts[self._numbers[element]]

    def attribute_position(self, element: Element, name: str) -> Position:
        """Say where an attribute starts; ``name`` is in Clark notation, as lxml has it."""
        return self.positions.attribute(self._numbers[element], qualified(element, name))

    def tag_end(self, element: Element) -> Position:
        """Say where an element's start tag ends."""
        return self.positions.tag_end(self._numbers[element])

    def locate(self, location: str) -> tuple[Element, str | None]:
        """Find what a stylesheet's location names: ``/1/4/2``, by position among siblings, maybe ``/@name``.

        An attribute is named in Clark notation. A location that is not there gives the root.
        """
        steps, _, attribute = location.partition("/@")
        element = self.root
        for step in steps.split("/")[2:]:
            children = list(element.iterchildren(etree.Element))
            if not step.isdecimal() or not 0 < int(step) <= len(children):
                break
            element = children[int(step) - 1]
        return element, attribute or None

    def nearest_id(self, element: Element) -> str | None:
        """Give the ``xml:id`` of an element or of its nearest ancestor that has one."""
        for candidate in (element, *element.iterancestors()):
            if found := candidate.get(XML_ID):
                return found
        return None

    def xpath(self, element: Element) -> str:
        """Write the path of an element: ``/TEI/text/body/p[3]/s[1]``."""
        return "/" + "/".join(_step(e) for e in (*reversed([*element.iterancestors()]), element))

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
        """Report a fault of an element, or of one of its attributes, at its place."""
        start = self.attribute_position(element, attribute) if attribute else self.position(element)
        end = self.tag_end(element)
        return Diagnostic(
            code=code,
            source=source,
            severity=severity,
            message=message,
            path=self.name,
            line=start.line,
            column=start.column,
            end_line=end.line,
            end_column=end.column,
            id=self.nearest_id(element),
            xpath=self.xpath(element) + (f"/@{qualified(element, attribute)}" if attribute else ""),
            help=help,
        )


class Unreadable(Exception):
    """A file that cannot be read as TEI; ``diagnostic`` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_document(path: Path, name: str, limits: Limits = Limits()) -> Document:
    """Read one TEI file under the rules for untrusted input.

    ``name`` is the path to show. Raises ``Unreadable`` with the diagnostic for whatever is wrong with it.
    """
    reader = _Reader(name, limits)
    data = reader.read(path)
    text = reader.decode(data)
    reader.screen(text)
    root = reader.parse(text)
    digest = hashlib.sha256(data).hexdigest()
    document = Document(path.resolve(), name, data, text, digest, root)
    reader.expect_tei(document)
    reader.refuse_entities(document)
    return document


def root_name(path: Path) -> str | None:
    """Peek at the name of a file's root element, in Clark notation; nothing where there is none to be found."""
    with path.open("rb") as file:
        head = file.read(64 * 1024)
    parser = etree.XMLPullParser(["start"], resolve_entities=False, no_network=True, load_dtd=False)
    with suppress(etree.XMLSyntaxError):
        parser.feed(head)
    for _, element in parser.read_events():
        return str(cast("Element", element).tag)
    return None


def qualified(element: Element, name: str) -> str:
    """Write an attribute's Clark name as it stands in the source: with its prefix."""
    qname = etree.QName(name)
    if qname.namespace is None:
        return qname.localname
    if qname.namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{qname.localname}"
    prefixes = (p for p, uri in element.nsmap.items() if uri == qname.namespace and p)
    return f"{next(prefixes, 'ns')}:{qname.localname}"


def _step(element: Element) -> str:
    name = etree.QName(element).localname
    same = [*element.itersiblings(element.tag, preceding=True)]
    alone = not same and next(element.itersiblings(element.tag), None) is None
    return name if alone else f"{name}[{len(same) + 1}]"


_XML_DECLARATION = re.compile(r"<\?xml\s[^>]*?\?>")
_VERSION = re.compile(r"""version\s*=\s*["']([^"']*)["']""")
_ENCODING = re.compile(r"""encoding\s*=\s*["']([^"']*)["']""")
_BEFORE_ROOT = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_TAG_MISMATCH = re.compile(r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)")
_UNDECLARED_ENTITY = re.compile(r"Entity '(.+?)' not defined")


@dataclass(frozen=True, slots=True)
class _Reader:
    """The steps of reading one file; each gives its result or raises ``Unreadable``."""

    name: str
    limits: Limits

    def read(self, path: Path) -> bytes:
        try:
            size = path.stat().st_size
            if size > self.limits.size:
                raise self._trouble(
                    "file-too-large",
                    f"this file has {size:,} bytes; at most {self.limits.size:,} are read",
                    help="Divide the text into several files, or raise “limits.size” in teipress.toml.",
                )
            return path.read_bytes()
        except FileNotFoundError:
            raise self._trouble("missing-file", "there is no such file") from None
        except IsADirectoryError:
            raise self._trouble("missing-file", "this is a folder, not a file") from None
        except OSError as error:
            why = (error.strerror or "unknown reason").lower()
            raise self._trouble("unreadable-file", f"this file cannot be read: {why}") from None

    def decode(self, data: bytes) -> str:
        """Decode UTF-8, or UTF-16 that says so by its byte order mark."""
        if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
            raise self._wrong_encoding("UTF-32")
        utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        if data[:2] == b"\x1f\x8b":
            raise self._wrong_encoding("compressed (gzip)")
        encoding = "utf-16" if utf16 else "utf-8-sig"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            before = data[: error.start].decode(encoding, "replace")
            position = _end_of(before)
            raise self._trouble(
                "wrong-encoding",
                f"the bytes here are not {'UTF-16' if utf16 else 'UTF-8'}",
                position,
                "Save the file as UTF-8 in your editor.",
            ) from None
        declared = _ENCODING.search(self._declaration(text))
        accepted = {"utf-16"} if utf16 else {"utf-8", "us-ascii", "ascii"}
        if declared and declared[1].lower() not in accepted:
            raise self._wrong_encoding(declared[1], text, declared.start(1))
        return text

    def screen(self, text: str) -> None:
        """Refuse, before any parser sees it: XML 1.1, a DOCTYPE, characters XML does not allow."""
        version = _VERSION.search(self._declaration(text))
        if version and version[1] != "1.0":
            raise self._trouble(
                "wrong-xml-version",
                f"this file is XML {version[1]}; only XML 1.0 is read",
                _end_of(text[: version.start(1)]),
                'Write version="1.0" in the first line.',
            )
        start = _BEFORE_ROOT.match(text)
        at = start.end() if start else 0
        if text.startswith("<!DOCTYPE", at):
            raise self._trouble(
                "doctype",
                "this file has a DOCTYPE, which may pull in text from elsewhere and is not read",
                _end_of(text[:at]),
                "Delete the DOCTYPE. Write characters instead of its entities: “é” for “&eacute;”.",
            )

    def parse(self, text: str) -> Element:
        """Parse the text with everything closed that lxml can close."""
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            attribute_defaults=False,
            huge_tree=True,
            remove_comments=False,
            remove_pis=False,
            strip_cdata=False,
            collect_ids=False,  # duplicate ids are our own verdict; safe because a DOCTYPE never gets here
        )
        self._measure(text)
        try:
            return etree.fromstring(_without_encoding(text).encode(), parser)
        except etree.XMLSyntaxError as error:
            raise self._not_well_formed(error, text) from None

    def expect_tei(self, document: Document) -> None:
        """Accept any root in TEI's namespace (a fragment is TEI, too), and say what the root is otherwise."""
        root = document.root
        qname = etree.QName(root)
        if qname.namespace == TEI:
            return
        if qname.localname in {"TEI", "TEI.2", "teiCorpus", "teiCorpus.2"}:
            message = f"the root element “{qname.localname}” is not in the namespace of TEI P5"
            help = f'Write <TEI xmlns="{TEI}">. A TEI P4 document must be converted to P5 first.'
        else:
            message = f"this is no TEI document: its root element is “{qname.localname}”"
            help = f'A TEI document starts with <TEI xmlns="{TEI}">.'
        start = document.position(root)
        raise self._trouble("not-tei", message, start, help)

    def refuse_entities(self, document: Document) -> None:
        """Refuse an entity that lxml left standing: its text would be lost."""
        for entity in document.root.iter(etree.Entity):
            offset = document.text.find(str(entity.text))
            raise self._undeclared(str(entity.text)[1:-1], _end_of(document.text[: max(offset, 0)]))

    def _measure(self, text: str) -> None:
        """Stop at the first element that is nested too deep or has too many attributes."""
        from xml.parsers import expat

        depth = 0
        parser = expat.ParserCreate(encoding="utf-8")

        def place() -> Position:
            return Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

        def start(_name: str, attributes: list[str]) -> None:
            nonlocal depth
            depth += 1
            if depth > self.limits.depth:
                raise self._trouble(
                    "too-deep",
                    f"this element is nested {depth} deep; at most {self.limits.depth} are read",
                    place(),
                    "Raise “limits.depth” in teipress.toml if the text really needs it.",
                )
            if len(attributes) // 2 > self.limits.attributes:
                raise self._trouble(
                    "too-many-attributes",
                    f"this element has {len(attributes) // 2} attributes; at most {self.limits.attributes} are read",
                    place(),
                    "Raise “limits.attributes” in teipress.toml if the text really needs it.",
                )

        def end(_name: str) -> None:
            nonlocal depth
            depth -= 1

        parser.ordered_attributes = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        try:
            parser.Parse(text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError:
            return  # lxml gives the verdict, and better words

    def _declaration(self, text: str) -> str:
        found = _XML_DECLARATION.match(text)
        return found[0] if found else ""

    def _not_well_formed(self, error: etree.XMLSyntaxError, text: str) -> Unreadable:
        line, column = error.position
        message = error.msg or "this is not well-formed XML"
        position = Position(max(line, 1), max(column, 1))
        if entity := _UNDECLARED_ENTITY.match(message):
            return self._undeclared(entity[1], position)
        if mismatch := _TAG_MISMATCH.match(message):
            opened, opened_at, closed = mismatch.groups()
            return self._trouble(
                "not-well-formed",
                f"“</{closed}>” stands where “</{opened}>” is expected: "
                f"“<{opened}>” was opened in line {opened_at} and is not closed yet",
                _start_of_tag(text, position),
                f"Close “{opened}” before this place, or correct the name of one of the two tags.",
            )
        said = message.split(", line ")[0]
        return self._trouble(
            "not-well-formed",
            f"this is not well-formed XML: {said[:1].lower()}{said[1:]}",
            position,
            "Mend the markup here, or a little before.",
        )

    def _undeclared(self, entity: str, position: Position) -> Unreadable:
        return self._trouble(
            "undeclared-entity",
            f"“&{entity};” is not an entity of XML: what it stands for would be lost",
            position,
            "Write the character itself, or its number, such as “&#233;” for “é”. A plain ampersand is “&amp;”.",
        )

    def _wrong_encoding(self, found: str, text: str = "", offset: int = 0) -> Unreadable:
        return self._trouble(
            "wrong-encoding",
            f"this file is {found}; only UTF-8, and UTF-16 with a byte order mark, are read",
            _end_of(text[:offset]),
            "Save the file as UTF-8 in your editor.",
        )

    def _trouble(
        self,
        code: str,
        message: str,
        position: Position = NOWHERE,
        help: str | None = None,
    ) -> Unreadable:
        return Unreadable(
            Diagnostic(
                code=code,
                source=Source.WELLFORMED,
                message=message,
                path=self.name,
                line=position.line,
                column=position.column,
                help=help,
            )
        )


def _without_encoding(text: str) -> str:
    """Drop the encoding from the XML declaration, keeping every line and column after it: the text is UTF-8 now."""
    declaration = _XML_DECLARATION.match(text)
    if declaration is None:
        return text
    blank = re.sub(r"""\s+encoding\s*=\s*["'][^"']*["']""", lambda m: " " * len(m[0]), declaration[0])
    return blank + text[declaration.end() :]


def _end_of(text: str) -> Position:
    """Give the place just after a text."""
    offsets = line_offsets(text)
    return Position(len(offsets), len(text) - offsets[-1] + 1)


def _start_of_tag(text: str, position: Position) -> Position:
    """Go back from a place inside or after an end tag to its ``<``."""
    offsets = line_offsets(text)
    if position.line > len(offsets):
        return position
    start = offsets[position.line - 1]
    found = text.rfind("</", start, start + position.column)
    return Position(position.line, found - start + 1) if found >= 0 else position
