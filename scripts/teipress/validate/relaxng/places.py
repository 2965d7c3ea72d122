"""Where a fault stands, told from the text and the elements that were open around it: no tree is made for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from teipress.diagnostics import Diagnostic, Source, shortened
from teipress.positions import Position, Tags, line_offsets
from teipress.validate.relaxng.names import XML
from teipress.validate.relaxng.words import Words

XML_ID = f"{XML}}}id"


class Place:
    """An element of a document, as far as the place of a fault in it is asked for.

    ``attributes`` are names and values in turn, ``offset`` counts bytes of the text as UTF-8; the element is the
    ``nth`` of its name in its parent, and ``counts`` says how many children of each name it has itself.
    """

    __slots__ = ("attributes", "counts", "name", "nth", "number", "offset", "parent")

    def __init__(
        self, number: int, name: str, attributes: list[str], offset: int, parent: Place | None, nth: int
    ) -> None:
        self.number = number
        self.name = name
        self.attributes = attributes
        self.offset = offset
        self.parent = parent
        self.nth = nth
        self.counts: dict[str, int] = {}

    def around(self) -> Iterator[Place]:
        """Give the element and those that it stands in, from the inside out."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent

    @property
    def xpath(self) -> str:
        """Write the path of the element: ``/TEI/text/body/p[3]``. All of its parent must have been read."""
        return "/" + "/".join(reversed([place.step for place in self.around()]))

    @property
    def step(self) -> str:
        """Write the last step of that path."""
        local = self.name.rpartition("}")[2]
        alone = self.parent is None or self.parent.counts[self.name] == 1
        return local if alone else f"{local}[{self.nth}]"

    @property
    def nearest_id(self) -> str | None:
        """Give the ``xml:id`` of the element or of the nearest around it that has one."""
        for place in self.around():
            for name, value in zip(place.attributes[::2], place.attributes[1::2], strict=True):
                if name == XML_ID and value.split():
                    return " ".join(value.split())
        return None


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the number of its element in the document, its attribute or the place of its text, its words.

    ``noticed`` is the line of the end of the tag that brought it to light: where other validators place it.
    ``spellings`` are the qualified names that the attribute may have in its tag.
    """

    number: int
    words: Words
    noticed: int
    attribute: str | None = None
    text: Position | None = None
    place: Place | None = field(default=None, compare=False, repr=False)
    spellings: tuple[str, ...] = field(default=(), compare=False, repr=False)


def diagnostics(problems: Iterable[Problem], text: str, name: str) -> Iterator[Diagnostic]:
    """Tell of the problems of a text; ``name`` is the path to show."""
    found = [(problem, problem.place) for problem in problems if problem.place is not None]
    offsets = _in_characters(text, {place.offset for _, place in found})
    tags = Tags(text, line_offsets(text))
    for problem, place in found:
        yield _diagnostic(problem, place, tags, offsets[place.offset], name)


def _diagnostic(problem: Problem, place: Place, tags: Tags, offset: int, name: str) -> Diagnostic:
    names = problem.spellings
    if problem.text is not None:
        start, end = problem.text, Position(problem.text.line, problem.text.column + 1)
    elif names:
        start, end = tags.attribute(offset, *names), tags.attribute_end(offset, *names)
    else:
        start, end = tags.at(offset), tags.end(offset)
    code, message, help = problem.words
    return Diagnostic(
        code=code,
        source=Source.RELAXNG,
        message=shortened(message),
        path=name,
        line=start.line,
        column=start.column,
        end_line=end.line,
        end_column=end.column,
        id=shortened(place.nearest_id or "") or None,
        xpath=place.xpath + (f"/@{names[0]}" if names else ""),
        help=help and shortened(help),
    )


def _in_characters(text: str, offsets: Iterable[int]) -> Mapping[int, int]:
    """Turn offsets in the bytes of a text, as UTF-8, into offsets in its characters."""
    if text.isascii():
        return {offset: offset for offset in offsets}
    data = text.encode()
    found: dict[int, int] = {}
    before = characters = 0
    for offset in sorted(offsets):
        characters += len(data[before:offset].decode())
        found[offset] = characters
        before = offset
    return found
