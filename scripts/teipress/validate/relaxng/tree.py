"""Read a schema into light nodes: expat, places of everything, annotations left out.

Only what RELAX NG means is kept (spec, section 4.1): elements of its namespace, attributes without a namespace. The
inherited ``ns`` and ``datatypeLibrary`` are settled here (4.3, 4.8), and so are the white space of names (4.2) and the
prefixes in scope.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from urllib.parse import urljoin
from xml.parsers import expat

RELAXNG = "http://relaxng.org/ns/structure/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XML_BASE = f"{XML}}}base"
STRIPPED = frozenset({"name", "type", "combine"})
_PREFIX = f"{RELAXNG}}}"
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
    """A file of a schema: its address, its bytes, the ``ns`` that its root inherits."""

    __slots__ = ("data", "ns", "uri")

    def __init__(self, uri: str, data: bytes, ns: str) -> None:
        self.uri = uri
        self.data = data
        self.ns = ns

    def place(self, offset: int) -> tuple[int, int]:
        """Turn an offset in the bytes into line and column."""
        from teipress.positions import line_offsets  # not to be loaded for a schema that is right

        wide = self.data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE))
        before = self.data[:offset].decode("utf-16" if wide else "utf-8-sig", "replace")
        offsets = line_offsets(before)
        return len(offsets), len(before) - offsets[-1] + 1


class Node:
    """An element of a schema. ``text`` is only kept where it means something, ``stray`` is text where none may be.

    What it inherits is looked up when it is asked for: of most elements nobody asks.
    """

    __slots__ = ("attributes", "children", "declared", "file", "name", "offset", "own_base", "parent", "stray", "text")

    def __init__(self, name: str, attributes: dict[str, str], parent: Node | None, file: File, offset: int) -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.file = file
        self.offset = offset
        self.declared: Mapping[str, str] | None = None
        self.own_base: str | None = None
        self.children: list[Node] = []
        self.text = ""
        self.stray = ""

    @property
    def uri(self) -> str:
        """Give the address of the file."""
        return self.file.uri

    @property
    def place(self) -> tuple[int, int]:
        """Say where the element starts: line and column, from 1, in characters."""
        return self.file.place(self.offset)

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
        outer = self.parent.prefixes if self.parent else {"xml": XML}
        return {**outer, **self.declared} if self.declared else outer

    @property
    def base(self) -> str:
        """Give the address that relative addresses start from. Raises ``Wrong``."""
        outer = self.parent.base if self.parent else self.file.uri
        return self._joined(outer, self.own_base) if self.own_base is not None else outer

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
    reader = _Reader(File(uri, data, ns))
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartNamespaceDeclHandler = reader.declare
    parser.StartDoctypeDeclHandler = reader.refuse_external
    parser.EntityDeclHandler = reader.refuse_entity
    parser.SkippedEntityHandler = reader.refuse_entity
    reader.parser = parser
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        raise Wrong(
            f"this schema is not well-formed XML: {words}", uri=uri, line=error.lineno, column=error.offset + 1
        ) from None
    if reader.root is None:
        raise Wrong("this is no RELAX NG schema: its root is in another namespace", uri=uri, line=1, column=1)
    return reader.root


class _Reader:
    def __init__(self, file: File) -> None:
        self.file = file
        self.root: Node | None = None
        self.parser: expat.XMLParserType
        self.stack: list[Node] = []
        self.declared: dict[str, str] = {}
        self.foreign = 0

    def declare(self, prefix: str | None, uri: str | None) -> None:
        self.declared[prefix or ""] = uri or ""

    def refuse_external(self, _name: str, system: str | None, public: str | None, _internal: bool) -> None:
        # With one, expat would pass over every unknown entity in silence.
        if system or public:
            message = "the DOCTYPE of this schema names another file, which is not read: take it out"
            raise self.wrong(message, b"<!DOCTYPE")

    def refuse_entity(self, name: str, *_: object) -> None:
        raise self.wrong(f"this schema uses the entity “{name}”: write out what it stands for", b"<!ENTITY")

    def wrong(self, message: str, declaration: bytes) -> Wrong:
        """Make a complaint of a declaration: expat tells of one when it has read a good part of it."""
        at = self.parser.CurrentByteIndex
        start = self.file.data.rfind(declaration, 0, at + len(declaration))
        line, column = self.file.place(start if start >= 0 else at)
        return Wrong(message, uri=self.file.uri, line=line, column=column)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        stack = self.stack
        if self.foreign or not name.startswith(_PREFIX):
            self.start_foreign(name)
            return
        parent = stack[-1] if stack else None
        node = Node(name[len(_PREFIX) :], attributes, parent, self.file, self.parser.CurrentByteIndex)
        if self.declared:
            node.declared = self.declared
            self.declared = {}
        for key, value in attributes.items():
            if "}" in key or (key in STRIPPED and value != value.strip()):
                node.attributes = self.kept(node, attributes)
                break
        if parent:
            parent.children.append(node)
        elif self.root is None:
            self.root = node
        stack.append(node)

    def start_foreign(self, name: str) -> None:
        self.foreign += 1
        self.declared = {}
        if self.foreign == 1 and self.stack and self.stack[-1].name in _HOLDS_TEXT:
            local = name.rpartition("}")[2]
            raise self.stack[-1].error(f"<{self.stack[-1].name}> holds text only, not <{local}>")

    def kept(self, node: Node, attributes: dict[str, str]) -> dict[str, str]:
        """Leave out annotations, and the white space around names."""
        if any(key.startswith(_PREFIX) for key in attributes):
            raise node.error("an attribute of a RELAX NG element has no namespace")
        node.own_base = attributes.get(XML_BASE)
        own = {key: value for key, value in attributes.items() if "}" not in key}
        return {key: value.strip() if key in STRIPPED else value for key, value in own.items()}

    def end(self, _name: str) -> None:
        if self.foreign:
            self.foreign -= 1
        else:
            self.stack.pop()

    def characters(self, text: str) -> None:
        if self.foreign or text.isspace() or not self.stack:
            self.space(text)
            return
        node = self.stack[-1]
        if node.name in _HOLDS_TEXT:
            node.text += text
        elif not node.stray:
            node.stray = text.strip()

    def space(self, text: str) -> None:
        if not self.foreign and self.stack and self.stack[-1].name in _HOLDS_TEXT:
            self.stack[-1].text += text
