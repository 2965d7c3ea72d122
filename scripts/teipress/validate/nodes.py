"""Where texts, comments and processing instructions stand: the nodes that ``positions`` does not count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias
from xml.parsers import expat

from teipress.positions import Position

# The number of an element among all in document order, 0 for the document itself, and that of a child in it, from 1.
Child: TypeAlias = tuple[int, int]
Span: TypeAlias = tuple[Position, Position]


def read_nodes(text: str) -> Mapping[Child, Span]:
    """Find start and end of every text, comment and processing instruction of a well-formed document.

    Children are counted as XPath has them: all of a text between two tags, a CDATA section in it too, is one.
    """
    return _Nodes().read(text)


class _Nodes:
    def __init__(self) -> None:
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._found: dict[Child, Span] = {}
        self._elements = 0
        self._open = [[0, 0]]  # for each open element: its number, and how many children it has so far
        self._in_text = False
        self._section: Position | None = None  # where a CDATA section starts that may start a text
        self._unended: list[Child] = []

    def read(self, text: str) -> Mapping[Child, Span]:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartCdataSectionHandler = self._cdata
        self._parser.CommentHandler = self._other
        self._parser.ProcessingInstructionHandler = self._other
        self._parser.Parse(text.encode(), True)
        return self._found

    def _here(self) -> Position:
        return Position(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _arrive(self) -> Position:
        """Come to something new: whatever was before it ends here."""
        here = self._here()
        for child in self._unended:
            self._found[child] = (self._found[child][0], here)
        self._unended.clear()
        self._in_text = False
        return here

    def _add(self, start: Position) -> None:
        self._open[-1][1] += 1
        child = (self._open[-1][0], self._open[-1][1])
        self._found[child] = (start, start)
        self._unended.append(child)
        self._section = None

    def _start(self, _name: str, _attributes: object) -> None:
        self._arrive()
        self._open[-1][1] += 1
        self._elements += 1
        self._open.append([self._elements, 0])
        self._section = None

    def _end(self, _name: str) -> None:
        self._arrive()
        self._open.pop()
        self._section = None

    def _characters(self, _data: str) -> None:
        if not self._in_text:
            self._add(self._section or self._arrive())
            self._in_text = True

    def _cdata(self) -> None:
        if not self._in_text:
            self._section = self._section or self._arrive()

    def _other(self, *_: str) -> None:
        self._add(self._arrive())
