"""The outlines of land and countries that maps are drawn on; ``README.md`` beside them says where they are from.

A file holds a line a row: first the rings of land, then, after an empty row, the borders between countries. A point is
what it is further east and north than the one before, in hundredths of a degree, and each of these numbers is written
in characters of five bits, as the “encoded polyline algorithm format” does. Longitudes run on across the date line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from teipress.atlas.simplify import Line, Point
from teipress.resources import PACKAGE

Ring: TypeAlias = tuple[Point, ...]
UNIT = 100  # numbers of a file in a degree
_FIRST, _BITS, _MORE = 63, 5, 0x20


@dataclass(frozen=True, slots=True)
class Outlines:
    """Rings of land (the first point again at the end, 360 degrees further where a ring goes round a pole); borders."""

    land: tuple[Ring, ...]
    borders: tuple[Ring, ...]


@cache
def world() -> Outlines:
    """Give the outlines for maps of the world."""
    return _read("world.txt")


@cache
def region() -> Outlines:
    """Give the finer outlines for maps of regions."""
    return _read("region.txt")


def _read(name: str) -> Outlines:
    land, borders = (PACKAGE / "atlas" / name).read_text(encoding="ascii").split("\n\n")
    return Outlines(tuple(map(decode, land.split())), tuple(map(decode, borders.split())))


def decode(row: str) -> Ring:
    """Read a line, in degrees."""
    numbers = _numbers(row)
    points = []
    x = y = 0
    for east, north in zip(numbers, numbers, strict=True):
        x, y = x + east, y + north
        points.append((x / UNIT, y / UNIT))
    return tuple(points)


def _numbers(row: str) -> Iterator[int]:
    value = shift = 0
    for character in row:
        bits = ord(character) - _FIRST
        value |= (bits & ~_MORE) << shift
        shift += _BITS
        if not bits & _MORE:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0


def encode(line: Line) -> str:
    """Write a line; a point that is where the one before it was is left out."""
    written, x, y = [], 0, 0
    for at, (longitude, latitude) in enumerate(line):
        east, north = round(longitude * UNIT) - x, round(latitude * UNIT) - y
        if east or north or not at:
            written += [*_characters(east), *_characters(north)]
        x, y = x + east, y + north
    return "".join(written)


def _characters(number: int) -> Iterator[str]:
    value = ~(number << 1) if number < 0 else number << 1
    while value >= _MORE:
        yield chr((value & (_MORE - 1) | _MORE) + _FIRST)
        value >>= _BITS
    yield chr(value + _FIRST)


def written(outlines: Outlines) -> str:
    """Write outlines as a file."""
    return f"{_rows(outlines.land)}\n{_rows(outlines.borders)}"


def _rows(lines: Iterable[Line]) -> str:
    return "".join(f"{row}\n" for row in map(encode, lines) if row)
