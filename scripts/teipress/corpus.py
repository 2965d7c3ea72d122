"""Read TEI: the one module that does. Every file is untrusted.

A file is read once, as bytes. Everybody gets those bytes: lxml for the verdict and the tree, expat for lines and
columns, Saxon for the output. What must not reach them is refused before.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias, cast

from lxml import etree

from teipress.active import active_parts
from teipress.diagnostics import Diagnostic, Severity, Source, shortened
from teipress.files import TEI as TEI
from teipress.files import USUAL, read_bytes
from teipress.files import Limits as Limits
from teipress.files import Unreadable as Unreadable
from teipress.positions import NOWHERE, Position, Positions, Starts, end_of, read_positions
from teipress.wellformed import Fault, scan

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
HEADER, TEXT = f"{{{TEI}}}teiHeader", f"{{{TEI}}}text"
TEXTS = (TEXT, *(f"{{{TEI}}}{name}" for name in ("facsimile", "sourceDoc", "standOff")))
_WITH_ID = etree.XPath("//@xml:id/..")

Element: TypeAlias = etree._Element


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

    @cached_property
    def uri(self) -> str:
        """Give the document's base URI."""
        return self.path.as_uri()

    @cached_property
    def positions(self) -> Positions:
        """Give where the elements, their attributes and the lines start: looked for when something is to be told."""
        return read_positions(self.text)

    @property
    def starts(self) -> Starts:
        """Give where the elements start, in document order."""
        return self.positions.starts

    @cached_property
    def _numbers(self) -> dict[Element, int]:
        return {element: number for number, element in enumerate(self.elements())}

    @cached_property
    def ids(self) -> frozenset[str]:
        """Collect every ``xml:id``, as an XML processor normalizes it."""
        return frozenset(" ".join(e.get(XML_ID, "").split()) for e in self.with_id)

    @cached_property
    def with_id(self) -> tuple[Element, ...]:
        """Find the elements that have an ``xml:id``, in document order."""
        return tuple(cast("list[Element]", _WITH_ID(self.root)))

    @cached_property
    def identified(self) -> Mapping[str, Element]:
        """Give the elements that have an ``xml:id``, by it, in document order; of two with the same, the first."""
        found: dict[str, Element] = {}
        for element in self.with_id:
            found.setdefault(" ".join(element.get(XML_ID, "").split()), element)
        found.pop("", None)
        return found

    @cached_property
    def parts(self) -> tuple[Element, ...]:
        """Find the headers, texts and what stands beside texts, in document order, those in others, too."""
        return tuple(self.root.iter(HEADER, *TEXTS))

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
        return self.positions.attribute(self._numbers[element], *_spellings(element, name))

    def attribute_end(self, element: Element, name: str) -> Position:
        """Say where an attribute ends: the place after its value."""
        return self.positions.attribute_end(self._numbers[element], *_spellings(element, name))

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
            children = self._children_of(element)
            if not step.isdecimal() or not 0 < int(step) <= len(children):
                break
            element = children[int(step) - 1]
        return element, attribute or None

    def nearest_id(self, element: Element) -> str | None:
        """Give the ``xml:id`` of an element or of its nearest ancestor that has one."""
        for candidate in (element, *element.iterancestors()):
            if found := " ".join(candidate.get(XML_ID, "").split()):
                return found
        return None

    def xpath(self, element: Element) -> str:
        """Write the path of an element: ``/TEI/text/body/p[3]/s[1]``."""
        return "/" + "/".join(self._step(e) for e in (*reversed([*element.iterancestors()]), element))

    @cached_property
    def _children(self) -> dict[Element, list[Element]]:
        return {}

    @cached_property
    def _steps(self) -> dict[Element, str]:
        return {self.root: etree.QName(self.root).localname}

    def _children_of(self, element: Element) -> list[Element]:
        """List the child elements of an element; asked for many places in a long list, it is made once."""
        if element not in self._children:
            self._children[element] = list(element.iterchildren(etree.Element))
        return self._children[element]

    def _step(self, element: Element) -> str:
        if element not in self._steps:
            siblings = self._children_of(cast("Element", element.getparent()))
            totals = Counter(str(sibling.tag) for sibling in siblings)
            seen: Counter[str] = Counter()
            for sibling in siblings:
                tag, name = str(sibling.tag), etree.QName(sibling).localname
                seen[tag] += 1
                self._steps[sibling] = name if totals[tag] == 1 else f"{name}[{seen[tag]}]"
        return self._steps[element]

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
        end = self.attribute_end(element, attribute) if attribute else self.tag_end(element)
        return Diagnostic(
            code=code,
            source=source,
            severity=severity,
            message=shortened(message),
            path=self.name,
            line=start.line,
            column=start.column,
            end_line=end.line,
            end_column=end.column,
            id=shortened(self.nearest_id(element) or "") or None,
            xpath=self.xpath(element) + (f"/@{qualified(element, attribute)}" if attribute else ""),
            help=help and shortened(help),
        )


def read_document(path: Path, name: str, limits: Limits = USUAL) -> Document:
    """Read one TEI file under the rules for untrusted input.

    ``name`` is the path to show. Raises ``Unreadable`` with the diagnostic for whatever is wrong with it.
    """
    return parse_document(read_bytes(path, name, limits), path, name, limits)


def parse_document(data: bytes, path: Path, name: str, limits: Limits = USUAL) -> Document:
    """Make a document of the bytes of a file. Raises ``Unreadable``."""
    reader = _Reader(name, limits)
    text = reader.decode(data)
    encoded = reader.encode(text, data)
    reader.screen(text, encoded)
    root = reader.parse(encoded)
    digest = hashlib.sha256(data).hexdigest()
    document = Document(Path(os.path.normpath(path.absolute())), name, data, text, digest, root)
    reader.expect_tei(document)
    reader.refuse_active(document)
    return document


def qualified(element: Element, name: str) -> str:
    """Write an attribute's Clark name as it may stand in the source: with a prefix."""
    return _spellings(element, name)[0]


def _spellings(element: Element, name: str) -> tuple[str, ...]:
    """List the ways to write an attribute's Clark name in an element: several prefixes may have one namespace."""
    qname = etree.QName(name)
    if qname.namespace is None:
        return (qname.localname,)
    if qname.namespace == "http://www.w3.org/XML/1998/namespace":
        return (f"xml:{qname.localname}",)
    prefixes = [prefix for prefix, uri in element.nsmap.items() if uri == qname.namespace and prefix]
    return tuple(f"{prefix}:{qname.localname}" for prefix in prefixes or ["ns"])


_XML_DECLARATION = re.compile(r"<\?xml\s[^>]*?\?>")
_VERSION = re.compile(r"""version\s*=\s*["']([^"']*)["']""")
_ENCODING_NAMES = {"ascii": "US-ASCII", "utf-16": "UTF-16", "utf-8-sig": "UTF-8"}
_ENCODING = re.compile(r"""encoding\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class _Reader:
    """The steps of reading one file; each gives its result or raises ``Unreadable``."""

    name: str
    limits: Limits

    def decode(self, data: bytes) -> str:
        """Decode UTF-8, or UTF-16 that says so by its byte order mark."""
        if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
            raise self._wrong_encoding("is UTF-32")
        if data.startswith(b"\x1f\x8b"):
            raise self._wrong_encoding("is compressed (gzip)")
        utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        encoding = "utf-16" if utf16 else "utf-8-sig"
        head = data[:1024].decode(encoding, "replace")
        if "\0" in head[:4]:
            raise self._wrong_encoding("is UTF-16 or UTF-32 without a byte order mark")
        declared = _ENCODING.search(self._declaration(head))
        if declared and declared[1].lower() not in ({"utf-16"} if utf16 else {"utf-8", "us-ascii", "ascii"}):
            raise self._wrong_encoding(f"says that it is {declared[1]}", head, declared.start(1))
        if declared and declared[1].lower() in {"us-ascii", "ascii"}:
            encoding = "ascii"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            before = data[: error.start].decode(encoding, "replace")
            raise self._trouble(
                "wrong-encoding",
                f"the bytes here are not {_ENCODING_NAMES[encoding]}",
                end_of(before),
                "Save the file as UTF-8 in your editor.",
            ) from None
        if text.startswith("\ufeff"):
            raise self._wrong_encoding("has two byte order marks")
        return text

    def encode(self, text: str, data: bytes) -> bytes:
        """Give a text in UTF-8, without a byte order mark: nearly always it was read so."""
        utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return text.encode() if utf16 else data.removeprefix(codecs.BOM_UTF8)

    def screen(self, text: str, encoded: bytes) -> None:
        """Refuse, before lxml sees it: XML 1.1, a DOCTYPE, what is not well formed, what is beyond the limits."""
        version = _VERSION.search(self._declaration(text))
        if version and version[1] != "1.0":
            raise self._trouble(
                "wrong-xml-version",
                f"this file is XML {version[1]}; only XML 1.0 is read",
                end_of(text[: version.start(1)]),
                'Write version="1.0" in the first line.',
            )
        try:
            scan(text, self.limits.depth, self.limits.attributes, self.limits.nodes, encoded=encoded)
        except Fault as fault:
            raise self._trouble(fault.code, fault.message, fault.position, fault.help) from None

    def parse(self, encoded: bytes) -> Element:
        """Parse the text, in UTF-8, with everything closed that lxml can close."""
        parser = etree.XMLParser(
            encoding="utf-8",  # whatever the declaration says: the text was decoded before
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
        try:
            return etree.fromstring(encoded, parser)
        except etree.XMLSyntaxError as error:
            raise self._refused(error) from None

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

    def refuse_active(self, document: Document) -> None:
        """Refuse what would run in a browser that opens the published source."""
        for element, attribute, what in active_parts(document.root):
            raise Unreadable(
                document.diagnose(
                    element,
                    "active-content",
                    f"here is {what}, which would run in the browser of whoever opens this file",
                    attribute=attribute,
                    source=Source.WELLFORMED,
                    help="Take it out: an edition holds no programs. In an example, write it in the namespace "
                    "http://www.tei-c.org/ns/Examples, or as text.",
                )
            )

    def _declaration(self, text: str) -> str:
        found = _XML_DECLARATION.match(text)
        return found[0] if found else ""

    def _refused(self, error: etree.XMLSyntaxError) -> Unreadable:
        """Tell of what the scan lets pass and lxml does not, such as depth beyond what libxml2 was built for."""
        line, column = error.position
        said = (error.msg or "not well-formed").split(", line ")[0]
        return self._trouble(
            "not-well-formed",
            f"this file cannot be parsed: {said}",
            Position(max(line, 1), max(column, 1)),
            "Mend the markup here, or a little before.",
        )

    def _wrong_encoding(self, what: str, text: str = "", offset: int = 0) -> Unreadable:
        return self._trouble(
            "wrong-encoding",
            f"this file {what}; only UTF-8, and UTF-16 with a byte order mark, are read",
            end_of(text[:offset]),
            'Save the file as UTF-8 in your editor; if its first line names an encoding, write encoding="UTF-8".',
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
                message=shortened(message),
                path=self.name,
                line=position.line,
                column=position.column,
                help=help,
            )
        )
