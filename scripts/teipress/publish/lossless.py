"""Hold a page against its source: every character once, in order, and every id. It knows nothing of the stylesheets.

A page marks what the tool added (``data-teipress="generated"``), where a note is called that stands elsewhere
(``"note"``), and where such notes are (``"notes"``). Put back where they are called, and without what was added, the
page must say what the source says, white space apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from lxml import etree

from teipress.corpus import HEADER, TEI, TEXTS, XML_ID, Document, Element
from teipress.diagnostics import Diagnostic, Source
from teipress.publish.plainly import PART_CLASSES, read_plainly

EXCERPT = 30
# Most of the work is libxml2's: Python only sees what is marked.
_MARKED = etree.XPath(".//@data-teipress/..")
_PAGE_IDS = etree.XPath(".//@id", smart_strings=False)


def check_lossless(document: Document, page: bytes) -> Iterator[Diagnostic]:
    """Report the first character and every id of a document that its page lacks, or has in the wrong place.

    ``page`` is HTML in UTF-8. Nearly every page has all, and its markup tells so; else its tree tells what it lacks.
    """
    if not has_all(document, page):
        yield from look_for_losses(document, page)


def has_all(document: Document, page: bytes) -> bool:
    """Tell whether it is certain from the markup of a page that it has everything that is in a document."""
    plain = read_plainly(page, with_ids=bool(document.identified))
    if plain is None or any(plain.ids[identifier.encode()] != 1 for identifier in document.identified):
        return False
    expected, found = [_text(part) for part in _parts(document)], list(plain.texts)
    for text in tuple(expected):
        if text in found:  # a novel has its white space on its page, too
            expected.remove(text)
            found.remove(text)
    return sorted(map(_packed, expected)) == sorted(map(_packed, found))


def look_for_losses(document: Document, page: bytes) -> Iterator[Diagnostic]:
    """Report what a page lacks, by its tree."""
    tree = etree.fromstring(page, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    found = tree.find(".//main")
    main = tree if found is None else found
    yield from _check_ids(document, main)
    source_parts = _parts(document)
    source_texts, page_texts = [_text(part) for part in source_parts], _page_texts(main)
    if Counter(map(_packed, source_texts)) == Counter(map(_packed, page_texts)):
        return
    expected, page_parts = ([_solid(text.decode()) for text in texts] for texts in (source_texts, page_texts))
    if Counter(expected) != Counter(page_parts):
        yield from _differences(document, source_parts, expected, page_parts)


def _parts(document: Document) -> list[Element]:
    """Divide a document into what is compared by itself: headers, and what is no header."""
    if document.root.tag not in (f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus"):
        return [document.root]
    headers = [part for part in document.parts if part.tag == HEADER]
    return [*(part for part in document.parts if part.tag != HEADER and not _inside(part, *TEXTS)), *headers]


def _inside(element: Element, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _text(element: Element) -> bytes:
    """Give the text of an element, in UTF-8."""
    return etree.tostring(element, method="text", encoding="utf-8", with_tail=False)


def _packed(text: bytes) -> bytes:
    """Take XML's white space out, the quick way: what is equal so is equal."""
    return text.translate(None, b" \t\r\n")


def _solid(text: str) -> str:
    """Take all white space out."""
    return "".join(text.split())


def _page_texts(main: Element) -> list[bytes]:
    """Read the parts of a page as the source has them. The tree is used up."""
    marked: dict[str, list[Element]] = defaultdict(list)
    for element in cast("list[Element]", _MARKED(main)):
        marked[element.get("data-teipress", "")].append(element)
    notes = {str(item.get("id")): item for place in marked["notes"] for item in place.iter("li") if item.get("id")}
    for added in marked["generated"]:
        _empty(added)
    _Notes(notes, marked["note"]).put_back()
    for place in marked["notes"]:
        _empty(place)
    return [_text(part) for part in _outermost(main)]


def _outermost(element: Element) -> Iterator[Element]:
    """Find the parts of a page by their classes."""
    for child in element.iterchildren(etree.Element):
        if PART_CLASSES.isdisjoint((child.get("class") or "").split()):
            yield from _outermost(child)
        else:
            yield child


def _empty(element: Element) -> None:
    del element[:]
    element.text = None


@dataclass(frozen=True, slots=True)
class _Notes:
    """The notes that stand apart, by their ids, and the places where they are called."""

    notes: Mapping[str, Element]
    calls: list[Element]

    def put_back(self) -> None:
        """Put the words of each note where it is called; a note that is called within another goes first."""
        within: dict[Element, list[Element]] = defaultdict(list)
        for call in self.calls:
            _empty(call)
            for holder in call.iterancestors("li"):
                within[holder].append(call)
        waiting = set(self.calls)
        for call in self.calls:
            self._fill(call, within, waiting)

    def _fill(self, call: Element, within: Mapping[Element, list[Element]], waiting: set[Element]) -> None:
        note = self.notes.get((call.get("href") or "").removeprefix("#"))
        if note is None or call not in waiting:
            return
        waiting.remove(call)
        for inner in within.get(note, ()):
            self._fill(inner, within, waiting)
        call.text = _text(note).decode()


def _check_ids(document: Document, main: Element) -> Iterator[Diagnostic]:
    if not document.identified:
        return
    there = Counter(cast("list[str]", _PAGE_IDS(main)))
    if all(there[identifier] == 1 for identifier in document.identified):
        return
    for element in document.elements(XML_ID):
        identifier = " ".join(element.get(XML_ID, "").split())
        if not identifier or there[identifier] == 1:
            continue
        times = "is not on the page" if there[identifier] == 0 else f"is {there[identifier]} times on the page"
        yield document.diagnose(
            element,
            "lost-id",
            f"the id “{identifier}” {times}, so that a citation of it would lead nowhere",
            attribute=XML_ID,
            source=Source.RENDER,
            help="If the id is there once in the file, please report this, with the file.",
        )


def _differences(
    document: Document, parts: list[Element], expected: list[str], found: list[str]
) -> Iterator[Diagnostic]:
    left = Counter(found)
    for part, text in zip(parts, expected, strict=True):
        if left[text]:
            left[text] -= 1
            continue
        other = max(found, key=lambda candidate: _common(candidate, text), default="")
        yield _lost(document, part, text, other)


def _common(one: str, other: str) -> int:
    """Count the characters that two texts have in common at their start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _lost(document: Document, part: Element, text: str, found: str) -> Diagnostic:
    at = _common(text, found)
    element = _element_at(part, at)
    return document.diagnose(
        element,
        "lost-text",
        f"the page does not say here what the source says: the source has “{text[at : at + EXCERPT]}”, "
        f"the page “{found[at : at + EXCERPT]}”",
        source=Source.RENDER,
        help="Nothing was lost in the file. Please report this, with the file.",
    )


def _element_at(part: Element, offset: int) -> Element:
    """Find the element that holds the character at an offset of a part's text without white space."""
    pieces = [(element, _solid(text or "")) for element, text in _pieces(part)]
    for (element, _), end in zip(pieces, accumulate(len(text) for _, text in pieces), strict=True):
        if end > offset:
            return element
    return part


def _pieces(part: Element) -> Iterator[tuple[Element, str | None]]:
    """Go through the texts of a part in order, each with the element that it stands in."""
    for event, node in etree.iterwalk(part, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield node, node.text
        elif node is not part:
            yield cast("Element", node.getparent()), node.tail
