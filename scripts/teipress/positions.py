"""Where elements and attributes start: an expat pass over the bytes that everybody else parses, too.

lxml knows the line of an element, wrongly past line 65,535, and no column; expat knows both for every start tag.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple
from xml.parsers import expat

_LINE_END = re.compile(r"\r\n|\r|\n")
_TAG_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"""\s+([^\s=<>/"']+)\s*=\s*(?:"[^"]*"|'[^']*')""")


class Position(NamedTuple):
    """A place in a text: line and column, in characters, from 1."""

    line: int
    column: int


NOWHERE = Position(0, 0)


class Starts:
    """The places of many elements, in as few bytes as they need."""

    def __init__(self) -> None:
        self._lines, self._columns = array("L"), array("L")

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, number: int) -> Position:
        return Position(self._lines[number], self._columns[number])

    def append(self, line: int, column: int) -> None:
        """Add the place of the next element."""
        self._lines.append(line)
        self._columns.append(column)


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """The start tags of a well-formed text, found by the offset at which they start, and the places in them."""

    text: str
    line_offsets: Sequence[int]
    # The tag that was looked at last: a long one with a thousand faults is read once.
    _last: dict[int, tuple[tuple[str, int, int], ...]] = field(default_factory=dict, init=False)

    def attribute(self, offset: int, *names: str) -> Position:
        """Say where the attribute that has one of these qualified names starts in the start tag at an offset.

        The tag's own start, if it has no such attribute.
        """
        span = self._span(offset, names)
        return self.at(span[0] if span else offset)

    def attribute_end(self, offset: int, *names: str) -> Position:
        """Say where that attribute ends: the place after its value; the tag's end, if there is no such attribute."""
        span = self._span(offset, names)
        return self.at(span[1]) if span else self.end(offset)

    def end(self, offset: int) -> Position:
        """Say where the start tag at an offset ends: the place after its ``>``."""
        last = max((end for _, _, end in self._attributes(offset)), default=offset)
        close = self.text.find(">", last)
        return self.at(close + 1 if close >= 0 else last)

    def at(self, offset: int) -> Position:
        """Turn an offset in ``text`` into line and column."""
        line = bisect_right(self.line_offsets, offset)
        return Position(line, offset - self.line_offsets[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Turn line and column into an offset."""
        return self.line_offsets[position.line - 1] + position.column - 1

    def _span(self, offset: int, names: tuple[str, ...]) -> tuple[int, int] | None:
        return next(((start, end) for name, start, end in self._attributes(offset) if name in names), None)

    def _attributes(self, offset: int) -> tuple[tuple[str, int, int], ...]:
        """List name, start and end of each attribute of the start tag at an offset."""
        if offset not in self._last:
            self._last.clear()
            self._last[offset] = tuple(self._read_attributes(offset))
        return self._last[offset]

    def _read_attributes(self, offset: int) -> Iterator[tuple[str, int, int]]:
        name = _TAG_NAME.match(self.text, offset)
        at = name.end() if name else offset
        while match := _ATTRIBUTE.match(self.text, at):
            yield match[1], match.start(1), match.end()
            at = match.end()


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """The places of a document's elements, in document order, and through them those of its attributes."""

    tags: Tags
    starts: Starts

    @property
    def line_offsets(self) -> Sequence[int]:
        """List the offsets at which the lines start."""
        return self.tags.line_offsets

    def attribute(self, number: int, *names: str) -> Position:
        """Say where the attribute that has one of these qualified names starts in the start tag of element ``number``.

        The element's own start, if its tag has no such attribute.
        """
        return self.tags.attribute(self._offset(number), *names)

    def attribute_end(self, number: int, *names: str) -> Position:
        """Say where that attribute ends: the place after its value; the tag's end, if there is no such attribute."""
        return self.tags.attribute_end(self._offset(number), *names)

    def tag_end(self, number: int) -> Position:
        """Say where the start tag of element ``number`` ends: the place after its ``>``."""
        return self.tags.end(self._offset(number))

    def at(self, offset: int) -> Position:
        """Turn an offset in the text into line and column."""
        return self.tags.at(offset)

    def _offset(self, number: int) -> int:
        return self.tags.offset(self.starts[number])


def read_positions(text: str) -> Positions:
    """Find the places of all elements of a well-formed document without a DOCTYPE."""
    starts = Starts()
    parser = expat.ParserCreate(encoding="utf-8")

    def start(_name: str, _attributes: object) -> None:
        starts.append(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    parser.StartElementHandler = start
    parser.Parse(text.encode(), True)
    return Positions(Tags(text, line_offsets(text)), starts)


def line_offsets(text: str) -> Sequence[int]:
    """List the offsets at which the lines of a text start; a line ends with LF, CR LF or CR, as in XML."""
    if "\r" in text:
        return array("L", (0, *(match.end() for match in _LINE_END.finditer(text))))
    lengths = map(len, text.split("\n")[:-1])
    return array("L", accumulate(map((1).__add__, lengths), initial=0))


def count_lines(text: str) -> int:
    """Say how many lines a text has, without listing them."""
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def end_of(text: str) -> Position:
    """Give the place just after a text."""
    return Position(count_lines(text), len(text) - max(text.rfind("\n"), text.rfind("\r")))
