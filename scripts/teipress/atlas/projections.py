"""From the globe to the plane, both ways. Degrees in, radii of the globe out: x to the right, y upwards."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, dist, hypot, pi, radians, sin, sqrt
from typing import Protocol

from teipress.atlas.simplify import Point


class Projection(Protocol):
    """A way to the plane, with a longitude in the middle."""

    @property
    def longitude(self) -> float:
        """The longitude in the middle."""
        ...

    def plane(self, longitude: float, latitude: float) -> Point:
        """Project a point of the globe."""
        ...


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The whole globe, every area at its true size.

    B. Šavrič, T. Patterson and B. Jenny 2018, “The Equal Earth map projection”. Longitudes are taken as they come:
    those from −180 to 180 degrees from the one in the middle are on the map.
    """

    longitude: float

    def plane(self, longitude: float, latitude: float) -> Point:
        """Project a point of the globe."""
        across = radians(longitude - self.longitude)
        angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
        square = angle * angle
        sixth = square * square * square
        slope = 9 * _D * sixth * square + 7 * _C * sixth + 3 * _B * square + _A
        x = 2 * sqrt(3) * across * cos(angle) / (3 * slope)
        return x, angle * (_A + _B * square + sixth * (_C + _D * square))


_A, _B, _C, _D = 1.340264, -0.081106, 0.000893, 0.003796


@dataclass(frozen=True, slots=True)
class EqualArea:
    """A region around its middle, every area at its true size (Lambert's azimuthal projection; Snyder 1987, p. 185)."""

    longitude: float
    latitude: float

    def plane(self, longitude: float, latitude: float) -> Point:
        """Project a point of the globe; the one opposite of the middle has no place of its own, and gets any."""
        across, up, middle = radians(longitude - self.longitude), radians(latitude), radians(self.latitude)
        towards = cos(up) * cos(across)
        depth = sin(middle) * sin(up) + cos(middle) * towards
        scale = sqrt(2 / max(1 + depth, 1e-12))
        return scale * cos(up) * sin(across), scale * (cos(middle) * sin(up) - sin(middle) * towards)

    def globe(self, x: float, y: float) -> Point:
        """Give longitude and latitude of a point of the plane; longitudes up to 180 degrees from the middle."""
        far = hypot(x, y)
        if far < 1e-12:
            return self.longitude, self.latitude
        angle, middle = 2 * asin(min(far / 2, 1)), radians(self.latitude)
        latitude = asin(max(-1, min(1, cos(angle) * sin(middle) + y * sin(angle) * cos(middle) / far)))
        across = atan2(x * sin(angle), far * cos(middle) * cos(angle) - y * sin(middle) * sin(angle))
        return self.longitude + degrees(across), degrees(latitude)


def apart(one: Point, other: Point) -> float:
    """Tell how far points of the globe are from each other, in degrees of a great circle."""
    return degrees(2 * asin(min(1, dist(vector(*one), vector(*other)) / 2)))


def vector(longitude: float, latitude: float) -> tuple[float, float, float]:
    """Give the direction of a point from the middle of the earth."""
    across, up = radians(longitude), radians(latitude)
    return cos(up) * cos(across), cos(up) * sin(across), sin(up)


def direction(x: float, y: float, z: float) -> Point:
    """Give longitude and latitude of a direction."""
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def turned(longitude: float) -> float:
    """Give a longitude from −180 up to 180 degrees."""
    return (longitude + 180) % 360 - 180


EARTH = 6371.0088  # kilometres: the mean radius (IUGG)
DEGREE = pi / 180
