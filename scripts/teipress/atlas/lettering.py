"""Write names beside marks where there is room: the important ones first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from teipress.atlas.clip import Box
from teipress.atlas.marks import Mark

LONGEST = 30  # letters of a name that are shown
_LABELS = 60  # so many names a map has
_WIDE, _CAPITAL, _LETTER = 1.1, 0.78, 0.64  # of the size of the letters: more than they take up in any usual font
_GAP = 3.0  # units between a mark and its name, and between names


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name is written: from here (start), up to here (end), or around here (middle)."""

    x: float
    y: float
    anchor: str


def shown_name(mark: Mark) -> str:
    """Give the words beside a mark: the name of its place, or of its first place and how many more there are."""
    name = mark.places[0].name
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
    return f"{short} +{len(mark.places) - 1}" if len(mark.places) > 1 else short


def letter(marks: Sequence[Mark], box: Box, size: float, larger: float = 1) -> Mapping[int, Label]:
    """Find room for names, whose letters have a size in units; marks are so many times larger than they say.

    Of marks without a name on the map, nothing is said.
    """
    taken = [(at, _around(mark, larger)) for at, mark in enumerate(marks)]
    found: dict[int, Label] = {}
    ranked = sorted(range(len(marks)), key=lambda at: (-sum(place.mentions for place in marks[at].places), at))
    for at in ranked:
        if len(found) == _LABELS:
            break
        for label, room in places_for(marks[at], size, larger):
            if _is_inside(room, box) and not any(other != at and room.meets(there) for other, there in taken):
                found[at] = label
                taken.append((-1, room))
                break
    return found


def places_for(mark: Mark, size: float, larger: float = 1) -> Iterator[tuple[Label, Box]]:
    """Go through the places for a name: right, left, above, below; and what it takes up there."""
    width, away = _width(shown_name(mark), size), mark.radius * larger + _GAP
    base, up, down = mark.y + 0.35 * size, 0.85 * size, 0.3 * size
    above, below = mark.y - away, mark.y + away + 0.8 * size
    for x, y, anchor, left in (
        (mark.x + away, base, "start", mark.x + away),
        (mark.x - away, base, "end", mark.x - away - width),
        (mark.x, above, "middle", mark.x - width / 2),
        (mark.x, below, "middle", mark.x - width / 2),
    ):
        yield Label(round(x, 1), round(y, 1), anchor), Box(left, y - up, left + width, y + down)


def _around(mark: Mark, larger: float) -> Box:
    return Box(mark.x, mark.y, mark.x, mark.y).wider(mark.radius * larger)


def _is_inside(room: Box, box: Box) -> bool:
    return box.holds((room.left, room.bottom)) and box.holds((room.right, room.top))


def _width(words: str, size: float) -> float:
    """Say how wide words may be at most: fonts differ, and nobody knows here which there will be."""
    return size * sum(map(_em, words))


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _CAPITAL if character.isupper() or character in "mwMW—…" else _LETTER
