"""The citation trees of a document: as its header declares them, or else by its divisions; and by its milestones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from weakref import WeakKeyDictionary

from teipress.cite.declared import Declaration, Faults, Structure, milestone_structures, read_declarations, tag
from teipress.cite.evaluate import select, text_of
from teipress.cite.nodes import TOP, Element, Tree, tree_of
from teipress.cite.units import MILESTONES, CitationTree, Gatherer, Kind, Span, Unit
from teipress.cite.usual import UNITS, usual_tree
from teipress.cite.words import Words, english
from teipress.cite.xpath import Path, XPathFault
from teipress.corpus import Document
from teipress.diagnostics import Diagnostic, shortened

__all__ = ["CitationTree", "Unit", "check_references", "citation_trees"]

_trees: WeakKeyDictionary[Document, tuple[Words, tuple[CitationTree, ...]]] = WeakKeyDictionary()
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
LONGEST_REFERENCE = 400  # characters: what is longer is no reference, but a text


def citation_trees(document: Document, words: Words | None = None) -> tuple[CitationTree, ...]:
    """Give every way to cite a document, the default first; none, where nothing in it can be cited.

    The default tree has no name. ``words`` are those of the edition's language (English, if none are given). Pages
    cite by them, and DTS divides by them: they are remembered as long as the document is there.
    """
    words = words or english()
    known = _trees.get(document)
    if known is None or known[0] != words:
        _trees[document] = known = words, _read(document, words)[0]
    return known[1]


def units_with_id(document: Document, words: Words) -> Iterator[Unit]:
    """Give all units that have an id, the default tree first. A tree in which there can be none is not made."""
    usual = document in _trees or any(element.tag in UNITS for element in document.with_id)
    trees = citation_trees(document, words) if usual else _read(document, words, usual=False)[0]
    return (unit for tree in trees for unit in tree.units if unit.id)


def check_references(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Report what is wrong with the declarations of how a document is cited."""
    for document in documents:
        if "refsDecl" in document.text:
            yield from _read(document, english())[1]


def _read(document: Document, words: Words, *, usual: bool = True) -> tuple[tuple[CitationTree, ...], list[Diagnostic]]:
    faults = Faults(document)
    tree = cache(lambda: tree_of(document.root))  # most texts need none
    declarations = read_declarations(document, faults)
    made = [_Builder(declaration, tree(), words, faults).tree() for declaration in declarations]
    trees = [one for one in made if one.units]
    if usual and not trees:
        by_divisions = usual_tree(document.root, words)
        trees = [by_divisions] if by_divisions.units else []
    cited = {unit.span.element.tag for one in trees for unit in one.units if unit.span and unit.span.is_stretch}
    for further in milestone_structures(document.root, {one.name for one in trees}):
        by_milestones = _Builder(further, tree(), words, None).tree()
        if by_milestones.units and not {unit.span.element.tag for unit in by_milestones.units if unit.span} <= cited:
            trees.append(by_milestones)
    return tuple(replace(one, name="") if place == 0 else one for place, one in enumerate(trees)), faults.found


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where units are looked for: in an element (or the document), or in what follows a milestone in it."""

    node: Element | None
    start: int = -1
    end: int | None = None

    @property
    def is_stretch(self) -> bool:
        return self.end is not None


class _Builder:
    """Makes the tree of one declaration."""

    def __init__(self, declaration: Declaration, tree: Tree, words: Words, faults: Faults | None) -> None:
        self._declaration = declaration
        self._tree = tree
        self._faults = faults
        self._gatherer = Gatherer(words)
        self._selected: dict[tuple[int, Element | None], tuple[list[Element], list[int]]] = {}
        self._nameless: dict[int, list[Element]] = {}
        self._matched: set[int] = set()
        self._wrong: set[int] = set()
        self._sources: dict[str, Structure] = {}

    def tree(self) -> CitationTree:
        """Collect the units, and tell what is wrong."""
        structures = self._declaration.structures
        self._add(structures, _Scope(None), None)
        self._tell(structures)
        return self._gatherer.tree(self._declaration.name, _kinds(structures), self._declaration.description)

    def _add(self, structures: Sequence[Structure], scope: _Scope, parent: Unit | None) -> None:
        """Add all units of some kinds within a scope, in document order."""
        order, found = self._tree.order, self._found(structures, scope)
        milestones = [order[element] for _, element, _, _ in found if element.tag in MILESTONES]
        for structure, element, place, size in found:
            span, inner = Span(element), _Scope(element)
            if element.tag in MILESTONES:
                start, following = order[element], bisect_left(milestones, order[element]) + 1
                last = len(order) if scope.end is None else scope.end
                end = milestones[following] if following < len(milestones) else last
                span, inner = self._stretch(element, scope, end), _Scope(scope.node, start, end)
            unit = self._unit(structure, span, parent, place, size)
            if unit is not None:
                self._add(structure.within, inner, unit)

    def _found(self, structures: Sequence[Structure], scope: _Scope) -> list[tuple[Structure, Element, int, int]]:
        """Find the elements of some kinds in document order, each with its place among those of its kind."""
        found: list[tuple[Structure, Element, int, int]] = []
        for structure in structures:
            elements = self._elements(structure, scope)
            found += ((structure, element, place, len(elements)) for place, element in enumerate(elements, 1))
        return sorted(found, key=lambda one: self._tree.order[one[1]]) if len(structures) > 1 else found

    def _stretch(self, element: Element, scope: _Scope, end: int) -> Span:
        texts = [*element.iterancestors(tag("text"))]
        within = scope.node if scope.node is not None else (texts[-1] if texts else self._tree.root)
        return Span(element, within, self._tree.elements[end] if end < len(self._tree.elements) else None)

    def _elements(self, structure: Structure, scope: _Scope) -> list[Element]:
        """Find the elements of a kind. Below a milestone, they are looked for in what follows it."""
        key = id(structure), scope.node
        if not scope.is_stretch or key not in self._selected:
            match = structure.match
            if scope.is_stretch and isinstance(match, Path) and not match.absolute and match.steps:
                match = replace(match, steps=(replace(match.steps[0], deep=True), *match.steps[1:]))
            try:
                found = (
                    []
                    if id(structure) in self._wrong
                    else select(self._tree, match, scope.node if scope.node is not None else TOP)
                )
            except XPathFault as fault:
                self._wrong.add(id(structure))
                self._tell_of_path(structure, "match", fault)
                found = []
            if found:
                self._matched.add(id(structure))
            if not scope.is_stretch:
                return found
            self._selected[key] = found, [self._tree.order[element] for element in found]
        found, places = self._selected[key]
        return found[bisect_left(places, scope.start + 1) : bisect_left(places, scope.end or 0)]

    def _unit(self, structure: Structure, span: Span, parent: Unit | None, place: int, size: int) -> Unit | None:
        try:
            number = text_of(self._tree, structure.use, span.element, place, size)
            said = ((name, text_of(self._tree, use, span.element, place, size)) for name, use in structure.data)
            data = tuple((name, shortened(value)) for name, value in said if value)
            if len(self._gatherer.units) > len(self._tree.elements):
                raise XPathFault("finds the same passages again and again")
        except XPathFault as fault:
            if id(structure) not in self._wrong:
                self._wrong.add(id(structure))
                self._tell_of_path(structure, "use", fault)
            return None
        identifier = (parent.identifier if parent else "") + structure.delimiter + number
        if not number or len(identifier) > LONGEST_REFERENCE:
            self._nameless.setdefault(id(structure), []).append(span.element)
            return None
        # In texts of CTS the largest unit has no name, and the address of the whole for a number: no words for readers.
        word = None if structure.unit else "" if _ADDRESS.match(number) else number
        unit = self._gatherer.add(span, parent, _type_of(structure), identifier, number, data, word=word)
        self._sources[unit.identifier] = structure
        return unit

    def _tell(self, structures: Sequence[Structure], *, reached: bool = True) -> None:
        if self._faults is None:
            return
        for unit in self._gatherer.twice[:1]:
            structure = self._sources[unit.identifier]
            wrong = unit.identifier[: unit.identifier.rindex("(")]
            if unit.span is not None:
                more = len(self._gatherer.twice) - 1
                self._faults.tell(
                    "ambiguous-reference",
                    f"“{wrong}” is the reference of two passages" + (f"; so are {more} more" if more else ""),
                    unit.span.element,
                    f"Give each {_type_of(structure)} a number of its own in what is around it. "
                    f"Until then this one is “{unit.identifier}”.",
                )
        for structure in structures:
            self._tell_of(structure, reached=reached)

    def _tell_of(self, structure: Structure, *, reached: bool) -> None:
        if self._faults is None or structure.source is None:
            return
        matched = id(structure) in self._matched
        if reached and not matched and id(structure) not in self._wrong:
            self._faults.tell(
                "idle-citation-path",
                f"this declaration leads to no {_type_of(structure)}",
                structure.source,
                "Correct the path; the text cannot be cited so.",
                "match" if "match" in structure.source.attrib else None,
            )
        if nameless := self._nameless.get(id(structure)):
            more = f"; {len(nameless) - 1} more lack it, too" if len(nameless) > 1 else ""
            self._faults.tell(
                "uncitable-unit",
                f"this {_type_of(structure)} lacks what it is cited by{more}",
                nameless[0],
                "Give it the number that the declaration in refsDecl names, or leave it out of the declaration.",
            )
        for inner in structure.within:
            self._tell_of(inner, reached=matched)

    def _tell_of_path(self, structure: Structure, attribute: str, fault: XPathFault) -> None:
        source = structure.source
        if self._faults is not None and source is not None:
            written = attribute if attribute in source.attrib else None
            self._faults.tell(
                "unclear-citation-path",
                f"the path “{source.get(attribute, '')}” {fault}" if written else f"the pattern {fault}",
                source,
                "Write it so that it leads straight to the passages.",
                written,
            )


def _type_of(structure: Structure) -> str:
    """Say what the units of a kind are: as it is declared, else the name of the element."""
    if structure.unit:
        return structure.unit
    match = structure.match
    return (match.steps[-1].test.name if isinstance(match, Path) and match.steps else None) or "passage"


def _kinds(structures: Sequence[Structure]) -> tuple[Kind, ...]:
    return tuple(Kind(_type_of(structure), _kinds(structure.within)) for structure in structures)
