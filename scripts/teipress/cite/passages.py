"""The passages of a document that have ids: what each says, and what stands around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from teipress.cite.likeness import Sides, content_of, digest_of, sides_of
from teipress.corpus import TEI, XML_ID, Document, Element

_WINDOW = 96  # characters on each side of a passage, in which its neighbouring words are looked for
_EMPTIES = 8  # elements inside of an empty one that are looked at
_TEI = f"{{{TEI}}}"
_SPACE = re.compile(r"\s+")
# What stands within a word or a line; whatever else starts or ends, parts words.
_INLINE = frozenset(
    f"{_TEI}{name}"
    for name in (
        *(
            "hi",
            "seg",
            "w",
            "m",
            "c",
            "pc",
            "g",
            "s",
            "phr",
            "cl",
            "emph",
            "foreign",
            "distinct",
            "mentioned",
            "soCalled",
        ),
        *("abbr", "ex", "am", "choice", "orig", "sic", "add", "del", "subst", "supplied"),
        *("unclear", "gap", "damage", "surplus", "restore", "retrace", "mod", "handShift", "anchor"),
        *("ref", "ptr", "name", "persName", "placeName", "orgName", "rs", "date", "num", "measure", "title", "term"),
        *("forename", "surname", "roleName", "settlement", "region", "country", "geogName", "eventName", "q", "quote"),
        *("said", "gloss", "idno", "app"),
    )
)
# What tells empty elements apart.
_TELLING = (
    "n",
    "facs",
    "url",
    "unit",
    "ed",
    "edRef",
    "type",
    "target",
    "when",
    "spanTo",
    "key",
    "ref",
    "name",
    "value",
)


@dataclass(frozen=True, slots=True)
class Passage:
    """An element that has an id: where its words start and end in the text of its document, and its place in it.

    ``element`` is its name, of another namespace than TEI's in Clark notation; ``number`` counts the elements.
    ``parent`` is the id of the nearest element around it that has one.
    """

    id: str
    element: str
    start: int
    end: int
    number: int
    parent: str = ""
    attributes: str = ""


@dataclass(frozen=True, eq=False)
class Passages:
    """The passages of a document in their order, and its text, in which white space is one space.

    ``document`` is the published name.
    """

    document: str
    text: str
    items: tuple[Passage, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Passage]:
        """Give the passages by their ids; of two that have one id, the first."""
        return {passage.id: passage for passage in reversed(self.items)}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Say the how-manieth passage each id is."""
        return {passage.id: place for place, passage in reversed([*enumerate(self.items)])}

    def words(self, passage: Passage) -> str:
        """Give the text of a passage."""
        return self.text[passage.start : passage.end]

    def digest(self, passage: Passage) -> str:
        """Tell the exact text of a passage from any other."""
        return digest_of(self.words(passage), passage.attributes)

    def content(self, passage: Passage) -> str:
        """Give the fingerprint of a passage's words."""
        return content_of(self.words(passage), passage.attributes)

    def sides(self, passage: Passage) -> Sides:
        """Give the fingerprints of the words before and after a passage."""
        before = self.text[max(0, passage.start - _WINDOW) : passage.start]
        return sides_of(before, self.text[passage.end : passage.end + _WINDOW])

    def context(self, place: int, known: Container[str] | None = None) -> str:
        """Give the fingerprint of what stands around a passage, with the id before it and the one around it.

        The id before is one of those ``known``, if these are given.
        """
        passage = self.items[place]
        before = (
            other.id
            for other in map(self.items.__getitem__, range(place - 1, -1, -1))
            if known is None or other.id in known
        )
        parent = f"/{passage.parent}" if passage.parent else ""
        return f"{self.sides(passage)}@{next(before, '')}{parent}"

    def is_unique(self, passage: Passage) -> bool:
        """Tell whether the words of a passage stand in the document only once."""
        words = self.words(passage).strip()
        return bool(words) and self.text.count(words) == 1


def passages_of(document: Document, name: str) -> Passages:
    """Find the passages of a document; ``name`` is its published name."""
    return _Walk().through(document.root, name)


class _Walk:
    """Goes through a document once, and notes its text and where the elements with ids start and end in it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._found: list[Passage | None] = []
        self._solid = 0  # pieces of text that are more than white space
        self._open: list[tuple[int, str, str, int, int, int]] = []

    def through(self, root: Element, name: str) -> Passages:
        number = -1
        depth: list[Element] = []
        for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                number += 1
                self._part(node)
                if XML_ID in node.attrib:
                    depth.append(node)
                    id = " ".join(node.get(XML_ID, "").split())
                    parent = self._open[-1][1] if self._open else ""
                    self._open.append((len(self._found), id, parent, self._length, self._solid, number))
                    self._found.append(None)
                if node.text:
                    self._add(node.text)
                continue
            if event == "end":
                if depth and depth[-1] is node:
                    depth.pop()
                    self._close(node)
                self._part(node)
            if node.tail and node is not root:
                self._add(node.tail)
        items = tuple(passage for passage in self._found if passage is not None and passage.id)
        return Passages(name, "".join(self._parts), items)

    def _add(self, text: str) -> None:
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        text = _SPACE.sub(" ", text)
        self._parts.append(text)
        self._length += len(text)
        self._solid += text != " "

    def _part(self, node: Element) -> None:
        """Part words where an element starts or ends, unless it stands within words."""
        if node.tag not in _INLINE and node.get("break") != "no":
            self._add(" ")

    def _close(self, node: Element) -> None:
        place, id, parent, start, solid, number = self._open.pop()
        told = _attributes(node) if solid == self._solid else ""
        self._found[place] = Passage(id, name_of(node), start, self._length, number, parent, told)


def _attributes(node: Element) -> str:
    """Write what tells an empty element from others: attributes of its own, or of the elements in it."""
    return " ".join(
        f"{name}={' '.join(element.get(name, '').split())}"
        for element, _ in zip(node.iter(etree.Element), range(_EMPTIES), strict=False)
        for name in _TELLING
        if element.get(name)
    )


def name_of(node: Element) -> str:
    """Name an element as the ledger does: by its local name, if it is TEI's, else in Clark notation."""
    tag = str(node.tag)
    return tag.removeprefix(_TEI) if tag.startswith(_TEI) else tag
