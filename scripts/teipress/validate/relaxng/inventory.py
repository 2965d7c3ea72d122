"""Which elements a schema has: found by following its references, without compiling what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from teipress.validate.relaxng.grammar import Compiler, Definition, Grammar
from teipress.validate.relaxng.patterns import Element
from teipress.validate.relaxng.syntax import check_node
from teipress.validate.relaxng.tree import Node

_WITHOUT_ELEMENTS = frozenset({"attribute", "data", "value", "list", "text", "empty", "notAllowed"})
_ALL_NEEDED = frozenset({"group", "interleave", "oneOrMore", "mixed", "list", "attribute"})


class CannotTell(Exception):
    """The schema refers to other files by ``externalRef``: each reference is a copy, made by compiling."""


class Inventory:
    """Finds the elements that a schema leads to. It raises ``Wrong`` and ``CannotTell``."""

    def __init__(self, compiler: Compiler, root: Node) -> None:
        self._compiler = compiler
        self._impossible: dict[Definition, bool] = {}
        self.elements: list[Element] = []
        left: list[tuple[Node, Grammar | None]] = [(root, None)]
        met: set[Definition] = set()
        while left:
            node, grammar = left.pop()
            if node.name == "element":
                check_node(node)
                self.elements.append(compiler.element(node, grammar))
                left.extend(self._all(node.children, grammar))
            elif node.name in ("ref", "parentRef"):
                definition, grammar = compiler.definition(node, grammar)
                if definition not in met:
                    met.add(definition)
                    left.extend(self._defined(definition, grammar))
            elif node.name == "grammar":
                inner = compiler.grammar(node, grammar)
                left.extend(self._defined(inner.start, inner))
            elif node.name == "choice":
                left.extend((child, grammar) for child in reversed(node.children))
            elif node.name not in _WITHOUT_ELEMENTS:
                left.extend(self._all(node.children, grammar))

    def _all(self, nodes: Sequence[Node], grammar: Grammar | None) -> Sequence[tuple[Node, Grammar | None]]:
        """Give nodes of which each is needed, the last one first; none where one of them is not allowed."""
        if any(self._is_impossible(node, grammar) for node in nodes):
            return ()
        return [(node, grammar) for node in reversed(nodes)]

    def _defined(self, definition: Definition, grammar: Grammar) -> Sequence[tuple[Node, Grammar | None]]:
        if definition.combine == "interleave":
            return self._all([child for node in definition.nodes for child in node.children], grammar)
        return [part for node in reversed(definition.nodes) for part in self._all(node.children, grammar)]

    def _is_impossible(self, node: Node, grammar: Grammar | None) -> bool:
        """Tell whether a pattern is never allowed (spec, section 4.20)."""
        if node.name in ("ref", "parentRef"):
            definition, where = self._compiler.definition(node, grammar)
            return self._is_definition_impossible(definition, where)
        if node.name == "notAllowed":
            return True
        if node.name == "choice":
            return all(self._is_impossible(child, grammar) for child in node.children)
        if node.name == "grammar":
            inner = self._compiler.grammar(node, grammar)
            return self._is_definition_impossible(inner.start, inner)
        if node.name == "externalRef":
            raise CannotTell
        return node.name in _ALL_NEEDED and any(self._is_impossible(child, grammar) for child in node.children)

    def _is_definition_impossible(self, definition: Definition, grammar: Grammar) -> bool:
        if definition not in self._impossible:
            self._impossible[definition] = False  # while it is looked at: what refers to itself is told elsewhere
            parts = (any(self._is_impossible(child, grammar) for child in node.children) for node in definition.nodes)
            self._impossible[definition] = any(parts) if definition.combine == "interleave" else all(parts)
        return self._impossible[definition]
