"""Compare what stands around words, and words themselves. White space does not count: it is laid out anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from teipress.cite.offsets import Span
from teipress.cite.selectors import LONGEST_CONTEXT, Quote, places_of

# How many letters must agree on a side to count as the same surroundings.
NEAR = 12
# How alike words must be to be the same with something mended: twice the letters in common, in order, by all letters.
ALIKE = 0.8
# Longer words than this, both together, are compared by words, not letters.
_LONGEST_BY_LETTERS = 4_000
# Among how many places one is sought.
_PLACES = 10_000


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many letters before and after some words agree with those told, and how many were told."""

    before: int
    after: int
    told_before: int
    told_after: int

    @property
    def letters(self) -> int:
        """Count all letters that agree."""
        return self.before + self.after

    @property
    def is_full(self) -> bool:
        """Tell whether everything that was told is there."""
        return self.before == self.told_before and self.after == self.told_after

    @property
    def is_near(self) -> bool:
        """Tell whether much agrees on both sides."""
        return self.before >= NEAR and self.after >= NEAR

    @property
    def is_nearly(self) -> bool:
        """Tell whether much agrees on one side, or all of the little that was told."""
        return max(self.before, self.after) >= NEAR or (self.is_full and self.letters > 0)


def agreement(plain: str, span: Span, quote: Quote) -> Agreement:
    """Compare what stands around a stretch with what is told."""
    before, after = solid(quote.prefix), solid(quote.suffix)
    room = 2 * (len(quote.prefix) + len(quote.suffix)) + NEAR
    left = solid(plain[max(0, span.start - room) : span.start])
    right = solid(plain[span.end : span.end + room])
    return Agreement(_common(before[::-1], left[::-1]), _common(after, right), len(before), len(after))


def letters_around(one: str, here: Span, other: str, there: Span) -> int:
    """Count the letters that agree around two stretches, up to ``LONGEST_CONTEXT`` on each side."""
    length = 2 * NEAR
    while True:
        before = one[max(0, here.start - length) : here.start]
        found = agreement(other, there, Quote("", before, one[here.end : here.end + length]))
        if length >= LONGEST_CONTEXT or not (found.before == found.told_before or found.after == found.told_after):
            return found.letters
        length *= 4


def solid(words: str) -> str:
    """Take all white space out."""
    return "".join(words.split())


def alike(one: str, other: str) -> bool:
    """Tell whether words are the same with something mended."""
    matcher: SequenceMatcher[str] = SequenceMatcher(None, one, other, autojunk=False)
    if len(one) + len(other) > _LONGEST_BY_LETTERS:
        matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def between(plain: str, quote: Quote) -> Iterator[Span]:
    """Find what stands between the words that stood around others; twice as much as these, at most."""
    before, after = _last(quote.prefix), _last(quote.suffix[::-1])[::-1]
    if not before or not after:
        return
    room = len(quote.exact) * 2 + NEAR
    ends = [span.start for span in islice(places_of(plain, after), _PLACES)]
    for left in islice(places_of(plain, before), _PLACES):
        right = next((end for end in ends if left.end <= end <= left.end + room), left.end)
        words = plain[left.end : right]
        start = left.end + len(words) - len(words.lstrip())
        if words.strip():
            yield Span(start, start + len(words.strip()))


def _last(words: str) -> str:
    """Give the last words of some, with enough letters; nothing, if they have too few."""
    pieces = words.split()
    for count in range(1, len(pieces) + 1):
        if sum(map(len, pieces[-count:])) >= NEAR:
            return " ".join(pieces[-count:])
    return ""


def _common(one: str, other: str) -> int:
    """Count the letters that two texts have in common at their start."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
