"""Draw what is beneath the places: sea, land, borders, a net of degrees, a scale. All as paths of SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from teipress.atlas.clip import Box, box_of, clip_line, clip_ring, dense
from teipress.atlas.frame import WIDTH, Frame
from teipress.atlas.outlines import Ring, region, world
from teipress.atlas.projections import apart
from teipress.atlas.simplify import Line, Point, simplify

FINE = 4  # steps in a unit that paths are written in
_MOST = 24_000  # characters that the outlines may have
_AREA, _COARSER = (
    0.12,
    1.6,
)  # the smallest triangle that is drawn, in square units; how it grows where there is too much
_SMALLEST = 0.5  # an island that is smaller, in square units, is not seen
_BEND = 2.0  # degrees: what is longer is bent by the projection
_FAR = 100.0  # degrees from the middle: nothing there is on the map of a region
_STEPS = (1, 2, 5, 10, 15, 20, 30)
_LENGTHS: tuple[int, ...] = tuple(digit * 10**power for power in range(4) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths, in steps of a quarter of a unit; and, on a map of a region, a scale: kilometres, and how long they are."""

    sea: str
    net: str
    land: str
    borders: str
    kilometres: int = 0
    length: float = 0


def draw(frame: Frame) -> Drawing:
    """Draw the part of the globe that a map shows."""
    outlines = world() if frame.is_world else region()
    rings = [ring for one in outlines.land for ring in _land(one, frame)]
    borders = [line for one in outlines.borders for line in _lines(one, frame)]
    area = _AREA
    while len(land := _rings(rings, area)) + len(lines := _open(borders, area)) > _MOST:
        area *= _COARSER
    kilometres = 0 if frame.is_world else _kilometres(frame)
    return Drawing(
        _rings([_globe(frame)], _AREA),
        _open(_net(frame), _AREA),
        land,
        lines,
        kilometres,
        kilometres and round(kilometres / frame.kilometres, 1),
    )


def _land(ring: Ring, frame: Frame) -> Iterator[list[Point]]:
    """Give what is seen of a ring of land, on the map."""
    if frame.window is None:
        if _is_near(ring, frame):
            yield _seen(ring[:-1] if ring[0] == ring[-1] else ring, frame)
        return
    closed = ring[:-1] if ring[0] == ring[-1] else _around_pole(ring)
    for copy in _copies(closed, frame.window):
        inside = clip_ring(copy, frame.window)
        if inside:
            yield _seen(dense([*inside, inside[0]], _BEND), frame)


def _seen(ring: Line, frame: Frame) -> list[Point]:
    return clip_ring([frame.place(*point) for point in ring], frame.box)


def _is_near(line: Line, frame: Frame) -> bool:
    return min(apart(frame.centre, point) for point in line) < _FAR


def _around_pole(ring: Ring) -> Ring:
    """Close a ring that goes round a pole: along the parallel of the pole, three times round the globe."""
    once = ring[-1][0] - ring[0][0]
    pole = 90.0 if ring[0][1] > 0 else -90.0
    turns = [(x + turn * once, y) for turn in (-1, 0, 1) for x, y in ring]
    return *turns, (turns[-1][0], pole), (turns[0][0], pole)


def _copies(line: Ring, window: Box) -> Iterator[Ring]:
    """Give a line wherever it is in a window, whose longitudes may be beyond the date line."""
    for turn in (-360, 0, 360):
        copy = tuple((x + turn, y) for x, y in line) if turn else line
        if box_of(copy).meets(window):
            yield copy


def _lines(line: Ring, frame: Frame) -> Iterator[list[Point]]:
    """Give what is seen of a line, on the map."""
    if frame.window is not None:
        inside = [piece for copy in _copies(line, frame.window) for piece in clip_line(copy, frame.window)]
    else:
        inside = [[*line]] if _is_near(line, frame) else []
    for piece in inside:
        yield from clip_line([frame.place(*point) for point in dense(piece, _BEND)], frame.box)


def _globe(frame: Frame) -> list[Point]:
    """Give the edge of the globe, or of the map of a region."""
    box = frame.window if frame.is_world and frame.window else Box(0, 0, WIDTH, frame.height)
    corners = [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)]
    if not frame.is_world:
        return [(x, y) for x, y in corners]
    return [frame.place(*point) for point in dense([*corners, corners[0]], _BEND)]


def _net(frame: Frame) -> Iterator[list[Point]]:
    """Give the meridians and parallels of round numbers."""
    window = frame.window or _cap(frame)
    wide, high = window.right - window.left, window.top - window.bottom
    step = 30 if frame.is_world else next((step for step in _STEPS if high / step <= 4), 30)
    steps = step if frame.is_world else next((one for one in _STEPS if one >= step and wide / one <= 8), 30)
    for latitude in _round(window.bottom, window.top, step):
        yield from _lines(((window.left, latitude), (window.right, latitude)), frame)
    for longitude in _round(window.left, window.right, steps):
        yield from _lines(((longitude, window.bottom), (longitude, window.top)), frame)


def _cap(frame: Frame) -> Box:
    """Give the latitudes around a pole that are seen, at all longitudes."""
    middle, latitude = frame.centre
    if latitude > 0:
        return Box(middle - 180, latitude - frame.reach, middle + 180, 90)
    return Box(middle - 180, -90, middle + 180, latitude + frame.reach)


def _round(first: float, last: float, step: int) -> list[int]:
    return [at * step for at in range(int(first // step) + 1, int(last // step) + 1) if at * step < last]


def _kilometres(frame: Frame) -> int:
    """Choose a round length, of about a seventh of the map."""
    return max(length for length in _LENGTHS if length == 1 or length / frame.kilometres <= WIDTH / 6)


def _rings(rings: Iterable[Line], area: float) -> str:
    """Write closed lines."""
    found = []
    for ring in rings:
        if ring and _size(ring) >= _SMALLEST:
            points = _steps(simplify([*ring, ring[0]], area, least=4))
            if points[0] == points[-1]:
                points.pop()
            if len(points) > 2:
                found.append(f"{_path(points)}z")
    return "".join(found)


def _size(ring: Line) -> float:
    total = sum(x * b - a * y for (x, y), (a, b) in zip(ring, [*ring[1:], ring[0]], strict=True))
    return abs(total) / 2


def _open(lines: Iterable[Line], area: float) -> str:
    """Write lines."""
    written = (_steps(simplify(line, area)) for line in lines)
    return "".join(_path(points) for points in written if len(points) > 1)


def _steps(line: Line) -> list[tuple[int, int]]:
    """Round points; those that are then the same are one."""
    points = [(round(x * FINE), round(y * FINE)) for x, y in line]
    return [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]


def _path(points: list[tuple[int, int]]) -> str:
    """Write a line: where it begins, and how it goes on from each point to the next."""
    x, y = points[0]
    written: list[str] = []
    for one, other in pairwise(points):
        for number in (other[0] - one[0], other[1] - one[1]):
            written.append(f" {number}" if written and number >= 0 else str(number))
    return f"M{x} {y}l{''.join(written)}" if written else ""
