"""The marks of places on a map: how large they are, and what becomes of those that would hide each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from teipress.atlas.simplify import Point

_NEAR = (7, 12, 20, 32, 48)  # units: what is nearer than that is together; the first that gives few enough marks
_MARKS = 250  # so many marks a map has
_FAN = 6  # so many places that are together are still marked one by one
_SMALL, _GROWTH, _MANY = (
    4.0,
    9.0,
    12,
)  # the radius without mentions; how it grows; mentions that it grows to the full by
_FANNED, _APART = 5.0, 5.5  # the radius of marks side by side, and how far they are from each other's middle


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an index, where it is (in degrees), and how often it is mentioned."""

    id: str
    name: str
    longitude: float
    latitude: float
    mentions: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A place, or many that are together, on a map: the one that is mentioned most comes first."""

    x: float
    y: float
    radius: float
    places: tuple[Place, ...]


def mark(spots: Iterable[tuple[Place, Point]]) -> tuple[Mark, ...]:
    """Make the marks: the largest first, so that it is beneath the others."""
    ordered = sorted(spots, key=lambda spot: (-spot[0].mentions, spot[0].name, spot[0].id))
    most = max([_MANY, *(place.mentions for place, _ in ordered)])
    for near in _NEAR:
        marks = [one for group in _together(ordered, near) for one in _marks(group, most)]
        if len(marks) <= _MARKS:
            break
    return tuple(sorted(marks, key=lambda one: (-one.radius, one.places[0].name, one.places[0].id)))


def _together(spots: Sequence[tuple[Place, Point]], near: float) -> list[list[tuple[Place, Point]]]:
    """Put each place to the most important one that is near it."""
    groups: list[list[tuple[Place, Point]]] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for place, (x, y) in spots:
        column, row = int(x // near), int(y // near)
        around = [at for dx in (-1, 0, 1) for dy in (-1, 0, 1) for at in cells.get((column + dx, row + dy), ())]
        found = [at for at in sorted(around) if hypot(groups[at][0][1][0] - x, groups[at][0][1][1] - y) < near]
        if found:
            groups[found[0]].append((place, (x, y)))
        else:
            cells.setdefault((column, row), []).append(len(groups))
            groups.append([(place, (x, y))])
    return groups


def _marks(group: Sequence[tuple[Place, Point]], most: int) -> list[Mark]:
    """Mark the places of a group: one by one around their middle, or, of many, all at once."""
    x, y = (sum(spot[axis] for _, spot in group) / len(group) for axis in (0, 1))
    places = tuple(place for place, _ in group)
    if len(group) == 1:
        return [Mark(round(x, 1), round(y, 1), _radius(places[0].mentions, most), places)]
    if len(group) > _FAN:
        return [Mark(round(x, 1), round(y, 1), 8.0 + 2 * len(str(len(places))), places)]
    away = max(_APART, _APART / sin(pi / len(group)))
    turns = [2 * pi * at / len(group) - pi / 2 for at in range(len(group))]
    return [
        Mark(round(x + away * cos(turn), 1), round(y + away * sin(turn), 1), _FANNED, (place,))
        for place, turn in zip(places, turns, strict=True)
    ]


def _radius(mentions: int, most: int) -> float:
    """Let the area grow with the mentions."""
    return round(_SMALL + _GROWTH * sqrt(mentions / most), 1)
