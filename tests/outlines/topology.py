"""Read the outlines of land and borders from a TopoJSON file of countries (TopoJSON format specification 1.0)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, pairwise
from typing import Any

from teipress.atlas.outlines import Outlines
from teipress.atlas.simplify import Point

Thin = Callable[[list[Point]], list[Point]]


def outlines(topology: Mapping[str, Any], thin: Thin, least: float) -> Outlines:
    """Give the rings of land, and the borders that two countries share; each line was thinned out, but for its ends.

    Islands and lakes that are smaller than so many square degrees at the equator are left out.
    """
    arcs = [thin(unrolled(arc)) for arc in _arcs(topology)]
    land = [_ring(ring, arcs) for ring in _rings(topology["objects"]["land"])]
    countries = topology["objects"]["countries"]["geometries"]
    used = Counter(
        at for country in countries for at in {arc if arc >= 0 else ~arc for ring in _rings(country) for arc in ring}
    )
    borders = [tuple(arcs[at]) for at in sorted(used) if used[at] > 1]
    return Outlines(tuple(ring for ring in land if _area(ring) >= least), tuple(borders))


def _arcs(topology: Mapping[str, Any]) -> Iterator[list[Point]]:
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        easts, norths = zip(*arc, strict=True)
        yield [(left + wide * x, low + high * y) for x, y in zip(accumulate(easts), accumulate(norths), strict=True)]


def unrolled(line: Iterable[Point]) -> list[Point]:
    """Let longitudes run on where a line crosses the date line."""
    found: list[Point] = []
    for x, y in line:
        found.append((x - 360 * round((x - found[-1][0]) / 360) if found else x, y))
    return found


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[int]]:
    """Go through the rings of a geometry: lists of arcs, the complement of whose number means backwards."""
    if geometry["type"] == "GeometryCollection":
        for one in geometry["geometries"]:
            yield from _rings(one)
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]


def _ring(ring: Iterable[int], arcs: list[list[Point]]) -> tuple[Point, ...]:
    points: list[Point] = []
    for arc in ring:
        found = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += found[1:] if points else found
    return tuple(unrolled(points))


def _area(ring: tuple[Point, ...]) -> float:
    """Give the area of a ring; of one that goes round a pole, something large."""
    if ring[0] != ring[-1]:
        return math.inf
    doubled = sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in pairwise(ring))
    return abs(doubled) / 2 * math.cos(math.radians(ring[0][1]))
