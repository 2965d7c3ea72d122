"""Read a schema into light nodes, made where they are asked for: of a large schema, a document needs a tenth.

Only what RELAX NG means is kept (spec, section 4.1): elements of its namespace, attributes without a namespace. The
inherited ``ns`` and ``datatypeLibrary`` are settled here (4.3, 4.8), and so are the white space of names (4.2) and the
prefixes in scope.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin
from xml.parsers import expat

from teipress.validate.relaxng.names import XML
from teipress.validate.relaxng.plain import after_element, attributes_in, name_in, plain, tag_at, unescaped

RELAXNG = "http://relaxng.org/ns/structure/1.0"
STRIPPED = frozenset({"name", "type", "combine"})
_SIMPLE = re.compile(r'([A-Za-z]+) name="([A-Za-z0-9_.\-]+)"/?')
_FOREIGN = "}"  # under this name, an attribute is remembered that must not be there
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
    """A file of a schema: its address, its bytes, its plain text, the ``ns`` that it inherits."""

    __slots__ = ("data", "ns", "text", "uri")

    def __init__(self, uri: str, data: bytes, ns: str) -> None:
        self.uri = uri
        self.data = data
        self.ns = ns
        self.text = plain(data)

    def place(self, at: int) -> tuple[int, int]:
        """Say where an element of the plain text starts in the file: line and column, from 1, in characters."""
        number = self.text.count("<", 0, at) - self.text.count("</", 0, at)
        places: list[tuple[int, int]] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda *_: places.append(
            (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        )
        parser.Parse(self.data, True)
        return places[number]


class Scope:
    """The prefixes in scope, and what start tags mean under them: in a schema, most come again and again."""

    __slots__ = ("known", "prefixes")

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.known: dict[str, tuple[str, Mapping[str, str]] | None] = {}

    def within(self, tag: str) -> Scope:
        """Give the scope inside of a start tag, and of its own names."""
        if "xmlns" not in tag:
            return self
        declared = {name[6:]: uri for name, uri in attributes_in(tag) if name == "xmlns" or name.startswith("xmlns:")}
        return Scope({**self.prefixes, **declared})

    def read(self, tag: str) -> tuple[str, Mapping[str, str]] | None:
        """Read the name and the attributes of a start tag; nothing of one that is not of RELAX NG."""
        if tag not in self.known:
            self.known[tag] = self._read(tag)
        return self.known[tag]

    def _read(self, tag: str) -> tuple[str, Mapping[str, str]] | None:
        simple = _SIMPLE.fullmatch(tag)
        if simple and self.prefixes.get("") == RELAXNG:
            return simple[1], {"name": simple[2]}
        prefix, _, local = name_in(tag).rpartition(":")
        if self.prefixes.get(prefix) != RELAXNG:
            return None
        attributes: dict[str, str] = {}
        for key, value in attributes_in(tag):
            prefix, colon, _ = key.rpartition(":")
            if not colon and key != "xmlns":
                attributes[key] = value.strip() if key in STRIPPED else value
            elif colon and prefix != "xmlns" and self.prefixes.get(prefix) == RELAXNG:
                attributes[_FOREIGN] = key
        return local, attributes


class Node:
    """An element of a schema. What it holds and inherits is looked up when it is asked for: of most nobody asks."""

    __slots__ = ("_at", "_children", "_tag", "_text", "attributes", "file", "name", "parent", "scope")

    def __init__(
        self, at: int, tag: str, read: tuple[str, Mapping[str, str]], scope: Scope, parent: Node | None, file: File
    ) -> None:
        self._at = at
        self._tag = tag
        self._children: Sequence[Node] | None = None
        self._text = ""
        self.name, self.attributes = read
        self.scope = scope
        self.parent = parent
        self.file = file
        if _FOREIGN in self.attributes:
            raise self.error("an attribute of a RELAX NG element has no namespace")

    @property
    def children(self) -> Sequence[Node]:
        """List the elements of RELAX NG inside. Raises ``Wrong`` where others stand in an element that holds text."""
        if self._children is None:
            self._children = self._read_children()
        return self._children

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing is in the element, and it has one attribute only."""
        return len(self.attributes) == 1 and self._tag[-1] == "/"

    def _read_children(self) -> Sequence[Node]:
        if self._tag[-1] == "/":
            return ()
        found: list[Node] = []
        texts: list[str] = []
        text, outer, holds_text = self.file.text, self.scope, self.name in _HOLDS_TEXT
        before = text.index(">", self._at) + 1
        at = text.index("<", before)
        while text[at + 1] != "/":
            texts.append(text[before:at])
            end = text.index(">", at)
            tag, before = text[at + 1 : end], end + 1
            scope = outer.within(tag) if "xmlns" in tag else outer
            read = scope.known.get(tag) or scope.read(tag)
            if read:
                found.append(Node(at, tag, read, scope, self, self.file))
            elif holds_text:
                raise self.error(f"<{self.name}> holds text only, not <{name_in(tag).rpartition(':')[2]}>")
            if tag[-1] != "/":
                before = after_element(text, name_in(tag), before)
            at = text.index("<", before)
        texts.append(text[before:at])
        self._text = unescaped("".join(texts))
        return found

    @property
    def text(self) -> str:
        """Give what the element holds beside elements."""
        if self._children is None:
            self._children = self._read_children()
        return self._text

    @property
    def after_tag(self) -> int:
        """Give the offset in the plain text at which the start tag ends."""
        return tag_at(self.file.text, self._at)[1]

    @property
    def source(self) -> str:
        """Give the plain text of what is in the element."""
        start = self.after_tag
        return (
            ""
            if self._tag[-1] == "/"
            else self.file.text[start : after_element(self.file.text, name_in(self._tag), start)]
        )

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Give the prefixes in scope."""
        return self.scope.prefixes

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
        return self.file.place(self._at)

    @property
    def ns(self) -> str:
        """Give the namespace of the names that have no prefix here (4.8)."""
        return self._inherited("ns", self.file.ns)

    @property
    def library(self) -> str:
        """Give the datatype library here (4.3)."""
        return self._inherited("datatypeLibrary", "")

    @property
    def base(self) -> str:
        """Give the address that relative addresses start from. Raises ``Wrong``."""
        outer = self.parent.base if self.parent else self.file.uri
        own = dict(attributes_in(self._tag)).get("xml:base") if "xml:base" in self._tag else None
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
    _scan(data, uri)
    file = File(uri, data, ns)
    at = file.text.index("<")
    tag, _ = tag_at(file.text, at)
    scope = Scope({"xml": XML}).within(tag)
    read = scope.read(tag)
    if read is None:
        raise Wrong("this is no RELAX NG schema: its root is in another namespace", uri=uri, line=1, column=1)
    return Node(at, tag, read, scope, None, file)


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
