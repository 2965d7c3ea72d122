"""Where the elements of a source stand in its reading text, ``TEXT.txt``.

The reading text holds every character of the source's text once, in order, but lays out white space anew. So a place in
both is the number of characters before it that are no white space: nothing of how the reading text is made is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
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


def locate(document: Document, plain: str, wanted: Iterable[Element]) -> Mapping[Element, Span]:
    """Say where elements stand in a reading text; those that are not in it are left out.

    An element without words is an empty stretch before the next word. Raises ``Mismatch``.
    """
    elements = frozenset(wanted)
    source = _Source(elements, _ancestors(elements))
    parts = reading_parts(document)
    if elements.isdisjoint(parts) and source.holders.isdisjoint(parts):
        return {}
    for part in parts:
        source.read(part)
    numbers = source.numbers()
    total = _solid(plain, 0, len(plain), _PLAIN_SPACE)
    if total != source.solid:
        raise Mismatch(f"{source.solid} characters in the source, {total} in the reading text")
    ends = {element: numbers[at] for at, (_, element, is_end) in enumerate(source.marks) if is_end}
    starts = {element: numbers[at] for at, (_, element, is_end) in enumerate(source.marks) if not is_end}
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
    """The words of a source as one text, and where in it the wanted elements start and end."""

    wanted: frozenset[Element]
    holders: frozenset[Element]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, Element, bool]] = field(default_factory=list)
    solid: int = 0

    def read(self, element: Element) -> None:
        """Read an element; what holds nothing that is wanted is taken whole, which is libxml2's work."""
        is_wanted = element in self.wanted
        if is_wanted:
            self.marks.append((self.length, element, False))
        self._add(element.text if element in self.holders else _words(element))
        for child in element if element in self.holders else ():
            if child in self.holders or child in self.wanted:
                self.read(child)
            elif isinstance(child.tag, str):
                self._add(_words(child))
            self._add(child.tail)
        if is_wanted:
            self.marks.append((self.length, element, True))

    def _add(self, words: str | None) -> None:
        if words:
            self.pieces.append(words)
            self.length += len(words)

    def numbers(self) -> Sequence[int]:
        """Count the characters before each mark; those of the whole are ``solid``."""
        text = "".join(self.pieces)
        places = [0, *(offset for offset, _, _ in self.marks), len(text)]
        spaces = [space for space in _SOURCE_SPACE if space in text]
        numbers: list[int] = []
        for start, end in pairwise(places):
            self.solid += _solid(text, start, end, spaces)
            numbers.append(self.solid)
        return numbers[:-1]


def _words(element: Element) -> str | None:
    return str(_STRING(element)) if len(element) else element.text


def _solid(text: str, start: int, end: int, spaces: Iterable[str]) -> int:
    """Count the characters of a stretch that are no white space."""
    count = max(0, end - start)
    for space in spaces:
        count -= text.count(space, start, end)
    return count


def _offsets(plain: str, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the offset of each character of some numbers, which rise; white space does not count."""
    offset, passed = 0, 0
    for number in numbers:
        while passed < number:
            ahead = offset + number - passed
            passed += _solid(plain, offset, ahead, _PLAIN_SPACE)
            offset = ahead
        while offset < len(plain) and plain[offset] in _PLAIN_SPACE:
            offset += 1
        yield number, min(offset, len(plain))
