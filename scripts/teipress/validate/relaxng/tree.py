"""Read a schema into light nodes: expat, places of everything, annotations left out.

Only what RELAX NG means is kept (spec, section 4.1): elements of its namespace, attributes without a namespace. The
inherited ``ns`` and ``datatypeLibrary`` are settled here (4.3, 4.8), and so are the white space of names (4.2) and the
prefixes in scope.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.parsers import expat

RELAXNG = "http://relaxng.org/ns/structure/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XML_BASE = f"{XML}}}base"
STRIPPED = ("name", "type", "combine")
_HOLDS_TEXT = frozenset({"name", "value", "param"})


class Wrong(Exception):
    """A schema that is wrong: the sentence, and the place in the schema's own file."""

    def __init__(
        self, message: str, node: Node | None = None, *, uri: str = "", line: int = 0, column: int = 0
    ) -> None:
        super().__init__(message)
        self.message = message
        self.uri = node.uri if node else uri
        self.line = node.line if node else line
        self.column = node.column if node else column


@dataclass(slots=True, eq=False)
class Node:
    """An element of a schema. ``text`` is only kept where it means something."""

    name: str
    attributes: dict[str, str]
    uri: str
    line: int
    column: int
    ns: str
    library: str
    prefixes: Mapping[str, str]
    base: str
    children: list[Node] = field(default_factory=list)
    text: str = ""
    stray: str = ""

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
    reader = _Reader(uri, ns)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartNamespaceDeclHandler = reader.declare
    parser.EntityDeclHandler = reader.refuse_entity
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
    def __init__(self, uri: str, ns: str) -> None:
        self.uri = uri
        self.root: Node | None = None
        self.parser: expat.XMLParserType
        self.stack: list[Node] = []
        self.outer = (ns, "", {"xml": XML})
        self.declared: dict[str, str] = {}
        self.foreign = 0

    def declare(self, prefix: str | None, uri: str | None) -> None:
        self.declared[prefix or ""] = uri or ""

    def refuse_entity(self, name: str, *_: object) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        raise Wrong(
            f"this schema declares the entity “{name}”: write out what it stands for",
            uri=self.uri,
            line=line,
            column=column,
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition("}")
        if self.foreign or namespace != RELAXNG:
            self.foreign += 1
            self.declared = {}
            if self.foreign == 1 and self.stack and self.stack[-1].name in _HOLDS_TEXT:
                raise self.stack[-1].error(f"<{self.stack[-1].name}> holds text only, not <{local}>")
            return
        stack = self.stack
        parent = stack[-1] if stack else None
        ns, library, prefixes = (parent.ns, parent.library, parent.prefixes) if parent else self.outer
        if self.declared:
            prefixes = {**prefixes, **self.declared}
            self.declared = {}
        base = parent.base if parent else self.uri
        kept: dict[str, str] = {}
        for key, value in attributes.items():
            if "}" not in key:
                kept[key] = value.strip() if key in STRIPPED else value
            elif key == XML_BASE:
                base = urljoin(base, value)
        parser = self.parser
        node = Node(
            local,
            kept,
            self.uri,
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
            kept.get("ns", ns),
            kept.get("datatypeLibrary", library),
            prefixes,
            base,
        )
        if any(key.startswith(RELAXNG) for key in attributes):
            raise node.error("an attribute of a RELAX NG element has no namespace")
        if parent:
            parent.children.append(node)
        elif self.root is None:
            self.root = node
        stack.append(node)

    def end(self, _name: str) -> None:
        if self.foreign:
            self.foreign -= 1
        else:
            self.stack.pop()

    def characters(self, text: str) -> None:
        if self.foreign or not self.stack:
            return
        node = self.stack[-1]
        if node.name in _HOLDS_TEXT:
            node.text += text
        elif not node.stray and not text.isspace():
            node.stray = text.strip()
