"""The restrictions on the simple syntax (spec, section 7): what a schema may not ask for.

Each element of the schema is looked at by itself: its attributes and its content, down to the elements inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import reduce
from typing import cast

from teipress.validate.relaxng.names import NameClass, is_infinite, listed, overlap
from teipress.validate.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Pattern,
    Text,
    Value,
    elements_in,
    inside,
)


class Broken(Exception):
    """A restriction that a pattern breaks; the text is a sentence."""


class _Content(IntEnum):
    """The content types of section 7.2, in their order."""

    EMPTY = 0
    COMPLEX = 1
    SIMPLE = 2


def check_start(start: Pattern) -> None:
    """Check what stands outside of every element (7.1.5). Raises ``Broken``."""
    for part in inside(start):
        match part:
            case Element() | Choice():
                continue
            case Empty() if part is start:
                raise Broken("<start> must be an element, not empty (7.1.5)")
            case NotAllowed():
                continue
            case _:
                raise Broken(f"{_called(part)} cannot stand in <start> outside of an element (7.1.5)")


def _called(pattern: Pattern) -> str:
    return f"<{type(pattern).__name__[0].lower()}{type(pattern).__name__[1:]}>"


_STRINGLESS: dict[str, tuple[type, ...]] = {
    "attribute": (Element, Attribute),
    "list": (Element, Attribute, List, Text, Interleave),
    "data/except": (Element, Attribute, List, Text, Interleave, Group, OneOrMore, Empty),
}
_SECTIONS = {"attribute": "7.1.1", "list": "7.1.3", "data/except": "7.1.4"}


class Restrictions:
    """Checks elements; what was found of a pattern is remembered, since elements share most of theirs."""

    def __init__(self) -> None:
        self._paths_checked: set[tuple[Pattern, frozenset[str]]] = set()
        self._content_types: dict[Pattern, _Content | None] = {}
        self._attributes: dict[Pattern, _Names] = {}
        self._interleaves_checked: set[Pattern] = set()

    def check(self, content: Pattern) -> None:
        """Check the content of one element. Raises ``Broken``."""
        self._check_paths(content, frozenset())
        if self._content_type(content) is None:
            raise Broken("data or a list stands beside elements or other text, which cannot be told apart (7.2)")
        self._attributes_of(content)
        self._check_interleaves(content)

    def _check_paths(self, pattern: Pattern, around: frozenset[str]) -> None:
        """Section 7.1: what may not stand where. ``around`` names what the pattern stands in.

        Outside of strings, only attributes, and what stands in strings, can break this.
        """
        if not (pattern.has_attributes or pattern.data or around & _STRINGLESS.keys()):
            return
        if (pattern, around) in self._paths_checked:
            return
        self._paths_checked.add((pattern, around))
        for where, forbidden in _STRINGLESS.items():
            if where in around and isinstance(pattern, forbidden):
                raise Broken(f"{_called(pattern)} cannot stand in <{where}> ({_SECTIONS[where]})")
        if isinstance(pattern, Attribute):
            _check_attribute(pattern, around)
        for part, surroundings in _with_surroundings(pattern, around):
            self._check_paths(part, surroundings)

    def _content_type(self, pattern: Pattern) -> _Content | None:
        """Section 7.2: simple content stands alone. Nothing where it does not."""
        if not (pattern.has_attributes or pattern.data):
            return _Content.EMPTY if type(pattern) in (Empty, NotAllowed) else _Content.COMPLEX
        if pattern not in self._content_types:
            self._content_types[pattern] = self._found_content_type(pattern)
        return self._content_types[pattern]

    def _found_content_type(self, pattern: Pattern) -> _Content | None:
        match pattern:
            case Value() | List():
                return _Content.SIMPLE
            case Data():
                fine = pattern.excepted is None or self._content_type(pattern.excepted) is not None
                return _Content.SIMPLE if fine else None
            case Text() | Element():
                return _Content.COMPLEX
            case Attribute():
                return _Content.EMPTY if self._content_type(pattern.content) is not None else None
            case Choice():
                kinds = [self._content_type(part) for part in pattern.alternatives]
                return None if None in kinds else max(k for k in kinds if k is not None)
            case OneOrMore():
                kind = self._content_type(pattern.content)
                return _joined(kind, kind)
            case _:
                kinds = [self._content_type(part) for part in pattern.parts()]
                return reduce(_joined, kinds, cast("_Content | None", _Content.EMPTY))

    def _attributes_of(self, pattern: Pattern) -> _Names:
        """Section 7.3: no attribute is there twice. Gives the names of all attributes."""
        if not pattern.has_attributes:
            return _Names()
        if pattern not in self._attributes:
            self._attributes[pattern] = self._found_attributes(pattern)
        return self._attributes[pattern]

    def _found_attributes(self, pattern: Pattern) -> _Names:
        if isinstance(pattern, Attribute):
            return _Names(pattern.names)
        found = _Names()
        for part in _chained(pattern):
            own = self._attributes_of(part)
            if isinstance(pattern, Group | Interleave) and found.meets(own):
                raise Broken("the same attribute could stand twice in one element (7.3)")
            found.add(own)
        return found

    def _check_interleaves(self, pattern: Pattern) -> None:
        """Section 7.4: what is interleaved can be told apart."""
        if pattern in self._interleaves_checked:
            return
        self._interleaves_checked.add(pattern)
        if isinstance(pattern, Interleave):
            _check_threads(pattern)
        for part in pattern.parts():
            self._check_interleaves(part)


def _chained(pattern: Pattern) -> Iterator[Pattern]:
    """List the parts of a pattern; of a group, those of a long chain of groups."""
    while isinstance(pattern, Group):
        yield pattern.first
        if not isinstance(pattern.second, Group):
            yield pattern.second
            return
        pattern = pattern.second
    yield from pattern.parts()


class _Names:
    """The names of several elements or attributes: those of finite classes, and the classes without end."""

    def __init__(self, *classes: NameClass) -> None:
        self.finite: set[str] = set()
        self.infinite: list[NameClass] = []
        for names in classes:
            if is_infinite(names):
                self.infinite.append(names)
            else:
                self.finite.update(listed(names))

    def meets(self, other: _Names) -> bool:
        """Tell whether the two have a name in common."""
        return (
            not self.finite.isdisjoint(other.finite)
            or any(names.contains(name) for names in self.infinite for name in other.finite)
            or any(names.contains(name) for names in other.infinite for name in self.finite)
            or any(overlap(one, another) for one in self.infinite for another in other.infinite)
        )

    def add(self, other: _Names) -> None:
        """Take in the names of another."""
        self.finite |= other.finite
        self.infinite += other.infinite


def _check_attribute(pattern: Attribute, around: frozenset[str]) -> None:
    if "oneOrMore/group" in around or "oneOrMore/interleave" in around:
        raise Broken("<attribute> cannot stand in a <group> or <interleave> in <oneOrMore> (7.1.2)")
    if is_infinite(pattern.names) and "oneOrMore" not in around:
        raise Broken("an <attribute> with a class of names without end must stand in <oneOrMore> (7.3)")
    if is_infinite(pattern.names) and type(pattern.content) is not Text:
        raise Broken("an <attribute> with a class of names without end must hold <text/> (7.3)")


def _with_surroundings(pattern: Pattern, around: frozenset[str]) -> Iterator[tuple[Pattern, frozenset[str]]]:
    """List what is inside a pattern, each with the names of what it stands in."""
    match pattern:
        case Attribute():
            yield pattern.content, frozenset({"attribute"})
        case List():
            yield pattern.content, around | {"list"}
        case Data():
            if pattern.excepted is not None:
                yield pattern.excepted, around | {"data/except"}
        case OneOrMore():
            yield pattern.content, around | {"oneOrMore"}
        case Group() | Interleave():
            inside = around | {f"oneOrMore/{type(pattern).__name__.lower()}"} if "oneOrMore" in around else around
            for part in pattern.parts():
                yield part, inside
        case _:
            for part in pattern.parts():
                yield part, around


def _joined(one: _Content | None, other: _Content | None) -> _Content | None:
    if one is None or other is None:
        return None
    if _Content.EMPTY in (one, other) or one is other is _Content.COMPLEX:
        return max(one, other)
    return None


def _check_threads(pattern: Interleave) -> None:
    if sum(any(isinstance(part, Text) for part in inside(thread)) for thread in pattern.threads) > 1:
        raise Broken("<interleave> has text in two of its patterns (7.4)")
    taken = _Names()
    for thread in pattern.threads:
        own = _Names(*(element.names for element in elements_in(thread)))
        if taken.meets(own):
            raise Broken("the same element could belong to two patterns of <interleave> (7.4)")
        taken.add(own)
