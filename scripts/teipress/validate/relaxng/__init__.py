"""RELAX NG: a complete validator in Python.

``Schema.from_file(path)`` compiles what it must; the rest is compiled when a document needs it.
``schema.validate(document)`` yields the diagnostics of a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from teipress.validate.relaxng.automaton import Automaton
from teipress.validate.relaxng.grammar import Compiler, Load
from teipress.validate.relaxng.names import listed
from teipress.validate.relaxng.patterns import Element, elements_in
from teipress.validate.relaxng.quick import is_valid
from teipress.validate.relaxng.restrictions import Broken, Restrictions, check_start
from teipress.validate.relaxng.tree import Wrong, read_tree

if TYPE_CHECKING:
    from teipress.corpus import Document
    from teipress.diagnostics import Diagnostic

__all__ = ["Schema", "Wrong"]


class Schema:
    """A RELAX NG schema in XML syntax. Raises ``Wrong`` where it is made, or used, and turns out to be wrong."""

    def __init__(self, data: bytes, base: str, load: Load) -> None:
        self.base = base
        self._root = read_tree(data, base)
        self._compiler = Compiler(load)
        start = self._compiler.schema(self._root)
        try:
            check_start(start)
        except Broken as broken:
            raise self._root.error(str(broken)) from None
        self.automaton = Automaton(self._compiler.patterns, start)

    @classmethod
    def from_file(cls, path: Path) -> Schema:
        """Read a schema; what it includes is read from its own folder and below, or beside it."""
        return cls.from_bytes(path.read_bytes(), path.resolve().as_uri())

    @classmethod
    def from_bytes(cls, data: bytes, base: str, load: Load | None = None) -> Schema:
        """Compile a schema; ``base`` is its address, ``load`` reads what it refers to (default: files only)."""
        return cls(data, base, load or _load_file)

    def verify(self) -> None:
        """Compile all of the schema and check all that the specification asks of it. Raises ``Wrong``."""
        restrictions = Restrictions()
        for element in self.elements():
            try:
                restrictions.check(element)
            except Broken as broken:
                raise self._compiler.nodes[element].error(str(broken)) from None
        self._compiler.look_through_all()

    def elements(self) -> tuple[Element, ...]:
        """Find every element that a valid document could hold."""
        found: dict[Element, None] = {}
        left = list(elements_in(self.automaton.start.patterns[0]))
        while left:
            element = left.pop()
            if element not in found:
                found[element] = None
                left.extend(elements_in(element.content))
        return tuple(found)

    def is_valid(self, data: bytes, *, depth: int = 100, attributes: int = 200) -> bool:
        """Tell quickly whether a document is well-formed, within the limits, in UTF-8, without a DOCTYPE, and valid."""
        return is_valid(self.automaton, data, depth=depth, attributes=attributes)

    def validate(self, document: Document) -> Iterator[Diagnostic]:
        """Report what the schema does not allow in a document, in its order."""
        from teipress.validate.relaxng.slow import problems

        if not self.is_valid(document.data, depth=10**9, attributes=10**9):
            yield from problems(self, document)

    def element_names(self) -> tuple[str, ...]:
        """List the names of the elements that a valid document could hold."""
        return tuple(dict.fromkeys(name for element in self.elements() for name in listed(element.names)))

    def elements_named(self, name: str) -> tuple[Element, ...]:
        """Find the elements of the schema that a name can match by name."""
        return tuple(element for element in self.elements() if name in listed(element.names))


def _load_file(uri: str) -> bytes:
    from urllib.request import url2pathname  # slow to load, and seldom needed

    parts = urlsplit(uri)
    if parts.scheme != "file":
        raise OSError(None, "only files are read, nothing is fetched")
    return Path(url2pathname(parts.path)).read_bytes()
