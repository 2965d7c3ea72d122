"""What could stand where something else does: for the words of a diagnostic. The likely come first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teipress.validate.relaxng.datatypes import Datatype
from teipress.validate.relaxng.names import listed
from teipress.validate.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Value,
)


def needed_elements(patterns: Iterable[Pattern]) -> list[str]:
    """Name the elements of which one must come next."""
    return _once(name for pattern in patterns for name in _needed(pattern))


def next_elements(patterns: Iterable[Pattern]) -> list[str]:
    """Name the elements that may come next, those that must come first."""
    patterns = tuple(patterns)
    return _once((*needed_elements(patterns), *(name for pattern in patterns for name in _next(pattern))))


def needed_attributes(pattern: Pattern) -> list[str]:
    """Name the attributes without which a start tag cannot end; of alternatives, those of the first."""
    match pattern:
        case Attribute():
            return list(listed(pattern.names)[:1])
        case Choice():
            if any(_closes(part) for part in pattern.alternatives):
                return []
            return needed_attributes(pattern.alternatives[0])
        case _:
            return _once(name for part in pattern.parts() for name in needed_attributes(part))


def possible_attributes(patterns: Iterable[Pattern]) -> list[str]:
    """Name every attribute that a start tag may have."""
    return _once(name for pattern in patterns for name in _possible(pattern))


def values(pattern: Pattern) -> list[str]:
    """List the values that are written out in a pattern."""
    match pattern:
        case Value():
            return [pattern.value]
        case List():
            return values(pattern.content)
        case _:
            return _once(value for part in pattern.parts() for value in values(part))


def datatypes(pattern: Pattern) -> Iterator[Datatype]:
    """Find the datatypes of a pattern."""
    if isinstance(pattern, Data):
        yield pattern.datatype
    elif isinstance(pattern, List):
        yield from datatypes(pattern.content)
    for part in pattern.parts():
        yield from datatypes(part)


def _next(pattern: Pattern) -> Iterator[str]:
    match pattern:
        case Element():
            yield from listed(pattern.names)
        case Group():
            yield from _next(pattern.first)
            if pattern.first.nullable:
                yield from _next(pattern.second)
        case _:
            for part in pattern.parts():
                yield from _next(part)


def _needed(pattern: Pattern) -> Iterator[str]:
    if pattern.nullable:
        return
    match pattern:
        case Group():
            yield from _needed(pattern.second if pattern.first.nullable else pattern.first)
        case Interleave():
            for part in pattern.threads:
                yield from _needed(part)
        case OneOrMore():
            yield from _needed(pattern.content)
        case _:
            yield from _next(pattern)


def _closes(pattern: Pattern) -> bool:
    return pattern.close() is not pattern.patterns.not_allowed


def _possible(pattern: Pattern) -> Iterator[str]:
    if isinstance(pattern, Attribute):
        yield from listed(pattern.names)
    for part in pattern.parts():
        if part.has_attributes:
            yield from _possible(part)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
