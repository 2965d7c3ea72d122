"""Divide what is made of all texts into parts: each is made by itself, of those parts of the records that it needs.

So a part need not be made anew where nothing in them has changed, several are made at once, and none takes much
memory. An index gets the mentions of its kind, and name, title and language of every text; a long one is made in parts,
too: see ``Long``. What is told of each text by itself is made of some texts at a time. What is about the texts of a
small edition is one part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr
from zlib import crc32

from lxml import etree

from teipress.publish.records import INDEX, LINKED_TEXT, Mention, Record, joined
from teipress.saxon import Xml

_X = f"{{{INDEX}}}"
KINDS = ("person", "place", "organization", "event", "work", "date", "quotation")
LINKED = {kind: f"linked-{kind}" for kind in KINDS if kind != "date"}  # dates are no things of their own
LONG = 1_000_000  # bytes of records, from which on an index is worth being made in parts
SMALL = 100_000  # bytes of records, up to which it is not worth dividing them at all
GROUP = 64  # texts that are told of together, at most; half as many on average
URI = "urn:teipress:records"
# What the parts about the texts need of their records.
_BROWSED = ("author", "written", "language", "keyword", "origin")
_DESCRIBED = ("subtitle", *_BROWSED, "editor", "source", "url", "opening", "rights", "length")
_MEASURED = ("length", "element", "mentions")
_COUNTED = ("ids", *_MEASURED)
TEXTS = ("front", "browse", "statistics", "data", "linked-texts")
NAMES = (*KINDS, *TEXTS, *LINKED.values())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole, by the names that the stylesheet has for it, and what it needs of the records.

    Where several parts make a file together, each writes a piece of it, and ``order`` says which comes first. A part of
    a long index has the ``outline`` of the index (``xslt/index/outline.xsl``).
    """

    names: tuple[str, ...]
    records: Xml
    order: int = 0
    outline: bytes = b""


@dataclass(frozen=True, slots=True)
class Long:
    """A long index. The part ``outline`` is made first, and tells how the others are divided."""

    kind: str
    outline: Part
    records: tuple[Record, ...]

    def parts(self, outline: bytes) -> tuple[Part, ...]:
        """Give the other parts, of the outline that was made; one, where all is on one page."""
        root = etree.fromstring(outline)
        entries = root.findall(f"{_X}entry")
        count = len(root.findall(f"{_X}part"))
        if count == 1:
            return (_index(self.kind, self.records),)
        part_of = {entry.get("href", ""): int(entry.get("part", "1")) for entry in entries}
        wanted: dict[str, set[int]] = {}
        own: list[list[str]] = [[] for _ in range(count)]
        for entry in entries:
            href = entry.get("href", "")
            own[part_of[href] - 1].append(href)
            # What stands in another entry is shown with that, too.
            wanted[href] = {part_of[whose] for whose in (href, entry.get("within", href))}
            root.remove(entry)
        shares = self._shares(wanted, count)
        return tuple(self._part(number, root, own[number - 1], shares[number - 1]) for number in range(1, count + 1))

    def _shares(self, wanted: Mapping[str, set[int]], count: int) -> list[list[str]]:
        """Give each part its share of each record."""
        shares: list[list[str]] = [[] for _ in range(count)]
        for record in self.records:
            pieces: list[list[str]] = [[] for _ in range(count)]
            for mention in _of_kind(record, self.kind):
                for number in wanted.get(mention.entry, ()):
                    pieces[number - 1].append(mention.written)
            for share, mine in zip(shares, pieces, strict=True):
                share.append(joined(record.start, mine))
        return shares

    def _part(self, number: int, root: etree._Element, hrefs: Iterable[str], share: Iterable[str]) -> Part:
        root.set("part", str(number))
        own = [etree.SubElement(root, f"{_X}entry", href=href) for href in hrefs]
        outline = etree.tostring(root)
        for entry in own:
            root.remove(entry)
        names = (f"{self.kind}-part", *_linked(self.kind))
        return Part(names, _wrapped(share), _order(self.kind) + number, outline)


@dataclass(frozen=True, slots=True)
class Division:
    """The parts that can be made at once; the long indexes; the texts in groups, whose links wait for these."""

    first: tuple[Part, ...]
    long: tuple[Long, ...] = ()
    groups: tuple[tuple[Record, ...], ...] = ()

    @property
    def digest(self) -> str:
        """Name what of the records is in the parts that wait, together with the outlines."""
        return " ".join(record.digest for group in self.groups for record in group)

    def more(self, outlines: Mapping[str, bytes]) -> tuple[Part, ...]:
        """Give the other parts, of the outlines of the long indexes by their kinds."""
        if not self.long:
            return ()
        moved: dict[str, str] = {}
        for outline in outlines.values():
            moved.update(_moved(etree.fromstring(outline)))
        parts = [part for index in self.long for part in index.parts(outlines[index.kind])]
        return (*parts, *(_links_of_group(number, group, moved) for number, group in enumerate(self.groups, 1)))


def divide(records: Sequence[Record], long: int = LONG, small: int = SMALL) -> Division:
    """Give the parts of the whole."""
    sizes = {kind: sum(len(m.written) for record in records for m in _of_kind(record, kind)) for kind in KINDS}
    indexes = tuple(_index(kind, records) for kind in KINDS if sizes[kind] <= long)
    if sum(sizes.values()) + sum(len(written) for record in records for written in record.told.values()) <= small:
        return Division((*indexes, Part(TEXTS, _wrapped(record.whole for record in records))))
    groups = tuple(_groups(records))
    first = [
        *indexes,
        Part(("front",), _with_entries(_wrapped(record.of(_DESCRIBED) for record in records), records)),
        Part(("browse",), _wrapped(record.of(_BROWSED) for record in records)),
        Part(("statistics",), _wrapped(record.of(_MEASURED) for record in records)),
        *(Part(("data",), _wrapped(r.of(_COUNTED) for r in group), n) for n, group in enumerate(groups, 1)),
    ]
    long_indexes = tuple(Long(kind, _outline(kind, records), (*records,)) for kind in KINDS if sizes[kind] > long)
    if not long_indexes:
        first += (_links_of_group(number, group, {}) for number, group in enumerate(groups, 1))
    return Division((*first,), long_indexes, groups)


def undivided(records: Sequence[Record]) -> Part:
    """Give all as one part, for a stylesheet that may want to see everything."""
    return Part(NAMES, _wrapped(record.whole for record in records))


def _index(kind: str, records: Iterable[Record]) -> Part:
    rows = (joined(record.start, (m.written for m in _of_kind(record, kind))) for record in records)
    return Part((kind, *_linked(kind)), _wrapped(rows), _order(kind))


def _outline(kind: str, records: Iterable[Record]) -> Part:
    rows = (joined(record.start, (m.bare for m in _of_kind(record, kind))) for record in records)
    return Part((f"{kind}-outline",), _wrapped(rows))


def _linked(kind: str) -> tuple[str, ...]:
    return (LINKED[kind],) if kind in LINKED else ()


def _order(kind: str) -> int:
    """Say where the pieces of an index begin: after those of the texts, as the kinds are in order."""
    return (KINDS.index(kind) + 1) * 1_000_000


def _of_kind(record: Record, kind: str) -> Iterator[Mention]:
    return (mention for mention in record.mentions if mention.kind == kind)


def _moved(outline: etree._Element) -> Iterator[tuple[str, str]]:
    """Give the addresses of entries that are not where their own addresses say, and where they are."""
    pages = [part.get("page", "") for part in outline.iterfind(f"{_X}part")]
    for entry in outline.iterfind(f"{_X}entry[@moved]"):
        href = entry.get("href", "")
        yield href, pages[int(entry.get("part", "1")) - 1] + href[href.index("#") :]


def _links_of_group(number: int, group: Iterable[Record], moved: Mapping[str, str]) -> Part:
    """Give the part of the linked data that is about some texts; ``moved`` says where entries are that have moved."""
    return Part(("linked-texts",), _wrapped(record.of(LINKED_TEXT, _links(record, moved)) for record in group), number)


def _links(record: Record, moved: Mapping[str, str]) -> Iterator[str]:
    """Give one mention of each entry, abridged: a text is linked to all that it names, and to its times."""
    first = {mention.entry: mention for mention in reversed(record.mentions)}
    for mention in record.mentions:
        if mention.kind == "quotation" or first[mention.entry] is not mention:
            continue
        entry = quoteattr(moved.get(mention.entry, mention.entry))
        yield mention.bare if mention.kind == "date" else f'<x:mention kind="{mention.kind}" entry={entry}/>'


def _groups(records: Iterable[Record]) -> Iterator[tuple[Record, ...]]:
    """Divide the texts at some of their names: a new text changes its group only."""
    group: list[Record] = []
    for record in records:
        group.append(record)
        if crc32(record.name.encode()) % (GROUP // 2) == 0 or len(group) == GROUP:
            yield (*group,)
            group = []
    if group:
        yield (*group,)


def _with_entries(texts: Xml, records: Iterable[Record]) -> Xml:
    """Add how many entries there are of each kind, beside those of the registers."""
    entries: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for record in records:
        for mention in record.mentions:
            if mention.kind in entries and not mention.registered:
                entries[mention.kind].add(mention.entry)
    told = "".join(f'<x:entries kind="{kind}" n="{len(found)}"/>' for kind, found in entries.items() if found)
    return Xml(texts.data.removesuffix(b"</x:texts>") + told.encode() + b"</x:texts>", URI)


def _wrapped(texts: Iterable[str]) -> Xml:
    return Xml(f'<x:texts xmlns:x="{INDEX}">{"".join(texts)}</x:texts>'.encode(), URI)
