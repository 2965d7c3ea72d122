"""How far the work is: told to whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

_Item = TypeVar("_Item")

# Called with what is being done, how much of it is done, and how much there is.
Progress: TypeAlias = Callable[[str, int, int], None]


def silent(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def followed(items: Iterable[_Item], step: str, total: int, progress: Progress) -> Iterator[_Item]:
    """Go through items, and tell how many are done."""
    progress(step, 0, total)
    for number, item in enumerate(items, 1):
        yield item
        progress(step, number, total)
