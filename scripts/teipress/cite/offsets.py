"""Where the elements of a source stand in its reading text, ``TEXT.txt``.

The reading text holds every character of the source's text once, in order, but lays out white space anew. So a place in
both is the number of characters before it that are no white space: nothing of how the reading text is made is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from teipress.corpus import TEI, TEXT, Document, Element
from teipress.publish.plain import BORDER

# What a source has between its words, and what the reading text has.
_SOURCE_SPACE, _PLAIN_SPACE = (" ", "\n", "\t", "\r", BORDER), (" ", "\n")
_STRING = etree.XPath("string(.)", smart_strings=False)


class Span(NamedTuple):
    """A stretch of a reading text: from ``start`` up to, but without, ``end``, in Unicode code points from 0."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Tell whether another stretch is within this one."""
        return self.start <= other.start and other.end <= self.end


class Mismatch(ValueError):
    """A reading text does not say what its source says."""


def reading_parts(document: Document) -> list[Element]:
    """Find the parts of a source that its reading text is made of, in order."""
    if document.root.tag not in (f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus"):
        return [document.root]
    return [text for text in document.parts if text.tag == TEXT and next(text.iterancestors(TEXT), None) is None]


def locate(document: Document, plain: str, wanted: Iterable[Element], characters: int) -> Mapping[Element, Span]:
    """Say where elements stand in a reading text; those that are not in it are left out.

    ``characters`` tells how long it is without white space. An element without words is an empty stretch before the
    next word. Raises ``Mismatch``.
    """
    elements = frozenset(wanted)
    source = _Source(elements, _ancestors(elements))
    parts = reading_parts(document)
    if elements.isdisjoint(parts) and source.holders.isdisjoint(parts):
        return {}
    for part in parts:
        source.read(part)
    *numbers, last = source.numbers()
    if characters != last:
        raise Mismatch(f"{last} characters in the source, {characters} in the reading text")
    ends = {element: number for (_, element, is_end), number in zip(source.marks, numbers, strict=True) if is_end}
    starts = {element: number for (_, element, end), number in zip(source.marks, numbers, strict=True) if not end}
    needed = {*starts.values(), *(number - 1 for number in ends.values() if number)}
    offsets = dict(_offsets(plain, sorted(needed)))
    return {
        element: Span(offsets[start], offsets[ends[element] - 1] + 1 if ends[element] > start else offsets[start])
        for element, start in starts.items()
    }


def _ancestors(elements: Iterable[Element]) -> frozenset[Element]:
    found: set[Element] = set()
    for element in elements:
        for ancestor in element.iterancestors():
            if ancestor in found:
                break
            found.add(ancestor)
    return frozenset(found)


@dataclass(slots=True)
class _Source:
    """The words of a source in pieces, and before which of them a wanted element starts or ends."""

    wanted: frozenset[Element]
    holders: frozenset[Element]
    pieces: list[str] = field(default_factory=list)
    marks: list[tuple[int, Element, bool]] = field(default_factory=list)

    def read(self, element: Element) -> None:
        """Read an element; what holds nothing that is wanted is taken whole, which is libxml2's work."""
        is_wanted = element in self.wanted
        if is_wanted:
            self.marks.append((len(self.pieces), element, False))
        if element in self.holders:
            self._read_inside(element)
        else:
            self.pieces.append(_words(element))
        if is_wanted:
            self.marks.append((len(self.pieces), element, True))

    def _read_inside(self, element: Element) -> None:
        add, wanted, holders = self.pieces.append, self.wanted, self.holders
        add(element.text or "")
        for child in element:
            if child in holders or child in wanted:
                self.read(child)
            elif len(child):
                add(str(_STRING(child)))
            elif isinstance(child.tag, str):
                add(child.text or "")
            if tail := child.tail:
                add(tail)

    def numbers(self) -> Iterator[int]:
        """Count the characters before each mark that are no white space, and at last all of them."""
        text = "".join(self.pieces)
        starts = list(accumulate(map(len, self.pieces), initial=0))
        spaces = [space for space in _SOURCE_SPACE if space in text]
        number, last = 0, 0
        for place in (*(starts[piece] for piece, _, _ in self.marks), len(text)):
            number += place - last
            for space in spaces:
                number -= text.count(space, last, place)
            last = place
            yield number


def _words(element: Element) -> str:
    return str(_STRING(element)) if len(element) else element.text or ""


def _offsets(plain: str, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the offset of each character of some numbers, which rise; white space does not count."""
    offset, passed = 0, 0
    for number in numbers:
        while passed < number:
            ahead = offset + number - passed
            passed = number - plain.count(" ", offset, ahead) - plain.count("\n", offset, ahead)
            offset = ahead
        while plain[offset : offset + 1] in _PLAIN_SPACE:
            offset += 1
        yield number, min(offset, len(plain))
