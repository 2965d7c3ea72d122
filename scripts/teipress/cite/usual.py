"""The tree of a text that does not say how it is cited: divisions, then paragraphs, lines and speeches.

“chapter2.p4” is the fourth paragraph of the second chapter, “act1.scene3.sp7” a speech. A unit has the number that its
``@n`` says where all of its kind beside it have one, and no two the same; otherwise they are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

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
_SENTENCE = tag("s")
_KINDS = {**_LEAVES, **_PARTS, _TEXT: ("text", "text")}
UNITS = _DIVISIONS | frozenset(_KINDS)  # the elements that can be units
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
    walker = _Walker(gatherer, has_sentences=next(root.iter(_SENTENCE), None) is not None)
    texts = [text for text in root.iter(_TEXT) if next(text.iterancestors(_TEXT), None) is None]
    if len(texts) < 2:
        walker.inside(texts[0] if texts else root, None)
    else:
        walker.divisions(texts, None)
    return gatherer.tree("", _kinds(gatherer.units))


class _Walker:
    """Goes through a text once."""

    def __init__(self, gatherer: Gatherer, *, has_sentences: bool) -> None:
        self._gatherer = gatherer
        self._within = {name: kinds for name, kinds in _WITHIN.items() if has_sentences or kinds != {_SENTENCE}}

    def inside(self, element: Element, parent: Unit | None, kinds: frozenset[str] = _TOP) -> None:
        """Add what can be cited within an element."""
        found = [*_units(element, kinds, within_leaf=element.tag in _LEAVES)]
        if len(found) == 1 and found[0].get("type") in _WHOLE and found[0].tag in _DIVISIONS:
            self.inside(found[0], parent)
            return
        self.divisions(found, parent)

    def divisions(self, elements: Sequence[Element], parent: Unit | None) -> None:
        """Add elements that stand beside each other."""
        kinds = [_kind_of(element) for element in elements]
        for one, (letter, cite_type), number in zip(elements, kinds, _numbers(elements, kinds), strict=True):
            self._add(one, parent, letter, cite_type, number)

    def _add(self, element: Element, parent: Unit | None, letter: str, cite_type: str, number: str) -> None:
        name = str(element.tag)
        if name in _PARTS:
            number = ""
        identifier = f"{parent.identifier}.{letter}{number}" if parent else letter + number
        unit = self._gatherer.add(Span(element), parent, cite_type, identifier, number)
        kinds = self._within.get(name) if name in _LEAVES else _TOP
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


def _numbers(elements: Sequence[Element], kinds: Iterable[tuple[str, str]]) -> list[str]:
    """Give each element its number among those of its kind."""
    groups: dict[str, list[int]] = {}
    for place, (letter, _) in enumerate(kinds):
        groups.setdefault(letter, []).append(place)
    numbers = [""] * len(elements)
    for group in groups.values():
        own = [" ".join(elements[place].get("n", "").split()) for place in group]
        fit = len(set(own)) == len(own) and all(map(_NUMBER.fullmatch, own))
        for place, number in zip(group, own if fit else map(str, range(1, len(group) + 1)), strict=True):
            numbers[place] = number
    return numbers


def _kind_of(element: Element) -> tuple[str, str]:
    """Say what an element is called, first in identifiers: “p” and “paragraph”, “act” and “act”."""
    if (fixed := _KINDS.get(str(element.tag))) is not None:
        return fixed
    kind = element.get("type", "").strip()
    if kind == "textpart":
        kind = element.get("subtype", "").strip()
    return (kind, kind) if _WORD.fullmatch(kind) else ("div", "division")


def _kinds(units: Sequence[Unit]) -> tuple[Kind, ...]:
    """Say which kinds of units there are, and which are within which."""
    top = _Within()
    places: dict[str | None, _Within] = {None: top}
    for unit in units:
        places[unit.identifier] = places[unit.parent][unit.cite_type]
    return _kinds_in(top)


class _Within(dict[str, "_Within"]):
    """The kinds of units within one of a kind, each with those within it."""

    def __missing__(self, kind: str) -> _Within:
        self[kind] = found = _Within()
        return found


def _kinds_in(within: _Within) -> tuple[Kind, ...]:
    return tuple(Kind(kind, _kinds_in(inner)) for kind, inner in within.items())
