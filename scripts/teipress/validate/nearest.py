"""Find what a misspelt name was meant to be, quickly among very many names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property

# Beyond these, help is not worth what it costs: a file may be made to have it cost much.
MOST_NAMES = 50_000
MOST_ALIKE = 20
MOST_SEARCHES = 2_000
LONGEST = 100


class Names:
    """Names to look for near misses in: one or two letters more, less, exchanged or in another order.

    Two names are near when they become equal by deleting at most one letter of each (Garbe's symmetric deletion).
    """

    def __init__(self, names: Iterable[str]) -> None:
        known = frozenset(name for name in names if len(name) <= LONGEST)
        self._searches = 0
        self._names = known if len(known) <= MOST_NAMES else frozenset[str]()

    @cached_property
    def _by_remainder(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in sorted(self._names):
            for remainder in set(_remainders(name)):
                alike = found.setdefault(remainder, [])
                if len(alike) < MOST_ALIKE:
                    alike.append(name)
        return found

    def nearest(self, name: str) -> str | None:
        """Give the name that is most like this one; of several, the first in the alphabet; none, if none is near."""
        self._searches += 1
        if len(name) > LONGEST or self._searches > MOST_SEARCHES:
            return None
        near = {other for remainder in _remainders(name) for other in self._by_remainder.get(remainder, ())}
        return max(sorted(near), key=lambda other: SequenceMatcher(None, name, other).ratio(), default=None)


def _remainders(name: str) -> Iterator[str]:
    folded = name.casefold()
    yield folded
    for at in range(len(folded)):
        yield folded[:at] + folded[at + 1 :]
