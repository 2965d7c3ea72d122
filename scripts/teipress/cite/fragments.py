"""Links to words of a page: ``TEXT.html#ID:~:text=prefix-,words,-suffix``, which browsers scroll to and mark.

WICG, URL Fragment Text Directives: https://wicg.github.io/scroll-to-text-fragment/. A browser takes the first place on
the page where all parts stand one after the other, whatever their case; the whole must start and end with a word, and
no part may cross a block. Where it finds none, it goes to the element.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

import regex

from teipress.cite.concordance import Concordance
from teipress.cite.offsets import Span
from teipress.cite.pagetext import PageText

# Longer words are given by their start and end.
LONGEST = 200
# How many words stand before and after, or are start and end; tried in this order, until the words are alone.
CONTEXTS, EDGES = (2, 4, 8, 16), (4, 8, 16)
# How far words are sought, in characters.
_REACH = 400
_GAP, _JOINING = "\n\n", frozenset("'‘’.:·")
_BLOCK, _WORDS = regex.compile(_GAP), regex.compile(r"\S")
# “(?w)” divides words as Unicode does (UAX #29): “people’s” is one.
_BORDER = regex.compile(r"(?w)\b")
_LETTERS = regex.compile(r"[\p{L}\p{M}\p{N}]{2}")
_STARTS = regex.compile(r"(?w)\b(?<![\p{L}\p{M}\p{N}])(?=[\p{L}\p{N}])")
_ENDS = regex.compile(r"(?w)\b(?<=[\p{L}\p{M}\p{N}])(?![\p{L}\p{M}\p{N}])")


def encode(words: str) -> str:
    """Encode words as a part of a directive: “-”, “,” and “&” have a meaning there."""
    return quote(words, safe="!~*'()").replace("-", "%2D")


@dataclass(frozen=True)
class Fragments:
    """A reading text to link into.

    ``breaks`` are the offsets, besides the borders of blocks, where its page may have something else between two words:
    the call of a note, the number of a page. ``page`` says what it has; without one, nobody looks.
    """

    text: str
    breaks: Iterable[int] = ()
    page: PageText | None = None

    def link(self, span: Span, identifier: str | None) -> str:
        """Give the fragment of an address that leads to a stretch, ``identifier`` being that of the element around it.

        Empty where there is neither an id nor a way to tell the words from others.
        """
        directive = self.directive(span)
        if directive is None:
            return f"#{quote(identifier)}" if identifier else ""
        return f"#{quote(identifier or '')}:~:{directive}"

    def directive(self, span: Span) -> str | None:
        """Give the directive that leads to a stretch; nothing where its words cannot be told from others."""
        for start, end in self._ways(span):
            tried = None
            for count in CONTEXTS:
                first, last = self._piece(start.start).start, self._piece(end.end - 1).end
                around = Span(self._before(first, start.start, count), self._after(end.end, last, count))
                if around == tried:
                    break
                if self._is_found(around, start, end) and self._is_on_page(around, start, end):
                    return f"text={self._written(around, start, end)}"
                tried = around
        return None

    def _written(self, around: Span, start: Span, end: Span) -> str:
        words = [encode(self.text[part.start : part.end].strip()) for part in dict.fromkeys((start, end))]
        before, after = self.text[around.start : start.start].strip(), self.text[end.end : around.end].strip()
        return ",".join([f"{encode(before)}-"] * bool(before) + words + [f"-{encode(after)}"] * bool(after))

    def _ways(self, span: Span) -> Iterator[tuple[Span, Span]]:
        """Give the ways to tell where a stretch starts and where it ends: the same way for words told in full."""
        first, last = self._piece(span.start), self._piece(span.end - 1)
        if first == last and span.end - span.start <= LONGEST:
            yield span, span
            return
        start, end = Span(span.start, min(span.end, first.end)), Span(max(span.start, last.start), span.end)
        for count in EDGES:
            start_words = Span(start.start, self._after(start.start, start.end, count))
            end_words = Span(self._before(end.start, end.end, count), end.end)
            if start_words.end <= end_words.start:
                yield start_words, end_words

    def _is_found(self, around: Span, start: Span, end: Span) -> bool:
        """Tell whether a browser finds this stretch, and no other before it."""
        if not (self._is_border(around.start) and self._is_border(around.end)):
            return False
        if start == end:
            return self._folded.find(*around) == around.start
        if not (self._is_border(start.end) and self._is_border(end.start)):
            return False
        words = self._folded.text
        return (
            self._folded.find(around.start, start.end) == around.start
            and words.find(words[end.start : around.end], start.end) == end.start
        )

    def _is_on_page(self, around: Span, start: Span, end: Span) -> bool:
        parts = [around] if start == end else [Span(around.start, start.end), Span(end.start, around.end)]
        return all(self.page is None or self.page.says(self.text[part.start : part.end]) for part in parts)

    @cached_property
    def _folded(self) -> Concordance:
        """Give the text in small letters, as browsers compare it; as it is, if that would move its letters."""
        small = self.text.lower()
        return Concordance(small if len(small) == len(self.text) else self.text)

    @cached_property
    def _breaks(self) -> list[int]:
        blocks = (found.start() for found in _BLOCK.finditer(self.text))
        return sorted({0, len(self.text.rstrip()), *blocks, *self.breaks})

    def _piece(self, offset: int) -> Span:
        """Give the stretch around a character that the page has in one piece."""
        number = bisect_right(self._breaks, offset)
        start = _WORDS.search(self.text, self._breaks[number - 1])
        return Span(start.start() if start else offset, (*self._breaks[number : number + 1], len(self.text))[0])

    def _before(self, first: int, offset: int, count: int) -> int:
        """Go back some words from an offset, at most to ``first``; to the start of the word, if it is within one."""
        starts = [found.start() for found in _STARTS.finditer(self.text, max(first, offset - _REACH), offset + 1)]
        starts = [start for start in starts if start < offset]
        count += not self._is_border(offset)
        return offset if not count else starts[-count] if len(starts) >= count else first

    def _after(self, offset: int, last: int, count: int) -> int:
        """Go on some words from an offset, at most to ``last``."""
        ends = [found.start() for found in _ENDS.finditer(self.text, offset, min(last, offset + _REACH))]
        ends = [end for end in ends if end > offset]
        count += not self._is_border(offset)
        return offset if not count else ends[count - 1] if len(ends) >= count else last

    def _is_border(self, offset: int) -> bool:
        """Tell whether a word starts or ends here for certain: between letters, nobody knows how a browser divides."""
        at = bisect_left(self._breaks, offset)
        if self._breaks[at : at + 1] == [offset]:
            # “‘All” after a name that the page adds is one word to Unicode: “KCNA‘All”.
            return self.text[offset : offset + 1] not in _JOINING or self.text[max(0, offset - 2) : offset] in {
                "",
                _GAP,
            }
        return bool(_BORDER.match(self.text, offset)) and not _LETTERS.match(self.text, offset - 1)
