"""Point to words of a reading text, and find them again: the selectors of the W3C's Web Annotation Data Model.

https://www.w3.org/TR/annotation-model/#selectors: the words themselves with what stands before and after them
(``TextQuoteSelector``), their place in ``TEXT.txt`` (``TextPositionSelector``), and the ``xml:id`` of what they stand
in (``FragmentSelector``), which the quotation refines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import regex

from teipress.cite.offsets import Span

# How many characters before and after words are given, and how many at most where the words are not alone with them.
CONTEXT, LONGEST_CONTEXT = 32, 512
# A fragment is the id of an element of the page (RFC 3236, for XHTML; the W3C's model names it for HTML).
IDS_OF_PAGES = "http://tools.ietf.org/rfc/rfc3236"
# How many characters a letter with all its marks may have; a family of four is 11.
LONGEST_LETTER = 16
_SPACE, _LETTER = re.compile(r"\s"), regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words, and what stands before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Selectors:
    """What says where some words are: the words in their context, their place, and the id of what they stand in."""

    quote: Quote
    span: Span
    id: str | None = None


def select(text: str, span: Span, ids: Mapping[str, Span]) -> Selectors:
    """Describe a stretch of a reading text. ``ids`` says where the elements are.

    Raises ``ValueError`` for a stretch that is empty or not in the text.
    """
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"there are no words from {span.start} to {span.end} in a text of {len(text)} characters")
    return Selectors(quote_alone(text, span), span, innermost(span, ids))


def innermost(span: Span, ids: Mapping[str, Span]) -> str | None:
    """Name the smallest element around a stretch; of several that are the same, the last, which is the inner one."""
    around = ((place, name) for name, place in ids.items() if place.holds(span))
    smallest = None
    for place, name in around:
        if smallest is None or place.end - place.start <= smallest[0].end - smallest[0].start:
            smallest = place, name
    return smallest and smallest[1]


def quote_of(text: str, span: Span, within: Span | None = None, length: int = CONTEXT) -> Quote:
    """Quote a stretch with about ``length`` characters before and after it, as far as they are ``within`` another."""
    start, end = _context(text, span, within or Span(0, len(text)), length)
    return Quote(text[span.start : span.end], text[start : span.start], text[span.end : end])


def quote_alone(text: str, span: Span, within: Span | None = None) -> Quote:
    """Quote a stretch with as much around it as it takes to be the only one, or ``LONGEST_CONTEXT`` characters."""
    bounds, length = within or Span(0, len(text)), CONTEXT
    while True:
        quote = quote_of(text, span, bounds, length)
        words, start = quote.prefix + quote.exact + quote.suffix, span.start - len(quote.prefix)
        is_alone = text.find(words, *bounds) == start and text.find(words, start + 1, bounds.end) < 0
        if is_alone or length >= LONGEST_CONTEXT:
            return quote
        length *= 2


def folded(words: Quote) -> Quote:
    """Give words as a page has them: what is between them does not matter there."""
    exact = " ".join(words.exact.split())
    prefix, suffix = (" ".join(part.split()) for part in (words.prefix, words.suffix))
    return Quote(
        exact,
        prefix + " " * bool(prefix and words.prefix[-1:].isspace()),
        " " * bool(suffix and words.suffix[:1].isspace()) + suffix,
    )


def _context(text: str, span: Span, bounds: Span, length: int) -> Span:
    """Say how far the context reaches: to white space, if there is some on the far half, else to a whole letter."""
    start, end = span.start - length, span.end + length
    if start > bounds.start:
        there = _SPACE.search(text, start - 1, start + length // 2)
        start = there.end() if there else _letter(text, start, span.start)
    if end < bounds.end:
        far = end - length // 2
        last = max(text.rfind(" ", far, end + 1), text.rfind("\n", far, end + 1))
        end = last if last >= 0 else _letter(text, end, end + LONGEST_LETTER)
    start, end = max(start, bounds.start), min(end, bounds.end)
    return Span(span.start - len(text[start : span.start].lstrip()), span.end + len(text[span.end : end].rstrip()))


def _letter(text: str, offset: int, last: int) -> int:
    """Find the next place between letters as readers see them: an accent belongs to its letter (UAX #29)."""
    starts = (found.end() for found in _LETTER.finditer(text, max(0, offset - LONGEST_LETTER), last))
    return next((end for end in starts if end >= offset), last)


def places_of(text: str, words: str) -> Iterator[Span]:
    """Find every place where words stand in a text, whatever white space is between them."""
    pieces = words.split()
    if not pieces:
        return
    first = pieces[0]
    rest = re.compile(r"\s+".join(map(re.escape, pieces))) if len(pieces) > 1 else None
    at = text.find(first)
    while at >= 0:
        found = rest.match(text, at) if rest else None
        if found or not rest:
            yield Span(at, found.end() if found else at + len(first))
        at = text.find(first, at + 1)


def find(text: str, selectors: Selectors, ids: Mapping[str, Span]) -> tuple[Span, ...]:
    """Find the stretches that selectors can mean in the text that they were made for: one, unless they are damaged.

    Words in their context come first; of several, those at the place told, or else those within the element.
    """
    quote = selectors.quote
    exact = tuple(
        span
        for span in places_of(text, quote.exact)
        if text.endswith(quote.prefix, 0, span.start) and text.startswith(quote.suffix, span.end)
    )
    if len(exact) > 1 and selectors.span in exact:
        return (selectors.span,)
    around = ids.get(selectors.id or "")
    within = tuple(span for span in exact if around and around.holds(span))
    return within if len(exact) > 1 and within else exact


def to_selectors(selectors: Selectors) -> list[dict[str, Any]]:
    """Write selectors for ``TEXT.txt`` as the W3C's model has them."""
    return [position_selector(selectors.span), quote_selector(selectors.quote)]


def position_selector(span: Span) -> dict[str, Any]:
    """Write a place in the reading text."""
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def quote_selector(quote: Quote) -> dict[str, Any]:
    """Write words in their context."""
    told = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    return {"type": "TextQuoteSelector", **{key: words for key, words in told.items() if words}}


def fragment_selector(identifier: str, quote: Quote | None = None) -> dict[str, Any]:
    """Write the id of an element, and which words within it are meant, if not all."""
    told: dict[str, Any] = {"type": "FragmentSelector", "conformsTo": IDS_OF_PAGES, "value": identifier}
    return told if quote is None else {**told, "refinedBy": quote_selector(quote)}
