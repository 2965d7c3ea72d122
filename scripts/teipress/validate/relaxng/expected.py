"""What could stand where something else does: for the words of a diagnostic. What must come comes first.

Names are in alphabetical order, values as people count: the order of patterns depends on what was read before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from teipress.validate.relaxng.datatypes import Datatype
from teipress.validate.relaxng.names import XML, listed
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

_NUMBERS = re.compile(r"(\d+)")


def needed_elements(patterns: Iterable[Pattern]) -> list[str]:
    """Name the elements of which one must come next."""
    met: set[Pattern] = set()
    return _sorted(name for pattern in patterns for name in _needed(pattern, met))


def next_elements(patterns: Iterable[Pattern]) -> list[str]:
    """Name the elements that may come next, those that must come first."""
    patterns = tuple(patterns)
    met: set[Pattern] = set()
    return _once((*needed_elements(patterns), *_sorted(name for pattern in patterns for name in _next(pattern, met))))


def needed_attributes(pattern: Pattern) -> list[str]:
    """Name the attributes without which a start tag cannot end; of alternatives, those of the first."""
    match pattern:
        case Attribute():
            return sorted(listed(pattern.names))[:1]
        case Choice():
            if any(_closes(part) for part in pattern.alternatives):
                return []
            return min(map(needed_attributes, pattern.alternatives))
        case _:
            return _sorted(name for part in pattern.parts() for name in needed_attributes(part))


def possible_attributes(patterns: Iterable[Pattern]) -> list[str]:
    """Name every attribute that a start tag may have."""
    return _sorted(name for pattern in patterns for name in _possible(pattern))


def values(pattern: Pattern) -> list[str]:
    """List the values that are written out in a pattern."""
    return sorted({part.value for part in _with_lists(pattern) if isinstance(part, Value)}, key=_counted)


def _counted(value: str) -> list[tuple[int, str]]:
    """Sort 10 after 9."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBERS.split(value)]


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


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(set(names), key=lambda name: (name.startswith(XML), name.rpartition("}")[2], name))


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
