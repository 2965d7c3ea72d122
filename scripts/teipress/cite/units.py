"""What can be cited in a text: units in citation trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from teipress.cite.words import Form, Words
from teipress.corpus import TEI, XML_ID, Element

LONGEST_TITLE = 200
MILESTONES = frozenset(f"{{{TEI}}}{name}" for name in ("pb", "cb", "gb", "lb", "milestone", "anchor"))
DEEPEST = 40  # levels of a tree
_HEAD = f"{{{TEI}}}head"
_WORDS = etree.XPath("descendant::text()[not(ancestor::t:note)]", namespaces={"t": TEI})


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a document that a unit is: an element; or what follows a milestone within ``within``.

    A stretch ends ``before`` the next milestone of its kind, or with ``within``.
    """

    element: Element
    within: Element | None = None
    before: Element | None = None

    @property
    def is_stretch(self) -> bool:
        """Tell whether this is what follows a milestone."""
        return self.within is not None


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage that can be cited.

    ``identifier`` is unique in its tree, ``level`` counts from 1, ``parent`` is the identifier of the unit around it,
    ``label`` is how readers see it within the text (“¶ 4, s. 2”), ``id`` the ``xml:id`` of its element.
    ``title`` is its heading, ``data`` what ``citeData`` says of it: properties (addresses) and values.
    """

    identifier: str
    level: int
    parent: str | None
    cite_type: str
    label: str
    id: str | None
    title: str = ""
    data: tuple[tuple[str, str], ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of unit that a tree can have, and the kinds within it."""

    cite_type: str
    within: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationTree:
    """One way to cite a text: its units in document order, a unit before those within it.

    ``name`` is empty for the default tree. ``levels`` is the depth of the tree.
    """

    name: str
    units: tuple[Unit, ...]
    levels: int
    kinds: tuple[Kind, ...] = ()
    description: str = ""


class Gatherer:
    """Collects the units of a tree, sees to it that no two have one identifier, and writes their labels."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._forms: dict[str, Form] = {}
        self._taken: set[str] = set()
        self._silent: set[str] = set()
        self._repeated: dict[str, int] = {}
        self.units: list[Unit] = []
        self.twice: list[Unit] = []

    def add(
        self,
        span: Span,
        parent: Unit | None,
        cite_type: str,
        identifier: str,
        number: str,
        data: tuple[tuple[str, str], ...] = (),
        *,
        word: str | None = None,
    ) -> Unit:
        """Add a unit; a second one of the same identifier gets “(2)” after it, and is remembered as such.

        ``word`` is the unit as readers see it, where it is not the usual word with the number; empty, if they need not.
        """
        own = self._form(cite_type).of(number) if word is None else word
        around = parent.label if parent and parent.identifier not in self._silent else ""
        label = f"{around}, {own}" if around and own else around or own
        unit = Unit(
            self._unique(identifier),
            parent.level + 1 if parent else 1,
            parent.identifier if parent else None,
            cite_type,
            label or number,
            " ".join(span.element.get(XML_ID, "").split()) or None,
            title_of(span.element),
            data,
            span,
        )
        self.units.append(unit)
        if unit.identifier != identifier:
            self.twice.append(unit)
        if not label:
            self._silent.add(unit.identifier)
        return unit

    def tree(self, name: str, kinds: Sequence[Kind], description: str = "") -> CitationTree:
        """Make a tree of what was collected."""
        levels = max((unit.level for unit in self.units), default=0)
        return CitationTree(name, tuple(self.units), levels, tuple(kinds), description)

    def _form(self, cite_type: str) -> Form:
        if cite_type not in self._forms:
            self._forms[cite_type] = self._words.form(cite_type)
        return self._forms[cite_type]

    def _unique(self, identifier: str) -> str:
        unique = identifier
        while unique in self._taken:
            self._repeated[identifier] = number = self._repeated.get(identifier, 1) + 1
            unique = f"{identifier}({number})"
        self._taken.add(unique)
        return unique


def title_of(element: Element) -> str:
    """Give the heading of an element, without its notes; empty, where it has none."""
    head = next(element.iterchildren(_HEAD), None) if len(element) else None
    if head is None:
        return ""
    found = _WORDS(head)
    words = " ".join("".join(map(str, found if isinstance(found, list) else [])).split())
    return words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1].rstrip() + "…"
