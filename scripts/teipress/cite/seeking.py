"""Look for the words of an anchor in the texts of today: as they were, or with something mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from teipress.cite.anchored import Anchor, Heirs, Published, Status, Verdict, gone, place_of
from teipress.cite.offsets import Span
from teipress.cite.selectors import Quote, places_of

# How many letters, white space apart, must agree on a side to count as the same surroundings.
NEAR = 12
# How many letters words must have to be known by themselves.
LONG = 40
# How alike words must be to be the same with something mended: twice the letters in common, in order, by all letters.
ALIKE = 0.8
# How many places that come into question are told.
CANDIDATES = 10
# Longer words than this, both together, are compared by words, not letters.
LONGEST_BY_LETTERS = 4_000


def alike(one: str, other: str) -> float:
    """Say how alike words are: twice what they have in common, in order, by the length of both; 0 below ``ALIKE``."""
    matcher: SequenceMatcher[str] = SequenceMatcher(None, one, other, autojunk=False)
    if len(one) + len(other) > LONGEST_BY_LETTERS:
        matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many letters before and after agree with those told, and how many were told."""

    before: int
    after: int
    told_before: int
    told_after: int

    @property
    def is_full(self) -> bool:
        """Tell whether everything that was told around the words is there."""
        return self.before == self.told_before and self.after == self.told_after

    @property
    def level(self) -> int:
        """Grade it: 3 all, 2 all on one side, or much on both; 1 much on one side; 0 less."""
        if self.is_full and self.before + self.after >= NEAR:
            return 3
        sides = ((self.before, self.told_before), (self.after, self.told_after))
        near = [count >= NEAR for count, _ in sides]
        whole = [count == told and count >= NEAR for count, told in sides]
        small = self.is_full and self.before + self.after > 0
        return 2 if any(whole) or all(near) else 1 if any(near) or small else 0


def agreement(plain: str, span: Span, quote: Quote) -> Agreement:
    """Compare what stands around a stretch with what is told; white space apart."""
    before, after = solid(quote.prefix), solid(quote.suffix)
    room = 3 * (len(quote.prefix) + len(quote.suffix)) + NEAR
    left = solid(plain[max(0, span.start - room) : span.start])
    right = solid(plain[span.end : span.end + room])
    return Agreement(_common(before[::-1], left[::-1]), _common(after, right), len(before), len(after))


def solid(words: str) -> str:
    """Take all white space out."""
    return "".join(words.split())


def _common(one: str, other: str) -> int:
    """Count the letters that two texts have in common at their start."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@dataclass(frozen=True, slots=True)
class _Found:
    """A place where the words of an anchor stand, and what speaks for it.

    ``inside``: it is in the element of the anchor's id. ``filling``: it is all that this element says.
    """

    text: Published
    span: Span
    level: int
    inside: bool
    filling: bool


@dataclass(frozen=True, slots=True)
class Search:
    """The search for words in the texts of today.

    ``whole``: they are all that their element says. ``alone``: whether they stood only once in the text of then, if
    that is known.
    """

    anchor: Anchor
    now: Mapping[str, Published]
    heirs: Heirs
    whole: bool
    alone: bool | None

    @property
    def quote(self) -> Quote:
        """Give the words sought."""
        return self.anchor.quote or Quote("")

    def verdict(self) -> Verdict:
        """Find the words as they were; or else with something mended."""
        regions = self.heirs(self.anchor.text, self.anchor.id) if self.anchor.id else ()
        found = [*self._occurrences(regions)]
        chosen, reason = self._choose(found)
        if chosen:
            return self._told(chosen, regions)
        edited = [] if found else [*self._edited(regions)]
        if len(edited) == 1:
            place = place_of(*edited[0], self.anchor.id)
            return Verdict(self.anchor, Status.EDITED, place, reason="something in these words was mended")
        if edited:
            reason = "these words were changed, and stand in several places"
        elif not found and self.anchor.text not in self.now and not regions:
            return gone(self.anchor)
        places = [(one.text, one.span) for one in found] or edited
        candidates = tuple(place_of(*place) for place in places[:CANDIDATES])
        return Verdict(self.anchor, Status.ORPHANED, candidates=candidates, reason=reason)

    def _texts(self, regions: Iterable[tuple[str, str]]) -> Iterator[Published]:
        """Give the texts to look into: that of the anchor, and those that its element went to."""
        for name in dict.fromkeys((self.anchor.text, *(name for name, _ in regions))):
            if name in self.now:
                yield self.now[name]

    def _occurrences(self, regions: tuple[tuple[str, str], ...]) -> Iterator[_Found]:
        """Find every place where the words stand."""
        for text in self._texts(regions):
            around = [text.ids[identifier] for name, identifier in regions if name == text.name]
            for span in places_of(text.plain, self.quote.exact):
                level = agreement(text.plain, span, self.quote).level
                yield _Found(text, span, level, any(place.holds(span) for place in around), span in around)

    def _choose(self, found: list[_Found]) -> tuple[_Found | None, str]:
        """Choose the one place that is meant for certain; or else say why there is none."""
        if not found:
            return None, "these words do not stand there any more, nor any so like them, between the words around them"
        full = [one for one in found if one.level == 3]
        same = [one for one in full if one.span == self.anchor.span and one.text.name == self.anchor.text]
        if same and (same[0].inside or not self.anchor.id):
            return same[0], ""  # all that is told is as it was
        filling = [one for one in found if one.filling and self.whole]
        for some in (filling, full, [one for one in full if one.inside]):
            if len(some) == 1:
                return some[0], ""
        if full:
            return (
                None,
                f"these words stand {len(full)} times with the same words around them; nothing tells which is meant",
            )
        return self._choose_nearly(found)

    def _choose_nearly(self, found: list[_Found]) -> tuple[_Found | None, str]:
        """Choose among places with other words around them."""
        near = [one for one in found if one.level]
        inside = [one for one in near if one.inside]
        if len(near) == 1 and (near[0].level == 2 or near[0].inside):
            return near[0], ""
        if len(inside) == 1 and inside[0].level >= max(one.level for one in near):
            return inside[0], ""
        if near:
            return None, "these words stand there, but too little of what stood around them to tell which are meant"
        within = [one for one in found if one.inside]
        length = len(solid(self.quote.exact))
        if len(within) == 1 and (self.alone or (self.alone is None and length >= 2 * NEAR)):
            return within[0], ""
        if len(found) == 1 and self.alone and length >= LONG:
            return found[0], ""
        return None, "these words stand there, but nothing of what stood around them"

    def _told(self, found: _Found, regions: tuple[tuple[str, str], ...]) -> Verdict:
        place = place_of(found.text, found.span, self.anchor.id)
        stays = self.anchor.id is None or ((self.anchor.text, self.anchor.id) in regions and place.id == self.anchor.id)
        is_there = found.text.name == self.anchor.text and self.anchor.span in (None, found.span)
        return Verdict(self.anchor, Status.EXACT if stays and is_there else Status.MOVED, place)

    def _edited(self, regions: tuple[tuple[str, str], ...]) -> Iterator[tuple[Published, Span]]:
        """Find words that are nearly these, between the very words that stood around them."""
        for text in self._texts(regions):
            around = [text.ids[identifier] for name, identifier in regions if name == text.name]
            if self.whole and len(regions) == 1 and around:
                spans: Iterable[Span] = around
            else:
                spans = dict.fromkeys(self._between(text))
            for span in spans:
                words = text.plain[span.start : span.end]
                if (any(place.holds(span) for place in around) or not around) and alike(self.quote.exact, words):
                    yield text, span

    def _between(self, text: Published) -> Iterator[Span]:
        before, after = _tail(self.quote.prefix), _tail(self.quote.suffix[::-1])[::-1]
        if not before or not after:
            return
        room = len(self.quote.exact) * 2 + NEAR
        ends = [span.start for span in islice(places_of(text.plain, after), 10_000)]
        for left in islice(places_of(text.plain, before), 10_000):
            right = next((end for end in ends if left.end <= end <= left.end + room), None)
            if right is not None:
                words = text.plain[left.end : right]
                start = left.end + len(words) - len(words.lstrip())
                if start < right:
                    yield Span(start, start + len(words.strip()))


def _tail(words: str) -> str:
    """Give the last words of some, with enough letters; nothing, if they have too few."""
    pieces = words.split()
    for count in range(1, len(pieces) + 1):
        if sum(map(len, pieces[-count:])) >= 2 * NEAR:
            return " ".join(pieces[-count:])
    return " ".join(pieces) if sum(map(len, pieces)) >= NEAR else ""
