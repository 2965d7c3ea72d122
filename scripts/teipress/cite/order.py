"""Which ids of a document stand in their old order, and which have changed places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


def settled(order: Sequence[str], places: Mapping[str, int]) -> frozenset[str]:
    """Find the ids that stand in their old order: as many as can be kept when the others are taken to have moved.

    ``order`` is the old one; ``places`` says where each id stands now, and has no id that is gone. It is the longest
    increasing subsequence, in n log n.
    """
    present = [id for id in order if id in places]
    ends: list[int] = []  # the least place that an increasing run of each length ends with
    at: list[int] = []  # … and which id that is
    before: list[int] = []
    for number, id in enumerate(present):
        length = bisect_left(ends, places[id])
        if length == len(ends):
            ends.append(places[id])
            at.append(number)
        else:
            ends[length], at[length] = places[id], number
        before.append(at[length - 1] if length else -1)
    found: list[str] = []
    number = at[-1] if at else -1
    while number >= 0:
        found.append(present[number])
        number = before[number]
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The ids that each id had, and has, before and after it; only ids that were there then and are there now."""

    then: Mapping[str, tuple[str, str]]
    now: Mapping[str, tuple[str, str]]

    def are_kept(self, id: str) -> tuple[bool, bool]:
        """Tell whether an id still has the same one before it, and after it."""
        (before, after), (before_now, after_now) = self.then[id], self.now[id]
        return before == before_now, after == after_now


def neighbours(order: Sequence[str], places: Mapping[str, int]) -> Neighbours:
    """Find the neighbours of the ids that are in both orders."""
    then = [id for id in order if id in places]
    return Neighbours(_around(then), _around(sorted(then, key=places.__getitem__)))


def _around(ids: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    return (
        {id: (before, after) for before, id, after in zip(("", *ids[:-1]), ids, (*ids[1:], ""), strict=True)}
        if ids
        else {}
    )
