"""A plain matcher of small schemas, written apart from the engine: it tries everything (spec, section 6).

A pattern is matched against attributes and content at once. Adjacent texts are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Pattern:
    """A pattern: its name in RELAX NG, its parts, and a word more: a name or a value."""

    kind: str
    parts: tuple[Pattern, ...] = ()
    word: str = ""

    def xml(self) -> str:
        inside = "".join(part.xml() for part in self.parts)
        match self.kind:
            case "element" | "attribute":
                return f'<{self.kind} name="{self.word}">{inside}</{self.kind}>'
            case "value":
                return f"<value>{self.word}</value>"
            case "data":
                return '<data type="integer"/>'
            case _:
                return f"<{self.kind}>{inside}</{self.kind}>"


@dataclass(frozen=True)
class Node:
    """An element of a document; texts between its children are “” or “x”."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    content: tuple[Node | str, ...]

    def xml(self) -> str:
        attributes = "".join(f' {name}="{value}"' for name, value in self.attributes)
        inside = "".join(part if isinstance(part, str) else part.xml() for part in self.content)
        return f"<{self.name}{attributes}>{inside}</{self.name}>"


Item = Node | str


def matches_document(schema: Pattern, root: Node) -> bool:
    return any(True for left in consumed(schema, frozenset(), (root,)) if left == (frozenset(), ()))


def strings_of(content: Sequence[Item]) -> tuple[Item, ...]:
    made: list[Item] = []
    for item in content:
        if isinstance(item, str) and made and isinstance(made[-1], str):
            made[-1] += item
        else:
            made.append(item)
    return tuple(item for item in made if item != "")


Attributes = frozenset[tuple[str, str]]
Items = tuple[Item, ...]
Rest = tuple[Attributes, Items]


@cache
def consumed(pattern: Pattern, attributes: Attributes, items: Items) -> frozenset[Rest]:
    """Give all that can be left of attributes and items when the pattern has taken its part from their start."""
    return frozenset(_TAKE[pattern.kind](pattern, attributes, items))


def _empty(_: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    yield attributes, items


def _not_allowed(_: Pattern, _attributes: Attributes, _items: Items) -> Iterator[Rest]:
    return iter(())


def _text(_: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    yield attributes, items
    if items and isinstance(items[0], str):
        yield attributes, items[1:]


def _simple(pattern: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    string = items[0] if items else ""
    if isinstance(string, str) and takes(pattern, string):
        yield attributes, items[1:]


def _attribute(pattern: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    for name, value in attributes:
        if name == pattern.word and matches_string(pattern.parts[0], value):
            yield attributes - {(name, value)}, items


def _element(pattern: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    if items and isinstance(items[0], Node) and items[0].name == pattern.word and matches_node(pattern, items[0]):
        yield attributes, items[1:]


def _group(pattern: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    return _in_turn(pattern.parts, attributes, items)


def _choice(pattern: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    for part in pattern.parts:
        yield from consumed(part, attributes, items)


def _optional(pattern: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    yield attributes, items
    yield from consumed(pattern.parts[0], attributes, items)


def _interleave(pattern: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    return _interleaved(pattern.parts, attributes, items)


def _mixed(pattern: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    return _interleaved((*pattern.parts, Pattern("text")), attributes, items)


def _in_turn(parts: Sequence[Pattern], attributes: Attributes, items: Items) -> Iterator[Rest]:
    if not parts:
        yield attributes, items
        return
    for left in consumed(parts[0], attributes, items):
        yield from _in_turn(parts[1:], *left)


def _repeated(pattern: Pattern, attributes: Attributes, items: Items) -> Iterator[Rest]:
    found: set[Rest] = {(attributes, items)} if pattern.kind == "zeroOrMore" else set()
    new = set(consumed(pattern.parts[0], attributes, items))
    while new - found:
        found |= new
        new = {after for left in new for after in consumed(pattern.parts[0], *left)}
    yield from found


def _interleaved(parts: Sequence[Pattern], attributes: Attributes, items: Items) -> Iterator[Rest]:
    """Deal the first so many items out to the parts in every way."""
    if len(parts) == 1:
        yield from consumed(parts[0], attributes, items)
        return
    for length in range(len(items) + 1):
        for choice in range(2**length):
            mine = tuple(items[n] for n in range(length) if choice >> n & 1)
            others = tuple(items[n] for n in range(length) if not choice >> n & 1)
            for left, rest in consumed(parts[0], attributes, mine):
                if not rest:
                    yield from (
                        (after, items[length:]) for after, end in _interleaved(parts[1:], left, others) if not end
                    )


def matches_node(element: Pattern, node: Node) -> bool:
    content = strings_of(node.content)
    return any(left == (frozenset(), ()) for left in _in_turn(element.parts, frozenset(node.attributes), content))


def matches_string(pattern: Pattern, value: str) -> bool:
    items = (value,) if value else ()
    return any(left == (frozenset(), ()) for left in consumed(pattern, frozenset(), items))


def takes(pattern: Pattern, string: str) -> bool:
    match pattern.kind:
        case "value":
            return string.split() == pattern.word.split()
        case "data":
            return string.strip().isdecimal()
        case _:
            words = tuple(string.split())
            return any(not left for _, left in consumed(pattern.parts[0], frozenset(), words))


_TAKE: dict[str, Callable[[Pattern, Attributes, Items], Iterator[Rest]]] = {
    "empty": _empty,
    "notAllowed": _not_allowed,
    "text": _text,
    "value": _simple,
    "data": _simple,
    "list": _simple,
    "attribute": _attribute,
    "element": _element,
    "group": _group,
    "choice": _choice,
    "optional": _optional,
    "zeroOrMore": _repeated,
    "oneOrMore": _repeated,
    "interleave": _interleave,
    "mixed": _mixed,
}
