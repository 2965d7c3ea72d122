"""Which elements a schema has: found by following its references, without compiling what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teipress.validate.relaxng.grammar import Compiler, Definition, Grammar
from teipress.validate.relaxng.names import listed, name_of
from teipress.validate.relaxng.patterns import Element
from teipress.validate.relaxng.syntax import check_node
from teipress.validate.relaxng.tree import RELAXNG, Node

_WITHOUT_ELEMENTS = frozenset({"attribute", "data", "value", "list", "text", "empty", "notAllowed"})
_ALL_NEEDED = frozenset({"group", "interleave", "oneOrMore", "mixed", "list", "attribute"})


# Patterns that never match, other files, other grammars: with one of these, the text alone does not tell enough.
_HARD = ("notAllowed", "externalRef", "parentRef", "<include", ":include", "<grammar", ":grammar")
_ANNOTATION = re.compile(r"<([\w.\-]+:[\w.\-]+)\b[^>]*(?:(?<=/)>|>.*?</\1>)", re.DOTALL)
_BOUND = re.compile(rf'<[\w.\-]+:[^>]*"{re.escape(RELAXNG)}"')  # a prefix that means RELAX NG
_ELEMENT = re.compile(r'<element name="([A-Za-z_][A-Za-z0-9_.\-]*)">')
_REFERENCE = re.compile(r'<ref name="([^"]+)"/>')


class CannotTell(Exception):
    """The schema has what this way of looking at it cannot follow."""


class Register:
    """Where the elements of each name are defined, in a schema of one plain grammar in which all can match.

    It is read from the text, as most of it will never be asked for. Raises ``CannotTell`` of another schema, ``Wrong``.
    """

    def __init__(self, compiler: Compiler, root: Node) -> None:
        text = root.source
        if root.name != "grammar" or root.prefixes.get("") != RELAXNG or any(word in text for word in _HARD):
            raise CannotTell
        self._compiler = compiler
        self._grammar = compiler.grammar(root, None)
        self._defined: dict[str, dict[Node, None]] = {}
        left = [self._grammar.start]
        met = set(left)
        while left:
            for node in left.pop().nodes:
                elements, references = _plainly(node) or self._closely(node)
                for name in elements:
                    self._defined.setdefault(name, {})[node] = None
                for name in references:
                    definition = self._grammar.definitions.get(name)
                    if definition is None:
                        raise CannotTell
                    if definition not in met:
                        met.add(definition)
                        left.append(definition)

    def _closely(self, node: Node) -> tuple[list[str], list[str]]:
        """List the elements in a definition, and what it refers to, from its nodes."""
        inner = list(_inside(node))
        elements = [self._compiler.element(one, self._grammar) for one in inner if one.name == "element"]
        names = [name for element in elements for name in listed(element.names)]
        return names, [one.required("name") for one in inner if one.name == "ref"]

    @property
    def names(self) -> tuple[str, ...]:
        """List the names of all elements."""
        return tuple(self._defined)

    def named(self, name: str) -> Iterator[Element]:
        """Find the elements that a name can match by name."""
        for node in self._defined.get(name, ()):
            for inner in _inside(node):
                if inner.name == "element":
                    element = self._compiler.element(inner, self._grammar)
                    if name in listed(element.names):
                        yield element


def _plainly(node: Node) -> tuple[list[str], list[str]] | None:
    """List the elements in a definition, and what it refers to, from its text; nothing where that is written oddly."""
    text = node.source
    if _BOUND.search(text):
        return None
    text = _ANNOTATION.sub("", text)
    elements, references = _ELEMENT.findall(text), _REFERENCE.findall(text)
    if " xmlns=" in text or " ns=" in text:
        return None
    if text.count("<element") != len(elements) or text.count("<ref") != len(references):
        return None
    ns = node.ns if elements else ""
    return [name_of(ns, name) for name in elements], references


def _inside(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.name in ("element", "ref"):
            check_node(child)
            yield child
        if child.name not in _WITHOUT_ELEMENTS:
            yield from _inside(child)


class Inventory:
    """Finds the elements that a schema leads to. Raises ``Wrong``, and ``CannotTell`` of one with ``externalRef``."""

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
