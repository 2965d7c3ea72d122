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
    inside,
)


def needed_elements(patterns: Iterable[Pattern]) -> list[str]:
    """Name the elements of which one must come next."""
    met: set[Pattern] = set()
    return _once(name for pattern in patterns for name in _needed(pattern, met))


def next_elements(patterns: Iterable[Pattern]) -> list[str]:
    """Name the elements that may come next, those that must come first."""
    patterns = tuple(patterns)
    met: set[Pattern] = set()
    return _once((*needed_elements(patterns), *(name for pattern in patterns for name in _next(pattern, met))))


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
    return _once(part.value for part in _with_lists(pattern) if isinstance(part, Value))


def datatypes(pattern: Pattern) -> Iterator[Datatype]:
    """Find the datatypes of a pattern."""
    return (part.datatype for part in _with_lists(pattern) if isinstance(part, Data))


def _with_lists(pattern: Pattern) -> Iterator[Pattern]:
    for part in inside(pattern):
        yield part
        if isinstance(part, List):
            yield from inside(part.content)


# A pattern may be made of the same part again and again: ``met`` are those that were looked at.


def _next(pattern: Pattern, met: set[Pattern]) -> Iterator[str]:
    if pattern in met:
        return
    met.add(pattern)
    match pattern:
        case Element():
            yield from listed(pattern.names)
        case Group():
            yield from _next(pattern.first, met)
            if pattern.first.nullable:
                yield from _next(pattern.second, met)
        case _:
            for part in pattern.parts():
                yield from _next(part, met)


def _needed(pattern: Pattern, met: set[Pattern]) -> Iterator[str]:
    if pattern.nullable or pattern in met:
        return
    met.add(pattern)
    match pattern:
        case Group():
            yield from _needed(pattern.second if pattern.first.nullable else pattern.first, met)
        case Interleave():
            for part in pattern.threads:
                yield from _needed(part, met)
        case OneOrMore():
            yield from _needed(pattern.content, met)
        case _:
            yield from _next(pattern, set())


def _closes(pattern: Pattern) -> bool:
    return pattern.close() is not pattern.patterns.not_allowed


def _possible(pattern: Pattern) -> Iterator[str]:
    return (name for part in inside(pattern) if isinstance(part, Attribute) for name in listed(part.names))


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
