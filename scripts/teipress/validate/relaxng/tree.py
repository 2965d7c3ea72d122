"""Read a schema into light nodes, made where they are asked for: of a large schema, a document needs a tenth.

Only what RELAX NG means is kept (spec, section 4.1): elements of its namespace, attributes without a namespace. The
inherited ``ns`` and ``datatypeLibrary`` are settled here (4.3, 4.8), and so are the white space of names (4.2) and the
prefixes in scope.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin
from xml.parsers import expat

from lxml import etree

from teipress.validate.relaxng.names import XML

RELAXNG = "http://relaxng.org/ns/structure/1.0"
XML_BASE = f"{{{XML}}}base"
STRIPPED = frozenset({"name", "type", "combine"})
_PREFIX = f"{{{RELAXNG}}}"
_HOLDS_TEXT = frozenset({"name", "value", "param"})


class Wrong(Exception):
    """A schema that is wrong: the sentence, and the place in the schema's own file."""

    def __init__(
        self, message: str, node: Node | None = None, *, uri: str = "", line: int = 0, column: int = 0
    ) -> None:
        super().__init__(message)
        self.message = message
        self.uri = node.uri if node else uri
        self.line, self.column = node.place if node else (line, column)


class File:
    """A file of a schema: its address, its bytes, its root, the ``ns`` that this inherits."""

    __slots__ = ("data", "ns", "root", "uri")

    def __init__(self, uri: str, data: bytes, root: etree._Element, ns: str) -> None:
        self.uri = uri
        self.data = data
        self.root = root
        self.ns = ns

    def place(self, element: etree._Element) -> tuple[int, int]:
        """Say where an element starts: line and column, from 1, in characters."""
        number = next(number for number, one in enumerate(self.root.iter(etree.Element)) if one is element)
        places: list[tuple[int, int]] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda *_: places.append(
            (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        )
        parser.Parse(self.data, True)
        return places[number]


class Node:
    """An element of a schema. What it holds and inherits is looked up when it is asked for: of most nobody asks."""

    __slots__ = ("_children", "_element", "_text", "attributes", "file", "name", "parent")

    def __init__(self, element: etree._Element, parent: Node | None, file: File) -> None:
        self._element = element
        self._children: Sequence[Node] | None = None
        self.name = element.tag[len(_PREFIX) :]
        self.parent = parent
        self.file = file
        self.attributes: Mapping[str, str] = {str(key): str(value) for key, value in element.items()}
        for key, value in self.attributes.items():
            if "}" in key or (key in STRIPPED and value != value.strip()):
                self.attributes = self._settled(self.attributes)
                break
        self._text = ""

    @property
    def children(self) -> Sequence[Node]:
        """List the elements of RELAX NG inside. Raises ``Wrong`` where others stand in an element that holds text."""
        if self._children is None:
            self._children = self._read_children()
        return self._children

    def _read_children(self) -> Sequence[Node]:
        found: list[Node] = []
        self._text = self._element.text or ""
        for child in self._element:
            if child.tag.startswith(_PREFIX):
                found.append(Node(child, self, self.file))
            elif self.name in _HOLDS_TEXT:
                raise self.error(f"<{self.name}> holds text only, not <{child.tag.rpartition('}')[2]}>")
            self._text += child.tail or ""
        return found

    @property
    def text(self) -> str:
        """Give what the element holds beside elements."""
        if self._children is None:
            self._children = self._read_children()
        return self._text

    @property
    def stray(self) -> str:
        """Give the text that stands where only elements may."""
        return "" if self.name in _HOLDS_TEXT else self.text.strip()

    @property
    def uri(self) -> str:
        """Give the address of the file."""
        return self.file.uri

    @property
    def place(self) -> tuple[int, int]:
        """Say where the element starts: line and column, from 1, in characters."""
        return self.file.place(self._element)

    @property
    def ns(self) -> str:
        """Give the namespace of the names that have no prefix here (4.8)."""
        return self._inherited("ns", self.file.ns)

    @property
    def library(self) -> str:
        """Give the datatype library here (4.3)."""
        return self._inherited("datatypeLibrary", "")

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Give the prefixes in scope."""
        return {"xml": XML, **{prefix or "": uri for prefix, uri in self._element.nsmap.items()}}

    @property
    def base(self) -> str:
        """Give the address that relative addresses start from. Raises ``Wrong``."""
        outer = self.parent.base if self.parent else self.file.uri
        own = self._element.get(XML_BASE)
        return self._joined(outer, own) if own is not None else outer

    @property
    def target(self) -> str:
        """Give the address that ``href`` leads to. Raises ``Wrong``."""
        return self._joined(self.base, self.attributes["href"])

    def _joined(self, base: str, address: str) -> str:
        try:
            return urljoin(base, address)
        except ValueError:
            raise self.error(f"“{address}” is no address") from None

    def _inherited(self, name: str, default: str) -> str:
        node: Node | None = self
        while node is not None:
            if name in node.attributes:
                return node.attributes[name]
            node = node.parent
        return default

    def _settled(self, attributes: Mapping[str, str]) -> Mapping[str, str]:
        """Leave out annotations, and the white space around names."""
        if any(key.startswith(_PREFIX) for key in attributes):
            raise self.error("an attribute of a RELAX NG element has no namespace")
        own = {key: value for key, value in attributes.items() if "}" not in key}
        return {key: value.strip() if key in STRIPPED else value for key, value in own.items()}

    def error(self, message: str) -> Wrong:
        """Make the complaint about this element."""
        return Wrong(message, self)

    def required(self, name: str) -> str:
        """Give an attribute that must be there."""
        try:
            return self.attributes[name]
        except KeyError:
            raise self.error(f"<{self.name}> lacks its attribute “{name}”") from None


def read_tree(data: bytes, uri: str, ns: str = "") -> Node:
    """Parse a schema document; ``ns`` is inherited by its root. Raises ``Wrong``."""
    if b"<!DOCTYPE" in data or data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        _scan(data, uri)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        _scan(data, uri)
        message = f"this schema cannot be read: {str(error).split(', line ')[0]}"
        raise Wrong(message, uri=uri, line=1, column=1) from None
    if not root.tag.startswith(_PREFIX):
        raise Wrong("this is no RELAX NG schema: its root is in another namespace", uri=uri, line=1, column=1)
    return Node(root, None, File(uri, data, root, ns))


def _scan(data: bytes, uri: str) -> None:
    """Say why a schema cannot be read, or may not be. Raises ``Wrong``."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    refused = _Refused(data, uri, parser)
    parser.StartDoctypeDeclHandler = refused.external
    parser.EntityDeclHandler = refused.entity
    parser.SkippedEntityHandler = refused.entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        raise Wrong(
            f"this schema is not well-formed XML: {words}", uri=uri, line=error.lineno, column=error.offset + 1
        ) from None


class _Refused:
    """Refuses what a document type declares."""

    def __init__(self, data: bytes, uri: str, parser: expat.XMLParserType) -> None:
        self._data = data
        self._uri = uri
        self._parser = parser

    def external(self, _name: str, system: str | None, public: str | None, _internal: bool) -> None:
        # With one, expat would pass over every unknown entity in silence.
        if system or public:
            message = "the DOCTYPE of this schema names another file, which is not read: take it out"
            raise self._wrong(message, b"<!DOCTYPE")

    def entity(self, name: str, *_: object) -> None:
        raise self._wrong(f"this schema uses the entity “{name}”: write out what it stands for", b"<!ENTITY")

    def _wrong(self, message: str, declaration: bytes) -> Wrong:
        """Make a complaint of a declaration: expat tells of one when it has read a good part of it."""
        from teipress.positions import end_of

        at = self._parser.CurrentByteIndex
        start = self._data.rfind(declaration, 0, at + len(declaration))
        before = self._data[: start if start >= 0 else at]
        wide = self._data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE))
        line, column = end_of(before.decode("utf-16" if wide else "utf-8-sig", "replace"))
        return Wrong(message, uri=self._uri, line=line, column=column)
