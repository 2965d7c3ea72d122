"""Where elements and attributes start: an expat pass over the bytes that everybody else parses, too.

lxml knows the line of an element, wrongly past line 65,535, and no column; expat knows both for every start tag.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """The places of a document's elements, in document order, and through them those of its attributes."""

    text: str
    starts: tuple[Position, ...]
    line_offsets: tuple[int, ...]

    def attribute(self, number: int, *names: str) -> Position:
        """Say where the attribute that has one of these qualified names starts in the start tag of element ``number``.

        The element's own start, if its tag has no such attribute.
        """
        span = self._span(number, names)
        return self.at(span[0]) if span else self.starts[number]

    def attribute_end(self, number: int, *names: str) -> Position:
        """Say where that attribute ends: the place after its value; the tag's end, if there is no such attribute."""
        span = self._span(number, names)
        return self.at(span[1]) if span else self.tag_end(number)

    def tag_end(self, number: int) -> Position:
        """Say where the start tag of element ``number`` ends: the place after its ``>``."""
        offset = self._offset(number)
        last = max((end for _, _, end in self._attributes(number)), default=offset)
        close = self.text.find(">", last)
        return self.at(close + 1 if close >= 0 else last)

    def at(self, offset: int) -> Position:
        """Turn an offset in ``text`` into line and column."""
        line = bisect_right(self.line_offsets, offset)
        return Position(line, offset - self.line_offsets[line - 1] + 1)

    def _offset(self, number: int) -> int:
        line, column = self.starts[number]
        return self.line_offsets[line - 1] + column - 1

    def _span(self, number: int, names: tuple[str, ...]) -> tuple[int, int] | None:
        return next(((start, end) for name, start, end in self._attributes(number) if name in names), None)

    def _attributes(self, number: int) -> Iterator[tuple[str, int, int]]:
        """Yield name, start and end of each attribute of element ``number``."""
        offset = self._offset(number)
        name = _TAG_NAME.match(self.text, offset)
        at = name.end() if name else offset
        while match := _ATTRIBUTE.match(self.text, at):
            yield match[1], match.start(1), match.end()
            at = match.end()


def read_positions(text: str) -> Positions:
    """Find the places of all elements of a well-formed document without a DOCTYPE."""
    starts: list[Position] = []
    parser = expat.ParserCreate(encoding="utf-8")

    def start(_name: str, _attributes: object) -> None:
        starts.append(Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    parser.Parse(text.encode(), True)
    return Positions(text, tuple(starts), line_offsets(text))


def line_offsets(text: str) -> tuple[int, ...]:
    """List the offsets at which the lines of a text start; a line ends with LF, CR LF or CR, as in XML."""
    return (0, *(match.end() for match in _LINE_END.finditer(text)))
