"""Cut rings and lines at the sides of a box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from teipress.atlas.simplify import Line, Point


@dataclass(frozen=True, slots=True)
class Box:
    """What is between two numbers, across and upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def wider(self, by: float) -> Box:
        """Give a box with a margin around this one."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def holds(self, point: Point) -> bool:
        """Tell whether a point is in it."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes have a point in common."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.bottom <= other.top and other.bottom <= self.top


def box_of(points: Iterable[Point]) -> Box:
    """Give the box around points, of which there is one at least."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def clip_ring(ring: Line, box: Box) -> list[Point]:
    """Cut a ring, whose last point leads to its first; nothing is left of one that is outside.

    Where a ring leaves the box and comes back, it goes along the side (Sutherland and Hodgman 1974).
    """
    points = [*ring]
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.bottom, 1), (1, box.top, -1)):
        kept: list[Point] = []
        for one, other in zip([points[-1], *points[:-1]], points, strict=True) if points else ():
            was, is_in = sign * (one[axis] - limit) >= 0, sign * (other[axis] - limit) >= 0
            if was is not is_in:
                kept.append(_cut(one, other, axis, limit))
            if is_in:
                kept.append(other)
        points = kept
    return points


def _cut(one: Point, other: Point, axis: int, limit: float) -> Point:
    part = (limit - one[axis]) / (other[axis] - one[axis])
    along = one[1 - axis] + part * (other[1 - axis] - one[1 - axis])
    return (limit, along) if axis == 0 else (along, limit)


def clip_line(line: Line, box: Box) -> Iterator[list[Point]]:
    """Cut a line; give the pieces that are in the box (Liang and Barsky 1984, piece by piece)."""
    piece: list[Point] = []
    for one, other in pairwise(line):
        part = _inside(one, other, box)
        if part is None:
            continue
        start, end = part
        if piece and piece[-1] != start:
            yield piece
            piece = []
        piece = [*piece, end] if piece else [start, end]
        if end != other:
            yield piece
            piece = []
    if piece:
        yield piece


def _inside(one: Point, other: Point, box: Box) -> tuple[Point, Point] | None:
    wide, high = other[0] - one[0], other[1] - one[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-wide, one[0] - box.left),
        (wide, box.right - one[0]),
        (-high, one[1] - box.bottom),
        (high, box.top - one[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first > last:
        return None
    start = one if first == 0 else (one[0] + first * wide, one[1] + first * high)
    return start, other if last == 1 else (one[0] + last * wide, one[1] + last * high)


def dense(line: Line, most: float) -> list[Point]:
    """Put points into what is longer than so much, for a projection to bend."""
    points = [*line[:1]]
    for one, other in pairwise(line):
        wide, high = other[0] - one[0], other[1] - one[1]
        parts = max(1, ceil(max(abs(wide), abs(high)) / most))
        points += [(one[0] + wide * at / parts, one[1] + high * at / parts) for at in range(1, parts)]
        points.append(other)
    return points
