"""The tree of a text that does not say how it is cited: divisions, then paragraphs, lines and speeches.

“chapter2.p4” is the fourth paragraph of the second chapter, “act1.scene3.sp7” a speech. A unit has the number that its
``@n`` says where all of its kind beside it have one, and no two the same; otherwise they are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from teipress.cite.declared import tag
from teipress.cite.units import DEEPEST, CitationTree, Gatherer, Kind, Span, Unit
from teipress.cite.words import Words
from teipress.corpus import Element

_DIVISIONS = frozenset(map(tag, ("div", "div1", "div2", "div3", "div4", "div5", "div6", "div7")))
_PARTS = {tag("front"): ("front", "front matter"), tag("back"): ("back", "back matter")}
_TEXT = tag("text")

# What is cited by itself: the letter in its identifier, and what it is called.
_LEAVES = {
    tag("p"): ("p", "paragraph"),
    tag("ab"): ("ab", "block"),
    tag("l"): ("l", "line"),
    tag("sp"): ("sp", "speech"),
    tag("u"): ("u", "utterance"),
    tag("entry"): ("e", "entry"),
    tag("entryFree"): ("e", "entry"),
    tag("s"): ("s", "sentence"),
}
_WITHIN = {
    tag("sp"): frozenset(map(tag, ("p", "ab", "l"))),
    tag("p"): frozenset({tag("s")}),
    tag("ab"): frozenset({tag("s"), tag("l")}),
    tag("u"): frozenset({tag("s")}),
}
_TOP = frozenset(_LEAVES) - {tag("s")}
_THROUGH = frozenset(
    map(
        tag,
        "body group lg quote q said cit epigraph argument postscript opener closer list item spGrp superEntry".split(),
    )
)
_LARGE = frozenset({_TEXT, *_DIVISIONS, *_PARTS})
_APART = frozenset(map(tag, ("note", "figure", "table", "floatingText")))  # no part of the paragraph around them
_WHOLE = frozenset({"edition", "translation"})  # one division around everything, as in EpiDoc
_NUMBER = re.compile(r"[\w-]+")
_WORD = re.compile(r"[^\W\d][\w-]*")


def usual_tree(root: Element, words: Words) -> CitationTree:
    """Give the tree of a text, or of a corpus of texts."""
    gatherer = Gatherer(words)
    walker = _Walker(gatherer)
    texts = [text for text in root.iter(_TEXT) if next(text.iterancestors(_TEXT), None) is None]
    if len(texts) < 2:
        walker.inside(texts[0] if texts else root, None)
    else:
        walker.divisions(texts, None)
    return gatherer.tree("", _kinds(gatherer.units))


class _Walker:
    """Goes through a text once."""

    def __init__(self, gatherer: Gatherer) -> None:
        self._gatherer = gatherer

    def inside(self, element: Element, parent: Unit | None, kinds: frozenset[str] = _TOP) -> None:
        """Add what can be cited within an element."""
        found = [*_units(element, kinds, within_leaf=element.tag in _LEAVES)]
        if len(found) == 1 and found[0].get("type") in _WHOLE and found[0].tag in _DIVISIONS:
            self.inside(found[0], parent)
            return
        numbers = _numbers(found)
        for one in found:
            self._add(one, parent, numbers[one])

    def divisions(self, elements: Sequence[Element], parent: Unit | None) -> None:
        """Add elements that stand beside each other."""
        numbers = _numbers(elements)
        for one in elements:
            self._add(one, parent, numbers[one])

    def _add(self, element: Element, parent: Unit | None, number: str) -> None:
        name = str(element.tag)
        letter, cite_type = _kind_of(element)
        if name in _PARTS:
            number = ""
        identifier = ".".join(filter(None, (parent.identifier if parent else "", letter + number)))
        unit = self._gatherer.add(Span(element), parent, cite_type, identifier, number)
        kinds = _WITHIN.get(name, frozenset()) if name in _LEAVES else _TOP
        if kinds and len(element) and unit.level < DEEPEST:
            self.inside(element, unit, kinds)


def _units(element: Element, kinds: frozenset[str], *, within_leaf: bool) -> Iterator[Element]:
    """Give the units next below an element, in document order; a note is no part of the paragraph around it."""
    going = [element.iterchildren(etree.Element)]
    while going:
        child = next(going[-1], None)
        if child is None:
            going.pop()
            continue
        name = str(child.tag)
        if name in kinds or (name in _LARGE and not within_leaf):
            yield child
        elif name not in _APART if within_leaf else name in _THROUGH:
            going.append(child.iterchildren(etree.Element))


def _numbers(elements: Sequence[Element]) -> Mapping[Element, str]:
    """Give each element its number among those of its kind."""
    groups: dict[str, list[Element]] = {}
    for element in elements:
        groups.setdefault(_kind_of(element)[0], []).append(element)
    numbers: dict[Element, str] = {}
    for group in groups.values():
        own = [" ".join(element.get("n", "").split()) for element in group]
        fit = len(set(own)) == len(own) and all(map(_NUMBER.fullmatch, own))
        numbers.update(zip(group, own if fit else map(str, range(1, len(group) + 1)), strict=True))
    return numbers


def _kind_of(element: Element) -> tuple[str, str]:
    """Say what an element is called, first in identifiers: “p” and “paragraph”, “act” and “act”."""
    name = str(element.tag)
    if name == _TEXT:
        return "text", "text"
    if name not in _DIVISIONS:
        return _LEAVES[name] if name in _LEAVES else _PARTS[name]
    kind = element.get("type", "").strip()
    if kind == "textpart":
        kind = element.get("subtype", "").strip()
    return (kind, kind) if _WORD.fullmatch(kind) else ("div", "division")


def _kinds(units: Sequence[Unit]) -> tuple[Kind, ...]:
    """Say which kinds of units there are, and which are within which."""
    children: dict[tuple[str, ...], dict[str, None]] = {(): {}}
    paths: dict[str, tuple[str, ...]] = {}
    for unit in units:
        above = paths[unit.parent] if unit.parent else ()
        paths[unit.identifier] = path = (*above, unit.cite_type)
        children[above][unit.cite_type] = None
        children.setdefault(path, {})
    return _kinds_at((), children)


def _kinds_at(path: tuple[str, ...], children: Mapping[tuple[str, ...], Mapping[str, None]]) -> tuple[Kind, ...]:
    return tuple(Kind(kind, _kinds_at((*path, kind), children)) for kind in children[path])
