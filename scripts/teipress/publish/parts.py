"""Divide what is made of all texts into parts: each is made by itself, of those parts of the records that it needs.

So a part need not be made anew where nothing in them has changed, and several are made at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from teipress.saxon import Xml

INDEX = "https://teipress.org/ns/index"
_MENTION = f"{{{INDEX}}}mention"
_ABOUT_TEXTS = frozenset(f"{{{INDEX}}}{name}" for name in ("length", "element", "opening", "ids"))
KINDS = ("person", "place", "organization", "event", "work", "date", "quotation")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole, by the names that the stylesheet has for it, and what it needs of the records."""

    names: tuple[str, ...]
    records: Xml


def divide(records: Sequence[str]) -> tuple[Part, ...]:
    """Give the parts; the indexes of persons and places, often the largest, first."""
    texts = [_Record.read(record) for record in records]
    indexes = (Part((kind,), _gather(text.of_kind(kind) for text in texts)) for kind in KINDS)
    about = Part(("texts",), _gather(text.of_texts() for text in texts))
    linked = Part(("linked",), _gather(text.of_all() for text in texts))
    return (*indexes, about, linked)


def undivided(records: Sequence[str]) -> Part:
    """Give all as one part, for a stylesheet that may want to see everything."""
    whole = _gather(etree.tostring(_parse(record), encoding="unicode") for record in records)
    return Part(("texts", *KINDS, "linked"), whole)


@dataclass(frozen=True, slots=True)
class _Record:
    """The record of one text: its attributes, what it says of the text, and its mentions by kind."""

    attributes: dict[str, str]
    children: tuple[etree._Element, ...]

    @classmethod
    def read(cls, record: str) -> _Record:
        root = _parse(record)
        return cls({str(name): str(value) for name, value in root.items()}, tuple(root))

    def of_kind(self, kind: str) -> str:
        return self._written(child for child in self.children if _is_of(child, kind))

    def of_texts(self) -> str:
        return self._written(child if child.tag != _MENTION else _bare(child) for child in self.children)

    def of_all(self) -> str:
        return self._written(child for child in self.children if child.tag not in _ABOUT_TEXTS)

    def _written(self, children: Iterator[etree._Element]) -> str:
        text = etree.Element(f"{{{INDEX}}}text", self.attributes, {"x": INDEX})
        body = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in children)
        start = etree.tostring(text, encoding="unicode").removesuffix("/>")
        return f"{start}>{body}</x:text>"


def _is_of(child: etree._Element, kind: str) -> bool:
    return child.get("kind") == kind if child.tag == _MENTION else child.tag not in _ABOUT_TEXTS


def _bare(mention: etree._Element) -> etree._Element:
    """Leave of a mention what it takes to count it: the words around it change more often than it does."""
    return etree.Element(_MENTION, {str(name): str(value) for name, value in mention.items()}, {"x": INDEX})


def _parse(record: str) -> etree._Element:
    return etree.fromstring(record.encode(), etree.XMLParser(encoding="utf-8", huge_tree=True, resolve_entities=False))


def _gather(texts: Iterator[str]) -> Xml:
    return Xml(f'<x:texts xmlns:x="{INDEX}">{"".join(texts)}</x:texts>'.encode(), "urn:teipress:records")
