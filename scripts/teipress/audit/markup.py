"""Read a page of HTML as far as an audit asks: elements with their attributes, places and words. Any page is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# What ends when another of its kind, or one of these, starts (HTML, section 13.1.2.4).
_ENDED_BY: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "option": frozenset({"option", "optgroup"}),
    "p": frozenset(
        "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
        "header hgroup hr main menu nav ol p pre search section table ul".split()
    ),
}


class Element:
    """An element of a page: its name in small letters, its attributes, where it starts, what it holds."""

    __slots__ = ("attributes", "children", "column", "line", "name", "parent")

    def __init__(
        self, name: str, attributes: Mapping[str, str], parent: Element | None, line: int = 0, column: int = 0
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.line, self.column = line, column
        self.children: list[Element | str] = []

    def get(self, name: str) -> str:
        """Give the value of an attribute, or nothing."""
        return self.attributes.get(name, "")

    def inside(self) -> Iterator[Element]:
        """Give every element inside, in document order."""
        left: list[Element | str] = list(reversed(self.children))
        while left:
            child = left.pop()
            if isinstance(child, Element):
                yield child
                left.extend(reversed(child.children))

    def around(self) -> Iterator[Element]:
        """Give the elements that this one stands in, from the inside out."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    @property
    def text(self) -> str:
        """Give the words inside."""
        found: list[str] = []
        left: list[Element | str] = list(reversed(self.children))
        while left:
            child = left.pop()
            if isinstance(child, str):
                found.append(child)
            elif child.name not in ("script", "style", "template"):
                left.extend(reversed(child.children))
        return "".join(found)


class Page:
    """A page: all its elements, in document order, below one that stands for the document."""

    def __init__(self, document: Element, *, has_doctype: bool, source: str = "") -> None:
        self.document = document
        self._source = source
        self.has_doctype = has_doctype
        self.elements = tuple(document.inside())

    def bytes_before(self, element: Element) -> int:
        """Count the bytes before an element."""
        lines = self._source.split("\n")
        return len("\n".join([*lines[: element.line - 1], lines[element.line - 1][: element.column - 1]]).encode())

    def named(self, *names: str) -> Iterator[Element]:
        """Give the elements of some names."""
        return (element for element in self.elements if element.name in names)


def read_page(text: str) -> Page:
    """Read a page. Nothing is too broken to be read."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Page(reader.document, has_doctype=reader.has_doctype, source=text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Element("", {}, None)
        self.has_doctype = False
        self._open = self.document

    def handle_decl(self, declaration: str) -> None:
        self.has_doctype = self.has_doctype or declaration.lower().startswith("doctype html")

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        while name in _ENDED_BY.get(self._open.name, ()) and self._open.parent is not None:
            self._open = self._open.parent
        element = self._add(name, attributes)
        if name not in VOID:
            self._open = element

    def handle_startendtag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        # In HTML, the slash means nothing; in SVG and MathML, it ends the element.
        foreign = any(element.name in ("svg", "math") for element in (self._open, *self._open.around()))
        if foreign or name in VOID:
            self._add(name, attributes)
        else:
            self.handle_starttag(name, attributes)

    def handle_endtag(self, name: str) -> None:
        for element in (self._open, *self._open.around()):
            if element.name == name and element.parent is not None:
                self._open = element.parent
                return

    def handle_data(self, data: str) -> None:
        self._open.children.append(data)

    def _add(self, name: str, attributes: list[tuple[str, str | None]]) -> Element:
        line, offset = self.getpos()
        # Of an attribute that is there twice, the first counts.
        own = {key: value or "" for key, value in reversed(attributes)}
        element = Element(name, own, self._open, line, offset + 1)
        self._open.children.append(element)
        return element
