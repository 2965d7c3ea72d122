"""The restrictions on the simple syntax (spec, section 7): what a schema may not ask for.

Each element of the schema is looked at by itself: its attributes and its content, down to the elements inside.
"""

from __future__ import annotations

from enum import IntEnum

from teipress.validate.relaxng.names import is_infinite, overlap
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
    for part in _inside(start):
        match part:
            case Element() | Choice():
                continue
            case Empty() if part is start:
                raise Broken("<start> must be an element, not empty (7.1.5)")
            case NotAllowed():
                continue
            case _:
                raise Broken(f"{_called(part)} cannot stand in <start> outside of an element (7.1.5)")


def check_element(element: Element) -> None:
    """Check the content of one element. Raises ``Broken``."""
    content = element.content
    _paths(content, frozenset())
    if _content_type(content) is None:
        raise Broken("data or a list stands beside elements or other text, which cannot be told apart (7.2)")
    _attributes_differ(content)
    _interleaves_differ(content)


def _inside(pattern: Pattern) -> list[Pattern]:
    found = [pattern]
    for part in pattern.parts():
        found.extend(_inside(part))
    return found


def _called(pattern: Pattern) -> str:
    return f"<{type(pattern).__name__[0].lower()}{type(pattern).__name__[1:]}>"


_STRINGLESS: dict[str, tuple[type, ...]] = {
    "attribute": (Element, Attribute),
    "list": (Element, Attribute, List, Text, Interleave),
    "data/except": (Element, Attribute, List, Text, Interleave, Group, OneOrMore, Empty),
}
_SECTIONS = {"attribute": "7.1.1", "list": "7.1.3", "data/except": "7.1.4"}


def _paths(pattern: Pattern, around: frozenset[str]) -> None:
    """Section 7.1: what may not stand where. ``around`` names what the pattern stands in."""
    for where, forbidden in _STRINGLESS.items():
        if where in around and isinstance(pattern, forbidden):
            raise Broken(f"{_called(pattern)} cannot stand in <{where}> ({_SECTIONS[where]})")
    match pattern:
        case Element():
            return
        case Attribute():
            if "oneOrMore/group" in around or "oneOrMore/interleave" in around:
                raise Broken("<attribute> cannot stand in a <group> or <interleave> in <oneOrMore> (7.1.2)")
            if is_infinite(pattern.names) and "oneOrMore" not in around:
                raise Broken("an <attribute> with a class of names without end must stand in <oneOrMore> (7.3)")
            if is_infinite(pattern.names) and type(pattern.content) is not Text:
                raise Broken("an <attribute> with a class of names without end must hold <text/> (7.3)")
            _paths(pattern.content, frozenset({"attribute"}))
        case List():
            _paths(pattern.content, around | {"list"})
        case Data():
            if pattern.excepted is not None:
                _paths(pattern.excepted, around | {"data/except"})
        case OneOrMore():
            _paths(pattern.content, around | {"oneOrMore"})
        case Group() | Interleave():
            if "oneOrMore" in around:
                around = around | {f"oneOrMore/{type(pattern).__name__.lower()}"}
            for part in pattern.parts():
                _paths(part, around)
        case _:
            for part in pattern.parts():
                _paths(part, around)


def _content_type(pattern: Pattern) -> _Content | None:
    """Section 7.2: simple content stands alone. Nothing where it does not."""
    match pattern:
        case Value() | List():
            return _Content.SIMPLE
        case Data():
            return _Content.SIMPLE if pattern.excepted is None or _content_type(pattern.excepted) is not None else None
        case Text() | Element():
            return _Content.COMPLEX
        case Attribute():
            return _Content.EMPTY if _content_type(pattern.content) is not None else None
        case Choice():
            kinds = [_content_type(part) for part in pattern.alternatives]
            return None if None in kinds else max(k for k in kinds if k is not None)
        case Group():
            return _together(pattern.first, pattern.second)
        case Interleave():
            first, *others = pattern.threads
            kind = _content_type(first)
            for other in others:
                kind = _joined(kind, _content_type(other))
            return kind
        case OneOrMore():
            kind = _content_type(pattern.content)
            return _joined(kind, kind)
        case _:
            return _Content.EMPTY


def _together(one: Pattern, other: Pattern) -> _Content | None:
    return _joined(_content_type(one), _content_type(other))


def _joined(one: _Content | None, other: _Content | None) -> _Content | None:
    if one is None or other is None:
        return None
    if _Content.EMPTY in (one, other) or one is other is _Content.COMPLEX:
        return max(one, other)
    return None


def _attributes_of(pattern: Pattern) -> list[Attribute]:
    if isinstance(pattern, Attribute):
        return [pattern]
    return [found for part in pattern.parts() if part.has_attributes for found in _attributes_of(part)]


def _attributes_differ(pattern: Pattern) -> None:
    """Section 7.3: no attribute is there twice."""
    match pattern:
        case Group() | Interleave():
            parts = [_attributes_of(part) for part in pattern.parts()]
            for number, attributes in enumerate(parts):
                others = [a for later in parts[number + 1 :] for a in later]
                for one in attributes:
                    for other in others:
                        if overlap(one.names, other.names):
                            raise Broken("the same attribute could stand twice in one element (7.3)")
    if pattern.has_attributes:
        for part in pattern.parts():
            _attributes_differ(part)


def _has_text(pattern: Pattern) -> bool:
    return isinstance(pattern, Text) or any(_has_text(part) for part in pattern.parts())


def _interleaves_differ(pattern: Pattern) -> None:
    """Section 7.4: what is interleaved can be told apart."""
    if isinstance(pattern, Interleave):
        if sum(_has_text(part) for part in pattern.threads) > 1:
            raise Broken("<interleave> has text in two of its patterns (7.4)")
        threads = [list(elements_in(part)) for part in pattern.threads]
        for number, elements in enumerate(threads):
            others = [e for later in threads[number + 1 :] for e in later]
            for one in elements:
                for other in others:
                    if overlap(one.names, other.names):
                        raise Broken("the same element could belong to two patterns of <interleave> (7.4)")
    for part in pattern.parts():
        _interleaves_differ(part)
