"""Which part of the globe a map shows, and how: as the places want it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, degrees, hypot

from teipress.atlas.clip import Box, box_of, dense
from teipress.atlas.projections import (
    DEGREE,
    EARTH,
    EqualArea,
    EqualEarth,
    Projection,
    apart,
    direction,
    turned,
    vector,
)
from teipress.atlas.simplify import Point

WIDTH = 720  # units that a map is wide
_HIGHEST, _LOWEST = 480, 400  # units that a map of a region is high
_MARGIN = 1.35  # so many times what the places take up
_REACH = 33  # degrees from the middle of a region to its furthest place; beyond, the whole world is shown
_SPOT, _AROUND, _NARROWEST = 0.5, 10, 5  # degrees: what is one spot; how wide a map around it is, and any map at least
_MERIDIAN = 11.0  # in the middle of the world: it is cut in the Bering Strait
_NORTH, _SOUTH = 84.0, -57.0  # what a map of the world shows, if no place is beyond
_OUTSIDE = 6  # units that lines go on outside of the map


@dataclass(frozen=True, slots=True)
class Frame:
    """A map without anything on it: how the globe comes to the plane, and which part of the plane is seen.

    ``scale`` is how many units a radius of the globe has; ``origin`` is where the middle of the plane is on the map.
    ``window`` has longitudes and latitudes of what is seen, and nothing if a pole is. Of a map of a region, ``centre``
    is the point of the globe in the middle of its plane, and no corner is further from it than ``reach``, in degrees.
    """

    projection: Projection
    scale: float
    origin: Point
    height: float
    window: Box | None
    centre: Point
    reach: float = 180
    is_world: bool = False

    def place(self, longitude: float, latitude: float) -> Point:
        """Say where a point of the globe is on the map: to the right, and downwards."""
        x, y = self.projection.plane(longitude, latitude)
        return self.origin[0] + self.scale * x, self.origin[1] - self.scale * y

    def spot(self, longitude: float, latitude: float) -> Point:
        """Say where a place is on the map, whichever way its longitude is counted."""
        middle = self.projection.longitude
        return self.place(middle + turned(longitude - middle), latitude)

    @property
    def box(self) -> Box:
        """What is drawn: a little more than what is seen."""
        return Box(0, 0, WIDTH, self.height).wider(_OUTSIDE)

    @property
    def kilometres(self) -> float:
        """Tell how long a unit is on the ground, in the middle of a map of a region."""
        return EARTH / self.scale


def frame(places: Sequence[Point]) -> Frame:
    """Choose the map for places: longitudes and latitudes, one at least."""
    region = _region(places)
    return region or _world(places)


def _region(places: Sequence[Point]) -> Frame | None:
    """Put the places into the middle of a map of their region; nothing, if they are too far from each other."""
    total = [sum(axis) for axis in zip(*(vector(*place) for place in places), strict=True)]
    if hypot(*total) < len(places) / 3:
        return None
    projection = EqualArea(*direction(*total))
    for _ in range(3):
        around = box_of(projection.plane(*place) for place in places)
        middle = projection.globe((around.left + around.right) / 2, (around.bottom + around.top) / 2)
        projection = EqualArea(turned(middle[0]), middle[1])
    reach = max(apart((projection.longitude, projection.latitude), place) for place in places)
    if reach > _REACH:
        return None
    around = box_of(projection.plane(*place) for place in places)
    least = _NARROWEST if reach > _SPOT else _AROUND
    width = max(_MARGIN * (around.right - around.left), least * DEGREE)
    high = _MARGIN * (around.top - around.bottom)
    scale = min(WIDTH / width, _HIGHEST / high if high else WIDTH / width)
    height = round(max(_LOWEST, min(_HIGHEST, high * scale)))
    origin = WIDTH / 2 - scale * (around.left + around.right) / 2, height / 2 + scale * (around.bottom + around.top) / 2
    seen = degrees(2 * asin(min(1, (hypot(WIDTH, height) / 2 + 2 * _OUTSIDE) / scale / 2)))
    centre = projection.longitude, projection.latitude
    return Frame(projection, scale, origin, height, _window(projection, scale, origin, height), centre, seen)


def _window(projection: EqualArea, scale: float, origin: Point, height: float) -> Box | None:
    """Find the longitudes and latitudes of a region, along the sides of its map."""
    box = Box(0, 0, WIDTH, height).wider(2 * _OUTSIDE)
    for pole in (90, -90):
        x, y = projection.plane(projection.longitude, pole)
        if box.holds((origin[0] + scale * x, origin[1] - scale * y)):
            return None
    sides = dense([(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)], 10)
    sides += dense([(box.left, box.top), (box.left, box.bottom)], 10)
    seen = box_of(projection.globe((x - origin[0]) / scale, (origin[1] - y) / scale) for x, y in sides).wider(0.2)
    return None if seen.right - seen.left > 300 else seen


def _world(places: Sequence[Point]) -> Frame:
    """Show the world, cut where there are no places."""
    projection = EqualEarth(_meridian([place[0] for place in places]))
    latitudes = [place[1] for place in places]
    north = _NORTH if max(latitudes) < _NORTH - 4 else 90
    south = _SOUTH if min(latitudes) > _SOUTH + 4 else -90
    middle = projection.longitude
    scale = (WIDTH - 2) / 2 / projection.plane(middle + 180, 0)[0]
    up, down = projection.plane(middle, north)[1], projection.plane(middle, south)[1]
    window = Box(middle - 180, south, middle + 180, north)
    height = round(2 + scale * (up - down))
    return Frame(projection, scale, (WIDTH / 2, 1 + scale * up), height, window, (middle, 0), is_world=True)


def _meridian(longitudes: Sequence[float]) -> float:
    """Choose the meridian in the middle: the usual one, unless its cut parts places that are near each other."""
    around = sorted({turned(longitude) for longitude in longitudes})
    gaps = [(other - one, one) for one, other in zip(around, [*around[1:], around[0] + 360], strict=True)]
    wide, start = max(gaps)
    cut = _MERIDIAN - 180
    from_start = (cut - start) % 360
    return _MERIDIAN if wide < 60 or from_start <= wide else turned(round(start + wide / 2 - 180, -1))
