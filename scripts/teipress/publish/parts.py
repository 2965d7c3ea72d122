"""Divide what is made of all texts into parts: each is made by itself, of those parts of the records that it needs.

So a part need not be made anew where nothing in them has changed, and several are made at once. An index gets the
mentions of its kind, and name, title and language of every text; the pages about the texts get everything but the words
around mentions; the linked data get everything but measures. A long index is made in parts, too: see ``Long``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from teipress.saxon import Xml

INDEX = "https://teipress.org/ns/index"
_X = f"{{{INDEX}}}"
_MENTION, _AROUND = f"{_X}mention", (f"{_X}before", f"{_X}after")
_MEASURES = frozenset(f"{_X}{name}" for name in ("length", "element", "opening", "ids"))
KINDS = ("person", "place", "organization", "event", "work", "date", "quotation")
NAMES = (*KINDS, "texts", "linked")
LONG = 1_000_000  # bytes of records, from which on an index is worth being made in parts
URI = "urn:teipress:records"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole, by the names that the stylesheet has for it, and what it needs of the records.

    A part of a long index has its ``number``, from 1 on, and the ``outline`` of the index (``xslt/index/outline.xsl``).
    """

    names: tuple[str, ...]
    records: Xml
    number: int = 0
    outline: bytes = b""


class Mention(NamedTuple):
    """A mention: the address of its entry, and its record, also ``light``, without the words around it."""

    entry: str
    written: str
    light: str


class Row(NamedTuple):
    """The start tag of a text, and its mentions of one kind."""

    start: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Long:
    """A long index. The part ``outline`` is made first, and tells how the others are divided."""

    kind: str
    outline: Part
    rows: tuple[Row, ...]

    def parts(self, outline: bytes) -> tuple[Part, ...]:
        """Give the other parts, of the outline that was made; one, where all is on one page."""
        root = etree.fromstring(outline)
        entries = root.findall(f"{_X}entry")
        count = len(root.findall(f"{_X}part"))
        if count == 1:
            return (_index(self.kind, self.rows),)
        part_of = {entry.get("href", ""): int(entry.get("part", "1")) for entry in entries}
        wanted: list[set[str]] = [set() for _ in range(count)]
        for entry in entries:
            href = entry.get("href", "")
            for whose in (href, entry.get("within", href)):  # what stands in another entry is shown with that, too
                wanted[part_of[whose] - 1].add(href)
            root.remove(entry)
        return tuple(self._part(number, hrefs, root, part_of) for number, hrefs in enumerate(wanted, 1))

    def _part(self, number: int, wanted: set[str], root: etree._Element, part_of: dict[str, int]) -> Part:
        records = _wrapped(
            _joined(row.start, (m.written for m in row.mentions if m.entry in wanted)) for row in self.rows
        )
        root.set("part", str(number))
        own = [etree.SubElement(root, f"{_X}entry", href=href) for href, part in part_of.items() if part == number]
        outline = etree.tostring(root)
        for entry in own:
            root.remove(entry)
        return Part((f"{self.kind}-part",), records, number, outline)


def divide(records: Sequence[str], long: int = LONG) -> tuple[tuple[Part, ...], tuple[Long, ...]]:
    """Give the parts, and those indexes that are long, each of which has parts of its own."""
    rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    others: dict[str, list[str]] = {"texts": [], "linked": []}
    for record in records:
        _share_out(_parse(record), rows, others)
    is_long = {kind: sum(len(m.written) for row in rows[kind] for m in row.mentions) > long for kind in KINDS}
    parts = [_index(kind, rows[kind]) for kind in KINDS if not is_long[kind]]
    parts += [Part((name,), _wrapped(texts)) for name, texts in others.items()]
    return tuple(parts), tuple(
        Long(kind, _outline(kind, rows[kind]), (*rows[kind],)) for kind in KINDS if is_long[kind]
    )


def _index(kind: str, rows: Iterable[Row]) -> Part:
    return Part((kind,), _wrapped(_joined(row.start, (m.written for m in row.mentions)) for row in rows))


def _outline(kind: str, rows: Iterable[Row]) -> Part:
    return Part((f"{kind}-outline",), _wrapped(_joined(row.start, (m.light for m in row.mentions)) for row in rows))


def undivided(records: Sequence[str]) -> Part:
    """Give all as one part, for a stylesheet that may want to see everything."""
    return Part(NAMES, _wrapped(etree.tostring(_parse(record), encoding="unicode") for record in records))


def _share_out(record: etree._Element, rows: dict[str, list[Row]], others: dict[str, list[str]]) -> None:
    """Give each part what it needs of a record: each element is written once, for all parts that have it."""
    text = etree.Element(f"{_X}text", {str(k): str(v) for k, v in record.items()}, {"x": INDEX})
    start = etree.tostring(text, encoding="unicode").removesuffix("/>") + ">"
    texts: list[str] = []
    linked: list[str] = []
    mentions: dict[str, list[Mention]] = {kind: [] for kind in KINDS}
    for child in record:
        if "place" in child.attrib:
            del child.attrib["place"]  # for annotations, which are made with the text
        written = etree.tostring(child, encoding="unicode", with_tail=False)
        if child.tag == _MENTION:
            # The words around a mention change more often than what it takes to count it.
            texts.append(written[: written.index(">")].removesuffix("/") + "/>")
            light = _without_words_around(child)
            linked.append(light)
            if (kind := child.get("kind", "")) in mentions:
                mentions[kind].append(Mention(child.get("entry", ""), written, light))
        else:
            texts.append(written)
            if child.tag not in _MEASURES:
                linked.append(written)
    others["texts"].append(_joined(start, texts))
    others["linked"].append(_joined(start, linked))
    for kind in KINDS:
        rows[kind].append(Row(start, (*mentions[kind],)))


def _without_words_around(mention: etree._Element) -> str:
    for words in [*mention.iterchildren(*_AROUND)]:
        mention.remove(words)
    return etree.tostring(mention, encoding="unicode", with_tail=False)


def _parse(record: str) -> etree._Element:
    return etree.fromstring(record.encode(), etree.XMLParser(encoding="utf-8", huge_tree=True, resolve_entities=False))


def _joined(start: str, pieces: Iterable[str]) -> str:
    return f"{start}{''.join(pieces)}</x:text>"


def _wrapped(texts: Iterable[str]) -> Xml:
    return Xml(f'<x:texts xmlns:x="{INDEX}">{"".join(texts)}</x:texts>'.encode(), URI)
