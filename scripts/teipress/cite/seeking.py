"""Look for the words of an anchor in the texts of today: as they were, or with something mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from teipress.cite.anchored import Anchor, Heirs, Published, Status, Verdict, gone, place_of
from teipress.cite.offsets import Span
from teipress.cite.selectors import Quote, innermost, places_of
from teipress.cite.surroundings import NEAR, Agreement, agreement, alike, between, letters_around, solid

# How many letters words must have to be known by themselves.
LONG = 40
# How many places that come into question are told.
CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A place where the words of an anchor stand, and what speaks for it.

    ``around`` are the words around it that agree with those told, ``letters`` all those that agree with the text of
    then, if that is known. ``inside``: it is in the element of the anchor's id. ``filling``: it is all that this
    element says.
    """

    text: Published
    span: Span
    around: Agreement
    letters: int
    inside: bool
    filling: bool


@dataclass(frozen=True)
class Search:
    """The search for the words of an anchor in the texts of today.

    ``whole``: they are all that the element of the anchor's id said. ``then`` is the text of then, if that is known;
    the offsets of the anchor are right for it.
    """

    anchor: Anchor
    now: Mapping[str, Published]
    heirs: Heirs
    whole: bool
    then: Published | None = None

    def verdict(self) -> Verdict:
        """Find the words as they were; or else with something mended."""
        chosen, reason = self._choose()
        if chosen:
            return self._told(chosen)
        between_same = [] if any(one.around.is_nearly for one in self.found) else [*self._between_same()]
        edited = [(text, span) for text, span in between_same if self._is_alike(text, span)]
        if len(edited) == 1:
            place = place_of(*edited[0], self.anchor.id)
            return Verdict(self.anchor, Status.EDITED, place, reason="something in these words was mended")
        if edited:
            reason = "these words were changed, and stand in several places"
        elif self.anchor.text not in self.now and not self.regions:
            return gone(self.anchor)
        places = [(one.text, one.span) for one in self.found] or between_same
        candidates = tuple(place_of(*place) for place in places[:CANDIDATES])
        return Verdict(self.anchor, Status.ORPHANED, candidates=candidates, reason=reason)

    @property
    def quote(self) -> Quote:
        """Give the words sought."""
        return self.anchor.quote or Quote("")

    @cached_property
    def regions(self) -> tuple[tuple[str, str], ...]:
        """Name the elements that the one of the anchor's id is today."""
        return self.heirs(self.anchor.text, self.anchor.id) if self.anchor.id else ()

    @cached_property
    def texts(self) -> tuple[Published, ...]:
        """Give the texts to look into: that of the anchor, and those that its element went to."""
        names = dict.fromkeys((self.anchor.text, *(name for name, _ in self.regions)))
        return tuple(self.now[name] for name in names if name in self.now)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """Find every place where the words stand."""
        return tuple(self._found(text, span) for text in self.texts for span in places_of(text.plain, self.quote.exact))

    def _found(self, text: Published, span: Span) -> Found:
        elements = self._elements(text)
        letters = self._letters(text, span, self.anchor.span) if self.then and self.anchor.span else 0
        inside = any(element.holds(span) for element in elements)
        return Found(text, span, agreement(text.plain, span, self.quote), letters, inside, span in elements)

    def _elements(self, text: Published) -> list[Span]:
        return [text.ids[identifier] for name, identifier in self.regions if name == text.name]

    def _letters(self, text: Published, span: Span, old: Span) -> int:
        return letters_around(self.then.plain, old, text.plain, span) if self.then else 0

    def _choose(self) -> tuple[Found | None, str]:
        """Choose the one place that is meant for certain; or else say why there is none."""
        if not self.found:
            return None, "these words do not stand there any more, nor any so like them, between the words around them"
        filling = [one for one in self.found if one.filling and self.whole]
        if len(filling) == 1:
            return filling[0], ""
        return self._choose_by_letters() if self.then else self._choose_by_quote()

    def _choose_by_letters(self) -> tuple[Found | None, str]:
        """Choose the place that agrees with that of then by far better than others do, now and then."""
        one, *others = sorted(self.found, key=lambda one: (-one.letters, not one.inside))
        rivals = [other.letters for other in others if other.inside or not one.inside]
        rivals += [letters for old, letters in self._as_of_another(one) if not one.inside or self._was_inside(old)]
        most = max(rivals, default=0)
        if not (one.letters >= 2 * most or one.letters - most >= 2 * NEAR) or one.letters == most > 0:
            return None, "these words stand in several places, and nothing tells for certain which are meant"
        if any(other.inside and other.letters >= NEAR for other in others) and not one.inside:
            return None, "these words stand in their element still, but what stood around them is elsewhere"
        if one.around.is_near or one.letters >= 4 * NEAR or (one.inside and one.letters >= NEAR):
            return one, ""
        length, is_only = len(solid(self.quote.exact)), len(self.found) == len(self._old) == 1
        if is_only and (one.inside or length >= LONG):
            return one, ""
        return None, "these words stand there, but little of what stood around them"

    @cached_property
    def _old(self) -> tuple[Span, ...]:
        """Find every place of then where the words stood."""
        return tuple(places_of(self.then.plain, self.quote.exact)) if self.then else ()

    def _as_of_another(self, one: Found) -> Iterator[tuple[Span, int]]:
        """Give how well a place agrees with those of then where the same words stood, but that of the anchor."""
        for old in self._old:
            if old != self.anchor.span:
                yield old, self._letters(one.text, one.span, old)

    def _was_inside(self, old: Span) -> bool:
        """Tell whether a place of then was in an element that is, in part, the one of the anchor."""
        identifier = innermost(old, self.then.ids) if self.then else None
        return identifier is None or not set(self.regions).isdisjoint(self.heirs(self.anchor.text, identifier))

    def _choose_by_quote(self) -> tuple[Found | None, str]:
        """Choose by what the anchor tells: all around the words as told, much of it on both sides, or its element."""
        full = [one for one in self.found if one.around.is_full and one.around.letters >= NEAR]
        same = [one for one in full if one.span == self.anchor.span and one.text.name == self.anchor.text]
        if same and (same[0].inside or not self.anchor.id):
            return same[0], ""  # all that is told is as it was
        for some in (full, [one for one in full if one.inside]):
            if len(some) == 1:
                return some[0], ""
        if full:
            return None, _undecided(len(full))
        nearly = [one for one in self.found if one.around.is_nearly]
        is_long = len(solid(self.quote.exact)) >= 2 * NEAR
        if len(nearly) == 1 and (nearly[0].around.is_near or (nearly[0].inside and is_long)):
            return nearly[0], ""
        inside = [one for one in self.found if one.inside]
        if not nearly and len(inside) == 1 and is_long:
            return inside[0], ""
        return None, "these words stand there, but little of what stood around them"

    def _told(self, found: Found) -> Verdict:
        anchor = self.anchor
        place = place_of(found.text, found.span, anchor.id)
        stays = anchor.id is None or ((anchor.text, anchor.id) in self.regions and place.id == anchor.id)
        is_there = found.text.name == anchor.text and anchor.span in (None, found.span)
        return Verdict(anchor, Status.EXACT if stays and is_there else Status.MOVED, place)

    def _between_same(self) -> Iterator[tuple[Published, Span]]:
        """Find what stands where the words stood: in their element, or between the very words that were around them."""
        is_whole = self.whole and len(self.regions) == 1
        if not is_whole and self.then and len([*between(self.then.plain, self.quote)]) > 1:
            return
        for text in self.texts:
            elements = self._elements(text)
            for span in elements if is_whole else dict.fromkeys(between(text.plain, self.quote)):
                if span.start < span.end and (not elements or any(element.holds(span) for element in elements)):
                    yield text, span

    def _is_alike(self, text: Published, span: Span) -> bool:
        return alike(self.quote.exact, text.plain[span.start : span.end])


def _undecided(count: int) -> str:
    return f"these words stand {count} times with the same words around them, and nothing tells which are meant"
