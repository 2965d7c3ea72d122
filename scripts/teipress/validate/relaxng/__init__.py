"""RELAX NG: a complete validator in Python.

``Schema.from_file(path)`` compiles what it must; the rest is compiled when a document needs it.
``schema.validate(document)`` yields the diagnostics of a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from teipress.validate.relaxng.automaton import Automaton
from teipress.validate.relaxng.grammar import Compiler
from teipress.validate.relaxng.loading import Load, files, read_file
from teipress.validate.relaxng.names import listed
from teipress.validate.relaxng.patterns import Element, Pattern, TooLarge, inside
from teipress.validate.relaxng.quick import UNBOUNDED, No, is_valid
from teipress.validate.relaxng.restrictions import Broken, Restrictions, check_start
from teipress.validate.relaxng.tree import Wrong, read_tree

if TYPE_CHECKING:
    from teipress.corpus import Document
    from teipress.diagnostics import Diagnostic
    from teipress.validate.relaxng.inventory import Register

__all__ = ["Schema", "Wrong"]


class Schema:
    """A RELAX NG schema in XML syntax. Raises ``Wrong`` where it is made, or used, and turns out to be wrong.

    What a document needs of it is checked when it is compiled; ``verify`` checks all of it.
    """

    def __init__(self, data: bytes, base: str, load: Load) -> None:
        self.base = base
        self._root = read_tree(data, base)
        self._compiler = Compiler(load)
        with self._bounded():
            start = self._compiler.schema(self._root)
        try:
            check_start(start)
        except Broken as broken:
            raise self._root.error(str(broken)) from None
        self._restrictions = Restrictions()
        self._compiler.patterns.look_at = self._look_at
        self.automaton = Automaton(self._compiler.patterns, start)

    @classmethod
    def from_file(cls, path: Path, within: Path | None = None) -> Schema:
        """Read a schema. Name the folder that it may read from, ``within``, where the schema is not to be trusted."""
        uri = path.resolve().as_uri()
        if path.suffix == ".rnc":
            message = f"the compact syntax is not read; convert it: trang {path.name} {path.stem}.rng"
            raise Wrong(message, uri=uri, line=1, column=1)
        return cls(read_file(path, within), uri, files(within))

    @classmethod
    def from_bytes(cls, data: bytes, base: str, load: Load | None = None) -> Schema:
        """Compile a schema; ``base`` is its address, ``load`` reads what it refers to (default: files only)."""
        return cls(data, base, load or files())

    def verify(self) -> None:
        """Compile all of the schema and check all that the specification asks of it. Raises ``Wrong``."""
        self.elements()
        with self._bounded():
            self._compiler.look_through_all()

    def elements(self) -> tuple[Element, ...]:
        """Find every element that a valid document could hold. Raises ``Wrong``."""
        return self._elements

    @cached_property
    def _elements(self) -> tuple[Element, ...]:
        found: dict[Element, None] = {}
        met: set[Pattern] = set()
        left = [self.automaton.start.patterns[0]]
        with self._bounded():
            while left:
                for part in inside(left.pop(), met):
                    if isinstance(part, Element):
                        found[part] = None
                        left.append(part.content)
        return tuple(found)

    def _look_at(self, element: Element, content: Pattern) -> None:
        """Check what section 7 of the specification asks of the content of an element, when it is compiled."""
        try:
            self._restrictions.check(content)
        except Broken as broken:
            raise self._compiler.nodes[element].error(str(broken)) from None

    def is_valid(self, data: bytes, *, depth: int = 100, attributes: int = 200) -> bool:
        """Tell quickly whether a document is well-formed, within the limits, in UTF-8, without a DOCTYPE, and valid."""
        with self._bounded():
            return is_valid(self.automaton, data, depth=depth, attributes=attributes)

    def validate(self, document: Document) -> Iterator[Diagnostic]:
        """Report what the schema does not allow in a document, in its order."""
        if not self.is_valid(document.data, depth=UNBOUNDED, attributes=UNBOUNDED):
            yield from self.explain(document.text, document.name) or ()

    def explain(
        self, text: str, name: str, root: str = "", *, depth: int = UNBOUNDED, attributes: int = UNBOUNDED
    ) -> Sequence[Diagnostic] | None:
        """Report what the schema does not allow in a text, in its order; ``name`` is the path to show.

        Nothing for a text that needs a closer look first: it is not well-formed, has a DOCTYPE, its first element is
        not in the namespace ``root`` (if one is asked for), it is nested more than ``depth`` deep, or has an element
        with more attributes than these.
        """
        from teipress.validate.relaxng.places import diagnostics
        from teipress.validate.relaxng.slow import find_problems

        with self._bounded():
            try:
                found = find_problems(self, text, root, depth=depth, attributes=attributes)
            except No:
                return None
        return tuple(diagnostics(found, text, name))

    def element_names(self) -> tuple[str, ...]:
        """List the names of the elements that a valid document could hold."""
        return self._register.names if self._register else tuple(self._named)

    def elements_named(self, name: str) -> tuple[Element, ...]:
        """Find the elements of the schema that a name can match by name."""
        if self._register:
            with self._bounded():
                return tuple(self._register.named(name))
        return tuple(self._named.get(name, ()))

    @cached_property
    def _register(self) -> Register | None:
        from teipress.validate.relaxng.inventory import CannotTell, Register

        try:
            with self._bounded():
                return Register(self._compiler, self._root)
        except CannotTell:
            return None

    @cached_property
    def _named(self) -> dict[str, list[Element]]:
        from teipress.validate.relaxng.inventory import CannotTell, Inventory

        found: dict[str, list[Element]] = {}
        try:
            with self._bounded():
                elements: Sequence[Element] = Inventory(self._compiler, self._root).elements
        except CannotTell:
            elements = self.elements()
        for element in elements:
            for name in dict.fromkeys(listed(element.names)):
                found.setdefault(name, []).append(element)
        return found

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        """Make a complaint of what goes beyond Python's stack, or beyond all measure."""
        try:
            yield
        except RecursionError:
            raise self._root.error("this schema is nested too deeply to be checked") from None
        except TooLarge:
            raise self._root.error("this schema is too large, or leaves too much open, to be checked") from None
