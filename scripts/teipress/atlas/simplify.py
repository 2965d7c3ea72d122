"""Leave out the points of a line that its shape does not need."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = Sequence[Point]


def simplify(line: Line, area: float, least: int = 2) -> list[Point]:
    """Leave out, one by one, the points that make the smallest triangle with their neighbours, up to an area.

    The ends stay, and at least so many points. The area is in the square of the unit of the points
    (Visvalingam and Whyatt 1993, “Line generalisation by repeated elimination of points”).
    """
    last = len(line) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))
    areas = [0.0] * (last + 1)
    heap = []
    for at in range(1, last):
        areas[at] = _triangle(line[at - 1], line[at], line[at + 1])
        heap.append((areas[at], at))
    heapq.heapify(heap)
    gone = bytearray(last + 1)
    left = last + 1
    while heap and left > least:
        size, at = heapq.heappop(heap)
        if size > area:
            break
        if gone[at] or size != areas[at]:
            continue
        gone[at] = 1
        left -= 1
        one, other = before[at], after[at]
        after[one], before[other] = other, one
        for neighbour in (one, other):
            if 0 < neighbour < last:
                # No point goes before one that is smaller: what it leaves counts at least as much.
                new = max(size, _triangle(line[before[neighbour]], line[neighbour], line[after[neighbour]]))
                areas[neighbour] = new
                heapq.heappush(heap, (new, neighbour))
    return [point for at, point in enumerate(line) if not gone[at]]


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
