"""A text as DTS sees it: what its header says, and the units by which its passages are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from teipress.cite.declared import tag
from teipress.cite.references import citation_trees
from teipress.cite.units import CitationTree, Unit
from teipress.cite.words import Words
from teipress.corpus import Document, Element

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Description:
    """What the header of a text says of it. ``title`` and ``language`` are never empty; ``licence`` is an address."""

    title: str
    language: str
    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Branches:
    """A citation tree, with the place of each unit and the end of what is below it."""

    tree: CitationTree

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Give the place of each unit in document order, by its identifier."""
        return {unit.identifier: place for place, unit in enumerate(self.tree.units)}

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Give, for each unit, the place after the last unit below it."""
        ends = [len(self.tree.units)] * len(self.tree.units)
        open_: list[int] = []
        for place, unit in enumerate(self.tree.units):
            while open_ and self.tree.units[open_[-1]].level >= unit.level:
                ends[open_.pop()] = place
            open_.append(place)
        return tuple(ends)

    @cached_property
    def siblings(self) -> Mapping[str | None, tuple[Unit, ...]]:
        """Give the units below each unit; under ``None``, the largest ones."""
        found: dict[str | None, list[Unit]] = {}
        for unit in self.tree.units:
            found.setdefault(unit.parent, []).append(unit)
        return {parent: tuple(units) for parent, units in found.items()}


@dataclass(frozen=True)
class Text:
    """A text: its name in addresses, its document, its trees (the default first), its description."""

    name: str
    document: Document
    branches: tuple[Branches, ...]
    description: Description

    def branch(self, tree: str | None) -> Branches | None:
        """Find a tree by its name; no name is the default tree."""
        if tree is None:
            return self.branches[0] if self.branches else None
        return next((branch for branch in self.branches[1:] if branch.tree.name == tree), None)


def text_of(name: str, document: Document, words: Words) -> Text:
    """Prepare a document for questions about it."""
    branches = tuple(Branches(tree) for tree in citation_trees(document, words))
    return Text(name, document, branches, describe(document, name))


def describe(document: Document, name: str) -> Description:
    """Read what the header says of a text."""
    root = document.root
    header = root if root.tag == tag("teiHeader") else next(root.iter(tag("teiHeader")), None)
    if header is None:
        return Description(name, _language(root))
    statement, publication = _first(header, "fileDesc/titleStmt"), _first(header, "fileDesc/publicationStmt")
    titles = _all(statement, "title")
    main = next((title for title in titles if title.get("type") == "main"), titles[0] if titles else None)
    date = _first(publication, "date")
    return Description(
        title=_words(main) or name,
        language=_language(root),
        creators=tuple(filter(None, map(_words, _all(statement, "author")))),
        contributors=tuple(filter(None, map(_words, _all(statement, "editor")))),
        publisher=_words(_first(publication, "publisher")),
        date="" if date is None else (date.get("when") or date.get("when-iso") or _words(date)),
        licence=next((one.get("target", "") for one in _all(publication, "availability/licence")), "").strip(),
    )


def language_at(element: Element, description: Description) -> str:
    """Give the language of an element: that of itself or what is around it, else that of the text."""
    around = (element, *element.iterancestors())
    return next((language for one in around if (language := one.get(LANG))), description.language)


def _all(element: Element | None, path: str) -> list[Element]:
    return [] if element is None else element.findall("/".join(map(tag, path.split("/"))))


def _first(element: Element | None, path: str) -> Element | None:
    return next(iter(_all(element, path)), None)


def _words(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def _language(root: Element) -> str:
    """Give the language of a text: as the text says, else the one that the header lists, else “und” (undetermined)."""
    text = next(root.iter(tag("text")), None)
    named = (text.get(LANG) if text is not None else None) or root.get(LANG)
    listed = [language.get("ident", "") for language in root.iter(tag("language"))]
    return named or (listed[0] if len(listed) == 1 else "") or "und"
