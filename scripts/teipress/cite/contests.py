"""What two branches of a ledger that were merged say differently of one id.

An id that was there when they parted names the same passage on both, since each was checked: that both have edited it,
or something in it, is no contest. An id that both gave may name two passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from teipress.cite.states import ACTIVE

if TYPE_CHECKING:
    from teipress.cite.ledger import Entry, Key


def contested(entries: Sequence[Entry], owners: Sequence[int], bits: Sequence[int]) -> tuple[Key, ...]:
    """List the ids of which two branches say different things, which nothing that was recorded later has settled.

    ``owners`` has the number of the batch of each entry, ``bits`` for each batch those that it goes on from
    (``chain.lineage``).
    """
    latest: dict[Key, list[int]] = {}
    every: dict[Key, list[int]] = {}
    for number, entry in enumerate(entries):
        above = bits[owners[number]]
        others = [other for other in latest.get(entry.key, ()) if not above >> owners[other] & 1]
        latest[entry.key] = [*others, number]
        every.setdefault(entry.key, []).append(number)

    def is_contested(key: Key) -> bool:
        numbers = latest[key]
        if len(numbers) < 2:
            return False
        common = bits[owners[numbers[0]]]
        for number in numbers[1:]:
            common &= bits[owners[number]]
        before = [entries[number] for number in every[key] if common >> owners[number] & 1]
        was_there = bool(before) and before[-1].state == ACTIVE
        return len({_said(entries[number], content=not was_there) for number in numbers}) > 1

    return tuple(filter(is_contested, latest))


def _said(entry: Entry, *, content: bool) -> tuple[object, ...]:
    words = entry.content.partition(" ")[0] if content else ""
    return entry.state, entry.element, words, entry.successors
