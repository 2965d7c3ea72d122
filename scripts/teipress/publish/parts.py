"""Divide what is made of all texts into parts: each is made by itself, of those parts of the records that it needs.

So a part need not be made anew where nothing in them has changed, and several are made at once. An index gets the
mentions of its kind, and name, title and language of every text; the pages about the texts get everything but the words
around mentions; the linked data get everything but measures. Of a long index, its pages and its data are two parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from teipress.saxon import Xml

INDEX = "https://teipress.org/ns/index"
_MENTION = f"{{{INDEX}}}mention"
_MEASURES = frozenset(f"{{{INDEX}}}{name}" for name in ("length", "element", "opening", "ids"))
KINDS = ("person", "place", "organization", "event", "work", "date", "quotation")
NAMES = (*KINDS, "texts", "linked")
LONG = 1_000_000  # bytes of records, from which on an index is worth two parts, each of which gathers its entries anew


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole, by the names that the stylesheet has for it, and what it needs of the records."""

    names: tuple[str, ...]
    records: Xml


def divide(records: Sequence[str], long: int = LONG) -> tuple[Part, ...]:
    """Give the parts; those that take the longest first, so that all who make them end together."""
    gathered: dict[str, list[str]] = {name: [] for name in NAMES}
    for record in records:
        _share_out(_parse(record), gathered)
    parts = [part for name in NAMES for part in _parts_of(name, _gathered(gathered[name]), long)]
    return tuple(sorted(parts, key=lambda part: -len(part.records.data)))


def _parts_of(name: str, records: Xml, long: int) -> tuple[Part, ...]:
    if name in KINDS and len(records.data) > long:
        return Part((f"{name}-pages",), records), Part((f"{name}-data",), records)
    return (Part((name,), records),)


def undivided(records: Sequence[str]) -> Part:
    """Give all as one part, for a stylesheet that may want to see everything."""
    return Part(NAMES, _gathered(etree.tostring(_parse(record), encoding="unicode") for record in records))


def _share_out(record: etree._Element, gathered: dict[str, list[str]]) -> None:
    """Give each part what it needs of a record: each element is written once, for all parts that have it."""
    text = etree.Element(f"{{{INDEX}}}text", {str(k): str(v) for k, v in record.items()}, {"x": INDEX})
    start = etree.tostring(text, encoding="unicode").removesuffix("/>") + ">"
    for pieces in gathered.values():
        pieces.append(start)
    for child in record:
        if "place" in child.attrib:
            del child.attrib["place"]  # for annotations, which are made with the text
        written = etree.tostring(child, encoding="unicode", with_tail=False)
        if child.tag == _MENTION:
            # The words around a mention change more often than what it takes to count it.
            gathered["texts"].append(written[: written.index(">")].removesuffix("/") + "/>")
            gathered["linked"].append(written)
            gathered.get(child.get("kind", ""), []).append(written)
        else:
            gathered["texts"].append(written)
            if child.tag not in _MEASURES:
                gathered["linked"].append(written)
    for pieces in gathered.values():
        pieces.append("</x:text>")


def _parse(record: str) -> etree._Element:
    return etree.fromstring(record.encode(), etree.XMLParser(encoding="utf-8", huge_tree=True, resolve_entities=False))


def _gathered(pieces: Iterable[str]) -> Xml:
    return Xml(f'<x:texts xmlns:x="{INDEX}">{"".join(pieces)}</x:texts>'.encode(), "urn:teipress:records")
