"""What can be found in a text: its passages, each with its address, its words and what is told of it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from teipress.cite.fragments import Fragments
from teipress.cite.offsets import Span

_GAP = re.compile(r"\n\n+")
_DEEPEST = 200  # elements that start before a passage and may be around it
_OPENING = re.compile(r"(?:\S+\s+){0,7}\S+")
# What an element is called among the kinds of passages; others are of no kind.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("p", "ab", "s", "seg"), "prose"),
    **dict.fromkeys(("l", "lg"), "verse"),
    **dict.fromkeys(("sp", "speaker", "stage", "castItem", "castList", "u"), "drama"),
    **dict.fromkeys(("head", "title", "titlePart", "docTitle", "titlePage"), "heading"),
    "note": "note",
    **dict.fromkeys(("entry", "entryFree", "sense", "form"), "dictionary"),
    **dict.fromkeys(("row", "cell", "table", "item", "list"), "list"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text to search in: how it is published, and what filters say of it.

    ``ids`` says where elements are in ``words``, its reading text, and ``elements`` what they are called.
    """

    name: str
    title: str
    language: str
    words: str
    ids: Mapping[str, Span]
    elements: Mapping[str, str] = field(default_factory=dict)
    year: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """What is told of an element of a text: a filter (“person”, “speaker”) and a value of it."""

    id: str
    filter: str
    value: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as the index has it; ``address`` is seen from the root of the edition."""

    address: str
    words: str
    language: str
    title: str
    filters: Mapping[str, Sequence[str]]


def passages(text: Text, mentions: Iterable[Mention] = ()) -> Iterator[Passage]:
    """Divide a text into passages: paragraphs, stanzas, speeches; what stands between two blank lines."""
    spans = list(_spans(text.words))
    told = _told(spans, text.ids, mentions)
    inner = _Innermost(text.ids)
    fragments = Fragments(text.words)
    for number, span in enumerate(spans):
        identifier = inner.of(span)
        filters: dict[str, Sequence[str]] = {"text": (text.title,)}
        if text.year:
            filters["year"] = (text.year,)
        if kind := KINDS.get(text.elements.get(identifier or "", "")):
            filters["kind"] = (kind,)
        filters.update({name: tuple(sorted(values)) for name, values in sorted(told[number].items())})
        place = f"#{identifier}" if identifier else fragments.link(_opening(text.words, span), None)
        words = text.words[span.start : span.end]
        yield Passage(f"{text.name}.html{place}", words, text.language, text.title, filters)


def _spans(words: str) -> Iterator[Span]:
    start = 0
    for gap in (*_GAP.finditer(words), None):
        end = gap.start() if gap else len(words)
        piece = words[start:end]
        if piece.strip():
            yield Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        start = gap.end() if gap else end


def _opening(words: str, span: Span) -> Span:
    found = _OPENING.match(words, span.start, span.end)
    return Span(span.start, found.end()) if found else span


def _told(
    spans: Sequence[Span], ids: Mapping[str, Span], mentions: Iterable[Mention]
) -> Mapping[int, Mapping[str, set[str]]]:
    """Say, for each passage, what is mentioned in it."""
    starts = [span.start for span in spans]
    told: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for mention in mentions:
        place = ids.get(mention.id)
        if place is None or not spans:
            continue
        first = max(bisect_right(starts, place.start) - 1, 0)
        for number in range(first, len(spans)):
            if spans[number].start >= max(place.end, place.start + 1):
                break
            if spans[number].end > place.start:
                told[number][mention.filter].add(mention.value)
    return told


class _Innermost:
    """Finds the element that a passage is: the smallest around it, else the first that starts in it.

    Of several that have the same words, it is the outermost: the paragraph, not its only sentence.
    """

    def __init__(self, ids: Mapping[str, Span]) -> None:
        places: dict[tuple[int, int], str] = {}
        for name, span in ids.items():
            places.setdefault((span.start, -span.end), name)
        self._places = sorted(places.items())
        self._starts = [start for (start, _), _ in self._places]

    def of(self, span: Span) -> str | None:
        last = bisect_right(self._starts, span.start)
        for (_, end), name in reversed(self._places[max(0, last - _DEEPEST) : last]):
            if -end >= span.end:
                return name
        first = bisect_left(self._starts, span.start)
        return next((name for (start, _), name in self._places[first : first + 1] if start < span.end), None)
