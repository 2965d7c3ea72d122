"""The nodes of a document, and the ways from one to others: what a step of an XPath goes along.

An attribute or a text is its value here: no axis leads on from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, TypeAlias

from lxml import etree

from teipress.cite.xpath import Test, XPathFault

Element: TypeAlias = etree._Element


class Top:
    """The document itself, the parent of its root."""

    __slots__ = ()


TOP: Final = Top()

Node: TypeAlias = Element | Top | str  # an attribute or a text is its value
Value: TypeAlias = "str | float | bool | Sequence[Node]"


class TooCostly(XPathFault):
    """An expression that visits more nodes than are allowed."""


@dataclass
class Tree:
    """A document to walk in: its elements in order. ``left`` is how many more nodes may be visited."""

    root: Element
    left: int
    elements: Sequence[Element] = ()
    order: dict[Element, int] = field(default_factory=dict)

    def spend(self, cost: int = 1) -> None:
        """Count visited nodes. Raises ``TooCostly``."""
        self.left -= cost
        if self.left < 0:
            raise TooCostly("takes too long: it goes through the text again and again")

    def sorted(self, elements: Iterable[Node]) -> list[Node]:
        """Put nodes into the order of the document, each once. Values of attributes come last, as they came."""
        found = [*elements]
        values: list[Node] = [node for node in found if isinstance(node, str)]
        nodes = {node: self.place(node) for node in found if not isinstance(node, str)}
        return [*sorted(nodes, key=nodes.__getitem__), *values]

    def place(self, node: Element | Top) -> int:
        """Say where an element stands among all elements, from 0; the document stands before."""
        return -1 if isinstance(node, Top) else self.order[node]


def tree_of(root: Element, budget: int = 30) -> Tree:
    """Prepare a document; its expressions may visit ``budget`` times as many nodes as it has, and 200,000."""
    elements = [*root.iter(etree.Element)]
    order = {element: place for place, element in enumerate(elements)}
    return Tree(root, budget * len(order) + 200_000, elements, order)


def along(axis: str, node: Node, tree: Tree) -> Iterator[Node]:
    """Go along an axis, counting each node; backwards on the axes that lead back."""
    for one in _nodes(axis, node, tree):
        tree.spend()
        yield one


def _nodes(axis: str, node: Node, tree: Tree) -> Iterator[Node]:
    if isinstance(node, str):
        return iter([node] if axis in _WITH_SELF else [])
    if isinstance(node, Top):
        return _nodes_of_top(axis, tree)
    return _AXES[axis](node)


def _attributes(node: Element) -> Iterator[Node]:
    return (Attribute(str(name), str(value)) for name, value in node.attrib.items())


def _parent(node: Element) -> Iterator[Node]:
    parent = node.getparent()
    yield TOP if parent is None else parent


def _ancestors(node: Element) -> Iterator[Node]:
    yield from node.iterancestors()
    yield TOP


def _following(node: Element) -> Iterator[Node]:
    for above in (node, *node.iterancestors()):
        for sibling in above.itersiblings(etree.Element):
            yield from sibling.iter(etree.Element)


def _preceding(node: Element) -> Iterator[Node]:
    for above in (node, *node.iterancestors()):
        for sibling in above.itersiblings(etree.Element, preceding=True):
            yield from reversed([*sibling.iter(etree.Element)])


def _children(node: Element) -> Iterator[Node]:
    if node.text:
        yield node.text
    for child in node:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _descendants(node: Element) -> Iterator[Node]:
    elements = node.iter(etree.Element)
    next(elements)
    yield from elements


_WITH_SELF = frozenset({"self", "descendant-or-self", "ancestor-or-self"})
_AXES: Mapping[str, Callable[[Element], Iterator[Node]]] = {
    "child": _children,
    "descendant": _descendants,
    "descendant-or-self": lambda node: node.iter(etree.Element),
    "self": lambda node: iter([node]),
    "parent": _parent,
    "ancestor": _ancestors,
    "ancestor-or-self": lambda node: chain([node], _ancestors(node)),
    "following-sibling": lambda node: node.itersiblings(etree.Element),
    "preceding-sibling": lambda node: node.itersiblings(etree.Element, preceding=True),
    "following": _following,
    "preceding": _preceding,
    "attribute": _attributes,
}


class Attribute(str):
    """The value of an attribute, with its name in Clark notation."""

    __slots__ = ("name",)
    name: str

    def __new__(cls, name: str, value: str) -> Attribute:
        """Make a value that knows its name."""
        made = super().__new__(cls, value)
        made.name = name
        return made


def _nodes_of_top(axis: str, tree: Tree) -> Iterator[Node]:
    if axis in {"self", "descendant-or-self", "ancestor-or-self"}:
        yield TOP
    if axis == "child":
        yield tree.root
    if axis in {"descendant", "descendant-or-self"}:
        yield from tree.root.iter(etree.Element)


def fits(node: Node, test: Test) -> bool:
    """Tell whether a node is what a step selects."""
    if test.kind == "node":
        return True
    if test.kind == "text":
        return isinstance(node, str) and not isinstance(node, Attribute)
    if isinstance(node, Top):
        return False
    if isinstance(node, Attribute):
        name = etree.QName(node.name)
        return test.kind == "attribute" and _named(test, name.namespace or "", name.localname)
    if isinstance(node, str) or test.kind == "attribute":
        return False
    if test.namespace is not None and test.name is not None:
        return node.tag == f"{{{test.namespace}}}{test.name}"
    name = etree.QName(node)
    return _named(test, name.namespace or "", name.localname)


def _named(test: Test, namespace: str, name: str) -> bool:
    return test.namespace in {None, namespace} and test.name in {None, name}


def named_below(node: Node, name: str, tree: Tree, *, deep: bool) -> list[Node]:
    """Let lxml find the elements of a name, next below a node or, if ``deep``, anywhere in it."""
    if isinstance(node, str):
        return []
    if isinstance(node, Top):
        return [*tree.root.iter(name)] if deep else [tree.root] if tree.root.tag == name else []
    below = node.iterdescendants(name) if deep else node.iterchildren(name)
    return [*below]
